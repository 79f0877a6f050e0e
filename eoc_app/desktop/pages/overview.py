"""The overview: map and ranked table side by side, the restriction clock and what changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.theme import current
from eoc_app.desktop.widgets.changes_list import ChangesList
from eoc_app.desktop.widgets.ranking_table import RankingTable
from eoc_app.desktop.widgets.restriction_strip import RestrictionStrip
from eoc_app.desktop.widgets.world_map import WorldMap

_MAP_ON_PAPER = 400


class OverviewPage(Page):
    """All watched countries at one moment."""

    focus_panel = "ranking"
    clocked = ("ranking", "restriction_strip")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("overview", parent)
        gap = current().space.s
        shapes, rows = WorldMap(), RankingTable()
        shapes.country_pointed.connect(rows.point_at)
        rows.country_pointed.connect(shapes.point_at)
        world = self.add_card("world_map", shapes, "World map")
        strip = self.add_card("restriction_strip", RestrictionStrip(), "Restrictions, 14 days")
        ranking = self.add_card("ranking", rows, "Ranked countries")
        changes = self.add_card("changes", ChangesList(), "What changed")
        left = _column(gap, (world, 60), (strip, 40))
        right = _column(gap, (ranking, 68), (changes, 32))
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setHandleWidth(gap)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setSizes([460, 540])
        sides.setStretchFactor(0, 46)
        sides.setStretchFactor(1, 54)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(sides)
        self._splitters = (sides, left, right)

    def for_paper(self) -> None:
        """Map and clock side by side above, the long lists below: paper has no scroll bars."""
        super().for_paper()
        sides, upper, lower = self._splitters
        sides.setOrientation(Qt.Orientation.Vertical)
        for row in (upper, lower):
            row.setOrientation(Qt.Orientation.Horizontal)
        upper.setSizes([560, 440])
        lower.setSizes([600, 400])
        sides.setStretchFactor(0, 0)
        sides.setStretchFactor(1, 1)
        self.frames["world_map"].content.setMinimumHeight(_MAP_ON_PAPER)


def _column(gap: int, *cards: tuple[QWidget, int]) -> QSplitter:
    column = QSplitter(Qt.Orientation.Vertical)
    column.setHandleWidth(gap)
    column.setChildrenCollapsible(False)
    for position, (card, share) in enumerate(cards):
        column.addWidget(card)
        column.setStretchFactor(position, share)
    column.setSizes([share * 10 for _, share in cards])
    return column
