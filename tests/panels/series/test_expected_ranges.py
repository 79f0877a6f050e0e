"""Expected ranges of the figures that charts draw: what exceeds, and why there may be none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from eoc_app.anomaly.expected import RULES
from eoc_app.panels.series import series
from eoc_app.panels.series.expected_ranges import PASSING
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from tests.panels.frames import DAY, frame, given, make_signal, named

SIGNALS = {
    "a": make_signal("a", lead=1),
    "s": make_signal("s", form="share", unit="share", lead=2),
    "m": make_signal("m", form="money", unit="EUR", lead=3),
}
FORMAT = {"schema_version": 3}
IN_500 = 0.002
NOTHING: dict[str, Any] = dict.fromkeys(("expected", "lower", "upper", "p_value"))


def point(on: date, figure: float | None, signal: str = "a", **cells: Any) -> tuple[Any, ...]:
    usual = {
        "signal": signal, "day": on, "period_days": 1, "numerator": figure, "cell": "observed",
        "denominator": 100.0 if signal == "s" else None, "synthetic": False, "source_id": 1,
    }  # fmt: skip
    return named("series", **(usual | cells))


def expected(on: date, observed: float | None, signal: str = "a", **cells: Any) -> tuple[Any, ...]:
    usual = {
        "signal": signal, "day": on, "period_days": 1, "span_days": 1, "observed": observed,
        "expected": 10.0, "lower": 4.0, "upper": 18.0, "p_value": 0.5, "level": IN_500,
        "rule": "EARS C3", "baseline_since": date(2024, 9, 1),
    }  # fmt: skip
    return named("expected", **(usual | cells))


def judged_row(figures_per_day: float = 4500.0) -> tuple[Any, ...]:
    """At 3 alarms in 8 hours, 4500 figures a day make the level 1 in 500."""
    usual = {
        "series_count": 9, "asking_count": 9, "asking_per_day": figures_per_day,
        "first_on": date(2024, 1, 1), "year_figure_count": 100, "year_exceeded_counts": [0] * 9,
        "band_level": IN_500,
    }  # fmt: skip
    return named("judged", **usual)


def grid(
    points: list[Any], rows: list[Any], figures_per_day: float = 4500.0,
    about: dict[str, Any] | None = None, **more: Any,
) -> SeriesGridView:  # fmt: skip
    frames = [
        frame("series", *points), frame("readings"), frame("readings_filtered"), frame("periods"),
        frame("elections"), frame("regime_changes"), frame("source_names"), frame("signals_seen"),
    ]  # fmt: skip
    if not more.get("platforms"):
        frames += [frame("expected", *rows), frame("judged", judged_row(figures_per_day))]
    return series.build(
        given(*frames, signals=SIGNALS, about=FORMAT | (about or {}), country_code="KE", **more)
    )


def one(view: SeriesGridView, name: str = "a") -> SeriesView:
    (found,) = [series for series in view.series if series.signal == name]
    return found


def ago(days: int) -> date:
    return DAY - timedelta(days)


def test_that_a_range_stands_on_its_days_in_the_unit_of_the_figures() -> None:
    view = one(grid([point(ago(1), 9), point(DAY, 11)], [expected(ago(1), 9), expected(DAY, 11)]))
    assert view.range_days == view.days == (ago(1).toordinal(), DAY.toordinal())
    assert (view.expected, view.range_lower, view.range_upper) == ((10, 10), (4, 4), (18, 18))
    assert view.range_observed == ()
    assert view.range_rules == ((0, "EARS C3"),)
    assert view.range_text == "expected by EARS C3 since 1 Sep; 1 in 500 above"


def test_that_a_day_without_a_range_is_a_gap_with_its_reason() -> None:
    why = "none: figures of this day are not complete yet"
    view = one(
        grid(
            [point(ago(1), 9), point(DAY, 11)],
            [expected(ago(1), 9), expected(DAY, 11, rule=why, **NOTHING)],
        )
    )
    assert view.range_upper == (18, None)
    assert view.range_rules == ((0, "EARS C3"), (1, why))
    assert view.range_text.endswith("; 25 Oct not judged: figures of this day are not complete yet")


def test_that_what_exceeds_is_as_unlikely_as_the_level_in_force() -> None:
    rows = [expected(ago(n), 20, p_value=p) for n, p in ((3, 0.5), (2, 0.0021), (1, 0.0019))]
    points = [point(ago(n), 20) for n in (3, 2, 1)]
    assert one(grid(points, rows)).exceeded == (2,)


@pytest.mark.parametrize(
    ("figures_per_day", "budget", "exceeded", "said"),
    [
        (4500.0, None, (), "above its expected range"),
        (4500.0, 30.0, (0,), "as unlikely as 1 in 50 quiet figures"),
        (4.5, None, (0,), "as unlikely as 1 in 20 quiet figures"),
    ],
)
def test_that_the_budget_in_force_decides_and_both_levels_are_said_where_they_differ(
    figures_per_day: float, budget: float | None, exceeded: tuple[int, ...], said: str
) -> None:
    # The figure is inside the range that is drawn, and only the level decides.
    view = grid(
        [point(DAY, 17)], [expected(DAY, 17, p_value=0.015)], figures_per_day,
        alarms_per_shift=budget,
    )  # fmt: skip
    assert one(view).exceeded == exceeded
    assert view.exceeded_text == said
    assert view.range_text == "expected range (1 in 500 quiet figures is above)"
    both = "ringed at 1 in" in one(view).range_text
    assert both == (said != "above its expected range")


@pytest.mark.parametrize(("signal", "share"), [("a", 1 / 7), ("m", 1 / 7), ("s", 1)])
def test_that_a_range_of_a_week_is_a_mean_of_days_unless_it_is_of_shares(
    signal: str, share: float
) -> None:
    row = expected(DAY, 140, signal, span_days=7, rule="Farrington flexible", p_value=0.001)
    view = one(grid([point(DAY, 30, signal)], [row]), signal)
    (upper,), (middle,), (judged,) = view.range_upper, view.expected, view.range_observed
    assert (upper, middle, judged) == pytest.approx((18 * share, 10 * share, 140 * share))
    assert view.range_rules == ((0, "Farrington flexible, 7 days together"),)
    assert ("drawn as their mean" in view.range_text) == (share < 1)
    assert view.exceeded == (0,)


def test_that_only_ranges_of_the_figures_drawn_are_shown() -> None:
    points = [point(ago(2), 60, period_days=7), point(ago(1), 9), point(DAY, 9)]
    rows = [
        expected(ago(2), 60, period_days=7, span_days=7), expected(ago(2), 9),
        expected(ago(1), 60, period_days=7, span_days=7), expected(ago(1), 9), expected(DAY, 9),
    ]  # fmt: skip
    assert one(grid(points, rows)).range_days == (ago(1).toordinal(), DAY.toordinal())


def test_that_a_day_without_a_figure_keeps_its_range() -> None:
    rows = [expected(ago(2), 9), expected(ago(1), None, p_value=None), expected(DAY, 9)]
    view = one(grid([point(ago(2), 9), point(DAY, 9)], rows))
    assert view.range_upper == (18, 18, 18)
    assert len(view.days) == 2


def test_that_the_text_is_of_the_day_looked_at() -> None:
    rows = [expected(ago(3), 9, rule="EARS C1"), expected(DAY, 9)]
    points = [point(ago(3), 9), point(DAY, 9)]
    assert "by EARS C1" in one(grid(points, rows, as_of_on=ago(2))).range_text
    assert "by EARS C3" in one(grid(points, rows)).range_text


@pytest.mark.parametrize(
    ("points", "more", "why"),
    [
        ([point(DAY, 9)], {"platforms": ("facebook",)}, "computed for all platforms together only"),
        ([point(DAY, 9)], {"about": {"schema_version": 2}}, "of a format without them"),
        ([point(DAY, 9)], {}, "none was computed for these figures"),
        ([point(DAY, 9, period_days=90)], {}, "over such long periods are too few"),
    ],
)
def test_that_where_there_is_no_range_the_reason_is_said(
    points: list[Any], more: dict[str, Any], why: str
) -> None:
    view = grid(points, [], **more)
    assert one(view).range_text.startswith("no expected range: ")
    assert why in one(view).range_text
    assert (one(view).range_days, view.exceeded_text) == ((), "")
    # What holds for all is said for all, so that charts need not repeat it.
    assert (view.range_text == one(view).range_text) == ("such long periods" not in why)


def test_that_a_series_too_young_for_a_range_says_so() -> None:
    why = "fewer than seven steps since the series began"
    view = one(grid([point(DAY, 9)], [expected(DAY, 9, rule=f"none: {why}", **NOTHING)]))
    assert view.range_text == f"no expected range: {why}"


def test_that_a_young_series_says_so_though_its_newest_figure_is_not_complete_either() -> None:
    why = "fewer than seven steps since the series began"
    rows = [
        expected(ago(1), 9, rule=f"none: {why}", **NOTHING),
        expected(DAY, 9, rule="none: figures of this day are not complete yet", **NOTHING),
    ]
    view = one(grid([point(ago(1), 9), point(DAY, 9)], rows))
    assert view.range_text == f"no expected range: {why}"


def test_that_a_day_that_has_no_figure_yet_does_not_take_the_rule_away() -> None:
    rows = [
        expected(ago(1), 9),
        expected(DAY, None, p_value=None, rule="none: no figure on this day"),
    ]
    view = one(grid([point(ago(1), 9)], rows))
    assert view.range_text == "expected by EARS C3 since 1 Sep; 1 in 500 above"
    assert view.range_rules[-1] == (1, "none: no figure on this day")


def test_that_a_series_without_figures_says_only_that() -> None:
    assert one(grid([], [])).range_text == ""


def test_that_the_reasons_that_pass_are_worded_as_the_build_words_them() -> None:
    assert set(PASSING) < set(RULES)
    assert all(rule.startswith("none: ") for rule in PASSING)
