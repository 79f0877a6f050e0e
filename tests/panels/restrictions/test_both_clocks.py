"""Headlines and chips speak by both clocks where a snapshot has aged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from eoc_app.desktop.restrictions.timeline_words import local_text
from eoc_app.panels.country import restriction_clock as clock
from eoc_app.panels.kit.known_periods import periods_by_country
from eoc_app.panels.kit.nearby_elections import elections, elections_now
from eoc_app.panels.kit.restriction_chip_words import country_chip
from eoc_app.panels.overview import ranking, world_map
from eoc_app.panels.restrictions import periods, restriction_strip, timeline
from tests.panels.frames import AS_OF, at, election, frame, given, period, score

LATER = datetime(2024, 10, 30, 12, tzinfo=UTC)
GONE = period("gone", starts_at=at("2024-10-24"), ends_at=at("2024-10-28"))
NOW_ON = period(
    "now", country_code="UG", starts_at=at("2024-10-29"), ends_at=at("2024-11-03"),
    time_zone="Africa/Kampala",
)  # fmt: skip


def asked(*rows: Any, **more: Any) -> Any:
    return given(
        frame("periods", *rows), frame("elections"), frame("restriction_window_counts"),
        frame("scores", score("KE", 3.0), score("UG", 2.0)), frame("score_history"), **more,
    )  # fmt: skip


NOW_SAID = (
    "now Wed 30 Oct 2024 12:00 UTC: 1 rule in force in 1 country,"
    " 1 rule in 1 country not known (the snapshot ended 25 Oct 2024 12:00 UTC)"
)


def test_that_a_title_counts_the_moment_looked_at_and_the_subtitle_the_wall_clock() -> None:
    both = asked(GONE, NOW_ON, now_at=LATER)
    for view in (timeline.build(both), restriction_strip.build(both), periods.build(both)):
        assert view.title == "1 rule in force in 1 country on 25 Oct 12:00 UTC"
        assert view.subtitle.startswith(NOW_SAID)
    uganda = clock.build(asked(NOW_ON, now_at=LATER, country_code="UG"))
    assert uganda.title == "No rule on record in force in Uganda on 25 Oct 12:00 UTC"
    assert uganda.subtitle == "now Wed 30 Oct 2024 12:00 UTC: 1 rule in force"


def test_that_where_nothing_is_known_of_now_the_title_says_so() -> None:
    view = restriction_strip.build(asked(GONE, now_at=LATER))
    assert view.title == (
        "1 rule in force in 1 country on 25 Oct 12:00 UTC; now unknown (snapshot ended)"
    )


def test_that_a_period_outside_the_days_drawn_counts_by_both_clocks() -> None:
    far = asked(GONE, now_at=LATER, at=datetime(2024, 10, 2, 12, tzinfo=UTC), known_at=AS_OF)
    view = restriction_strip.build(far)
    assert view.lanes == ()
    assert view.title.startswith("No rule on record in force on 2 Oct 12:00 UTC; now unknown")
    now_on = restriction_strip.build(asked(NOW_ON, now_at=LATER, as_of_on=date(2024, 10, 3)))
    assert now_on.lanes == ()
    assert "1 rule in force in 1 country" in now_on.subtitle


def test_that_a_period_announced_later_counts_now_and_is_said_not_to_be_drawn() -> None:
    late = period("late", known_from_at=at("2024-10-24T12:00"), ends_at=at("2024-11-25"))
    asked_on = asked(late, as_of_on=date(2024, 10, 23), country_code="KE")
    for panel in (restriction_strip, timeline):
        view = panel.build(asked_on)
        assert "1 of them announced later, so not drawn" in view.subtitle
        assert view.title.startswith("No rule on record in force ")
    (place, _) = world_map.build(asked_on).places
    assert place.outline == "now"
    (chip, _) = (row.chip for row in ranking.build(asked_on).rows)
    assert chip.text == "no rule on record; now silence \u00b7 30 d 6 h left"
    (cells,) = periods.build(asked_on).rows
    assert [cell.text for cell in cells if cell.standing] == [
        "not announced by then", "in force \u00b7 30 d 6 h left",
    ]  # fmt: skip
    assert [row.at_snapshot for row in clock.build(asked_on).rows] == ["not announced by then"]


def test_that_a_rule_without_a_day_hides_no_period_that_is_in_force_now() -> None:
    late = period("late", known_from_at=at("2024-10-24T12:00"), ends_at=at("2024-11-25"))
    found = periods_by_country(asked(late, as_of_on=date(2024, 10, 23)))["KE"]
    chip = country_chip(asked(late, as_of_on=date(2024, 10, 23)), found, ruled=True)
    assert (chip.standing, chip.wall_standing) == ("undated", "in_force")


def test_that_a_clock_that_is_slow_hides_nothing_in_force_by_it() -> None:
    slow = datetime(2024, 10, 24, 12, tzinfo=UTC)
    ended = period(ends_at=at("2024-10-25T06:00"))
    (kenya, _) = ranking.build(asked(ended, now_at=slow, as_of_on=date(2024, 10, 20))).rows
    assert (kenya.chip.standing, kenya.chip.wall_standing) == ("upcoming", "in_force")


def test_that_a_chip_of_an_aged_snapshot_says_what_is_now() -> None:
    chips = {row.code: row.chip for row in ranking.build(asked(GONE, NOW_ON, now_at=LATER)).rows}
    assert chips["KE"].text == "silence; now not known"
    assert (chips["KE"].standing, chips["KE"].wall_standing) == ("in_force", "not_known")
    assert chips["UG"].text == "silence in 3 d 12 h; now silence \u00b7 3 d 12 h left"


def test_that_what_is_in_force_now_comes_first_with_what_was() -> None:
    ended = period("old", starts_at=at("2024-10-01"), ends_at=at("2024-10-02"))
    view = periods.build(asked(ended, NOW_ON, now_at=LATER))
    assert view.period_ids == ("now", "old")
    groups = [lane.group for lane in timeline.build(asked(NOW_ON, now_at=LATER)).lanes]
    assert groups == ["in force now, not on 25 Oct 12:00 UTC"]
    gone = timeline.build(asked(GONE, now_at=LATER))
    assert [lane.group for lane in gone.lanes] == ["in force on 25 Oct 12:00 UTC, now not known"]


def test_that_the_timeline_of_one_country_has_that_country_only() -> None:
    view = timeline.build(asked(GONE, NOW_ON, country_code="UG", span="season"))
    assert [lane.code for lane in view.lanes] == ["UG"]


def test_that_what_became_of_an_election_is_not_told_before_it_was_known() -> None:
    dropped = election(
        country_code="RO", status="cancelled", status_known_from_at=at("2024-10-20"),
        on=date(2024, 12, 8),
    )  # fmt: skip
    moved = election(
        country_code="SN", status="moved", status_known_from_at=at("2024-10-20"),
        on=date(2024, 12, 24), previous_polling_on=date(2024, 11, 25),
    )  # fmt: skip
    frames = (frame("periods"), frame("elections", dropped, moved))
    before = given(*frames, as_of_on=date(2024, 10, 18))
    assert elections(before)["RO"][0].status == "scheduled"
    assert elections(before)["SN"][0].polling_starts_on == date(2024, 11, 25)
    assert elections(before)["SN"][0].previous_polling_on is None
    for known in (elections(given(*frames)), elections_now(before)):
        assert known["RO"][0].status == "cancelled"
        assert known["SN"][0].polling_starts_on == date(2024, 12, 24)


def test_that_an_election_is_postponed_until_its_new_day_is_known() -> None:
    moved = election(
        country_code="SN", status="moved", status_known_from_at=at("2024-10-10"),
        new_day_known_from_at=at("2024-10-22"), on=date(2024, 12, 24),
        previous_polling_on=date(2024, 11, 25),
    )  # fmt: skip
    told = {
        on: elections(given(frame("elections", moved), as_of_on=date(2024, 10, on)))["SN"][0]
        for on in (5, 15, 23)
    }
    assert [(row.status, row.polling_starts_on.month) for row in told.values()] == [
        ("scheduled", 11), ("postponed", 11), ("moved", 12),
    ]  # fmt: skip


def test_that_a_moment_asked_for_is_on_its_own_day() -> None:
    moment = datetime(2024, 10, 10, 12, tzinfo=UTC)
    assert given(at=moment).as_of_on == date(2024, 10, 10)
    assert given(at=datetime(2030, 1, 1, tzinfo=UTC)).as_of_on == date(2024, 10, 25)


def test_that_zones_are_named_where_their_states_differ_and_counted_where_they_do_not() -> None:
    zones = [
        period(
            "z", country_code="ID", time_zone=zone, starts_at=at(starts), ends_at=at("2024-10-27")
        )
        for zone, starts in (
            ("Asia/Jayapura", "2024-10-24"), ("Asia/Makassar", "2024-10-24"),
            ("Asia/Jakarta", "2024-10-26"),
        )
    ]  # fmt: skip
    (row,) = clock.build(asked(*zones, country_code="ID")).rows
    assert row.zones == "in force: Jayapura, Makassar; next: Jakarta"
    assert row.at_snapshot.startswith("in force in 2 of 3 zones")
    (row,) = clock.build(asked(*zones[:2], country_code="ID")).rows
    assert row.zones == "2 zones, alike at this moment"


def test_that_on_a_countrys_clock_what_comes_soonest_is_first() -> None:
    later, soon = (
        period(name, starts_at=at(f"2024-11-{day}"), ends_at=at(f"2024-11-{day + 1}"))
        for name, day in (("later", 20), ("soon", 10))
    )
    rows = clock.build(asked(later, soon, country_code="KE")).rows
    assert [row.at_snapshot for row in rows] == ["starts in 15 d 12 h", "starts in 25 d 12 h"]


def test_that_a_chip_of_what_is_ahead_by_both_clocks_is_told_once() -> None:
    ahead = period(starts_at=at("2024-11-10"), ends_at=at("2024-11-11"))
    (kenya, _) = ranking.build(asked(ahead, now_at=LATER)).rows
    assert (kenya.chip.text, kenya.chip.wall_standing) == ("silence in 15 d 12 h", None)
    over = period(starts_at=at("2024-10-26"), ends_at=at("2024-10-28"))
    (kenya, _) = ranking.build(asked(over, now_at=LATER)).rows
    assert kenya.chip.text == "silence in 12 h; now not known"


def test_that_a_period_of_several_zones_ends_by_the_clock_of_the_zone_that_ends_last() -> None:
    zones = [
        period(
            "z", country_code="CL", time_zone=zone, starts_at=at("2024-10-24T03:00"),
            ends_at=at(ends),
        )
        for zone, ends in (
            ("America/Santiago", "2024-10-27T21:00"), ("Pacific/Easter", "2024-10-27T23:00"),
        )
    ]  # fmt: skip
    view = timeline.build(asked(*zones))
    (bar,) = view.lanes[0].bars
    assert (bar.zone, bar.ends_zone) == ("America/Santiago", "Pacific/Easter")
    told = view.as_table().rows[0][4].text
    assert "Thu 24 Oct 2024 00:00 Santiago to Sun 27 Oct 2024 18:00 Easter" in told
    assert local_text(bar).endswith("18:00 Easter")
