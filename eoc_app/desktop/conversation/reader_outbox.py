"""Questions on their way to a reader, sent by a thread of its own."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import BinaryIO

from eoc_app.conversation.wire import Lane, send


class Outbox:
    """Sends the newest question of each lane in a thread of its own.

    A reader that takes none holds nobody.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._newest: dict[Lane, bytes] = {}
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="reader questions", daemon=True)
        self._thread.start()

    def put(self, payload: bytes, lane: Lane) -> None:
        """Send this as soon as the reader takes it, in place of what waits in the same lane."""
        with self._changed:
            self._newest[lane] = payload
            self._changed.notify()

    def close(self) -> None:
        """Send no more, and close the stream."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def join(self, seconds: float) -> None:
        """Wait until the stream is closed."""
        self._thread.join(seconds)

    def _run(self) -> None:
        with suppress(OSError, ValueError):
            while (payload := self._take()) is not None:
                send(self._stream, payload)
        with suppress(OSError):
            self._stream.close()

    def _take(self) -> bytes | None:
        with self._changed:
            while not self._newest and not self._closed:
                self._changed.wait()
            if self._closed:
                return None
            return self._newest.pop(next(iter(self._newest)))
