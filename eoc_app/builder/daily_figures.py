"""Figures of every signal by country and day, platforms taken together as readings take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from eoc_app.domain.signal import Signal

Ask = Callable[[str, list[Any] | None], duckdb.DuckDBPyConnection]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EPOCH: Final = date(1970, 1, 1)
LONGEST_PERIOD: Final = 100
"""Figures over more days make no reading (queries/build/reading_day.sql) and are not judged."""
_ROWS_AT_ONCE: Final = 1_000_000
_SIZES: Final = """
select country_code, count(*)
from signal_day
where scope = 'country' and country_code is not null and period_days <= ? and day <= ?
group by country_code
order by country_code
"""
_PLATFORMS: Final = "select distinct platform from signal_day where scope = 'country' order by 1"
_NUMBERED: Final = "select unnest(?::varchar[]) as name, unnest(range(?))::integer as no"
_FIGURES: Final = f"""
with
country as ({_NUMBERED}),
named as ({_NUMBERED}),
surface as ({_NUMBERED})
select
    country.no as country,
    named.no as signal,
    list_extract(?::integer[], stated.period_days) as usual,
    (stated.day - date '{EPOCH}')::integer as day,
    stated.period_days as period,
    stated.platform <> 'all' as part,
    surface.no as platform,
    stated.numerator,
    stated.denominator,
    stated.cell = 'observed' and stated.numerator is not null as known,
    stated.denominator is not null or stated.denominator_upper is not null as ratio,
    case stated.provenance
        when 'synthetic' then 0 when 'estimated' then 1 when 'measured' then 2 else 3
    end as strength
from signal_day as stated
inner join country on country.name = stated.country_code
inner join named on named.name = stated.signal
inner join surface on surface.name = stated.platform
where stated.scope = 'country' and stated.period_days <= ? and stated.day <= ?
order by country, signal, usual, day, period, part, platform
"""
PROVENANCES: Final = ("synthetic", "estimated", "measured", "published")
"""By what is called strength here, the weakest first."""


@dataclass(frozen=True)
class Numbers:
    """What numbers stand for: positions in sorted lists of names."""

    countries: tuple[str, ...]
    signals: tuple[Signal, ...]
    platforms: tuple[str, ...]
    usual: tuple[int, ...]
    """The usual period by period, from 1 on: figures of one length go together."""


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


def chunks(ask: Ask, last: date) -> Iterator[list[str]]:
    """Countries, in order, as many at once as have about a million rows."""
    together: list[str] = []
    rows = 0
    for code, count in ask(_SIZES, [LONGEST_PERIOD, last]).fetchall():
        if together and rows + count > _ROWS_AT_ONCE:
            yield together
            together, rows = [], 0
        together.append(code)
        rows += count
    if together:
        yield together


def platforms_of(ask: Ask) -> tuple[str, ...]:
    """Every platform by name."""
    return tuple(row[0] for row in ask(_PLATFORMS, None).fetchall())


def lines(ask: Ask, codes: Sequence[str], numbers: Numbers, last: date) -> Iterator[Line]:
    """The lines of some countries, in order of country, signal and usual period."""
    listed = [list(codes), [one.name for one in numbers.signals], list(numbers.platforms)]
    given: list[Any] = [part for names in listed for part in (names, len(names))]
    given += [list(numbers.usual), LONGEST_PERIOD, last]
    told = {
        name: np.ma.filled(column, np.nan) if column.dtype.kind == "f" else np.ma.filled(column)
        for name, column in ask(_FIGURES, given).fetchnumpy().items()
    }
    if not len(told["day"]):
        return
    offset = numbers.countries.index(codes[0])
    yield from _lines(_shortest(told), numbers, offset)


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
