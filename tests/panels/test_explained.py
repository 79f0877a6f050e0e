"""What the country page says of a score by the whole method: stakes, what is unseen, flips."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from eoc_app.panels.country import contributions, headline
from eoc_app.views.contributions_view import ContributionsView
from eoc_app.views.headline_view import HeadlineView
from tests.made_method import METHOD
from tests.panels.frames import DAY, contest, election, frame, given, reading, score

OLD = DAY - timedelta(days=9)


def why(*readings: Any, contests: tuple[Any, ...] = (contest(),), **more: Any) -> ContributionsView:
    return contributions.build(
        given(frame("readings", *readings), frame("contests", *contests), country_code="KE",
              method=METHOD, **more)
    )  # fmt: skip


def head(*readings: Any, contests: tuple[Any, ...] = (contest(),)) -> HeadlineView:
    return headline.build(
        given(frame("readings", *readings), frame("contests", *contests),
              frame("scores", score("KE", 5.0)), frame("elections", election()),
              country_code="KE", method=METHOD)
    )  # fmt: skip


def test_that_what_is_not_seen_is_a_contribution_of_its_own_kind() -> None:
    view = why(reading("a", 20), reading("b", 12, on=OLD))
    told = {part.signal: part for part in view.parts}
    assert (told["a"].kind, told["b"].kind) == ("seen", "unseen")
    assert told["b"].points == pytest.approx(10 * told["b"].weight_share)
    assert "not seen: counts at its worst" in told["b"].note
    assert view.total == pytest.approx(sum(part.points for part in view.parts), abs=1e-9)
    for dimension in ("threat", "stakes"):
        kinds = [part.kind for part in view.parts if part.dimension == dimension]
        assert kinds == sorted(kinds), "what is seen comes first in each dimension"
    dark = sum(part.points for part in view.parts if part.kind == "unseen")
    assert f"{dark:.2f} of it not seen" in view.footnote


def test_that_dimensions_add_up_to_the_score_and_the_footnote_says_how() -> None:
    view = why(reading("a", 20), reading("b", 12))
    assert view.total is not None
    assert [one.dimension for one in view.dimensions] == ["threat", "stakes"]
    sums = [(one.score or 0.0) * one.weight for one in view.dimensions]
    assert sum(sums) == pytest.approx(view.total, abs=1e-9)
    for one, points in zip(view.dimensions, sums, strict=True):
        parts = [part.points for part in view.parts if part.dimension == one.dimension]
        assert sum(parts) == pytest.approx(points, abs=1e-9)
    assert view.footnote.startswith(
        f"{sums[0]:.2f} threat + {sums[1]:.2f} stakes = {view.total:.2f}"
    )
    order = [part.dimension for part in view.parts]
    assert order == sorted(order, key=["threat", "stakes"].index)


def test_that_no_dimension_has_a_score_where_the_country_has_none() -> None:
    view = why(reading("b", 40))
    assert view.total is None
    assert [one.score for one in view.dimensions] == [None, None]


def test_that_the_election_is_a_contribution_with_its_day() -> None:
    told = {part.signal: part for part in why(reading("a", 20), reading("b", 1)).parts}
    near = told["stakes_election"]
    assert (near.dimension, near.kind) == ("stakes", "seen")
    assert near.value_text == "general election in 11 days"
    reach = told["stakes_reach"]
    assert (reach.kind, reach.knowledge, reach.value_text) == ("unseen", "no_data", "—")


def test_that_a_country_that_no_calendar_lists_counts_the_worst_at_stake() -> None:
    told = {part.signal: part for part in why(reading("a", 20), reading("b", 1), contests=()).parts}
    assert told["stakes_election"].kind == "unseen"
    assert told["stakes_election"].points == pytest.approx(1.875)


def test_that_points_of_what_is_not_seen_are_not_told_where_there_is_no_score() -> None:
    view = why(reading("b", 40))
    assert view.total is None
    assert {part.points for part in view.parts if part.kind == "unseen"} == {0.0}
    assert not any("worst" in part.note for part in view.parts)


def test_that_the_headline_says_what_would_flip_the_band_up_and_down() -> None:
    view = head(reading("a", 12), reading("b", 5))
    assert len(view.flips) == 2
    up, down = sorted(view.flips, key=lambda text: "lowers" in text)
    assert "raises the band to" in up
    assert "lowers the band to" in down


def test_that_nothing_is_said_to_flip_where_there_is_no_score() -> None:
    assert head(reading("b", 5)).flips == ()


def test_that_the_headline_names_the_election_among_its_reasons() -> None:
    view = head(reading("a", 12), reading("b", 0))
    assert "general election in 11 days (+" in view.sentence
    assert any("uses the platform (no data)" in line for line in view.not_seen)
    assert "by method platform 1.0," in view.footnote, (
        "as the snapshot says, whatever this test gives"
    )


def test_that_days_to_polling_are_those_of_the_day_looked_at() -> None:
    view = why(reading("a", 20, on=date(2024, 10, 20)), reading("b", 1),
               as_of_on=date(2024, 10, 20))  # fmt: skip
    told = {part.signal: part for part in view.parts}
    assert told["stakes_election"].value_text == "general election in 16 days"


def test_that_what_is_not_seen_and_coverage_are_shares_of_the_same_weight() -> None:
    view = why(reading("b", 12))
    assert view.total is None
    # What the calendar says is seen and is no signal: three quarters of the signals are not seen.
    assert view.footnote == "75\u202f% of the judged weight has no fresh data"
