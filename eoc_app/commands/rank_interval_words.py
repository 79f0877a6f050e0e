"""Intervals printed beside the ranks that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from eoc_app.reader.flow import Drawn
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.map_view import MapView
from eoc_app.views.ranking_view import RankingView

INTERVALS: Final = "intervals"
_RANKED: Final = frozenset({"ranking", "world_map"})


def and_intervals(names: tuple[str, ...]) -> tuple[str, ...]:
    """The requested panels, plus the intervals where one of them ranks countries."""
    return names if INTERVALS in names or not _RANKED & set(names) else (*names, INTERVALS)


def with_intervals(drawn: Iterable[Drawn], names: Iterable[str]) -> list[Drawn]:
    """The named panels as drawn, with the intervals of the countries that they rank."""
    all_drawn, wanted = list(drawn), set(names)
    intervals = next((panel for panel in all_drawn if isinstance(panel.view, IntervalsView)), None)
    return [_with(panel, intervals) for panel in all_drawn if panel.panel in wanted]


def _with(drawn: Drawn, intervals: Drawn | None) -> Drawn:
    if intervals is None or not isinstance(intervals.view, IntervalsView):
        return drawn
    if not isinstance(drawn.view, MapView | RankingView):
        return drawn
    traces = tuple(dict.fromkeys((*drawn.traces, *intervals.traces)))
    return replace(drawn, view=drawn.view.with_intervals(intervals.view), traces=traces)
