"""Restriction periods by both clocks: never "no restriction", never clear past the end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from eoc_app.panels.country import restriction_clock as clock
from eoc_app.panels.restrictions import periods, restriction_strip, timeline
from eoc_app.views.clock_view import ClockView
from eoc_app.views.timeline_view import TimelineView
from tests.panels.frames import AS_OF, DAY, at, election, frame, given, period

LATER = datetime(2024, 11, 20, 12, tzinfo=UTC)
AHEAD: dict[str, Any] = {"starts_at": at("2024-11-02T21:00"), "ends_at": at("2024-11-05T14:00")}


def told(*rows: Any, elections: tuple[Any, ...] = (), **more: Any) -> ClockView:
    frames = (frame("periods", *rows), frame("elections", *elections))
    return clock.build(given(*frames, country_code="KE", **more))


def line(*rows: Any, elections: tuple[Any, ...] = (), **more: Any) -> TimelineView:
    return timeline.build(given(frame("periods", *rows), frame("elections", *elections), **more))


def test_that_a_period_is_told_by_both_clocks() -> None:
    (row,) = told(period()).rows
    assert (row.standing, row.at_snapshot) == ("in_force", "in force · 9 h left")
    assert (row.wall_standing, row.at_wall) == ("in_force", "in force · 3 h left")
    assert row.detail == "Thu 24 Oct 00:00 Nairobi to Sat 26 Oct 00:00 Nairobi · all"
    assert row.citation == "no citation on record"


def test_that_both_clocks_name_their_moment_in_the_countrys_zone() -> None:
    view = told(period())
    assert view.snapshot_clock == "snapshot Fri 25 Oct 2024 15:00 Nairobi"
    assert view.wall_clock == "now Fri 25 Oct 2024 21:00 Nairobi, by the snapshot's calendar"


@pytest.mark.parametrize(
    ("cells", "at_snapshot", "at_wall"),
    [
        ({}, "in_force", "not_known"),
        (AHEAD, "upcoming", "not_known"),
        ({"starts_at": at("2024-11-15"), "ends_at": at("2024-11-25")}, "upcoming", "in_force"),
        ({"starts_at": at("2024-12-15"), "ends_at": at("2024-12-25")}, "upcoming", "not_known"),
        ({"starts_at": at("2024-10-01"), "ends_at": at("2024-10-03")}, "ended", "ended"),
        ({"starts_at": None, "ends_at": None}, "undated", "undated"),
    ],
)
def test_that_past_the_snapshots_end_nothing_is_called_clear(
    cells: dict[str, Any], at_snapshot: str, at_wall: str
) -> None:
    (row,) = told(period(**cells), now_at=LATER).rows
    assert (row.standing, row.wall_standing) == (at_snapshot, at_wall)
    if at_wall == "not_known":
        assert "not known" in row.at_wall


def test_that_no_rule_on_record_is_not_no_restriction() -> None:
    view = told(period(country_code="UG"))
    (row,) = view.rows
    assert row.title == "No rule on record"
    assert (row.standing, row.wall_standing) == ("no_rule", "no_rule")
    assert "not the same as no restriction" in row.at_snapshot
    assert "no restriction" not in view.title.lower()


def test_that_in_force_comes_before_next_before_ended() -> None:
    view = told(
        period("x", starts_at=at("2024-10-01"), ends_at=at("2024-10-03")),
        period("y", starts_at=None, ends_at=None),
        period("z", **AHEAD),
        period("w"),
    )
    assert [row.standing for row in view.rows] == ["in_force", "upcoming", "undated", "ended"]


def test_that_a_moved_end_says_where_it_was() -> None:
    rows = (
        period(version=1, known_from_at=at("2024-10-01")),
        period(version=2, known_from_at=at("2024-10-25T08:00"), ends_at=at("2024-10-28T21:00")),
    )
    (row,) = told(*rows).rows
    assert row.moved == "end moved: was Sat 26 Oct 00:00 Nairobi"
    (row,) = told(*rows, as_of_on=date(2024, 10, 24)).rows
    assert (row.moved, row.at_snapshot) == ("", "in force · 21 h left")
    view = line(*rows)
    (bar,) = view.lanes[0].bars
    assert bar.moved_from is not None
    assert bar.ends - bar.moved_from == 3
    assert "1 with a moved end" in view.subtitle


@pytest.mark.parametrize(
    ("on", "at_snapshot", "at_wall", "standing"),
    [
        (DAY, "polling day", "polling day", "in_force"),
        (date(2024, 10, 20), "E+5", "E+5", "ended"),
        (date(2024, 10, 26), "E−1", "E−1", "not_known"),
    ],
)
def test_that_a_polling_day_is_told_by_both_clocks(
    on: date, at_snapshot: str, at_wall: str, standing: str
) -> None:
    row = told(elections=(election(on=on),)).rows[-1]
    assert (row.kind, row.at_snapshot, row.at_wall) == ("election", at_snapshot, at_wall)
    assert row.wall_standing == standing


def test_that_an_election_after_the_snapshot_may_have_moved() -> None:
    row = told(elections=(election(),), now_at=LATER).rows[-1]
    assert row.standing == "upcoming"
    assert (row.wall_standing, row.at_wall) == ("not_known", "E+15")


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_that_an_election_called_off_is_not_counted_down_to(status: str) -> None:
    row = told(elections=(election(status=status),)).rows[-1]
    assert (row.standing, row.at_snapshot) == ("undated", status)


def test_that_moved_and_annulled_elections_say_so() -> None:
    rows = told(
        elections=(
            election(previous_polling_on=date(2024, 9, 1)),
            election(on=date(2024, 10, 1), annulled_on=date(2024, 10, 20), round="2"),
        )
    ).rows[1:]
    assert [row.moved for row in rows] == ["moved from 1 Sep 2024", "annulled on 20 Oct 2024"]
    assert rows[1].title == "general election (round 2)"


def test_that_the_table_of_periods_has_both_clocks_and_local_times() -> None:
    view = periods.build(
        given(
            frame("periods", period(), period("q", country_code="UG", **AHEAD)),
            frame("restriction_window_counts"),
        )
    )
    keys = [column.key for column in view.columns]
    first, second = (dict(zip(keys, row, strict=True)) for row in view.rows)
    assert first["at_snapshot"].standing == "in_force"
    assert first["starts"].text == "Thu 24 Oct 2024 00:00 Nairobi"
    assert first["starts"].value == "2024-10-23T21:00:00+00:00"
    assert first["citation"].text == "no citation on record"
    assert second["at_wall"].standing == "not_known"
    assert view.codes == ("KE", "UG")


@pytest.mark.parametrize("selection", [{"country_code": "US"}, {"medium": "tv"}])
def test_that_an_empty_table_of_periods_is_not_called_free(selection: dict[str, Any]) -> None:
    counts = frame("restriction_window_counts")
    view = periods.build(given(frame("periods", period()), counts, **selection))
    assert not view.rows
    assert "not the same as none" in view.empty


def test_that_a_period_is_cut_at_the_edge_and_not_dropped() -> None:
    view = line(period(starts_at=at("2020-01-01"), ends_at=at("2030-01-01")))
    (bar,) = view.lanes[0].bars
    assert bar.starts < view.starts
    assert bar.ends > view.ends
    assert line(period(starts_at=at("2024-10-01"), ends_at=at("2024-10-23"))).empty


def test_that_an_election_without_a_rule_has_a_lane_that_says_so() -> None:
    view = line(elections=(election(on=date(2024, 10, 27)),))
    (lane,) = view.lanes
    assert (lane.note, lane.bars) == ("no rule on record", ())
    assert "not that there is none" in view.footnote


def test_that_a_medium_left_out_is_not_called_unruled() -> None:
    rows, polls = (period(medium="tv"),), (election(on=date(2024, 10, 27)),)
    (lane,) = line(*rows, elections=polls, medium="radio").lanes
    assert lane.note == "no rule of this medium on record"
    (lane,) = line(*rows, elections=polls, medium="tv").lanes
    assert (lane.note, len(lane.bars)) == ("", 1)


def test_that_lanes_in_force_come_first_then_what_is_next() -> None:
    soon: dict[str, Any] = {"starts_at": at("2024-10-26"), "ends_at": at("2024-10-27")}
    late: dict[str, Any] = {"starts_at": at("2024-10-29"), "ends_at": at("2024-10-30")}
    view = line(period("a", country_code="UG", **late), period("b", country_code="TZ", **soon),
                period("c"))  # fmt: skip
    assert [lane.code for lane in view.lanes] == ["KE", "TZ", "UG"]
    assert view.title == "1 rule in force in 1 country on 25 Oct 12:00 UTC"
    assert view.subtitle.endswith("14 days, UTC \u00b7 in these days 3 countries \u00b7 2 begin")


@pytest.mark.parametrize(("span", "days"), [("day", 1.0), ("fortnight", 14.0), ("season", 180.0)])
def test_that_a_span_is_as_long_as_it_says(span: str, days: float) -> None:
    view = line(period(), span=span)
    assert view.ends - view.starts == days
    assert view.starts <= view.snapshot_at <= view.ends
    assert view.known_until == view.snapshot_at
    assert view.wall_at - view.snapshot_at == 0.25


def test_that_the_strip_shows_fourteen_days_and_counts_countries() -> None:
    view = restriction_strip.build(
        given(
            frame("periods", period(), period("q", rule="opinion_poll_ban")),
            frame("elections", election(country_code="UG", on=date(2024, 10, 27))),
        )
    )
    assert view.ends - view.starts == 14
    assert view.title == "2 rules in force in 1 country on 25 Oct 12:00 UTC"
    assert view.subtitle == (
        "now Fri 25 Oct 2024 18:00 UTC: 2 rules in force in 1 country \u00b7 14 days, UTC \u00b7"
        " 1 country with an election and no rule on record"
    )


def test_that_synthetic_periods_are_marked() -> None:
    (bar,) = line(period(synthetic=True)).lanes[0].bars
    assert bar.exercise


def test_that_rewinding_shows_what_was_known_then() -> None:
    early = AS_OF - timedelta(days=10)
    rows = (period(version=1, known_from_at=at("2024-10-20")),)
    assert told(*rows).rows[0].standing == "in_force"
    before = told(*rows, as_of_on=early.date()).rows[0]
    assert (before.standing, before.at_snapshot) == ("not_known", "not announced by then")
    assert before.wall_standing == "in_force"


def test_that_elections_long_over_are_counted_and_not_listed() -> None:
    rows = tuple(
        election(election_id=str(on.year), on=on, round="not stated")
        for on in (date(2013, 3, 4), date(2017, 8, 8), date(2022, 8, 9))
    )
    view = told(elections=rows)
    assert [row.detail for row in view.rows if row.kind == "election"] == ["Tue 9 Aug 2022"]
    assert view.subtitle.endswith("on record in force \u00b7 2 older elections")
    view = told(elections=(*rows, election(on=date(2024, 3, 4)), election()))
    listed = [row.detail for row in view.rows if row.kind == "election"]
    assert listed == ["Tue 5 Nov 2024", "Mon 4 Mar 2024"]
    assert {row.title for row in view.rows if row.kind == "election"} == {"general election"}


def test_that_a_period_of_another_year_says_its_year() -> None:
    old = period("o", starts_at=at("2022-08-06T21:00"), ends_at=at("2022-08-09T14:00"))
    (newer, older) = told(old, period()).rows
    assert newer.detail.startswith("Thu 24 Oct 00:00 Nairobi")
    assert older.detail.startswith("Sun 7 Aug 2022 00:00 Nairobi to Tue 9 Aug 2022 17:00 Nairobi")


def test_that_what_ended_last_comes_first_among_what_has_ended() -> None:
    gone = [
        period(str(day), starts_at=at(f"2024-10-{day}"), ends_at=at(f"2024-10-{day + 1}"))
        for day in (11, 15, 13)
    ]
    assert [row.at_snapshot for row in told(*gone).rows] == [
        "ended 9 d 12 h ago", "ended 11 d 12 h ago", "ended 13 d 12 h ago",
    ]  # fmt: skip


def test_that_a_lane_names_the_zone_that_its_periods_are_stated_in() -> None:
    (lane,) = line(period(time_zone="Africa/Cairo")).lanes
    assert lane.zone == "Cairo"
    (lane,) = line(period(time_zone="Africa/Cairo"), period("q", time_zone="UTC")).lanes
    assert lane.zone == "2 zones"


@pytest.mark.parametrize("panel", [timeline, restriction_strip])
def test_that_an_empty_calendar_is_said_to_be_ours_and_not_the_laws(panel: Any) -> None:
    view = panel.build(given(frame("periods"), frame("elections")))
    assert view.title.startswith("No rule on record in force on 25 Oct")
