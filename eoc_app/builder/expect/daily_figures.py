"""Figures of every signal by country and day, platforms taken together as readings take them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import duckdb
import numpy as np
from numpy.typing import NDArray

from eoc_app.domain.risk.signal import Signal

Ask = Callable[[str, list[Any] | dict[str, Any] | None], duckdb.DuckDBPyConnection]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

EPOCH: Final = date(1970, 1, 1)
LONGEST_PERIOD: Final = 100
"""Figures over more days make no reading (queries/build/reading_day.sql) and are not judged."""
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


def country_groups(ask: Ask, last: date, most_rows: int) -> Iterator[list[str]]:
    """Countries, in order, as many at once as have so many rows or fewer, but at least one."""
    together: list[str] = []
    rows = 0
    for code, count in ask(_SIZES, [LONGEST_PERIOD, last]).fetchall():
        if together and rows + count > most_rows:
            yield together
            together, rows = [], 0
        together.append(code)
        rows += count
    if together:
        yield together


def platforms_of(ask: Ask) -> tuple[str, ...]:
    """Every platform by name."""
    return tuple(row[0] for row in ask(_PLATFORMS, None).fetchall())


def stated(
    ask: Ask, codes: Sequence[str], numbers: Numbers, last: date, signals: Flags | None = None
) -> dict[str, NDArray[Any]]:
    """Figures of some countries as they are stored, in order, by column; NaN where null.

    `signals` says of which signals of `numbers` figures are wanted; None wants all.
    """
    wanted = np.ones(len(numbers.signals), np.bool_) if signals is None else signals
    # What has no name is found for nothing; the others keep their numbers.
    names = [one.name if some else None for one, some in zip(numbers.signals, wanted, strict=True)]
    listed: list[list[Any]] = [list(codes), names, list(numbers.platforms)]
    given: list[Any] = [part for texts in listed for part in (texts, len(texts))]
    given += [list(numbers.usual), LONGEST_PERIOD, last]
    return {
        name: np.ma.filled(column, np.nan) if column.dtype.kind == "f" else np.ma.filled(column)
        for name, column in ask(_FIGURES, given).fetchnumpy().items()
    }
