"""Ranges from a regression over years: of shares, of amounts, and at every level."""

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
    """Regressions, one entry each: the log of the expected figure per exposure, with its error.

    `common` says that the complement of a share was regressed instead; `scale` is the amount that
    counts as 1.
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
    """The bound at every level, for counts that fewer than one in twenty reaches; else NaN."""
    uppers = np.full((len(observed), len(LEVELS)), np.nan)
    high = p_value <= HIGHEST_LEVEL
    inputs = log_expected[high], model.error[high], model.dispersion[high], observed[high]
    for place, level in enumerate(LEVELS):
        at_level = replace(control, alpha=level)
        uppers[high, place] = negative_binomial_threshold(*inputs, at_level).upper
    return uppers


def range_uppers(kind: Kind, ranges: Range, p_value: Floats) -> Floats:
    """The bound at every level for shares and amounts, likewise."""
    uppers = np.full((len(p_value), len(LEVELS)), np.nan)
    high = p_value <= HIGHEST_LEVEL
    single = Range(*(part[high] for part in ranges))
    for place, level in enumerate(LEVELS):
        z_level = np.full(len(single.mean), -float(ndtri(level)))
        uppers[high, place] = bound(kind, z_level, single)
    return uppers


def share_range(model: Models, expected: Floats, now: Floats, per: Floats) -> Range:
    """The range of a share: over-dispersed binomial, and never less spread than binomial."""
    del per
    share = np.minimum(expected / now, 1.0)
    near = (share * now + 0.5) / (now + 1.0)
    binomial = near * (1.0 - near)
    variance = np.maximum(model.dispersion * near, binomial) / now + (near * model.error) ** 2
    dispersion = np.maximum(variance * now / binomial, 1.0)
    spread = np.sqrt(variance)
    skewness = (1.0 - 2.0 * near) * (2.0 - 1.0 / dispersion) * spread / binomial
    return Range(
        np.where(model.common, 1.0 - share, share),
        spread,
        np.where(model.common, -skewness, skewness),
        0.5 / now,
        np.full(len(now), np.inf),
    )


def amount_range(model: Models, expected: Floats, now: Floats, per: Floats) -> Range:
    """The range of an amount: variance proportional to the level, plus the regression's error."""
    del now
    variance = model.dispersion * expected + (expected * model.error) ** 2
    least = LEAST_SHARE_OF_LEVEL * expected
    unit, zeros = model.scale / per, np.zeros(len(expected))
    spread = np.maximum(np.sqrt(variance), least)
    return Range(expected * unit, spread * unit, zeros, zeros, np.full(len(per), np.inf))
