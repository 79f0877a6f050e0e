"""Signals that were computed elsewhere, held to the facts where these are there, else kept as such.

Of a signal of which the facts give any row, every row that was handed in is compared with what they
give, and theirs stand. Of other signals the rows are kept under their own source, which says of
whom nobody can compute them again. Files of such rows are taken all together or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import duckdb

from eoc_app.builder.derive.facts import Facts
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.staging import Staging
from eoc_app.builder.tables.precomputed_table import (
    CALENDARS,
    FIGURES,
    KEY,
    PRECOMPUTED,
    precomputed_table,
)
from eoc_app.core.precomputed import IMPORTER
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import catalogue

_CLOSE: Final = 1e-9
"""Part of a figure by which two sums of it may differ: another engine adds in another order."""
_SAME: Final = ("cell", "provenance", "row_count")
_COMPARED: Final = (*FIGURES, *_SAME)
_WITHOUT_FACTS: Final = "Signals computed elsewhere: their facts are not in this snapshot"
_PROVED: Final = "Signals computed elsewhere, equal to what the facts give"


class PrecomputedSignals:
    """The rows of such signals in a build, on their way into the staged rows of `signal_day`."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        staging: Staging,
        readings: Sequence[Reading],
        facts: Facts,
    ) -> None:
        self._connection = connection
        self._facts = facts
        self._are_there = staging.has(PRECOMPUTED)
        self._files = {
            number: reading
            for number, reading in enumerate(readings, start=1)
            if reading.importer == IMPORTER
        }

    def settle(self) -> None:
        """Take the rows from their sources; none where any of them does not fit."""
        table = precomputed_table()
        columns = ", ".join(f"{name} {rule.kind}" for name, rule in table.columns.items())
        self._connection.execute(f"create temp table {PRECOMPUTED} ({columns})")
        if self._are_there:
            self._facts.settle(table, date.max)
        broken = [reading for reading in self._files.values() if _is_broken(reading)]
        if not broken:
            return
        self._connection.execute(f"delete from {PRECOMPUTED}")
        for reading in self._files.values():
            what = "it does" if reading in broken else f"{broken[0].intake.path} does"
            reading.intake.problems.append(
                Problem(
                    "Precomputed signals were not imported",
                    f"{what} not fit, and a series with gaps would look whole: of all files of"
                    " such signals none was taken",
                    "mend what is named, or write the table again, then build again",
                    file=reading.intake.path,
                )
            )
            reading.intake.rows_written = 0

    def days(self, until: date) -> list[date]:
        """The last day, at most `until`, that was measured; none where nothing was handed in."""
        last = f"select max(day) from {PRECOMPUTED} where {_measured()} and day <= date '{until}'"
        return [day for (day,) in self._all(last) if day is not None]

    def leave_out_after(self, as_of_on: date) -> None:
        """Leave out what was measured after the as-of day; calendars speak of later days too."""
        late = f"{_measured()} and day > date '{as_of_on}'"
        for number, count in self._all(
            f"select source_id, count(*) from {PRECOMPUTED} where {late} group by 1 order by 1"
        ):
            intake = self._files[number].intake
            intake.rows_written -= count
            intake.problems.append(
                Problem(
                    f"{count:,} precomputed rows were left out",
                    f"they speak of days after the as-of moment ({as_of_on})",
                    "choose a later moment with --as-of, or check the dates",
                    file=intake.path,
                    column="day",
                )
            )
        self._connection.execute(f"delete from {PRECOMPUTED} where {late}")

    def keep(self, staged: str) -> None:
        """Compare the signals of which `staged` has rows, and add the others to it."""
        for (signal,) in self._all(f"select distinct signal from {PRECOMPUTED} order by 1"):
            mine = f"(select * from {PRECOMPUTED} where signal = '{signal}')"
            facts = f"(select * from {staged} where signal = '{signal}')"
            if self._all(f"select exists (from {facts})")[0][0]:
                self._compare(signal, mine, facts)
            else:
                self._connection.execute(
                    f"insert into {staged} by name"
                    f" select * exclude (source_row, query_digest, unit) from {mine}"
                )
        for reading in self._files.values():
            reading.intake.title = _WITHOUT_FACTS if reading.intake.rows_written else _PROVED
        self._connection.execute(f"drop table {PRECOMPUTED}")

    def _compare(self, signal: str, mine: str, facts: str) -> None:
        """Hold every row of a signal to what the facts give; a difference is a Problem."""
        equal_keys = " and ".join(
            f"coalesce(mine.{name}::varchar, '') = coalesce(facts.{name}::varchar, '')"
            for name in KEY
        )
        differs = " or ".join(
            [f"not {_is_close(name)}" for name in FIGURES]
            + [f"mine.{name}::varchar is distinct from facts.{name}::varchar" for name in _SAME]
        )
        sides = ", ".join(
            f"{side}.{name}" for side in ("mine", "facts") for name in ("day", *_COMPARED)
        )
        joined = (
            f"from {mine} as mine full outer join {facts} as facts on {equal_keys}"
            f" where mine.signal is null or facts.signal is null or {differs}"
        )
        first = self._all(
            f"select count(*) over (), mine.source_id, mine.source_row, coalesce(mine.country_code,"
            f" facts.country_code::varchar, coalesce(mine.scope, facts.scope::varchar)),"
            f" coalesce(mine.platform, facts.platform::varchar), {sides} {joined}"
            " order by mine.source_id nulls last, mine.source_row, facts.day limit 1"
        )
        counts = self._all(f"select source_id, count(*) from {mine} group by 1 order by 1")
        for number, rows in counts:
            intake = self._files[number].intake
            intake.rows_written -= rows
            if not first:
                intake.skip("rows of signals that the facts give too, equal to theirs", rows)
        if first:
            count, number, *row = first[0]
            self._tell(self._files[number or counts[0][0]], signal, count, row)

    def _tell(self, reading: Reading, signal: str, count: int, row: Sequence[Any]) -> None:
        line, place, platform, *cells = row
        half = len(cells) // 2
        mine = dict(zip(("day", *_COMPARED), cells[:half], strict=True))
        facts = dict(zip(("day", *_COMPARED), cells[half:], strict=True))
        day = mine["day"] or facts["day"]
        what = f"of {signal} for {place} on {day} ({platform})"
        if mine["day"] is None:
            column, value, why = "day", str(day), f"the facts give a row {what} that it lacks"
        elif facts["day"] is None:
            column, value, why = "day", str(day), f"the facts give no row {what}"
        else:
            column = next(name for name in _COMPARED if not _equal(mine[name], facts[name]))
            value, why = str(mine[column]), f"the facts give {facts[column]} {what}"
        reading.intake.problems.append(
            Problem(
                "Precomputed rows are not those that the facts give",
                f"{why}; {count:,} rows of the signal differ, and those of the facts stand",
                "compute the signal again from these facts, or leave one of the two out",
                file=reading.intake.path,
                row=line,
                column=column,
                value=value,
            )
        )

    def _all(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()


@cache
def _measured() -> str:
    """The condition for rows of all signals but those that are counted from calendars."""
    return " and ".join(
        f"signal <> '{signal.name}'"
        for signal in catalogue().signals.values()
        if signal.family in CALENDARS
    )


def _is_broken(reading: Reading) -> bool:
    """Whether anything of a file was refused."""
    return bool(reading.unnamed or reading.intake.problems)


def _is_close(name: str) -> str:
    one, other = f"mine.{name}", f"facts.{name}"
    return (
        f"({one} is not distinct from {other} or coalesce(abs({one} - {other})"
        f" <= {_CLOSE} * greatest(1, least(abs({one}), abs({other}))), false))"
    )


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _CLOSE * max(1.0, min(abs(one), abs(other)))
    return bool(one == other)
