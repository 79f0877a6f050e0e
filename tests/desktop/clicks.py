"""Clicks as a hand makes them, and what a hand pastes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot


def click_title(qtbot: QtBot, table: QTableView, column: int) -> None:
    """Click the middle of a column's title."""
    header = table.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    middle = QPoint(x, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def pasted() -> tuple[list[str], list[list[str]]]:
    """The notes of what was copied, and its rows from the titles on."""
    lines = QGuiApplication.clipboard().text().splitlines()
    notes = [line.removeprefix("# ") for line in lines if line.startswith("# ")]
    return notes, [line.split("\t") for line in lines if not line.startswith("# ")]
