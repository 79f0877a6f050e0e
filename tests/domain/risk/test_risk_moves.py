"""What may move a score, and what may not: more harm, lost sight, order, names, units."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import assess
from eoc_app.domain.risk.reading import knowledge
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.stakes import QUIET, Stake, Stakes
from tests.core.made_countries import (
    ON,
    Country,
    amounts,
    countries,
    make_signal,
    reading,
    seen_countries,
)
from tests.domain.risk import method_1
from tests.domain.risk.test_risk import SLACK, judged
from tests.made_method import METHOD


@given(seen_countries(), st.data(), amounts)
def test_that_more_of_a_harm_signal_never_lowers_a_score(
    country: Country, data: st.DataObject, more: float
) -> None:
    before = judged(country)
    if before is None or before.score is None or not country.readings:
        return
    name = data.draw(st.sampled_from(sorted(country.readings)))
    worse = reading(name, (country.readings[name].value or 0.0) + more)
    after = judged(country._replace(readings=country.readings | {name: worse}))
    assert after is not None
    assert after.score is not None
    assert after.score >= before.score - SLACK
    assert METHOD.band(after.score).floor >= METHOD.band(before.score - SLACK).floor


@given(st.one_of(countries(), seen_countries()), st.data())
def test_that_taking_any_readings_away_raises_a_score_or_withholds_it(
    country: Country, data: st.DataObject
) -> None:
    before = judged(country)
    gone = data.draw(st.sets(st.sampled_from(sorted(country.readings))) if country.readings
                     else st.just(set()))  # fmt: skip
    left = {name: one for name, one in country.readings.items() if name not in gone}
    after = judged(country._replace(readings=left))
    if before is None or after is None:
        assert before is after
        return
    assert after.coverage <= before.coverage
    if before.score is None:
        assert after.score is None
    elif after.score is not None:
        assert after.score >= before.score - SLACK
        assert METHOD.band(after.score + SLACK).floor >= METHOD.band(before.score).floor


@given(countries(), st.randoms(use_true_random=False))
def test_that_the_order_of_signals_and_readings_changes_nothing(
    country: Country, random: object
) -> None:
    signals, readings = list(country.signals), list(country.readings.items())
    random.shuffle(signals)  # type: ignore[attr-defined]
    random.shuffle(readings)  # type: ignore[attr-defined]
    before = judged(country)
    after = judged(country._replace(signals=signals, readings=dict(readings)))
    if before is None or after is None:
        assert before is after
        return
    assert (before.score is None) == (after.score is None)
    if before.score is not None:
        assert after.score == pytest.approx(before.score, abs=1e-9)
        assert after.lower == pytest.approx(before.lower, abs=1e-9)
        assert after.upper == pytest.approx(before.upper, abs=1e-9)
    points = [{part.signal: part.points for part in found.parts} for found in (before, after)]
    assert points[0] == pytest.approx(points[1], abs=1e-9)


@given(seen_countries(), st.data(), st.floats(1e-3, 1e3))
def test_that_another_unit_with_its_thresholds_changes_nothing(
    country: Country, data: st.DataObject, factor: float
) -> None:
    chosen = data.draw(st.sampled_from(country.signals))
    assert chosen.judge is not None
    scaled = replace(
        chosen,
        judge=replace(
            chosen.judge, watch=chosen.judge.watch * factor, alert=chosen.judge.alert * factor
        ),
    )
    signals = [scaled if one is chosen else one for one in country.signals]
    readings = dict(country.readings)
    if (one := readings.get(chosen.name)) is not None and one.value is not None:
        readings[chosen.name] = reading(chosen.name, one.value * factor)
    before, after = judged(country), judged(Country(signals, readings, country.stakes))
    assert before is not None
    assert after is not None
    assert (before.score is None) == (after.score is None)
    if before.score is not None:
        assert after.score == pytest.approx(before.score, abs=1e-9)


@given(countries(), st.data())
def test_that_protection_and_effort_never_change_harm(
    country: Country, data: st.DataObject
) -> None:
    beside = [one.name for one in country.signals if one.axis != "harm"]
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(beside, amounts)))
    changed = country.readings | {name: reading(name, value) for name, value in values.items()}
    assert judged(country._replace(readings=changed)) == judged(country)


@given(countries() | seen_countries(), st.data())
def test_that_the_bounds_hold_whatever_the_unknown_turns_out_to_be(
    country: Country, data: st.DataObject
) -> None:
    before = judged(country)
    if before is None or before.lower is None or before.upper is None:
        return
    found = dict(country.readings)
    for signal in country.signals:
        one = found.get(signal.name)
        state = knowledge(signal, one, ON)
        low, high = 0.0, 1e9
        if one is not None and state == "below_threshold":
            high = one.upper if one.upper is not None else high
        elif one is not None and state == "fresh":
            low = one.lower if one.lower is not None else low
            high = one.upper if one.upper is not None else high
        found[signal.name] = reading(signal.name, data.draw(st.floats(low, high)))
    election, reach = (
        data.draw(st.floats(one.lower, METHOD.scale if one.upper is None else one.upper))
        for one in (country.stakes.election, country.stakes.reach)
    )
    stakes = Stakes(Stake(election, election, election), Stake(reach, reach, reach))
    after = judged(country._replace(readings=found, stakes=stakes))
    assert after is not None
    assert after.score is not None
    assert after.coverage == pytest.approx(1)
    assert before.lower - SLACK <= after.score <= before.upper + SLACK


@given(countries())
def test_that_method_1_gives_what_it_always_gave(country: Country) -> None:
    found = assess(METHOD_1, country.signals, country.readings, country.stakes, on=ON)
    old = method_1.assess(country.signals, country.readings, ON)
    if old is None or found is None:
        assert old is None
        assert found is None
        return
    score, lower, upper, coverage, synthetic = old
    assert (found.score is None) == (score is None)
    assert found.coverage == pytest.approx(coverage, abs=1e-12)
    assert found.synthetic == synthetic
    for new, expected in ((found.score, score), (found.lower, lower), (found.upper, upper)):
        assert new == (None if expected is None else pytest.approx(expected, abs=1e-9))
    if found.score is not None:
        assert sum(part.points for part in found.parts) == pytest.approx(found.score, abs=1e-9)
        assert all(part.points == 0 for part in found.parts if not part.seen)


def test_that_losing_sight_of_the_worst_signal_never_looks_better() -> None:
    """The case that method 1 got wrong: the feed that shows the harm stops, and the mean falls."""
    signals = [make_signal(name) for name in "abc"]
    values = {"a": 39.0, "b": 1.0, "c": 1.0}
    country = Country(signals, {name: reading(name, v) for name, v in values.items()}, QUIET)
    blind = country._replace(readings={n: r for n, r in country.readings.items() if n != "a"})
    before, after = judged(country), judged(blind)
    assert before is not None
    assert after is not None
    assert (before.score or 0) < (after.score or 0)
    old = method_1.assess(country.signals, country.readings, ON)
    gone = method_1.assess(blind.signals, blind.readings, ON)
    assert old is not None
    assert gone is not None
    assert (old[0] or 0) > (gone[0] or 0)
