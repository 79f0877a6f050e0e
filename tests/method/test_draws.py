"""Intervals of scores and ranks: what they hold, and what must not move them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.method.draws import Interval, intervals, seed_of
from eoc_app.method.severities import Severities
from tests.core.made_countries import ON, make_signal
from tests.made_method import METHOD
from tests.method.made_severities import QUICK, STILL, THREAT, World, plain, with_rule, worlds

OLD = with_rule(METHOD_1, draws=120)


def scattered(countries: int = 30, signals: int = 12, *, seed: int = 3) -> Severities:
    """Countries of every kind, a tenth of their signals known by bounds and a tenth not seen."""
    rng = np.random.default_rng(seed)
    points = np.minimum(10, rng.gamma(1, 2, (countries, signals)))
    bounded, unseen = (rng.random(points.shape) < share for share in (0.1, 0.1))
    points[unseen] = 10
    lower, upper = points.copy(), points.copy()
    lower[bounded] *= 0.5
    upper[bounded] = np.minimum(10, 1.5 * upper[bounded])
    lower[unseen], upper[unseen] = 0, 10
    return plain(points.tolist(), lower=lower.tolist(), upper=upper.tolist(),
                 fresh=(~unseen).tolist())  # fmt: skip


@settings(max_examples=60)
@given(worlds(QUICK) | worlds(OLD))
def test_that_an_interval_holds_the_score_and_the_rank_that_are_printed(world: World) -> None:
    found = intervals(world.known, 1)
    scores = {}
    for code, readings in world.readings.items():
        sums = world.assessor.sums(world.assessor.terms(readings, world.stakes[code], ON))
        if sums.score is not None:
            scores[code] = sums.score
    assert set(found) == set(scores), "who has no score takes no rank"
    for code, one in found.items():
        assert 0 <= one.score_lower <= scores[code] + 1e-9
        assert scores[code] - 1e-9 <= one.score_upper <= METHOD.scale
        worse = sum(other > scores[code] + 1e-6 for other in scores.values())
        assert 1 <= one.best_rank <= one.first_rank <= one.last_rank <= one.worst_rank
        assert one.worst_rank <= len(scores)
        assert one.first_rank <= worse + 1 <= one.last_rank


@settings(max_examples=30)
@given(worlds(), st.randoms(use_true_random=False))
def test_that_the_order_of_countries_and_signals_changes_nothing(
    world: World, rng: random.Random
) -> None:
    codes = list(world.readings)
    rng.shuffle(codes)
    signals = [one.signal for one in world.assessor.indicators if one.signal is not None]
    rng.shuffle(signals)
    readings = {code: world.readings[code] for code in codes}
    other = World(Assessor(world.assessor.method, signals), readings, world.stakes)
    one, two = intervals(world.known, 5), intervals(other.known, 5)
    assert set(one) == set(two)
    for code, found in one.items():
        again = two[code]
        assert found.score_lower == pytest.approx(again.score_lower, abs=1e-6)
        assert found.score_upper == pytest.approx(again.score_upper, abs=1e-6)
        assert (found.best_rank, found.worst_rank) == (again.best_rank, again.worst_rank)


def test_that_countries_under_other_names_have_the_same_intervals() -> None:
    points = [[1.0, 2.0], [3.0, 1.0], [8.0, 9.0]]
    one = intervals(plain(points), 9)
    two = intervals(plain(points[::-1]), 9)
    assert list(one.values()) == list(two.values())[::-1], "nothing is drawn by country here"


def test_that_the_same_seed_gives_the_same_and_another_one_another() -> None:
    known = scattered()
    assert intervals(known, 7) == intervals(known, 7)
    assert intervals(known, 7) != intervals(known, 8)


def test_that_the_digits_are_the_same_on_every_machine() -> None:
    points = [[1.0, 4.0, 0.0], [2.5, 10.0, 6.0], [7.0, 0.5, 3.0]]
    upper = [[3.0, 4.0, 0.0], [2.5, 10.0, 9.0], [7.0, 0.5, 3.0]]
    fresh = [[True] * 3, [True, False, True], [True] * 3]
    lower = [[1.0, 4.0, 0.0], [2.5, 0.0, 6.0], [6.0, 0.5, 3.0]]
    known = plain(points, lower=lower, upper=upper, fresh=fresh)
    found = intervals(known, seed_of("0123456789abcdef", date(2024, 10, 25), "digest"))
    told = [
        (round(one.score_lower, 5), round(one.score_upper, 5), one.best_rank, one.worst_rank)
        for one in found.values()
    ]
    assert told == [(1.61102, 2.39799, 2, 3), (3.38281, 6.64394, 1, 2), (2.95795, 3.73809, 1, 3)]


def test_that_a_seed_speaks_of_file_day_and_method() -> None:
    day = date(2024, 10, 25)
    seeds = {
        seed_of("a", day, "m"),
        seed_of("b", day, "m"),
        seed_of("a", date(2024, 10, 26), "m"),
        seed_of("a", day, "n"),
    }
    assert len(seeds) == 4
    assert seed_of("a", day, "m") in seeds


@given(st.lists(st.lists(st.floats(0, 10), min_size=3, max_size=3), min_size=1, max_size=6))
def test_that_nothing_tried_and_everything_known_leaves_the_point(
    points: list[list[float]],
) -> None:
    for code, one in intervals(plain(points, method=with_rule(STILL, draws=20)), 1).items():
        score = sum(points[int(code[1:])]) / 3
        assert one.score_lower == pytest.approx(score, abs=1e-5)
        assert one.score_upper == pytest.approx(score, abs=1e-5)
        assert one.first_rank - one.best_rank <= sum(
            abs(sum(other) / 3 - score) < 1e-5 for other in points
        ), "only such as are alike to the last digits change places"


def test_that_a_value_between_bounds_is_drawn_between_them_and_evenly() -> None:
    found = intervals(plain([[4.0]], lower=[[2.0]], upper=[[8.0]], method=STILL), 1)["C00"]
    assert found.score_lower == pytest.approx(2.3, abs=0.15)
    assert found.score_upper == pytest.approx(7.7, abs=0.15)


def test_that_what_is_not_seen_may_be_anything_and_is_printed_at_its_worst() -> None:
    seen, unseen = [True] * 3, [True, True, False]
    found = intervals(
        plain([[2.0] * 3, [2.0, 2.0, 10.0]], lower=[[2.0] * 3, [2.0, 2.0, 0.0]],
              upper=[[2.0] * 3, [2.0, 2.0, 10.0]], fresh=[seen, unseen], method=STILL), 1,
    )  # fmt: skip
    assert found["C00"].score_lower == pytest.approx(found["C00"].score_upper)
    assert found["C01"].score_lower == pytest.approx(4 / 3 + 0.5 / 3, abs=0.06)
    assert found["C01"].score_upper == pytest.approx(14 / 3)
    assert (found["C01"].best_rank, found["C01"].worst_rank) == (1, 2)


@given(st.floats(0, 5), st.floats(0, 5), st.floats(0, 1), st.floats(0, 1))
def test_that_narrower_bounds_never_widen_the_interval(
    below: float, above: float, part: float, other: float
) -> None:
    def width(low: float, high: float) -> float:
        method = with_rule(STILL, draws=400)
        known = plain([[5.0, 3.0]], lower=[[5 - low, 3.0]], upper=[[5 + high, 3.0]], method=method)
        one = intervals(known, 1)["C00"]
        return one.score_upper - one.score_lower

    assert width(below * part, above * other) <= width(below, above) + 0.01


def test_that_a_wider_spread_of_weights_widens_intervals_on_average() -> None:
    def widths(spread: float) -> tuple[float, float]:
        method = with_rule(THREAT, weight_spread=spread)
        found = intervals(replace(scattered(), method=method), 1).values()
        return (
            sum(one.score_upper - one.score_lower for one in found),
            sum(one.worst_rank - one.best_rank for one in found),
        )

    none, some, much = widths(0.0), widths(0.25), widths(0.75)
    assert none[0] < some[0] < much[0]
    assert none[1] <= some[1] < much[1]


def pointwise(rows: list[Interval], worse: int, better: int) -> None:
    one, two = rows[worse], rows[better]
    assert one.score_lower >= two.score_lower - 1e-9
    assert one.score_upper >= two.score_upper - 1e-9
    assert one.best_rank <= two.best_rank
    assert one.worst_rank <= two.worst_rank


@settings(max_examples=40)
@given(st.data())
def test_that_a_country_that_is_calmer_in_everything_never_ranks_before_the_other(
    data: st.DataObject,
) -> None:
    levels = st.floats(0, 10)
    lower, point, upper = [], [], []
    for _ in range(data.draw(st.integers(2, 5))):
        three = [sorted(data.draw(levels) for _ in range(3)) for _ in range(3)]
        lower.append([cell[0] for cell in three])
        point.append([cell[1] for cell in three])
        upper.append([cell[2] for cell in three])
    # The first country is, whatever is drawn, nowhere above the second.
    upper[0] = [min(*pair) for pair in zip(upper[0], lower[1], strict=True)]
    point[0] = [min(*pair) for pair in zip(point[0], upper[0], strict=True)]
    lower[0] = [min(*pair) for pair in zip(lower[0], point[0], strict=True)]
    known = plain(point, lower=lower, upper=upper, method=with_rule(THREAT, draws=90))
    found = list(intervals(known, data.draw(st.integers(0, 9))).values())
    pointwise(found, worse=1, better=0)


def test_that_countries_that_are_alike_share_their_ranks() -> None:
    found = intervals(plain([[3.0, 4.0]] * 3 + [[0.0, 0.0]]), 1)
    for code in ("C00", "C01", "C02"):
        one = found[code]
        assert (one.best_rank, one.first_rank, one.last_rank, one.worst_rank) == (1, 1, 3, 3)
    assert found["C03"].best_rank == found["C03"].worst_rank == 4


def test_that_what_is_calm_makes_up_for_less_where_sums_are_geometric() -> None:
    # By the mean the even country is worse; the other has one signal at its worst.
    points = [[4.2, 4.2, 4.2], [10.0, 0.9, 0.9]]
    rule = {"weight_spread": 0.0, "normalisations": ("fixed",)}
    only = intervals(
        plain(points, method=with_rule(THREAT, **rule, aggregations=("arithmetic",))), 1
    )
    both = intervals(plain(points, method=with_rule(THREAT, **rule)), 1)
    assert (only["C01"].best_rank, only["C01"].worst_rank) == (2, 2)
    assert (both["C01"].best_rank, both["C01"].worst_rank) == (1, 2)
    assert both["C01"].score_upper == pytest.approx(only["C01"].score_upper), "a rank's alone"


def test_that_without_countries_or_signals_there_are_no_intervals() -> None:
    known = World(Assessor(METHOD, [make_signal("a")]), {}, {}).known
    assert intervals(known, 1) == {}
    assert intervals(World(Assessor(METHOD, []), {}, {}).known, 1) == {}
