"""What would flip a band: applied it does, and one per cent less does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given

from eoc_app.domain.risk.assessor import Assessment, Assessor
from eoc_app.domain.risk.band_flips import (
    MOST_WEIGHT,
    Flip,
    reweighted,
    smallest,
    value_flips,
    weight_flips,
)
from eoc_app.domain.risk.scoring_method import METHOD_1, Method
from eoc_app.domain.risk.stakes import QUIET
from tests.core.made_countries import ON, Country, make_signal, reading, seen_countries
from tests.made_method import METHOD


def judged(country: Country, method: Method = METHOD) -> tuple[Assessor, Assessment, float]:
    """A country with a score that lies clear of every band's edge."""
    assessor = Assessor(method, country.signals)
    found = assessor.assess(country.readings, country.stakes, ON)
    assume(found is not None and found.score is not None)
    assert found is not None
    assert found.score is not None
    score = found.score
    assume(all(abs(score - band.floor) > 1e-3 for band in method.bands))
    return assessor, found, score


def score_at(assessor: Assessor, country: Country, name: str, value: float) -> float:
    readings = country.readings | {name: reading(name, value)}
    found = assessor.assess(readings, country.stakes, ON)
    assert found is not None
    assert found.score is not None
    return found.score


@given(seen_countries())
def test_that_a_flip_of_a_value_changes_the_band_and_one_per_cent_less_does_not(
    country: Country,
) -> None:
    assessor, found, score = judged(country)
    own = METHOD.band(score)
    for flip in value_flips(assessor, found, country.readings):
        after = score_at(assessor, country, flip.name, flip.then)
        assert METHOD.band(after) == flip.band != own
        assert flip.up == (flip.band.floor > own.floor)
        if flip.now is None:
            # Not seen now: seen at a little more, it would not have been enough.
            signal = next(one for one in country.signals if one.name == flip.name)
            assert signal.judge is not None
            more = flip.then + 0.01 * signal.judge.alert
            if score_at(assessor, country, flip.name, more) > score_at(
                assessor, country, flip.name, flip.then
            ):
                after = score_at(assessor, country, flip.name, more)
                assert METHOD.band(after) == own
        else:
            almost = flip.now + 0.99 * (flip.then - flip.now)
            assert METHOD.band(score_at(assessor, country, flip.name, almost)) == own


@given(seen_countries())
def test_that_every_seen_signal_that_could_flip_the_band_is_told(country: Country) -> None:
    assessor, found, score = judged(country)
    own = METHOD.band(score)
    told = {(flip.name, flip.up) for flip in value_flips(assessor, found, country.readings)}
    for part in found.parts:
        if part.dimension == "stakes" or not part.seen:
            continue
        for up, value in ((True, 1e30), (False, 0.0)):
            utmost = score_at(assessor, country, part.signal, value)
            if any(abs(utmost - band.floor) < 1e-6 for band in METHOD.bands[1:]):
                continue  # its utmost is the edge itself: the last digit decides
            assert ((part.signal, up) in told) == (METHOD.band(utmost) != own)


@given(seen_countries())
def test_that_a_flip_of_a_weight_changes_the_band_and_one_per_cent_less_does_not(
    country: Country,
) -> None:
    assessor, found, score = judged(country)
    own = METHOD.band(score)
    flips = weight_flips(assessor, found)
    assert len({flip.up for flip in flips}) == len(flips)
    for flip in flips:
        assert flip.now is not None
        assert 0 < flip.then <= MOST_WEIGHT * flip.now, "what a slider can try"
        after = reweighted(assessor, flip).assess(country.readings, country.stakes, ON)
        assert after is not None
        assert after.score is not None
        assert METHOD.band(after.score) == flip.band != own
        almost = replace(flip, then=flip.now + 0.99 * (flip.then - flip.now))
        less = reweighted(assessor, almost).assess(country.readings, country.stakes, ON)
        assert less is not None
        assert less.score is not None
        assert METHOD.band(less.score) == own


@given(seen_countries())
def test_that_flips_are_true_for_method_1_too(country: Country) -> None:
    assessor, found, score = judged(country, METHOD_1)
    for flip in value_flips(assessor, found, country.readings):
        assert flip.now is not None, "what is left out can flip nothing"
        after = score_at(assessor, country, flip.name, flip.then)
        assert METHOD_1.band(after) == flip.band
    for flip in weight_flips(assessor, found):
        after_all = reweighted(assessor, flip).assess(country.readings, country.stakes, ON)
        assert after_all is not None
        assert after_all.score is not None
        assert METHOD_1.band(after_all.score) == flip.band != METHOD_1.band(score)


def test_that_the_heaviest_signal_needs_the_smallest_change() -> None:
    signals = [make_signal("heavy", 3), make_signal("light", 1)]
    country = Country(
        signals, {"heavy": reading("heavy", 10), "light": reading("light", 10)}, QUIET
    )
    assessor = Assessor(METHOD, signals)
    found = assessor.assess(country.readings, QUIET, ON)
    assert found is not None
    assert found.score == pytest.approx(3)
    flips = value_flips(assessor, found, country.readings)
    assert {(flip.name, flip.up) for flip in flips[:2]} == {("heavy", True), ("heavy", False)}
    up = next(flip for flip in flips if flip.up)
    # One point of ten is missing, the signal makes 9/16 of the score: 16/9 points of severity.
    assert up.then == pytest.approx(10 + 10 * (16 / 9) / 4)
    assert up.size == pytest.approx(16 / 90)
    every = [*flips, *weight_flips(assessor, found)]
    least = smallest(every)
    assert least is not None
    assert least.size == min(flip.size for flip in every)


def test_that_a_signal_that_is_not_seen_flips_the_band_by_being_seen() -> None:
    signals = [make_signal("a", 3), make_signal("b", 1)]
    assessor = Assessor(METHOD, signals)
    readings = {"a": reading("a", 2)}
    found = assessor.assess(readings, QUIET, ON)
    assert found is not None
    assert found.score == pytest.approx(0.5625 * 0.8 + 1.875)
    flips = value_flips(assessor, found, readings)
    (seen,) = [flip for flip in flips if flip.name == "b"]
    assert (seen.now, seen.up, seen.band.name) == (None, False, "low")
    after = assessor.assess(readings | {"b": reading("b", seen.then)}, QUIET, ON)
    assert after is not None
    assert after.score is not None
    assert METHOD.band(after.score).name == "low"


def test_that_a_weight_that_no_slider_reaches_is_not_told() -> None:
    signals = [make_signal("calm", 3), make_signal("grave", 0.1)]
    readings = {"calm": reading("calm", 1), "grave": reading("grave", 1000)}
    assessor = Assessor(METHOD, signals)
    found = assessor.assess(readings, QUIET, ON)
    assert found is not None
    assert found.score is not None
    assert METHOD.band(found.score) == METHOD.bands[0]
    # The grave signal's weight would flip it, but only at many times its own.
    heavy = [signals[0], make_signal("grave", 3)]
    after = Assessor(METHOD, heavy).assess(readings, QUIET, ON)
    assert after is not None
    assert after.score is not None
    assert METHOD.band(after.score) != METHOD.bands[0]
    assert "grave" not in {flip.name for flip in weight_flips(assessor, found)}


def test_that_nothing_flips_where_there_is_no_score() -> None:
    signals = [make_signal("a"), make_signal("b")]
    assessor = Assessor(METHOD, signals)
    found = assessor.assess({"a": reading("a")}, QUIET, ON)
    assert found is not None
    assert value_flips(assessor, found, {"a": reading("a")}) == []
    assert weight_flips(assessor, found) == []
    none: list[Flip] = []
    assert smallest(none) is None
