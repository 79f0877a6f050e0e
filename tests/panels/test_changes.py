"""What changed: what can no longer be seen first, then moves with their reasons."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from eoc_app.domain.signal import Judgement
from eoc_app.panels import changes
from eoc_app.views import ChangesView
from tests.panels.frames import DAY, frame, given, make_signal, period

OLD = DAY - timedelta(days=9)
BEFORE = date(2024, 10, 24)


def moved(code: str, now: float | None, then: float | None, cover: float = 1.0,
          covered: float = 1.0) -> tuple[Any, ...]:  # fmt: skip
    return (BEFORE, code, now, cover, then, covered)


def told(*scores: Any, readings: tuple[Any, ...] = (), periods: tuple[Any, ...] = (),
         **more: Any) -> ChangesView:  # fmt: skip
    return changes.build(
        given(frame("score_changes", *scores), frame("reading_changes", *readings),
              frame("periods", *periods), **more)
    )  # fmt: skip


def test_that_a_country_that_can_no_longer_be_seen_comes_first() -> None:
    view = told(moved("US", 8.0, 7.0), moved("KE", None, 5.0, 0.25),
                readings=(("KE", "a", OLD, 20.0, 20.0, True),))  # fmt: skip
    first = view.changes[0]
    assert (first.code, first.cause, first.level) == ("KE", "stopped", "not_assessable")
    assert "silent for 9 days" in first.text
    assert "no longer assessable" in first.text


def test_that_a_move_tells_its_bands_and_its_largest_reason() -> None:
    view = told(moved("KE", 6.5, 5.5), readings=(("KE", "a", DAY, 20.0, 12.0, False),
                                                 ("KE", "b", DAY, 3.0, 9.0, False)))  # fmt: skip
    (change,) = view.changes
    assert change.text == "5.5 → 6.5, Elevated → High: number of a 12 items → 20 items"
    assert change.cause == "new data"


def test_that_a_fall_by_lost_sight_is_not_told_as_good_news() -> None:
    (change,) = told(moved("KE", 3.0, 6.0, 0.7, 1.0)).changes
    assert change.cause == "stopped"
    assert "fewer signals have fresh data" in change.text


def test_that_what_rounds_to_the_same_is_no_change() -> None:
    view = told(moved("KE", 5.01, 4.99))
    assert view.changes == ()
    assert view.empty == "Nothing that is judged changed since 24 Oct."


def test_that_a_period_that_began_or_ended_is_a_change_of_the_calendar() -> None:
    view = told(
        moved("KE", 5.0, 5.0),
        periods=(
            period("a", starts_at=datetime(2024, 10, 25, 3), ends_at=datetime(2024, 10, 29)),
            period("b", starts_at=datetime(2024, 10, 1), ends_at=datetime(2024, 10, 25, 9)),
            period("c", starts_at=datetime(2024, 10, 1), ends_at=datetime(2024, 10, 25, 20)),
        ),
    )
    assert [(one.cause, one.text.split(" (")[0]) for one in view.changes] == [
        ("calendar", "silence began"), ("calendar", "silence ended"),
    ]  # fmt: skip


def test_that_changes_of_all_platforms_say_so_where_one_is_chosen() -> None:
    assert "all platforms" in told(platforms=("facebook",)).subtitle
    assert "all platforms" not in told().subtitle


def test_that_names_keep_their_capitals_in_a_sentence() -> None:
    ai = make_signal("ai", judge=Judgement(10, 20, 1, 7))
    signals_ = {"ai": type(ai)(**{**ai.__dict__, "title": "AI labels on ads"})}
    view = told(moved("KE", 6.0, 5.0), readings=(("KE", "ai", DAY, 9.0, 2.0, False),),
                signals=signals_)  # fmt: skip
    assert "AI labels on ads 2 items" in view.changes[0].text
