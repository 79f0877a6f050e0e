"""The score: harm only, never without its coverage, and only what is fresh counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk import (
    ASSESSABLE_COVERAGE,
    BANDS,
    SCALE,
    Reading,
    assess,
    band,
    best,
    knowledge,
    severity,
)
from eoc_app.domain.signal import Axis, Judgement, Signal

ON = date(2024, 10, 25)
CELLS = ("observed", "suppressed", "below_threshold")
amounts = st.floats(min_value=0, max_value=1e9)


def make_signal(
    name: str, weight: float | None = 1.0, *, axis: Axis = "harm", fresh_days: int = 7
) -> Signal:
    judge = None if weight is None else Judgement(10.0, 20.0, weight, fresh_days)
    return Signal(name, name, "family", axis, "things", "items", "count", "sum", 1, fresh_days,
                  None, False, judge)  # fmt: skip


def reading(name: str, value: float | None = 10, *, age: int = 0, cell: str = "observed",
            synthetic: bool = False) -> Reading:  # fmt: skip
    return Reading(name, ON - timedelta(age), value, value, value, cell, synthetic)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    watch = draw(st.floats(min_value=1e-3, max_value=1e6))
    alert = watch * draw(st.floats(min_value=1.01, max_value=100))
    return Judgement(watch, alert, draw(st.floats(min_value=0.1, max_value=5)), 7)


@st.composite
def countries(draw: st.DrawFn) -> tuple[list[Signal], dict[str, Reading]]:
    """Signals of every axis, some judged, and readings of all kinds for some of them."""
    signals = [
        make_signal(
            f"s{number}",
            draw(st.none() | st.floats(min_value=0.1, max_value=5)),
            axis=draw(st.sampled_from(("harm", "harm", "protective", "effort"))),
            fresh_days=draw(st.integers(0, 30)),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    readings = {}
    for signal in signals:
        if draw(st.integers(0, 4)):
            low, value, high = sorted((draw(amounts), draw(amounts), draw(amounts)))
            readings[signal.name] = Reading(
                signal.name,
                ON - timedelta(draw(st.integers(0, 40))),
                draw(st.sampled_from((value, value, None))),
                draw(st.sampled_from((low, low, None))),
                draw(st.sampled_from((high, high, None))),
                draw(st.sampled_from((*CELLS, "observed", "observed"))),
                draw(st.booleans()),
            )
    return signals, readings


@given(judgements(), amounts, amounts)
def test_that_severity_never_falls_as_the_value_rises(
    judge: Judgement, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert 0 <= severity(judge, low) <= severity(judge, high) <= SCALE


def test_that_severity_goes_through_its_four_corners() -> None:
    judge = Judgement(5, 25, 1, 7)
    assert [severity(judge, value) for value in (-1, 0, 5, 25, 50, 1e9)] == [0, 0, 4, 8, 10, 10]
    assert severity(judge, 15) == pytest.approx(6)


@given(st.floats(0, SCALE), st.floats(0, SCALE))
def test_that_a_higher_score_is_in_no_lower_band(one: float, other: float) -> None:
    order = [name for name, _, _ in BANDS]
    low, high = sorted((one, other))
    assert order.index(band(low)[0]) <= order.index(band(high)[0])


@pytest.mark.parametrize(
    ("score", "printed"),
    [(0, "Low"), (2, "Guarded"), (3.99, "Guarded"), (8, "Severe"), (10, "Severe")],
)
def test_that_a_band_begins_at_its_floor(score: float, printed: str) -> None:
    assert band(score)[1] == printed


@given(countries())
def test_that_contributions_add_up_to_the_score(
    country: tuple[list[Signal], dict[str, Reading]],
) -> None:
    found = assess(country[0], country[1], ON)
    if found is None:
        assert not [s for s in country[0] if s.judge is not None and s.axis == "harm"]
        return
    assert sum(part.weight_share for part in found.parts) == pytest.approx(1)
    fresh = sum(part.weight_share for part in found.parts if part.knowledge == "fresh")
    assert found.coverage == pytest.approx(fresh)
    if found.score is not None:
        assert abs(sum(part.points for part in found.parts) - found.score) <= 1e-9


@given(countries())
def test_that_a_score_lies_between_its_bounds_and_on_the_scale(
    country: tuple[list[Signal], dict[str, Reading]],
) -> None:
    found = assess(country[0], country[1], ON)
    if found is None or found.score is None or found.lower is None or found.upper is None:
        assert found is None or (found.score, found.lower, found.upper) == (None, None, None)
        return
    slack = 1e-9
    assert -slack <= found.lower <= found.score + slack
    assert found.score - slack <= found.upper <= SCALE + slack


@given(countries())
def test_that_without_enough_fresh_weight_there_is_no_score(
    country: tuple[list[Signal], dict[str, Reading]],
) -> None:
    found = assess(country[0], country[1], ON)
    if found is not None:
        assert (found.score is None) == (found.coverage < ASSESSABLE_COVERAGE - 1e-9)


@given(countries(), st.data())
def test_that_taking_a_reading_away_never_raises_coverage(
    country: tuple[list[Signal], dict[str, Reading]], data: st.DataObject
) -> None:
    signals, readings = country
    before = assess(signals, readings, ON)
    if before is None or not readings:
        return
    gone = data.draw(st.sampled_from(sorted(readings)))
    after = assess(signals, {name: r for name, r in readings.items() if name != gone}, ON)
    assert after is not None
    assert after.coverage <= before.coverage


@given(countries(), st.integers(0, 200))
def test_that_waiting_never_makes_a_reading_fresh_again(
    country: tuple[list[Signal], dict[str, Reading]], days: int
) -> None:
    signals, readings = country
    today, later = assess(signals, readings, ON), assess(signals, readings, ON + timedelta(days))
    if today is not None and later is not None:
        assert later.coverage <= today.coverage


@given(countries())
def test_that_only_harm_is_in_a_score(country: tuple[list[Signal], dict[str, Reading]]) -> None:
    signals, readings = country
    harm = {signal.name for signal in signals if signal.axis == "harm"}
    only = {name: one for name, one in readings.items() if name in harm}
    assert assess(signals, readings, ON) == assess(signals, only, ON)


@pytest.mark.parametrize(
    ("one", "known"),
    [
        (None, "no_data"),
        (reading("s", age=7), "fresh"),
        (reading("s", age=8), "stale"),
        (reading("s", None), "no_data"),
        (reading("s", cell="suppressed"), "suppressed"),
        (reading("s", cell="below_threshold"), "below_threshold"),
        (reading("s", age=8, cell="suppressed"), "stale"),
    ],
)
def test_that_only_fresh_is_knowledge(one: Reading | None, known: str) -> None:
    signal = make_signal("s")
    assert knowledge(signal, one, ON) == known
    found = assess([signal], {} if one is None else {"s": one}, ON)
    assert found is not None
    assert found.coverage == (1.0 if known == "fresh" else 0.0)
    assert found.parts[0].knowledge == known
    assert (found.parts[0].severity is None) == (known != "fresh")


def test_that_exactly_65_per_cent_is_assessable() -> None:
    signals = [make_signal("a", 0.65), make_signal("b", 0.35)]
    found = assess(signals, {"a": reading("a")}, ON)
    assert found is not None
    assert found.score == pytest.approx(4.0)
    less = assess([make_signal("a", 0.649), make_signal("b", 0.351)], {"a": reading("a")}, ON)
    assert less is not None
    assert less.score is None


def test_that_open_bounds_reach_the_ends_of_the_scale() -> None:
    found = assess([make_signal("s")], {"s": Reading("s", ON, None, None, 10, "observed")}, ON)
    assert found is not None
    assert (found.lower, found.score, found.upper) == (0, 4, 4)
    found = assess([make_signal("s")], {"s": Reading("s", ON, 10, 10, None, "observed")}, ON)
    assert found is not None
    assert (found.lower, found.score, found.upper) == (4, 4, 10)


def test_that_a_synthetic_reading_marks_the_score_only_where_it_counts() -> None:
    signal = make_signal("s")
    fresh = assess([signal], {"s": reading("s", synthetic=True)}, ON)
    stale = assess([signal], {"s": reading("s", age=30, synthetic=True)}, ON)
    assert fresh is not None
    assert stale is not None
    assert (fresh.synthetic, stale.synthetic) == (True, False)


def test_that_nothing_judged_is_no_assessment() -> None:
    assert assess([make_signal("s", None), make_signal("p", axis="protective")], {}, ON) is None


def test_that_the_middle_of_known_bounds_is_judged() -> None:
    assert best(Reading("s", ON, None, 4, 6, "observed")) == 5
    assert best(Reading("s", ON, None, 4, None, "observed")) == 4
    assert best(Reading("s", ON, 7, 4, 6, "observed")) == 7
