"""Lists of alarms and of the record: nothing cut, the row one is on stays."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eoc_app.desktop.alarms.alarm_drawing import PAD
from eoc_app.desktop.alarms.alarm_grid import AlarmGrid
from eoc_app.desktop.alarms.alarm_list import AlarmList, in_short
from eoc_app.desktop.alarms.alarm_model import AlarmModel, Row
from eoc_app.desktop.alarms.alarm_rows import COLUMNS, alarm_row, key_of, note_row, refusal
from eoc_app.desktop.alarms.alarm_widths import shared_out
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.tables.cell_order import ordered
from eoc_app.ledger import name_of
from eoc_app.views.view import Cell, Column
from tests.desktop.alarms import alarm_views
from tests.desktop.clicks import click_title


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    install_fonts()
    dress(qapp, "dark")


def rows() -> list[Row]:
    return [alarm_row(row, {}) for row in alarm_views.alarms().alarms]


@pytest.fixture
def grid(qtbot: QtBot) -> AlarmGrid:
    made = AlarmGrid(COLUMNS)
    qtbot.addWidget(made)
    made.resize(720, 400)
    made.show_rows(rows())
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_that_the_model_keeps_the_contract_of_models(qtmodeltester: ModelTester) -> None:
    model = AlarmModel(COLUMNS)
    model.set_rows(tuple(rows()))
    qtmodeltester.check(model)


@pytest.mark.parametrize("wide", [560, 720, 1100])
def test_that_every_cell_has_room_for_its_words(grid: AlarmGrid, wide: int) -> None:
    grid.resize(wide, 400)
    header = grid.horizontalHeader()
    for place, row in enumerate(grid.rows.rows):
        for n in range(len(COLUMNS)):
            room = header.sectionSize(n) - 2 * PAD
            text = grid.text(row, n, room)
            assert text.height <= grid.rowHeight(place)
            longest = max(row.cells[n].text.split(), key=len, default="")
            assert ink.text_width(longest, 13, bold=bool(row.lead) and n == 0) <= room + 1


@given(
    st.floats(50, 2000),
    st.lists(
        st.tuples(st.floats(10, 200), st.floats(0, 300), st.integers(0, 4)), min_size=1, max_size=9
    ),
)
def test_that_columns_get_what_they_need_before_any_gets_more(
    room: float, columns: list[tuple[float, float, int]]
) -> None:
    least = [low for low, _, _ in columns]
    whole = [low + more for low, more, _ in columns]
    widths = shared_out(room, least, whole, [grow for _, _, grow in columns])
    assert all(wide >= low - 1e-6 for wide, low in zip(widths, least, strict=True))
    assert sum(widths) <= max(room, sum(least)) + 1e-6
    if any(wide > most + 1 for wide, most in zip(widths, whole, strict=True)):
        assert all(wide >= most - 1 for wide, most in zip(widths, whole, strict=True))


def test_that_the_row_one_is_on_stays_with_its_alarm(grid: AlarmGrid) -> None:
    here = rows()[2].key
    grid.go_to(here)
    grid.show_rows(rows()[::-1])
    assert grid.key == here
    grid.show_rows([row for row in rows() if row.key != here])
    assert grid.key != here
    assert grid.currentIndex().isValid(), "the keyboard stays about where it was"


def test_that_enter_opens_and_copy_takes_the_row(grid: AlarmGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Down)
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [rows()[1].key]
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    *notes, head, line = QApplication.clipboard().text().splitlines()
    assert any(note.startswith("# 1 of ") for note in notes)
    assert head.split("\t")[0] == "Country and signal"
    assert line.startswith("Moldova  Share of ads that ran without a disclaimer\t19.2")


def test_that_an_empty_list_says_why(grid: AlarmGrid) -> None:
    grid.show_rows([], "no series is above its range")
    assert grid.accessibleDescription() == "no series is above its range"
    assert grid.key == ""


def test_that_figures_beside_each_other_name_their_unit_once() -> None:
    cells = alarm_row(alarm_views.alarm(0), {}).cells
    assert [cell.text for cell in cells[1:5]] == ["214 reports", "25 Oct", "61", "118"]
    cells = alarm_row(alarm_views.alarm(1), {}).cells
    assert [cell.text for cell in cells[1:5]] == [
        "19.2\u202f%", "25 Oct", "6.1\u202f%", "11.8\u202f%",
    ]  # fmt: skip


def test_that_an_alarm_tells_what_is_on_record_of_it() -> None:
    row = alarm_views.alarm(0)
    assert alarm_row(row, {}).cells[-1].text == "new"
    assert alarm_row(row, {name_of(row): "false alarm"}).cells[-1].text == "new, false alarm"


def test_that_what_states_no_probability_is_not_for_the_record() -> None:
    assert refusal(alarm_views.alarm(0)) == ""
    assert "stopped" in refusal(alarm_views.stopped())
    assert "no action" in refusal(alarm_views.note())
    assert all(cell.dim for cell in note_row(alarm_views.note()).cells)


def test_that_a_stopped_signal_is_another_alarm_than_its_last_figure() -> None:
    stopped = alarm_views.stopped()
    figure = msgspec.structs.replace(stopped, kind="exceedance")
    assert name_of(stopped) != name_of(figure)
    week = msgspec.structs.replace(figure, span_days=7)
    assert key_of(figure) != key_of(week)


def test_that_the_overview_lists_alarms_and_leads_on(qtbot: QtBot) -> None:
    view = in_short(alarm_views.alarms())
    assert view.subtitle == "1 stopped; 1 note; 0.6 a shift by chance, 3 accepted"
    made = AlarmList()
    qtbot.addWidget(made)
    made.resize(330, 200)
    made.show_view(view)
    with qtbot.waitActive(made):
        made.show()
    made.lines.setFocus()
    with qtbot.waitSignal(made.country_chosen) as chosen:
        qtbot.keyClick(made.lines, Qt.Key.Key_Return)
    assert chosen.args == ["GE"]
    with qtbot.waitSignal(made.alarms_requested):
        qtbot.keyClick(made.lines, Qt.Key.Key_A)


def test_that_a_narrow_list_prints_odds_under_the_signal_instead_of_cutting_them(
    qtbot: QtBot,
) -> None:
    made = AlarmList()
    qtbot.addWidget(made)
    made.show_view(in_short(alarm_views.alarms()))
    made.show()
    grid = made.lines
    for width, columns in ((400, 3), (190, 1), (400, 3)):
        made.resize(width, 200)
        QApplication.processEvents()
        assert sum(not grid.isColumnHidden(place) for place in range(3)) == columns
        assert not grid.horizontalScrollBar().isVisible()
        for place, row in enumerate(grid.rows.rows):
            room = grid.columnWidth(0) - 12
            assert grid.rowHeight(place) >= grid.text(row, 0, room).height
    assert grid.rows.columnCount() == 3, "a reader and a copy have them all, however narrow"


def test_that_a_low_list_leaves_the_room_of_its_button_to_the_rows(qtbot: QtBot) -> None:
    made = AlarmList()
    qtbot.addWidget(made)
    made.show_view(in_short(alarm_views.alarms()))
    made.show()
    for height, offered in ((200, True), (90, False), (200, True)):
        made.resize(300, height)
        QApplication.processEvents()
        assert made.all_button.isVisible() == offered


def test_that_the_overview_says_alarms_are_of_all_platforms_where_some_are_chosen() -> None:
    view = in_short(alarm_views.alarms(), some_chosen=True)
    assert view.subtitle == "all platforms; 1 stopped; 1 note; 0.6 a shift by chance, 3 accepted"


def test_that_the_overview_lists_the_first_of_many_alarms_and_says_so(qtbot: QtBot) -> None:
    days = [date(2024, 8, 1) + timedelta(place) for place in range(40)]
    many = [msgspec.structs.replace(alarm_views.alarm(0), measured_on=day) for day in days]
    view = in_short(msgspec.structs.replace(alarm_views.alarms(), alarms=tuple(many)))
    made = AlarmList()
    qtbot.addWidget(made)
    made.show_view(view)
    assert made.lines.rows.rowCount() == 15
    assert view.subtitle.startswith("the 15 least likely; ")


def test_that_a_grid_without_a_lead_prints_cells_alike(qtbot: QtBot) -> None:
    made = AlarmGrid((Column(key="a", title="A"),))
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show_rows([Row("one", (Cell("words that wrap over more than a single line"),))])
    assert made.text(made.rows.rows[0], 0, 60).count > 1


def test_that_a_click_on_a_title_sorts_alarms_and_the_keyboard_keeps_its_row(
    grid: AlarmGrid, qtbot: QtBot
) -> None:
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    here = grid.key
    for column in range(len(COLUMNS)):
        for falling in (COLUMNS[column].number, not COLUMNS[column].number):
            click_title(qtbot, grid, column)
            cells = [row.cells[column] for row in grid.rows.rows]
            places = range(len(cells))
            assert ordered(places, cells, falling=falling) == list(places)
            assert grid.key == here
        click_title(qtbot, grid, column)
        assert grid.rows.rows == grid.rows.all


def test_that_bands_sort_by_how_bad_they_are(grid: AlarmGrid, qtbot: QtBot) -> None:
    column = [one.key for one in COLUMNS].index("band")
    click_title(qtbot, grid, column)
    levels = [row.cells[column].level for row in grid.rows.rows]
    worst = ["none", "no_data", "not_assessable", "low", "guarded", "elevated", "high", "severe"]
    places = [worst.index(level) for level in levels if level != "none"]
    assert places == sorted(places)


def test_that_a_filter_leaves_the_rows_that_hold_its_words(grid: AlarmGrid) -> None:
    grid.filter("moldova")
    assert grid.rows.rows
    assert all("Moldova" in row.cells[0].text for row in grid.rows.rows)
    grid.filter("")
    assert grid.rows.rows == grid.rows.all
