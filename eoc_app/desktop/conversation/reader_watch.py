"""What a reader may send and how long it may take over it: one that floods or drips is ended."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from typing import Final

from eoc_app.conversation.wire import MOST_BYTES

WHOLE_WITHIN: Final = 20.0
"""Seconds within which an answer that has begun must be whole; a pipe takes milliseconds."""
_LOOK_EVERY: Final = 0.5
_TIMES: Final = 2
"""How often a panel may be answered: at once, and with what takes longer."""


class ReaderWatch:
    """Holds a reader to what it was asked; `end` is called where it does not keep to it."""

    def __init__(self, end: Callable[[], object]) -> None:
        self._end = end
        self.reason = ""
        """Why the reader was ended from here; empty where it was not."""
        self.silence_allowed: float | None = None
        """Seconds without an answer after which it is ended; None where a person decides."""
        self._whole_within = WHOLE_WITHIN
        self._messages = 1
        self._bytes = MOST_BYTES
        self._asked_at: float | None = None
        self._began_at: float | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="reader watch", daemon=True)
        self._thread.start()

    def allow(self, panels: int) -> None:
        """A question was asked: as many answers may come, and the clock runs."""
        self._messages += _TIMES * panels
        self._bytes = MOST_BYTES
        self._asked_at = time.monotonic()

    def begin(self) -> None:
        """A part of an answer has come."""
        if self._began_at is None:
            self._began_at = time.monotonic()

    def whole(self, count: int) -> bool:
        """An answer of so many bytes has come whole; whether it may be taken."""
        self._began_at = None
        self._asked_at = time.monotonic()
        self._messages -= 1
        self._bytes -= count
        if self._messages < 0:
            self.spoil("more answers than were asked for")
        elif self._bytes < 0:
            self.spoil(f"answers of over {MOST_BYTES >> 20} MB to one question")
        return not self.reason

    def spoil(self, reason: str) -> None:
        """End the reader for a reason; the first one counts."""
        self.reason = self.reason or reason
        self._over.set()
        self._end()

    def close(self) -> None:
        """Look no longer."""
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(min(_LOOK_EVERY, self._whole_within / 2)):
            now, began, asked = time.monotonic(), self._began_at, self._asked_at
            if began is not None and now - began > self._whole_within:
                self.spoil(f"an answer that was not whole after {self._whole_within:g} seconds")
            elif asked is not None and now - asked > (self.silence_allowed or math.inf):
                self.spoil(f"no answer for {self.silence_allowed:g} seconds")
