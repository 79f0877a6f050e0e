"""The weights that may be tried: a slider for each dimension, and for each indicator inside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.method.weight_slider import OWN, WeightBox, WeightSlider
from eoc_app.domain.wording.printed import stated_share
from eoc_app.views.what_if_view import WhatIfView, WhatIfWeight

Weights = tuple[tuple[str, float], ...]
_NARROW: Final = 400
"""Width below which titles stand above their sliders."""


class WeightRow(QtCore.QObject):
    """Title, slider, figure and share of one weight; all of them show the same one."""

    moved = QtCore.Signal()

    def __init__(self, weight: WhatIfWeight, parent: QWidget) -> None:
        super().__init__(parent)
        look = current()
        self.name, self.own = weight.name, weight.weight
        self._tried = weight.weight
        whole = weight.kind == "dimension"
        self.title = Label(weight.title, bold=whole, size=look.size.label, parent=parent)
        self.slider = WeightSlider(parent)
        self.box = WeightBox(weight.weight, parent)
        small = look.size.small
        self.share = Label(role="dim", size=small, parent=parent)
        self.share.setFixedWidth(int(ink.text_width("12.5\u202f% \u2192 16.7\u202f%", small)) + 2)
        of = f"Weight of {'the dimension ' if whole else ''}{weight.title}"
        for control in (self.slider, self.box):
            control.setAccessibleName(of)
            control.setAccessibleDescription(f"by the method {weight.weight:.4g}")
            control.setToolTip(
                ink.plain_tip(
                    f"{of}\nby the method {weight.weight:.4g}; 0 to {2 * weight.weight:.4g}"
                    "\nBackspace or a double click on the slider resets it"
                )
            )
        self.slider.valueChanged.connect(lambda at: self._move(self.own * at / OWN))
        self.slider.reset_wanted.connect(self.reset)
        self.box.weight_changed.connect(self._move)
        self.show_weight(weight.weight)

    @property
    def tried(self) -> float:
        """The weight that is tried now."""
        return self._tried

    @property
    def changed(self) -> bool:
        """Whether that is another than the method's."""
        return not math.isclose(self._tried, self.own, rel_tol=1e-9)

    def reset(self) -> None:
        """Return to the method's weight."""
        self._move(self.own)

    def show_weight(self, weight: float) -> None:
        """Stand at a weight, and tell nobody."""
        self._tried = weight
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(weight / self.own * OWN) if self.own else OWN)
        self.box.set_weight(weight)
        self.slider.update()
        self.title.set_role("what_if" if self.changed else "text")

    def show_shares(self, weight: WhatIfWeight) -> None:
        """Tell the share of the score, by the method and as it is tried."""
        own, then = stated_share(weight.share), stated_share(weight.tried_share)
        self.share.setText(own if own == then else f"{own} \u2192 {then}")
        self.share.set_role("dim" if own == then else "text")

    def _move(self, weight: float) -> None:
        weight = self.own if math.isclose(weight, self.own, rel_tol=1e-4) else round(weight, 4)
        if weight != self._tried:
            self.show_weight(weight)
            self.moved.emit()


class WeightList(Content, QWidget):
    """Every weight, grouped by dimension; the newest of all is told at every move."""

    weights_changed = QtCore.Signal(object)
    """A tuple of names and weights: those that are not the method's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self.rows: dict[str, WeightRow] = {}
        self._first: set[str] = set()
        self._grid: QGridLayout | None = None
        self._stacked: bool | None = None
        self._known: tuple[tuple[str, str, float], ...] = ()
        self._wanted: Mapping[str, float] = {}
        self.reset = QPushButton("Reset all")
        self.reset.setToolTip("Return to the method's weights")
        self.reset.clicked.connect(self.reset_all)
        self._told = Label(role="dim", size=look.size.label, parent=self)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.addWidget(self._told, 1)
        top.addWidget(self.reset)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.space.s)
        layout.addLayout(top)
        layout.addWidget(self._area, 1)
        self._tell()

    @property
    def weights(self) -> Weights:
        """Names and weights of all that is not the method's."""
        return tuple((name, row.tried) for name, row in self.rows.items() if row.changed)

    def show_view(self, view: WhatIfView) -> None:
        """Offer these weights and tell their shares; where sliders stand is `follow`'s to say."""
        weights = tuple((weight.name, weight.title, weight.weight) for weight in view.weights)
        if weights != self._known:
            self._known = weights
            self._make(view)
            self.follow(self._wanted.items())
        for weight in view.weights:
            self.rows[weight.name].show_shares(weight)

    def follow(self, weights: Iterable[tuple[str, float]]) -> None:
        """Stand where a selection says, and tell nobody."""
        self._wanted = dict(weights)
        for name, row in self.rows.items():
            row.show_weight(self._wanted.get(name, row.own))
        self._tell()

    def reset_all(self) -> None:
        """Return every weight to the method's, and tell it once."""
        if self.weights:
            self.follow(())
            self.weights_changed.emit(())

    def _make(self, view: WhatIfView) -> None:
        look = current()
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, look.space.s, 0)
        self._grid.setHorizontalSpacing(look.space.s)
        self._grid.setVerticalSpacing(look.space.xs)
        self.rows, self._first = {}, set()
        for whole in (one for one in view.weights if one.kind == "dimension"):
            for one in (one for one in view.weights if one.dimension == whole.dimension):
                row = WeightRow(one, inside)
                row.moved.connect(self._on_moved)
                self.rows[one.name] = row
            self._first.add(whole.name)
        # As the rows stand, and not as they were made.
        controls = [part for row in self.rows.values() for part in (row.slider, row.box)]
        for earlier, later in pairwise(controls):
            QWidget.setTabOrder(earlier, later)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._stacked = None
        self._arrange()

    def _arrange(self) -> None:
        """Put titles beside their sliders, or above them where there is little room."""
        stacked = self.width() < _NARROW
        grid = self._grid
        if grid is None or stacked == self._stacked:
            return
        self._stacked = stacked
        while (item := grid.takeAt(0)) is not None:
            if isinstance(rule := item.widget(), _Rule):
                rule.hide()
                rule.deleteLater()
        for line in range(grid.rowCount()):
            grid.setRowStretch(line, 0)
        grid.setColumnStretch(0, 1 if stacked else 3)
        grid.setColumnStretch(1, 0 if stacked else 2)
        middle, at = Qt.AlignmentFlag.AlignVCenter, 0
        for name, row in self.rows.items():
            if name in self._first and at:
                grid.addWidget(_Rule(), at, 0, 1, 4)
                at += 1
            if stacked:
                grid.addWidget(row.title, at, 0, 1, 4)
                at += 1
                parts: tuple[QWidget, ...] = (row.slider, row.box, row.share)
            else:
                parts = (row.title, row.slider, row.box, row.share)
            for column, part in enumerate(parts):
                grid.addWidget(part, at, column, middle)
            at += 1
        grid.setRowStretch(at, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _on_moved(self) -> None:
        self._wanted = dict(self.weights)
        self._tell()
        self.weights_changed.emit(self.weights)

    def _tell(self) -> None:
        count = len(self.weights)
        self.reset.setEnabled(bool(count))
        self._told.setText(
            "No weight is changed" if not count else f"{count} changed \u00b7 only on this screen"
        )


class _Rule(QFrame):
    """A thin line between dimensions."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setStyleSheet(f"background: {current().line.name()};")
