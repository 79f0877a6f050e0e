"""The restriction screen: a timeline over all countries, and the same periods as a table."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.data_table import DataTable
from eoc_app.desktop.widgets.restriction_timeline import RestrictionTimeline
from eoc_app.selection import Selection
from eoc_app.views import AnyView, TableView, Trace

_SPANS: Final = (("day", "One day"), ("fortnight", "14 days"), ("season", "Season"))
_ALL: Final = "All media"


class RestrictionsPage(Page):
    """What is restricted now and next, and by which law."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("restrictions", parent)
        gap = current().space.s
        self._buttons = QButtonGroup(self)
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(gap)
        for name, title in _SPANS:
            button = QPushButton(title)
            button.setCheckable(True)
            button.setProperty("span", name)
            self._buttons.addButton(button)
            bar.addWidget(button)
        self._buttons.buttonClicked.connect(
            lambda button: self.selection_changed.emit({"span": button.property("span")})
        )
        bar.addSpacing(current().space.l)
        label = QLabel("In scope")
        self._media = QComboBox()
        self._media.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._media.setAccessibleName("Media in scope")
        self._media.addItem(_ALL)
        self._media.activated.connect(self._choose_medium)
        label.setBuddy(self._media)
        bar.addWidget(label)
        bar.addWidget(self._media)
        bar.addStretch(1)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.setHandleWidth(gap)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.add_card("timeline", RestrictionTimeline(), "Restriction timeline"))
        parts.addWidget(self.add_card("periods", DataTable(), "Restriction periods", table=False))
        parts.setSizes([600, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        layout.addWidget(self._bar)
        layout.addWidget(parts, 1)

    def for_paper(self) -> None:
        """Leave out what only a hand can use."""
        super().for_paper()
        self._bar.hide()

    def follow(self, selection: Selection) -> None:
        """Show the controls as the selection has them."""
        for button in self._buttons.buttons():
            button.setChecked(button.property("span") == selection.span)
        if selection.medium is None:
            self._media.setCurrentIndex(0)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; the unfiltered table also tells which media there are."""
        super().show_panel(panel, view, traces)
        if panel == "periods" and isinstance(view, TableView):
            self._offer_media(view)

    def _offer_media(self, view: TableView) -> None:
        place = next((i for i, column in enumerate(view.columns) if column.key == "medium"), None)
        if place is None:
            return
        known = {self._media.itemText(i) for i in range(1, self._media.count())}
        found = known | {row[place].text for row in view.rows}
        if found == known:
            return
        chosen = self._media.currentText()
        self._media.clear()
        self._media.addItems([_ALL, *sorted(found)])
        self._media.setCurrentText(chosen)

    def _choose_medium(self, index: int) -> None:
        medium = None if index == 0 else self._media.itemText(index)
        self.selection_changed.emit({"medium": medium})
