"""The method as it is ruled, and as it works between countries."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.method.correlation_map import CorrelationMap
from eoc_app.desktop.method.method_bars import MethodBars
from eoc_app.desktop.method.method_rules import MethodRules
from eoc_app.views.method_view import MethodView, correlations_table


class MethodPane(Content, QWidget):
    """Rules and shares on the left, correlations on the right."""

    table_wanted = QtCore.Signal(object)
    """A `TableView` that twins a part of this."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._view: MethodView | None = None
        self.rules, self.bars, self.pairs = MethodRules(), MethodBars(), CorrelationMap()
        left = QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(look.space.xs, 0, look.space.m, 0)
        down.setSpacing(look.space.l)
        down.addWidget(self.bars)
        down.addWidget(self.rules)
        down.addStretch(1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(look.space.m, 0, 0, 0)
        beside.setSpacing(look.space.s)
        head = QHBoxLayout()
        head.addWidget(Label("How indicators go together", bold=True), 1)
        self.as_table = QPushButton("As a table")
        self.as_table.setToolTip("Every pair with its correlation")
        self.as_table.clicked.connect(self._want_table)
        head.addWidget(self.as_table)
        beside.addLayout(head)
        beside.addWidget(_scrolled(self.pairs), 1)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(look.space.s)
        self._told = _scrolled(left)
        # Nothing in it takes the keyboard, and it is longer than the screen.
        self._told.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._told.setProperty("stop", "true")
        self._told.setAccessibleName("Weights and rules of the method")
        parts.addWidget(self._told)
        parts.addWidget(right)
        parts.setSizes([500, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(parts)

    def show_view(self, view: MethodView) -> None:
        """Show this method."""
        self._view = view
        for part in (self.rules, self.bars, self.pairs):
            part.show_view(view)

    def _want_table(self) -> None:
        if self._view is not None:
            self.table_wanted.emit(correlations_table(self._view))


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
