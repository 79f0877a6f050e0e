"""Ways to normalise and aggregate severities, as what each cell adds to a sum.

- fixed: severities by the method's thresholds;
- percentile: the share of seen countries that lie below, ties counting half;
- robust z: distance from the median in spreads (1.4826 times the median absolute deviation, or
  1.2533 times the mean absolute deviation if half of the countries are equal); three spreads
  either way are the ends of the scale.

If all seen countries are equal, a relative scale says nothing and the fixed one is used.
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
"""The number of steps on the scale from which values between bounds are drawn."""
_GRID: Final = 2.0**20
_ALIKE: Final = 1e-9
"""Severities that differ by less than this count as equal."""
_REACH: Final = 3.0
"""Spreads from the median at which a robust z reaches the ends of the scale."""


@dataclass(frozen=True, eq=False)
class Scale:
    """What severities add to a sum; sums rise with severities and rank the countries."""

    normalisation: str
    aggregation: str
    points: Amounts
    """By country and indicator, for severities that are known exactly."""
    levels: Amounts
    """By indicator and level, 0 to `LEVELS`, for values that are drawn."""


def scales(
    severities: Severities, normalisation: str, aggregations: Sequence[str]
) -> Iterator[Scale]:
    """Yields a way to normalise the countries of a day, with each way to aggregate."""
    import numpy as np  # noqa: PLC0415 - a reader starts without it

    top = severities.method.scale
    points: Amounts = np.array(severities.point)
    steps: Amounts = np.linspace(0.0, top, LEVELS + 1)
    levels: Amounts = np.tile(steps, (len(severities.indicators), 1))
    if normalisation != "fixed":
        relative = _percentile if normalisation == "percentile" else _robust_z
        for place in range(len(severities.indicators)):
            seen: Amounts = np.sort(severities.point[severities.fresh[:, place], place])
            if len(seen) and seen[-1] - seen[0] > _ALIKE:
                points[:, place] = relative(seen, points[:, place], top)
                levels[place] = relative(seen, steps, top)
    for aggregation in aggregations:
        geometric = aggregation == "geometric"
        added = [_nearness(top, values) if geometric else values for values in (points, levels)]
        yield Scale(
            normalisation, aggregation, *(np.rint(values * _GRID) / _GRID for values in added)
        )


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
    # If nearly all are equal, the spread may be so small that a distance overflows.
    with np.errstate(over="ignore"):
        z = np.clip((values - middle) / spread, -_REACH, _REACH)
    scaled: Amounts = top * (z / _REACH + 1) / 2
    return scaled


def _nearness(top: float, values: Amounts) -> Amounts:
    """Returns minus the logarithm of the distance from the worst, scaled from 1 to 10."""
    import numpy as np  # noqa: PLC0415

    logarithms: Amounts = -np.log(1 + 9 * (top - values) / top)
    return logarithms
