"""Why a score is what it is, in words: numbers first, and what is not seen by its name."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.band_flips import Flip, value_flips
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.score_explanation import flip_text, note, outward, sentence, value_text
from eoc_app.domain.risk.signal import Form, Judgement, Signal
from eoc_app.domain.risk.stakes import QUIET, Contest, Outlook, Sizes, Stakes
from eoc_app.domain.wording.printed import THIN, figure
from tests.core.made_countries import ON, Country, countries, make_signal, reading, seen_countries
from tests.made_method import METHOD

SIGNALS = [make_signal("a", 4), make_signal("b", 2), make_signal("c", 1, confounded=True)]


def why(
    readings: dict[str, Reading], stakes: Stakes = QUIET, signals: list[Signal] | None = None
) -> str:
    assessor = Assessor(METHOD, signals or SIGNALS)
    return sentence("Kenya", assessor, assessor.assess(readings, stakes, ON), readings, stakes, ON)


def polling(days: int) -> Stakes:
    assert METHOD.stakes is not None
    on = ON + timedelta(days)
    listed = [Contest("general election", "general", on, on)]
    return Outlook(METHOD.stakes, METHOD.scale, listed, Sizes()).on(ON)


def test_that_the_largest_parts_are_told_with_their_numbers() -> None:
    told = why({"a": reading("a", 20), "b": reading("b", 10), "c": reading("c", 0)})
    assert told == "A: 20 items, 25 Oct (+3.4); b: 10 items, 25 Oct (+0.9)."


def test_that_what_is_not_seen_is_named_as_ignorance() -> None:
    told = why({"a": reading("a", 20), "b": reading("b", 10)})
    assert told.endswith("; not seen and counted at its worst: c (+1.1).")


def test_that_a_score_that_is_mostly_ignorance_says_so_first() -> None:
    told = why({"a": reading("a", 1), "b": reading("b", 1)})
    assert told.startswith("Most of this score comes from what is not seen (1.1 of it); ")


def test_that_polling_that_is_near_is_told_with_its_day() -> None:
    told = why({name: reading(name, 0) for name in "abc"}, polling(3))
    assert "election near: general election in 3 days (+1.8)" in told.lower()


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "in 1 day"), (-1, "1 day ago"), (-12, "12 days ago")]
)
def test_that_days_read_as_one_says_them(days: int, words: str) -> None:
    told = why({name: reading(name, 0) for name in "abc"}, polling(days))
    assert f"general election {words} (" in told


def test_that_nothing_above_zero_is_told_as_what_it_is() -> None:
    told = why({name: reading(name, 0) for name in "abc"})
    assert told == ("No judged signal of Kenya is above zero where there is fresh data.")


@pytest.mark.parametrize(
    ("readings", "words"),
    [({}, "that is not safety"), ({"b": reading("b")}, "cannot be assessed: only 29")],
)
def test_that_where_there_is_no_score_the_sentence_says_why(
    readings: dict[str, Reading], words: str
) -> None:
    assert words in why(readings)


@given(countries())
def test_that_every_country_has_one_whole_sentence(country: Country) -> None:
    told = why(country.readings, country.stakes, country.signals)
    assert told.endswith((".", "safety."))
    assert "None" not in told
    assert "nan" not in told


def test_that_notes_say_effort_age_and_ignorance() -> None:
    assessor = Assessor(METHOD, SIGNALS)
    old = reading("c", 5, age=9)
    found = assessor.assess({"c": old}, QUIET, ON)
    assert found is not None
    one, part = assessor.indicators[2], found.parts[2]
    assert note(one, part, old, ON, counted=True) == (
        "may show effort · stale since 16 Oct · not seen: counts at its worst"
    )
    assert note(one, part, old, ON, counted=False) == "may show effort · stale since 16 Oct"
    assert value_text(one, part, old, QUIET, ON) == "5 items, 16 Oct"
    assert value_text(assessor.indicators[0], found.parts[0], None, QUIET, ON) == ""


def test_that_a_flip_never_falls_short_of_itself_in_print() -> None:
    readings = {"a": reading("a", 11), "b": reading("b", 7), "c": reading("c", 3)}
    assessor = Assessor(METHOD, SIGNALS)
    found = assessor.assess(readings, QUIET, ON)
    assert found is not None
    flips = {flip.up: flip for flip in value_flips(assessor, found, readings)
             if flip.name == "a"}  # fmt: skip
    assert flip_text(METHOD, assessor.indicators, flips[True]) == (
        "a at least 20 items instead of 11 items raises the band to Elevated"
    )
    assert 19 < flips[True].then < 20
    assert flip_text(METHOD, assessor.indicators, flips[False]) == (
        "a at most 7 items instead of 11 items lowers the band to Low"
    )
    assert 7 < flips[False].then < 8


UNITS = (("count", "items"), ("count", "items a day"), ("count", "category"), ("share", "share"),
         ("hours", "hours"), ("money", "USD"))  # fmt: skip


@given(st.sampled_from(UNITS), st.floats(0, 1) | st.floats(0, 1e7), st.booleans())
def test_that_what_is_printed_of_a_flip_is_enough_for_it(
    unit: tuple[str, str],
    value: float,
    up: bool,  # noqa: FBT001 - which way a flip goes
) -> None:
    form, name = unit
    value = min(value, 1.0) if form == "share" else value
    text = figure(outward(value, form, name, up=up), form, name)
    number = re.search(r"[\d.]+", text.replace(THIN, ""))
    assert number is not None
    printed = float(number[0]) / (100 if form == "share" else 1)
    slack = 1e-9 * max(1.0, value)
    assert printed >= value - slack if up else printed <= value + slack


def test_that_a_middle_that_was_not_seen_is_not_printed_as_if_it_were() -> None:
    readings = {"a": Reading("a", ON, None, 6, 16, "observed"), "b": reading("b"),
                "c": reading("c")}  # fmt: skip
    assessor = Assessor(METHOD, SIGNALS)
    found = assessor.assess(readings, QUIET, ON)
    assert found is not None
    up = next(flip for flip in value_flips(assessor, found, readings) if flip.name == "a")
    assert " instead of about 11 items " in flip_text(METHOD, assessor.indicators, up)


@pytest.mark.parametrize(
    ("form", "unit", "judge", "most"),
    [
        ("share", "share", Judgement(0.5, 0.9, 1, 7), 1),
        ("count", "category", Judgement(3, 5.5, 1, 7), 6),
    ],
)
def test_that_more_than_there_is_flips_nothing(
    form: Form, unit: str, judge: Judgement, most: float
) -> None:
    assessor = Assessor(METHOD, [replace(make_signal("s", judge=judge), form=form, unit=unit)])
    readings = {"s": reading("s", 0.99 * most)}
    found = assessor.assess(readings, QUIET, ON)
    assert found is not None
    assert found.score is not None
    flips = value_flips(assessor, found, readings)
    assert all(flip.then <= most for flip in flips)
    assert not [flip for flip in flips if flip.up]
    assert found.score < METHOD.bands[-1].floor


@given(seen_countries())
def test_that_the_numbers_of_a_sentence_are_those_of_the_contributions(country: Country) -> None:
    assessor = Assessor(METHOD, country.signals)
    found = assessor.assess(country.readings, country.stakes, ON)
    if found is None or found.score is None:
        return
    told = why(country.readings, country.stakes, country.signals)
    seen = sorted((part.points for part in found.parts if part.seen), reverse=True)[:3]
    dark = sum(part.points for part in found.parts if not part.seen)
    numbers = [f"{points:.1f}" for points in (*seen, dark) if points >= 0.05]
    assert re.findall(r"\(\+([\d.]+)\)", told) == numbers


def test_that_flips_of_the_unseen_and_of_weights_read_as_what_they_are() -> None:
    indicators = Assessor(METHOD, SIGNALS).indicators
    low = METHOD.bands[0]
    unseen = Flip("value", "a", False, low, None, 4.5, 0.5)
    assert flip_text(METHOD, indicators, unseen) == (
        "a, not seen now, seen at most 4 items lowers the band to Low"
    )
    weight = Flip("weight", "stakes_reach", False, low, 1.0, 0.25, 0.75)
    assert flip_text(METHOD, indicators, weight) == (
        "the weight of share of the electorate that uses the platform at 0.25 instead of 1"
        " lowers the band to Low"
    )
    dimension = Flip("dimension", "stakes", True, METHOD.bands[4], 0.2, 0.4, 1.0)
    assert flip_text(METHOD, indicators, dimension) == (
        "the weight of stakes at 0.4 instead of 0.2 raises the band to Severe"
    )
