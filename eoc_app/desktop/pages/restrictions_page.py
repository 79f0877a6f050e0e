"""The restriction screen: a timeline, what changes next, and what happened inside the periods."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from eoc_app.conversation.wire import Answer
from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.restrictions.next_changes import NextChanges
from eoc_app.desktop.restrictions.restriction_chart import RestrictionChart
from eoc_app.desktop.restrictions.restriction_controls import RestrictionControls
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.any_view import AnyView
from eoc_app.views.problem_view import Trace
from eoc_app.views.view import TableView

_TABLES: Final = {
    "periods": "Periods",
    "possible_breaches": "Possible breaches",
    "pages_in_periods": "Pages inside",
}


class RestrictionsPage(Page):
    """What is restricted now and next, by which law, and what may have broken it."""

    clocked = ("timeline", "next_changes", "periods")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("restrictions", parent)
        gap = current().space.s
        self._chosen: str | None = None
        self._coming, self._listed = NextChanges(), DataTable()
        # Narrower, its heading would take more lines than a small window has.
        self._coming.setMinimumWidth(290)
        self.controls = RestrictionControls(self)
        self.controls.selection_changed.connect(self.selection_changed)
        self.controls.export_requested.connect(self.export_requested)
        self._printed = False
        self._above = above = QSplitter(Qt.Orientation.Horizontal)
        above.addWidget(self.add_card("timeline", RestrictionChart(), "Restriction timeline"))
        above.addWidget(self.add_card("next_changes", self._coming, "Next changes"))
        above.setSizes([700, 300])
        above.setStretchFactor(0, 70)
        above.setStretchFactor(1, 30)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Tables of the restrictions")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        for panel, title in _TABLES.items():
            self.tabs.addTab(title)
            table = self._listed if panel == "periods" else DataTable()
            self._stack.addWidget(self.add_card(panel, table, title, table=False))
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._below = QWidget()
        down = QVBoxLayout(self._below)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.tabs)
        down.addWidget(self._stack, 1)
        self._parts = QSplitter(Qt.Orientation.Vertical, self)
        self._parts.addWidget(above)
        self._parts.addWidget(self._below)
        self._parts.setSizes([620, 380])
        for splitter in (above, self._parts):
            splitter.setHandleWidth(gap)
            splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        layout.addWidget(self.controls)
        layout.addWidget(self._parts, 1)

    def for_paper(self) -> None:
        """All cards under each other, without what only a hand can use."""
        super().for_paper()
        self._printed = True
        self._above.setOrientation(Qt.Orientation.Vertical)
        self.controls.hide()
        self._below.hide()
        for panel in _TABLES:
            self._parts.addWidget(self.frames[panel])
            self.frames[panel].show()

    def follow(self, selection: Selection) -> None:
        """Show the controls and the chosen period as the selection has them."""
        self.controls.follow(selection)
        self._chosen = selection.period_id
        # Elsewhere the chosen period is ringed, or is the only one that is spoken of.
        for listed in (self._coming, self._listed):
            listed.mark_period(selection.period_id)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; the table of periods also tells which media there are."""
        super().show_panel(panel, view, traces)
        if self._printed and panel == "pages_in_periods" and isinstance(view, TableView):
            # Without a chosen period it only says how to choose one.
            self.frames[panel].setVisible(not view.empty)
        if panel == "periods" and isinstance(view, TableView):
            self._offer_media(view)

    def take_answer(self, answer: Answer) -> None:
        """Fill a card; its tab says how much is in it, or that it failed."""
        super().take_answer(answer)
        if answer.panel in _TABLES:
            place = list(_TABLES).index(answer.panel)
            self.tabs.setTabText(place, self._title(answer.panel))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self.selection_changed.emit({"period_id": None})
            return
        super().keyPressEvent(event)

    def _title(self, panel: str) -> str:
        if panel in self.failed:
            return f"{_TABLES[panel]} \N{MIDDLE DOT} problem"
        view = self.view(panel)
        count = len(view.rows) if isinstance(view, TableView) else 0
        return f"{_TABLES[panel]} \N{MIDDLE DOT} {count:,}"

    def _offer_media(self, view: TableView) -> None:
        place = next((i for i, column in enumerate(view.columns) if column.key == "medium"), None)
        if place is not None:
            self.controls.offer_media({row[place].text for row in view.rows})
