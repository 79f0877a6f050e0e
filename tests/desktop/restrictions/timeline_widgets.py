"""A timeline that shows a view, and places on it, for the tests of what it draws."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline
from eoc_app.views.timeline_view import TimelineView
from tests.desktop.restrictions.timeline_examples import FIRST


def timeline(
    qtbot: QtBot, view: TimelineView, size: tuple[int, int] = (1200, 330)
) -> RestrictionTimeline:
    """A timeline of a size, with a view on it."""
    made = RestrictionTimeline()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show_view(view)
    return made


def at(made: RestrictionTimeline, number: int, days: float) -> QPoint:
    """The middle of a lane's first row, some days after the first."""
    shown = made._frame()
    y = shown.top(number, made._lanes[number]) + shown.pad + shown.row / 2
    return QPoint(round(shown.x(FIRST + days)), round(y))
