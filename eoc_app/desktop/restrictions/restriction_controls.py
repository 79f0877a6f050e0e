"""What the restriction screen shows: how long, in which order, of which medium, by which clock."""

from __future__ import annotations

from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from eoc_app.core.selection import Selection
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.restrictions.zone_choice import ZoneChoice

SPANS: Final = (("day", "One day"), ("fortnight", "14 days"), ("season", "Season"))
GROUPINGS: Final = (("country", "Country"), ("kind", "Kind"), ("next_change", "Next change"))
_ALL: Final = "All media"
_STOP: Final = Qt.FocusPolicy.StrongFocus


class RestrictionControls(QWidget):
    """A row of choices that wraps; what is chosen elsewhere is shown, and told to nobody."""

    selection_changed = QtCore.Signal(dict)
    export_requested = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look = current()
        flow = FlowRow(self, look.space.m)
        self.spans = self._add_group(flow, "", "span", SPANS)
        self.groupings = self._add_group(flow, "Group by", "grouping", GROUPINGS)
        self.media = QComboBox()
        self.media.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.media.setMinimumContentsLength(14)
        self.media.setAccessibleName("Media in scope")
        self.media.addItem(_ALL)
        self.media.activated.connect(self._choose_medium)
        flow.addWidget(_named("In scope", self.media))
        self.zone = ZoneChoice()
        self.zone.setAccessibleName("Time zone of the room")
        self.zone.zone_chosen.connect(lambda zone: self._tell(room_zone=zone))
        flow.addWidget(_named("Room time", self.zone))
        self.export = QPushButton("Export\N{HORIZONTAL ELLIPSIS}")
        self.export.setToolTip("Save these periods as a calendar or a table")
        self.export.clicked.connect(self.export_requested)
        flow.addWidget(self.export)

    def follow(self, selection: Selection) -> None:
        """Show the choices as the selection has them."""
        for group, chosen in ((self.spans, selection.span), (self.groupings, selection.grouping)):
            for button in group.buttons():
                is_chosen = button.property("key") == chosen
                button.setChecked(is_chosen)
                # One stop for each group; the arrow keys go from there.
                button.setFocusPolicy(_STOP if is_chosen else Qt.FocusPolicy.ClickFocus)
        at = self.media.findText(selection.medium) if selection.medium is not None else 0
        self.media.setCurrentIndex(max(at, 0))
        self.zone.show_zone(selection.room_zone)

    def offer_media(self, media: set[str]) -> None:
        """Offer these media too; a choice among those offered before stays."""
        offered = {self.media.itemText(i) for i in range(1, self.media.count())}
        if media <= offered:
            return
        chosen = self.media.currentText()
        self.media.clear()
        self.media.addItems([_ALL, *sorted(offered | media)])
        self.media.setCurrentText(chosen)
        # The list may be wider than the box, so that no name is cut.
        names = [self.media.itemText(i) for i in range(self.media.count())]
        widest = max(ink.text_width(name, current().size.body) for name in names)
        self.media.view().setMinimumWidth(int(widest) + 2 * current().space.l)

    def _add_group(
        self, flow: FlowRow, title: str, part: str, choices: tuple[tuple[str, str], ...]
    ) -> QButtonGroup:
        group = QButtonGroup(self)
        box = QWidget()
        side = QHBoxLayout(box)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(current().space.xs)
        if title:
            side.addWidget(QLabel(title))
        for key, text in choices:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setProperty("key", key)
            button.setAccessibleName(f"{title} {text.lower()}" if title else text)
            group.addButton(button)
            side.addWidget(button)
        group.buttonClicked.connect(lambda button: self._tell(**{part: button.property("key")}))
        flow.addWidget(box)
        return group

    def _choose_medium(self, index: int) -> None:
        self._tell(medium=None if index == 0 else self.media.itemText(index))

    def _tell(self, **changes: str | None) -> None:
        self.selection_changed.emit(changes)


def _named(title: str, control: QWidget) -> QWidget:
    """A control with its title before it, as one item."""
    box = QWidget()
    side = QHBoxLayout(box)
    side.setContentsMargins(0, 0, 0, 0)
    side.setSpacing(current().space.s)
    label = QLabel(title)
    label.setBuddy(control)
    side.addWidget(label)
    side.addWidget(control)
    return box
