"""Questions as they come in: the newest of each lane, until it is answered."""

from __future__ import annotations

import io
import os
import sys
import threading
import traceback
from datetime import date
from typing import get_args

import msgspec

from eoc_app import log
from eoc_app.conversation.wire import Lane, Question, receive
from eoc_app.snapshot.connection import Snapshot


class Inbox:
    """The newest question of each lane; what is still being answered of its lane is interrupted.

    What is read ahead gives way to every question.
    """

    def __init__(self, stream: io.BufferedIOBase, reader: str = "") -> None:
        self._stream = stream
        self.reader = reader
        """The identity of the process that answers; every answer bears it."""
        self._newest: dict[Lane, Question] = {}
        self.answering: Lane = "ahead"
        """The lane of the question that is being answered; `ahead` while none is."""
        self.day: date | None = None
        """The day that was looked at last, to tell which way a day cursor moves."""
        self._changed = threading.Condition()
        self.snapshot: Snapshot | None = None

    def listen(self) -> None:
        """Take in questions until the window goes away or says what no window says."""
        decoder = msgspec.msgpack.Decoder(Question)
        code = 1
        try:
            while (payload := receive(self._stream)) is not None:
                self.put(decoder.decode(payload))
            code = 0
        except Exception as error:  # noqa: BLE001 - whatever it was, the line cannot be used now
            log.note_fault(error)
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            # Nobody is left to read an answer: a query that still runs must not hold the process.
            log.end(code)
            os._exit(code)

    def put(self, question: Question) -> None:
        """Take in a question, in place of one of its lane that has not been answered."""
        with self._changed:
            self._newest[question.lane] = question
            self._changed.notify()
            interrupts = self.answering in (question.lane, "ahead")
        if interrupts and self.snapshot is not None:
            self.snapshot.interrupt()

    def next(self) -> Question:
        """Wait for a question that has not been answered; the screen's comes first."""
        with self._changed:
            while not self._newest:
                self._changed.wait()
            return self._take(next(lane for lane in get_args(Lane) if lane in self._newest))

    def take_beside(self) -> Question | None:
        """A question that may be answered between two panels of the screen, if one waits."""
        with self._changed:
            return self._take("beside") if "beside" in self._newest else None

    def _take(self, lane: Lane) -> Question:
        self.answering = lane
        return self._newest.pop(lane)

    def is_superseded(self) -> bool:
        """Whether a question waits that takes the place of the one that is being answered."""
        return self.answering in self._newest or (self.answering == "ahead" and bool(self._newest))

    def is_asked(self) -> bool:
        """Whether any question waits."""
        return bool(self._newest)

    def is_superseded_within(self, seconds: float) -> bool:
        """Whether a newer question waits, or any comes in so many seconds."""
        with self._changed:
            self._changed.wait_for(self.is_asked, seconds)
            return self.is_superseded()
