"""The method screen: weights to try and what becomes of the ranking, and the method itself."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.method.method_pane import MethodPane
from eoc_app.desktop.method.weight_list import WeightList, Weights
from eoc_app.desktop.method.what_if_table import WhatIfTable
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.any_view import AnyView
from eoc_app.views.method_view import MethodView
from eoc_app.views.problem_view import Trace
from eoc_app.views.what_if_view import WhatIfView

WHAT_IF: Final = "what_if"
_LEAST: Final = 364
"""Width of the sliders where the table needs the rest."""
_WIDE: Final = 1320
_TABS: Final = ("What if", "Method", "Indicators")


class MethodPage(Page):
    """Sliders beside the ranking that they make; the method and its indicators behind tabs."""

    focus_panel = WHAT_IF
    weighed = (WHAT_IF,)
    """Panels that other weights change; nothing else is asked for again while a slider moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("method", parent)
        gap = current().space.s
        self._asked: Weights | None = None
        """Weights whose answer is awaited: until it comes, only the newest after them is kept."""
        self._newest: Weights | None = None
        self._selected: Weights = ()
        self.weights = WeightList()
        self.weights.weights_changed.connect(self._try)
        self._sliders = PanelFrame(self.weights, "Weights to try", table=False, parent=self)
        self._trial = QSplitter(Qt.Orientation.Horizontal)
        self._trial.addWidget(self._sliders)
        self._trial.addWidget(self.add_card(WHAT_IF, WhatIfTable(), "What if"))
        pane = MethodPane()
        pane.table_wanted.connect(self.table_requested)
        self._listed = PanelFrame(DataTable(), "Indicators", table=False, parent=self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Parts of the method screen")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        parts = (self._trial, self.add_card("method", pane, "Method"), self._listed)
        for title, part in zip(_TABS, parts, strict=True):
            self.tabs.addTab(title)
            self._stack.addWidget(part)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._parted = False
        """Whether somebody has parted sliders and table as he likes."""
        self._trial.splitterMoved.connect(self._keep_parts)
        self._trial.setHandleWidth(gap)
        self._trial.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._parted:
            # The splitter itself has not been laid out yet.
            wide = event.size().width() - 3 * current().space.s
            left = _LEAST if wide < _WIDE else wide * 35 // 100
            self._trial.setSizes([left, wide - left])

    def _keep_parts(self) -> None:
        self._parted = True

    def follow(self, selection: Selection) -> None:
        """Stand at the weights of the selection, but for a slider that has gone on meanwhile."""
        self._selected = selection.weights
        if selection.weights != self._asked:
            # Set by a way back, or left behind with another snapshot.
            self._asked = self._newest = None
        if self._newest is None:
            self.weights.follow(selection.weights)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; sliders and indicators are told by the same ones."""
        super().show_panel(panel, view, traces)
        if isinstance(view, WhatIfView):
            self._sliders.show_view(
                msgspec.structs.replace(
                    view, title="Weights to try", subtitle="0 to twice the method's", footnote="",
                    rows=(),
                )
            )  # fmt: skip
        elif isinstance(view, MethodView):
            self._listed.show_view(msgspec.structs.replace(view.as_table(), footnote=view.footnote))

    def take_answer(self, answer: Answer) -> None:
        """Fill a card; the newest weights that were set meanwhile are asked for next."""
        super().take_answer(answer)
        if answer.panel == WHAT_IF:
            self._go_on()

    def take_bug(self, bug: Bug) -> None:
        """Say that the program is at fault; sliders stay of use."""
        super().take_bug(bug)
        if bug.panel == WHAT_IF:
            self._go_on()

    def for_paper(self) -> None:
        """What is tried alone: the table under its stamp, and the weights under the table."""
        super().for_paper()
        self.tabs.hide()
        self._sliders.hide()

    def _try(self, weights: Weights) -> None:
        if self._asked is not None:
            self._newest = weights
            return
        self._ask(weights)

    def _ask(self, weights: Weights) -> None:
        if weights == self._selected:
            return
        self._asked = weights
        self.selection_changed.emit({"weights": weights})

    def _go_on(self) -> None:
        asked, newest = self._asked, self._newest
        self._asked = self._newest = None
        if newest is not None and newest != asked:
            self._ask(newest)
