"""What is told where a stored value is not the one that this program computes."""

from __future__ import annotations

from eoc_app.builder.seal.imprint import program
from eoc_app.core.problem import Problem
from eoc_app.snapshot.connection import Snapshot


def differs(snapshot: Snapshot, what: str, why: str) -> Problem:
    """A stored value of the snapshot that is not what is computed again from its own rows.

    A difference does not say who made it: only the publisher's own copy or a second build does.
    """
    builder = snapshot.about["builder"]
    other = "" if builder == program() else f"; it was built by {builder}, this is {program()}"
    return Problem(
        f"Stored {what} are not those that this program computes",
        f"{why}{other}",
        "do not rest on them: either the file was altered after it was built, or the program that"
        " built it computes otherwise than this one. A second build from the same sources, or the"
        " publisher's own copy, tells which",
        file=snapshot.path.name,
    )
