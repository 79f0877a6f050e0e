"""What is said of a reader that stops, keeps stopping or does not answer."""

from __future__ import annotations

from typing import Final

from eoc_app.views.problem_view import ProblemView

RESTART: Final = "Restart the reader"
TRY_AGAIN: Final = "Try again"
STOP_OPENING: Final = "Stop opening it"
OPEN_NEW: Final = "Open the new one"


def restarted(how: str) -> str:
    """Another reader has taken its place."""
    return f"The reader stopped ({how}) and was started again; nothing was lost."


def stalled(seconds: int) -> str:
    """Something is awaited that does not come."""
    return (
        f"The reader has not answered for {seconds} seconds. It may be at work on a large file;"
        " if it never answers, start it anew."
    )


def stalled_elsewhere(name: str, seconds: int) -> str:
    """Another file is being opened and gives no answer."""
    return (
        f"{name} has not been read after {seconds} seconds. What you see is still the snapshot"
        " that was opened before."
    )


def given_up(how: str, *, some_shown: bool) -> str:
    """It is not started any more; what is on screen was read before, or nothing is."""
    effect = (
        "Cards without a message show what was read before"
        if some_shown
        else "Nothing of this screen could be read"
    )
    return f"The reader keeps stopping ({how}). {effect}; check the file with: eoc verify"


def unread(how: str) -> ProblemView:
    """What stands in a card whose answer never came."""
    return ProblemView(
        what="This was not read",
        why=f"the reader keeps stopping ({how})",
        remedy="check the file with: eoc verify; try again, or open another snapshot (Ctrl+O)",
    )


def no_header(problem: ProblemView) -> str:
    """The line above every screen has no answer."""
    return (
        "The snapshot's own line, with its date, publisher and marking, could not be read:"
        f" {problem.what} ({problem.why})"
    )
