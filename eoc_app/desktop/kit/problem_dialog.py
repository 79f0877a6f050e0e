"""An expected failure in a window of its own."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from eoc_app.desktop.kit.message_pane import MessagePane
from eoc_app.desktop.kit.theme import current
from eoc_app.views.problem_view import ProblemView


class ProblemDialog(QDialog):
    """What could not be done, why, and what to do now."""

    def __init__(self, problem: ProblemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        self.setWindowTitle(problem.what)
        pane = MessagePane()
        pane.show_problem(problem)
        self._finish(pane)

    def _finish(self, pane: MessagePane) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.buttons = buttons
        gap = current().space.l
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(pane, 1)
        layout.addWidget(buttons)
        self.resize(560, 320)


class CrashDialog(ProblemDialog):
    """A fault in the program, with all that is needed to report it."""

    report_requested = QtCore.Signal()
    """A report for the people who maintain the program shall be saved."""

    def __init__(self, traceback: str, parent: QWidget | None = None) -> None:
        QDialog.__init__(self, parent)
        self.setWindowTitle("A fault in the program")
        pane = MessagePane()
        pane.show_bug(traceback)
        self._finish(pane)
        save = QPushButton("Save report\u2026")
        save.clicked.connect(self.report_requested)
        self.buttons.addButton(save, QDialogButtonBox.ButtonRole.ActionRole)
