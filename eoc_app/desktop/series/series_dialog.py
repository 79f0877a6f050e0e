"""One signal large, with pan and zoom, over the window that it was opened from."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.series.series_chart import SeriesChart
from eoc_app.views.series_view import SeriesView


class SeriesDialog(QDialog):
    """Escape closes it; T asks for the table, as on the small chart."""

    table_requested = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = current().space.s
        self._chart = SeriesChart("page", self)
        self._chart.table_requested.connect(self.table_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(self._chart)
        window = parent.window() if parent is not None else None
        if window is not None:
            self.resize(int(window.width() * 0.86), int(window.height() * 0.8))

    @property
    def signal_shown(self) -> str | None:
        """The name of the signal."""
        return self._chart.view.signal if self._chart.view is not None else None

    def show_view(self, view: SeriesView) -> None:
        """Draw this signal."""
        self.setWindowTitle(view.title)
        self._chart.show_view(view)
        self._chart.setFocus()
