from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.series.series_grid import SeriesGrid
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from tests.desktop.series.series_examples import counts, published, series, silent
from tests.pictures import assert_picture, picture_of


def view(leads: int = 6, others: int = 12, word: str = "") -> SeriesGridView:
    made: list[SeriesView] = []
    examples = (series(), counts(), published(), silent("no_data", "no source reports this"))
    for n in range(leads + others):
        example = examples[n % 4]
        made.append(
            msgspec.structs.replace(
                example, signal=f"signal_{n}", lead=n < leads, title=example.title + word
            )
        )
    return SeriesGridView(title="Signals", series=tuple(made))


def grid(qtbot: QtBot, shown: SeriesGridView, width: int = 1440, height: int = 640) -> SeriesGrid:
    made = SeriesGrid()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show_view(shown)
    return made


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_grid_looks_as_it_did(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    dress(qapp, theme)
    made = grid(qtbot, view())
    made.show()
    assert_picture(made, f"series_grid_{theme}")


def test_that_lead_signals_come_first_and_larger(qtbot: QtBot) -> None:
    shown = view()
    mixed = msgspec.structs.replace(shown, series=shown.series[::-1])
    made = grid(qtbot, mixed, height=3000)
    made.show()
    charts = made.charts
    assert [c.view.lead for c in charts if c.view] == [True] * 6 + [False] * 12
    assert charts[0].width() > charts[-1].width()
    assert charts[5].y() < charts[6].y()


@pytest.mark.parametrize("width", [700, 1180, 1440, 3700])
def test_that_charts_never_overlap_and_never_stick_out(qtbot: QtBot, width: int) -> None:
    made = grid(qtbot, view(), width)
    made.show()
    places = [chart.geometry() for chart in made.charts]
    assert all(place.right() < made.viewport().width() for place in places)
    assert not any(a.intersects(b) for n, a in enumerate(places) for b in places[n + 1 :])


def test_that_widgets_are_used_again_for_the_next_country(qtbot: QtBot) -> None:
    made = grid(qtbot, view())
    before = made.charts
    made.show_view(view(word=" again"))
    assert made.charts == before
    made.show_view(view(leads=3, others=2))
    assert set(made.charts) < set(before)
    made.show_view(view())
    assert set(made.charts) == set(before)


def test_that_charts_out_of_sight_are_heard_at_once_and_painted_when_scrolled_to(
    qtbot: QtBot,
) -> None:
    made = grid(qtbot, view(others=40))
    made.show()
    picture_of(made)
    last = made.charts[-1]
    assert last.view is not None
    assert last.accessibleName() == last.view.title
    assert last.view.subtitle in last.accessibleDescription()
    assert last._pictures._plot is None
    bar = made.verticalScrollBar()
    bar.setValue(bar.maximum())
    picture_of(made)
    assert last._pictures._plot is not None
    bar.setValue(0)
    assert last._pictures._plot is None


def test_that_a_chart_that_no_signal_is_left_for_says_nothing(qtbot: QtBot) -> None:
    made = grid(qtbot, view())
    last = made.charts[-1]
    assert last.accessibleDescription()
    made.show_view(view(others=2))
    assert last.isHidden()
    assert (last.accessibleName(), last.accessibleDescription(), last.toolTip()) == ("", "", "")


def test_that_plots_in_a_row_stand_on_one_line(qtbot: QtBot) -> None:
    made = grid(qtbot, view())
    made.show()
    row = [chart for chart in made.charts if chart.y() == made.charts[0].y()]
    assert len({chart._area().rect.top() for chart in row}) == 1
    assert len({chart._area().rect.bottom() for chart in row}) == 1


def test_that_opening_and_tables_are_passed_on(qtbot: QtBot) -> None:
    made = grid(qtbot, view())
    made.show()
    with qtbot.waitSignal(made.opened) as opened:
        QTest.keyClick(made.charts[2], Qt.Key.Key_Return)
    assert opened.args == ["signal_2"]
    with qtbot.waitSignal(made.table_requested) as asked:
        QTest.keyClick(made.charts[3], Qt.Key.Key_T)
    assert asked.args == ["signal_3"]


def test_that_t_asks_for_the_table_of_the_chart_and_not_of_the_card(qtbot: QtBot) -> None:
    made = SeriesGrid()
    frame = PanelFrame(made, "Signals over time")
    qtbot.addWidget(frame)
    frame.resize(1200, 700)
    frame.show_view(view())
    with qtbot.waitExposed(frame):
        frame.show()
    asked: list[object] = []
    frame.table_requested.connect(lambda: asked.append("card"))
    made.table_requested.connect(asked.append)
    made.charts[1].setFocus()
    # Through the window, as a key comes from a keyboard: shortcuts get it first.
    window = frame.windowHandle()
    assert window is not None
    QTest.keyClick(window, Qt.Key.Key_T)
    assert asked == ["signal_1"]


def test_that_a_country_without_signals_says_so(qtbot: QtBot) -> None:
    made = grid(qtbot, view())
    made.show_view(SeriesGridView(title="Signals", series=(), empty="No source names Tuvalu."))
    made.show()
    assert made.charts == ()
    assert made._empty.text() == "No source names Tuvalu."
    assert made._empty.isVisible()
