"""The panels for programs: every country with all that it rests on, and the method itself."""

from __future__ import annotations

from typing import Any

import pytest

from eoc_app.panels.risk import risk
from eoc_app.views.risk_view import RiskView, why_not_table
from tests.made_method import METHOD
from tests.panels.frames import contest, frame, given, reading, score

READINGS = (
    reading("a", 20), reading("b", 12), reading("p", 5),
    reading("a", 3, "UG"), reading("b", 1, "UG"),
    reading("b", 9, "TZ"),
)  # fmt: skip


def told(**more: Any) -> RiskView:
    chosen = more.get("country_code")
    kept = [row for row in READINGS if chosen in (None, row[0])]
    return risk.build(
        given(frame("readings_everywhere", *kept), frame("contests", contest(), contest("UG")),
              frame("scores", score("KE", 7.0), score("UG", 3.0), score("TZ", None, 0.25)),
              method=METHOD, **more)
    )  # fmt: skip


def test_that_every_country_is_told_worst_first_with_all_that_it_rests_on() -> None:
    view = told()
    assert [one.code for one in view.countries] == ["KE", "UG", "TZ"]
    assert [(one.rank, one.rank_text) for one in view.countries] == [
        (1, "1"),
        (2, "2"),
        (None, "—"),
    ]
    intervals = [(one.rank_lower, one.rank_upper, one.rank_interval_text) for one in view.countries]
    assert intervals == [(1, 1, "1"), (2, 2, "2"), (None, None, "—")]
    kenya = view.countries[0]
    assert (kenya.score, kenya.level, kenya.band) == (7.0, "high", "High")
    assert [one.dimension for one in kenya.dimensions] == ["threat", "stakes"]
    weights = [one.weight for one in kenya.dimensions]
    assert weights == pytest.approx([0.75, 0.25])
    points = sum(part.points for part in kenya.contributions)
    assert sum(one.weight * (one.score or 0) for one in kenya.dimensions) == pytest.approx(points)
    assert kenya.sentence.endswith(".")
    assert [flip.size for flip in kenya.flips] == sorted(flip.size for flip in kenya.flips)
    assert {flip.kind for flip in kenya.flips} >= {"value"}
    assert all(flip.text for flip in kenya.flips)
    assert view.countries[2].flips == ()
    assert all(one.why_not == () for one in view.countries)


def test_that_one_country_answers_for_every_signal_and_keeps_its_rank_among_all() -> None:
    (uganda,) = told(country_code="UG").countries
    assert (uganda.rank, uganda.rank_text) == (2, "2")
    reasons = {one.signal: one.reason for one in uganda.why_not}
    assert reasons == {"": "below_band", "a": "below_watch", "b": "below_watch", "p": "protective"}
    (tanzania,) = told(country_code="TZ").countries
    reasons = {one.signal: one.reason for one in tanzania.why_not}
    assert (reasons[""], reasons["a"]) == ("not_assessable", "no_data")


def test_that_the_table_of_risk_says_the_same_as_the_view() -> None:
    view = told()
    rows = view.as_table().rows
    assert [row[1].value for row in rows] == [one.rank_lower for one in view.countries]
    assert [row[3].value for row in rows] == [one.score for one in view.countries]
    assert [row[4].value for row in rows] == [one.drawn_lower for one in view.countries]
    assert [row[10].text for row in rows] == [one.sentence for one in view.countries]


def test_that_an_answer_that_rests_on_a_synthetic_figure_is_marked_and_no_other_is() -> None:
    rows = (reading("a", 3, "UG", provenance="synthetic"), reading("b", 1, "UG"))
    view = risk.build(
        given(frame("readings_everywhere", *rows), frame("contests", contest("UG")),
              frame("scores", score("UG", 3.0)), method=METHOD, country_code="UG")
    )  # fmt: skip
    marked = {one.signal: one.exercise for one in view.countries[0].why_not if one.signal}
    assert marked == {"a": True, "b": False, "p": False}
    told = {row[0].value: row[2].exercise for row in why_not_table(view).rows}
    assert told == marked
