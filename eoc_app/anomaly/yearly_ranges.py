"""Ranges that a regression over years gives: of shares, of amounts, and at every level."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from eoc_app.anomaly.baseline import Flags, Floats
from eoc_app.anomaly.count_threshold import negative_binomial_threshold
from eoc_app.anomaly.farrington_control import Control
from eoc_app.anomaly.ranges import LEAST_SHARE_OF_LEVEL, LEVELS, Kind, Range, bound
from eoc_app.domain.alarms.alarm_budget import HIGHEST_LEVEL


class Models(NamedTuple):
    """Regressions, one entry each: the log of what is expected per exposure, and how surely.

    `common` says that the rest of a share was regressed in its place; `scale` is the amount that
    was taken for 1.
    """

    log_rate: Floats
    slope: Floats
    error: Floats
    dispersion: Floats
    common: Flags
    scale: Floats


def count_uppers(
    model: Models, log_expected: Floats, observed: Floats, p_value: Floats, control: Control
) -> Floats:
    """The bound at every level for counts that fewer than one in twenty reaches; else NaN."""
    uppers = np.full((len(observed), len(LEVELS)), np.nan)
    high = p_value <= HIGHEST_LEVEL
    told = log_expected[high], model.error[high], model.dispersion[high], observed[high]
    for place, level in enumerate(LEVELS):
        at_level = replace(control, alpha=level)
        uppers[high, place] = negative_binomial_threshold(*told, at_level).upper
    return uppers


def range_uppers(kind: Kind, found: Range, p_value: Floats) -> Floats:
    """The same for shares and amounts."""
    uppers = np.full((len(p_value), len(LEVELS)), np.nan)
    high = p_value <= HIGHEST_LEVEL
    single = Range(*(part[high] for part in found))
    for place, level in enumerate(LEVELS):
        z_level = np.full(len(single.mean), -float(ndtri(level)))
        uppers[high, place] = bound(kind, z_level, single)
    return uppers


def share_range(model: Models, expected: Floats, now: Floats, per: Floats) -> Range:
    """A share's range: over-dispersed binomial, and never less spread than binomial."""
    del per
    share = np.minimum(expected / now, 1.0)
    near = (share * now + 0.5) / (now + 1.0)
    even = near * (1.0 - near)
    variance = np.maximum(model.dispersion * near, even) / now + (near * model.error) ** 2
    dispersion = np.maximum(variance * now / even, 1.0)
    spread = np.sqrt(variance)
    lean = (1.0 - 2.0 * near) * (2.0 - 1.0 / dispersion) * spread / even
    return Range(
        np.where(model.common, 1.0 - share, share),
        spread,
        np.where(model.common, -lean, lean),
        0.5 / now,
        np.full(len(now), np.inf),
    )


def amount_range(model: Models, expected: Floats, now: Floats, per: Floats) -> Range:
    """An amount's range: variance as the level, and the regression's own error."""
    del now
    variance = model.dispersion * expected + (expected * model.error) ** 2
    least = LEAST_SHARE_OF_LEVEL * expected
    unit, nothing = model.scale / per, np.zeros(len(expected))
    spread = np.maximum(np.sqrt(variance), least)
    return Range(expected * unit, spread * unit, nothing, nothing, np.full(len(per), np.inf))
