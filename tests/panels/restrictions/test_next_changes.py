"""What changes next: only what lies ahead, soonest first, each zone by its own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from eoc_app.panels.restrictions import next_changes
from eoc_app.views.next_changes_view import NextChangesView
from tests.panels.frames import at, frame, given, period

RUNNING = period("running")
"""In Kenya from 23 October 21:00 to 25 October 21:00 UTC; the wall clock is at 25, 18:00."""
SOON = period(
    "soon", country_code="UG", time_zone="Africa/Kampala", starts_at=at("2024-10-27"),
    ends_at=at("2024-10-29"), medium="tv",
)  # fmt: skip
OVER = period("over", starts_at=at("2024-10-10"), ends_at=at("2024-10-12"))


def told(*rows: Any, **selection: Any) -> NextChangesView:
    return next_changes.build(given(frame("periods", *rows), **selection))


def test_that_only_what_lies_ahead_is_listed_soonest_first() -> None:
    view = told(SOON, OVER, RUNNING)
    assert [(one.period_id, one.edge) for one in view.changes] == [
        ("running", "ends"), ("soon", "starts"), ("soon", "ends"),
    ]  # fmt: skip
    assert view.title == "1 ends within 24 hours from now"
    assert view.live


def test_that_a_moment_that_is_now_is_no_longer_ahead() -> None:
    view = told(RUNNING, now_at=datetime(2024, 10, 25, 21, tzinfo=UTC))
    assert (view.changes, view.title) == ((), "No change ahead on record, counted from now")
    assert view.empty


def test_that_local_and_room_time_are_the_same_moment() -> None:
    (change,) = told(RUNNING, room_zone="Europe/Dublin").changes
    assert (change.local_text, change.zone) == ("Sat 26 Oct 00:00 Nairobi", "Africa/Nairobi")
    assert change.room_text == "Fri 25 Oct 22:00 Dublin"
    assert change.at == datetime(2024, 10, 25, 21, tzinfo=UTC)


def test_that_zones_that_share_a_moment_are_one_line_and_others_have_their_own() -> None:
    zones = [
        period("z", country_code="ID", time_zone=zone, starts_at=at("2024-10-20"), ends_at=at(ends))
        for zone, ends in (
            ("Asia/Jakarta", "2024-10-27"), ("Asia/Pontianak", "2024-10-27"),
            ("Asia/Jayapura", "2024-10-26"),
        )
    ]  # fmt: skip
    assert [one.note for one in told(*zones).changes] == [
        "1 of 3 zones: Jayapura", "2 of 3 zones: Jakarta",
    ]  # fmt: skip


def test_that_a_withdrawn_period_changes_nothing() -> None:
    assert told(period(withdrawn=True, starts_at=at("2024-10-27"))).changes == ()


def test_that_from_a_day_gone_back_to_what_came_next_then_is_told_and_not_counted_down() -> None:
    view = told(OVER, RUNNING, as_of_on=date(2024, 10, 10))
    assert [one.edge for one in view.changes] == ["ends", "starts", "ends"]
    assert view.now_at == datetime(2024, 10, 11, tzinfo=UTC)
    assert view.title == "1 ends within 24 hours of the end of Thu 10 Oct 2024 UTC"
    assert view.subtitle == "from the end of Thu 10 Oct 2024 UTC"
    assert not view.live


@pytest.mark.parametrize("selection", [{"country_code": "UG"}, {"medium": "tv"}])
def test_that_a_country_or_a_medium_narrows_the_list(selection: dict[str, Any]) -> None:
    assert {one.period_id for one in told(SOON, RUNNING, **selection).changes} == {"soon"}


def test_that_past_the_snapshots_end_the_list_says_so() -> None:
    assert "Past the snapshot's end" in told(SOON).footnote
    early = told(SOON, now_at=datetime(2024, 10, 25, 12, tzinfo=UTC))
    assert "Past the snapshot's end" not in early.footnote
