"""Where a score and a rank may as well lie, as panels tell it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.panels import panels
from eoc_app.panels.overview import intervals, ranking, world_map
from eoc_app.views.intervals_view import IntervalsView
from tests.made_method import METHOD
from tests.panels.frames import JUDGED, contest, frame, given, reading, score

CODES = ("GE", "KE", "MD", "SN", "UG")
READINGS = (
    reading("a", 20), reading("b", 12), reading("p", 5),
    reading("a", 20, "SN"), reading("b", 12, "SN"),
    reading("a", None, "GE", lower=4, upper=30), reading("b", 9, "GE"),
    reading("a", 3, "UG"), reading("b", 1, "UG"),
    reading("b", 9, "MD"),
)  # fmt: skip


def told(*readings: Any, platforms: tuple[str, ...] = ("facebook",), **more: Any) -> IntervalsView:
    """What is read by platform, so that scores are those of the readings."""
    more.setdefault("method", METHOD)
    return intervals.build(
        given(
            frame("readings_filtered", *(readings or READINGS)),
            frame("watched", *((code, code, "UTC") for code in CODES)),
            frame("contests", *(contest(code) for code in CODES)),
            platforms=platforms,
            **more,
        )
    )


def test_that_who_has_no_score_has_no_interval_and_the_others_stand_in_order() -> None:
    view = told()
    assert [one.code for one in view.intervals] == ["GE", "KE", "SN", "UG"]
    assert (view.draws, view.share, len(view.seed)) == (2000, 0.9, 32)
    assert not view.empty


def test_that_ranks_as_printed_lie_in_their_interval() -> None:
    asked = given(
        frame("readings_filtered", *READINGS),
        frame("watched", *((code, code, "UTC") for code in CODES)),
        frame("contests", *(contest(code) for code in CODES)),
        frame("elections"), frame("periods"), frame("restriction_rules"),
        platforms=("facebook",), method=METHOD,
    )  # fmt: skip
    found = intervals.build(asked)
    rows = {row.code: row for row in ranking.build(asked).with_intervals(found).rows}
    assert rows["KE"].rank_text == rows["SN"].rank_text, "they are alike"
    for code in ("GE", "KE", "SN", "UG"):
        told_of, row = rows[code].interval, rows[code]
        assert told_of is not None
        assert row.score is not None
        first, _, last = row.rank_text.partition("–")
        assert told_of.rank_lower <= int(first) <= int(last or first) <= told_of.rank_upper
        assert told_of.score_lower - 1e-9 <= row.score <= told_of.score_upper + 1e-9
    assert rows["MD"].interval is None
    places = world_map.build(asked).with_intervals(found).places
    assert [(one.code, one.rank_text, one.interval) for one in places] == [
        (row.code, row.rank_text, row.interval) for row in rows.values()
    ]


def test_that_scores_that_read_the_same_share_the_rank_interval_that_is_printed() -> None:
    view = intervals.build(
        given(frame("readings_everywhere", reading("a", 10), reading("b", 10),
                    reading("a", 10.01, "GE"), reading("b", 10.01, "GE")),
              frame("scores", score("GE", 4.004), score("KE", 4.0)))
    )  # fmt: skip
    assert [(one.code, one.rank_text) for one in view.intervals] == [("GE", "1–2"), ("KE", "1–2")]


def test_that_the_same_question_has_the_same_answer_and_another_another() -> None:
    assert told() == told()
    assert told(*reversed(READINGS)) == told(), "the order of rows says nothing"
    asked = {
        told().seed,
        told(platforms=("facebook", "instagram")).seed,
        told(as_of_on=date(2024, 10, 24)).seed,
        told(about={"snapshot_id": "another"}).seed,
    }
    assert len(asked) == 4
    pair = told(platforms=("instagram", "facebook"))
    assert pair.seed == told(platforms=("facebook", "instagram")).seed, "in any order"


def test_that_nobody_has_a_rank_where_nobody_has_a_score() -> None:
    view = told(reading("b", 9, "MD"))
    assert view.intervals == ()
    assert view.empty
    assert view.as_table().rows == ()


@pytest.mark.parametrize("method", [METHOD, METHOD_1])
def test_that_what_is_drawn_is_said_as_the_method_has_it(method: Any) -> None:
    said = told(method=method).footnote
    assert "±25\u202f%" in said
    assert ("what is not seen" in said) == (method.unseen == "worst")


def test_that_protection_is_in_no_draw() -> None:
    without = [one for one in READINGS if one[1] != "p"]
    more = [*without, reading("p", 9_000_000)]
    signals = JUDGED | {"p": JUDGED["p"]}
    assert told(*without).intervals == told(*more, signals=signals).intervals


def test_that_screens_stand_without_what_takes_long() -> None:
    costly = {name for name, panel in panels().items() if panel.costly}
    assert costly == {name for screen in SCREENS.values() for name in screen.later}
    for screen in SCREENS.values():
        early = len(screen.panels) - len(screen.later)
        assert screen.panels[early:] == screen.later, "nothing stands behind what takes long"
