"""Values of a signal from numerator and denominator, with the bounds that both allow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value and its bounds; None if unknown or open."""

    value: float | None
    lower: float | None
    upper: float | None


def ratio(top: Bounded, bottom: Bounded | None, form: str) -> Bounded:
    """Returns a count unchanged, a mean, or a share of a whole that contains its part.

    The rest (the whole minus the part) varies freely within its bounds, so a share is at least
    `l / (l + rest upper)` and at most `u / (u + rest lower)`. An unknown lower bound counts as 0.
    The rules are those of queries/build/reading_day.sql.
    """
    if form != "share" and (bottom is None or (bottom.value is None and bottom.upper is None)):
        return top
    if bottom is None:
        return Bounded(None, None, None)
    value = _over(top.value, bottom.value)
    low, lower, upper = top.lower or 0.0, None, None
    if bottom.upper is not None:
        whole = bottom.upper
        if form == "share" and top.upper is not None:
            whole = low + max(bottom.upper - top.upper, 0.0)
        lower = _over(low, whole)
    if top.upper is not None:
        whole = bottom.lower or 0.0
        if form == "share":
            whole = top.upper + max(whole - low, 0.0)
        upper = _over(top.upper, whole)
    return Bounded(value, lower, upper)


def _over(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole
