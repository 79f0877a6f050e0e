"""The table twin of a chart in a window of its own, closed with Escape."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.view import View


class TableDialog(QDialog):
    """A view as rows and columns."""

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        twin = view.as_table()
        self.setWindowTitle(twin.title)
        self.table = DataTable(whole=True)
        frame = PanelFrame(self.table, twin.title, table=False)
        frame.show_view(twin)
        gap = current().space.s
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(frame)
        self.resize(900, 560)
        self.table.setFocus()
