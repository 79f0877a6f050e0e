"""What-if weights on the command line: only with their panel, and each only once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from eoc_app.core.problem import Problem

PANEL: Final = "what_if"
"""The only panel that uses trial weights."""

Weights = tuple[tuple[str, float], ...]


def weights_of(weights: Sequence[tuple[str, float]], option: str) -> Weights:
    """The trial weights in their order.

    Raises:
        Problem: a name is repeated.
    """
    names = [name for name, _weight in weights]
    for name in names:
        if names.count(name) > 1:
            raise Problem(
                "A weight is given twice",
                f"{name} occurs in {option} more than once",
                "leave one of the two out",
                value=name,
            )
    return tuple(weights)


def hold_to_what_if(weights: Sequence[tuple[str, float]], view: str, names: Sequence[str]) -> None:
    """Refuse trial weights with a view that does not use them.

    Raises:
        Problem: weights are used with another view.
    """
    if weights and PANEL not in names:
        raise Problem(
            "The option has no meaning here",
            f"--weight works with the view what_if only, not with {view}",
            "leave it out, or show: what_if",
            value="--weight",
        )
