"""Causes of a move since the snapshot before: one after another, and they add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.score_causes import ScoreBasis, StatedScore, Step, steps
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.stakes import QUIET, UNKNOWN, Stakes
from tests.core.made_countries import (
    ON,
    Country,
    calendars,
    countries,
    make_signal,
    reading,
    readings_of,
)
from tests.made_method import METHOD

THEN = ON - timedelta(3)
SIGNALS = [make_signal("a", 4), make_signal("b", 2)]
ASSESSOR = Assessor(METHOD, SIGNALS)


def said(known: ScoreBasis, assessor: Assessor = ASSESSOR) -> StatedScore:
    found = assessor.assess(known.readings, known.stakes, known.on)
    assert found is not None
    return StatedScore(found.score, {part.signal: part.points for part in found.parts})


def old(**values: float) -> dict[str, Reading]:
    return {name: replace(reading(name, value), measured_on=THEN) for name, value in values.items()}


def told(
    then: ScoreBasis,
    now_of_then: ScoreBasis,
    now: ScoreBasis,
    *redefined: str,
    by: Assessor = ASSESSOR,
) -> dict[str, tuple[float, str | None]]:
    """What each cause moved the score by, and the indicator that it moved most."""
    found = steps(ASSESSOR, said(then, by), then, now_of_then, now, frozenset(redefined))
    moved: dict[str, tuple[float, str | None]] = {}
    for step in found:
        if step.indicator is not None:
            by_so_far = moved.get(step.cause, (0.0, None))[0]
            moved[step.cause] = (
                by_so_far + (step.after or 0.0) - (step.before or 0.0), step.indicator,
            )  # fmt: skip
    return moved


def most(found: dict[str, tuple[float, str | None]]) -> dict[str, str | None]:
    return {cause: indicator for cause, (_, indicator) in found.items()}


def test_that_each_cause_is_told_apart() -> None:
    then = ScoreBasis(old(a=10, b=10), UNKNOWN, THEN)
    now_of_then = ScoreBasis(old(a=15, b=10), QUIET, THEN)
    now = ScoreBasis({"a": reading("a", 15), "b": reading("b", 20)}, QUIET, ON)
    found = told(then, now_of_then, now)
    assert most(found) == {"revised": "a", "calendar": "stakes_election", "new data": "b"}
    moved = {cause: points for cause, (points, _) in found.items()}
    assert moved == pytest.approx({"revised": 1, "calendar": -2.5, "new data": 1})


def test_that_what_another_method_said_moved_by_method() -> None:
    then = ScoreBasis(old(a=10, b=10), QUIET, THEN)
    now = ScoreBasis({"a": reading("a", 10), "b": reading("b", 10)}, QUIET, ON)
    found = told(then, then, now, by=Assessor(METHOD_1, SIGNALS))
    assert most(found) == {"method": "a"}
    assert found["method"][0] == pytest.approx(-1)


def test_that_a_signal_that_is_computed_otherwise_moved_by_method_not_by_revision() -> None:
    then = ScoreBasis(old(a=10, b=10), QUIET, THEN)
    now_of_then = ScoreBasis(old(a=20, b=10), QUIET, THEN)
    now = ScoreBasis({"a": reading("a", 20), "b": reading("b", 10)}, QUIET, ON)
    found = told(then, now_of_then, now, "a")
    assert most(found) == {"method": "a"}
    assert found["method"][0] == pytest.approx(2)


def test_that_a_feed_that_stopped_moves_by_lost_sight_upward() -> None:
    then = ScoreBasis(old(a=1, b=1), QUIET, THEN)
    silent = reading("b", 1, age=9)
    for now_of_b in ({"b": silent}, {}, {"b": reading("b", cell="suppressed")}):
        now = ScoreBasis({"a": reading("a", 1)} | now_of_b, QUIET, ON)
        found = steps(ASSESSOR, said(then), then, then, now, frozenset())
        (moved,) = [step for step in found if step.indicator is not None]
        assert (moved.cause, moved.indicator, moved.of_time) == ("stopped", "b", True)
        assert (moved.after or 0) > (moved.before or 0)


def test_that_a_feed_that_came_back_is_told_as_such() -> None:
    then = ScoreBasis(old(a=1), QUIET, THEN)
    now = ScoreBasis({"a": reading("a", 1), "b": reading("b", 1)}, QUIET, ON)
    assert most(told(then, then, now)) == {"resumed": "b"}


def test_that_a_figure_that_was_not_there_is_new_and_not_revised() -> None:
    then = ScoreBasis(old(a=10), QUIET, THEN)
    now_of_then = ScoreBasis(old(a=10, b=10), QUIET, THEN)
    now = ScoreBasis({"a": reading("a", 10), "b": reading("b", 20)}, QUIET, ON)
    assert most(told(then, now_of_then, now)) == {"resumed": "b"}


def test_that_a_figure_that_is_gone_was_not_revised() -> None:
    then = ScoreBasis(old(a=10, b=10), QUIET, THEN)
    now_of_then, now = ScoreBasis(old(a=10), QUIET, THEN), ScoreBasis(old(a=10), QUIET, ON)
    assert most(told(then, now_of_then, now)) == {"stopped": "b"}


@given(countries(), st.data(), calendars(), calendars())
def test_that_causes_lead_without_a_gap_from_what_was_said_to_what_is(
    country: Country, data: st.DataObject, before: Stakes, between: Stakes
) -> None:
    assessor = Assessor(METHOD, country.signals)
    if not assessor.indicators:
        return
    then = ScoreBasis(data.draw(readings_of(country.signals)), before, THEN)
    now_of_then = ScoreBasis(data.draw(readings_of(country.signals)), between, THEN)
    now = ScoreBasis(country.readings, country.stakes, ON)
    start = said(then, assessor)
    found: list[Step] = steps(assessor, start, then, now_of_then, now, frozenset())
    end = assessor.assess(now.readings, now.stakes, now.on)
    assert end is not None
    assert found[0].before == start.score
    assert found[-1].after == end.score
    assert all(one.after == other.before for one, other in pairwise(found))
    same = [step for step in found if step.indicator is None]
    assert all(step.before == step.after or step.after is None or step.before is None
               for step in same)  # fmt: skip
