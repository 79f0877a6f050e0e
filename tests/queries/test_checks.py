"""Checks: none finds anything in an innocent snapshot, each finds the fault that it is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from eoc_app.domain.alarms.alarm_budget import ONE_IN
from eoc_app.snapshot.catalogue import catalogue
from tests.queries.tables import Tables, day, moment

PERIOD: dict[str, Any] = {
    "period_id": "KE-silence",
    "rule": "electoral_silence",
    "medium": "all campaigning",
    "starts_local": moment("2024-05-30T00:00"),
    "ends_local": moment("2024-06-02T18:00"),
    "starts_at": moment("2024-05-29T21:00"),
    "ends_at": moment("2024-06-02T15:00"),
    "time_zone": "Africa/Nairobi",
    "imposed_by": "law",
    "confidence": "high",
}
RULE: dict[str, Any] = {
    "rule_id": "KE-silence-rule",
    "version": 1,
    "rule": "electoral_silence",
    "medium": "all campaigning",
    "election_kinds": "all",
    "rounds": "all",
    "starts": "00:00 3 days before polling day",
    "ends": "polls close",
    "imposed_by": "law",
    "confidence": "high",
}
DERIVED: dict[str, Any] = {
    "period_id": "KE-derived",
    "version": 1,
    "rule_id": "KE-silence-rule",
    "election_id": "KE-2024-06-02",
}
EARLIER: dict[str, Any] = {
    "period_id": "KE-silence",
    "rule": "electoral_silence",
    "medium": "all campaigning",
    "time_zone": "Africa/Nairobi",
    "starts_at": moment("2024-05-29T21:00"),
    "ends_at": moment("2024-06-02T15:00"),
    "withdrawn": False,
    "conditional": False,
    "synthetic": False,
}
RANGE: dict[str, Any] = {
    "signal": "ads_listed",
    "period_days": 7,
    "span_days": 7,
    "observed": 10.0,
    "expected": 4.0,
    "p_value": 0.0004,
    "rule": "EARS C2",
    "since": day("04-01"),
}
BOUNDS: dict[str, Any] = {
    f"upper_{one_in}": upper
    for one_in, upper in zip(ONE_IN, (6, 7, 7.5, 8, 8.5, 9, 9.5, 11, 12), strict=True)
}
ELECTION: dict[str, Any] = {
    "election_id": "KE-2024-06-02",
    "name": "general election",
    "kind": "general",
    "polling_starts_on": day("06-02"),
    "polling_ends_on": day("06-02"),
}


def _snapshot(tables: Tables, **changed: Any) -> None:
    tables.connection.execute("delete from snapshot")
    tables.add(
        "snapshot",
        **{
            "snapshot_id": "0" * 32,
            "serial": 1,
            "title": "Test",
            "publisher": "Test",
            "as_of_at": moment("2024-06-30T12:00"),
            "built_at": moment("2024-06-30T13:00"),
            "window_starts_on": day("01-01"),
            "window_ends_on": day("06-30"),
            "schema_version": 1,
            "method_version": "1.0",
            "marking": "TLP:CLEAR",
            "exercise": False,
            "builder": "test",
        }
        | changed,
    )


def _source(tables: Tables, source_id: int) -> None:
    tables.add(
        "source",
        source_id=source_id,
        path=f"{source_id}.csv",
        importer="canonical",
        title="t",
        publisher="p",
        digest="0",
        byte_count=1,
        rows_read=1,
        rows_written=1,
        problem_count=0,
    )


@pytest.fixture(scope="module")
def innocent() -> Tables:
    """A small snapshot without a fault: facts of many kinds, signals, readings and a score."""
    made = Tables()
    made.method()
    _snapshot(made)
    _source(made, 1)
    for code in ("KE", "UG"):
        made.add(
            "country",
            country_code=code,
            name=code,
            formal_name=code,
            time_zone="Africa/Nairobi",
            watched=True,
        )
    for number, ends_on in enumerate(("05-07", "05-14"), start=1):
        made.page(ends_on, "1", "named", 8, spend_lower=0, spend_upper=100)
        made.page(ends_on, "2", "missing", 2, spend_lower=200, spend_upper=200)
        made.add(
            "ad_window",
            source_row=number,
            window_kind="last_7_days",
            window_starts_on=day(f"05-0{number}"),
            window_ends_on=day(ends_on),
            platform="several",
            page_rows=2,
            ad_count=10,
            disclaimers_reported=True,
        )
    made.network("a", "03-01", "KE", "UG", None)
    made.add("takedown_origin", takedown_id="a", country_code=None, as_stated="Various")
    made.add("takedown_asset", takedown_id="a", asset_kind="page", value=5)
    made.add(
        "takedown_indicator",
        takedown_id="a",
        indicator_kind="url",
        indicator="hxxps://example[.]com/www.page",
        comment="seen on www[.]example[.]org",
    )
    made.measure("ai_label", "ads_labelled", "05-01", 6, lower=5, upper=7, qualifier="about")
    made.measure("voter_reminder", "reminder_clicks", "05-01", 20, lower=20, qualifier="more_than")
    made.measure("voter_reminder", "reminder_impressions", "05-01", 200)
    made.measure("partner_report", "items_reported", "05-01", None, cell="suppressed")
    made.measure("partner_report", "resolved_within_5_days_change", "05-01", -0.02, unit="share")
    made.measure("ai_label", "content_labelled", "06-30", 9, scope="eu", starts_on="01-01")
    made.measure(
        "enforcement", "proactive_rate", "06-30", 0.9, scope="world", policy_area="Hate Speech",
        unit="share",
    )  # fmt: skip
    made.add("election", **ELECTION)
    made.add("polling_day", election_id="KE-2024-06-02", polling_on=day("06-02"), phase="1")
    made.add("restriction_rule", **RULE)
    for version in (1, 2):
        made.add("restriction_period", **PERIOD, version=version)
    for zone in ("Africa/Nairobi", "Africa/Cairo"):
        made.add("restriction_period", **PERIOD | DERIVED | {"time_zone": zone})
    columns = [name for name in made.catalogue.schema["signal_day"].columns if name != "signal"]
    for name, query in made.catalogue.signal_queries.items():
        made.answer(
            f"insert into signal_day (signal, {', '.join(columns)})"
            f" select '{name}', {', '.join(columns)} from ({query.sql})"
        )
    for row in made.readings("01-01", "06-30"):
        made.add("reading_day", **row)
    for row in made.rows(made.catalogue.build["restriction_window"].sql):
        made.add("restriction_window", **row)
    made.add("score_day", day=day("06-30"), score=3.0, lower=2.0, upper=4.0, coverage=0.7,
             unseen_share=0.2, threat=3.0, synthetic=False)  # fmt: skip
    made.add("previous_score", snapshot_id="before", serial=1, title="Test", day=day("06-29"),
             as_of_at=moment("2024-06-29T12:00"), method_version="2.0", method_digest="m",
             score=3.0, lower=2.0, upper=4.0, coverage=1.0)  # fmt: skip
    for indicator, points in (("ads_listed", 2.0), ("stakes_election", 1.0)):
        made.add("previous_part", indicator=indicator, knowledge="fresh", severity=5.0,
                 severity_lower=5.0, severity_upper=5.0, points=points, weight_share=0.5,
                 synthetic=False)  # fmt: skip
    made.add("previous_period", **EARLIER)
    made.add("expected_day", **RANGE, day=day("05-07"), lower=1.0, upper=8.0, level=0.01)
    made.add("alarm", **RANGE, day=day("05-09"), measured_on=day("05-07"), **BOUNDS)
    made.add(
        "judged_day",
        day=day("05-09"),
        series_count=3,
        figure_count=2,
        asking_count=2,
        asking_per_day=1.2,
        asking_figure_count=1,
        **{f"asking_exceeded_{one_in}": int(one_in < 100) for one_in in ONE_IN},
    )
    return made


@pytest.fixture
def tables(innocent: Tables) -> Iterator[Tables]:
    """The innocent snapshot, innocent again after the test."""
    innocent.connection.execute("begin")
    yield innocent
    innocent.connection.execute("rollback")


def _found(tables: Tables, check: str) -> list[dict[str, Any]]:
    return tables.rows(catalogue().checks[check].sql)


@pytest.mark.parametrize("check", sorted(catalogue().checks))
def test_that_a_check_finds_nothing_in_an_innocent_snapshot(tables: Tables, check: str) -> None:
    assert _found(tables, check) == []


def _sql(statement: str) -> Callable[[Tables], None]:
    def plant(tables: Tables) -> None:
        tables.connection.execute(statement)

    return plant


def _measure(table: str, metric: str, value: float | None, **row: Any) -> Callable[[Tables], None]:
    return lambda tables: tables.measure(table, metric, "04-04", value, source_row=7, **row)


def _rolling(tables: Tables) -> None:
    for on in ("05-07", "05-08"):
        tables.signal_day("items_fact_checked", on, 1, period_days=7)


FAULTS: list[tuple[str, str, Callable[[Tables], None]]] = [
    (
        "world_report_of_a_country",
        "enforcement",
        _measure("enforcement", "content_actioned", 1, policy_area="Spam"),
    ),
    ("countries_unknown", "crisis", _measure("crisis", "x", 1, country_code="EL")),
    ("countries_unknown", "signal_day", _sql("delete from country where country_code = 'UG'")),
    ("sources_missing", "crisis", _measure("crisis", "x", 1, source_id=9)),
    ("parts_without_their_whole", "takedown_asset", _sql("delete from takedown")),
    ("parts_without_their_whole", "polling_day", _sql("delete from election")),
    (
        "windows_twice",
        "ad_page",
        lambda tables: tables.page("05-07", "1", "named", 8, source_id=2),
    ),
    ("windows_and_pages", "ad_window", _sql("delete from ad_window")),
    ("windows_and_pages", "ad_window", _sql("update ad_window set page_rows = 3")),
    ("windows_and_pages", "ad_window", _sql("update ad_page set ad_count = ad_count + 1")),
    ("windows_and_pages", "ad_window", _sql("delete from ad_page")),
    (
        "shares_above_whole",
        "signal_day",
        _sql("update signal_day set numerator = 11 where signal = 'ads_without_disclaimer_share'"),
    ),
    ("exercise_flag", "snapshot", lambda tables: _snapshot(tables, exercise=True)),
    ("exercise_flag", "snapshot", _measure("crisis", "x", 3, provenance="synthetic")),
    (
        "moments_out_of_order",
        "snapshot",
        lambda tables: _snapshot(tables, window_starts_on=day("07-01")),
    ),
    (
        "moments_out_of_order",
        "snapshot",
        lambda tables: _snapshot(tables, as_of_at=moment("2024-06-29T23:59")),
    ),
    (
        "readings_out_of_time",
        "reading_day",
        _sql("update reading_day set measured_on = date '2024-12-01'"),
    ),
    (
        "readings_out_of_time",
        "reading_day",
        lambda tables: _snapshot(tables, window_ends_on=day("04-01")),
    ),
    ("restriction_versions", "restriction_period", _sql("delete from restriction_period"
                                                        " where version = 1")),
    (
        "restriction_versions",
        "restriction_period",
        lambda tables: tables.add("restriction_period", **PERIOD, version=4),
    ),
    (
        "restriction_versions",
        "restriction_period",
        lambda tables: tables.add("restriction_period", **PERIOD, version=3, country_code="UG"),
    ),
    (
        "restriction_versions",
        "restriction_period",
        lambda tables: tables.add(
            "restriction_period", **PERIOD | {"time_zone": "Africa/Cairo"}, version=3
        ),
    ),
    ("derived_periods", "restriction_period", _sql("delete from restriction_rule")),
    ("derived_periods", "restriction_period", _sql("delete from election")),
    (
        "derived_periods",
        "restriction_period",
        _sql("update restriction_rule set country_code = 'UG'"),
    ),
    *(
        ("restriction_windows", "restriction_window", _sql(statement))
        for statement in (
            "delete from restriction_period",
            "update restriction_period set withdrawn = true",
            "update restriction_window set days_inside = 8",
            "update restriction_window set days_inside = 1",
            "update restriction_window set relation = 'inside'",
            "update restriction_window set possible_breach = true",
            "update restriction_window set compared_window_ends_on = window_ends_on",
        )
    ),
    ("periods_overlap", "signal_day", _rolling),
    *(
        (
            "signal_days_twice",
            table,
            _sql(
                f"create temp table kept as select * from {table}; delete from {table};"
                f" insert into {table} select * from (select * from kept union all"
                f" select * from kept) order by {order}"
            ),
        )
        for table, order in (
            ("signal_day", "country_code, signal, day, platform"),
            ("reading_day", "day, country_code, signal"),
        )
    ),
    (
        "signals_unknown",
        "signal_day",
        lambda tables: tables.signal_day("no_such_signal", "05-01", 1),
    ),
    (
        "signals_unknown",
        "regime_change",
        lambda tables: tables.add(
            "regime_change", changed_on=day("05-01"), family="all", signal="none", what="x"
        ),
    ),
    ("scores_out_of_range", "score_day", _sql("update score_day set score = 11, upper = 11")),
    ("scores_out_of_range", "score_day", _sql("update score_day set lower = 3.5")),
    ("scores_out_of_range", "score_day", _sql("update score_day set coverage = 0.6")),
    ("scores_out_of_range", "score_day", _sql("update score_day set unseen_share = 1.2")),
    ("scores_out_of_range", "score_day", _sql("update score_day set threat = 11")),
    *(
        ("previous_scores", "previous_score", _sql(statement))
        for statement in (
            "update previous_score set score = 2",
            "update previous_score set score = 12",
            "update previous_score set as_of_at = '2025-01-01'",
            "update previous_score set snapshot_id = (select snapshot_id from snapshot)",
            "update previous_score set coverage = 0.9",
            "update previous_part set knowledge = 'stale'",
            (
                "insert into previous_score select * replace ('other' as snapshot_id, 'UG' as"
                " country_code) from previous_score; insert into previous_part select * replace"
                " ('UG' as country_code) from previous_part"
            ),
            "delete from previous_part",
        )
    ),
    *(
        ("expected_ranges", "expected_day", _sql(f"update expected_day set {change}"))
        for change in (
            "upper = 'nan'",
            "p_value = 'inf'",
            "lower = 5",
            "expected = 9",
            "p_value = 1.5",
            "observed = null",
            "upper = null",
            "p_value = 0.02",
            "observed = 7",
            "span_days = 6",
            "since = '2024-05-08'",
        )
    ),
    *(
        ("alarms", "alarm", _sql(f"update alarm set {change}"))
        for change in (
            "day = '2025-01-01'",
            "measured_on = '2024-05-10'",
            "measured_on = '2024-04-30'",
            "since = '2024-05-08'",
            "p_value = 0.06",
            "p_value_before = 2",
            "expected = 7",
            "upper_50 = 9",
            "p_value = 0.0002",
            "observed = 9",
        )
    ),
    *(
        ("alarms", "judged_day", _sql(f"update judged_day set {change}"))
        for change in (
            "day = '2025-01-01'",
            "asking_per_day = 4",
            "asking_count = 4",
            "asking_figure_count = 3",
            "asking_exceeded_20 = 2",
            "asking_exceeded_50 = 2",
            "asking_exceeded_10000 = 1",
            "asking_exceeded_10000 = -1",
        )
    ),
    ("signals_unknown", "expected_day", _sql("update expected_day set signal = 'none'")),
    ("signals_unknown", "alarm", _sql("update alarm set signal = 'none'")),
    ("previous_periods", "previous_period", lambda t: t.add("previous_period", **EARLIER)),
    *(
        ("previous_periods", "previous_period", _sql(statement))
        for statement in (
            "delete from previous_score",
            "update previous_period set country_code = 'XX'",
            "update previous_period set ends_at = '2024-05-01'",
            "update previous_period set time_zone = ''",
        )
    ),
    (
        "withheld_cells_with_values",
        "signal_day",
        _sql("update signal_day set cell = 'suppressed' where denominator is null"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "table", "plant"), FAULTS)
def test_that_a_planted_fault_is_found_where_it_lies(
    tables: Tables, check: str, table: str, plant: Callable[[Tables], None]
) -> None:
    plant(tables)
    found = _found(tables, check)
    assert table in {row["table_name"] for row in found}
    assert all(row["what"] for row in found)


@pytest.mark.parametrize(
    "text",
    ["http://example.com", "see https://sub.example.co.uk/x", "www.example.org",
     "HTTPS://A.EXAMPLE.COM", "(http://example.com.)", "http://192.0.2.7/x"],
)  # fmt: skip
@pytest.mark.parametrize("column", ["indicator", "comment"])
def test_that_a_live_link_is_found_and_not_repeated_as_one(
    tables: Tables, text: str, column: str
) -> None:
    tables.connection.execute(f"update takedown_indicator set {column} = ?", [text])
    (row,) = _found(tables, "live_links")
    assert "://" not in row["value"].replace("[://]", "")


@pytest.mark.parametrize(
    "text",
    [
        "hxxps://example[.]com",
        "https://example[.]com",
        "https://www.example[.]com/a.b",
        "www[.]example[.]org",
        "154 Accounts",
    ],
)
def test_that_defanged_text_is_no_live_link(tables: Tables, text: str) -> None:
    tables.connection.execute("update takedown_indicator set indicator = ?", [text])
    assert _found(tables, "live_links") == []


def test_that_pages_and_windows_may_come_from_files_of_their_own(tables: Tables) -> None:
    _source(tables, 2)
    tables.connection.execute("update ad_window set source_id = 2")
    assert _found(tables, "windows_and_pages") == []


def test_that_a_fault_names_its_row(tables: Tables) -> None:
    _measure("crisis", "levers_in_use", 5, country_code="EL")(tables)
    assert _found(tables, "countries_unknown") == [
        {
            "what": "the code is no country of the table country",
            "table_name": "crisis",
            "source_id": 1,
            "source_row": 7,
            "value": "EL",
        }
    ]


def test_that_every_check_has_a_planted_fault() -> None:
    planted = {check for check, _, _ in FAULTS}
    assert planted | {"live_links"} == set(catalogue().checks)
