"""Expected rows of what scores rest on beside signals: contests, sizes, the snapshot before."""

from __future__ import annotations

from typing import Any, Final

from eoc_app.panels.changes.period_moves import PreviousPeriod
from eoc_app.panels.kit.country_stakes import ContestRow, ReachRow
from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day, moment

USUAL: Final[dict[str, Any]] = {"name": "general election", "kind": "general"}
DATED: Final[dict[str, Any]] = {"polling_starts_on": day("05-05"), "polling_ends_on": day("05-06")}


def size(tables: Tables, metric: str, ends_on: str, value: float | None, **row: Any) -> None:
    tables.measure("published_figure", metric, ends_on, value, **{"family": "election"} | row)


def before(tables: Tables, on: str, code: str = "KE", score: float | None = 3.0) -> None:
    tables.add("previous_score", snapshot_id="before", serial=3, title="T", day=day(on),
               as_of_at=moment("2024-05-01T12:00"), method_version="2.0", method_digest="m",
               country_code=code, score=score, coverage=0.9)  # fmt: skip


def test_that_contests_are_the_elections_with_what_was_known_when(tables: Tables) -> None:
    tables.add("election", election_id="a", status="moved", previous_polling_on=day("04-01"),
               status_known_from_at=moment("2024-03-02T18:00"), higher_risk=True,
               **USUAL, **DATED)  # fmt: skip
    tables.add("election", election_id="b", **USUAL)
    tables.add("election", election_id="c", **USUAL, **DATED | {"date_precision": "month"})
    tables.add("election", election_id="d", scope="eu", country_code=None, **USUAL, **DATED)
    (row,) = ask(tables, "contests")
    assert row == {
        "country_code": "KE", "name": "general election", "kind": "general",
        "starts_on": day("05-05"), "ends_on": day("05-06"), "status": "moved",
        "previous_on": day("04-01"), "annulled_on": None, "known_on": day("03-02"),
        "postponed_on": None,
        "higher_risk": True, "synthetic": False,
    }  # fmt: skip
    assert tuple(row) == ContestRow.__struct_fields__


def test_that_a_new_day_that_became_known_later_leaves_a_time_without_a_day(tables: Tables) -> None:
    tables.add("election", election_id="a", status="moved", previous_polling_on=day("04-01"),
               status_known_from_at=moment("2024-03-02T18:00"),
               new_day_known_from_at=moment("2024-03-09T18:00"), **USUAL, **DATED)  # fmt: skip
    assert short(ask(tables, "contests"), "postponed_on", "known_on") == [
        (day("03-02"), day("03-09"))
    ]


def test_that_contests_are_as_many_as_the_elections_that_screens_list(tables: Tables) -> None:
    others: tuple[dict[str, Any], ...] = ({"higher_risk": True}, {"kind": "local"}, {"round": "2"})
    for number, row in enumerate(({}, *others)):
        tables.add("election", election_id=str(number), **USUAL | DATED | row)
    listed, contests = ask(tables, "elections"), ask(tables, "contests")
    assert short(contests, "kind", "higher_risk") == short(listed, "kind", "higher_risk")


def test_that_a_polling_day_without_an_end_ends_on_itself(tables: Tables) -> None:
    tables.add("election", election_id="a", **USUAL, polling_starts_on=day("05-05"))
    assert short(ask(tables, "contests"), "ends_on") == [(day("05-05"),)]


def test_that_registered_voters_come_before_people_of_voting_age(tables: Tables) -> None:
    size(tables, "voting_age_population", "06-30", 900)
    size(tables, "registered_voters", "06-30", 700)
    size(tables, "voting_age_population", "05-31", 800)
    size(tables, "turnout", "06-30", 0.5)
    rows = ask(tables, "reach")
    assert short(rows, "what", "ends_on", "value") == [
        ("voters", day("05-31"), 800), ("voters", day("06-30"), 700),
    ]  # fmt: skip
    assert tuple(rows[0]) == ReachRow.__struct_fields__


def test_that_users_are_those_of_the_platform_that_has_most(tables: Tables) -> None:
    for platform, users in (("facebook", 400), ("instagram", 500), ("threads", 100)):
        size(tables, "monthly_active_recipients", "06-30", users, platform=platform)
    assert short(ask(tables, "reach"), "what", "value") == [("users", 500)]


def test_that_customers_of_a_store_are_no_audience(tables: Tables) -> None:
    services = (("other", "Amazon Store", 900), ("google", "Google Play", 800),
                ("tiktok", "TikTok", 300))  # fmt: skip
    for platform, service, users in services:
        size(tables, "monthly_active_recipients", "06-30", users, platform=platform,
             service=service)  # fmt: skip
    assert short(ask(tables, "reach"), "what", "value") == [("users", 300)]


def test_that_bounds_of_sizes_are_those_that_were_stated(tables: Tables) -> None:
    size(tables, "monthly_active_recipients", "06-30", None, lower=400, qualifier="more_than")
    size(tables, "registered_voters", "06-30", 700)
    rows = ask(tables, "reach")
    assert short(rows, "value", "lower", "upper") == [(None, 400, None), (700, 700, 700)]


def test_that_sizes_of_the_world_of_nothing_and_of_withheld_cells_are_none(tables: Tables) -> None:
    size(tables, "registered_voters", "06-30", 700, scope="world", country_code=None)
    size(tables, "registered_voters", "06-30", 0)
    size(tables, "registered_voters", "06-30", None, upper=10, cell="suppressed")
    assert ask(tables, "reach") == []


def test_that_the_snapshot_before_is_told_by_country(tables: Tables) -> None:
    before(tables, "05-01", "UG", None)
    before(tables, "05-01")
    rows = ask(tables, "previous_scores")
    assert short(rows, "serial", "country_code", "score", "coverage") == [
        (3, "KE", 3.0, 0.9), (3, "UG", None, 0.9),
    ]  # fmt: skip


def test_that_parts_say_whether_their_signal_is_computed_as_then(tables: Tables) -> None:
    tables.method()
    now = tables.catalogue.signal_queries["ads_listed"].digest
    for indicator, digest in (
        ("ads_listed", now), ("attacks_on_candidates", "then"), ("gone", "x"),
        ("stakes_election", None),
    ):  # fmt: skip
        tables.add("previous_part", indicator=indicator, knowledge="fresh", severity_lower=0,
                   severity_upper=0, points=0, weight_share=0, synthetic=False,
                   query_digest=digest)  # fmt: skip
    assert short(ask(tables, "previous_parts"), "indicator", "redefined") == [
        ("ads_listed", False), ("attacks_on_candidates", True), ("gone", True),
        ("stakes_election", False),
    ]  # fmt: skip


def test_that_readings_of_then_are_those_of_the_last_day_of_the_snapshot_before(
    tables: Tables,
) -> None:
    for on in ("05-01", "05-02"):
        tables.add("reading_day", day=day(on), measured_on=day(on), signal="ads_listed", value=1)
    assert ask(tables, "readings_then") == []
    before(tables, "05-01")
    assert short(ask(tables, "readings_then"), "measured_on") == [(day("05-01"),)]


def test_that_a_figure_of_then_is_told_as_of_its_own_day(tables: Tables) -> None:
    for on in ("05-01", "05-02"):
        tables.add("reading_day", day=day(on), measured_on=day(on), signal="ads_listed", value=1)
    before(tables, "05-02")
    tables.add("previous_part", indicator="ads_listed", knowledge="fresh", severity_lower=0,
               severity_upper=0, points=0, weight_share=0, synthetic=False,
               measured_on=day("05-01"))  # fmt: skip
    assert short(ask(tables, "readings_then"), "measured_on") == [(day("05-01"),)]


def test_that_periods_of_then_are_read_as_they_are_kept(tables: Tables) -> None:
    row = {
        "period_id": "p",
        "rule": "electoral_silence",
        "medium": "all",
        "withdrawn": False,
        "conditional": True,
        "synthetic": True,
        "time_zone": "Africa/Nairobi",
        "starts_at": moment("2024-05-01T00:00"),
    }
    tables.add("previous_period", **row)
    (found,) = ask(tables, "previous_periods")
    assert tuple(found) == PreviousPeriod.__struct_fields__
    assert {name: found[name] for name in row} == row


def test_that_another_name_for_a_platform_changes_no_reading(tables: Tables) -> None:
    tables.method()
    signal = "messaging_user_reports_per_day"
    for number in range(1, 5):
        for platform, figure in (("facebook", 10.0 * number), ("instagram", 7.0)):
            tables.signal_day(signal, f"05-0{number}", figure, platform=platform)
    told = tables.readings("05-01", "05-09")
    swap = "case platform when 'facebook' then 'threads' else 'whatsapp' end"
    tables.connection.execute(f"update signal_day set platform = {swap}")
    assert tables.readings("05-01", "05-09") == told
    assert told
