"""Proof that stored expected ranges, alarms and counts are those that the stored figures give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from eoc_app.anomaly.expected import RULES
from eoc_app.builder.expect.alarm_days import Alarms
from eoc_app.builder.expect.daily_figures import EPOCH, PROVENANCES, Flags
from eoc_app.builder.expect.expected_days import Expectation
from eoc_app.builder.expect.expected_rows import ExpectedDays
from eoc_app.builder.verify.difference import differs
from eoc_app.builder.verify.expected_stored import ALARMS, COUNTS, DAYS, stored
from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.snapshot.connection import Snapshot

NAMES: Final = (
    "expected ranges computed again", "alarms raised again", "series judged counted again",
)  # fmt: skip
_TOLERANCE: Final = 1e-6
_NEAR_NOTHING: Final = 1e-12
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
    expectation = Expectation(snapshot.ask, signals, method.alarms, window, lambda: None)
    yield NAMES[0], _ranges(snapshot, expectation)
    yield NAMES[1], _alarms(snapshot, expectation)
    yield NAMES[2], _counts(snapshot, expectation, window)


def _ranges(snapshot: Snapshot, expectation: Expectation) -> Problem | None:
    """Country after country; all of it is computed whatever differs, for the proofs after it."""
    compared, problem = 0, None
    for codes in expectation.countries:
        again = _joined([_plain(part) for part in expectation.days(codes)])
        there = stored(snapshot, DAYS, expectation, codes, list(RULES))
        if problem is not None:
            continue
        compared += len(there["day"])
        again["level"] = np.full(len(again["day"]), expectation.level)
        again["country"] = again["country"] - expectation.numbers.countries.index(codes[0])
        problem = _difference(snapshot, "expected ranges", again, there, expectation, codes)
    count = snapshot.ask("select count(*) from expected_day", None).fetchall()[0][0]
    if problem is None and compared != count:
        return differs(snapshot, "expected ranges", "it holds rows of countries without figures")
    return problem


def _alarms(snapshot: Snapshot, expectation: Expectation) -> Problem | None:
    again = _joined([_with_bounds(part) for part in expectation.alarms])
    codes = expectation.numbers.countries
    there = stored(snapshot, ALARMS, expectation, codes, list(RULES), list(PROVENANCES))
    return _difference(snapshot, "alarms", again, there, expectation, codes)


def _counts(
    snapshot: Snapshot, expectation: Expectation, window: tuple[date, date]
) -> Problem | None:
    first = window[0]
    there = snapshot.ask(COUNTS, None).fetchall()
    counted = [(first + timedelta(place), *row) for place, row in enumerate(expectation.counts())]
    for old, new in zip(there, counted, strict=False):
        if old[:4] + old[5:] != new[:4] + new[5:] or not _near(old[4], new[4]):
            why = f"the first that differs is {new[0]}: stored {old}, counted {new}"
            return differs(snapshot, "counts of judged series", why)
    if len(there) != len(counted):
        why = f"{len(there)} days are stored, the window has {len(counted)}"
        return differs(snapshot, "counts of judged series", why)
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


def _near(one: Any, other: Any, nothing: float = _NEAR_NOTHING) -> Flags:
    near: Flags = np.isclose(one, other, rtol=_TOLERANCE, atol=nothing, equal_nan=True)
    return near


def _difference(
    snapshot: Snapshot,
    what: str,
    again: _Columns,
    there: _Columns,
    expectation: Expectation,
    codes: Sequence[str],
) -> Problem | None:
    if len(again["day"]) != len(there["day"]):
        why = f"{len(there['day'])} rows are stored, its figures give {len(again['day'])}"
        return differs(snapshot, what, why)
    for name, column in again.items():
        numbers = column.dtype.kind == "f"
        nothing = _NEAR_NOTHING if numbers and name not in ("p_value", "before") else 0.0
        same = _near(there[name], column, nothing) if numbers else there[name] == column
        if not same.all():
            at = int(np.flatnonzero(~same)[0])
            signal = expectation.numbers.signals[int(again["signal"][at])].name
            day = EPOCH + timedelta(int(again["day"][at]))
            why = (
                f"{int((~same).sum())} values of {_COLUMNS.get(name, name)} differ,"
                f" the first of {signal} for {codes[int(again['country'][at])]} on {day}"
            )
            return differs(snapshot, what, why)
    return None
