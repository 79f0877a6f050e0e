"""Expected rows of what panels read of calendars, ads, networks and published figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day, moment

DAILY = "messaging_user_reports_per_day"


# Calendars and lists.


def test_that_elections_need_a_day_and_are_listed_once(tables: Tables) -> None:
    usual = {"name": "general", "kind": "general"}
    dated = {"polling_starts_on": day("05-05"), "polling_ends_on": day("05-05")}
    tables.add("election", election_id="b", source_id=2, higher_risk=True, **usual, **dated)
    tables.add("election", election_id="a", source_id=1, **usual, **dated)
    tables.add("election", election_id="c", **usual)
    tables.add("election", election_id="d", **usual, **dated | {"date_precision": "month"})
    tables.add("election", election_id="e", **usual | {"kind": "local"}, **dated)
    rows = ask(tables, "elections")
    assert short(rows, "election_id") == [("b",), ("e",)]


def test_that_every_version_of_a_period_is_given(tables: Tables) -> None:
    usual = {"rule": "electoral_silence", "medium": "all", "time_zone": "Africa/Nairobi",
             "imposed_by": "law", "confidence": "high", "period_id": "p"}  # fmt: skip
    tables.add("restriction_period", version=2, starts_at=moment("2024-05-01"), **usual)
    tables.add("restriction_period", version=1, starts_at=moment("2024-05-01"),
               provenance="synthetic", **usual)  # fmt: skip
    tables.add("restriction_period", version=1, **usual | {"period_id": "undated"})
    rows = ask(tables, "periods")
    assert short(rows, "period_id", "version", "synthetic") == [
        ("p", 1, True), ("p", 2, False), ("undated", 1, False),
    ]  # fmt: skip


def test_that_regime_breaks_are_of_the_country_or_of_the_world(tables: Tables) -> None:
    usual = {"changed_on": day("05-01"), "family": "all"}
    tables.add("regime_change", what="here", **usual)
    tables.add("regime_change", what="there", country_code="UG", **usual)
    tables.add("regime_change", what="everywhere", scope="world", country_code=None, **usual)
    rows = ask(tables, "regime_changes", country_code="KE")
    assert sorted(row["what"] for row in rows) == ["everywhere", "here"]


def test_that_only_watched_countries_are_listed(tables: Tables) -> None:
    for code, watched in (("UG", True), ("KE", True), ("TZ", False)):
        row = {"name": code, "formal_name": code, "time_zone": "UTC", "watched": watched}
        tables.add("country", country_code=code, **row)
    assert short(ask(tables, "watched"), "country_code") == [("KE",), ("UG",)]


def test_that_sources_keep_their_numbers(tables: Tables) -> None:
    usual = {"importer": "canonical", "publisher": "P", "digest": "d", "byte_count": 1,
             "rows_read": 1, "rows_written": 1, "problem_count": 0}  # fmt: skip
    for number in (2, 1):
        tables.add("source", **usual | {"source_id": number, "path": f"{number}.csv", "title": "T"})
    assert short(ask(tables, "sources"), "source_id", "path") == [(1, "1.csv"), (2, "2.csv")]
    assert short(ask(tables, "source_names"), "source_id", "title") == [(1, "T"), (2, "T")]


def test_that_platforms_are_those_with_a_figure(tables: Tables) -> None:
    for platform in ("instagram", "facebook", "facebook"):
        tables.signal_day(DAILY, "05-01", 1, platform=platform)
    assert short(ask(tables, "platforms"), "platform") == [("facebook",), ("instagram",)]


# Ads.


def windows(tables: Tables, code: str | None = "KE", on: str = "05-31") -> list[dict[str, Any]]:
    return ask(tables, "ad_windows", country_code=code, as_of=day(on))


def test_that_a_window_adds_up_its_pages(tables: Tables) -> None:
    spend = {"spend_lower": 100.0, "spend_upper": 199.0}
    tables.page("05-01", "1", "named", 80, **spend)
    tables.page("05-01", "1", "missing", 10, **spend)
    tables.page("05-01", "2", "missing", 5, spend_lower=0.0, spend_upper=100.0)
    tables.page("05-01", "2", "anonymised", 5, **spend)
    tables.page("05-01", "0", "not_reported", 900, **spend)
    (row,) = windows(tables)
    assert (row["page_count"], row["ad_count"], row["reported_ad_count"]) == (2, 1000, 100)
    assert (row["missing_ad_count"], row["anonymised_ad_count"]) == (15, 5)
    assert (row["spend_lower"], row["spend_upper"]) == (400, 896)
    assert (row["missing_spend_lower"], row["missing_spend_upper"]) == (100, 299)


def test_that_one_open_bound_leaves_the_sum_of_spend_open(tables: Tables) -> None:
    tables.page("05-01", "1", "named", 1, spend_lower=1.0, spend_upper=2.0)
    tables.page("05-01", "2", "missing", 1, spend_lower=1.0, spend_upper=None)
    (row,) = windows(tables)
    assert (row["spend_lower"], row["spend_upper"]) == (2, None)
    assert (row["missing_spend_lower"], row["missing_spend_upper"]) == (1, None)


def test_that_windows_are_never_added_up_nor_currencies(tables: Tables) -> None:
    tables.page("05-01", "1", "named", 1)
    tables.page("05-02", "1", "named", 1)
    tables.page("05-02", "1", "named", 1, currency="USD")
    tables.page("05-02", "1", "named", 1, window_kind="last_30_days")
    tables.page("05-02", "1", "named", 7, region="Nairobi")
    tables.page("06-02", "1", "named", 9)
    rows = windows(tables)
    assert short(rows, "window_ends_on", "window_kind", "currency", "ad_count") == [
        (day("05-02"), "last_30_days", "KES", 1), (day("05-02"), "last_7_days", "KES", 1),
        (day("05-02"), "last_7_days", "USD", 1), (day("05-01"), "last_7_days", "KES", 1),
    ]  # fmt: skip


def test_that_pages_are_of_the_newest_window_most_ads_first(tables: Tables) -> None:
    tables.page("05-01", "1", "named", 99)
    tables.page("05-08", "1", "named", 3)
    tables.page("05-08", "2", "missing", 8)
    tables.page("05-15", "2", "missing", 1000)
    rows = ask(tables, "ad_pages", country_code=None, as_of=day("05-10"))
    assert short(rows, "page_id", "ad_count", "window_ends_on") == [
        ("2", 8, day("05-08")), ("1", 3, day("05-08")),
    ]  # fmt: skip


def test_that_all_country_groups_list_twenty_pages_each(tables: Tables) -> None:
    for number in range(25):
        tables.page("05-01", str(number + 1), "named", number)
    assert len(ask(tables, "ad_pages", country_code=None, as_of=day("05-10"))) == 20
    assert len(ask(tables, "ad_pages", country_code="KE", as_of=day("05-10"))) == 25


# Networks.


def test_that_networks_are_listed_with_places_and_assets(tables: Tables) -> None:
    tables.network("t1", "05-01", "KE", "UG", recidivist=True)
    tables.network("t2", "05-20", None)
    tables.network("t3", None, "KE")
    tables.network("t4", "06-20", "KE")
    tables.add("takedown_origin", takedown_id="t1", country_code="RU", as_stated="Russia")
    for kind, platform, value in (("account", "facebook", 10), ("account", "instagram", 4),
                                  ("page", "facebook", 3)):  # fmt: skip
        tables.add("takedown_asset", takedown_id="t1", asset_kind=kind, platform=platform,
                   value=value, followers=100)  # fmt: skip
    rows = ask(tables, "takedown_networks", country_code=None, as_of=day("06-01"))
    assert short(rows, "takedown_id", "origins", "targets", "accounts", "pages", "instagram") == [
        ("t2", [], ["Various"], None, None, None), ("t1", ["RU"], ["KE", "UG"], 10, 3, 4),
        ("t3", [], ["KE"], None, None, None),
    ]  # fmt: skip
    rows = ask(tables, "takedown_networks", country_code="RU", as_of=day("06-01"))
    assert short(rows, "takedown_id") == [("t1",)]


@pytest.mark.parametrize("view", ["takedown_targets", "takedown_origins"])
def test_that_networks_by_place_count_each_place_once_and_cib_only(
    tables: Tables, view: str
) -> None:
    table = view
    for number, kind in enumerate(("cib", "inauthentic_behaviour", "cyber_espionage")):
        tables.network(f"t{number}", "05-01", kind=kind)
        for stated in ("Kenya", "Republic of Kenya"):
            tables.add(table.rstrip("s"), takedown_id=f"t{number}", country_code="KE",
                       as_stated=stated)  # fmt: skip
    tables.add(table.rstrip("s"), takedown_id="t0", country_code=None, as_stated="Various")
    tables.add("takedown_asset", takedown_id="t0", asset_kind="account", value=10)
    tables.add("takedown_asset", takedown_id="t0", asset_kind="page", value=2)
    rows = ask(tables, view, country_code=None, as_of=day("06-01"))
    assert short(rows, "place", "networks", "accounts", "assets", "networks_without_counts") == [
        ("KE", 2, 10, 12, 1), ("Various", 1, 10, 12, 0),
    ]  # fmt: skip
    assert ask(tables, view, country_code=None, as_of=day("04-30")) == []


# Published figures.


@pytest.mark.parametrize(
    ("view", "table", "metric"),
    [
        ("voter_reminder_figures", "voter_reminder", "reminder_impressions"),
        ("ai_label_figures", "ai_label", "content_labelled"),
    ],
)
def test_that_daily_figures_add_up_and_others_stand_as_stated(
    tables: Tables, view: str, table: str, metric: str
) -> None:
    tables.measure(table, metric, "06-30", 20e6, starts_on="01-01", scope="world", lower=20e6,
                   qualifier="more_than", platform="several")  # fmt: skip
    for on in ("06-01", "06-29", "06-30", "07-01"):
        tables.measure(table, metric, on, 5, lower=5, upper=5)
    tables.measure(table, metric, "06-30", None, cell="suppressed", platform="instagram")
    for on, start, value in (("06-16", "06-10", 3), ("06-30", "06-24", 4)):
        tables.measure(table, metric, on, value, starts_on=start, platform="whatsapp")
    rows = ask(tables, view, country_code="KE", as_of=day("06-30"))
    assert short(rows, "scope", "platform", "value", "lower", "upper", "cell", "days") == [
        ("country", "facebook", 10, 10, 10, "observed", 2),
        ("country", "instagram", None, None, None, "suppressed", 1),
        ("country", "whatsapp", 4, None, None, "observed", 1),
        ("world", "several", 20e6, 20e6, None, "observed", 1),
    ]  # fmt: skip
    assert rows[-1]["qualifier"] == "more_than"


def test_that_daily_shares_are_a_range_and_never_a_sum(tables: Tables) -> None:
    for on, low, high in (("06-29", 0.1, 0.2), ("06-30", 0.3, 0.4)):
        tables.measure("ai_label", "ai_share", on, None, lower=low, upper=high, unit="share")
    (row,) = ask(tables, "ai_label_figures", country_code=None, as_of=day("06-30"))
    assert (row["value"], row["lower"], row["upper"], row["qualifier"]) == (None, 0.1, 0.4, "range")
