"""Countries by tried weights: beside the method's, stamped, and never anything else."""

from __future__ import annotations

from typing import Any

import pytest

from eoc_app.core.problem import Problem
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.signal import Judgement
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.method import what_if
from eoc_app.views.what_if_view import WhatIfRow, WhatIfView, weights_table
from tests.made_method import METHOD
from tests.panels.frames import contest, frame, given, make_signal, reading, score

# Of the weight of threat `a` has three quarters and `b` one; alert is severity 8, twice that 10.
READINGS = (
    reading("a", 20, "KE"), reading("b", 0, "KE"),
    reading("a", 10, "UG"), reading("b", 40, "UG"),
    reading("b", 20, "TZ"),
)  # fmt: skip
SCORES = (score("KE", 6.0), score("UG", 5.5), score("TZ", None, 0.25))


def asked(*weights: tuple[str, float], **more: Any) -> Given:
    return given(
        frame("readings_everywhere", *READINGS), frame("scores", *SCORES), weights=weights, **more
    )


def told(*weights: tuple[str, float]) -> tuple[WhatIfView, dict[str, WhatIfRow]]:
    view = what_if.build(asked(*weights))
    return view, {row.code: row for row in view.rows}


def test_that_without_weights_it_is_the_methods_own_ranking_and_has_no_stamp() -> None:
    view, rows = told()
    assert [row.code for row in view.rows] == ["KE", "UG", "TZ"]
    assert (view.stamp, view.changed) == ("", False)
    assert [(row.score, row.method_score, row.moved) for row in view.rows] == [
        (6.0, 6.0, 0.0),
        (5.5, 5.5, 0.0),
        (None, None, None),
    ]
    assert (rows["KE"].places_moved, rows["TZ"].places_moved) == (0, None)
    assert all(row.level == row.method_level for row in view.rows)


def test_that_another_weight_changes_scores_bands_and_places_beside_the_methods() -> None:
    view, rows = told(("b", 9.0))
    # Shares are now 3/12 and 9/12: Kenya 8/4, Uganda 4/4 + 10 * 3/4.
    assert [rows[code].score for code in ("KE", "UG")] == pytest.approx([2.0, 8.5])
    assert [row.code for row in view.rows] == ["UG", "TZ", "KE"]
    assert (rows["KE"].rank_text, rows["KE"].method_rank_text) == ("3", "1")
    assert (rows["KE"].places_moved, rows["UG"].places_moved) == (-2, 1)
    assert (rows["UG"].band, rows["UG"].method_band) == ("Severe", "Elevated")
    assert rows["UG"].moved == pytest.approx(3.0)
    assert view.title.startswith("3 of 3 countries would be in another band; Kenya moves most, ")


def test_that_coverage_is_of_the_tried_weights_so_that_a_country_becomes_assessable() -> None:
    _view, rows = told(("b", 9.0))
    tanzania = rows["TZ"]
    assert [tanzania.coverage, tanzania.score] == pytest.approx([0.75, 8.5])
    assert (tanzania.method_score, tanzania.moved, tanzania.method_band) == (
        None,
        None,
        "not assessable",
    )


def test_that_a_country_that_ceases_to_be_assessable_is_named() -> None:
    view, rows = told(("a", 0.0))
    assert rows["KE"].score == pytest.approx(0.0)
    assert rows["TZ"].score == pytest.approx(8.0)
    view = what_if.build(
        given(
            frame("readings_everywhere", reading("a", 20, "KE")),
            frame("scores", score("KE", 8.5, 0.75)),
            weights=(("b", 9.0),),
        )
    )
    assert view.rows[0].score is None
    assert view.title.endswith("Kenya could not be assessed")


def test_that_weights_tell_shares_by_the_method_and_as_tried() -> None:
    view, _rows = told(("b", 0.0))
    shares = {one.name: (one.weight, one.tried, one.share, one.tried_share) for one in view.weights}
    assert shares == {
        "threat": (0.6, 0.6, 1.0, 1.0),
        "a": (3, 3, 0.75, 1.0),
        "b": (1, 0, 0.25, 0.0),
    }
    assert [one.kind for one in view.weights] == ["dimension", "indicator", "indicator"]
    assert view.stamp == "WHAT IF: Number of b 0 (method 1)"


def test_that_dimensions_are_tried_by_name_and_stand_first_in_the_stamp() -> None:
    made = given(
        frame("readings_everywhere", *READINGS),
        frame("scores", *SCORES),
        frame("contests", contest(), contest("UG"), contest("TZ")),
        method=METHOD,
        weights=(("a", 1.5), ("threat", 0.2)),
    )
    view = what_if.build(made)
    assert view.stamp == "WHAT IF: Threat 0.2 (method 0.6), Number of a 1.5 (method 3)"
    tried = {one.name: one.tried_share for one in view.weights if one.kind == "dimension"}
    assert tried == {"threat": pytest.approx(0.5), "stakes": pytest.approx(0.5)}


def test_that_the_methods_own_weights_are_no_trial() -> None:
    view, _rows = told(("a", 3.0), ("threat", 0.6))
    assert (view.changed, view.stamp) == (False, "")


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ((("nothing", 1.0),), "'nothing' is none of threat, a, b"),
        ((("stakes", 1.0),), "'stakes' is none of threat, a, b"),
        ((("p", 1.0),), "'p' is none of"),
        ((("a", -1.0),), "-1 is not a number from 0 to a million"),
        ((("a", float("nan")),), "nan is not a number from 0 to a million"),
        ((("a", 1e308),), "1e+308 is not a number from 0 to a million"),
        ((("a", 0.0), ("b", 0.0)), "from the calendar alone is no score of harm"),
        ((("threat", 0.0),), "from the calendar alone is no score of harm"),
    ],
)
def test_that_what_is_no_weight_is_a_problem_in_its_place(
    weights: tuple[tuple[str, float], ...], why: str
) -> None:
    with pytest.raises(Problem) as caught:
        what_if.build(asked(*weights))
    assert why in caught.value.why
    assert caught.value.remedy


def test_that_the_stamp_is_the_first_word_of_every_table_and_over_its_copies() -> None:
    view, _rows = told(("b", 9.0))
    for table in (view.as_table(), weights_table(view)):
        assert table.title.startswith("WHAT IF: Number of b 9 (method 1) \u00b7 ")
        assert table.stamp == view.stamp
    rows = view.as_table().rows
    assert [row[3].text for row in rows] == ["\u25b2 1", "\u2014", "\u25bc 2"]
    assert rows[0][7].text == "Elevated \u2192 Severe"
    unchanged = told()[0].as_table()
    assert (unchanged.title, unchanged.stamp) == (told()[0].title, "")


def test_that_many_changes_are_counted_in_the_stamp_and_named_below() -> None:
    signals = {f"s{n}": make_signal(f"s{n}", judge=Judgement(10, 20, 1, 7)) for n in range(9)}
    view = what_if.build(
        given(
            frame("readings_everywhere", *(reading(name, 10) for name in signals)),
            frame("scores", score("KE", 4.0)),
            signals=signals,
            weights=tuple((name, 2.0) for name in list(signals)[:8]),
        )
    )
    assert view.stamp.endswith("Number of s4 2 (method 1) and 3 more weights")
    assert all(f"Number of {name} 2" in view.footnote for name in list(signals)[:8])


def test_that_a_format_1_snapshot_is_tried_by_method_1() -> None:
    view = what_if.build(asked(("b", 9.0), method=METHOD_1))
    rows = {row.code: row for row in view.rows}
    # What is not seen is left out: Tanzania is known by b alone, of three quarters of the weight.
    assert rows["TZ"].score == pytest.approx(8.0)
    assert [one.name for one in view.weights if one.kind == "dimension"] == ["threat"]


def test_that_platforms_are_tried_by_their_own_readings() -> None:
    made = given(
        frame("readings_filtered", *READINGS),
        frame("watched", *(named_country(code) for code in ("KE", "UG", "TZ", "CD"))),
        platforms=("facebook",),
    )
    view = what_if.build(made)
    assert [row.code for row in view.rows] == ["KE", "UG", "TZ", "CD"]
    assert all(row.moved in (0.0, None) for row in view.rows)


def named_country(code: str) -> tuple[str, str, str]:
    return (code, code, "UTC")


def test_that_a_snapshot_without_judged_signals_says_so_and_takes_no_weight() -> None:
    empty = what_if.build(given(frame("readings_everywhere"), frame("scores"), signals={}))
    assert empty.empty
    with pytest.raises(Problem, match="no signal"):
        what_if.build(
            given(frame("readings_everywhere"), frame("scores"), signals={}, weights=(("a", 1.0),))
        )
