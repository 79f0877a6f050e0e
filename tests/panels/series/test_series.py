"""Signals over time: gaps, bounds, breaks, and what is not known said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from eoc_app.domain.risk.signal import Judgement
from eoc_app.panels.series import series
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from tests.panels.frames import (
    DAY,
    JUDGED,
    election,
    frame,
    given,
    make_signal,
    named,
    period,
    reading,
)


def point(signal: str, on: date, figure: float | None, **cells: Any) -> tuple[Any, ...]:
    usual = {
        "signal": signal, "day": on, "period_days": 1, "numerator": figure,
        "numerator_lower": figure, "numerator_upper": figure, "cell": "observed",
        "synthetic": False, "source_id": 1,
    }  # fmt: skip
    return named("series", **(usual | cells))


def grid(
    *points: Any, readings: tuple[Any, ...] = (), periods: tuple[Any, ...] = (),
    elections: tuple[Any, ...] = (), breaks: tuple[Any, ...] = (), seen: tuple[str, ...] = (),
    **more: Any,
) -> SeriesGridView:  # fmt: skip
    return series.build(
        given(
            frame("series", *points),
            frame("readings", *readings),
            frame("periods", *periods),
            frame("elections", *elections),
            frame("regime_changes", *breaks),
            frame("source_names", (1, "Export", "Tests", "measured", DAY)),
            frame("signals_seen", *((name,) for name in seen)),
            country_code="KE",
            **more,
        )
    )


def one(view: SeriesGridView, name: str) -> SeriesView:
    (found,) = [series for series in view.series if series.signal == name]
    return found


def test_that_points_stand_on_their_days_and_gaps_stay_gaps() -> None:
    view = one(
        grid(
            point("a", DAY - timedelta(2), 25), point("a", DAY, None, cell="suppressed"),
            readings=(reading("a", None, cell="suppressed"),),
        ),
        "a",
    )  # fmt: skip
    assert view.days == ((DAY - timedelta(2)).toordinal(), DAY.toordinal())
    assert view.values == (25, None)
    assert view.alarms == ()
    assert (view.knowledge, view.value_text, view.level) == ("suppressed", "—", "none")
    assert "small cell is withheld" in view.state_text


@pytest.mark.parametrize(
    ("row", "knowledge", "value", "state"),
    [
        (None, "no_data", "—", "no data: not the same as zero"),
        (reading("a", 15), "fresh", "15 items", "25 Oct"),
        (reading("a", 15, on=DAY - timedelta(9)), "stale", "15 items", "stale: last figure 16 Oct"),
        (reading("a", 15, lower=15), "fresh", "at least 15 items", "25 Oct"),
        (reading("a", None, lower=0, upper=9, cell="below_threshold"), "below_threshold",
         "0 to 9 items", "below the source's threshold on 25 Oct"),
    ],
)  # fmt: skip
def test_that_the_four_kinds_of_not_knowing_read_differently(
    row: Any, knowledge: str, value: str, state: str
) -> None:
    view = one(grid(readings=() if row is None else (row,)), "a")
    assert (view.knowledge, view.value_text, view.state_text) == (knowledge, value, state)
    assert (view.level == "none") == (knowledge != "fresh")
    assert "not the same as zero" in view.empty


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ({}, "20 items"),
        ({"numerator_upper": None}, "at least 20 items"),
        ({"numerator_lower": 0}, "at most 20 items"),
        ({"numerator_lower": 15, "numerator_upper": 25}, "about 20 items"),
        ({"numerator": None, "numerator_lower": 15, "numerator_upper": 25}, "15 to 25 items"),
        ({"numerator": None, "cell": "suppressed"}, "suppressed"),
    ],
)
def test_that_a_figure_over_a_long_period_is_drawn_over_it_as_stated(
    cells: dict[str, Any], label: str
) -> None:
    view = one(grid(point("p", DAY, 20, period_days=90, **cells)), "p")
    (span,) = view.spans
    assert (span.ends - span.starts, span.label) == (90, label)
    assert span.ends == DAY.toordinal() + 1
    assert view.days == ()


def test_that_of_two_figures_of_a_day_the_shorter_period_is_the_point() -> None:
    view = one(grid(point("p", DAY, 70, period_days=7), point("p", DAY, 9)), "p")
    assert view.values == (9,)


def test_that_shares_and_means_are_divided_and_bounded() -> None:
    signals = {"s": make_signal("s", form="share", judge=Judgement(0.1, 0.2, 1, 7))}
    whole = {"denominator": 100, "denominator_lower": 90, "denominator_upper": 110}
    view = one(grid(point("s", DAY, 20, period_days=7, **whole), signals=signals), "s")
    assert view.values == (0.2,)
    assert view.lower[0] == pytest.approx(20 / 110)
    assert view.upper[0] == pytest.approx(20 / 90)
    assert view.alarms == (0,)


def test_that_lead_signals_come_first_and_unseen_ones_last() -> None:
    view = grid(point("p", DAY, 1), readings=(reading("b", 1), reading("p", 1)))
    assert [one.signal for one in view.series] == ["a", "b", "p"]
    assert view.series[0].lead
    assert view.title == "2 of 3 signals have fresh data"


def test_that_a_signal_that_speaks_of_no_country_is_left_out_unless_it_is_judged() -> None:
    assert [one.signal for one in grid().series] == ["a", "b"]
    assert {one.signal for one in grid(seen=("p",)).series} == {"a", "b", "p"}


def test_that_breaks_and_polling_days_are_marked_where_they_belong() -> None:
    view = grid(
        breaks=(
            (date(2024, 10, 10), "crisis", None, "A law takes effect", "country", None, False),
            (date(2024, 10, 11), "crisis", "b", "Only b", "world", None, False),
            (date(2024, 10, 12), "ad_transparency", None, "Another family", "country", None, False),
            (date(2024, 10, 13), "all", None, "Everything", "world", None, False),
            (date(2023, 10, 13), "all", None, "Long ago", "world", None, False),
        ),
        elections=(election(on=date(2024, 10, 20)),),
    )
    assert [mark.label for mark in one(view, "a").marks] == [
        "general election", "A law takes effect", "Everything",
    ]  # fmt: skip
    assert [mark.kind for mark in one(view, "b").marks] == ["election", "break", "break", "break"]


def test_that_restriction_periods_of_the_country_are_shaded_whole() -> None:
    view = one(grid(periods=(period(), period("q", country_code="UG"))), "a")
    (shade,) = view.shades
    assert shade.ends - shade.starts == 2
    assert shade.label == "silence"


def test_that_the_window_is_the_one_chosen() -> None:
    view = one(grid(since_on=date(2024, 10, 3), until_on=date(2024, 10, 6)), "a")
    assert (view.starts, view.ends) == (
        date(2024, 10, 3).toordinal(), date(2024, 10, 7).toordinal(),
    )  # fmt: skip


def test_that_every_series_names_its_source() -> None:
    view = grid(point("a", DAY, 1), readings=(reading("a", 1),))
    assert one(view, "a").source == "Export · Tests · measured"
    assert one(view, "b").source == "no source in this snapshot"


def test_that_synthetic_points_mark_their_series() -> None:
    view = grid(point("a", DAY, 1, synthetic=True), point("b", DAY, 1))
    assert (one(view, "a").exercise, one(view, "a").synthetic) == (True, (True,))
    assert not one(view, "b").exercise


def test_that_effort_is_said_where_it_may_be_the_reason() -> None:
    assert JUDGED["a"].confounded_by_effort
    view = grid()
    assert "more effort" in one(view, "a").footnote
    assert one(view, "b").footnote == ""


def test_that_a_threshold_is_not_drawn_where_no_figure_gives_a_scale() -> None:
    empty = one(grid(), "a")
    assert (empty.watch, empty.alert) == (None, None)
    drawn = one(grid(point("a", DAY, 3)), "a")
    assert (drawn.watch, drawn.alert) == (10, 20)


def test_that_thresholds_of_a_sum_are_told_and_not_drawn_against_single_figures() -> None:
    summed = {"s": make_signal("s", judge=Judgement(10, 20, 1, 7), window_days=30)}
    (view,) = grid(point("s", DAY, 25), signals=summed).series
    assert (view.watch, view.alert, view.alarms) == (None, None, ())
    assert "watch at 10 items, alert at 20 items in 30 days together" in view.footnote
    highest = {"s": replace(summed["s"], combine="max")}
    (view,) = grid(point("s", DAY, 25), signals=highest).series
    assert (view.watch, view.alert, view.alarms) == (10, 20, (0,))
    assert view.footnote == ""
    (view,) = grid(signals=summed).series
    assert view.footnote == "", "nothing is drawn that it could be read against"


def test_that_a_lead_signal_without_any_figure_is_told_to_be_missing() -> None:
    lead = {"p": make_signal("p", axis="protective", lead=1), "q": make_signal("q")}
    (view,) = grid(signals=lead).series
    assert (view.signal, view.knowledge) == ("p", "no_data")


def test_that_a_last_figure_of_another_year_says_its_year() -> None:
    on = date(2023, 10, 20)
    view = one(grid(point("a", on, 3), readings=(reading("a", 3, on=on),)), "a")
    assert view.state_text == "stale: last figure 20 Oct 2023"
