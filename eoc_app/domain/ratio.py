"""Values of a signal from numerators and denominators, with the bounds that both allow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value and its bounds; None where not known or open."""

    value: float | None
    lower: float | None
    upper: float | None


def ratio(top: Bounded, bottom: Bounded | None, form: str) -> Bounded:
    """A count as it is, a mean, or a share of a whole that contains its part.

    A share's bounds leave the rest of the whole free: the smallest is `l / (l + rest upper)`,
    the largest `u / (u + rest lower)`, where the rest is the whole less the part.
    """
    if bottom is None or (bottom.value is None and bottom.lower is None and bottom.upper is None):
        return top
    if form != "share":
        if not bottom.value:
            return Bounded(None, None, None)
        return Bounded(*(_over(part, bottom.value) for part in (top.value, top.lower, top.upper)))
    value = _over(top.value, bottom.value)
    lower = upper = None
    if top.lower is not None and bottom.upper is not None and top.upper is not None:
        rest = bottom.upper - top.upper
        lower = _over(top.lower, top.lower + rest)
    if top.upper is not None and bottom.lower is not None and top.lower is not None:
        rest = bottom.lower - top.lower
        upper = _over(top.upper, top.upper + rest)
    return Bounded(value, lower, upper)


def _over(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole
