"""Expected rows of the queries that panels read, on small tables written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables, day, moment

JUDGED = "attacks_on_candidates"
DAILY = "messaging_user_reports_per_day"
SHARE = "ads_without_disclaimer_share"


def ask(tables: Tables, name: str, **parameters: Any) -> list[dict[str, Any]]:
    query = tables.catalogue.views[name]
    assert set(parameters) == set(query.header["parameters"])
    return tables.rows(query.sql, parameters or None)


def short(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


def reading(tables: Tables, on: str, signal: str, value: float | None, **row: Any) -> None:
    row = {"measured_on": day(on), "lower": value, "upper": value, "country_code": "KE"} | row
    tables.add("reading_day", day=day(on), signal=signal, value=value, **row)


def score(tables: Tables, on: str, code: str, value: float | None, coverage: float = 1) -> None:
    tables.add("score_day", day=day(on), country_code=code, score=value, lower=value, upper=value,
               coverage=coverage, synthetic=False)  # fmt: skip


# Scores and readings.


def test_that_scores_are_those_of_the_day(tables: Tables) -> None:
    for on in ("05-01", "05-02"):
        score(tables, on, "UG", 2.0)
        score(tables, on, "KE", None, 0.4)
    rows = ask(tables, "scores", as_of=day("05-02"))
    assert short(rows, "country_code", "score", "coverage") == [("KE", None, 0.4), ("UG", 2.0, 1.0)]


def test_that_the_history_is_thirty_days_with_its_gaps(tables: Tables) -> None:
    for number in range(1, 32):
        score(tables, f"05-{number:02}", "KE", None if number == 5 else float(number))
    (row,) = ask(tables, "score_history", as_of=day("05-31"))
    assert len(row["scores"]) == 30
    assert (row["scores"][0], row["scores"][3], row["scores"][-1]) == (2.0, None, 31.0)


def test_that_readings_are_of_one_country_or_of_all(tables: Tables) -> None:
    reading(tables, "05-02", JUDGED, 3)
    reading(tables, "05-02", DAILY, 4, country_code="UG")
    reading(tables, "05-01", DAILY, 5)
    one = ask(tables, "readings", as_of=day("05-02"), country_code="KE")
    assert short(one, "signal", "value") == [(JUDGED, 3)]
    every = ask(tables, "readings_all", as_of=day("05-02"), country_code=None)
    assert short(every, "country_code", "signal") == [("KE", JUDGED), ("UG", DAILY)]
    assert ask(tables, "readings_all", as_of=day("05-02"), country_code="KE") == one
    assert short(ask(tables, "signals_seen", as_of=day("05-02")), "signal") == [(JUDGED,), (DAILY,)]


def test_that_changes_are_against_the_day_before_the_newest_figures(tables: Tables) -> None:
    tables.method()
    for on, value, coverage in (("05-01", 1.0, 1.0), ("05-02", 2.0, 0.9), ("05-03", 3.0, 0.8)):
        score(tables, on, "KE", value, coverage)
    for on, measured, value in (("01", "01", 5), ("02", "02", 6), ("03", "02", 6)):
        reading(tables, f"05-{on}", JUDGED, value, measured_on=day(f"05-{measured}"))
    (change,) = ask(tables, "score_changes", as_of=day("05-03"))
    assert change == {
        "before_on": day("05-01"), "country_code": "KE", "score": 3.0, "coverage": 0.8,
        "score_before": 1.0, "coverage_before": 1.0,
    }  # fmt: skip
    (moved,) = ask(tables, "reading_changes", as_of=day("05-03"))
    assert (moved["value"], moved["value_before"], moved["has_stopped"]) == (6, 5, False)


def test_that_a_signal_that_has_become_stale_has_stopped(tables: Tables) -> None:
    tables.method()
    reading(tables, "05-19", DAILY, 9)
    for on in ("05-18", "05-19"):
        reading(tables, on, JUDGED, 5, measured_on=day("05-04"))
    (change, new) = ask(tables, "reading_changes", as_of=day("05-19"))
    assert (change["signal"], change["has_stopped"]) == (JUDGED, True)
    assert (new["signal"], new["value_before"], new["has_stopped"]) == (DAILY, None, False)


# Series.


def series(tables: Tables, *platforms: str, since: str = "05-01", until: str = "05-31") -> Any:
    return ask(tables, "series", country_code="KE", since=day(since), until=day(until),
               platforms=list(platforms))  # fmt: skip


def test_that_platforms_of_a_day_are_added_up(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 5, platform="instagram", provenance="synthetic", source_id=9)
    tables.signal_day(DAILY, "05-02", 7)
    first, second = series(tables)
    assert (first["numerator"], first["synthetic"], first["source_id"]) == (15, True, 1)
    assert (second["day"], second["numerator"], second["synthetic"]) == (day("05-02"), 7, False)
    (only,) = series(tables, "instagram")
    assert only["numerator"] == 5


def test_that_a_row_of_all_platforms_holds_the_others(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 12, platform="all")
    tables.signal_day(DAILY, "05-02", 7)
    assert short(series(tables), "numerator") == [(12,), (7,)]
    assert short(series(tables, "facebook"), "numerator") == [(10,), (7,)]


def test_that_world_rows_other_countries_and_other_days_are_no_point(tables: Tables) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 1, country_code="UG")
    tables.signal_day(DAILY, "05-01", 1, scope="world", country_code=None)
    tables.signal_day(DAILY, "04-30", 1)
    assert series(tables) == []
    assert len(series(tables, since="04-30")) == 1


@pytest.mark.parametrize(
    ("one", "other", "cell", "figure", "lower", "upper"),
    [
        ("observed", "suppressed", "observed", None, 10, None),
        ("suppressed", "below_threshold", "suppressed", None, None, None),
        ("suppressed", "suppressed", "suppressed", None, None, None),
        ("below_threshold", "below_threshold", "below_threshold", None, None, None),
    ],
)
def test_that_withheld_platforms_leave_the_sum_open(
    tables: Tables, one: str, other: str, cell: str, figure: Any, lower: Any, upper: Any
) -> None:
    tables.method()
    tables.signal_day(DAILY, "05-01", 10 if one == "observed" else None, cell=one)
    tables.signal_day(DAILY, "05-01", None, platform="instagram", cell=other)
    (row,) = series(tables)
    assert (row["cell"], row["numerator"]) == (cell, figure)
    assert (row["numerator_lower"], row["numerator_upper"]) == (lower, upper)


def test_that_the_last_point_of_a_daily_signal_is_its_reading(tables: Tables) -> None:
    from eoc_app.domain.ratio import Bounded, ratio

    tables.method()
    whole = {"denominator": 100, "denominator_lower": 90, "denominator_upper": 110}
    tables.signal_day(SHARE, "05-01", 20, **whole, numerator_lower=15, numerator_upper=25)
    tables.signal_day(SHARE, "05-01", 5, **whole, platform="instagram")
    tables.signal_day(DAILY, "05-01", 10)
    tables.signal_day(DAILY, "05-01", 99, platform="all", numerator_upper=None)
    readings = {row["signal"]: row for row in tables.readings("05-01", "05-01")}
    for row in series(tables):
        form = tables.catalogue.signals[row["signal"]].form
        found = ratio(
            Bounded(row["numerator"], row["numerator_lower"], row["numerator_upper"]),
            Bounded(row["denominator"], row["denominator_lower"], row["denominator_upper"]),
            form,
        )
        known = readings[row["signal"]]
        assert found == Bounded(known["value"], known["lower"], known["upper"])
    assert len(series(tables)) == 2


def test_that_the_newest_world_figure_stands_for_itself(tables: Tables) -> None:
    for on, figure in (("03-31", 1), ("06-30", 2), ("09-30", 3)):
        tables.signal_day(DAILY, on, figure, scope="world", country_code=None, period_days=91)
    tables.signal_day(DAILY, "06-30", 7, scope="eu", country_code=None)
    tables.signal_day(DAILY, "06-30", 9)
    rows = ask(tables, "world_readings", as_of=day("07-15"))
    assert short(rows, "scope", "numerator", "day") == [
        ("eu", 7, day("06-30")), ("world", 2, day("06-30")),
    ]  # fmt: skip


# Calendars and lists.


def test_that_elections_need_a_day_and_are_listed_once(tables: Tables) -> None:
    usual = {"name": "general", "kind": "general"}
    dated = {"polling_starts_on": day("05-05"), "polling_ends_on": day("05-05")}
    tables.add("election", election_id="b", source_id=2, higher_risk=True, **usual, **dated)
    tables.add("election", election_id="a", source_id=1, **usual, **dated)
    tables.add("election", election_id="c", **usual)
    tables.add("election", election_id="d", **usual, **dated | {"date_precision": "month"})
    tables.add("election", election_id="e", **usual | {"kind": "local"}, **dated)
    rows = ask(tables, "elections", as_of=day("05-01"))
    assert short(rows, "election_id") == [("b",), ("e",)]


def test_that_an_annulment_is_not_known_before_its_day(tables: Tables) -> None:
    tables.add("election", election_id="a", name="x", kind="general", status="annulled",
               polling_starts_on=day("05-05"), polling_ends_on=day("05-05"),
               annulled_on=day("05-20"))  # fmt: skip
    seen = {on: ask(tables, "elections", as_of=day(on))[0] for on in ("05-01", "05-10", "05-20")}
    assert [row["status"] for row in seen.values()] == ["scheduled", "held", "annulled"]
    assert seen["05-10"]["annulled_on"] is None


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


def test_that_all_countries_together_list_twenty_pages_each(tables: Tables) -> None:
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
        ("country", "facebook", 15, 15, 15, "observed", 3),
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
