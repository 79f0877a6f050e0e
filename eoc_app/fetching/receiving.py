"""Receives a file in a thread of its own, so that no server can block the program for ever.

A server may send a byte now and then, even in the headers, and a name lookup may take any time:
none of that can be limited from within a single network call.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final, Self
from urllib.parse import urlsplit

from eoc_app.core.problem import Problem
from eoc_app.fetching.address import failed
from eoc_app.fetching.answer import Answer, answer

WITHIN: Final = 3_600.0
"""Seconds that a whole file may take."""

_LEAST: Final = 1_024
"""Bytes that must arrive within one timeout: a server that sends less only stalls."""
_GRACE: Final = 1.0
"""Extra seconds for the network to report a timeout itself, in better words."""
_AHEAD: Final = 16
"""The number of parts that may wait to be written."""
_POLL: Final = 0.1


class Receiving:
    """A file being received; `timeout` and `within` are in seconds.

    Raises:
        Problem: the request fails, the data is too slow, or it takes too long; `parts` too.
    """

    def __init__(
        self, url: str, timeout: float, within: float, redirected: Callable[[str], None]
    ) -> None:
        self._url = url
        self._timeout = timeout
        self._within = within
        self._redirected = redirected
        self._items: queue.Queue[Answer | str | bytes | Exception | None] = queue.Queue(_AHEAD)
        self._over = threading.Event()
        self._byte_count = 0

    def __enter__(self) -> Self:
        """Sends the request, and waits for the response to begin."""
        self._since = self._begun = time.monotonic()
        self._counted = 0
        threading.Thread(target=self._receive, daemon=True).start()
        try:
            self.answer = self._answer()
        except BaseException:
            self._over.set()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stops receiving; a thread that still waits ends with the server or the program."""
        self._over.set()

    def _answer(self) -> Answer:
        while not isinstance(item := self._next(), Answer):
            if isinstance(item, str):
                self._redirected(item)
                self._note()
        self._note()
        return item

    def parts(self) -> Iterator[bytes]:
        """Yields the bytes as they arrive."""
        while (item := self._next()) is not None:
            if isinstance(item, bytes):
                self._byte_count += len(item)
                self._counted += len(item)
                yield item
                if self._counted >= _LEAST:
                    self._note()

    def _note(self) -> None:
        """Restarts the timeout, because enough has arrived."""
        self._since, self._counted = time.monotonic(), 0

    def _next(self) -> Answer | str | bytes | None:
        slow, late = self._since + self._timeout + _GRACE, self._begun + self._within
        try:
            # A part already here arrived in time, however long the last write took.
            item = self._items.get_nowait()
        except queue.Empty:
            item = self._waited_for(min(slow, late))
            if time.monotonic() > slow:
                raise self._too_slow() from None
        if time.monotonic() > late:
            raise self._too_late()
        if isinstance(item, Exception):
            raise item
        return item

    def _waited_for(self, until: float) -> Answer | str | bytes | Exception | None:
        try:
            return self._items.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            return b""

    def _too_slow(self) -> Problem:
        host = urlsplit(self._url).hostname
        why = f"{host} sent no more than {self._counted:,} bytes in {self._timeout:g} seconds"
        return failed(self._url, why, "try again later, or wait longer with --timeout")

    def _too_late(self) -> Problem:
        came = f"{self._byte_count:,} bytes have"
        why = f"it has not come within {self._within:g} seconds ({came})"
        return failed(self._url, why, "try again later, or allow more time with --within")

    def _receive(self) -> None:
        try:
            with answer(self._url, self._timeout, self._put) as response:
                self._put(response)
                for part in response.parts():
                    if not self._put(part):
                        return
            self._put(None)
        except Exception as error:  # noqa: BLE001 - raised again in the waiting thread
            self._put(error)

    def _put(self, item: Answer | str | bytes | Exception | None) -> bool:
        """Hands an item over; False if the receiver has stopped."""
        while not self._over.is_set():
            try:
                self._items.put(item, timeout=_POLL)
            except queue.Full:
                continue
            return True
        return False
