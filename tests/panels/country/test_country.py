"""The first lines of a country page and why its score is what it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from eoc_app.domain.risk.signal import Judgement
from eoc_app.panels.country import contributions, headline
from eoc_app.views.headline_view import HeadlineView
from tests.panels.frames import DAY, election, frame, given, make_signal, reading, score

JUDGE = Judgement(10, 20, 1, 7)
OLD = DAY - timedelta(days=9)


def head(*readings: Any, scores: tuple[Any, ...] = (), elections: tuple[Any, ...] = (),
         **more: Any) -> HeadlineView:  # fmt: skip
    known = (frame("readings", *readings), frame("scores", *scores))
    return headline.build(given(*known, frame("elections", *elections), country_code="KE", **more))


def test_that_the_first_line_says_why() -> None:
    view = head(reading("a", 20), reading("b", 5), scores=(score("KE", 6.5), score("UG", 7.0)))
    assert (
        view.sentence
        == "Number of a: 20 items, 25 Oct (+6.0); number of b: 5 items, 25 Oct (+0.5)."
    )
    assert (view.score_text, view.level, view.band) == ("6.5", "high", "High")
    assert view.rank_text == "rank 2 of 2 assessed"
    assert view.coverage_text == "coverage 100\u202f%"
    assert view.not_seen == ()


def test_that_a_tie_is_a_tie_on_the_country_page_too() -> None:
    view = head(reading("a", 20), scores=(score("KE", 6.52), score("UG", 6.48)))
    assert view.rank_text == "rank 1–2 of 2 assessed"


def test_that_a_bound_is_no_point_in_the_sentence() -> None:
    view = head(reading("a", 20, lower=20), reading("b", None, lower=5, upper=9))
    assert "number of a: at least 20 items" in view.sentence.lower()
    assert "number of b: 5 to 9 items" in view.sentence
    assert view.interval_text == "bounds 6.5 to 8.4"


@pytest.mark.parametrize(
    ("readings", "coverage", "words"),
    [
        ([reading("b", 5)], "coverage 25\u202f%", "cannot be assessed"),
        ([reading("a", 20, on=OLD), reading("b", 5)], "coverage 25\u202f%", "cannot be assessed"),
        ([reading("a", None, cell="suppressed"), reading("b", 5)], "coverage 25\u202f%",
         "cannot be assessed"),
        ([], "coverage 0\u202f%", "that is not safety"),
        ([reading("a", 20, on=OLD)], "coverage 0\u202f%", "that is not safety"),
    ],
)  # fmt: skip
def test_that_what_is_not_seen_is_never_a_low_score(
    readings: list[Any], coverage: str, words: str
) -> None:
    view = head(*readings)
    assert view.score_text == "—"
    assert view.level in ("not_assessable", "no_data")
    assert view.coverage_text == coverage
    assert words in view.sentence
    assert view.rank_text == "not ranked"
    assert view.not_seen


def test_that_what_is_not_seen_is_told_with_its_reason() -> None:
    signals = {name: make_signal(name, judge=JUDGE) for name in "abcd"}
    view = head(
        reading("a", 1, on=OLD), reading("b", None, cell="suppressed"),
        reading("c", None, cell="below_threshold"), signals=signals,
    )  # fmt: skip
    told = " | ".join(view.not_seen)
    for words in ("number of a (stale)", "number of b (suppressed)", "number of d (no data)",
                  "number of c (below the source's threshold)"):  # fmt: skip
        assert words in told


def test_that_at_least_nothing_is_no_knowledge() -> None:
    signals = {name: make_signal(name, judge=JUDGE) for name in "ab"}
    signals["c"] = make_signal("c", judge=JUDGE, form="share")
    view = head(
        ("KE", "a", DAY, None, 0.0, None, "observed", "measured", 1, *(None,) * 4),
        ("KE", "c", DAY, None, 0.0, 1.0, "observed", "measured", 1, *(None,) * 4),
        reading("b", 0),
        signals=signals,
    )
    assert view.score_text == "—"
    assert view.coverage_text == "coverage 33\u202f%"


def test_that_zero_where_it_was_counted_is_knowledge() -> None:
    view = head(reading("a", 0), reading("b", 0))
    assert (view.score_text, view.level) == ("0.0", "low")
    assert "where there is fresh data" in view.sentence


@pytest.mark.parametrize(
    ("rows", "when", "t_text"),
    [
        ((), "no election on record", "—"),
        ((election(),), "general election, 5 Nov 2024", "E−11"),
        ((election(on=DAY),), "general election, 25 Oct 2024", "E-day"),
        ((election(on=date(2024, 10, 8)),), "general election, 8 Oct 2024", "E+17"),
        ((election(on=date(2024, 1, 8)),),
         "no election ahead on record; the last was on 8 Jan 2024", "—"),
        ((election(status="cancelled"),), "no election ahead on record", "—"),
        ((election(status="not_confirmed"),), "general election, 5 Nov 2024 (not confirmed)",
         "E−11"),
        ((election(on=date(2024, 10, 24)), election(on=date(2024, 10, 30))),
         "general election, 30 Oct 2024", "E−5"),
    ],
)  # fmt: skip
def test_that_the_nearest_polling_day_is_counted_to(
    rows: tuple[Any, ...], when: str, t_text: str
) -> None:
    view = head(elections=rows)
    assert (view.election, view.t_text) == (when, t_text)


def test_that_synthetic_readings_mark_the_page() -> None:
    assert head(reading("a", 20, provenance="synthetic")).exercise
    assert not head(reading("a", 20)).exercise


def test_that_points_add_up_and_the_largest_comes_first() -> None:
    view = contributions.build(
        given(frame("readings", reading("b", 40), reading("a", 5)), country_code="KE")
    )
    assert [part.signal for part in view.parts] == ["b", "a"]
    assert view.total is not None
    assert sum(part.points for part in view.parts) == pytest.approx(view.total, abs=1e-9)
    assert view.title == f"Why {view.total:.1f}"
    assert [part.note for part in view.parts] == ["", "may show effort"]
    assert sum(part.weight_share for part in view.parts) == pytest.approx(1)


def test_that_parts_that_are_not_known_stay_in_sight_with_a_dash() -> None:
    view = contributions.build(
        given(
            frame("readings", reading("a", 12, on=OLD), reading("b", None, cell="suppressed")),
            country_code="KE",
        )
    )
    told = {part.signal: part for part in view.parts}
    assert (told["a"].knowledge, told["a"].level, told["a"].points) == ("stale", "none", 0)
    assert told["a"].value_text == "12 items, 16 Oct"
    assert "stale since 16 Oct" in told["a"].note
    assert (told["b"].knowledge, told["b"].value_text) == ("suppressed", "—")
    assert (view.title, view.total) == ("Why not assessable", None)
    assert "100\u202f%" in view.footnote


def test_that_signals_that_are_not_judged_are_no_contribution() -> None:
    view = contributions.build(given(frame("readings", reading("p", 9)), country_code="KE"))
    assert "p" not in {part.signal for part in view.parts}
    only = {"p": make_signal("p", axis="protective")}
    view = contributions.build(
        given(frame("readings", reading("p", 9)), country_code="KE", signals=only)
    )
    assert (view.parts, view.total) == ((), None)
    assert view.empty


def test_that_what_is_known_of_a_country_without_a_score_adds_up_to_none() -> None:
    readings = frame("readings", reading("b", 40))
    view = contributions.build(given(readings, country_code="KE"))
    assert view.total is None
    # One quarter of the weight is known, and is at the top of the scale.
    assert sum(part.points for part in view.parts) == pytest.approx(2.5)
