"""The printed table: nothing cut, nothing to scroll."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit import theme
from eoc_app.desktop.shell.app import application
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.desktop.tables.paper_table import PaperTable
from eoc_app.views.view import Cell, Column, TableView
from tests.pictures import assert_picture

VIEW = TableView(
    title="Periods",
    columns=(
        Column(key="country", title="Country"),
        Column(key="state", title="At the snapshot"),
        Column(key="citation", title="Citation", stretch=4),
        Column(key="version", title="Version", number=True),
    ),
    rows=(
        (
            Cell("Georgia"),
            Cell("in force · 10 h left", standing="in_force"),
            Cell("Election Code of Georgia art. 45, as amended, with a citation that needs lines"),
            Cell("1", 1),
        ),
        (
            Cell("United States", exercise=True),
            Cell("starts in 3 d 1 h", standing="upcoming"),
            Cell("platform policy"),
            Cell("2", 2),
        ),
    ),
)


def table(qtbot: QtBot, name: str = "light") -> PaperTable:
    theme.dress(application(), name)
    made = PaperTable()
    qtbot.addWidget(made)
    made.show_view(VIEW)
    return made


def test_that_a_narrow_page_wraps_texts_and_becomes_higher(qtbot: QtBot) -> None:
    made = table(qtbot)
    assert made.whole_height(360) > made.whole_height(1200)


def test_that_a_table_on_paper_prints_every_row_without_its_filter(qtbot: QtBot) -> None:
    theme.dress(application(), "light")
    made = DataTable()
    qtbot.addWidget(made)
    made.show_view(VIEW)
    made.resize(500, 100)
    made.show()
    made.for_paper()
    assert not made.table.isVisible()
    assert made.whole_height(500) > 2 * 16


def test_that_the_printed_table_looks_as_agreed(qtbot: QtBot) -> None:
    made = table(qtbot)
    made.resize(520, made.whole_height(520))
    assert_picture(made, "paper_table_light")
