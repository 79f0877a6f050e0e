"""The overview: map and ranked table side by side, the restriction clock and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from eoc_app.core.selection import Selection
from eoc_app.desktop.alarms.alarm_list import AlarmList, in_short
from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.overview.ranking_table import RankingTable
from eoc_app.desktop.overview.world_map import WorldMap
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.restrictions.restriction_strip import RestrictionStrip
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.any_view import AnyView
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.problem_view import Trace
from eoc_app.views.view import View

_MAP_ON_PAPER = 400


class OverviewPage(Page):
    """All watched countries at one moment."""

    focus_panel = "ranking"
    clocked = ("world_map", "ranking", "restriction_strip")
    later: ClassVar[Mapping[str, type[View]]] = {"intervals": IntervalsView}

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
        listed = AlarmList()
        listed.alarms_requested.connect(lambda: self.selection_changed.emit({"screen": "alarms"}))
        alarms = self.add_card("alarms", listed, "Alarms")
        left = _column(gap, (world, 60), (strip, 40))
        below = _column(gap, (changes, 50), (alarms, 50))
        below.setOrientation(Qt.Orientation.Horizontal)
        right = _column(gap, (ranking, 62), (below, 38))
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
        self._splitters, self._below = (sides, left, right), below
        self._some_chosen = False

    def follow(self, selection: Selection) -> None:
        """Learn which platforms are chosen: alarms are of all of them."""
        self._some_chosen = bool(selection.platforms)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; alarms under few words, since their own screen has room for the others."""
        if isinstance(view, AlarmsView):
            view = in_short(view, some_chosen=self._some_chosen)
        super().show_panel(panel, view, traces)

    def for_paper(self) -> None:
        """Map and clock side by side above, the long lists below: paper has no scroll bars."""
        super().for_paper()
        sides, upper, lower = self._splitters
        sides.setOrientation(Qt.Orientation.Vertical)
        for row in (upper, lower):
            row.setOrientation(Qt.Orientation.Horizontal)
        self._below.setOrientation(Qt.Orientation.Vertical)
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
