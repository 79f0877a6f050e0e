"""What changed of restriction periods: announcements since the day before, and since a snapshot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from eoc_app.panels.changes import changes
from eoc_app.views.changes_view import Change
from tests.panels.frames import DAY, frame, given, named, period

THEN = datetime(2024, 10, 22, 12)
STARTS, ENDS = datetime(2024, 11, 2, 21), datetime(2024, 11, 4, 21)
DATED: dict[str, Any] = {"starts_at": STARTS, "ends_at": ENDS, "citation": "s. 1"}


def said(code: str = "KE") -> tuple[Any, ...]:
    return named("previous_scores", snapshot_id="x", serial=6, as_of_at=THEN, day=THEN.date(),
                 method_version="2.0", method_digest="m", country_code=code, coverage=0.0,
                 )  # fmt: skip


def earlier(period_id: str = "p", **cells: Any) -> tuple[Any, ...]:
    usual = {
        "country_code": "KE", "period_id": period_id, "rule": "electoral_silence",
        "medium": "all", "time_zone": "Africa/Nairobi", "withdrawn": False, "conditional": False,
        "synthetic": False,
    }  # fmt: skip
    return named("previous_periods", **(usual | DATED | cells))


def told(*now: Any, before: tuple[Any, ...] = (), there: bool = True, **more: Any) -> list[Change]:
    view = changes.build(
        given(
            frame("score_changes"), frame("readings_everywhere"), frame("periods", *now),
            frame("previous_scores", *([said()] if there else [])),
            frame("previous_periods", *before), signals={}, **more,
        )
    )  # fmt: skip
    assert [row[2].text for row in view.as_table().rows] == [one.text for one in view.changes]
    return list(view.changes)


def texts(*now: Any, before: tuple[Any, ...] = (), **more: Any) -> list[str]:
    return [one.text for one in told(*now, before=before, **more)]


def test_that_a_period_that_moved_says_old_and_new_by_both_clocks() -> None:
    (one,) = told(period(**DATED | {"starts_at": datetime(2024, 11, 1, 21)}), before=(earlier(),))
    assert (one.cause, one.since, one.code, one.level) == ("calendar", "snapshot", "KE", "none")
    assert one.text == (
        "since snapshot 6: silence: start moved: Sun 3 Nov 00:00 → Sat 2 Nov 00:00 Nairobi"
        " (2 Nov 21:00 → 1 Nov 21:00 UTC) (s. 1)"
    )


@pytest.mark.parametrize(
    ("now", "text"),
    [
        ({"withdrawn": True}, "silence withdrawn: was Sun 3 Nov 00:00 to Tue 5 Nov 00:00 Nairobi"),
        ({"medium": "radio"}, "silence: medium all → radio"),
        ({"rule": "political_ads_ban"}, "silence: now ad ban"),
        ({"conditional": True}, "silence: now only if a further round is needed"),
        ({"citation": None}, "silence: citation s. 1 → —"),
        ({"platform": "one"}, "silence: platform — → one"),
        ({"ends_at": None}, "silence: end moved: Tue 5 Nov 00:00 → not on record Nairobi"),
        ({"time_zone": "Africa/Cairo"},
         "silence: now in Cairo: Sat 2 Nov 23:00 to Mon 4 Nov 23:00 Cairo"),
    ],
)  # fmt: skip
def test_that_each_way_of_changing_is_told(now: dict[str, Any], text: str) -> None:
    (found,) = texts(period(**DATED | now), before=(earlier(),))
    assert found.startswith(f"since snapshot 6: {text}")


def test_that_what_is_no_longer_on_record_is_not_called_withdrawn() -> None:
    (found,) = texts(period("q", rule="exit_poll_ban", **DATED),
                     before=(earlier(), earlier("q", rule="exit_poll_ban")))  # fmt: skip
    assert found.startswith(
        "since snapshot 6: silence no longer on record, not announced as withdrawn: was Sun 3 Nov"
    )


def test_that_a_period_that_is_new_says_when_it_runs() -> None:
    (found,) = texts(period(**DATED), period("q", rule="exit_poll_ban", **DATED),
                     before=(earlier(),))  # fmt: skip
    assert found == (
        "since snapshot 6: exit‑poll ban new on record: Sun 3 Nov 00:00 to Tue 5 Nov 00:00"
        " Nairobi (2 Nov 21:00 to 4 Nov 21:00 UTC) (s. 1)"
    )


def test_that_periods_are_first_known_where_the_snapshot_before_had_none() -> None:
    assert [one.split(":")[1] for one in texts(period(**DATED))] == [" silence new on record"]
    assert texts(period(**DATED), there=False) == []


def test_that_what_was_invented_is_marked_even_where_it_is_gone() -> None:
    rows = (period("a", rule="exit_poll_ban", **DATED), period("b", synthetic=True, **DATED))
    kept = (earlier("c", rule="crisis_measures", synthetic=True),)
    marked = {one.text.split(": ")[1].split(" ")[0]: one.exercise
              for one in told(*rows, before=kept)}  # fmt: skip
    assert marked == {"exit‑poll": False, "silence": True, "crisis": True}


def test_that_another_key_is_no_change() -> None:
    assert texts(period("renamed", **DATED), before=(earlier(),)) == []


def test_that_periods_that_were_over_are_counted_in_one_row() -> None:
    over: dict[str, Any] = {"starts_at": datetime(2024, 3, 1), "ends_at": datetime(2024, 3, 3)}
    (one,) = told(period("a", **over | {"rule": "exit_poll_ban"}), period("b", **over),
                  period("d", **over | {"medium": "radio", "rule": "crisis_measures"}),
                  before=(earlier("c", **over | {"rule": "campaign_limits"}),
                          earlier("d", **over | {"rule": "crisis_measures"})))  # fmt: skip
    assert one.code is None
    assert one.text == (
        "since snapshot 6: of periods that were over before it 2 are new on record,"
        " 1 is no longer on record, 1 is otherwise"
    )


def test_that_what_runs_now_is_told_before_what_comes_and_words_after_times() -> None:
    now: dict[str, Any] = {"starts_at": datetime(2024, 10, 24), "ends_at": datetime(2024, 10, 28)}
    rows = (period("a", **DATED), period("b", rule="exit_poll_ban", **now),
            period("c", rule="crisis_measures", **DATED | {"medium": "radio"}))  # fmt: skip
    found = texts(*rows, before=(earlier("c", rule="crisis_measures"),))
    assert [one.removeprefix("since snapshot 6: ").split(" ")[0] for one in found] == [
        "exit‑poll", "silence", "crisis",
    ]  # fmt: skip


def test_that_an_announcement_since_the_day_before_is_told_once() -> None:
    versions = (
        period(**DATED), period(version=2, known_from_at=datetime(2024, 10, 25, 9),
                                **DATED | {"ends_at": ENDS + timedelta(days=1)}),
    )  # fmt: skip
    (one,) = told(*versions, before=(earlier(),))
    assert one.since == "day"
    assert one.text.startswith("silence: end moved: Tue 5 Nov 00:00 → Wed 6 Nov 00:00 Nairobi")
    (old,) = told(*versions, before=(earlier(ends_at=ENDS - timedelta(days=1)),))[1:]
    assert (old.since, "Mon 4 Nov 00:00 → Wed 6 Nov 00:00" in old.text) == ("snapshot", True)


def test_that_a_period_that_was_announced_since_the_day_before_is_told_as_announced() -> None:
    (one,) = told(period(known_from_at=datetime(2024, 10, 25, 9), **DATED), there=False)
    assert one.text.startswith("silence announced: Sun 3 Nov 00:00")
    assert told(period(known_from_at=datetime(2024, 10, 25, 13), **DATED), there=False) == []


def test_that_a_day_gone_back_to_or_what_was_known_earlier_is_compared_with_no_snapshot() -> None:
    rows, before = (period(**DATED | {"medium": "radio"}),), (earlier(),)
    assert texts(*rows, before=before)
    assert texts(*rows, before=before, as_of_on=DAY - timedelta(1)) == []
    late = period(version=2, known_from_at=datetime(2024, 10, 24), **DATED | {"withdrawn": True})
    asked = datetime(2024, 10, 23, tzinfo=UTC)
    (found,) = texts(period(**DATED), late, before=(earlier(),), known_at=asked)
    assert "withdrawn" in found, "what is compared is what the snapshot knows, not what is asked"


def test_that_moments_of_another_year_say_theirs() -> None:
    (found,) = texts(period(**DATED | {"ends_at": datetime(2025, 1, 4, 21)}), before=(earlier(),))
    assert "Tue 5 Nov 00:00 → Sun 5 Jan 2025 00:00 Nairobi" in found
    assert "(4 Nov 21:00 → 4 Jan 2025 21:00 UTC)" in found


def test_that_a_period_of_many_zones_is_one_row() -> None:
    zones = ("Africa/Nairobi", "Africa/Cairo", "Africa/Accra")
    moved = DATED | {"starts_at": STARTS + timedelta(hours=3)}
    (found,) = texts(*(period(time_zone=zone, **moved) for zone in zones),
                     before=tuple(earlier(time_zone=zone) for zone in zones))  # fmt: skip
    assert "in 3 of 3 zones" in found
