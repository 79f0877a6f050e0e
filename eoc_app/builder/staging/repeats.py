"""One figure, one key: rows that say it again are kept once, rows that differ do not count.

Rows of one key are repeats where they agree on all that their table's `states` lists: the first is
kept, the others are counted. Where they differ and the names of their files say which of these is
the later, that one stands. Else none does, and each row is named: nobody knows which is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import polars as pl

from eoc_app.builder.sources.edition import stated_on
from eoc_app.builder.staging.guard import NAMED_PROBLEMS
from eoc_app.builder.staging.staged_rows import StagedRows
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.snapshot.catalogue import Table

_KEYS: Final = "repeated_key"
_ROWS: Final = "repeated_row"


class Repeats:
    """Looks for keys that came more than once, decides what stands, and tells the rest."""

    def __init__(self, staged: StagedRows) -> None:
        self._staged = staged

    def held_once(self, table: Table, held: pl.DataFrame) -> bool:
        """Whether rows in memory, which hold all columns that vary, have each key once."""
        key = [name for name in table.key if name in held.columns]
        if not key:
            return held.height < 2
        return held.select(key).hash_rows().n_unique() == held.height

    def settled(self, table: Table, rows: str) -> str:
        """The rows of a table that stand: `rows`, a query of its rows, without what is left out.

        What is left out is told to its source.
        """
        varied = self._staged.staging.varied(table.name)
        key = ", ".join(name for name in table.key if name in varied)
        key_hash = f"hash({key})" if key else "0::ubigint"
        self._staged.connection.execute(
            f"create or replace temp table {_KEYS} as select key_hash"
            f" from (select {key_hash} as key_hash from ({rows}))"
            " group by key_hash having count(*) > 1"
        )
        if not self._staged.all(f"select count(*) from {_KEYS}")[0][0]:
            return rows
        mine = f"{key_hash} in (select key_hash from {_KEYS})"
        self._decide(table, f"select * from ({rows}) where {mine}")
        self._tell(table)
        columns = ", ".join(table.columns)
        return (
            f"select {columns} from ({rows}) where not {mine}"
            f" union all select {columns} from {_ROWS} where verdict = 'stands'"
        )

    def _decide(self, table: Table, rows: str) -> None:
        """Write every row of a repeated key with the verdict on it and the source that stands."""
        key, states = ", ".join(table.key), ", ".join(table.states or ())
        stated = f"hash({states})" if states else "0::ubigint"
        editions = ", ".join(
            f"({number}, {literal(stated_on(reading.source))}::date)"
            for number, reading in enumerate(self._staged.readings, start=1)
        )
        last = "filter (named_on = last_named_on) over alike"
        self._staged.connection.execute(
            f"""
            create or replace temp table {_ROWS} as
            with found as (
                select
                    said.*, {stated} as stated, named_on, max(named_on) over alike as last_named_on,
                    count(*) filter (named_on is null) over alike as undated
                from ({rows}) as said
                join (values {editions}) as named(source_id, named_on) using (source_id)
                window alike as (partition by {key})
            ),
            weighed as (
                select
                    *, min(stated) over alike <> max(stated) over alike as differs,
                    undated = 0 and min(source_id) {last} = max(source_id) {last}
                    and min(stated) {last} = max(stated) {last} as has_later
                from found
                window alike as (partition by {key})
            ),
            ranked as (
                select
                    *, row_number() over standing as place,
                    first_value(source_id) over standing as stands_id
                from weighed
                window standing as (
                    partition by {key}
                    order by
                        differs and has_later and named_on < last_named_on,
                        source_id, source_row
                )
            )
            select
                *,
                case
                    when differs and not has_later then 'differs'
                    when place = 1 then 'stands'
                    when differs and named_on < last_named_on then 'restated'
                    else 'repeats'
                end as verdict
            from ranked
            """
        )

    def _tell(self, table: Table) -> None:
        for number, stands, verdict, count in self._staged.all(
            f"select source_id, stands_id, verdict, count(*) from {_ROWS}"
            " where verdict <> 'stands' group by all order by all"
        ):
            reading, other = self._staged.reading(number), self._staged.reading(stands).intake.path
            reading.intake.rows_written -= count
            if verdict == "repeats":
                said = "a row above them" if number == stands else other
                reading.intake.skip(f"{table.name} rows that {said} gave already", count)
            elif verdict == "restated":
                reading.intake.skip(
                    f"{table.name} rows that {other} states anew, as the later by its name", count
                )
            else:
                reading.unnamed += count
        if table.states:
            self._name_what_differs(table, table.states)

    def _name_what_differs(self, table: Table, states: Sequence[str]) -> None:
        """Name rows of one key that differ, each with the first that says something else."""
        key = ", ".join(table.key)
        found = self._staged.all(
            f"select concat_ws(' ', {key}), source_id, source_row, {', '.join(states)}"
            f" from {_ROWS} where verdict = 'differs'"
            f" order by {key}, source_id, source_row limit {NAMED_PROBLEMS}"
        )
        for key_text, rows in groupby(found, lambda row: row[0]):
            alike = list(rows)
            for row in alike:
                _, number, line, *stated = row
                other = next((one for one in alike if one[3:] != row[3:]), None)
                if other is None:
                    continue  # the row that differs lies beyond those that are named
                reading = self._staged.reading(number)
                reading.unnamed -= 1
                columns = [name for name, one, two in zip(states, stated, other[3:], strict=True)
                           if one != two]  # fmt: skip
                place = f"row {other[2]}"
                if other[1] != number:
                    place = f"{place} of {self._staged.reading(other[1]).intake.path}"
                mine, theirs = (
                    row[3 + states.index(columns[0])],
                    other[3 + states.index(columns[0])],
                )
                reading.intake.refuse(
                    "A row was not imported",
                    f"{place} says {theirs} of the same {_words(key_text)}; neither counts",
                    "keep the one that is right, or date the files in their names"
                    " (partner_report_2024-10-26.csv) if the later one restates",
                    row=line,
                    column=columns[0],
                    value=str(mine),
                )


def _words(key: str) -> str:
    return f"key ({key})"
