"""Scores of every country on every day, judged from the stored readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import duckdb

from eoc_app.domain.risk import Reading, assess
from eoc_app.domain.signal import Signal

_CHUNK: Final = 50_000
_JUDGED: Final = """
select reading.day, reading.country_code, reading.signal, reading.measured_on, reading.value,
    reading.lower, reading.upper, reading.cell, reading.provenance = 'synthetic'
from reading_day as reading
where list_contains(?, reading.signal)
order by reading.day, reading.country_code
"""
_WATCHED: Final = "select country_code from country where watched order by country_code"
_DAYS: Final = "select day::date from range(?::date, ?::date + 1, interval 1 day) as days(day)"

Ask = Callable[[str, list[Any] | None], duckdb.DuckDBPyConnection]
"""Runs a statement with its parameters on a cursor of its own."""

ScoreRow = tuple[Any, str, float | None, float | None, float | None, float, bool]


def score_rows(
    ask: Ask,
    signals: Iterable[Signal],
    window: tuple[Any, Any],
) -> Iterator[ScoreRow]:
    """Rows of the table score_day, by day and country.

    Every watched country has a row on every day of the window: one without any judged reading is
    not assessable with a coverage of 0, and is not left out.
    """
    known = list(signals)
    judged = [signal for signal in known if signal.judge is not None and signal.axis == "harm"]
    if not judged:
        return
    watched = [row[0] for row in ask(_WATCHED, None).fetchall()]
    days = [row[0] for row in ask(_DAYS, list(window)).fetchall()]
    by_day = groupby(_readings(ask, [signal.name for signal in judged]), lambda row: row[0])
    day, rows = next(by_day, (None, iter(())))
    for wanted in days:
        while day is not None and day < wanted:
            day, rows = next(by_day, (None, iter(())))
        readings: dict[str, dict[str, Reading]] = {}
        if day == wanted:
            for row in rows:
                readings.setdefault(row[1], {})[row[2]] = Reading(*row[2:])
        for code in watched:
            found = assess(judged, readings.get(code, {}), wanted)
            if found is not None:
                yield (
                    wanted, code, found.score, found.lower, found.upper, found.coverage,
                    found.synthetic,
                )  # fmt: skip


def _readings(ask: Ask, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    result = ask(_JUDGED, [list(names)])
    while rows := result.fetchmany(_CHUNK):
        yield from rows


def signal_rows(signals: Iterable[Signal], digests: dict[str, str]) -> list[tuple[Any, ...]]:
    """Rows of the table signal."""
    return [
        (
            signal.name, signal.title, signal.family, signal.axis, signal.counts, signal.unit,
            signal.form, signal.combine, signal.window_days, signal.fresh_days, signal.lead,
            signal.confounded_by_effort,
            signal.judge.watch if signal.judge else None,
            signal.judge.alert if signal.judge else None,
            signal.judge.weight if signal.judge else None,
            digests[signal.name],
        )
        for signal in sorted(signals, key=lambda signal: signal.name)
    ]  # fmt: skip
