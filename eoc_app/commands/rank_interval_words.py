"""Intervals beside the ranks that they are of: drawn with them, told with them."""

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
    """The panels asked for, and the intervals where one of them ranks countries."""
    return names if INTERVALS in names or not _RANKED & set(names) else (*names, INTERVALS)


def with_intervals(drawn: Iterable[Drawn], names: Iterable[str]) -> list[Drawn]:
    """The named panels as they were drawn, with the intervals of the countries that they rank."""
    every, wanted = list(drawn), set(names)
    told = next((one for one in every if isinstance(one.view, IntervalsView)), None)
    return [_with(one, told) for one in every if one.panel in wanted]


def _with(one: Drawn, told: Drawn | None) -> Drawn:
    if told is None or not isinstance(told.view, IntervalsView):
        return one
    if not isinstance(one.view, MapView | RankingView):
        return one
    traces = tuple(dict.fromkeys((*one.traces, *told.traces)))
    return replace(one, view=one.view.with_intervals(told.view), traces=traces)
