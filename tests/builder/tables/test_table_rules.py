"""Whatever build refuses, verify finds: one list of rules, tried in every table by both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import duckdb
import polars as pl
import pytest

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.staging.batch_cells import DTYPES
from eoc_app.builder.staging.guard import Guard
from eoc_app.builder.staging.snapshot_moment import last_day
from eoc_app.builder.tables.table_rule import TableRule
from eoc_app.builder.tables.table_rules import table_rules
from eoc_app.builder.verify.table_proof import COMPUTED, tables_proved
from eoc_app.snapshot.catalogue import Table, catalogue
from eoc_app.snapshot.connection import SCHEMA_VERSION

Row = dict[str, Any]
Broken = set[tuple[str, str]]
TABLES: Final = catalogue().schema
STARTS: Final = datetime(2024, 6, 1, 0, 0)
USUAL: Final[Row] = {
    "scope": "country", "country_code": "KE", "time_zone": "Africa/Nairobi", "currency": "KES",
    "unit": "items", "page_id": "100000000000000001", "cell": "observed",
    "starts_local": STARTS, "ends_local": STARTS + timedelta(days=2),
    "starts_at": STARTS - timedelta(hours=3), "ends_at": STARTS + timedelta(days=2, hours=-3),
}  # fmt: skip
OF_KIND: Final[Row] = {
    "VARCHAR": "a text", "INTEGER": 1, "BIGINT": 1, "DOUBLE": 0.5, "BOOLEAN": False,
    "DATE": date(2024, 6, 1), "TIMESTAMP": STARTS,
}  # fmt: skip


def innocent(table: Table) -> Row:
    """A row that build takes, with every cell filled."""
    row = {
        name: USUAL.get(name, table.values.get(name, (OF_KIND[rule.kind],))[0])
        for name, rule in table.columns.items()
    }
    return row | ({"source_row": 7} if "source_row" in row else {})


def _put(value: Any) -> Callable[[Row, TableRule], Row]:
    return lambda row, rule: row | {rule.column: value}


def _before_its_start(row: Row, rule: TableRule) -> Row:
    starts = rule.wanted.removeprefix("a value from ").removesuffix(" on")
    step = 0.25 if isinstance(row[starts], float) else timedelta(days=1)
    return row | {rule.column: row[starts] - step}


BREACHES: Final[dict[str, Callable[[Row, TableRule], Row]]] = {
    "empty": _put(None),
    "word": _put("zz"),
    "text": _put("a\x1b[31mb"),
    "blank": _put(""),
    "country": _put("ZZ"),
    "zone": _put("Mars/Olympus"),
    "currency": _put("QQQ"),
    "page": _put("Total"),
    "year": lambda row, rule: row | {rule.column: row[rule.column].replace(year=1066)},
    "negative": _put(-1),
    "endless": _put(float("inf")),
    "share": lambda row, rule: row | {"unit": "share", rule.column: 1.5},
    "order": _before_its_start,
    "bounds": lambda row, _: row | {"value": row["upper"] + 1},
    "scope": lambda row, _: row | {"country_code": None},
    "silent": lambda row, _: row | dict.fromkeys(("value", "lower", "upper")),
    "withheld": lambda row, _: row | {"cell": "suppressed"},
    "scale": lambda row, _: row | {"value": 2.0, "upper": 2.0},
    "unrated": lambda row, _: row | {"cell": "not_rated"},
    "unplaced": lambda row, rule: row | {rule.column.replace("_local", "_at"): None},
}
"""How a row comes to break the rules of a kind; a kind that is missing here fails the tests."""


def batch(table: Table, rows: list[Row]) -> pl.DataFrame:
    kinds = {name: DTYPES[rule.kind] for name, rule in table.columns.items()}
    return pl.DataFrame({name: [row[name] for row in rows] for name in kinds}, kinds)


def breaches(table: Table) -> list[Row]:
    """A row for each rule of a table that breaks it, in their order."""
    row = innocent(table)
    return [BREACHES[rule.kind](row, rule) for rule in table_rules(table)]


class Opened:
    """A snapshot of one table, which holds what a test puts in."""

    def __init__(self, table: Table, *rows: Row) -> None:
        self.catalogue = SimpleNamespace(schema={table.name: table})
        self.path = Path("made.duckdb")
        self.about = {
            "schema_version": SCHEMA_VERSION,
            "as_of_at": datetime(2024, 12, 31, tzinfo=UTC),
        }
        self._connection = duckdb.connect()
        columns = ", ".join(f"{name} {rule.kind}" for name, rule in table.columns.items())
        self._connection.execute(f"create table {table.name} ({columns})")
        marks = ", ".join("?" for _ in table.columns)
        for row in rows:
            self._connection.execute(
                f"insert into {table.name} values ({marks})", list(row.values())
            )

    def ask(self, sql: str, parameters: list[Any] | None) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(sql, parameters)

    def breaks(self, table: Table) -> list[Broken]:
        """The rules that each row of a table breaks, by SQL."""
        rules = table_rules(table)
        asked = ", ".join(f"coalesce({rule.sql}, false)" for rule in rules)
        return [
            {(rule.kind, rule.column) for rule, one in zip(rules, row, strict=True) if one}
            for row in self.ask(f"select {asked} from {table.name} order by rowid", None).fetchall()
        ]

    def told(self) -> dict[str, str]:
        """What verify says of each table that does not hold, by the name of the proof."""
        found = tables_proved(self)  # type: ignore[arg-type]
        return {name: str(problem) for name, problem in found if problem is not None}


def by_batch(table: Table, rows: list[Row]) -> list[Broken]:
    """The rules that each row of a batch breaks, as build sees it."""
    rules = table_rules(table)
    told = batch(table, rows).select(
        rule.rows.fill_null(value=False).alias(str(place)) for place, rule in enumerate(rules)
    )
    return [
        {(rule.kind, rule.column) for rule, one in zip(rules, row, strict=True) if one}
        for row in told.rows()
    ]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_that_build_and_verify_hold_rows_of_every_table_to_the_same_rules(name: str) -> None:
    table = TABLES[name]
    assert by_batch(table, [innocent(table)]) == [set()]
    assert Opened(table, innocent(table)).told() == {}
    bad = breaches(table)
    found = Opened(table, *bad).breaks(table)
    assert found == by_batch(table, bad)
    for rule, broken in zip(table_rules(table), found, strict=True):
        assert (rule.kind, rule.column) in broken


@pytest.mark.parametrize("large", [100_000, 0])
@pytest.mark.parametrize("kind", list(BREACHES))
def test_that_verify_says_what_is_wrong_with_a_row_of_small_tables_and_of_large_ones(
    kind: str, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eoc_app.builder.verify.table_proof._LARGE", large)
    found = [
        (table, rule) for table in TABLES.values() for rule in table_rules(table)
        if rule.kind == kind and (kind != "text" or table.name not in COMPUTED)
    ]  # fmt: skip
    for table, rule in (found[0], found[len(found) // 2], found[-1]):
        bad = BREACHES[kind](innocent(table), rule)
        told = Opened(table, bad).told()[f"rows of {table.name} are such as build takes"]
        assert table.name in told
        assert rule.why in told
        assert "a row of" in told


@pytest.mark.parametrize("name", sorted(one.name for one in TABLES.values() if one.kind != "built"))
def test_that_build_takes_no_row_that_breaks_a_rule(name: str) -> None:
    table, intake = TABLES[name], Intake("made.csv")
    bad = [
        (rule, row | {"source_row": number})
        for number, (rule, row) in enumerate(zip(table_rules(table), breaches(table), strict=True))
        if rule.column not in ("source_id", "source_row")
    ]
    frame = batch(table, [row for _, row in bad]).drop("source_id")
    taken, _ = Guard(intake).hold(table, frame)
    kept = {row["source_row"]: row for row in taken.iter_rows(named=True)}
    told = {problem.place.row for problem in intake.problems}
    for rule, row in bad:
        number = row["source_row"]
        assert (number in told) != (number in kept), rule
        assert number in told or rule.mended, rule
    clean = [innocent(table) | row for row in kept.values()]
    assert all(broken == set() for broken in by_batch(table, clean))


@pytest.mark.parametrize("name", sorted(one.name for one in TABLES.values() if one.key))
def test_that_a_key_that_stands_twice_is_found_in_every_table(name: str) -> None:
    table = TABLES[name]
    row = innocent(table)
    told = Opened(table, row, row).told()
    if name in {"expected_day", "alarm", "judged_day"}:
        assert told == {}, "each of these is computed again and compared row by row"
    else:
        assert "more than once" in told[f"keys of {name} stand once"]
    others = [row | {column: None} for column in table.key]
    assert f"keys of {name} stand once" not in Opened(table, row, *others).told()


@pytest.mark.parametrize(
    "name", sorted(one.name for one in TABLES.values() if last_day(one) is not None)
)
def test_that_a_figure_of_a_day_that_nobody_could_know_is_found(name: str) -> None:
    table = TABLES[name]
    column = last_day(table)
    assert column is not None
    told = Opened(table, innocent(table) | {column: date(2025, 1, 1)}).told()
    assert "the first of 2025-01-01" in told[f"days of {name} were past"]
