"""Ticks of a value axis that starts at zero, and figures as they are printed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from eoc_app.domain.wording.axis_words import THIN

_MAGNITUDES = ((1e9, "bn"), (1e6, "M"), (1e3, "k"))


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: its ends, and its ticks with their labels."""

    bottom: float
    top: float
    ticks: tuple[tuple[float, str], ...]


def scale(values: Iterable[float], form: str, most: int = 5) -> Scale:
    """The axis that holds all values and zero, with at most `most` round ticks."""
    finite = [value for value in values if math.isfinite(value)]
    high, low = max([0.0, *finite]), min([0.0, *finite])
    # What is too small to be printed gets the axis of zero.
    if high - low < (1e-6 if form == "share" else 1e-3):
        high = 0.01 if form == "share" else 1.0
    step = _step((high - low) / (most - 1), whole=form == "count")
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    while last - first + 1 > most:
        step = _step(step * 1.01, whole=form == "count")
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    marks = tuple((n * step, tick_text(n * step, step, form)) for n in range(first, last + 1))
    top = last * step
    if form == "share" and high <= 1 < top:
        # A share ends at the whole; room above it would promise what cannot be.
        top, marks = 1.0, tuple(mark for mark in marks if mark[0] <= 1 + 1e-9)
    return Scale(first * step, top, marks)


def tick_text(value: float, step: float, form: str) -> str:
    """A tick's label: shares in percent, thousands as k, millions as M."""
    if form == "share":
        return f"{value * 100:.{_decimals(step * 100)}f}{THIN}%"
    for size, letter in _MAGNITUDES:
        if abs(value) >= size:
            return f"{value / size:.{_decimals(step / size)}f}{letter}"
    return f"{value:.{_decimals(step)}f}"


def _step(rough: float, *, whole: bool) -> float:
    """The least of 1, 2, 2.5, 5 times a power of ten that is not below `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
        step = factor * power
        if step >= rough * (1 - 1e-9) and not (whole and step != round(step)):
            return step
    return max(1.0, 10.0 * power)


def _decimals(step: float) -> int:
    for places in range(6):
        if abs(step * 10**places - round(step * 10**places)) < 1e-6:
            return places
    return 6
