"""The ranked table and the map: twins with one order and one word for what is not known."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest

from eoc_app.core.country import countries
from eoc_app.panels.overview import ranking, world_map
from eoc_app.views.ranking_view import RankingView
from tests.panels.frames import at, election, frame, given, named, period, reading, score


def ranked(*scores: Any, **selection: Any) -> RankingView:
    return ranking.build(
        given(
            frame("scores", *scores),
            frame("score_history", ("KE", [1.0, None, 5.0])),
            frame("elections", election()),
            frame("periods", period()),
            **selection,
        )
    )


def test_that_the_worst_come_first_and_those_not_assessable_last() -> None:
    view = ranked(score("UG", None, 0.4), score("KE", 5.0), score("TZ", None, 0.0),
                  score("US", 8.2), score("MD", None, 0.6))  # fmt: skip
    assert [row.code for row in view.rows] == ["US", "KE", "MD", "UG", "TZ"]
    assert [row.level for row in view.rows] == [
        "severe", "elevated", "not_assessable", "not_assessable", "no_data",
    ]  # fmt: skip
    assert [row.rank_text for row in view.rows] == ["1", "2", "—", "—", "—"]
    assert [row.score_text for row in view.rows] == ["8.2", "5.0", "—", "—", "—"]
    assert [row.band for row in view.rows][-2:] == ["not assessable", "no fresh data"]


def test_that_scores_that_read_the_same_share_a_rank_interval() -> None:
    view = ranked(score("KE", 5.04), score("US", 8.0), score("UG", 4.96), score("TZ", 3.0),
                  score("MD", 5.0))  # fmt: skip
    assert [(row.code, row.rank_text) for row in view.rows] == [
        ("US", "1"), ("KE", "2–4"), ("MD", "2–4"), ("UG", "2–4"), ("TZ", "5"),
    ]  # fmt: skip


def test_that_a_row_says_when_what_and_how_well() -> None:
    (row,) = ranked(score("KE", 5.0, 0.82, synthetic=True)).rows
    assert (row.t_minus, row.t_text) == (11, "E−11")
    assert (row.chip.standing, row.chip.text) == ("in_force", "silence · 9 h left")
    assert row.coverage_text == "82\u202f%"
    assert row.spark == (1.0, None, 5.0), "a day without a score is a gap"
    assert row.exercise


def test_that_a_country_without_a_rule_is_not_called_free_of_rules() -> None:
    (row,) = ranked(score("US", 5.0)).rows
    assert (row.chip.standing, row.chip.text) == ("no_rule", "no rule on record")
    assert (row.t_minus, row.t_text) == (None, "—")


def test_that_an_empty_ranking_says_why() -> None:
    assert ranked().empty


def test_that_chosen_platforms_judge_anew() -> None:
    view = ranking.build(
        given(
            frame("readings_filtered", reading("a", 20), reading("a", 20, "UG"),
                  reading("b", 0, "UG")),
            frame("watched", ("KE", "Kenya", "Africa/Nairobi"), ("TZ", "Tanzania", "x")),
            frame("elections"),
            frame("periods"),
            platforms=("facebook",),
        )
    )  # fmt: skip
    # What Kenya's second signal says of that platform is not seen, and counts at its worst.
    assert [(row.code, row.score) for row in view.rows] == [("KE", 8.5), ("UG", 6.0), ("TZ", None)]
    assert [row.coverage for row in view.rows] == [0.75, 1.0, 0.0]


def test_that_the_map_says_what_the_table_says() -> None:
    scores = frame("scores", score("KE", 8.2), score("UG", None, 0.4), score("TZ", None, 0.0))
    view = world_map.build(given(scores, frame("periods", period()), country_code="UG"))
    assert [(place.code, place.level, place.label) for place in view.places] == [
        ("KE", "severe", "8.2"), ("UG", "not_assessable", "—"), ("TZ", "no_data", "—"),
    ]  # fmt: skip
    assert [place.outline for place in view.places] == ["both", None, None]
    assert view.selected == "UG"
    assert view.title == "Kenya is at severe risk; 2 countries cannot be assessed"
    assert all(any("coverage" in line for line in place.detail) for place in view.places)
    assert "Natural Earth" in view.caption
    assert {"not_assessable", "no_data"} <= {level for level, _ in view.legend}


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        ([], "No country is watched"),
        ([score("KE", None, 0.2)], "The one country that is watched cannot be assessed"),
        ([score("KE", None, 0.2), score("UG", None, 0.0)],
         "None of the 2 countries that are watched can be assessed"),
        ([score("KE", 1.0)], "Kenya is at low risk"),
        ([score("KE", 7.0), score("UG", 6.1)], "Kenya and Uganda are at high risk"),
    ],
)  # fmt: skip
def test_that_the_maps_title_is_its_finding(scores: list[Any], title: str) -> None:
    view = world_map.build(given(frame("scores", *scores), frame("periods")))
    assert view.title == title
    many = "1 country" if len(scores) == 1 else f"{len(scores)} countries"
    assert f" {many} " in view.subtitle


def test_that_200_countries_are_ranked_within_a_frame(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [one.alpha2 for one in countries()][:200]
    asked = given(
        frame("scores", *(score(one, 1 + n % 9, 0.5 + n % 5 / 10) for n, one in enumerate(codes))),
        frame("score_history", *((code, [1.0] * 30) for code in codes)),
        frame("elections", *(election(country_code=code) for code in codes)),
        frame("periods", *(
            named("periods", period_id=f"{code}{n}", version=1, country_code=code,
                  withdrawn=False, conditional=False,
                  rule="electoral_silence", medium="all", time_zone="UTC",
                  starts_at=at("2024-10-20"), ends_at=at("2024-10-27"), imposed_by="law",
                  confidence="low", source_id=1, synthetic=False)
            for code in codes for n in range(3)
        )),
    )  # fmt: skip
    ranking.build(asked)
    started = time.perf_counter()
    view = ranking.build(asked)
    took = time.perf_counter() - started
    with capsys.disabled():
        sys.stdout.write(f" [ranking of {len(view.rows)} countries: {took * 1000:.1f} ms]\n")
    assert len(view.rows) == 200
