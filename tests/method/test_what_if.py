"""Scores by other weights equal those of a method that has these weights."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoc_app.core.problem import Problem
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.indicator import ELECTION, REACH
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.signal import Dimension
from eoc_app.method.score import Score
from eoc_app.method.what_if_scores import what_if
from tests.core.made_countries import ON
from tests.made_method import METHOD
from tests.method.made_severities import World, plain, worlds


def judged(world: World) -> dict[str, Score]:
    """The same countries as the domain judges them, one by one."""
    found = {}
    for code, readings in world.readings.items():
        sums = world.assessor.sums(world.assessor.terms(readings, world.stakes[code], ON))
        found[code] = Score(code, sums.score, sums.lower, sums.upper, sums.coverage,
                            sums.synthetic, sums.unseen_share, *sums.dimensions)  # fmt: skip
    return found


def alike(one: Score, two: Score) -> None:
    for name in Score.__struct_fields__:
        left, right = getattr(one, name), getattr(two, name)
        if isinstance(left, float) and isinstance(right, float):
            assert left == pytest.approx(right, abs=1e-9), name
        elif name != "synthetic" or one.score is not None:
            assert left == right, name


@settings(max_examples=80)
@given(worlds(METHOD) | worlds(METHOD_1))
def test_that_unchanged_weights_give_the_scores_that_are_stored(world: World) -> None:
    expected = judged(world)
    for found in what_if(world.known, {}):
        alike(found, expected[found.country_code])


@settings(max_examples=80)
@given(worlds(METHOD), st.data())
def test_that_changed_weights_give_what_a_method_with_them_gives(
    world: World, data: st.DataObject
) -> None:
    amounts = st.floats(0.05, 20)
    signals = [one.signal for one in world.assessor.indicators if one.signal is not None]
    weights = {one.name: data.draw(amounts) for one in signals if data.draw(st.booleans())}
    weights |= {ELECTION: data.draw(amounts), REACH: data.draw(amounts)}
    dimensions: dict[Dimension, float] = {
        name: data.draw(amounts) for name in ("threat", "stakes", "vulnerability")
        if any(one.dimension == name for one in world.assessor.indicators)
    }  # fmt: skip
    stakes = METHOD.stakes
    assert stakes is not None
    method = replace(
        METHOD,
        dimensions={
            name: replace(stated, weight=dimensions.get(name, stated.weight))
            for name, stated in METHOD.dimensions.items()
        },
        stakes=replace(
            stakes,
            election=replace(stakes.election, weight=weights[ELECTION]),
            reach=replace(stakes.reach, weight=weights[REACH]),
        ),
    )
    changed = [
        replace(one, judge=replace(one.judge, weight=weights.get(one.name, one.judge.weight)))
        for one in signals
        if one.judge is not None
    ]
    expected = judged(World(Assessor(method, changed), world.readings, world.stakes))
    for found in what_if(world.known, weights, dimensions):
        alike(found, expected[found.country_code])


def test_that_countries_come_worst_first_and_those_without_a_score_last() -> None:
    known = plain([[1.0, 2.0], [9.0, 3.0], [10.0, 0.0]], lower=[[1.0, 2.0], [9.0, 3.0], [0.0, 0.0]],
                  fresh=[[True, True], [True, True], [False, True]])  # fmt: skip
    assert [row.country_code for row in what_if(known, {})] == ["C01", "C00", "C02"]
    assert [row.country_code for row in what_if(known, {"s00": 0.0})] == ["C01", "C00", "C02"]
    assert [row.score for row in what_if(known, {"s00": 0.0})] == [3.0, 2.0, 0.0]
    assert what_if(known, {})[-1].score is None


@pytest.mark.parametrize(
    ("weights", "dimensions"),
    [
        ({"s00": -1.0}, {}),
        ({"s00": float("nan")}, {}),
        ({"other": 1.0}, {}),
        ({"s00": 0.0, "s01": 0.0}, {}),
        ({}, {"threat": 0.0}),
        ({}, {"vulnerability": 1.0}),
    ],
)
def test_that_weights_without_a_meaning_are_refused(
    weights: dict[str, float], dimensions: dict[Dimension, float]
) -> None:
    with pytest.raises(Problem):
        what_if(plain([[1.0, 2.0]]), weights, dimensions)
