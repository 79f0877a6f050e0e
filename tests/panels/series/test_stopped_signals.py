"""Judged signals that stopped: an alarm of its own that asks for figures and takes no budget."""

from __future__ import annotations

from tests.panels.alarms.alarm_frames import alarm, names, only, shown, stopped


def test_that_a_signal_that_stopped_is_an_alarm_that_takes_no_budget() -> None:
    view = shown(alarm("h", 0.03), silent=(stopped("a", 8), stopped("b", 20, "UG")))
    assert names(view.alarms) == ["KE h", "KE a", "UG b"]
    assert view.expected_false == shown(alarm("h", 0.03)).expected_false
    new, old = view.alarms[1:]
    assert (new.kind, new.observed_text, new.odds_text) == ("stopped", "stopped", "\u2014")
    assert (new.new, old.new) == (True, False)
    assert (new.level, new.band, new.probability) == ("not_assessable", "Not seen", None)
    assert new.action == (
        "Nothing from Reports since 17 Oct 2024. Ask Tests whether the source is silent or the"
        " feed is broken."
    )
    assert new.why == (
        "The last figure is for 17 Oct 2024; the next was due by 24 Oct 2024, within 7 days."
    )


def test_that_the_latest_to_stop_comes_first_then_the_weightiest() -> None:
    silent = (stopped("b", 9), stopped("a", 9), stopped("b", 8, "UG"))
    assert names(shown(silent=silent).alarms) == ["UG b", "KE a", "KE b"]


def test_that_a_signal_that_only_the_snapshot_before_had_is_missed() -> None:
    row = only(shown(silent=(stopped("a", 2, gone=True, source=None),)))
    assert row.new
    assert row.why == (
        "The previous snapshot had a figure for 23 Oct 2024; this one has none at all."
    )
    assert row.action == (
        "Nothing from Number of a is left in this snapshot. Ask Tests whether the source was left"
        " out or the feed is broken."
    )


def test_that_somebody_is_asked_where_nobody_is_named() -> None:
    row = only(shown(silent=(stopped("a", 8),), about={"publisher": "unknown"}))
    assert "Ask the snapshot's publisher whether the source" in row.action
