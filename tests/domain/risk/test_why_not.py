"""Why is this not flagged? Every country and every signal has an answer."""

from __future__ import annotations

import pytest
from hypothesis import given

from eoc_app.domain.risk.assessor import Assessment, Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.score_explanation import UNSEEN
from eoc_app.domain.risk.signal import Axis, Signal
from eoc_app.domain.risk.stakes import QUIET
from eoc_app.domain.risk.why_not import Answer, of_country, of_signal
from tests.core.made_countries import ON, Country, countries, make_signal, reading
from tests.made_method import METHOD

SIGNALS = [make_signal("a", 4), make_signal("b", 2), make_signal("c", 1)]


def judged(readings: dict[str, Reading]) -> Assessment:
    found = Assessor(METHOD, SIGNALS).assess(readings, QUIET, ON)
    assert found is not None
    return found


def answer(signal: Signal, readings: dict[str, Reading]) -> Answer:
    found = judged(readings)
    part = next((part for part in found.parts if part.signal == signal.name), None)
    return of_signal(METHOD, signal, part, readings.get(signal.name), found, ON)


@pytest.mark.parametrize(
    ("one", "reason", "words"),
    [
        (None, "no_data", "no data: it counts at its worst, 1.1 points"),
        (reading("c", age=9), "stale", "stale: its last figure is of 16 Oct: it counts at"),
        (reading("c", cell="suppressed"), "suppressed", "suppressed: it counts at its worst"),
        (Reading("c", ON, None, 0, 5, "below_threshold"), "below_threshold",
         "below the source's threshold: it counts at its worst, 0.2 points"),
        (reading("c", 9), "below_watch",
         "9 items (25 Oct) is below its watch value of 10 items; it adds 0.4 all the same"),
        (reading("c", 9.999), "below_watch", "10.0 items (25 Oct) is just below its watch value"),
        (Reading("c", ON, None, 2, 12, "observed"), "below_watch",
         "2 to 12 items (25 Oct), judged at 7 items, is below its watch value of 10 items"),
        (reading("c", 12), "below_band",
         "12 items (25 Oct) is worth watching, but it is 10.7\u202f% of the score"),
    ],
)  # fmt: skip
def test_that_each_state_of_knowledge_has_its_answer(
    one: Reading | None, reason: str, words: str
) -> None:
    readings = {"a": reading("a", 5), "b": reading("b", 5)} | ({} if one is None else {"c": one})
    found = answer(SIGNALS[2], readings)
    assert found.reason == reason
    assert words in found.text


def test_that_a_flagged_signal_says_what_it_adds() -> None:
    found = answer(SIGNALS[0], {"a": reading("a", 40), "b": reading("b"), "c": reading("c")})
    assert (found.reason, found.text) == ("flagged", "40 items (25 Oct) adds 4.3 to Elevated")


@pytest.mark.parametrize(("axis", "word"), [("protective", "protection"), ("effort", "effort")])
def test_that_protection_and_effort_are_answered_by_their_axis(axis: Axis, word: str) -> None:
    found = answer(make_signal("p", None, axis=axis), {"p": reading("p", 1e9)})
    assert found.reason == axis
    assert word in found.text


def test_that_a_harm_signal_without_thresholds_is_not_judged() -> None:
    assert answer(make_signal("n", None), {"n": reading("n", 1e9)}).reason == "not_judged"


def test_that_what_is_worth_watching_without_a_score_says_so() -> None:
    assert answer(SIGNALS[1], {"b": reading("b", 30)}).reason == "not_assessable"


@pytest.mark.parametrize(
    ("readings", "reason", "words"),
    [
        ({}, "no_data", "that is not safety"),
        (
            {"b": reading("b", 1)},
            "not_assessable",
            "29\u202f% of the judged weight where 65\u202f% is needed",
        ),
        ({name: reading(name, 5) for name in "abc"}, "below_band", "Low, 1.5: 0.5 below Guarded"),
        ({name: reading(name, 6.6) for name in "abc"}, "below_band", "Low, 1.9: 0.1 below"),
        ({name: reading(name, 30) for name in "abc"}, "flagged", "it is: High"),
    ],
)
def test_that_a_country_has_its_answer(
    readings: dict[str, Reading], reason: str, words: str
) -> None:
    found = of_country(METHOD, judged(readings))
    assert found.reason == reason
    assert words in found.text
    assert of_country(METHOD, None).reason == "no_data"


@given(countries())
def test_that_there_is_an_answer_for_every_signal_of_every_country(country: Country) -> None:
    found = Assessor(METHOD, country.signals).assess(country.readings, country.stakes, ON)
    parts = {part.signal: part for part in found.parts} if found else {}
    assert of_country(METHOD, found).text
    for signal in country.signals:
        told = of_signal(
            METHOD, signal, parts.get(signal.name), country.readings.get(signal.name), found, ON
        )
        assert told.name == signal.name
        assert told.text
        assert "None" not in told.text


def test_that_where_there_is_no_score_nothing_is_said_to_count() -> None:
    found = answer(SIGNALS[0], {"b": reading("b", 1)})
    assert found.reason == "no_data"
    assert found.text == "no data: there is no score for it to count in"


@given(countries())
def test_that_no_answer_contradicts_the_contributions(country: Country) -> None:
    found = Assessor(METHOD, country.signals).assess(country.readings, country.stakes, ON)
    for part in found.parts if found else ():
        signal = next((one for one in country.signals if one.name == part.signal), None)
        if signal is None or found is None:
            continue
        told = of_signal(METHOD, signal, part, country.readings.get(signal.name), found, ON)
        assert (told.reason in UNSEEN) == (not part.seen)
        if part.seen:
            assert part.severity is not None
            calm = part.severity < METHOD.severity.watch
            assert (told.reason == "below_watch") == calm
        if found.score is None:
            assert "adds" not in told.text
            assert "worst" not in told.text
        elif part.points >= 0.05 and told.reason != "below_band":
            assert f"{part.points:.1f}" in told.text
