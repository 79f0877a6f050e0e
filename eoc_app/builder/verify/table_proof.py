"""Proof that every row of every table is one that build would take, and no key stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from eoc_app.builder.staging.snapshot_moment import last_day
from eoc_app.builder.staging.table_rules import TableRule, no_plain_text, table_rules
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Table
from eoc_app.snapshot.connection import Snapshot

_PROVED_ANEW: Final = frozenset({"expected_day", "alarm", "judged_day"})
"""Tables that are computed again row by row, so that a key that stands twice is found there."""
COMPUTED: Final = _PROVED_ANEW | {"signal_day", "reading_day", "restriction_window", "score_day"}
"""Tables whose every cell is compared with what is computed again: their texts need no look."""
_MEND: Final = "build the snapshot again, which names each such row; do not rest on these"


def tables_proved(snapshot: Snapshot) -> Iterator[tuple[str, Problem | None]]:
    """Every table that the snapshot's format has, by the rules that build holds rows to."""
    for table in snapshot.catalogue.schema.values():
        if table.since > snapshot.about["schema_version"]:
            continue
        yield f"rows of {table.name} are such as build takes", _rows(snapshot, table)
        if table.key and table.name not in _PROVED_ANEW:
            yield f"keys of {table.name} stand once", _keys(snapshot, table)
        if (column := last_day(table)) is not None:
            yield f"days of {table.name} were past", _days(snapshot, table, column)


def _rows(snapshot: Snapshot, table: Table) -> Problem | None:
    version = snapshot.about["schema_version"]
    rules = [rule for rule in table_rules(table) if table.added.get(rule.column, 1) <= version]
    if _holds(snapshot, table, rules):
        return None
    asked = ", ".join(f"count(*) filter (where {rule.sql})" for rule in rules)
    counts = _ask(snapshot, f"select {asked} from {table.name}")[0]
    broken = [(rule, count) for rule, count in zip(rules, counts, strict=True) if count]
    rule, count = broken[0]
    others = [f"{one.column}: {one.why} ({many:,})" for one, many in broken[1:]]
    return _told(snapshot, table, rule, count, others)


def _holds(snapshot: Snapshot, table: Table, rules: Sequence[TableRule]) -> bool:
    """Whether no rule is broken at all: words once each, and all texts of a row together."""
    listed = [rule for rule in rules if rule.words is not None]
    plain = " or ".join(
        f"({rule.sql})" for rule in rules if rule.words is None and rule.kind != "text"
    )
    texts = ", ".join(rule.column for rule in rules if rule.kind == "text")
    words = ", ".join(f"list(distinct {rule.column})" for rule in listed)
    told = f"coalesce(bool_or({plain}), false){', ' if words else ''}{words}"
    broken, *found = _ask(snapshot, f"select {told} from {table.name}")[0]
    if broken or any(
        not rule.words.issuperset(set(used or ()) - {None})
        for rule, used in zip(listed, found, strict=True)
        if rule.words is not None
    ):
        return False
    if not texts or table.name in COMPUTED:
        return True
    said = f"(select concat_ws(' ', {texts}) as said from {table.name})"
    return not _ask(snapshot, f"select exists (from {said} where {no_plain_text('said')})")[0][0]


def _told(
    snapshot: Snapshot, table: Table, rule: TableRule, count: int, others: Sequence[str]
) -> Problem:
    sourced = "source_row" in table.columns
    place = "source_id, source_row" if sourced else "null, null"
    shown = f"left(encode({rule.column})::varchar, 80)" if rule.kind == "text" else rule.column
    source, row, value = _ask(
        snapshot,
        f"select {place}, {shown}::varchar from {table.name} where {rule.sql} order by 1, 2"
        " limit 1",
    )[0]
    many = f"{count:,} rows of {table.name}" if count > 1 else f"a row of {table.name}"
    first = ", the first" if count > 1 else ""
    at = f"{first} of source {source}, row {row}" if sourced else ""
    also = f"; also {'; '.join(others)}" if others else ""
    return Problem(
        f"The table {table.name} holds rows that build refuses",
        f"{many}{at}: {rule.why}{also}",
        f"{rule.wanted[0].upper()}{rule.wanted[1:]} belongs there; {_MEND}",
        file=snapshot.path.name,
        column=rule.column,
        value=value,
    )


def _keys(snapshot: Snapshot, table: Table) -> Problem | None:
    version = snapshot.about["schema_version"]
    key = [name for name in table.key if table.added.get(name, 1) <= version]
    hashed = f"hash({', '.join(key)})"
    twice = _ask(
        snapshot,
        f"select count(*), min(key_hash) from (select {hashed} as key_hash from {table.name}"
        " group by key_hash having count(*) > 1)",
    )[0]
    if not twice[0]:
        return None
    said = ", ".join(f"{name}::varchar" for name in key)
    rows = _ask(
        snapshot,
        f"select concat_ws(' ', {said}){_source(table)} from {table.name}"
        f" where {hashed} = {twice[1]} order by all limit 2",
    )
    places = [f"source {row[1]}, row {row[2]}" for row in rows] if _source(table) else []
    keys = f"{twice[0]:,} keys stand" if twice[0] > 1 else "a key stands"
    return Problem(
        f"Keys of the table {table.name} stand for several rows",
        f"{keys} more than once, such as {rows[0][0]}"
        f"{f' ({places[0]} and {places[1]})' if places else ''}:"
        " what is said twice would be added up",
        f"one row for each {', '.join(key)}; {_MEND}",
        file=snapshot.path.name,
        column=key[0],
    )


def _source(table: Table) -> str:
    return ", source_id, source_row" if "source_row" in table.columns else ""


def _days(snapshot: Snapshot, table: Table, column: str) -> Problem | None:
    as_of_on = snapshot.about["as_of_at"].date()
    late = f"{column} >= date '{as_of_on + timedelta(days=1)}'"
    count, first = _ask(
        snapshot, f"select count(*), min({column})::varchar from {table.name} where {late}"
    )[0]
    if not count:
        return None
    return Problem(
        f"The table {table.name} speaks of days that nobody could know",
        f"{count:,} rows speak of days after the moment of the snapshot ({as_of_on}),"
        f" the first of {first}",
        f"check the dates, or choose a later moment with --as-of; {_MEND}",
        file=snapshot.path.name,
        column=column,
        value=first,
    )


def _ask(snapshot: Snapshot, sql: str) -> list[tuple[Any, ...]]:
    return snapshot.ask(sql, None).fetchall()
