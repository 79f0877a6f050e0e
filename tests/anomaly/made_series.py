"""Series of known make, for what holds of every series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from eoc_app.anomaly.expected import RULES, Ranges, expected_ranges
from eoc_app.anomaly.grid import Series
from eoc_app.domain.risk.signal import Form

START = 19_000
Floats = NDArray[np.float64]
FORMS: tuple[Form, ...] = ("count", "share", "hours", "money")


def days(count: int, period: int = 1) -> NDArray[np.int64]:
    return START + period * np.arange(count, dtype=np.int64)


def made(form: Form, seed: int, count: int = 90, *, period: int = 1, level: float = 30) -> Series:
    """A quiet series with a weekly pattern, over-dispersed as its form is."""
    rng = np.random.default_rng(seed)
    on = days(count, period)
    week = np.array([1.4, 1.2, 1.1, 1.0, 1.0, 0.8, 0.5])[on % 7]
    mean: Floats = level * (week if period == 1 else np.ones(count))
    denominators: Floats | None = None
    if form == "count":
        values = rng.negative_binomial(4, 4 / (4 + mean)).astype(np.float64)
    elif form == "share":
        denominators = rng.negative_binomial(5, 5 / (5 + 8 * mean)).astype(np.float64)
        share = rng.beta(4, 16, count)
        values = rng.binomial(denominators.astype(np.int64), share).astype(np.float64)
    else:
        values = rng.lognormal(np.log(mean), 0.5).astype(np.float64)
    return Series(on, values, denominators, form, period_days=period)


def altered(series: Series, at: int, value: float) -> Series:
    values = series.numerators.copy()
    values[at] = value
    return replace(series, numerators=values)


def judged(series: Sequence[Series], on: Iterable[int], alpha: float = 0.01) -> Ranges:
    """All ranges in one piece, in order of series and day."""
    pieces = list(expected_ranges(series, on, alpha, workers=1))
    joined = {
        name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in Ranges._fields
    }
    order = np.lexsort((joined["day"], joined["series"]))
    return Ranges(**{name: part[order] for name, part in joined.items()})


def rules_of(told: Ranges) -> list[str]:
    return [RULES[code] for code in told.rule]


def all_days(series: Series) -> range:
    return range(int(series.days[0]), int(series.days[-1]) + 1)


seeds = st.integers(min_value=0, max_value=10**6)
forms = st.sampled_from(FORMS)
periods = st.sampled_from([1, 7, 30])
