"""Protection and effort stand beside the score of a country and are never in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import asdict

from eoc_app.domain.risk.signal import Judgement, Signal
from eoc_app.panels.country import headline
from eoc_app.panels.country.effort_and_protection import WITHOUT
from eoc_app.views.headline_view import BesideScore, HeadlineView
from tests.panels.frames import DAY, frame, given, make_signal, reading

SIGNALS: dict[str, Signal] = {
    one.name: one
    for one in (
        make_signal("a", judge=Judgement(10, 20, 1, 7)),
        make_signal("other", axis="protective"),
        make_signal("partner_resolved_within_5_days_share", axis="protective", form="share",
                    unit="share", window_days=28),
        make_signal("reminder_engagements_and_clicks", axis="protective", unit="engagements",
                    window_days=28, lead=4),
        make_signal("reviewer_hours", axis="effort", form="hours", unit="hours", window_days=7),
        make_signal("ai_labels_applied", axis="effort", unit="labels", window_days=28, lead=2),
    )
}  # fmt: skip
JUDGED = reading("a", 15)
SHARE, LEAD = "partner_resolved_within_5_days_share", "reminder_engagements_and_clicks"


def head(*readings: Any, periods: tuple[tuple[Any, ...], ...] = ()) -> HeadlineView:
    frames = (
        frame("readings", *readings), frame("scores"), frame("elections"),
        frame("figure_periods", *periods),
    )  # fmt: skip
    return headline.build(given(*frames, signals=SIGNALS, country_code="KE"))


def texts(axis: BesideScore) -> list[str]:
    return [one.text.replace("\u202f", " ") for one in axis.figures]


def test_that_each_axis_has_its_own_fresh_figures_what_leads_first() -> None:
    view = head(
        JUDGED, reading("other", 3), reading(SHARE, 0.65), reading(LEAD, 535188),
        reading("reviewer_hours", 105), reading("ai_labels_applied", 1),
    )  # fmt: skip
    protection, effort = view.beside
    assert (protection.axis, protection.title) == ("protective", "Protection")
    assert (effort.axis, effort.title) == ("effort", "Effort")
    assert texts(protection) == [
        "535 188 reminder engagements, 28 days to 25 Oct",
        "65 % of partner reports resolved within 5 days, 28 days to 25 Oct",
        "number of other: 3 items, 25 Oct",
    ]
    assert texts(effort) == ["1 AI label, 28 days to 25 Oct", "105 h of review, week to 25 Oct"]
    assert f", {WITHOUT}. Method platform" in view.footnote


def test_that_the_window_told_is_the_one_that_the_figure_covers() -> None:
    quarter, month = (SHARE, DAY, 92), ("other", DAY, 30)
    older = (LEAD, DAY - timedelta(days=1), 7)
    view = head(JUDGED, reading(SHARE, 0.65), reading("other", 3), reading(LEAD, 5),
                periods=(quarter, month, older))  # fmt: skip
    assert [one.window_days for one in view.beside[0].figures] == [28, 92, 30]


def test_that_a_bound_is_no_point() -> None:
    view = head(JUDGED, reading(LEAD, None, lower=20, upper=30),
                reading("reviewer_hours", 9, lower=9, upper=None))  # fmt: skip
    assert texts(view.beside[0]) == ["20 to 30 reminder engagements, 28 days to 25 Oct"]
    assert texts(view.beside[1])[0].startswith("at least 9")


def test_that_what_is_not_fresh_is_no_figure_and_says_why() -> None:
    old = DAY - timedelta(days=9)
    view = head(
        JUDGED, reading(LEAD, 5, on=old), reading(SHARE, None, cell="suppressed"),
        reading("other", None, cell="below_threshold"),
    )  # fmt: skip
    protection, effort = view.beside
    assert protection.figures == ()
    assert protection.empty == "no figure (1 below threshold, 1 stale, 1 suppressed)"
    assert effort.empty == "no figure"


@pytest.mark.parametrize(
    "beside",
    [(), (reading(LEAD, 1), reading("reviewer_hours", 1)),
     (reading(LEAD, 9e9), reading(SHARE, 1.0), reading("ai_labels_applied", 9e9))],
)  # fmt: skip
def test_that_protection_and_effort_never_move_the_score(beside: tuple[Any, ...]) -> None:
    alone, with_others = asdict(head(JUDGED)), asdict(head(JUDGED, *beside))
    assert (alone.pop("beside") == with_others.pop("beside")) == (not beside)
    assert alone == with_others


def test_that_a_synthetic_figure_beside_a_measured_score_is_stamped() -> None:
    view = head(JUDGED, reading(LEAD, 5, provenance="synthetic"))
    assert view.exercise
    assert view.beside[0].figures[0].exercise
    assert not head(JUDGED, reading(LEAD, 5)).exercise


def test_that_the_twin_tells_every_figure_and_where_there_is_none() -> None:
    table = head(JUDGED, reading(LEAD, 5), reading(SHARE, 0.5)).as_table()
    told = [(row[0].text, row[0].value, row[1].text) for row in table.rows if row[0].value in
            ("protective", "effort")]  # fmt: skip
    assert told == [
        ("protection", "protective", "5 reminder engagements, 28 days to 25 Oct"),
        (
            "protection",
            "protective",
            "50\u202f% of partner reports resolved within 5 days, 28 days to 25 Oct",
        ),
        ("effort", "effort", "no figure"),
    ]
