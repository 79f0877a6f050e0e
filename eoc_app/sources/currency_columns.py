"""Amounts that a file states in several currencies: one money converted, or different money."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

_AMOUNT: Final = re.compile(
    r"(?:total[_ ])?spend[_ ](?:range[_ ](min|max)[_ ])?([a-z]{3})", re.IGNORECASE
)
STEPS: Final = {
    "USD": 100, "EUR": 50, "INR": 250, "BGN": 25, "HRK": 100, "CZK": 1000, "DKK": 500,
    "HUF": 7500, "PLN": 100, "RON": 75, "SEK": 750, "GBP": 50,
}  # fmt: skip
"""Steps to which the bundle of 2019 rounds: the greatest common divisor of each currency."""
CLEAR: Final = 20
"""Steps from which on rounding moves a ratio by less than about 3 %."""
CONSTANT: Final = 1.15
"""Largest over smallest ratio of two columns that still counts as one exchange rate."""


@dataclass(frozen=True)
class Column:
    """A column with amounts of one currency; of `low` and `high` both or one are there."""

    currency: str
    stated: int | None
    low: int | None
    high: int | None


def columns(titles: list[str]) -> list[Column]:
    """The amount columns of a header, by currency in the header's order."""
    found: dict[str, dict[str, int]] = {}
    for place, title in enumerate(titles):
        match = _AMOUNT.fullmatch(title.strip())
        if match is not None:
            found.setdefault(match[2].upper(), {}).setdefault((match[1] or "").lower(), place)
    return [
        Column(currency, places.get(""), places.get("min"), places.get("max"))
        for currency, places in found.items()
    ]


@dataclass(frozen=True)
class Money:
    """How a file's amounts are to be read.

    `same` is true where all columns are one money converted; `steps` are the steps that amounts
    are rounded to; `nearest` is true where the columns prove that they are rounded to the nearest.
    """

    same: bool
    steps: dict[str, int]
    nearest: bool
    written: tuple[str, ...]
    """Currencies that are written: all of different money, one of the same."""


def weighed(currencies: list[str], frames: Iterable[pl.DataFrame]) -> Money:
    """Judge the amounts of a file by all its rows.

    `frames` have a whole-number column for each currency. The columns are one money converted if,
    in rows with a clear amount, (nearly) no other column is empty and each keeps one ratio to the
    first. Where no row is clear, columns filled in the same row are taken for one money, because
    money counted once too few is told and money counted twice is not.

    An amount of s·k is read as at least s·(k - ½), and at most s·(k + ½) where the columns prove
    rounding to the nearest, else at most s·(k + 1), which holds for rounding down as well.
    """
    table = pl.concat([frame.select(currencies) for frame in frames])
    amounts = {name: table[name].fill_null(0).to_numpy() for name in currencies}
    steps = {name: _step(name, values) for name, values in amounts.items()}
    same = len(currencies) > 1 and _one_money(currencies, amounts, steps)
    if not same:
        return Money(False, steps, False, tuple(currencies))
    kept = next((name for name in ("USD", "EUR") if name in currencies), currencies[0])
    return Money(True, steps, _to_nearest(amounts, steps, kept), (kept,))


def _step(currency: str, values: np.ndarray) -> int:
    """The step of rounding: what divides every amount, at most what is known of the currency."""
    common = int(np.gcd.reduce(values)) if values.size else 0
    return math.gcd(common, STEPS.get(currency, 0)) or STEPS.get(currency, 0) or 1


def _one_money(
    currencies: list[str], amounts: dict[str, np.ndarray], steps: dict[str, int]
) -> bool:
    clear = np.any([amounts[name] >= CLEAR * steps[name] for name in currencies], axis=0)
    filled = np.sum([amounts[name] > 0 for name in currencies], axis=0)
    if not clear.any():
        return bool((filled >= 2).any())
    # Clear in one currency may be below the floor of a coarser one, so a few gaps are allowed.
    if np.mean(filled[clear] >= len(currencies) / 2) < 0.95:
        return False
    first = amounts[currencies[0]]
    for name in currencies[1:]:
        both = (first >= CLEAR * steps[currencies[0]]) & (amounts[name] >= CLEAR * steps[name])
        if both.any():
            ratios = amounts[name][both] / first[both]
            if np.max(ratios) > CONSTANT * np.min(ratios):
                return False
    return True


def _to_nearest(amounts: dict[str, np.ndarray], steps: dict[str, int], kept: str) -> bool:
    """Whether all columns, read as rounded to the nearest, agree on one amount in every row."""
    low = np.zeros(amounts[kept].shape)
    high = np.full(amounts[kept].shape, np.inf)
    for name, values in amounts.items():
        large = (values > 1000 * steps[name]) & (amounts[kept] > 0)
        if name != kept and not large.any():
            return False
        rate = 1.0 if name == kept else float(np.median(values[large] / amounts[kept][large]))
        half = steps[name] / 2
        # The rate itself is only known to about a thousandth of an amount.
        slack = 0.002 * values / rate
        low = np.maximum(low, (values - half) / rate - slack)
        high = np.minimum(high, (values + half) / rate + slack)
    return bool(np.mean(low <= high + 1e-9) > 0.999)
