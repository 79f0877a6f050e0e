"""What a snapshot holds of expected ranges and alarms, in numbers as they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eoc_app.builder.expect.daily_figures import EPOCH
from eoc_app.builder.expect.expected_days import Expectation
from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.snapshot.connection import Snapshot

_NUMBERED: Final = "(select unnest(?::varchar[]) as name, unnest(range(?)) as no)"
_SINCE: Final = f"date '{EPOCH}'"
DAYS: Final = f"""
select
    country.no as country,
    coalesce(named.no, -1) as signal,
    stored.day - {_SINCE} as day,
    stored.period_days,
    stored.span_days,
    stored.observed,
    stored.expected,
    stored.lower,
    stored.upper,
    stored.p_value,
    coalesce(rule.no, -1) as rule,
    stored.since - {_SINCE} as since,
    stored.level
from expected_day as stored
inner join {_NUMBERED} as country on country.name = stored.country_code
left join {_NUMBERED} as named on named.name = stored.signal
left join {_NUMBERED} as rule on rule.name = stored.rule
order by country, signal, day, stored.period_days
"""
ALARMS: Final = f"""
select
    stored.day - {_SINCE} as day,
    coalesce(country.no, -1) as country,
    coalesce(named.no, -1) as signal,
    stored.period_days,
    stored.measured_on - {_SINCE} as measured,
    stored.span_days,
    stored.observed,
    stored.expected,
    stored.p_value,
    stored.p_value_before as before,
    coalesce(rule.no, -1) as rule,
    stored.since - {_SINCE} as since,
    coalesce(provenance.no, -1) as strength,
    {", ".join(f"stored.upper_{one}" for one in ONE_IN)}
from alarm as stored
left join {_NUMBERED} as country on country.name = stored.country_code
left join {_NUMBERED} as named on named.name = stored.signal
left join {_NUMBERED} as rule on rule.name = stored.rule
left join {_NUMBERED} as provenance on provenance.name = stored.provenance
order by country, signal, day, stored.period_days
"""
COUNTS: Final = f"""
select
    day, series_count, figure_count, asking_count, asking_per_day, asking_figure_count,
    {", ".join(f"asking_exceeded_{one}" for one in ONE_IN)}
from judged_day
order by day
"""


def stored(
    snapshot: Snapshot, sql: str, expectation: Expectation, codes: Sequence[str], *more: list[str]
) -> dict[str, NDArray[Any]]:
    """Columns of a statement that numbers names by position; NaN where null."""
    signals = [one.name for one in expectation.numbers.signals]
    parameters = [part for names in (list(codes), signals, *more) for part in (names, len(names))]
    return {
        name: np.ma.filled(column.astype(np.float64), np.nan)
        for name, column in snapshot.ask(sql, parameters).fetchnumpy().items()
    }
