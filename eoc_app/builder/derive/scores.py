"""Scores of every country on every day, judged from the stored readings and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

import duckdb

from eoc_app.builder.staging.rows import bare
from eoc_app.domain.risk.assessor import Assessor, Term
from eoc_app.domain.risk.reading import Reading, fresh_until
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.risk.stakes import Outlook, Stakes
from eoc_app.panels.kit.country_stakes import READS, outlooks, rows_of, stakes_on
from eoc_app.snapshot.catalogue import catalogue

_CHUNK: Final = 50_000
_JUDGED: Final = """
select reading.day, reading.country_code, reading.signal, reading.measured_on, reading.value,
    reading.lower, reading.upper, reading.cell, reading.provenance = 'synthetic',
    reading.span_days, reading.provisional, reading.reported_on, reading.fresh_until
from reading_day as reading
where list_contains(?, reading.signal)
order by reading.day, reading.country_code
"""
_WATCHED: Final = "select country_code from country where watched order by country_code"
_DAYS: Final = "select day::date from range(?::date, ?::date + 1, interval 1 day) as days(day)"

Ask = Callable[[str, list[Any] | None], duckdb.DuckDBPyConnection]
"""Runs a statement with its parameters on a cursor of its own."""

ScoreRow = tuple[Any, ...]
"""Day, country, score, lower, upper, coverage, unseen share, the three dimensions, synthetic."""


def score_rows(
    ask: Ask, method: Method, signals: Iterable[Signal], window: tuple[Any, Any]
) -> Iterator[ScoreRow]:
    """Rows of the table score_day, by day and country.

    Every watched country has a row on every day of the window: one without any judged reading is
    not assessable with a coverage of 0, and is not left out.
    """
    assessor = Assessor(method, signals)
    if not assessor.indicators:
        return
    watched = [row[0] for row in ask(_WATCHED, None).fetchall()]
    days = [row[0] for row in ask(_DAYS, list(window)).fetchall()]
    calendar = calendar_of(ask, method)
    memory = _Memory(assessor)
    names = [one.name for one in assessor.indicators if one.signal is not None]
    by_day = groupby(_readings(ask, names), lambda row: row[0])
    day, rows = next(by_day, (None, iter(())))
    for wanted in days:
        while day is not None and day < wanted:
            day, rows = next(by_day, (None, iter(())))
        found: dict[str, dict[str, Any]] = {}
        if day == wanted:
            for row in rows:
                found.setdefault(row[1], {})[row[2]] = row
        for code in watched:
            stakes = stakes_on(calendar, code, wanted)
            sums = assessor.sums(memory.terms(code, found.get(code, {}), stakes, wanted))
            yield (
                wanted, code, sums.score, sums.lower, sums.upper, sums.coverage,
                sums.unseen_share, *sums.dimensions, sums.synthetic,
            )  # fmt: skip


def calendar_of(ask: Ask, method: Method) -> dict[str, Outlook]:
    """What is at stake in each country, from a database that holds the tables of the format."""
    if method.stakes is None:
        return {}
    answers = [ask(bare(catalogue().views[name].sql), None).fetchall() for name in READS]
    return outlooks(method, *rows_of(*answers))


class _Memory:
    """What readings said, kept from day to day: most are the same as the day before."""

    def __init__(self, assessor: Assessor) -> None:
        self._assessor = assessor
        self._kept: dict[tuple[str, str], tuple[Any, Term, date]] = {}

    def terms(
        self, code: str, rows: Mapping[str, tuple[Any, ...]], stakes: Stakes, on: date
    ) -> list[Term]:
        """What is known of each indicator, as `Assessor.terms` would say it."""
        assessor = self._assessor
        found = []
        for one in assessor.indicators:
            signal = one.signal
            if signal is None:
                found.append(assessor.of_calendar(one, stakes))
                continue
            row = rows.get(one.name)
            if row is None:
                found.append(assessor.term(signal, None, on))
                continue
            kept = self._kept.get((code, one.name))
            if kept is None or kept[0][3:] != row[3:]:
                reading = Reading(*row[2:])
                until = fresh_until(signal, reading)
                term = assessor.term(signal, reading, reading.measured_on)
                kept = self._kept[(code, one.name)] = (row, term, until)
            found.append(kept[1] if on <= kept[2] else assessor.stale())
        return found


def _readings(ask: Ask, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    result = ask(_JUDGED, [list(names)])
    while rows := result.fetchmany(_CHUNK):
        yield from rows


def signal_rows(
    signals: Iterable[Signal], digests: dict[str, str], method: Method
) -> list[tuple[Any, ...]]:
    """Rows of the table signal."""
    return [
        (
            signal.name, signal.title, signal.family, signal.axis, signal.counts, signal.unit,
            signal.form, signal.combine, signal.window_days, signal.fresh_days, signal.lead,
            signal.confounded_by_effort,
            signal.judge.watch if signal.judge else None,
            signal.judge.alert if signal.judge else None,
            signal.judge.weight if signal.judge else None,
            signal.dimension if signal.judge else None,
            signal.effort_note or None,
            signal.action or None,
            signal.settles_days,
            signal.events,
            method.level_days,
            digests[signal.name],
        )
        for signal in sorted(signals, key=lambda signal: signal.name)
    ]  # fmt: skip
