"""The alarms page by hand-made views: what it says, what it offers, how it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.alarms.alarm_budget_row import AlarmBudgetRow
from eoc_app.desktop.alarms.record_board import RecordBoard
from eoc_app.desktop.alarms.record_view import record_view, subject_words
from eoc_app.desktop.kit import preferences
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import NAMES, dress
from eoc_app.desktop.pages.alarms_page import AlarmsPage
from eoc_app.domain.alarms.alarm_record import SCORE, STOPPED
from eoc_app.views.alarms_view import AlarmsView
from tests.desktop.alarms import alarm_views
from tests.pictures import assert_picture

NO_RANGES = "The snapshot is of a format without expected ranges, so nothing can exceed one."
Shown = Callable[..., AlarmsPage]


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    install_fonts()
    dress(qapp, "dark")


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    def act(view: AlarmsView, count: int, tab: int = 0) -> AlarmsPage:
        page = AlarmsPage()
        qtbot.addWidget(page)
        page.show_panel("alarms", view, ())
        page._show_record(alarm_views.record(count, misses=4 if count else 0))
        page.ours.tabs.setCurrentIndex(tab)
        return page

    return act


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("what", "view", "count", "tab"),
    [
        ("filled", alarm_views.alarms(), 140, 0),
        ("scored", alarm_views.alarms(quiet=True), 140, 1),
        ("little", alarm_views.alarms(), 6, 1),
        ("empty", alarm_views.alarms(empty=NO_RANGES), 0, 0),
    ],
)
def test_that_the_page_looks_as_it_was_looked_at(
    qapp: QApplication, shown: Shown, name: str, what: str, view: AlarmsView, count: int, tab: int
) -> None:
    dress(qapp, name)
    page = shown(view, count, tab)
    assert_picture(page, f"alarms-{what}-{name}", size=(1236, 700))


def test_that_the_first_alarm_says_at_once_what_it_asks_for_and_why(shown: Shown) -> None:
    page = shown(alarm_views.alarms(), 0)
    assert page.board._asks.text().startswith("Georgia: Ask the integrity team")
    assert "Farrington flexible" in page.board._why.text()
    assert "80\u202f%" in page.board._stated.text()


def test_that_choosing_a_note_leaves_the_alarms_and_offers_nothing_to_raise(
    shown: Shown, qtbot: QtBot
) -> None:
    page = shown(alarm_views.alarms(), 0)
    with qtbot.waitActive(page):
        page.show()
    page.board.notes.setFocus()
    assert page.board.chosen == alarm_views.note()
    assert not page.board.raise_button.isEnabled()
    assert not page.board.alarms.selectionModel().hasSelection()
    with qtbot.waitSignal(page.country_chosen) as chosen:
        qtbot.keyClick(page.board.notes, Qt.Key.Key_Return)
    assert chosen.args == ["LT"]


def test_that_no_alarm_says_how_many_series_were_judged_at_which_level(shown: Shown) -> None:
    page = shown(alarm_views.alarms(quiet=True), 0)
    told = page.board.alarms.accessibleDescription()
    assert "812 series" in told
    assert "1 in 1\u202f000" in told


def test_that_the_budget_stands_also_where_nothing_was_judged(shown: Shown) -> None:
    page = shown(alarm_views.alarms(empty=NO_RANGES), 0)
    assert page.frames["alarms"].state == "empty"
    assert page.budget.isVisibleTo(page)
    assert page.budget._measured.text() == ""
    page = shown(alarm_views.alarms(), 0)
    assert "above their bound, 1 in 435" in page.budget._measured.text()


def test_that_holding_a_step_is_one_wish(qtbot: QtBot) -> None:
    made = AlarmBudgetRow()
    qtbot.addWidget(made)
    made.show_view(alarm_views.alarms())
    told: list[object] = []
    made.budget_chosen.connect(told.append)
    for _ in range(6):
        made.spin.stepDown()
    qtbot.waitUntil(lambda: told == [0.5], timeout=5_000)
    made.show_view(alarm_views.alarms(per_shift=0.5))
    made.own.click()
    assert told == [0.5, None]


def test_that_exercises_are_counted_only_where_they_are_chosen_or_alone(qtbot: QtBot) -> None:
    made = RecordBoard()
    qtbot.addWidget(made)
    view = alarm_views.record(140)
    made.show_view(view)
    assert made.kinds.buttons()[0].isChecked()
    assert "Real alarms are counted; 15 from exercises are counted separately" in made._apart.text()
    made.kinds.buttons()[1].click()
    assert made.kinds.buttons()[1].isChecked()
    assert made.counts.text().startswith(f"{view.exercises.hits} hit")
    assert "125 real are counted separately" in made._apart.text()
    alone = alarm_views.ledger(140, misses=0)
    only = tuple(one for one in alone.records if getattr(one.record, "exercise", True) is True)
    other = RecordBoard()
    qtbot.addWidget(other)
    other.show_view(record_view(replace(alone, records=only), "alerts.jsonl"))
    assert other.kinds.buttons()[1].isChecked()


def test_that_the_record_has_a_twin_with_every_line() -> None:
    view = alarm_views.record(20)
    table = view.as_table()
    assert len(table.rows) == 24
    outcomes = {row[6].text for row in table.rows}
    assert {"hit", "false alarm", "pending", "miss", "unclear"} <= outcomes
    assert {row[8].text for row in table.rows} == {"real", "exercise"}


def test_that_subjects_are_told_in_words() -> None:
    assert subject_words(SCORE) == "Score of the country"
    assert subject_words("ads_without_disclaimer") == "Ads without disclaimer"
    assert subject_words(f"{STOPPED}partner_reports") == "Partner reports: stopped"


def test_that_role_and_budget_are_remembered_and_nonsense_is_not(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "eoc.ini"), QSettings.Format.IniFormat)
    assert preferences.role(settings) is None
    preferences.keep_role(settings, "reviewer")
    assert preferences.role(settings) == "reviewer"
    for value, kept in (("2.5", 2.5), ("nan", None), ("-1", None), ("many", None), ("1e9", None)):
        settings.setValue("alarms/per_shift", value)
        assert preferences.kept(settings)["alarms_per_shift"] == kept
    settings.setValue("record/role", "Ann Example")
    assert preferences.role(settings) is None


def test_that_of_a_long_record_the_latest_lines_are_listed_and_all_are_in_its_twin(
    qtbot: QtBot,
) -> None:
    made = RecordBoard()
    qtbot.addWidget(made)
    view = alarm_views.record(400)
    made.show_view(view)
    assert made.lines.rows.rowCount() == 300
    assert made.lines.rows.rows[0].key == str(view.rows[0].number)
    assert "The latest 300 of 404 lines are listed; T shows all." in made._apart.text()
    assert len(view.as_table().rows) == 404
