"""Rules that every file under queries/ keeps."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from eoc_app.core.places import QUERIES
from eoc_app.domain.risk.indicator import indicators
from eoc_app.snapshot.catalogue import catalogue
from tests.queries.tables import Tables

PARAMETERS: dict[str, Any] = {
    "as_of": date(2024, 6, 1),
    "since": date(2024, 1, 1),
    "until": date(2024, 6, 1),
    "country_code": "KE",
    "platforms": ["facebook"],
    "signal": "ads_listed",
    "now_at": datetime(2024, 6, 1),
    "window_starts_on": date(2024, 1, 1),
    "window_ends_on": date(2024, 6, 1),
    "medium": "online",
    "known_at": datetime(2024, 6, 1),
    "period_id": "KE-silence",
    "table_name": "ai_label",
    "role": "target",
}
FILES = sorted(QUERIES.glob("*/*.sql"))
ASKED = [path for path in FILES if path.parent.name != "schema"]
DECLARED = [path for path in ASKED if path.parent.name in {"views", "rows", "build"}]
CHECKS = [path for path in ASKED if path.parent.name == "checks"]
SIGNALS = [path for path in ASKED if path.parent.name == "signals"]
SHARED = [path for path in ASKED if path.parent.name == "shared"]
BEHIND_SIGNALS = [
    path
    for path in SHARED
    if any(
        view.name == path.stem
        for query in catalogue().signal_queries.values()
        for view in query.reads
    )
]
"""Shared views that a signal reads; the others serve what is computed of signals."""
CLOCKS = re.compile(
    r"\b(current_date|current_time|current_timestamp|localtimestamp|now\s*\(|today\s*\(|"
    r"get_current_\w+|random\s*\(|uuid\s*\()",
    re.IGNORECASE,
)
SPARK_FUNCTIONS = frozenset(
    {"And", "Or", "Case", "If", "Cast", "Coalesce", "Count", "DateDiff", "Greatest", "Least"}
    | {"ConcatWs", "Lower", "Max", "Min", "Nullif", "RowNumber", "Substring", "Sum"}
)


@cache
def _empty() -> Tables:
    """Every table without a row; nothing here writes to it."""
    return Tables()


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("/*---\n"), path
    head, sql = text.removeprefix("/*---\n").split("\n---*/\n", 1)
    return tomllib.loads(head), sql


def _bare(sql: str) -> str:
    """The statement without comments and quoted words."""
    sql = re.sub(r"--[^\n]*|/\*.*?\*/", "", sql, flags=re.DOTALL)
    return re.sub(r"'(?:[^']|'')*'", "''", sql)


def test_that_there_are_queries_of_every_kind() -> None:
    kinds = {path.parent.name for path in FILES}
    assert kinds == {"schema", "shared", "signals", "views", "rows", "checks", "build"}
    assert len(CHECKS) >= 12
    assert len(SIGNALS) >= 24


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_that_every_file_has_a_header_with_a_title(path: Path) -> None:
    header, sql = _parts(path)
    assert header["title"]
    assert sql.strip()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_that_lines_are_short_and_end_clean(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\t" not in text
    _, sql = _parts(path)
    if path.parent.name != "schema":
        assert [line for line in sql.splitlines() if len(line) > 100 or line != line.rstrip()] == []


@pytest.mark.parametrize("path", ASKED, ids=_name)
def test_that_every_file_is_one_statement_that_names_its_columns_and_order(path: Path) -> None:
    _, sql = _parts(path)
    bare = _bare(sql)
    assert ";" not in bare
    assert not re.search(r"\bselect\s+(distinct\s+)?(\w+\.)?\*", bare, re.IGNORECASE)
    assert not CLOCKS.search(bare)
    assert not re.search(r"\border\s+by\s+all\b", bare, re.IGNORECASE)
    if path.parent.name != "shared":  # what reads a view orders it
        last = bare.rsplit(")\nselect", 1)[-1]
        assert re.search(r"\border by\b", last, re.IGNORECASE)


@pytest.mark.parametrize("path", DECLARED, ids=_name)
def test_that_declared_parameters_and_columns_are_the_true_ones(path: Path) -> None:
    header, sql = _parts(path)
    declared = header["parameters"]
    assert set(declared) <= set(PARAMETERS)
    assert set(re.findall(r"\$(\w+)", _bare(sql))) == set(declared)
    given = {name: PARAMETERS[name] for name in declared}
    result = _empty().answer(sql, given or None)
    found = {column[0]: str(column[1]) for column in result.description or ()}
    assert found == header["columns"]
    assert list(found) == list(header["columns"])


@pytest.mark.parametrize("path", sorted((QUERIES / "build").glob("*.sql")), ids=_name)
def test_that_the_build_writes_the_columns_of_its_table(path: Path) -> None:
    header, _ = _parts(path)
    table = catalogue().schema[path.stem]
    assert header["columns"] == {rule.name: rule.kind for rule in table.columns.values()}
    assert list(header["columns"]) == list(table.columns)


@pytest.mark.parametrize("path", CHECKS, ids=_name)
def test_that_a_check_says_what_is_wrong_and_where(path: Path) -> None:
    header, sql = _parts(path)
    assert set(header) == {"title", "remedy"}
    result = _empty().answer(sql)
    assert [(column[0], str(column[1])) for column in result.description or ()] == [
        ("what", "VARCHAR"),
        ("table_name", "VARCHAR"),
        ("source_id", "INTEGER"),
        ("source_row", "BIGINT"),
        ("value", "VARCHAR"),
    ]


@pytest.mark.parametrize("path", SIGNALS, ids=_name)
def test_that_a_signal_gives_the_columns_of_signal_day(path: Path) -> None:
    _, sql = _parts(path)
    assert "$" not in _bare(sql)
    result = _empty().answer(sql)
    columns = catalogue().schema["signal_day"].columns.values()
    assert [(column[0], str(column[1])) for column in result.description or ()] == [
        (rule.name, rule.kind) for rule in columns if rule.name != "signal"
    ]
    assert sql.rstrip().endswith("order by scope, country_code, day, period_days, platform")


@pytest.mark.parametrize("path", [*SIGNALS, *BEHIND_SIGNALS], ids=_name)
def test_that_a_signal_reads_facts_only(path: Path) -> None:
    _, sql = _parts(path)
    tree = sqlglot.parse_one(sql, read="duckdb")
    named = {cte.alias for cte in tree.find_all(exp.CTE)}
    read = {table.name for table in tree.find_all(exp.Table)} - named
    schema = catalogue().schema
    assert read
    tables = read - catalogue().shared.keys()
    assert {schema[name].kind for name in tables} <= {"fact", "measure"}


@pytest.mark.parametrize("path", [*SIGNALS, *SHARED], ids=_name)
def test_that_what_a_query_reads_is_known_to_it(path: Path) -> None:
    """Digests cover it: the catalogue finds the same shared views as a parser of SQL."""
    folder = catalogue().shared if path in SHARED else catalogue().signal_queries
    query = folder[path.stem]
    tree = sqlglot.parse_one(query.sql, read="duckdb")
    read = {table.name for table in tree.find_all(exp.Table)} & catalogue().shared.keys()
    assert read <= {view.name for view in query.reads}
    assert {view.name for view in query.reads} == read.union(
        *({one.name for one in catalogue().shared[name].reads} for name in read)
    )


def test_that_no_shared_view_wears_the_name_of_a_table() -> None:
    assert catalogue().shared.keys().isdisjoint(catalogue().schema)


@pytest.mark.parametrize("path", SHARED, ids=_name)
def test_that_every_shared_view_is_read(path: Path) -> None:
    known = catalogue()
    folders = (known.signal_queries, known.views, known.rows, known.checks, known.build)
    assert any(
        view.name == path.stem
        for folder in folders
        for query in folder.values()
        for view in query.reads
    )


@pytest.mark.parametrize("path", [*SIGNALS, *BEHIND_SIGNALS], ids=_name)
def test_that_a_signal_is_carried_to_spark(path: Path) -> None:
    _, sql = _parts(path)
    assert _beyond_spark(sql) == set()
    (carried,) = sqlglot.transpile(
        sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
    )
    here, there = sqlglot.parse_one(sql, read="duckdb"), sqlglot.parse_one(carried, read="spark")
    assert isinstance(here, exp.Query)
    assert isinstance(there, exp.Query)
    assert there.named_selects == here.named_selects


def _beyond_spark(sql: str) -> set[str]:
    """What a statement uses beyond the part of SQL that signals are held to."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    used = {type(node).__name__ for node in tree.find_all(exp.Func)} - SPARK_FUNCTIONS
    used |= {join.method for join in tree.find_all(exp.Join) if join.method}
    return used | {type(node).__name__ for node in tree.find_all(exp.Qualify, exp.Unnest)}


@pytest.mark.parametrize(
    "sql",
    [
        "select x from t asof join u on t.a >= u.a",
        "select quantile_cont(x, 0.5) from t",
        "select list_dot_product(a, b) from t",
        "select x from t qualify row_number() over (order by x) = 1",
    ],
)
def test_that_the_rule_notices_what_spark_does_differently(sql: str) -> None:
    assert _beyond_spark(sql)


def test_that_the_carrying_refuses_what_spark_cannot_do() -> None:
    with pytest.raises(sqlglot.errors.UnsupportedError):
        sqlglot.transpile(
            "select arg_max(a, b, 3) from t",
            read="duckdb",
            write="spark",
            unsupported_level=ErrorLevel.RAISE,
        )


def test_that_harm_protection_and_effort_are_told_apart() -> None:
    signals = catalogue().signals.values()
    assert {signal.axis for signal in signals} == {"harm", "protective", "effort"}
    assert all(signal.axis == "harm" for signal in signals if signal.judge)
    judged = [signal for signal in signals if signal.judge]
    assert 8 <= len(judged) <= 16
    assert all(0 < s.judge.watch < s.judge.alert for s in judged if s.judge)


def test_that_every_judged_signal_says_why() -> None:
    for name, query in catalogue().signal_queries.items():
        if "judge" in query.header:
            assert query.header["source"], name
            assert query.header["formula"], name


def test_that_four_signals_lead_one_of_each_lead_family() -> None:
    leads = [signal for signal in catalogue().signals.values() if signal.lead]
    assert [signal.lead for signal in leads] == [1, 2, 3, 4]
    assert [signal.family for signal in leads] == [
        "ad_transparency",
        "ai_label",
        "influence_operation",
        "voter_reminder",
    ]
    families = [signal.family for signal in catalogue().signals.values()]
    assert all(families.count(signal.family) >= 3 for signal in leads)


NO_SIGNAL_YET = {"coup_attempt", "country_rating", "internet_shutdown", "political_violence"}
"""Families of public sources: the report names them as not read until a signal reads them."""


def test_that_every_family_with_facts_has_a_signal() -> None:
    facts = {
        table.family for table in catalogue().schema.values() if table.kind in {"fact", "measure"}
    }
    judged = {signal.family for signal in catalogue().signals.values()}
    assert facts <= judged | NO_SIGNAL_YET
    assert not judged & NO_SIGNAL_YET


def test_that_a_country_where_nothing_happened_can_still_be_assessed() -> None:
    """Signals that speak only when something happens hold less than 35 % of the judged weight."""
    judged = {s.name: s.judge.weight for s in catalogue().signals.values() if s.judge}
    events = {
        "networks_removed_targeting",
        "assets_removed_targeting",
        "breakout_category_targeting",
        "candidates_killed",
        "crisis_designations",
    }
    made = indicators(catalogue().method, catalogue().signals.values())
    shares = {one.name: one.share for one in made if one.signal is not None}
    assert events <= set(judged) == set(shares)
    assert sum(shares[name] for name in events) < 0.35 * sum(shares.values())


def test_that_a_judged_signal_that_may_show_effort_says_why_it_is_judged() -> None:
    for signal in catalogue().signals.values():
        assert bool(signal.effort_note) == (signal.confounded_by_effort and bool(signal.judge)), (
            signal.name
        )


def test_that_only_judged_signals_are_of_a_dimension_of_the_method() -> None:
    dimensions = {"threat", "vulnerability"}
    assert dimensions <= set(catalogue().method.dimensions)
    for name, query in catalogue().signal_queries.items():
        assert "judge" in query.header or "dimension" not in query.header, name
        assert query.header.get("dimension", "threat") in dimensions
    judged = [signal for signal in catalogue().signals.values() if signal.judge]
    assert {signal.dimension for signal in judged} == dimensions


def test_that_the_method_names_every_kind_of_election() -> None:
    stakes = catalogue().method.stakes
    assert stakes is not None
    assert set(stakes.kinds) == set(catalogue().schema["election"].values["kind"])
