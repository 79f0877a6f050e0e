"""Journeys to what changed of the country that is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.country_changes_dialog import CountryChangesDialog
from eoc_app.desktop.country.why_not_dialog import WhyNotDialog
from eoc_app.desktop.pages.country_page import CountryPage
from eoc_app.desktop.shell.choice_match import Choice
from eoc_app.desktop.shell.palette import choices
from eoc_app.desktop.shell.window import Window
from eoc_app.views.series_grid_view import SeriesGridView
from tests.desktop.clicks import pasted
from tests.journeys.conftest import OpenWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


def dialog(qtbot: QtBot, window: Window) -> CountryChangesDialog:
    qtbot.waitUntil(lambda: window.findChild(CountryChangesDialog) is not None, timeout=20_000)
    found = window.findChild(CountryChangesDialog)
    assert isinstance(found, CountryChangesDialog)
    return found


def test_that_a_key_tells_what_changed_of_the_country_with_its_cause(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    shown = window.page("country").view("headline")
    qtbot.keyClick(window, Qt.Key.Key_H, CONTROL)
    told = dialog(qtbot, window)
    assert told.windowTitle() == "What changed for Georgia since 24 Oct"
    model = told.table.model
    assert model.total > 0
    assert (model.cell(0, 0).text, model.cell(0, 2).value) == ("new data", "GE")
    assert " → " in model.cell(0, 3).text
    assert model.is_exercise(0)
    qtbot.keyClick(told.list, Qt.Key.Key_C, CONTROL)
    notes, lines = pasted()
    assert any("demo.duckdb" in note for note in notes)
    assert lines[0] == ["Cause", "Since", "Of", "Change", "Exercise"]
    assert lines[1][-1] == "EXERCISE"
    assert window.page("country").view("headline") == shown
    qtbot.keyClick(told, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(CountryChangesDialog) is None)


def test_that_the_button_tells_of_a_country_that_did_not_change_against_what(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "country", "GR")
    (button,) = [
        found
        for found in window.page("country").findChildren(QPushButton)
        if "What changed here" in found.text()
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    told = dialog(qtbot, window)
    assert told.frame.state == "empty"
    assert told.accessibleDescription() == (
        "Nothing that is judged of Greece changed since 24 Oct;"
        " no previous snapshot is kept in this one."
    )


def test_that_both_questions_of_a_country_are_answered(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "overview", "GE")
    window.ask_why_not()
    window.ask_changes()
    assert dialog(qtbot, window).windowTitle().startswith("What changed for Georgia")
    qtbot.waitUntil(lambda: window.findChild(WhyNotDialog) is not None, timeout=20_000)


def test_that_dialogs_of_a_snapshot_close_when_another_is_opened(
    open_window: OpenWindow,
    demo_snapshot: Path,
    small_snapshot: Path,
    qtbot: QtBot,
) -> None:
    window = open_window(demo_snapshot, "country", "GE")
    page = window.page("country")
    series = page.view("series")
    assert isinstance(series, SeriesGridView)
    assert isinstance(page, CountryPage)
    page._open_series(series.series[0].signal)
    window.open_table(series)
    window.ask_why_not()
    window.ask_changes()

    def open_dialogs() -> set[str]:
        return {type(found).__name__ for found in window.findChildren(QDialog)}

    kinds = {"SeriesDialog", "TableDialog", "WhyNotDialog", "CountryChangesDialog"}
    qtbot.waitUntil(lambda: kinds <= open_dialogs(), timeout=20_000)
    with qtbot.waitSignal(window.opened, timeout=10_000):
        window.open_file(small_snapshot)
    qtbot.waitUntil(lambda: not open_dialogs() & kinds, timeout=20_000)


def test_that_without_a_country_the_question_says_how_to_choose_one(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot, "sources")
    qtbot.keyClick(window, Qt.Key.Key_H, CONTROL)
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.text.startswith("What changed? Choose a country first")


def test_that_the_palette_offers_the_question_with_its_key() -> None:
    assert Choice("act", "changes", "What changed for this country?", "Ctrl+H") in choices(())
