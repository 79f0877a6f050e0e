"""The score: harm only, never without its coverage, what is not seen at its worst."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessment, assess
from eoc_app.domain.risk.reading import Reading, best, knowledge, severity
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.signal import Judgement
from eoc_app.domain.risk.stakes import QUIET, UNKNOWN
from tests.core.made_countries import (
    ON,
    Country,
    amounts,
    countries,
    judgements,
    make_signal,
    reading,
)
from tests.made_method import METHOD

SLACK = 1e-9


def judged(country: Country, on: date = ON) -> Assessment | None:
    return assess(METHOD, country.signals, country.readings, country.stakes, on=on)


@given(judgements(), amounts, amounts)
def test_that_severity_never_falls_as_the_value_rises(
    judge: Judgement, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert 0 <= severity(METHOD, judge, low) <= severity(METHOD, judge, high) <= METHOD.scale


def test_that_severity_goes_through_its_four_corners() -> None:
    judge = Judgement(5, 25, 1, 7)
    found = [severity(METHOD, judge, value) for value in (-1, 0, 5, 25, 50, 1e9)]
    assert found == [0, 0, 4, 8, 10, 10]
    assert severity(METHOD, judge, 15) == pytest.approx(6)


@given(st.floats(0, 10), st.floats(0, 10))
def test_that_a_higher_score_is_in_no_lower_band(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert METHOD.band(low).floor <= METHOD.band(high).floor


@pytest.mark.parametrize(
    ("score", "title"),
    [(0, "Low"), (2, "Guarded"), (3.99, "Guarded"), (8, "Severe"), (10, "Severe")],
)
def test_that_a_band_begins_at_its_floor(score: float, title: str) -> None:
    assert METHOD.band(score).title == title


@given(countries())
def test_that_contributions_add_up_to_the_score(country: Country) -> None:
    found = judged(country)
    if found is None:
        assert not [s for s in country.signals if s.judge is not None and s.axis == "harm"]
        return
    assert sum(part.weight_share for part in found.parts) == pytest.approx(1)
    signals = [part for part in found.parts if part.dimension != "stakes"]
    fresh = sum(part.weight_share for part in signals if part.seen)
    assert found.coverage == pytest.approx(fresh / sum(part.weight_share for part in signals))
    if found.score is not None:
        assert abs(sum(part.points for part in found.parts) - found.score) <= 1e-9


@given(countries())
def test_that_dimensions_add_up_to_the_score(country: Country) -> None:
    found = judged(country)
    if found is None or found.score is None:
        return
    weights = dict.fromkeys(("threat", "stakes", "vulnerability"), 0.0)
    for part in found.parts:
        weights[part.dimension] += part.weight_share
    pairs = zip(weights.values(), found.dimensions, strict=True)
    assert all((score is None) == (weight == 0) for weight, score in zip(
        weights.values(), found.dimensions, strict=True))  # fmt: skip
    assert sum(weight * (score or 0.0) for weight, score in pairs) == pytest.approx(found.score)


@given(countries())
def test_that_a_score_lies_between_its_bounds_and_on_the_scale(country: Country) -> None:
    found = judged(country)
    if found is None or found.score is None or found.lower is None or found.upper is None:
        assert found is None or (found.score, found.lower, found.upper) == (None, None, None)
        return
    assert 0 <= found.lower <= found.score + SLACK
    assert found.score - SLACK <= found.upper <= METHOD.scale


@given(countries())
def test_that_without_enough_fresh_weight_there_is_no_score(country: Country) -> None:
    found = judged(country)
    if found is None:
        return
    assert (found.score is None) == (found.coverage < METHOD.assessable_coverage - 1e-9)
    if found.score is None:
        assert (found.unseen_share, found.dimensions) == (None, (None, None, None))


@given(countries())
def test_that_the_unseen_share_is_the_part_of_the_score_that_nobody_sees(country: Country) -> None:
    found = judged(country)
    if found is None or found.score is None or found.unseen_share is None:
        return
    dark = sum(part.points for part in found.parts if not part.seen)
    assert found.unseen_share * found.score == pytest.approx(dark, abs=1e-9)


@given(countries(), st.integers(0, 200))
def test_that_waiting_never_makes_a_reading_fresh_again(country: Country, days: int) -> None:
    today, later = judged(country), judged(country, ON + timedelta(days))
    if today is not None and later is not None:
        assert later.coverage <= today.coverage


@given(countries())
def test_that_only_harm_is_in_a_score(country: Country) -> None:
    harm = {signal.name for signal in country.signals if signal.axis == "harm"}
    only = {name: one for name, one in country.readings.items() if name in harm}
    assert judged(country) == judged(country._replace(readings=only))


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
    found = assess(METHOD, [signal], {} if one is None else {"s": one}, QUIET, on=ON)
    assert found is not None
    assert found.coverage == (1.0 if known == "fresh" else 0.0)
    assert found.parts[0].knowledge == known
    assert found.parts[0].seen == (known == "fresh")


@pytest.mark.parametrize("one", [None, reading("s", 1, age=8), reading("s", 1, cell="suppressed")])
def test_that_what_is_not_seen_counts_at_its_worst(one: Reading | None) -> None:
    signals = [make_signal("s", 1), make_signal("t", 3)]
    known = {"t": reading("t", 0)} | ({} if one is None else {"s": one})
    found = assess(METHOD, signals, known, QUIET, on=ON)
    assert found is not None
    # Threat has three quarters of the weight where nothing of vulnerability is judged.
    assert [found.score, found.lower, found.upper] == pytest.approx([1.875, 0, 1.875])
    assert found.unseen_share == pytest.approx(1)


def test_that_below_a_stated_floor_the_floor_is_the_worst() -> None:
    signals = [make_signal("s", 1), make_signal("t", 3)]
    below = Reading("s", ON, None, 0, 5, "below_threshold")
    found = assess(METHOD, signals, {"t": reading("t", 0), "s": below}, QUIET, on=ON)
    assert found is not None
    assert found.parts[0].severity == pytest.approx(2)
    assert not found.parts[0].seen
    assert found.coverage == pytest.approx(0.75)


def test_that_exactly_65_per_cent_is_assessable() -> None:
    signals = [make_signal("a", 0.65), make_signal("b", 0.35)]
    found = assess(METHOD, signals, {"a": reading("a")}, QUIET, on=ON)
    assert found is not None
    assert found.score == pytest.approx(0.75 * (0.65 * 4 + 0.35 * 10))
    signals = [make_signal("a", 0.649), make_signal("b", 0.351)]
    less = assess(METHOD, signals, {"a": reading("a")}, QUIET, on=ON)
    assert less is not None
    assert less.score is None


def test_that_a_calendar_that_is_known_is_no_coverage() -> None:
    signals = [make_signal("a", 0.6), make_signal("b", 0.4)]
    found = assess(METHOD, signals, {"a": reading("a")}, QUIET, on=ON)
    assert found is not None
    assert found.coverage == pytest.approx(0.6)
    assert found.score is None


def test_that_a_country_that_no_calendar_lists_has_the_worst_at_stake() -> None:
    known, readings = make_signal("a"), {"a": reading("a", 0)}
    quiet = assess(METHOD, [known], readings, QUIET, on=ON)
    dark = assess(METHOD, [known], readings, UNKNOWN, on=ON)
    assert quiet is not None
    assert dark is not None
    assert quiet.score == 0
    assert dark.score == pytest.approx(2.5)
    threat, at_stake, vulnerability = dark.dimensions
    assert (threat, vulnerability) == (0, None)
    assert at_stake == pytest.approx(10)


def test_that_open_bounds_reach_the_ends_of_the_scale() -> None:
    threat = replace(METHOD, dimensions={"threat": METHOD.dimensions["threat"]}, stakes=None)
    signals = [make_signal("s")]
    found = assess(threat, signals, {"s": Reading("s", ON, None, None, 10, "observed")}, on=ON)
    assert found is not None
    assert (found.lower, found.score, found.upper) == (0, 4, 4)
    found = assess(threat, signals, {"s": Reading("s", ON, 10, 10, None, "observed")}, on=ON)
    assert found is not None
    assert (found.lower, found.score, found.upper) == (4, 4, 10)


def test_that_a_synthetic_reading_marks_the_score_only_where_it_counts() -> None:
    signal = make_signal("s")
    fresh = assess(METHOD, [signal], {"s": reading("s", synthetic=True)}, QUIET, on=ON)
    stale = assess(METHOD, [signal], {"s": reading("s", age=30, synthetic=True)}, QUIET, on=ON)
    assert fresh is not None
    assert stale is not None
    assert (fresh.synthetic, stale.synthetic) == (True, False)


def test_that_nothing_judged_is_no_assessment() -> None:
    nothing = [make_signal("s", None), make_signal("p", axis="protective")]
    assert assess(METHOD, nothing, {}, QUIET, on=ON) is None
    assert assess(METHOD_1, nothing, {}, on=ON) is None


def test_that_the_middle_of_known_bounds_is_judged() -> None:
    assert best(Reading("s", ON, None, 4, 6, "observed")) == 5
    assert best(Reading("s", ON, None, 4, None, "observed")) == 4
    assert best(Reading("s", ON, 7, 4, 6, "observed")) == 7
