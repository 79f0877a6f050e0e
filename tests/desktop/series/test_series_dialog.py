from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.series.series_dialog import SeriesDialog
from tests.desktop.series.series_examples import series


def test_that_a_signal_is_shown_large_and_escape_leaves(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    dialog = SeriesDialog(window)
    dialog.show_view(series())
    dialog.show()
    assert dialog.signal_shown == "ads_without_disclaimer_share_1"
    assert dialog.width() == 860
    with qtbot.waitSignal(dialog.table_requested) as asked:
        QTest.keyClick(dialog._chart, Qt.Key.Key_T)
    assert asked.args == ["ads_without_disclaimer_share_1"]
    QTest.keyClick(dialog._chart, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
