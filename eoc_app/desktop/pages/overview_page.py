"""The overview: map and ranked table side by side, the restriction clock and what changed."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from eoc_app.conversation.wire import Answer, Bug
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
from eoc_app.views.header_view import HeaderView
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.map_view import MapView
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.ranking_view import RankingView

_MAP_ON_PAPER = 400


class OverviewPage(Page):
    """All watched countries at one moment."""

    focus_panel = "ranking"
    clocked = ("world_map", "ranking", "restriction_strip")

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
        self._day: tuple[object, ...] = ()
        self._platforms: tuple[str, ...] = ()
        self._told: IntervalsView | None = None
        self._told_traces: tuple[Trace, ...] = ()
        self._ranked: dict[str, tuple[MapView | RankingView, tuple[Trace, ...]]] = {}

    def follow(self, selection: Selection) -> None:
        """Forget intervals of other platforms; the wall clock alone changes none."""
        if selection.platforms != self._platforms:
            self._platforms = selection.platforms
            self._forget()

    def show_window(self, view: HeaderView) -> None:
        """Forget intervals of another day or snapshot."""
        day = (view.snapshot_id, view.cursor_on)
        if day != self._day:
            self._day = day
            self._forget()

    def _forget(self) -> None:
        self._told, self._told_traces = None, ()
        self._ranked.clear()

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; what ranks countries is told with their intervals, once they have come."""
        if isinstance(view, MapView | RankingView):
            self._ranked[panel] = (view, traces)
            view = view.with_intervals(self._told)
            traces = tuple(dict.fromkeys((*traces, *self._told_traces)))
        if isinstance(view, AlarmsView):
            # The alarms screen has room for what is left out here.
            view = in_short(view, some_chosen=bool(self._platforms))
        super().show_panel(panel, view, traces)

    def take_answer(self, answer: Answer) -> None:
        """Fill a card; intervals have none of their own, but stand beside scores and ranks."""
        if answer.panel != "intervals":
            super().take_answer(answer)
        elif isinstance(answer.view, ProblemView):
            self._miss_intervals(f"{answer.view.what}: {answer.view.why}")
        elif isinstance(answer.view, IntervalsView):
            self.failed.discard("intervals")
            self._told, self._told_traces = answer.view, answer.traces
            for panel, (view, traces) in list(self._ranked.items()):
                self.show_panel(panel, view, traces)

    def take_bug(self, bug: Bug) -> None:
        """Say that the program is at fault, where its answer would have stood."""
        super().take_bug(bug)
        if bug.panel == "intervals":
            self._miss_intervals("the program is at fault: " + bug.traceback.splitlines()[-1])

    def _miss_intervals(self, why: str) -> None:
        self.failed.add("intervals")
        found = self._ranked.get("ranking")
        if found is not None:
            view, traces = found
            said = f"No intervals: {why}. {view.footnote}"
            self.show_panel("ranking", msgspec.structs.replace(view, footnote=said), traces)

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
