"""Journeys on the country page: what exceeds is ringed, and why something is not flagged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.desktop.country.why_not_dialog import WhyNotDialog
from eoc_app.desktop.shell.window import Window
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from tests.desktop.clicks import click_title
from tests.journeys.conftest import OpenWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog(qtbot: QtBot, window: Window) -> WhyNotDialog:
    qtbot.waitUntil(lambda: window.findChild(WhyNotDialog) is not None, timeout=20_000)
    found = window.findChild(WhyNotDialog)
    assert isinstance(found, WhyNotDialog)
    return found


def series(window: Window, signal: str) -> SeriesView:
    view = window.page("country").view("series")
    assert isinstance(view, SeriesGridView)
    (found,) = [one for one in view.series if one.signal == signal]
    return found


def test_that_the_rise_planted_in_georgia_is_ringed_above_its_expected_range(
    open_window: OpenWindow, demo_snapshot: Path
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    shown = series(window, "ads_without_disclaimer_share")
    assert shown.range_text.startswith("expected by EARS")
    ringed = [shown.range_days[at] for at in shown.exceeded]
    # The last figures of the exercise, while the quiet summer before has a range and no ring.
    assert date(2024, 10, 25).toordinal() in ringed
    assert min(ringed) > date(2024, 10, 1).toordinal()
    assert sum(upper is not None for upper in shown.range_upper) > 30
    for at in shown.exceeded:
        upper, value = shown.range_upper[at], shown.values[shown.days.index(shown.range_days[at])]
        assert upper is not None
        assert value is not None
        assert value > upper


def test_that_a_filter_of_platforms_takes_the_ranges_away_and_says_why(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    window.session.choose(platforms=("facebook",))
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    shown = series(window, "ai_labelled_content")
    assert shown.range_days == ()
    assert "all platforms together only" in shown.range_text


def test_that_draws_of_rank_and_score_stand_in_the_headline(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "MD")
    view = window.page("country").view("headline")
    assert isinstance(view, HeadlineView)
    assert view.drawn_text.startswith("in 90\u202f% of draws: rank ")
    assert "score " in view.drawn_text
    window.open_country("GE")
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    after = window.page("country").view("headline")
    assert isinstance(after, HeadlineView)
    assert (after.code, after.drawn_text != view.drawn_text) == ("GE", True)


def test_that_a_key_answers_why_a_country_and_each_of_its_signals_is_not_flagged(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "PK")
    shown = window.page("country").view("headline")
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    told = dialog(qtbot, window)
    assert told.windowTitle() == "Why is Pakistan not flagged?"
    assert told.answer.text().startswith("Pakistan: Guarded, 3.8: ")
    assert "raises the band to" in told.rise.text()
    model = told.table.model
    reasons = {model.cell(row, 0).value: model.cell(row, 1).value for row in range(model.total)}
    assert len(reasons) == model.total > 30
    assert reasons["ai_labels_applied"] == "effort"
    assert reasons["reminder_reach"] == "protective"
    assert reasons["candidates_killed"] == "no_data"
    click_title(qtbot, told.table.table, 1)
    told.table.table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    notes = [line for line in lines if line.startswith("# ")]
    assert "# sorted by Reason, rising" in notes
    assert any("demo.duckdb" in note for note in notes)
    assert any("Sat 26 Oct 2024 06:00 UTC" in note for note in notes)
    assert any("TLP:" in note for note in notes)
    assert lines[len(notes)].split("\t") == ["Signal", "Reason", "Answer"]
    assert len(lines) == len(notes) + model.total + 1
    assert window.page("country").view("headline") == shown
    assert window.is_complete


def test_that_the_button_says_of_a_flagged_country_that_it_is(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    (button,) = [
        found
        for found in window.page("country").findChildren(QPushButton)
        if "Why not flagged" in found.text()
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog(qtbot, window).answer.text() == "Georgia is flagged: Severe, 8.1."


def test_that_a_country_that_cannot_be_assessed_says_what_is_missing(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "TN")
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert "of the judged weight where" in dialog(qtbot, window).answer.text()


def test_that_without_a_country_the_question_says_how_to_choose_one(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "sources")
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    qtbot.waitUntil(window.notice.isVisible)
    assert "Choose a country first" in window.notice.text


def test_that_an_export_and_the_question_do_not_put_each_other_aside(
    open_window: OpenWindow,
    demo_snapshot: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(demo_snapshot, "restrictions", "GE")
    target = tmp_path / "room.ics"
    name = (str(target), "Calendar (*.ics)")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: name)
    window.export_calendar()
    window.ask_why_not()
    assert dialog(qtbot, window).answer.text().startswith("Georgia is flagged")
    qtbot.waitUntil(target.exists, timeout=20_000)
