"""Ways to put severities on one scale and to add them up, as what each cell adds to a sum.

- fixed: severities as the method's thresholds make them;
- percentile: the share of countries that are seen below, ties by half;
- robust z: distance from the median in spreads (1.4826 times the median absolute deviation, or
  1.2533 times the mean one where half of the countries are alike); three either way are the ends.

Where all countries that are seen are alike, a relative scale says nothing and the fixed one stands.
After: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, steps 5 and 6; Iglewicz and
Hoaglin, How to Detect and Handle Outliers, 1993 (both deviations).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from eoc_app.method.severities import Severities

if TYPE_CHECKING:
    from eoc_app.method.severities import Amounts

LEVELS: Final = 1024
"""Steps of the scale that values between bounds are drawn from."""
_GRID: Final = 2.0**20
_ALIKE: Final = 1e-9
"""Severities that differ by less are the same."""
_REACH: Final = 3.0
"""Spreads from the median at which a robust z reaches the ends of the scale."""


@dataclass(frozen=True, eq=False)
class Scale:
    """What severities add to a sum; sums rise with severities and rank countries."""

    normalisation: str
    aggregation: str
    points: Amounts
    """By country and indicator, where the severity is known exactly."""
    levels: Amounts
    """By indicator and level, 0 to `LEVELS`, for values that are drawn."""


def scales(known: Severities, normalisation: str, aggregations: Sequence[str]) -> Iterator[Scale]:
    """One way to normalise, for the countries of a day, with each way to add up."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    top = known.method.scale
    points: Amounts = np.array(known.point)
    steps: Amounts = np.linspace(0.0, top, LEVELS + 1)
    levels: Amounts = np.tile(steps, (len(known.indicators), 1))
    if normalisation != "fixed":
        relative = _percentile if normalisation == "percentile" else _robust_z
        for place in range(len(known.indicators)):
            seen: Amounts = np.sort(known.point[known.fresh[:, place], place])
            if len(seen) and seen[-1] - seen[0] > _ALIKE:
                points[:, place] = relative(seen, points[:, place], top)
                levels[place] = relative(seen, steps, top)
    for aggregation in aggregations:
        geometric = aggregation == "geometric"
        added = [_nearness(top, one) if geometric else one for one in (points, levels)]
        yield Scale(normalisation, aggregation, *(np.rint(one * _GRID) / _GRID for one in added))


def _percentile(seen: Amounts, values: Amounts, top: float) -> Amounts:
    import numpy as np  # noqa: PLC0415

    below = np.searchsorted(seen, values, "left") + np.searchsorted(seen, values, "right")
    return below.astype(np.float64) * (top / (2.0 * len(seen)))


def _robust_z(seen: Amounts, values: Amounts, top: float) -> Amounts:
    import numpy as np  # noqa: PLC0415

    middle = np.median(seen)
    away = np.abs(seen - middle)
    usual = np.median(away)
    spread = 1.4826 * usual if usual > _ALIKE else 1.2533 * away.mean()
    # Where nearly all are alike the spread may be too small for a distance in it to be a number.
    with np.errstate(over="ignore"):
        z = np.clip((values - middle) / spread, -_REACH, _REACH)
    found: Amounts = top * (z / _REACH + 1) / 2
    return found


def _nearness(top: float, values: Amounts) -> Amounts:
    """Minus the logarithm of the distance from the worst, which runs from 1 to 10."""
    import numpy as np  # noqa: PLC0415

    found: Amounts = -np.log(1 + 9 * (top - values) / top)
    return found
