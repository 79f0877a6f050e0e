"""Weights as they work, and signals that go together."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoc_app.method.effective_weights import FEWEST, correlations, effects
from tests.method.made_severities import QUICK, World, plain, worlds

RNG = random.Random(11)  # noqa: S311 - no secret
MANY = [[RNG.uniform(0, 10), RNG.uniform(0, 10), RNG.uniform(0, 10)] for _ in range(400)]


def test_that_parts_of_the_variance_add_up_to_one_and_follow_weights_where_all_is_even() -> None:
    found = effects(plain(MANY, weights=[3.0, 1.0, 1.0]))
    told = [one.variance_share or 0.0 for one in found]
    assert sum(told) == pytest.approx(1)
    assert told[0] == pytest.approx(9 / 11, abs=0.06), "weights count by their squares"
    assert found[0].main_effect == pytest.approx(9 / 11, abs=0.06)
    assert [one.count for one in found] == [400] * 3


def test_that_an_indicator_without_differences_moves_nothing_whatever_its_weight() -> None:
    found = effects(plain([[5.0, row[1]] for row in MANY], weights=[9.0, 1.0]))
    assert found[0].share == pytest.approx(0.9)
    assert found[0].variance_share == pytest.approx(0)
    assert found[0].main_effect == 0
    assert found[1].variance_share == pytest.approx(1)
    assert found[1].main_effect == pytest.approx(1)


def test_that_two_that_go_together_move_more_than_their_weights_say() -> None:
    both = effects(plain([[row[0], row[0], row[1]] for row in MANY]))
    alone = effects(plain(MANY))
    assert (both[0].main_effect or 0) > (alone[0].main_effect or 1) + 0.2
    assert (both[2].main_effect or 1) < (alone[2].main_effect or 0)


def test_that_of_too_few_countries_nothing_is_said_but_their_number() -> None:
    few = effects(plain(MANY[: FEWEST - 1]))
    assert {(one.variance_share, one.main_effect, one.count) for one in few} == {
        (None, None, FEWEST - 1)
    }
    alike = effects(plain([[1.0, 2.0]] * 30))
    assert {(one.variance_share, one.count) for one in alike} == {(None, 30)}


def test_that_correlations_are_those_of_the_countries_in_which_both_are_seen() -> None:
    fresh = [[RNG.random() > 0.1 for _ in row] for row in MANY]
    points = [[row[0], row[0] + row[1], row[2]] for row in MANY]
    found = correlations(plain(points, fresh=fresh))
    assert [(one.first, one.second) for one in found] == [
        ("s00", "s01"), ("s00", "s02"), ("s01", "s02"),
    ]  # fmt: skip
    for one in found:
        left, right = int(one.first[1:]), int(one.second[1:])
        both = [row for row, seen in zip(points, fresh, strict=True) if seen[left] and seen[right]]
        assert one.count == len(both)
        expected = np.corrcoef([row[left] for row in both], [row[right] for row in both])[0, 1]
        assert one.value == pytest.approx(float(expected), abs=1e-9)


def test_that_a_correlation_is_not_told_of_too_few_or_of_what_does_not_differ() -> None:
    known = plain([[1.0, row[1], row[2]] for row in MANY[:FEWEST]],
                  fresh=[[True, True, place > 0] for place in range(FEWEST)])  # fmt: skip
    told = {(one.first, one.second): (one.value is None, one.count) for one in correlations(known)}
    assert told == {
        ("s00", "s01"): (True, FEWEST),
        ("s00", "s02"): (True, FEWEST - 1),
        ("s01", "s02"): (True, FEWEST - 1),
    }


@settings(max_examples=40)
@given(worlds(QUICK))
def test_that_effects_and_correlations_stay_on_their_scales(world: World) -> None:
    known = world.known
    for effect in effects(known):
        assert effect.main_effect is None or 0 <= effect.main_effect <= 1
    for one in correlations(known):
        assert one.value is None or -1 <= one.value <= 1
        assert 0 <= one.count <= len(known.codes)


@given(st.integers(FEWEST, 40), st.randoms(use_true_random=False))
def test_that_parts_of_the_variance_always_add_up(count: int, rng: random.Random) -> None:
    points = [[rng.uniform(0, 10) for _ in range(4)] for _ in range(count)]
    told = [one.variance_share for one in effects(plain(points))]
    if None in told:
        assert len({sum(row) for row in points}) < count, "only such as are alike are not told"
    else:
        assert sum(one or 0.0 for one in told) == pytest.approx(1)
