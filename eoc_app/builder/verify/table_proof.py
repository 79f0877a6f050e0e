"""Proof that every row of every table is one that build would take, and no key stands twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, Final

from eoc_app.builder.staging.snapshot_moment import last_day
from eoc_app.builder.tables.table_rule import TableRule
from eoc_app.builder.tables.table_rules import no_plain_text, table_rules
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Table
from eoc_app.snapshot.connection import Snapshot

_PROVED_ANEW: Final = frozenset({"expected_day", "alarm", "judged_day"})
"""Tables that are computed again row by row, so that a key that stands twice is found there."""
COMPUTED: Final = _PROVED_ANEW | {"signal_day", "reading_day", "restriction_window", "score_day"}
"""Tables whose every cell is compared with what is computed again: their texts need no look."""
_LARGE: Final = 100_000
"""Rows from which on it pays to ask whether texts are said again and again."""
_SAMPLE: Final = 20_000
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
    """Whether no rule is broken at all: words once each, and all texts of a row together.

    Texts that are one of a list of words need no further look. In a large table, texts that are
    said again and again are looked at once.
    """
    listed = [rule for rule in rules if rule.words is not None]
    of_words = {rule.column for rule in listed}
    texts = [rule for rule in rules if rule.kind == "text" and rule.column not in of_words]
    if table.name in COMPUTED:
        texts = []
    few = _said_often(snapshot, table, [rule.column for rule in texts])
    plain = [
        rule
        for rule in rules
        if rule.words is None and rule.kind != "text" and not (_is_pattern(rule, few))
    ]
    words = "".join(f", list(distinct {rule.column})" for rule in listed)
    anything = " or ".join(f"({rule.sql})" for rule in plain)
    broken, *found = _ask(
        snapshot, f"select coalesce(bool_or({anything}), false){words} from {table.name}"
    )[0]
    if broken or any(
        not rule.words.issuperset(set(used or ()) - {None})
        for rule, used in zip(listed, found, strict=True)
        if rule.words is not None
    ):
        return False
    for column in few:
        own = [one for one in rules if one.column == column and one.kind == "text"]
        own += [one for one in rules if one.column == column and _is_pattern(one, few)]
        once = f"(select distinct {column} from {table.name})"
        if _any(snapshot, once, " or ".join(f"({one.sql})" for one in own)):
            return False
    rest = ", ".join(rule.column for rule in texts if rule.column not in few)
    said = f"(select concat_ws(' ', {rest}) as said from {table.name})"
    return not (rest and _any(snapshot, said, no_plain_text("said")))


def _is_pattern(rule: TableRule, columns: Sequence[str]) -> bool:
    """Whether a rule holds a text of these columns alone to a pattern."""
    return rule.column in columns and rule.words is None and rule.kind in {"currency", "page"}


def _said_often(snapshot: Snapshot, table: Table, columns: Sequence[str]) -> list[str]:
    """Those of some columns of a large table of which a sample says few different texts."""
    if not columns or _ask(snapshot, f"select count(*) from {table.name}")[0][0] < _LARGE:
        return []
    listed = ", ".join(columns)
    counts = ", ".join(f"count(distinct {name})" for name in columns)
    # From all of the table: it is in order, and what comes first may be alike.
    sample = f"(select {listed} from {table.name} using sample {_SAMPLE} rows (reservoir, 1))"
    found = _ask(snapshot, f"select {counts} from {sample}")[0]
    return [name for name, count in zip(columns, found, strict=True) if count * 4 <= _SAMPLE]


def _any(snapshot: Snapshot, rows: str, condition: str) -> bool:
    # No `exists`, for which the engine looks at every row and not at each text once.
    return bool(_ask(snapshot, f"select bool_or({condition}) from {rows}")[0][0])


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
        f"The table {table.name} holds days that nobody could know",
        f"{count:,} rows speak of days after the moment of the snapshot ({as_of_on}),"
        f" the first of {first}",
        f"check the dates, or choose a later moment with --as-of; {_MEND}",
        file=snapshot.path.name,
        column=column,
        value=first,
    )


def _ask(snapshot: Snapshot, sql: str) -> list[tuple[Any, ...]]:
    return snapshot.ask(sql, None).fetchall()
