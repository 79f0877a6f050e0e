"""The rows behind numbers."""

from __future__ import annotations

from typing import Any

from tests.queries.tables import Tables, day

YEAR = {"country_code": "KE", "since": day("01-01"), "until": day("12-31")}


def _rows(tables: Tables, name: str, **given: Any) -> list[dict[str, Any]]:
    return tables.rows(tables.catalogue.rows[name].sql, YEAR | given)


def test_that_the_rows_behind_a_share_add_up_to_it(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 60)
    tables.page("07-07", "2", "missing", 20)
    tables.page("07-07", "3", "not_reported", 7)
    tables.page("07-07", "4", "missing", 9, region="Nairobi County")
    tables.page("07-07", "5", "missing", 9, window_kind="last_30_days")
    tables.page("07-14", "2", "missing", 1)
    tables.page("07-14", "2", "missing", 2, source_id=2)
    rows = _rows(tables, "ads_behind_disclaimer_share", until=day("07-13"))
    assert {row["page_id"]: row["part_in_share"] for row in rows} == {
        "1": "counted as with a disclaimer",
        "2": "counted as without a disclaimer",
        "3": "not counted: disclaimers not reported",
        "4": "not counted: a region",
        "5": "not counted: another kind of window is read",
    }
    (_, later) = _rows(tables, "ads_behind_disclaimer_share", since=day("07-14"))
    assert later["part_in_share"] == "not counted: a later file gives the window"
    share = tables.signal("ads_without_disclaimer_share")[0]
    counted = [row for row in rows if row["part_in_share"].startswith("counted")]
    assert sum(row["ad_count"] for row in counted) == share["denominator"]


def test_that_the_networks_behind_a_count_say_which_are_in_it(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", None)
    tables.network("b", "03-02", "KE", kind="cyber_espionage")
    tables.network("c", "03-03", "UG")
    tables.add("takedown_asset", takedown_id="a", asset_kind="page", value=5)
    tables.add("takedown_asset", takedown_id="a", asset_kind="account", value=7)
    rows = _rows(tables, "takedowns_behind")
    assert [(row["network"], row["assets"], row["part_in_count"]) for row in rows] == [
        ("b", None, "not counted: cyber_espionage"),
        ("a", 7, "counted"),
        ("a", 5, "counted"),
    ]
    assert rows[1]["targets_stated"] == "KE, Various"


def test_that_figures_keep_their_qualifier_and_words(tables: Tables) -> None:
    tables.measure(
        "voter_reminder", "reminder_clicks", "05-01", 20, lower=20, qualifier="more_than"
    )
    tables.measure("voter_reminder", "reminder_clicks", "05-01", 99, scope="world")
    tables.measure("voter_reminder", "reminder_clicks", "05-01", 3, country_code="UG")
    (row,) = _rows(tables, "reminders_behind")
    assert (row["value"], row["lower"], row["upper"], row["qualifier"]) == (
        20,
        20,
        None,
        "more_than",
    )
    assert _rows(tables, "reminders_behind", since=day("05-02")) == []


def test_that_every_family_of_figures_is_behind_its_country(tables: Tables) -> None:
    measures = [table for table in tables.catalogue.schema.values() if table.kind == "measure"]
    for table in measures:
        own = {
            name: "word"
            for name, rule in table.columns.items()
            if rule.required and name in {"family", "policy_area"}
        }
        tables.measure(table.name, "some_metric", "05-01", 1, **own)
    rows = _rows(tables, "measures_behind")
    assert [row["table_name"] for row in rows] == sorted(table.name for table in measures)


def test_that_the_figures_behind_a_reading_are_those_of_its_signal(tables: Tables) -> None:
    tables.signal_day("ads_listed", "05-01", 5)
    tables.signal_day("ad_spend", "05-01", 6)
    (row,) = _rows(tables, "signal_days_behind", signal="ads_listed")
    assert (row["day"], row["numerator"]) == (day("05-01"), 5)
