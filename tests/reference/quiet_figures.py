"""Quiet series of every kind: how often they exceed, and what was tried for money."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.special import ndtr, stdtr

from eoc_app.anomaly.baseline import Floats
from eoc_app.anomaly.ranges import Kind, Window
from eoc_app.anomaly.recent import judge

WEEK = np.array([1.5, 1.2, 1.1, 1.0, 1.0, 0.7, 0.5])
SIZE = 5.0
"""Size of the negative binomial: variance = mean + mean^2 / 5."""


def drawn(mean: Floats, rng: np.random.Generator) -> Floats:
    """Over-dispersed counts."""
    return rng.negative_binomial(SIZE, SIZE / (SIZE + mean)).astype(np.float64)


def window(values: Floats, wholes: Floats | None = None, kind: Kind = "count") -> Window:
    """Daily series from a Monday on, without regimes or gaps."""
    whole = np.ones(values.shape) if wholes is None else wholes
    return Window(
        kind=kind,
        values=values,
        wholes=whole,
        usable=np.isfinite(values) & (whole > 0),
        stretch=np.zeros(values.shape, np.int64),
        plain=wholes is None,
        first_weekday=0,
    )


def quiet_figures(rng: np.random.Generator) -> Iterator[tuple[str, Window]]:
    """Figures in which nothing happens, that are no independent counts."""
    shape = (4_000, 200)
    at = np.arange(shape[1])
    week = WEEK[at % 7] / WEEK.mean()
    wholes = rng.negative_binomial(SIZE, SIZE / (SIZE + 300 * week), shape).astype(np.float64)
    for sigma in (0.4, 1.0):
        money = rng.lognormal(6, sigma, shape) * week
        yield f"money, lognormal, sigma {sigma:g}", window(money, None, "amount")
    for mean in (0.05, 0.4, 0.95):
        alike = 0.01
        chance = rng.beta(mean * (1 / alike - 1), (1 - mean) * (1 / alike - 1), shape)
        parts = rng.binomial(wholes.astype(np.int64), chance).astype(np.float64)
        yield f"share about {mean:g} of about 300", window(parts, wholes, "share")
    for memory, spread in ((0.8, 0.3), (0.95, 0.5)):
        state = np.zeros(shape)
        state[:, 0] = rng.normal(0, spread, shape[0])
        shock = spread * np.sqrt(1 - memory**2)
        for day in at[1:]:
            state[:, day] = memory * state[:, day - 1] + rng.normal(0, shock, shape[0])
        name = f"counts that drift (log level AR({memory:g}), spread {spread:g})"
        yield name, window(drawn(50 * week * np.exp(state), rng))
    growing = np.broadcast_to(20 * week * np.exp(0.02 * at), shape)
    yield "counts that grow 2 % a day", window(drawn(growing, rng))


def quiet_rates(
    levels: tuple[float, ...], rng: np.random.Generator
) -> Iterator[tuple[str, list[float]]]:
    """Alarms per hundred series-days at each level, after a hundred days."""
    for name, quiet in quiet_figures(rng):
        p_value = judge(quiet, levels[0]).p_value[:, 100:]
        yield name, [100 * float((p_value <= level).mean()) for level in levels]


def money_scales(
    levels: tuple[float, ...], rng: np.random.Generator
) -> Iterator[tuple[str, list[float]]]:
    """Alarms per hundred days of money against 28 days before it, on every scale that was tried.

    The worst of five distributions: lognormal with sigma 0.4, 0.8 and 1.2, gamma of shape 2, and
    one with 30 % zeros.
    """
    shape, days = (200_000, 29), 28
    kinds = [rng.lognormal(0, sigma, shape) for sigma in (0.4, 0.8, 1.2)]
    kinds += [rng.gamma(2, 1, shape)]
    kinds += [np.where(rng.random(shape) < 0.3, 0, rng.lognormal(0, 0.8, shape))]
    worst: dict[str, Floats] = {}
    widening = np.sqrt(1 + 1 / days)
    for amounts in kinds:
        past, now = amounts[:, :days], amounts[:, days]
        mean, spread = past.mean(1), past.std(1, ddof=1)
        log_spread = np.sqrt(np.log1p((spread * widening / mean) ** 2))
        unit = mean[:, None]
        tried: dict[str, Floats] = {
            "plain, normal (EARS as published)": ndtr(-(now - mean) / spread),
            "plain, Student": stdtr(days - 1, -(now - mean) / (spread * widening)),
        }
        for name, share in (("log1p in units of the mean", 1.0), ("log1p in tenths of it", 0.1)):
            logs, log_now = np.log1p(past / (share * unit)), np.log1p(now / (share * mean))
            apart = (log_now - logs.mean(1)) / (logs.std(1, ddof=1) * widening)
            tried[f"{name}, Student"] = stdtr(days - 1, -apart)
        with np.errstate(divide="ignore"):
            apart = np.log(now / mean) / log_spread + log_spread / 2
        tried["plain mean and spread, lognormal, Student (used)"] = stdtr(days - 1, -apart)
        for name, p_value in tried.items():
            rates = np.array([100 * (p_value <= level).mean() for level in levels])
            worst[name] = np.maximum(worst.get(name, 0.0), rates)
    for name, found in worst.items():
        yield name, [float(rate) for rate in found]
