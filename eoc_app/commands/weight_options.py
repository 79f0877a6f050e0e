"""What-if weights on the command line: where they may stand, and that none stands twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eoc_app.core.problem import Problem

PANEL: Final = "what_if"
"""The only panel that weights mean anything to."""

Weights = tuple[tuple[str, float], ...]


def weights_of(given: Sequence[tuple[str, float]], option: str) -> Weights:
    """The weights that were given, in their order.

    Raises:
        Problem: a name stands twice.
    """
    names = [name for name, _weight in given]
    for name in names:
        if names.count(name) > 1:
            raise Problem(
                "A weight is given twice",
                f"{name} stands in {option} more than once",
                "leave one of the two out",
                value=name,
            )
    return tuple(given)


def hold_to_what_if(given: Sequence[tuple[str, float]], view: str, names: Sequence[str]) -> None:
    """Refuse weights beside a view that knows of none.

    Raises:
        Problem: weights stand beside another view.
    """
    if given and PANEL not in names:
        raise Problem(
            "The option has no meaning here",
            f"--weight is tried by what_if alone, and {view} is something else",
            "leave it out, or show: what_if",
            value="--weight",
        )
