"""Periods from rules: the rules of a snapshot times its calendar, beside what sources state.

A stated period stands. A derived one that it agrees with is counted and left out, but for the zones
of which the source does not speak: these join the stated period. One that contradicts a stated
period is left out whole, and the report names the place of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

import duckdb
import polars as pl

from eoc_app.builder.derive.calendar_rows import Calendar, CalendarRows
from eoc_app.builder.derive.derived_rows import derived_rows, withdrawn_row
from eoc_app.builder.derive.list_contradictions import tell_contradictions
from eoc_app.builder.derive.polling_links import link
from eoc_app.builder.derive.rule_conflicts import Objections
from eoc_app.builder.derive.rule_rows import Wordings, wordings
from eoc_app.builder.derive.stated_falls import Fall
from eoc_app.builder.derive.stated_periods import Beside, stated_periods
from eoc_app.builder.derive.stated_verdict import verdict
from eoc_app.builder.staging.batch_cells import DTYPES
from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.rows import relation
from eoc_app.domain.elections.occasion import occasions
from eoc_app.domain.elections.polls import OutsideCalendar
from eoc_app.domain.restrictions.derived_period import Backwards, Nowhere, RuleResult, periods
from eoc_app.snapshot.catalogue import catalogue

LATE: Final = "periods announced after the as-of moment; shown only when asked as known later"
_TABLE: Final = "restriction_period"
_TOGETHER: Final = 50_000
"""Rows that are held before they are written."""


def write_derived(
    connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading], as_of_at: datetime
) -> None:
    """Write the periods that rules give, and report what stands in their way or against them.

    Facts are settled, and the accounts of their sources not yet written.
    """
    link(connection, readings)
    tell_contradictions(connection, readings)
    for number, count in connection.execute(
        f"select source_id, count(*) from {_TABLE} where known_from_at > ? group by all order by 1",
        [as_of_at],
    ).fetchall():
        readings[number - 1].intake.skip(LATE, count)
    ruled, several = connection.execute(
        "select exists (from restriction_rule), "
        f"(select count(distinct source_id) > 1 from {_TABLE})"
    ).fetchall()[0]
    if not ruled and not several:
        return
    derivation = Derivation(connection, readings)
    if ruled:
        derivation.apply()
    derivation.write()


class Derivation:
    """The periods that rules give, as they are found."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> None:
        self._connection = connection
        self._readings = readings
        self._objections = Objections(readings)
        self._stated = stated_periods(connection)
        self._beside = Beside(self._stated)
        self._rows: list[dict[str, Any]] = []
        self._fallen: dict[int, tuple[Fall, dict[str, Any]]] = {}
        self._standing: set[int] = set()
        self._parts: list[pl.DataFrame] = []
        columns = catalogue().schema[_TABLE].columns
        self._kinds = {name: DTYPES[rule.kind] for name, rule in columns.items()}

    def apply(self) -> None:
        """Apply every rule to every election that it governs."""
        rules = wordings(self._connection, self._readings)
        codes = sorted({one.country_code for one in rules})
        calendar = CalendarRows(self._connection, self._readings).calendar(codes)
        by_country = occasions(calendar.elections)
        for one in rules:
            self._objections.undated(one, calendar)
            for occasion in by_country.get(one.country_code, ()):
                try:
                    for found in periods(one.rules, [occasion]):
                        self._take(one, found, calendar)
                except OutsideCalendar:
                    first = occasion.members[0]
                    self._objections.of(one.rules[0]).beyond[first.election_id] = first
            self._objections.wordings(one, calendar)

    def write(self) -> None:
        """Put marks and derived periods into the table, which keeps its order."""
        self._objections.stated(self._stated)
        if marks := self._objections.marks():
            frame = pl.DataFrame(
                {"row": list(marks), "mark": list(marks.values())},
                {"row": pl.Int64, "mark": pl.String},
            )
            with relation(self._connection, frame) as given:
                self._connection.execute(
                    f"update {_TABLE} set note = concat_ws('; ', note, found.mark) "
                    f"from {given} as found where {_TABLE}.rowid = found.row "
                    f"and not contains(coalesce({_TABLE}.note, ''), found.mark)"
                )
        self._rows.extend(self._withdrawn())
        self._hold(at_least=1)
        if not self._parts:
            return
        table = catalogue().schema[_TABLE]
        columns = ", ".join(table.columns)
        order = ", ".join(dict.fromkeys((*table.order_by, "source_id", *table.key)))
        with relation(self._connection, pl.concat(self._parts)) as given:
            self._connection.execute(
                f"create temp table together as select {columns} from {_TABLE} "
                f"union all select {columns} from {given}"
            )
        self._connection.execute(
            f"delete from {_TABLE}; insert into {_TABLE} ({columns}) "
            f"select {columns} from together order by {order}; drop table together"
        )

    def _hold(self, at_least: int = _TOGETHER) -> None:
        """Put rows away as columns, which take far less room."""
        if len(self._rows) >= at_least:
            self._parts.append(pl.DataFrame(self._rows, schema=self._kinds))
            self._rows.clear()

    def _withdrawn(self) -> Iterator[dict[str, Any]]:
        """The next version of each stated period whose election fell, unless another stands."""
        gone = {row: fall for row, fall in self._fallen.items() if row not in self._standing}
        result = self._connection.execute(
            f"select rowid, * from {_TABLE} where list_contains(?::bigint[], rowid) order by rowid",
            [list(gone)],
        )
        names = [column[0] for column in result.description or ()]
        for values in result.fetchall():
            stated = dict(zip(names, values, strict=True))
            fall, election = gone[stated.pop("rowid")]
            place = self._objections.at(election["source_id"], election["source_row"])
            yield withdrawn_row(stated, fall.left.version, election, f"{fall.left.why}, by {place}")

    def _take(self, one: Wordings, found: RuleResult, calendar: Calendar) -> None:
        """Keep a period, or what of it no source states."""
        if isinstance(found, (Backwards, Nowhere)):
            told = self._objections.of(found.rule)
            why = told.backwards if isinstance(found, Backwards) else told.nowhere
            why[found.election.election_id] = found.election
            return
        rows = derived_rows(found, one.rows, calendar.rows)
        intake = self._objections.intake(rows[0]["source_id"])
        if found.period_id in self._beside.period_ids:
            intake.skip("derived periods that a source gives already")
            return
        judged = verdict(found, rows, self._beside)
        self._standing |= judged.standing
        for fall in judged.fallen:
            election = calendar.rows[found.election.election_id]
            self._fallen.setdefault(fall.stretch.row, (fall, election))
        for against in judged.against:
            self._objections.contradiction(rows[-1], *against)
        if judged.against:
            return
        left = [row for row in rows if (row["time_zone"], row["territory"]) not in judged.places]
        stated = judged.partner
        if stated is not None:
            path = self._objections.intake(stated.source_id).path
            intake.skip(f"derived periods that {path} states itself")
            if stated.said.medium.casefold() == rows[0]["medium"].casefold():
                joined = {
                    "period_id": stated.period_id,
                    "election": stated.election,
                    "round": stated.said.round,
                }
                left = [row | joined for row in left]
        self._rows.extend(left)
        self._hold()
        for version in found.versions:
            place = version.stretch.time_zone, version.stretch.territory
            if version.assumed and place not in judged.places:
                self._objections.of(version.rule).assumed[found.election.election_id] = (
                    found.election
                )
