"""What must not move an interval, and which way more of a harm may move it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.risk.stakes import QUIET, UNKNOWN
from eoc_app.method.draws import intervals
from tests.core.made_countries import ON, make_signal
from tests.method.made_severities import QUICK, World, plain


@st.composite
def seen_worlds(draw: st.DrawFn) -> World:
    """Two to five countries of which most is seen, exactly or by bounds: most have ranks."""
    signals = [
        make_signal(f"s{number}", draw(st.floats(0.1, 5)), vulnerability=draw(st.booleans()))
        for number in range(draw(st.integers(2, 5)))
    ]
    codes = [f"C{number}" for number in range(draw(st.integers(2, 5)))]
    readings: dict[str, dict[str, Reading]] = {code: {} for code in codes}
    for code in codes:
        for signal in signals:
            value, part = draw(st.floats(0, 45)), draw(st.sampled_from((1.0, 1.0, 0.5)))
            if draw(st.integers(0, 9)):
                readings[code][signal.name] = Reading(
                    signal.name, ON, value, value * part, value / part, "observed"
                )
    stakes = {code: draw(st.sampled_from((UNKNOWN, QUIET))) for code in codes}
    return World(Assessor(QUICK, signals), readings, stakes)


def signals_of(world: World) -> list[Signal]:
    return [one.signal for one in world.assessor.indicators if one.signal is not None]


def times(value: float | None, factor: float) -> float | None:
    return None if value is None else value * factor


@settings(max_examples=40)
@given(seen_worlds(), st.data(), st.integers(-8, 8))
def test_that_another_unit_with_its_thresholds_moves_no_interval(
    world: World, data: st.DataObject, power: int
) -> None:
    factor = 2.0**power
    signals = signals_of(world)
    chosen = data.draw(st.sampled_from(signals))
    assert chosen.judge is not None
    judge = replace(
        chosen.judge, watch=chosen.judge.watch * factor, alert=chosen.judge.alert * factor
    )
    scaled = [replace(one, judge=judge) if one is chosen else one for one in signals]

    def other(one: Reading) -> Reading:
        return replace(one, value=times(one.value, factor), lower=times(one.lower, factor),
                       upper=times(one.upper, factor))  # fmt: skip

    readings = {
        code: {name: other(one) if name == chosen.name else one for name, one in found.items()}
        for code, found in world.readings.items()
    }
    after = World(Assessor(world.assessor.method, scaled), readings, world.stakes)
    assert intervals(after.known, 3) == intervals(world.known, 3)


@settings(max_examples=40)
@given(seen_worlds(), st.floats(0, 1e6))
def test_that_protection_and_what_is_not_judged_are_in_no_draw(world: World, much: float) -> None:
    more = [
        make_signal("reminders", None, axis="protective"),
        make_signal("removals", None, axis="effort"),
        make_signal("listed", None),
    ]
    assessor = Assessor(world.assessor.method, [*signals_of(world), *more])
    readings = {
        code: found
        | {one.name: Reading(one.name, ON, much, much, much, "observed") for one in more}
        for code, found in world.readings.items()
    }
    after = World(assessor, readings, world.stakes)
    assert intervals(after.known, 3) == intervals(world.known, 3)


@settings(max_examples=60)
@given(seen_worlds(), st.data(), st.floats(0, 30), st.floats(0, 30))
def test_that_more_of_a_harm_never_lowers_the_interval_of_a_score(
    world: World, data: st.DataObject, little: float, more: float
) -> None:
    code = data.draw(st.sampled_from(list(world.readings)))
    name = data.draw(st.sampled_from(signals_of(world))).name

    def having(value: float) -> World:
        exact = Reading(name, ON, value, value, value, "observed")
        readings = world.readings | {code: world.readings[code] | {name: exact}}
        return World(world.assessor, readings, world.stakes)

    one, two = (intervals(having(value).known, 3) for value in (little, little + more))
    assert set(one) == set(two)
    for where, before in one.items():
        after = two[where]
        if where == code:
            assert after.score_lower >= before.score_lower - 2e-6
            assert after.score_upper >= before.score_upper - 2e-6
        else:
            assert after.score_lower == pytest.approx(before.score_lower, abs=1e-9)
            assert after.score_upper == pytest.approx(before.score_upper, abs=1e-9)


@pytest.mark.parametrize("least", [5e-324, 1e-300, 1e-12])
def test_that_countries_that_differ_by_next_to_nothing_are_alike(least: float) -> None:
    found = intervals(plain([[0.0, 3.0], [least, 3.0], [0.0, 3.0], [0.0, 3.0]]), 1)
    assert {(one.best_rank, one.worst_rank) for one in found.values()} == {(1, 4)}
    apart = intervals(plain([[0.0, 3.0], [least, 3.0], [0.0, 3.0], [5.0, 3.0]]), 1)
    assert (apart["C03"].best_rank, apart["C03"].worst_rank) == (1, 1)
