"""The method itself: what it rules, what weights really do, and what may count twice."""

from __future__ import annotations

import pytest

from eoc_app.core.country import countries
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.signal import Judgement
from eoc_app.method.effective_weights import FEWEST
from eoc_app.panels.method import method
from eoc_app.views.method_view import MethodView, correlations_table
from tests.made_method import METHOD
from tests.panels.frames import JUDGED, THREAT, frame, given, make_signal, reading, score

ALIKE = JUDGED | {"c": make_signal("c", judge=Judgement(10, 20, 1, 7))}
"""Signals a (weight 3), b and c (weight 1 each), and one that is not judged."""


def told(count: int, *, on_country: str | None = None, synthetic: bool = False) -> MethodView:
    """So many countries, in which b goes with a, and c against them."""
    codes = [one.alpha2 for one in countries()][:count]
    rows = [
        reading(name, value, code, provenance="synthetic" if synthetic else "measured")
        for n, code in enumerate(codes)
        for name, value in (("a", n), ("b", n * n / 20), ("c", 19 - n if n % 2 else 21 - n))
    ]
    return method.build(
        given(
            frame("readings_everywhere", *rows),
            frame("scores", *(score(code, 5.0) for code in codes)),
            signals=ALIKE,
            country_code=on_country,
        )
    )


def test_that_the_method_tells_shares_and_what_is_not_judged() -> None:
    signals = JUDGED | {"v": make_signal("v", judge=Judgement(1, 2, 1, 7))}
    signals["v"] = type(signals["v"])(
        **signals["v"].__dict__
        | {"dimension": "vulnerability", "effort_note": "because", "action": "ask"}
    )
    view = method.build(
        given(frame("readings_everywhere"), frame("scores"), signals=signals, method=METHOD)
    )
    judged = {one.name: one for one in view.indicators if one.judged}
    assert sum(one.effective_weight or 0 for one in judged.values()) == pytest.approx(1)
    assert judged["a"].effective_weight == pytest.approx(0.45)
    assert (judged["v"].dimension, judged["v"].effective_weight) == ("vulnerability", 0.2)
    assert (judged["v"].effort_note, judged["v"].action) == ("because", "ask")
    assert (judged["a"].watch, judged["a"].alert, judged["a"].confounded) == (10, 20, True)
    (beside,) = [one for one in view.indicators if not one.judged]
    assert (beside.name, beside.axis, beside.effective_weight) == ("p", "protective", None)
    assert [band.floor for band in view.bands] == [0, 2, 4, 6, 8]
    assert view.stakes is not None
    assert view.stakes.nearness[0] == (180, 0)
    assert (view.unseen, view.assessable_coverage) == ("worst", 0.65)


def test_that_shares_of_the_differences_are_those_of_the_day_and_add_up() -> None:
    view = told(20)
    judged = {one.name: one for one in view.indicators if one.judged}
    shares = {name: one.variance_share for name, one in judged.items()}
    assert sum(share or 0 for share in shares.values()) == pytest.approx(1)
    assert (shares["c"] or 0) < 0 < (shares["a"] or 0)
    assert (shares["a"] or 0) > (judged["a"].effective_weight or 0)
    assert all(0 <= (one.main_effect or 0) <= 1 for one in judged.values())
    assert (view.country_count, view.as_of_on) == (20, given().as_of_on)
    assert view.title == (
        "Method platform 2.1: number of c is 20\u202f% of the score and works against it: it is low"
        " where scores are high"
    )


def test_that_a_chosen_country_changes_nothing() -> None:
    assert told(20, on_country="AD") == told(20)


def test_that_too_few_countries_are_said_and_nothing_is_made_of_them() -> None:
    view = told(FEWEST - 1)
    assert {one.variance_share for one in view.indicators} == {None}
    assert {one.main_effect for one in view.indicators} == {None}
    assert {pair.value for pair in view.correlations} == {None}
    assert view.doubles == ()
    assert view.title == "Method platform 2.1"
    assert (
        "9 countries have a score on this day; with fewer than 10, nothing can be said"
        in view.footnote
    )
    assert "1 country has a score" in told(1).footnote
    assert "fewer than 10" not in told(FEWEST).footnote


def test_that_pairs_that_go_together_are_named_in_words_the_closest_first() -> None:
    view = told(20)
    pairs = {(one.first, one.second) for one in view.correlations}
    assert pairs == {("a", "b"), ("a", "c"), ("b", "c")}
    assert len(view.doubles) == 3
    assert any(
        text.startswith("Number of a with number of b (r 0.9") and "20 countries" in text
        for text in view.doubles
    )
    assert any("Number of a against number of c (r \u22120.9" in text for text in view.doubles)
    sizes = [float(text.split("(r ")[1].split(",")[0].strip("\u2212")) for text in view.doubles]
    assert sizes == sorted(sizes, reverse=True)


def test_that_the_view_says_that_nominal_weights_are_not_importance() -> None:
    assert told(3).footnote.startswith("A weight is not the same as importance")


def test_that_rules_are_told_in_words() -> None:
    rules = dict(told(1).rules)
    assert rules["Coverage"].startswith("with under 65\u202f% of the signals' weight fresh")
    assert rules["Not seen"] == "counts at its worst (10), shown as a part of its own"
    assert "Severe from 8 (alerts stated to be right in 80\u202f%)" in rules["Bands"]
    assert rules["Dimensions"] == "Threat 100\u202f%"
    assert rules["Stakes"] == "are no part of this method"
    whole = dict(
        method.build(given(frame("readings_everywhere"), frame("scores"), method=METHOD)).rules
    )
    assert "presidential 100\u202f%" in whole["Stakes: kinds"]
    assert "polling day 100\u202f%" in whole["Stakes: nearness"]
    assert "0.25 users a voter 4" in whole["Stakes: reach"]


def test_that_a_method_without_stakes_says_so() -> None:
    view = method.build(given(frame("readings_everywhere"), frame("scores"), method=METHOD_1))
    assert (view.version, view.unseen, view.stakes, view.digest) == ("1.0", "left_out", None, "")
    assert [one.dimension for one in view.dimensions] == ["threat"]
    assert dict(view.rules)["Not seen"].startswith("is left out")
    assert dict(view.rules)["Profile"] == "platform 1.0, not stated by the snapshot itself"


def test_that_a_snapshot_without_signals_has_an_empty_method() -> None:
    made = given(frame("readings_everywhere"), frame("scores"), signals={}, method=THREAT)
    view = method.build(made)
    assert view.empty
    assert (view.indicators, view.correlations, view.doubles) == ((), (), ())


def test_that_its_tables_tell_the_same() -> None:
    view = told(20)
    table = view.as_table()
    assert [row[0].value for row in table.rows] == [one.name for one in view.indicators]
    assert [row[5].value for row in table.rows] == [one.variance_share for one in view.indicators]
    assert "May count one thing twice: " in table.footnote
    assert "Bands: Low from 0" in table.footnote
    pairs = correlations_table(view)
    assert {(row[0].value, row[1].value, row[2].value) for row in pairs.rows} == {
        (one.first, one.second, one.value) for one in view.correlations
    }
    sizes = [abs(float(row[2].value or 0)) for row in pairs.rows]
    assert sizes == sorted(sizes, reverse=True)


def test_that_what_synthetic_figures_make_of_a_method_is_marked_and_its_weights_are_not() -> None:
    assert not told(FEWEST).exercise
    view = told(FEWEST, synthetic=True)
    assert view.exercise
    for row in view.as_table().rows[:3]:
        assert [cell.exercise for cell in row[4:7]] == [False, True, True]
    pairs = correlations_table(view)
    assert any(row[2].exercise for row in pairs.rows)
    assert not told(FEWEST - 1, synthetic=True).as_table().rows[0][5].exercise, "nothing is said"
