"""Whatever build refuses, verify finds: one list of rules, tried in every table by both."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import duckdb
import polars as pl
import pytest

from eoc_app.builder.cells import DTYPES
from eoc_app.builder.guard import Guard
from eoc_app.builder.moment import last_day
from eoc_app.builder.proof import Proof, proofs
from eoc_app.builder.table_proof import tables_proved
from eoc_app.builder.table_rules import TableRule, table_rules
from eoc_app.catalogue import Table, catalogue
from eoc_app.cli import run
from eoc_app.snapshot import SCHEMA_VERSION, Snapshot
from eoc_app.sources.intake import Intake
from tests.snapshots import altered

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


@pytest.mark.parametrize("kind", list(BREACHES))
def test_that_verify_says_what_is_wrong_with_a_row(kind: str) -> None:
    found = [
        (table, rule) for table in TABLES.values() for rule in table_rules(table)
        if rule.kind == kind
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


PLANTED: Final = {
    "a zone that is none": (
        "update restriction_period set time_zone = 'Mars/Olympus' where country_code = 'KE'",
        "it is no IANA time zone",
    ),
    "a local start without its moment": (
        "update restriction_period set starts_at = null where country_code = 'KE'",
        "it is no moment in the row's time zone",
    ),
    "a moment that contradicts its local time": (
        (
            "update restriction_period set starts_at = starts_at + interval 1 hour"
            " where country_code = 'KE'"
        ),
        "starts at 2024-11-03 00:00:00 in Africa/Nairobi, and at 2024-11-02 22:00:00 in UTC",
    ),
    "a currency that is none": ("update ad_page set currency = 'QQQ'", "it is no currency's code"),
    "a row of totals": (
        "update ad_page set page_id = 'Total' where page_name = 'Bare page'",
        "row of totals",
    ),
    "an observed cell that says nothing": (
        "update partner_report set value = null, lower = null, upper = null",
        "an observed cell has neither a value nor a bound",
    ),
    "a figure twice": (
        (
            "insert into partner_report select * replace (source_row + 100 as source_row)"
            " from partner_report where period_ends_on = '2024-10-20'"
        ),
        "stand for several rows",
    ),
    "a figure of the future": (
        "update voter_reminder set period_ends_on = '2024-12-24' where scope = 'world'",
        "days that nobody could know",
    ),
    "an endless date": (
        "update takedown set announced_on = 'infinity' where takedown_id = 't1'",
        "it lies outside the years 1700 to 2200",
    ),
    "a rule that nobody can read": (
        (
            "insert into restriction_rule by name select * replace ('some day' as starts)"
            " from (select 1 as source_id, 1 as source_row, 'published' as provenance,"
            " 'rules' as counts_of, 'r' as rule_id, 1 as version, 'KE' as country_code,"
            " 'electoral_silence' as rule, 'all' as medium, 'all' as election_kinds,"
            " 'all' as rounds, '' as starts, 'polls close' as ends, 'law' as imposed_by,"
            " 'low' as confidence)"
        ),
        "Restriction rules cannot be read",
    ),
}


@pytest.mark.parametrize("what", list(PLANTED))
def test_that_verify_names_it_and_the_rest_goes_on(
    small_snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    statement, told = PLANTED[what]
    path = altered(small_snapshot, tmp_path / "planted.duckdb", statement)
    assert run(["verify", str(path)]) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert "Traceback" not in said.err
    assert "scores judged again" in said.out


def test_that_a_moment_in_a_doubtful_hour_contradicts_nothing(
    small_snapshot: Path, tmp_path: Path
) -> None:
    """Clocks of New York show half past one twice on 3 November 2024, and in March never."""
    statements = [
        "delete from restriction_period where version = 2",
        (
            "update restriction_period set time_zone = 'America/New_York', ends_local = null,"
            " ends_at = null, starts_local = '2024-11-03 01:30', starts_at = '2024-11-03 06:30'"
            " where country_code = 'US'"
        ),
        (
            "update restriction_period set time_zone = 'America/New_York', ends_local = null,"
            " ends_at = null, starts_local = '2024-03-10 02:30', starts_at = '2024-03-10 07:00'"
            " where country_code = 'KE'"
        ),
    ]
    path = altered(small_snapshot, tmp_path / "fold.duckdb", *statements)
    snapshot = Snapshot(path)
    try:
        found = {one.name: one for one in proofs(snapshot)}
    finally:
        snapshot.close()
    assert found["local times are those of their moments"] == Proof(
        "local times are those of their moments", None
    )


REMADE: Final = {
    "a table is missing": "drop table advertiser",
    "a column is missing": "alter table user_report drop column note",
    "a column of another type": "alter table user_report alter value type varchar",
    "a column of words of its own": (
        "create type state as enum ('observed', 'hidden');"
        " alter table user_report alter cell type state"
    ),
    "a view for a table": (
        "alter table user_report rename to kept; create view user_report as from kept"
    ),
    "no row of its own": "delete from snapshot",
    "two rows of its own": "insert into snapshot from snapshot",
    "a window of endless days": "update snapshot set window_ends_on = 'infinity'",
    "rows without what they must have": (
        "alter table score_day alter coverage drop not null; update score_day set coverage = null"
    ),
    "scores of no country": "update score_day set country_code = 'ZZ'",
    "readings without an end": "update reading_day set value = 'inf', measured_on = '-infinity'",
    "no signals": "delete from signal",
    "signals of no kind": "update signal set form = 'guess'",
    "facts beyond the calendar": "update user_report set period_ends_on = '290000-01-01'",
    "days beyond the calendar": "update signal_day set day = '290000-01-01'",
    "elections beyond the calendar": "update election set polling_starts_on = '-infinity'",
}


@pytest.mark.parametrize("what", list(REMADE))
def test_that_verify_of_whatever_file_ends_in_words(
    small_snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path = Path(shutil.copyfile(small_snapshot, tmp_path / "remade.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(REMADE[what])
    assert run(["verify", str(path)]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "fault in the program" not in said.err
    assert "why:" in said.err
