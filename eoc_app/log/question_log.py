"""What a reader notes of a question: how long it took, and what stood in its way."""

from __future__ import annotations

import time
from typing import Final

from eoc_app.core.problem import Problem
from eoc_app.log.journal import detail, note, note_fault, note_problem
from eoc_app.log.words import Word

_THOUSANDTHS: Final = 1000.0


class QuestionLog:
    """The lines of one question, by its ticket; names of panels are the program's own."""

    def __init__(self, ticket: int) -> None:
        self._ticket = ticket
        self._begun_at = self._before = time.perf_counter()

    def drawn(self, panel: str, view: object) -> None:
        """A panel has its view, or the Problem that stands in its place."""
        now = time.perf_counter()
        passed, self._before = now - self._before, now
        if isinstance(view, Problem):
            note_problem(view, ticket=self._ticket, panel=Word(panel))
        else:
            detail(
                "drawn", ticket=self._ticket, panel=Word(panel), milliseconds=passed * _THOUSANDTHS
            )

    def failed(self, panel: str, error: Exception) -> None:
        """The program failed at a panel."""
        note_fault(error, question=self._ticket, panel=Word(panel))

    def dropped(self) -> None:
        """A newer question took its place."""
        detail("dropped", ticket=self._ticket)

    def answered(self) -> None:
        """All of its panels are answered."""
        passed = time.perf_counter() - self._begun_at
        note("answered", ticket=self._ticket, milliseconds=passed * _THOUSANDTHS)
