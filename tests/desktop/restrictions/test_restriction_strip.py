from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.restrictions.restriction_strip import RestrictionStrip
from tests.desktop.restrictions.timeline_examples import FIRST, fortnight, year
from tests.pictures import assert_picture


def strip(qtbot: QtBot, width: int = 720) -> RestrictionStrip:
    made = RestrictionStrip()
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show_view(fortnight())
    return made


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_strip_looks_as_it_did(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    dress(qapp, theme)
    assert_picture(strip(qtbot), f"restriction_strip_{theme}")


def test_that_a_narrow_strip_looks_as_it_did(qtbot: QtBot) -> None:
    assert_picture(strip(qtbot, 480), "restriction_strip_narrow_2x", ratio=2.0)


def test_that_its_window_is_fixed(qtbot: QtBot) -> None:
    made = strip(qtbot)
    where = QPointF(400, 100)
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(made.viewport(), event)
    QTest.keyClick(made, Qt.Key.Key_Plus)
    assert made.shown_days == (FIRST, FIRST + 14)


def test_that_it_scrolls_only_where_lanes_do_not_fit(qtbot: QtBot) -> None:
    made = strip(qtbot)
    assert made.verticalScrollBar().maximum() == 0
    made.show_view(year())
    assert made.verticalScrollBar().maximum() > 0


def test_that_a_click_chooses_the_country(qtbot: QtBot) -> None:
    made = strip(qtbot)
    with qtbot.waitSignal(made.country_chosen) as chosen:
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 92))
    assert chosen.args == ["BR"]
