"""What stands in place of every screen where the file cannot be read at all."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.panel_frame import PanelFrame
from eoc_app.views import ProblemView


class RefusedPage(QWidget):
    """One problem, said once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = current().space.s
        self.frame = PanelFrame(QWidget(), "No snapshot is open", table=False, parent=self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(self.frame)

    def show_problem(self, problem: ProblemView) -> None:
        """Say why there is nothing to see, and what to do."""
        self.frame.show_problem(problem)
