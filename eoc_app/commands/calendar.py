"""eoc calendar: the restriction periods and polling days of a snapshot, for the room's calendar."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from eoc_app.calendar import hold_to_endings, save
from eoc_app.commands import terminal
from eoc_app.commands.restriction_register_text import REGISTER
from eoc_app.commands.sparing import spare
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.register_view import RegisterView


def calendar_command(arguments: argparse.Namespace) -> int:
    """Write the calendar and print a summary of it.

    Raises:
        Problem: the snapshot cannot be read, or the calendar cannot be written.
    """
    hold_to_endings(arguments.out)
    spare(arguments.out, [arguments.file], "The calendar")
    snapshot = Snapshot(arguments.file)
    try:
        selection = Selection(
            now_at=arguments.now or datetime.now(UTC),
            country_code=arguments.country,
            known_at=arguments.known_at,
        )
        (drawn,) = Flow(snapshot).draw(selection, (REGISTER,))
    finally:
        snapshot.close()
    if isinstance(drawn.view, Problem):
        raise drawn.view
    if not isinstance(drawn.view, RegisterView):
        raise TypeError(type(drawn.view).__name__)
    terminal.say(str(save(drawn.view, arguments.out)))
    return 0
