"""What changed of one country, with causes: sorted, filtered and copied."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.data_table import DataTable
from eoc_app.desktop.widgets.panel_frame import PanelFrame
from eoc_app.twin import country_changes_table
from eoc_app.views import ChangesView


class CountryChangesDialog(QDialog):
    """One row for each change, what matters most first; closed with Escape."""

    def __init__(self, view: ChangesView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        twin = country_changes_table(view)
        look = current()
        self.setWindowTitle(twin.title)
        self.table = DataTable()
        self.frame = PanelFrame(self.table, twin.title, table=False)
        self.frame.show_view(twin)
        gap = look.space.s
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(self.frame)
        self.setAccessibleDescription(twin.empty or twin.subtitle)
        room = parent.window().size() if parent is not None else QtCore.QSize(1200, 800)
        self.resize(min(1200, room.width() * 9 // 10), min(560, room.height() * 9 // 10))
        self.table.setFocus()
