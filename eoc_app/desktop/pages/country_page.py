"""The country page: why, the restriction clock, and the signals over time."""

from __future__ import annotations

from datetime import date

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.country.clock_list import ClockList
from eoc_app.desktop.country.contributions_chart import ContributionsChart
from eoc_app.desktop.country.headline import Headline
from eoc_app.desktop.country.span_filter import SpanFilter
from eoc_app.desktop.kit.flow_row import FlowRow
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.series.series_grid import SeriesGrid
from eoc_app.domain.wording.printed import DASH, share
from eoc_app.views.any_view import AnyView
from eoc_app.views.header_view import HeaderView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.intervals_view import Interval, IntervalsView
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView


class CountryPage(Page):
    """Everything that is known of one country."""

    focus_panel = "series"
    clocked = ("restriction_clock",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("country", parent)
        self._window: tuple[date, date] | None = None
        self._day: tuple[object, ...] = ()
        self._platforms: tuple[str, ...] = ()
        self._headline: tuple[HeadlineView, tuple[Trace, ...]] | None = None
        self._drawn: tuple[IntervalsView, tuple[Trace, ...]] | None = None
        gap = current().space.s
        top = QHBoxLayout()
        top.setSpacing(gap)
        top.addWidget(self.add_card("headline", Headline(), "Country"), 34)
        parts = ContributionsChart()
        parts.signal_chosen.connect(self._open_series)
        top.addWidget(self.add_card("contributions", parts, "Why this score"), 38)
        top.addWidget(self.add_card("restriction_clock", ClockList(), "Restriction clock"), 32)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.setSpacing(gap)
        self._rows = layout
        layout.addLayout(top, 39)
        self._span = SpanFilter()
        self._why_not = QPushButton("Why not flagged?  (Ctrl+Y)")
        self._why_not.setToolTip("Why this country, and each of its signals, is not flagged")
        self._why_not.clicked.connect(self.why_not_requested)
        self._changes = QPushButton("What changed here?  (Ctrl+H)")
        self._changes.setToolTip(
            "What changed of this country since the day before and since the snapshot before"
        )
        self._changes.clicked.connect(self.changes_requested)
        self._span.span_chosen.connect(
            lambda since, until: self.selection_changed.emit({"since_on": since, "until_on": until})
        )
        self._asks = QWidget()
        asks = FlowRow(self._asks, gap)
        for control in (self._span, self._changes, self._why_not):
            asks.addWidget(control)
        layout.addWidget(self._asks)
        grid = SeriesGrid()
        grid.table_requested.connect(self._series_table)
        grid.opened.connect(self._open_series)
        layout.addWidget(self.add_card("series", grid, "Signals over time"), 61)

    def show_window(self, view: HeaderView) -> None:
        """Bound the days that can be chosen by the snapshot's window; draws are of one day."""
        day = (view.snapshot_id, view.cursor_on)
        if day != self._day:
            if self._day and self._day[0] != view.snapshot_id:
                self._close_series()
            self._day = day
            self._drawn = None
        self._window = (view.window_starts_on, view.window_ends_on)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view; the charts also tell which days they show."""
        if isinstance(view, HeadlineView):
            self._headline = view, traces
            self._show_headline()
            return
        super().show_panel(panel, view, traces)
        if isinstance(view, SeriesGridView) and view.series and self._window is not None:
            shown = view.series[0]
            since, until = int(shown.starts), int(shown.ends) - 1
            self._span.show_span(*self._window, date.fromordinal(since), date.fromordinal(until))

    def follow(self, selection: Selection) -> None:
        """Forget what draws made of other platforms; the wall clock alone changes nothing."""
        if selection.platforms != self._platforms:
            self._platforms = selection.platforms
            self._drawn = None

    def take_answer(self, answer: Answer) -> None:
        """Fill a card; what draws made of ranks has none of its own, but stands in the headline."""
        if answer.panel == "headline" and isinstance(answer.view, ProblemView):
            # Draws that come later, or fail, must not bring back the country of before.
            self._headline = None
        if answer.panel != "intervals":
            super().take_answer(answer)
        elif isinstance(answer.view, ProblemView):
            self._miss_draws(answer.view.why)
        elif isinstance(answer.view, IntervalsView):
            self.failed.discard("intervals")
            drawn = answer.view, answer.traces
            if drawn != self._drawn:
                self._drawn = drawn
                self._show_headline()

    def take_bug(self, bug: Bug) -> None:
        """Say that the program is at fault, where its answer would have stood."""
        if bug.panel == "headline":
            self._headline = None
        super().take_bug(bug)
        if bug.panel == "intervals":
            self._miss_draws("the program is at fault")

    def _miss_draws(self, why: str) -> None:
        self.failed.add("intervals")
        if self._headline is not None:
            view, traces = self._headline
            told = msgspec.structs.replace(view, drawn_text=f"by draws: not known, {why}")
            super().show_panel("headline", told, traces)

    def _show_headline(self) -> None:
        """Show the headline with what draws made of its country, once both are known."""
        if self._headline is None:
            return
        view, traces = self._headline
        if self._drawn is not None:
            drawn, more = self._drawn
            found = next((one for one in drawn.intervals if one.code == view.code), None)
            if found is not None:
                view = msgspec.structs.replace(view, drawn_text=_drawn_text(found, drawn.share))
                traces = tuple(dict.fromkeys((*traces, *more)))
        super().show_panel("headline", view, traces)

    def for_paper(self) -> None:
        """Leave out what only a hand can use, and leave the room to the charts."""
        super().for_paper()
        self._asks.hide()
        self._rows.setStretch(0, 0)

    def _series(self, signal: str) -> SeriesView | None:
        view = self.view("series")
        found = view.series if isinstance(view, SeriesGridView) else ()
        return next((series for series in found if series.signal == signal), None)

    def _series_table(self, signal: str) -> None:
        series = self._series(signal)
        if series is not None:
            self.table_requested.emit(series)

    def _close_series(self) -> None:
        for dialog in self.findChildren(QDialog):
            dialog.reject()

    def _open_series(self, signal: str) -> None:
        series = self._series(signal)
        if series is None:
            return
        # Panning needs a library that takes long to load, so only the first opening pays for it.
        from eoc_app.desktop.series.series_dialog import SeriesDialog  # noqa: PLC0415

        dialog = SeriesDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.table_requested.connect(self._series_table)
        dialog.show_view(series)
        dialog.open()


def _drawn_text(found: Interval, part: float) -> str:
    score = f"{found.score_lower:.1f}{DASH}{found.score_upper:.1f}"
    return f"in {share(part)} of draws: rank {found.rank_text}, score {score}"
