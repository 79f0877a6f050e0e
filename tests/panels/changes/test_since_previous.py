"""What the snapshot before this one said otherwise, with the cause where it can be told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from eoc_app.panels.changes import changes
from eoc_app.views.changes_view import ChangesView
from tests.panels.frames import DAY, THREAT, frame, given, named, reading

THEN = date(2024, 10, 22)
COMPUTED = "signals that are computed differently"


def said(code: str, score: float | None, digest: str = "m") -> tuple[Any, ...]:
    return named(
        "previous_scores", snapshot_id="x", serial=6, as_of_at=datetime(2024, 10, 22, 12),
        day=THEN, method_version=THREAT.version, method_digest=digest, country_code=code,
        score=score, coverage=1.0,
    )  # fmt: skip


def part(signal: str, value: float, points: float, *, redefined: bool = False) -> tuple[Any, ...]:
    return named(
        "previous_parts", country_code="KE", indicator=signal, knowledge="fresh", severity=0.0,
        severity_lower=0.0, severity_upper=0.0, measured_on=THEN, value=value, lower=value,
        upper=value, cell="observed", points=points, synthetic=False, redefined=redefined,
    )  # fmt: skip


def told(
    *before: Any, then: tuple[Any, ...], now: tuple[Any, ...], parts: tuple[Any, ...],
    about: dict[str, Any] | None = None, **more: Any,
) -> ChangesView:  # fmt: skip
    return changes.build(
        given(
            frame("score_changes"), frame("periods"),
            frame("previous_scores", *before), frame("previous_parts", *parts),
            frame("readings_then", *then), frame("readings_everywhere", *now), method=THREAT,
            about=about, **more,
        )
    )  # fmt: skip


def at(day: date, **values: float) -> tuple[Any, ...]:
    return tuple(reading(name, value, on=day) for name, value in values.items())


def texts(view: ChangesView) -> list[tuple[str, str]]:
    return [(one.cause, one.text) for one in view.changes]


def test_that_new_and_revised_data_are_told_apart() -> None:
    view = told(said("KE", 4.0), then=at(THEN, a=15, b=10), now=at(DAY, a=15, b=20),
                parts=(part("a", 10, 3), part("b", 10, 1)))  # fmt: skip
    moved_b = "number of b 10 items (22 Oct) → 20 items (25 Oct)"
    assert texts(view) == [
        ("revised", "since snapshot 6: 4.0 → 5.5: number of a 10 items → 15 items (22 Oct)"),
        ("new data", f"since snapshot 6: 5.5 → 6.5, Elevated → High: {moved_b}"),
    ]
    assert {one.since for one in view.changes} == {"snapshot"}


def test_that_a_score_by_another_method_or_definition_moved_by_method() -> None:
    view = told(said("KE", 4.0), then=at(THEN, a=20, b=10), now=at(DAY, a=20, b=10),
                parts=(part("a", 10, 3, redefined=True), part("b", 10, 1)))  # fmt: skip
    assert texts(view) == [
        ("method", f"since snapshot 6: {COMPUTED} moved 1 score, by 3.0 at most"),
        ("method", "since snapshot 6: 4.0 → 7.0, Elevated → High: number of a +3.0"),
    ]  # fmt: skip
    assert [one.code for one in view.changes] == [None, "KE"]


def test_that_lost_sight_and_seeing_again_are_told() -> None:
    gone = told(said("KE", 4.0), then=at(THEN, a=10, b=10), now=at(DAY - timedelta(9), a=10, b=10),
                parts=(part("a", 10, 3), part("b", 10, 1)))  # fmt: skip
    (change,) = gone.changes
    assert change.cause == "stopped"
    assert change.text == (
        "since snapshot 6: 4.0, no longer assessable: 2 signals (number of a and number of b)"
        " are no longer seen"
    )
    assert change.level == "not_assessable"
    back = told(said("KE", None), then=(), now=at(DAY, a=10, b=10), parts=())
    (change,) = back.changes
    assert change.cause == "resumed"
    assert change.text.startswith("since snapshot 6: assessable, 4.0: number of a seen again")


def test_that_new_data_since_yesterday_is_not_told_twice() -> None:
    yesterday = DAY - timedelta(1)
    row = list(said("KE", 4.0))
    row[3] = yesterday
    view = told(tuple(row), then=at(yesterday, a=10, b=10), now=at(DAY, a=20, b=10),
                parts=(part("a", 10, 3), part("b", 10, 1)))  # fmt: skip
    assert view.changes == ()


def test_that_a_day_gone_back_to_is_compared_with_no_other_snapshot() -> None:
    found: dict[str, Any] = {"then": at(THEN, a=15, b=10), "now": at(DAY, a=15, b=20),
             "parts": (part("a", 10, 3), part("b", 10, 1))}  # fmt: skip
    assert told(said("KE", 4.0), **found).changes
    assert told(said("KE", 4.0), **found, as_of_on=DAY - timedelta(1)).changes == ()


def test_that_of_a_day_before_the_window_nothing_is_called_revised() -> None:
    view = told(said("KE", 4.0), then=(), now=at(DAY, a=20, b=10),
                parts=(part("a", 10, 3), part("b", 10, 1)),
                about={"window_starts_on": THEN + timedelta(1)})  # fmt: skip
    assert [one.cause for one in view.changes] == ["new data"]


def test_that_without_a_snapshot_before_there_is_nothing_to_tell() -> None:
    view = told(then=(), now=at(DAY, a=20, b=10), parts=())
    assert view.changes == ()
    assert view.empty
