"""The restriction timeline with the meaning of its signs under it."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline
from eoc_app.desktop.restrictions.timeline_legend import TimelineLegend
from eoc_app.views.timeline_view import TimelineView


class RestrictionChart(Content, QWidget):
    """A timeline and its legend as one."""

    country_chosen = QtCore.Signal(str)
    period_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = RestrictionTimeline(self)
        self.legend = TimelineLegend(self)
        self.timeline.country_chosen.connect(self.country_chosen)
        self.timeline.period_chosen.connect(self.period_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.timeline)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(current().space.xs)
        down.addWidget(self.timeline, 1)
        down.addWidget(self.legend)

    def show_view(self, view: TimelineView) -> None:
        """Draw these periods."""
        self.timeline.show_view(view)
        self.legend.show_view(view)

    def whole_height(self, width: int) -> int:
        """The height at which no lane has to be scrolled to."""
        below = self.legend.heightForWidth(width) + current().space.xs
        return self.timeline.whole_height(width) + below

    def minimumSizeHint(self) -> QSize:
        return self.timeline.minimumSizeHint() + QSize(0, 22)
