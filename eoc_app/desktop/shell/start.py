"""The start that does not wait for Qt: the reader works while Qt loads."""

from __future__ import annotations

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_process import ReaderProcess
from eoc_app.desktop.kit.screens import asked
from eoc_app.desktop.shell.display import hold_display, loading_qt
from eoc_app.desktop.shell.opening import Opening, Started


def open_window(opening: Opening) -> int:
    """Show the window until it is closed; with a screenshot, until the picture is saved.

    Raises:
        Problem: Qt cannot start here, or the picture cannot be made; why stands in the picture.
    """
    selection = Selection(
        now_at=opening.clock()(),
        country_code=opening.country_code,
        as_of_on=opening.as_of_on,
        platforms=opening.platforms,
        room_zone=opening.room_zone or "UTC",
    )
    process = ReaderProcess(opening.path)
    ticket = process.ask(selection, asked(opening.screen))
    try:
        hold_display()
        with loading_qt():
            from eoc_app.desktop.shell.app import show  # noqa: PLC0415
    except Problem:
        process.close()
        process.release()
        raise
    return show(opening, Started(process, ticket, selection))
