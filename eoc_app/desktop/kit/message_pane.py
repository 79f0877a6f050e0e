"""What stands in a card that has nothing to draw: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eoc_app.core.fault import ticket_of
from eoc_app.desktop.kit.copying import copy_message
from eoc_app.desktop.kit.filter_chip import WIDENING
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.view import WayOut

Kind = Literal["empty", "failed", "bug"]


def problem_text(problem: ProblemView) -> str:
    """The whole problem as lines of text, for the clipboard."""
    return "\n".join(
        line
        for line in (
            problem.what,
            f"why: {problem.why}",
            f"do: {problem.remedy}",
            _where(problem),
        )
        if line
    )


def _where(problem: ProblemView) -> str:
    parts = [f"file {problem.file}" if problem.file else ""]
    parts += [f"row {problem.row}"] if problem.row is not None else []
    parts += [f"column {problem.column}"] if problem.column is not None else []
    parts += [f"value “{problem.value}”"] if problem.value is not None else []
    return ", ".join(part for part in parts if part)


class _Mark(QWidget):
    """A sign for each kind, so that states differ by more than their words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind: Kind = "empty"
        self.setFixedSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = {"empty": look.mute, "failed": look.problem, "bug": look.on_strong}[self.kind]
        c = QRectF(self.rect()).center()
        painter.setPen(QPen(colour, 1.6))
        if self.kind == "empty":
            painter.drawEllipse(c, 8.0, 8.0)
            painter.drawLine(c + QPointF(-5.6, 5.6), c + QPointF(5.6, -5.6))
            return
        if self.kind == "failed":
            painter.drawPolygon([c + QPointF(0, -9), c + QPointF(10, 9), c + QPointF(-10, 9)])
            painter.drawLine(c + QPointF(0, -3), c + QPointF(0, 3))
            painter.fillRect(QRectF(c.x() - 0.9, c.y() + 4.8, 1.8, 1.8), colour)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.problem)
        painter.drawEllipse(c, 10.0, 10.0)
        painter.setPen(QPen(colour, 2.0))
        painter.drawLine(c + QPointF(-4, -4), c + QPointF(4, 4))
        painter.drawLine(c + QPointF(-4, 4), c + QPointF(4, -4))


class MessagePane(QScrollArea):
    """Why a card is empty, what failed, or that the program itself is at fault."""

    widened = QtCore.Signal(tuple)
    """Names of the filters that a card shall be filled without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        look = current()
        inside = QWidget()
        self._mark = _Mark(inside)
        self._what = Label(bold=True, parent=inside)
        self._why = Label(role="dim", parent=inside)
        self._remedy = Label(parent=inside)
        self._where = Label(role="mute", size=look.size.label, parent=inside)
        self._copy = QPushButton("Copy", inside)
        self._copied = ""
        self._copy.clicked.connect(self._on_copy)
        self._restore = QTimer(self)
        self._restore.setSingleShot(True)
        self._restore.setInterval(2000)
        self._restore.timeout.connect(self._name_button)
        words = QVBoxLayout()
        words.setSpacing(look.space.xs)
        for label in (self._what, self._why, self._remedy, self._where):
            words.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, look.space.s, 0, 0)
        buttons.addWidget(self._copy)
        buttons.addStretch(1)
        words.addLayout(buttons)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(look.space.s)
        words.addLayout(self._ways)
        words.addStretch(1)
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, look.space.s, 0, 0)
        across.setSpacing(look.space.m)
        across.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        across.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # which a scroll area switches on
        self._kind: Kind = "empty"

    def show_empty(self, reason: str, ways: Sequence[WayOut] = ()) -> None:
        """Say why there is nothing to draw, and offer to clear what emptied it; no failure."""
        self._fill("empty", reason, "", "", "")
        for way in ways:
            names = tuple(narrowing.name for narrowing in way.filters)
            button = QPushButton(
                WIDENING[names[0]] if len(names) == 1 else "Show without these filters"
            )
            button.clicked.connect(lambda _checked=False, names=names: self.widened.emit(names))
            self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_problem(self, problem: ProblemView) -> None:
        """Say what failed, why, what to do and where."""
        self._fill("failed", problem.what, problem.why, problem.remedy, _where(problem))
        self._copied = problem_text(problem)

    def show_bug(self, traceback: str) -> None:
        """Say that the program is at fault, with all that its authors need."""
        ticket = ticket_of(traceback)
        last = next((line for line in reversed(traceback.splitlines()) if line.strip()), "")
        self._fill(
            "bug",
            "This panel could not be made: a fault in the program, not in the snapshot.",
            last.strip(),
            "The other panels are not affected. Copy the details and send them to whoever "
            "maintains this installation.",
            f"ticket {ticket}" if ticket else "",
        )
        self._copied = traceback

    def _fill(self, kind: Kind, what: str, why: str, remedy: str, where: str) -> None:
        self._kind = self._mark.kind = kind
        self._mark.update()
        self._what.set_role({"empty": "dim", "failed": "text", "bug": "problem"}[kind])
        for label, text in (
            (self._what, what),
            (self._why, why),
            (self._remedy, remedy),
            (self._where, where),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        while (item := self._ways.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()
                button.deleteLater()
        self._copy.setVisible(kind != "empty")
        self._name_button()
        self.setAccessibleName(" ".join(text for text in (what, why, remedy, where) if text))

    def _name_button(self) -> None:
        self._copy.setText("Copy details" if self._kind == "bug" else "Copy")

    def _on_copy(self) -> None:
        copy_message(self._copied)
        self._copy.setText("Copied")
        self._restore.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark.update()
