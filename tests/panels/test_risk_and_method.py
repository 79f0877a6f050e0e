"""The panels for programs: every country with all that it rests on, and the method itself."""

from __future__ import annotations

from typing import Any

import pytest

from eoc_app.domain.method import METHOD_1
from eoc_app.domain.signal import Judgement
from eoc_app.panels import method, risk
from eoc_app.twin import as_table
from eoc_app.views import RiskView
from tests.panels.frames import (
    JUDGED,
    METHOD,
    contest,
    frame,
    given,
    make_signal,
    reading,
    score,
)

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
    rows = as_table(view).rows
    assert [row[1].value for row in rows] == [one.rank_lower for one in view.countries]
    assert [row[3].value for row in rows] == [one.score for one in view.countries]
    assert [row[4].value for row in rows] == [one.drawn_lower for one in view.countries]
    assert [row[10].text for row in rows] == [one.sentence for one in view.countries]


def test_that_the_method_tells_effective_weights_and_what_is_not_judged() -> None:
    signals = JUDGED | {"v": make_signal("v", judge=Judgement(1, 2, 1, 7))}
    signals["v"] = type(signals["v"])(
        **signals["v"].__dict__ | {"dimension": "vulnerability", "effort_note": "because"}
    )
    view = method.build(given(signals=signals, method=METHOD))
    judged = {one.name: one for one in view.indicators if one.judged}
    assert sum(one.effective_weight or 0 for one in judged.values()) == pytest.approx(1)
    assert judged["a"].effective_weight == pytest.approx(0.45)
    assert (judged["v"].dimension, judged["v"].effective_weight) == ("vulnerability", 0.2)
    assert judged["v"].effort_note == "because"
    assert (judged["a"].watch, judged["a"].alert, judged["a"].confounded) == (10, 20, True)
    (beside,) = [one for one in view.indicators if not one.judged]
    assert (beside.name, beside.axis, beside.effective_weight) == ("p", "protective", None)
    assert [band.floor for band in view.bands] == [0, 2, 4, 6, 8]
    assert view.stakes is not None
    assert view.stakes.nearness[0] == (180, 0)
    assert (view.unseen, view.assessable_coverage) == ("worst", 0.65)


def test_that_a_method_without_stakes_says_so() -> None:
    view = method.build(given(method=METHOD_1))
    assert (view.version, view.unseen, view.stakes, view.digest) == ("1.0", "left_out", None, "")
    assert [one.dimension for one in view.dimensions] == ["threat"]
