"""What stands in place of every screen where the file cannot be read at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6 import QtCore
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current
from eoc_app.views.problem_view import ProblemView

_OFFERED: Final = 6


class _Nothing(Content, QWidget):
    """The card shows a problem and never a view."""


class RefusedPage(QWidget):
    """One problem, said once, and the snapshots that were opened here before."""

    file_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        gap = current().space.s
        self.frame = PanelFrame(_Nothing(), "No snapshot is open", table=False, parent=self)
        self._heading = Label("Opened here before", role="dim")
        self._files = QWidget()
        self._row = FlowRow(self._files, gap)
        self.buttons: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.frame, 1)
        layout.addWidget(self._heading)
        layout.addWidget(self._files)

    def show_problem(self, problem: ProblemView, recent: Sequence[Path] = ()) -> None:
        """Say why there is nothing to see, and what to do; offer what was opened before."""
        self.frame.show_problem(problem)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for path in recent[:_OFFERED]:
            button = QPushButton(path.name.replace("&", "&&"))
            button.setToolTip(ink.plain_tip(str(path)))
            button.setAccessibleDescription(str(path))
            button.clicked.connect(lambda _on=False, path=path: self.file_chosen.emit(str(path)))
            self._row.addWidget(button)
            self.buttons.append(button)
        self._heading.setVisible(bool(recent))
        self._files.setVisible(bool(recent))
