"""A table whose rows speak of restriction periods: chosen, marked, and in place when renewed."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.view import TableView
from tests.desktop import widget_views as views
from tests.pictures import picture_of


@pytest.fixture
def shown(qtbot: QtBot) -> DataTable:
    made = DataTable()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show_view(views.table())
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def periods(count: int = 60) -> TableView:
    return msgspec.structs.replace(
        views.table(count), period_ids=tuple(f"p{n}" if n % 3 else None for n in range(count))
    )


@pytest.fixture
def of_periods(shown: DataTable) -> DataTable:
    shown.show_view(periods())
    QApplication.processEvents()
    return shown


def test_that_a_click_or_space_chooses_the_period_of_a_row(
    of_periods: DataTable, qtbot: QtBot
) -> None:
    chosen: list[str] = []
    of_periods.period_chosen.connect(chosen.append)
    table, left = of_periods.table, Qt.MouseButton.LeftButton
    for row in (0, 1, 2):
        box = table.visualRect(of_periods.model.index(row, 0))
        qtbot.mouseClick(table.viewport(), left, pos=box.center())
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert chosen == ["p1", "p2", "p4"]


def test_that_selecting_several_rows_chooses_no_period(of_periods: DataTable, qtbot: QtBot) -> None:
    table = of_periods.table
    box = table.visualRect(of_periods.model.index(1, 0))
    with qtbot.assertNotEmitted(of_periods.period_chosen):
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
            box.center(),
        )  # fmt: skip


def test_that_enter_still_opens_the_country(of_periods: DataTable, qtbot: QtBot) -> None:
    of_periods.table.setCurrentIndex(of_periods.model.index(1, 0))
    with qtbot.waitSignal(of_periods.country_chosen) as opened:
        qtbot.keyClick(of_periods.table, Qt.Key.Key_Return)
    assert opened.args == ["GE"]


def test_that_rows_of_the_chosen_period_are_marked(of_periods: DataTable) -> None:
    plain = picture_of(of_periods)
    of_periods.mark_period("p1")
    marked = picture_of(of_periods)
    table = of_periods.table
    spots = []
    for row in (1, 2):
        box = table.visualRect(of_periods.model.index(row, 0))
        spots.append(table.viewport().mapTo(of_periods, box.topLeft() + QPoint(1, 8)))
    assert marked.pixelColor(spots[0]) != plain.pixelColor(spots[0])
    assert marked.pixelColor(spots[1]) == plain.pixelColor(spots[1])


def test_that_renewed_rows_leave_place_selection_and_widths(of_periods: DataTable) -> None:
    table = of_periods.table
    table.setCurrentIndex(of_periods.model.index(40, 2))
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 7)
    table.horizontalHeader().resizeSection(0, 211)
    scrolled = table.verticalScrollBar().value()
    view = periods()
    later = msgspec.structs.replace(
        view,
        subtitle="a minute later",
        rows=view.rows[1:],
        codes=view.codes[1:],
        period_ids=view.period_ids[1:],
    )
    of_periods.show_view(later)
    assert table.currentIndex().row() == 39
    assert table.currentIndex().column() == 2
    assert [index.row() for index in table.selectionModel().selectedRows()] == [39]
    assert table.verticalScrollBar().value() == scrolled
    assert table.columnWidth(0) == 211


def test_that_a_period_chosen_elsewhere_is_brought_into_sight(of_periods: DataTable) -> None:
    table = of_periods.table
    of_periods.mark_period("p50")
    box = table.visualRect(of_periods.model.index(50, 0))
    assert table.viewport().rect().contains(box.center())
    scrolled = table.verticalScrollBar().value()
    of_periods.mark_period("p49")
    assert table.verticalScrollBar().value() == scrolled
    of_periods.mark_period(None)
    assert table.verticalScrollBar().value() == scrolled
