"""Alarms within the budget of a shift: what asks for something, what is a note, what stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from eoc_app.panels.alarms.alarm_words import only_of
from eoc_app.panels.alarms.alarms import build
from tests.panels.alarms.alarm_frames import alarm, alarms, judged, names, only, shown, stopped
from tests.panels.frames import ABOUT, DAY, frame, reading, score
from tests.panels.frames import given as told

# The budget.


@pytest.mark.parametrize(
    ("per_shift", "level_text", "expected"),
    [(None, "1 in 20", 1.5), (1.5, "1 in 20", 1.5), (1.4, "1 in 50", 0.6), (0.3, "1 in 100", 0.3)],
)
def test_that_the_budget_sets_the_level(
    per_shift: float | None, level_text: str, expected: float
) -> None:
    view = shown(alarm("a", 0.04), alarm("b", 0.015), alarms_per_shift=per_shift)
    assert (view.level_text, view.held) == (level_text, False)
    assert view.expected_false == pytest.approx(expected)
    assert view.per_shift == (per_shift or view.method_per_shift)
    assert names(view.alarms) == {
        "1 in 20": ["KE b", "KE a"], "1 in 50": ["KE b"], "1 in 100": [],
    }[level_text]  # fmt: skip


@over(
    st.lists(st.floats(0, 0.05), max_size=30),
    st.floats(0.001, 50),
    st.floats(0, 5000),
)
def test_that_half_the_budget_never_gives_more_alarms_and_is_kept_unless_held(
    tails: list[float], per_shift: float, per_day: float
) -> None:
    rows = [alarm("a", tail, code=code) for tail in tails for code in ("KE", "UG")]
    whole, half = (
        shown(*rows, day=judged(per_day), alarms_per_shift=budget)
        for budget in (per_shift, per_shift / 2)
    )
    assert set(names(half.alarms)) <= set(names(whole.alarms))
    assert len(half.alarms) <= len(whole.alarms)
    for view in (whole, half):
        assert view.held or view.expected_false <= view.per_shift * (1 + 1e-9)
        assert view.fewest <= view.most


def test_that_a_level_that_cannot_keep_the_budget_says_so() -> None:
    view = shown(alarm("a", 1e-6), day=judged(300_000.0), alarms_per_shift=2.0)
    assert view.held
    assert view.expected_false > view.per_shift
    assert (
        "by chance; 2 are accepted (the method's own budget is 3), but no rarer level can be"
        " judged." in view.budget_text
    )


def test_that_budget_and_measured_rate_are_told_in_numbers() -> None:
    view = shown(alarm("a", 0.001))
    assert view.budget_text == (
        "At 1 in 20 quiet figures a shift of 8 hours expects 1.5 alarms by chance; 3 are accepted."
        " Nine of ten shifts have 0 to 4. 50 of 120 series call for action"
        " above their bound, 90.0 figures a day; the others give notes."
    )
    quiet = shown(day=judged(3.0))
    assert (quiet.fewest, quiet.most) == (0, 0)
    assert "Nine of ten shifts have none. " in quiet.budget_text
    assert (view.asking_count, view.standing_false) == (50, 2.5)
    assert view.title == "1 alarm, 1 new"
    assert shown().title == "No alarm"
    assert view.subtitle == (
        "1 figure above the bound of 1 in 20, where chance alone gives 2.5; 0 stopped; as of"
        " Fri 25 Oct 2024 12:00 UTC; counts all countries and platforms"
    )
    assert (view.measured_figures, view.measured_rate, view.band_level) == (1000, 0.04, 0.01)
    assert "series with a common cause exceed together" in view.footnote
    assert (
        "40 of 1\u202f000 such figures were above their bound, 1 in 25; real events are among them"
        in view.measured_text
    )


# What an alarm says.


def test_that_an_alarm_says_what_was_seen_expected_and_allowed_and_what_to_do() -> None:
    row = only(shown(alarm("a", 1 / 2436, span_days=7), alarms_per_shift=1.0))
    assert row.why == (
        "50 items in the 7 days to 25 Oct 2024; expected 10 items, upper bound 22 items at 1 in"
        " 50, by EARS C2 with a baseline since 1 Oct 2024."
    )
    assert (row.observed, row.expected, row.upper) == (50.0, 10.0, 22.0)
    assert (row.odds_text, row.kind, row.note) == ("1 in 2\u202f400", "exceedance", False)
    assert (row.action, row.name) == ("Ask the desk of a.", "Kenya")


def test_that_a_figure_just_above_its_bound_never_reads_like_it() -> None:
    uppers = [0.1239] * 9
    row = only(shown(alarm("s", 0.01, 0.1241, expected=0.1, uppers=uppers)))
    assert (row.observed_text, row.upper_text) == ("12.41\u202f%", "12.39\u202f%")
    assert row.why.startswith(
        "12.41\u202f% on 25 Oct 2024; expected 10.00\u202f%, upper bound 12.39"
    )
    near = only(shown(alarm("s", 0.01, 0.0212, expected=0.0196, uppers=[0.0204] * 9)))
    assert (near.expected_text, near.upper_text) == ("1.96\u202f%", "2.04\u202f%")
    assert only(shown(alarm("a", 0.01, 6.0, expected=0.46153))).expected_text == "0.46 items"
    count = only(shown(alarm("a", 0.01, 1204.4, uppers=[1203.6] * 9)))
    assert (count.observed_text, count.upper_text) == (
        "1\u202f204.4 items", "1\u202f203.6 items"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("p_value", "text"),
    [
        (0.05, "1 in 20"),
        (0.013, "1 in 77"),
        (1 / 999.6, "1 in 1\u202f000"),
        (1 / 994, "1 in 990"),
        (1e-4, "1 in 10\u202f000"),
        (9e-5, "rarer than 1 in 10\u202f000"),
        (0.0, "rarer than 1 in 10\u202f000"),
    ],
)
def test_that_no_rarity_is_told_beyond_what_was_tried(p_value: float, text: str) -> None:
    assert only(shown(alarm("a", p_value))).odds_text == text


def test_that_what_asks_for_nothing_is_a_note() -> None:
    view = shown(alarm("p", 0.0001), alarm("h", 0.01), alarm("a", 0.02))
    assert names(view.alarms) == ["KE h", "KE a"]
    assert names(view.notes) == ["KE p"]
    assert view.notes[0].note
    assert view.notes[0].action == ""


def test_that_rarer_than_was_tried_is_equally_rare_and_the_worst_band_comes_first() -> None:
    rows = (alarm("b", 1e-9, 900.0), alarm("a", 1e-5, 30.0), alarm("h", 2e-5, 900.0, "UG"))
    view = shown(*rows, readings=(reading("a", 20.0), reading("b", 1.0)))
    assert names(view.alarms) == ["KE a", "KE b", "UG h"]
    assert [row.band for row in view.alarms] == ["Severe", "Low", "\u2014"]


def test_that_the_least_likely_comes_first_then_the_farthest_above() -> None:
    rows = (
        alarm("a", 0.01, 30.0),
        alarm("b", 0.01, 90.0),
        alarm("h", 0.001, 25.0),
        alarm("a", 0.01, 30.0, "BD"),
    )
    assert names(shown(*rows).alarms) == ["KE h", "KE b", "BD a", "KE a"]


@pytest.mark.parametrize(("before", "new"), [(None, True), (0.03, False), (0.05001, True)])
def test_that_an_alarm_is_new_where_the_figure_before_did_not_exceed(
    before: float | None, *, new: bool
) -> None:
    assert only(shown(alarm("a", 0.01, p_value_before=before))).new is new
    at_rarer = only(shown(alarm("a", 0.01, p_value_before=0.03), alarms_per_shift=1.0))
    assert at_rarer.new, "at 1 in 50 the figure before did not exceed"


def test_that_the_band_is_a_judged_signals_own_else_the_countrys() -> None:
    view = shown(
        alarm("a", 0.01), alarm("b", 0.01), alarm("h", 0.01), alarm("h", 0.01, code="UG"),
        readings=(reading("a", 20.0), reading("b", 20.0, on=DAY - timedelta(days=9))),
        scores=(score("KE", 4.5), score("UG", None, 0.3)),
    )  # fmt: skip
    found = {f"{row.code} {row.signal}": (row.level, row.probability) for row in view.alarms}
    assert found == {
        "KE a": ("severe", 0.8),
        "KE b": ("elevated", 0.35),
        "KE h": ("elevated", 0.35),
        "UG h": ("none", None),
    }


def test_that_synthetic_figures_are_exercises() -> None:
    assert only(shown(alarm("a", 0.01, provenance="synthetic"))).exercise
    assert not only(shown(alarm("a", 0.01, provenance="estimated"))).exercise


# What is not there, and what is asked for in vain.


def test_that_silence_has_a_reason() -> None:
    assert shown().empty == (
        "None of 120 series is above its range at 1 in 20, and no judged signal has stopped."
    )
    nothing = shown(day=judged(0.0, 0, year_figure_count=0))
    assert nothing.empty.startswith(
        "No figure could be judged: an expected range needs at least seven earlier figures"
    )
    assert nothing.measured_rate is None
    assert nothing.subtitle.startswith("nothing judged; 0 stopped; as of")
    never = shown(alarm("a", 0.01), day=judged(year_exceeded_counts=[0] * 9))
    assert never.measured_text == (
        "Measured since 1 Jul 2024: none of 1\u202f000 such figures was above its bound."
    )
    assert nothing.footnote == ""


def test_that_an_older_format_says_that_nothing_was_expected() -> None:
    empty = [
        frame(name) for name in ("alarms", "judged", "readings_everywhere", "stopped", "scores")
    ]
    view = build(told(*empty, about=ABOUT))
    assert view.empty.startswith("The snapshot is of a format without expected ranges")
    assert (view.series_count, view.measured_figures, view.band_level) == (0, 0, None)


def test_that_alarms_are_of_all_platforms_and_countries_whatever_is_chosen() -> None:
    rows = (alarm("a", 0.01), alarm("a", 0.02, code="UG"))
    view = shown(*rows, platforms=("facebook",), country_code="UG")
    assert names(view.alarms) == ["KE a", "UG a"]
    assert "countries and platforms, whatever the platform filter" in view.subtitle


def test_that_one_country_is_told_alone_by_the_budget_of_all() -> None:
    view = shown(alarm("a", 0.01), alarm("p", 0.01, code="UG"), silent=(stopped("b", 9, "UG"),))
    uganda = only_of(view, "UG")
    assert (names(uganda.alarms), names(uganda.notes)) == (["UG b"], ["UG p"])
    assert uganda.title == "Uganda: 1 alarm"
    assert uganda.subtitle == f"of all countries together: {view.title}; {view.subtitle}"
    assert uganda.expected_false == view.expected_false
    nothing = only_of(view, "BD")
    assert nothing.empty.startswith("No judged signal of Bangladesh has stopped. None of its")
    assert "eoc show FILE risk --country BD" in nothing.empty


def test_that_an_alarm_of_a_signal_that_the_snapshot_does_not_name_is_left_out() -> None:
    view = build(alarms(alarm("zzz", 0.001), alarm("a", 0.01, since=date(2024, 1, 1))))
    assert names(view.alarms) == ["KE a"]
