"""What changed: what can no longer be seen first, then moves with their reasons."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from eoc_app.domain.risk.signal import Judgement
from eoc_app.panels.changes import changes
from eoc_app.views.changes_view import ChangesView
from tests.panels.frames import DAY, frame, given, make_signal, period, reading

OLD = DAY - timedelta(days=8)
BEFORE = date(2024, 10, 24)
ENOUGH: dict[str, Any] = {
    name: make_signal(name, judge=Judgement(10, 20, weight, 7)) for name, weight in
    (("a", 3), ("b", 1), ("c", 12))
}  # fmt: skip
"""Three judged signals, of which one alone is enough to be assessable."""


def moved(code: str, now: float | None, then: float | None, cover: float = 1.0,
          covered: float = 1.0) -> tuple[Any, ...]:  # fmt: skip
    return (BEFORE, code, now, cover, then, covered)


def at(code: str = "KE", on: date = DAY, **values: float) -> tuple[Any, ...]:
    return tuple(reading(name, value, code, on=on) for name, value in values.items())


def told(*scores: Any, then: tuple[Any, ...] = (), now: tuple[Any, ...] = (),
         periods: tuple[Any, ...] = (), **more: Any) -> ChangesView:  # fmt: skip
    return changes.build(
        given(frame("score_changes", *scores), frame("readings_before", *then),
              frame("readings_everywhere", *now), frame("periods", *periods), **more)
    )  # fmt: skip


def test_that_a_country_that_can_no_longer_be_seen_comes_first() -> None:
    view = told(
        moved("US", 7.0, 5.5), moved("KE", None, 4.0, 0.25),
        then=(*at("US", BEFORE, a=15, b=10), *at("KE", OLD, a=10), *at("KE", BEFORE, b=10)),
        now=(*at("US", a=20, b=10), *at("KE", OLD, a=10), *at("KE", b=10)),
    )  # fmt: skip
    first = view.changes[0]
    assert (first.code, first.cause, first.level) == ("KE", "stopped", "not_assessable")
    assert first.text == (
        "number of a silent for 8 days: coverage 100 % → 25 %, no longer assessable"
    ).replace(" %", " %")


def test_that_a_move_tells_its_bands_and_its_largest_reason() -> None:
    view = told(moved("KE", 7.0, 5.2), then=at(on=BEFORE, a=12, b=9), now=at(a=20, b=3))
    (change,) = view.changes
    assert (
        change.text
        == "5.2 → 7.0, Elevated → High: number of a 12 items (24 Oct) → 20 items (25 Oct)"
    )
    assert change.cause == "new data"


def test_that_bounds_that_moved_are_a_reason_as_values_are() -> None:
    def between(on: date, low: float, high: float) -> tuple[Any, ...]:
        return (reading("a", None, lower=low, upper=high, on=on), *at(on=on, b=10))

    (change,) = told(moved("KE", 7.0, 4.0), then=between(BEFORE, 9, 11),
                     now=between(DAY, 15, 25)).changes  # fmt: skip
    assert change.text.endswith("number of a 9 to 11 items (24 Oct) → 15 to 25 items (25 Oct)")


def test_that_a_move_with_lost_sight_is_told_by_what_moved_it() -> None:
    then = (*at(on=BEFORE, a=0, c=10), *at(on=OLD, b=10))
    lost = told(moved("KE", 4.4, 3.3, 15 / 16, 1.0), then=then, signals=ENOUGH,
                now=(*at(a=0, c=10), *at(on=OLD, b=10)))  # fmt: skip
    assert [one.cause for one in lost.changes] == ["stopped"]
    assert lost.changes[0].text.endswith(", so 3.3 → 4.4, Guarded → Elevated")
    more = told(moved("KE", 7.4, 3.3, 15 / 16, 1.0), then=then, signals=ENOUGH,
                now=(*at(a=0, c=20), *at(on=OLD, b=10)))  # fmt: skip
    assert [one.cause for one in more.changes] == ["stopped"]
    assert more.changes[0].text.endswith(
        "; 3.3 → 7.4, Guarded → High: number of c 10 items (24 Oct) → 20 items (25 Oct)"
    )


def test_that_what_is_seen_again_says_so() -> None:
    (change,) = told(moved("KE", 4.0, 5.5, 1.0, 0.75), then=at(on=BEFORE, a=10),
                     now=at(a=10, b=10)).changes  # fmt: skip
    assert change.cause == "resumed"
    assert change.text.startswith("number of b is seen: coverage 75")
    assert change.text.endswith("so 5.5 → 4.0")


def test_that_a_feed_that_many_countries_lost_is_told_once_and_first() -> None:
    codes = ("KE", "UG", "TZ", "RW", "ET")
    view = told(
        *(moved(code, 4.4, 3.3, 15 / 16) for code in codes), moved("US", 7.0, 5.2), signals=ENOUGH,
        then=tuple(row for code in codes for row in
                   (*at(code, BEFORE, a=0, c=10), *at(code, OLD, b=10))),
        now=tuple(row for code in codes for row in (*at(code, a=0, c=10), *at(code, OLD, b=10))),
    )  # fmt: skip
    first, second, *others = view.changes
    assert (first.cause, first.code, first.subject) == ("stopped", None, "5 countries")
    assert first.text == ("number of b is no longer seen, which moved scores by 1.1 at most")
    assert second.code == "US"
    assert {one.code for one in others} == set(codes)


@pytest.mark.parametrize("provenance", ["measured", "synthetic"])
def test_that_a_move_of_what_was_invented_is_marked(provenance: str) -> None:
    (change,) = told(moved("KE", 7.0, 5.2), then=at(on=BEFORE, a=12, b=9),
                     now=(reading("a", 20, provenance=provenance), *at(b=3))).changes  # fmt: skip
    assert change.exercise == (provenance == "synthetic")


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
        ("calendar", "silence began Fri 25 Oct 06:00 Nairobi"),
        ("calendar", "silence ended Fri 25 Oct 12:00 Nairobi"),
    ]


def test_that_changes_of_all_platforms_say_so_where_one_is_chosen() -> None:
    assert "all platforms" in told(platforms=("facebook",)).subtitle
    assert "all platforms" not in told().subtitle


def test_that_names_keep_their_capitals_in_a_sentence() -> None:
    ai = make_signal("ai", judge=Judgement(10, 20, 1, 7))
    signals_ = {"ai": type(ai)(**{**ai.__dict__, "title": "AI labels on ads"})}
    view = told(moved("KE", 3.6, 0.8), then=at(on=BEFORE, ai=2), now=at(ai=9), signals=signals_)
    assert "AI labels on ads 2 items" in view.changes[0].text
