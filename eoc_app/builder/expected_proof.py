"""Proof that stored expected ranges, alarms and counts are those that the stored figures give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eoc_app.anomaly.expected import RULES
from eoc_app.builder.alarm_days import Alarms
from eoc_app.builder.daily_figures import EPOCH, PROVENANCES, Flags
from eoc_app.builder.expected_days import Expectation, ExpectedDays
from eoc_app.domain.alarm_budget import ONE_IN
from eoc_app.problem import Problem
from eoc_app.snapshot import Snapshot

NAMES: Final = (
    "expected ranges computed again", "alarms raised again", "series judged counted again",
)  # fmt: skip
_TOLERANCE: Final = 1e-6
_NEAR_NOTHING: Final = 1e-12
_NUMBERED: Final = "(select unnest(?::varchar[]) as name, unnest(range(?)) as no)"
_SINCE: Final = f"date '{EPOCH}'"
_DAYS: Final = f"""
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
_ALARMS: Final = f"""
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
_COUNTS: Final = (
    "select day, series_count, figures_per_day, figure_count from judged_day order by 1"
)

_COLUMNS: Final = {
    "country": "country_code",
    "measured": "measured_on",
    "before": "p_value_before",
    "strength": "provenance",
}
"""How the tables call what has another name here."""

_Columns = Mapping[str, NDArray[Any]]


def expected_again(snapshot: Snapshot) -> Iterator[tuple[str, Problem | None]]:
    """Judge every figure again: ranges, then alarms, then counts, each by its name in `NAMES`."""
    about = snapshot.about
    window = about["window_starts_on"], about["window_ends_on"]
    try:
        method = snapshot.method
    except Problem as problem:
        yield from ((name, problem) for name in NAMES)
        return
    signals = tuple(snapshot.signals.values())
    found = Expectation(snapshot.ask, signals, method.alarms, window, lambda: None)
    yield NAMES[0], _ranges(snapshot, found)
    yield NAMES[1], _alarms(snapshot, found)
    yield NAMES[2], _counts(snapshot, found, window)


def _ranges(snapshot: Snapshot, found: Expectation) -> Problem | None:
    """Country after country; all of it is computed whatever differs, for the proofs after it."""
    compared, problem = 0, None
    for codes in found.countries:
        again = _joined([_plain(part) for part in found.days(codes)])
        stored = _stored(snapshot, _DAYS, found, codes, list(RULES))
        if problem is not None:
            continue
        compared += len(stored["day"])
        again["level"] = np.full(len(again["day"]), found.level)
        again["country"] = again["country"] - found.numbers.countries.index(codes[0])
        problem = _difference(snapshot, "expected ranges", again, stored, found, codes)
    count = snapshot.ask("select count(*) from expected_day", None).fetchall()[0][0]
    if problem is None and compared != count:
        return _differs(snapshot, "expected ranges", "it holds rows of countries without figures")
    return problem


def _alarms(snapshot: Snapshot, found: Expectation) -> Problem | None:
    again = _joined([_with_bounds(part) for part in found.alarms])
    codes = found.numbers.countries
    stored = _stored(snapshot, _ALARMS, found, codes, list(RULES), list(PROVENANCES))
    return _difference(snapshot, "alarms", again, stored, found, codes)


def _counts(snapshot: Snapshot, found: Expectation, window: tuple[date, date]) -> Problem | None:
    tally, first = found.tally, window[0]
    again = zip(
        tally.series_count.tolist(),
        tally.figures_per_day.tolist(),
        tally.figure_count.tolist(),
        strict=True,
    )
    stored = snapshot.ask(_COUNTS, None).fetchall()
    told = [(first + timedelta(place), *row) for place, row in enumerate(again)]
    for old, new in zip(stored, told, strict=False):
        if old[:2] + old[3:] != new[:2] + new[3:] or not _near(old[2], new[2]):
            why = f"the first that differs is {new[0]}: stored {old}, counted {new}"
            return _differs(snapshot, "counts of judged series", why)
    if len(stored) != len(told):
        why = f"{len(stored)} days are stored, the window has {len(told)}"
        return _differs(snapshot, "counts of judged series", why)
    return None


def _plain(part: ExpectedDays) -> _Columns:
    return vars(part)


def _with_bounds(part: Alarms) -> _Columns:
    columns = dict(vars(part))
    uppers = columns.pop("uppers").reshape(-1, len(ONE_IN))
    return columns | {f"upper_{one}": uppers[:, at] for at, one in enumerate(ONE_IN)}


def _joined(parts: Sequence[_Columns]) -> dict[str, NDArray[Any]]:
    """Columns of all parts, in order of country, signal, day and period."""
    if not parts:
        return {"country": np.zeros(0, np.int64), "day": np.zeros(0, np.int64)}
    whole = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort([whole[name] for name in ("period_days", "day", "signal", "country")])
    return {name: column[order] for name, column in whole.items()}


def _stored(
    snapshot: Snapshot, sql: str, found: Expectation, codes: Sequence[str], *more: list[str]
) -> dict[str, NDArray[Any]]:
    signals = [one.name for one in found.numbers.signals]
    given = [part for names in (list(codes), signals, *more) for part in (names, len(names))]
    return {
        name: np.ma.filled(column.astype(np.float64), np.nan)
        for name, column in snapshot.ask(sql, given).fetchnumpy().items()
    }


def _near(one: Any, other: Any, nothing: float = _NEAR_NOTHING) -> Flags:
    near: Flags = np.isclose(one, other, rtol=_TOLERANCE, atol=nothing, equal_nan=True)
    return near


def _difference(
    snapshot: Snapshot,
    what: str,
    again: _Columns,
    stored: _Columns,
    found: Expectation,
    codes: Sequence[str],
) -> Problem | None:
    if len(again["day"]) != len(stored["day"]):
        why = f"{len(stored['day'])} rows are stored, its figures give {len(again['day'])}"
        return _differs(snapshot, what, why)
    for name, column in again.items():
        numbers = column.dtype.kind == "f"
        nothing = _NEAR_NOTHING if numbers and name not in ("p_value", "before") else 0.0
        same = _near(stored[name], column, nothing) if numbers else stored[name] == column
        if not same.all():
            at = int(np.flatnonzero(~same)[0])
            signal = found.numbers.signals[int(again["signal"][at])].name
            day = EPOCH + timedelta(int(again["day"][at]))
            why = (
                f"{int((~same).sum())} values of {_COLUMNS.get(name, name)} differ,"
                f" the first of {signal} for {codes[int(again['country'][at])]} on {day}"
            )
            return _differs(snapshot, what, why)
    return None


def _differs(snapshot: Snapshot, what: str, why: str) -> Problem:
    return Problem(
        f"Stored {what} are not those that the figures give",
        why,
        "do not use the file: it was altered after it was built, or built wrongly",
        file=snapshot.path.name,
    )
