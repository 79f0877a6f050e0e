"""What changes next, counted down, with local time and the room's time side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.restrictions import next_changes_rows
from eoc_app.desktop.restrictions.next_changes_list import ChangeRows
from eoc_app.views.next_changes_view import NextChangesView

_HEAD: Final = 20


class NextChanges(Content, QWidget):
    """A row for each change, the soonest first; Enter, space or a click chooses its period."""

    period_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ChangeRows(self)
        self._head = _Headings(self.rows)
        self.rows.laid_out.connect(self._head.fit)
        self.rows.chosen.connect(self.period_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.rows)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._head)
        down.addWidget(self.rows, 1)

    def show_view(self, view: NextChangesView) -> None:
        """List these changes; the row and the place that were looked at stay."""
        self.rows.show_view(view)

    def tick(self, now: datetime) -> bool:
        """Count down to this moment; whether a change has come since the last one."""
        return self.rows.tick(now)

    def mark_period(self, period_id: str | None) -> None:
        """Mark the rows of a period that was chosen."""
        self.rows.mark_period(period_id)

    def for_paper(self) -> None:
        """Show every row, and lengths of time that do not run."""
        self.rows.stand_still()

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        head = _HEAD if self.rows.columns(width).mode != "stacked" else 0
        return head + self.rows.whole_height(width)

    def sizeHint(self) -> QSize:
        return QSize(400, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 108)


class _Headings(QWidget):
    """The names of the columns; gone where each time has its name beside it."""

    def __init__(self, rows: ChangeRows) -> None:
        super().__init__(rows.parentWidget())
        self._rows = rows

    def fit(self) -> None:
        """Take the height that the columns ask for."""
        at = self._rows.columns()
        self.setFixedHeight(0 if at.mode == "stacked" else _HEAD)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        box = QRectF(self.rect())
        # The rows are inset by the room of their focus ring.
        box.setLeft(self._rows.viewport().x())
        at, zone = self._rows.columns(), self._rows.view.room_zone
        next_changes_rows.paint_headings(QPainter(self), box, at, zone, look)
