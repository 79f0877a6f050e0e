"""Values and bounds of some rows taken together, in plain Python: rule 10 of docs/signals.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

Row = dict[str, Any]


class Six(NamedTuple):
    """Best value, least and most of what is counted, and of what it is a share of."""

    part: float | None
    part_lower: float | None
    part_upper: float | None
    whole: float | None
    whole_lower: float | None
    whole_upper: float | None


COLUMNS: Final = (
    "numerator", "numerator_lower", "numerator_upper",
    "denominator", "denominator_lower", "denominator_upper",
)  # fmt: skip


class Bounds(NamedTuple):
    """Value, least and most of a count or a share; what the rows leave open is None."""

    value: float | None
    lower: float | None
    upper: float | None


def bounds(sums: Six, rows: Sequence[Row], cell: str, *, is_share: bool) -> Bounds:
    """What some rows allow, which add up to `sums`; what one of them leaves open is open."""
    is_open = {name: any(row[name] is None for row in rows) for name in COLUMNS}
    most = None if is_open["numerator_upper"] else sums.part_upper
    if cell == "suppressed":
        return Bounds(None, None, None)
    if not is_share and sums.whole is None and sums.whole_upper is None:
        value, lower, upper = sums.part, sums.part_lower, most
    else:
        least = sums.part_lower or 0.0
        value = None if is_open["denominator"] else over(sums.part, sums.whole)
        lower, upper = _ratios(sums, least, most, is_share=is_share)
        lower = None if is_open["denominator_upper"] else lower
    if cell == "below_threshold":
        return Bounds(None, sums.part_lower or 0.0, upper)
    return Bounds(None if is_open["numerator"] else value, lower, upper)


def _ratios(
    sums: Six, least: float, most: float | None, *, is_share: bool
) -> tuple[float | None, float | None]:
    """Least and most of a ratio: of a share, what is counted is a part of the whole."""
    if not is_share:
        return over(least, sums.whole_upper), over(most, sums.whole_lower)
    if most is None:
        return over(least, sums.whole_upper), None
    rest = None if sums.whole_upper is None else max(sums.whole_upper - most, 0.0)
    return (
        None if rest is None else over(least, least + rest),
        over(most, most + max((sums.whole_lower or 0.0) - least, 0.0)),
    )


def sum_of_known(numbers: Sequence[float | None]) -> float | None:
    """The sum of the numbers that are known; None where none is."""
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def over(part: float | None, whole: float | None) -> float | None:
    """A ratio; None where a side is not known, and of nothing."""
    return part / whole if part is not None and whole else None
