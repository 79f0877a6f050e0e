"""The lane `ahead`: what the reader does while nobody waits for an answer.

Every question comes before it, and interrupts its queries.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Final

import msgspec

from eoc_app.conversation.wire import Question
from eoc_app.core.problem import Problem
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.snapshot.connection import Cancelled

STANDS: Final = 1.0
"""Seconds without a question after which a screen is looked at, so that it pays to read more.

The planning of a query cannot be interrupted: nobody who is still moving must wait for it.
"""


def use_time(flow: Flow, inbox: Inbox, question: Question) -> None:
    """Do what will be wanted after this question, until another comes."""
    _load_numbers()
    _look_ahead(flow, inbox, question)
    if not inbox.is_asked():
        with suppress(Cancelled, Problem):
            flow.widen(question.selection)


def try_platforms(flow: Flow, inbox: Inbox, question: Question) -> None:
    """Once a screen of all platforms stands, read what it would show of each of them alone."""
    if question.selection.platforms or inbox.is_superseded_within(STANDS):
        return
    # Drawing cannot be interrupted, so panels that would be drawn ahead are left out.
    names = [name for name in question.panels if name in panels() and not panels()[name].ahead]
    with suppress(Cancelled, Problem):
        platforms = flow.snapshot.run(flow.snapshot.catalogue.views["platforms"], {})
        for (platform,) in platforms.rows:
            chosen = msgspec.structs.replace(question.selection, platforms=(platform,))
            flow.prepare(chosen, names, inbox.is_asked)


@cache
def _load_numbers() -> None:
    """Load what draws need, once the first screen stands: it would keep that one waiting."""
    threading.Thread(target=import_module, args=("numpy",), name="numbers", daemon=True).start()


def _look_ahead(flow: Flow, inbox: Inbox, question: Question) -> None:
    """Run what the next step of the day cursor will ask for.

    A cursor that moved goes on the same way more often than not; nothing depends on it.
    """
    day, before = flow.day(question.selection), inbox.day
    inbox.day = day
    if before is None or abs((day - before).days) != 1:
        return
    ahead = msgspec.structs.replace(question.selection, as_of_on=day + (day - before))
    with suppress(Cancelled, Problem):
        flow.prepare(ahead, question.panels, inbox.is_asked)
