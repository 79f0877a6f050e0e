"""Figures as lines: one signal of one country, a figure a day, platforms taken together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eoc_app.builder.expect.daily_figures import Ask, Flags, Floats, Ints, Numbers, stated


class Platforms(NamedTuple):
    """First and last day of each platform of one line; entries belong together."""

    first: Ints
    last: Ints


@dataclass(frozen=True)
class Line:
    """One signal of one country over one usual period, a figure for each day of `days`.

    `values` are NaN where not all of it is known; `wholes` is None for plain figures. `platforms`
    is None where one platform gives all of it, else with `count` platforms on each day.
    """

    country: int
    signal: int
    usual: int
    days: Ints
    periods: Ints
    values: Floats
    wholes: Floats | None
    strength: Ints
    count: Ints
    platforms: Platforms | None


def lines(
    ask: Ask, codes: Sequence[str], numbers: Numbers, last: date, signals: Flags | None = None
) -> Iterator[Line]:
    """The lines of some countries, in order of country, signal and usual period.

    `signals` says of which signals of `numbers`; None wants all.
    """
    told = stated(ask, codes, numbers, last, signals)
    if len(told["day"]):
        yield from _lines(_shortest(told), numbers, numbers.countries.index(codes[0]))


def _starts(*columns: NDArray[Any]) -> Ints:
    """Positions at which any of the columns begins another value."""
    changed = np.ones(len(columns[0]), np.bool_)
    changed[1:] = False
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def _shortest(told: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Of the figures that end on one day those over the shortest period, and `all` alone."""
    starts = _starts(told["country"], told["signal"], told["usual"], told["day"])
    sizes = np.diff(np.append(starts, len(told["day"])))
    kept = told["period"] == np.repeat(told["period"][starts], sizes)
    kept &= told["part"] == np.repeat(told["part"][starts], sizes)
    return {name: column[kept] for name, column in told.items()}


def _lines(told: Mapping[str, NDArray[Any]], numbers: Numbers, offset: int) -> Iterator[Line]:
    starts = _starts(told["country"], told["signal"], told["usual"], told["day"])
    most = np.array([one.combine == "max" for one in numbers.signals])[told["signal"][starts]]
    with np.errstate(invalid="ignore"):
        values = np.where(
            most,
            np.fmax.reduceat(told["numerator"], starts),
            np.add.reduceat(told["numerator"], starts),
        )
    wholes = np.add.reduceat(told["denominator"], starts)
    values = np.where(np.logical_and.reduceat(told["known"], starts), values, np.nan)
    ratio = np.logical_or.reduceat(told["ratio"], starts)
    strength = np.minimum.reduceat(told["strength"], starts).astype(np.int64)
    count = np.diff(np.append(starts, len(told["day"])))
    country, signal, usual = (told[name][starts] for name in ("country", "signal", "usual"))
    days, periods = (told[name][starts].astype(np.int64) for name in ("day", "period"))
    begins = _starts(country, signal, usual)
    ends = np.append(begins[1:], len(starts))
    rows = np.append(starts, len(told["day"]))
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        here = slice(begin, end)
        form = numbers.signals[signal[begin]].form
        platform = told["platform"][rows[begin] : rows[end]]
        single = bool((platform == platform[0]).all())
        yield Line(
            offset + int(country[begin]),
            int(signal[begin]),
            int(usual[begin]),
            days[here],
            periods[here],
            values[here],
            wholes[here] if form == "share" or ratio[here].any() else None,
            strength[here],
            count[here],
            None if single else _spans(platform, told["day"][rows[begin] : rows[end]]),
        )


def _spans(platform: NDArray[Any], day: NDArray[Any]) -> Platforms:
    """The days are in order, so a platform's first row is its first day."""
    _, first = np.unique(platform, return_index=True)
    _, back = np.unique(platform[::-1], return_index=True)
    return Platforms(day[first].astype(np.int64), day[len(day) - 1 - back].astype(np.int64))
