from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.tables.data_table import ROW, DataTable
from eoc_app.desktop.tables.table_model import TableModel
from eoc_app.views.view import Cell
from tests.desktop import widget_views as views
from tests.desktop.clicks import click_title
from tests.pictures import assert_picture, picture_of


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


def texts(shown: DataTable, column: int) -> list[str]:
    model = shown.model
    return [model.cell(row, column).text for row in range(model.rowCount())]


def test_that_the_model_keeps_the_contract_of_models(qtmodeltester: ModelTester) -> None:
    model = TableModel()
    model.set_view(views.table())
    qtmodeltester.check(model)
    model.set_filter("georgia")
    qtmodeltester.check(model)


def test_that_numbers_sort_by_value_and_not_by_text(shown: DataTable, qtbot: QtBot) -> None:
    click_title(qtbot, shown.table, 1)
    assert texts(shown, 1)[:3] == ["79,190", "71,271", "63,352"]
    click_title(qtbot, shown.table, 1)
    assert texts(shown, 1)[:3] == ["0", "≤100", "≤100"]


def test_that_unknown_values_come_last_both_ways(shown: DataTable, qtbot: QtBot) -> None:
    for _ in range(2):
        click_title(qtbot, shown.table, 4)
        assert texts(shown, 4)[-6:] == ["no rule"] * 6


def test_that_dates_sort_by_day(shown: DataTable, qtbot: QtBot) -> None:
    click_title(qtbot, shown.table, 3)
    assert texts(shown, 3)[:2] == ["1 Oct 2024", "2 Oct 2024"]
    assert texts(shown, 3)[-1] == "12 Oct 2024"


def test_that_the_unit_is_in_the_title(shown: DataTable) -> None:
    title = shown.model.headerData(1, Qt.Orientation.Horizontal)
    assert title == "spend (USD)"


def test_that_slash_filters_and_escape_shows_all_again(shown: DataTable, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.table, Qt.Key.Key_Slash)
    field = shown.findChild(QLineEdit)
    assert field is not None
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "GEOR 2024")
    assert texts(shown, 0) == ["Georgia", "Georgia"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert len(texts(shown, 0)) == 12
    assert shown.table.hasFocus()


def test_that_a_key_sorts_by_the_column_at_the_cursor(shown: DataTable, qtbot: QtBot) -> None:
    shown.table.setCurrentIndex(shown.model.index(0, 1))
    qtbot.keyClick(shown.table, Qt.Key.Key_S)
    assert texts(shown, 1)[0] == "79,190"


def test_that_copied_rows_are_tab_separated_with_titles(shown: DataTable, qtbot: QtBot) -> None:
    shown.table.selectRow(1)
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [
        "# Advertisers by spend",
        "# 1 of 12 rows",
        "page\tspend (USD)\tads (count)\tlast seen\trestriction",
        "Moldova\t7919\t1\t2 Oct 2024\tin force",
    ]


def test_that_copied_rows_say_how_they_were_chosen_and_ordered(
    shown: DataTable, qtbot: QtBot
) -> None:
    click_title(qtbot, shown.table, 1)
    qtbot.keyClick(shown.table, Qt.Key.Key_Slash)
    field = shown.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "georgia")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    shown.table.clearSelection()
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert '# rows that hold "georgia"' in lines
    assert "# sorted by spend (USD), falling" in lines
    assert "# 2 of 12 rows" in lines


def test_that_a_click_on_a_title_sorts_turns_round_and_gives_the_order_back(
    shown: DataTable, qtbot: QtBot
) -> None:
    given = texts(shown, 0)
    click_title(qtbot, shown.table, 0)
    assert texts(shown, 0) == sorted(given)
    click_title(qtbot, shown.table, 0)
    assert texts(shown, 0) == sorted(given, reverse=True)
    click_title(qtbot, shown.table, 0)
    assert texts(shown, 0) == given


@pytest.mark.parametrize("typed", ["79190", "79,190", "79 190", "79\u202f190"])
def test_that_a_number_is_filtered_however_its_digits_are_grouped(
    shown: DataTable, typed: str
) -> None:
    shown.model.set_filter(typed)
    assert texts(shown, 1) == ["79,190"]


def test_that_accents_keep_no_row_from_being_found(shown: DataTable) -> None:
    view = views.table()
    name = Cell("C\u00f4te d\u2019Ivoire", "C\u00f4te d\u2019Ivoire")
    rows = ((name, *view.rows[0][1:]), *view.rows[1:])
    shown.show_view(msgspec.structs.replace(view, rows=rows))
    shown.model.set_filter("cote")
    assert len(texts(shown, 0)) == 1


def test_that_a_spreadsheet_takes_ids_for_texts_and_numbers_for_numbers(
    shown: DataTable, qtbot: QtBot
) -> None:
    view = views.table()
    told = Cell("100000000000000001", "100000000000000001")
    shown.show_view(msgspec.structs.replace(view, rows=((told, *view.rows[0][1:]),)))
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    table = QGuiApplication.clipboard().mimeData().html()
    assert "mso-number-format:'\\@'" in table
    assert ">100000000000000001</td>" in table
    assert "<td>0</td>" in table


def test_that_enter_opens_the_country_of_a_row_that_has_one(shown: DataTable, qtbot: QtBot) -> None:
    shown.table.setCurrentIndex(shown.model.index(1, 0))
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.keyClick(shown.table, Qt.Key.Key_Return)
    assert caught.args == ["GE"]
    shown.table.setCurrentIndex(shown.model.index(0, 0))
    with qtbot.assertNotEmitted(shown.country_chosen):
        qtbot.keyClick(shown.table, Qt.Key.Key_Return)


def test_that_a_sorted_row_still_opens_its_own_country(shown: DataTable, qtbot: QtBot) -> None:
    click_title(qtbot, shown.table, 1)
    row = texts(shown, 1).index("7,919")
    with qtbot.waitSignal(shown.country_chosen) as caught:
        shown.table.row_chosen.emit(row)
    assert caught.args == ["GE"]


def test_that_filter_and_order_outlive_new_rows(shown: DataTable, qtbot: QtBot) -> None:
    click_title(qtbot, shown.table, 1)
    shown.show_view(views.table(30))
    values = [shown.model.cell(row, 1).value for row in range(30)]
    assert values == sorted(values, reverse=True)  # type: ignore[type-var]


def test_that_ten_thousand_rows_are_painted_only_where_seen(
    shown: DataTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.show_view(views.table(10_000))
    asked = set()
    cell = TableModel.cell

    def counted(model: TableModel, row: int, column: int) -> Cell:
        asked.add(row)
        return cell(model, row, column)

    monkeypatch.setattr(TableModel, "cell", counted)
    picture_of(shown)
    assert 5 < len(asked) < 40


def test_that_a_changed_view_with_other_columns_forgets_the_order(
    shown: DataTable, qtbot: QtBot
) -> None:
    click_title(qtbot, shown.table, 1)
    view = views.table()
    fewer = msgspec.structs.replace(
        view, columns=view.columns[:1], rows=tuple(row[:1] for row in view.rows)
    )
    shown.show_view(fewer)
    assert texts(shown, 0)[:2] == ["Georgia", "Moldova"]


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_table_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = PanelFrame(DataTable(), "Advertisers", table=False)
    qtbot.addWidget(frame)
    frame.show_view(views.table())
    assert_picture(frame, f"data_table_{name}", size=(700, 420))


def test_that_a_narrow_table_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    made = DataTable()
    qtbot.addWidget(made)
    made.show_view(views.table())
    assert_picture(made, "data_table_narrow_2x", size=(420, 260), ratio=2.0)


def test_that_a_whole_table_wraps_texts_and_keeps_them_whole_however_it_is_sorted(
    qtbot: QtBot,
) -> None:
    long = "7.9 → 8.2, High → Severe: share of ads that ran without a disclaimer 17 % → 20 %"
    view = views.table()
    row = (*view.rows[0][:-1], Cell(long, long))
    made = DataTable(whole=True)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_view(msgspec.structs.replace(view, rows=(*view.rows, row), codes=(), period_ids=()))
    made.show()
    last = len(row) - 1
    for order in (-1, last):
        made.model.sort(order)
        for place, text in enumerate(texts(made, last)):
            assert (made.table.rowHeight(place) > ROW) == (text == long)
    made.model.set_filter("without a disclaimer")
    assert made.table.rowHeight(0) > ROW
