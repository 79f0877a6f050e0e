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
"""Steps from which on rounding moves a ratio by at most about a tenth."""
ENOUGH: Final = 2
"""Rows clear in two currencies that must agree on their rate: one alone agrees with itself."""


@dataclass(frozen=True)
class Column:
    """A column with amounts of one currency; of `low` and `high` both or one are there."""

    currency: str
    stated: int | None
    low: int | None
    high: int | None

    @property
    def places(self) -> list[int]:
        """Where its amounts are."""
        return [place for place in (self.stated, self.low, self.high) if place is not None]


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
    is_sure: bool = True
    """False where too few amounts tell; they are then read as different money."""


def weighed(currencies: list[str], frames: Iterable[pl.DataFrame]) -> Money:
    """Judge the amounts of a file by all its rows.

    `frames` have a whole-number column for each currency. The columns are one money converted if
    rows enough have clear amounts in both of two currencies, and one rate explains every row
    within its rounding. Where too few rows tell, the money is read as different: no amount is
    dropped that was perhaps billed beside the others.

    An amount of s·k is read as at least s·(k - ½), and at most s·(k + ½) where the columns prove
    rounding to the nearest, else at most s·(k + 1), which holds for rounding down as well.
    """
    table = pl.concat([frame.select(currencies) for frame in frames])
    amounts = {name: table[name].fill_null(0).to_numpy() for name in currencies}
    steps = {name: _step(name, values) for name, values in amounts.items()}
    same = len(currencies) > 1 and _one_money(currencies, amounts, steps)
    if not same:
        return Money(False, steps, False, tuple(currencies), same is False)
    kept = next((name for name in ("USD", "EUR") if name in currencies), currencies[0])
    return Money(True, steps, _to_nearest(amounts, steps, kept), (kept,))


def _step(currency: str, values: np.ndarray) -> int:
    """The step of rounding: what divides every amount, at most what is known of the currency."""
    common = int(np.gcd.reduce(values)) if values.size else 0
    return math.gcd(common, STEPS.get(currency, 0)) or STEPS.get(currency, 0) or 1


def _one_money(
    currencies: list[str], amounts: dict[str, np.ndarray], steps: dict[str, int]
) -> bool | None:
    """Whether each currency keeps one rate to another in every row; None where too few rows tell.

    An amount of s·k is between s·(k - 1) and s·(k + 1), however it was rounded. One row that no
    rate of the other rows explains shows that the money is different.
    """
    clear = {name: amounts[name] >= CLEAR * steps[name] for name in currencies}
    pivot = max(currencies, key=lambda name: int(clear[name].sum()))
    # An amount below 0 is none, and its row is refused later.
    base, step = np.maximum(amounts[pivot], 0).astype(float), steps[pivot]
    enough = True
    for name in currencies:
        if name == pivot:
            continue
        other, fine = np.maximum(amounts[name], 0).astype(float), steps[name]
        least = np.maximum(other - fine, 0) / (base + step)
        room = np.maximum(base - step, 0)
        most = np.divide(other + fine, room, out=np.full(room.shape, np.inf), where=room > 0)
        if np.max(least, initial=0) > np.min(most, initial=np.inf):
            return False
        enough = enough and int((clear[pivot] & clear[name]).sum()) >= ENOUGH
    return True if enough else None


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
