"""The one path from a snapshot to a view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

import msgspec

from eoc_app.core.frame import Frame
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection, widest
from eoc_app.panels import panels
from eoc_app.panels.kit.country_scores import scores
from eoc_app.panels.kit.day_memory import DayMemory
from eoc_app.panels.kit.narrowing import emptied, filters_of, named, to_blame
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.snapshot.catalogue import BY_PLATFORM, Query
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView
from eoc_app.views.problem_view import Trace
from eoc_app.views.view import Narrowing, WayOut

_FRAMES_KEPT: Final = 96
_ROWS_KEPT: Final = 60_000
"""Of all kept frames together: a row with what panels make of it takes about a kilobyte."""
_VIEWS_KEPT: Final = 64
"""Views that are kept: about a hundred kilobytes each, where there are 200 countries."""
_SOURCES_NAMED: Final = 12
"""Sources named of one query; the screen of sources has all."""
_NO_CLOCK: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Drawn:
    """A panel's view and the queries that it was made from."""

    panel: str
    view: AnyView | Problem
    traces: tuple[Trace, ...]


class Flow:
    """Views of one open snapshot; frames are kept, since a sealed file never changes."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._frames: OrderedDict[tuple[object, ...], Frame] = OrderedDict()
        self._rows = 0
        self._kept: OrderedDict[tuple[object, ...], Drawn] = OrderedDict()
        self._memory = DayMemory()

    def draw(self, selection: Selection, names: Sequence[str]) -> Iterator[Drawn]:
        """The views of some panels, one by one, each with a Problem in its place where it fails.

        Raises:
            Cancelled: a query was interrupted.
        """
        try:
            _ = self.snapshot.signals, self.snapshot.stated_method
            selection = self._with_country(selection, names)
        except Problem as problem:
            yield from (Drawn(name, problem, ()) for name in names)
            return
        for name in names:
            yield self._completed(self._drawn(name, selection), selection)

    def _completed(self, drawn: Drawn, selection: Selection) -> Drawn:
        """The view with what completes it, where that is kept; else as it is, for the time being.

        Kept views are never the completed ones: these rest on more than their own frames.
        """
        later = panels()[drawn.panel].completed_by
        kept = self._kept.get(self._kept_by(panels()[later], selection, later)) if later else None
        if kept is None or isinstance(kept.view, Problem) or isinstance(drawn.view, Problem):
            return drawn
        traces = tuple(dict.fromkeys((*drawn.traces, *kept.traces)))
        return Drawn(drawn.panel, drawn.view.with_later(kept.view), traces)

    def _drawn(self, name: str, selection: Selection, *, for_its_own_sake: bool = True) -> Drawn:
        """One view, kept where it is worth it; an empty one that is looked at says why it is."""
        panel = panels()[name]
        key = self._kept_by(panel, selection, name)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        view, given = self._made(panel, selection)
        if for_its_own_sake and not isinstance(view, Problem) and view.empty:
            view = self._with_ways_out(name, given, view)
        drawn = Drawn(name, view, tuple(self._trace(frame) for frame in given.frames.values()))
        whole = not isinstance(view, Problem) and (for_its_own_sake or not view.empty)
        if whole and (panel.costly or panel.ahead):
            self._kept[key] = drawn
            if len(self._kept) > _VIEWS_KEPT:
                self._kept.popitem(last=False)
        return drawn

    def _made(self, panel: Panel, selection: Selection) -> tuple[AnyView | Problem, Given]:
        """A panel's view with the filters that narrow it named, and what it was made of."""
        stated = self.snapshot.stated_method
        given = Given({}, selection, self.snapshot.about, self.snapshot.signals,
                      self.snapshot.path.name, stated.method, stated.digest,
                      stated.text, self._memory)  # fmt: skip
        try:
            queries = self._queries(panel, selection)
            given = replace(given, frames={one.name: self._frame(one, given) for one in queries})
            view = panel.build(given)
            return named(view, filters_of(panel, given), explained=panel.explained), given
        except Problem as problem:
            return problem, given

    def _with_ways_out(self, name: str, given: Given, view: AnyView) -> AnyView:
        """An empty view with the filters that emptied it, found by asking without them."""
        tried: list[tuple[Narrowing, ...]] = to_blame(panels()[name], given)
        ways: list[WayOut] = []
        for filters in tried:
            if len(filters) > 1 and ways:
                break
            names = [one.name for one in filters]
            wider = msgspec.structs.replace(given.selection, **widest(names))
            other = self._drawn(name, wider, for_its_own_sake=False).view
            if not isinstance(other, Problem) and not other.empty:
                ways.append(WayOut(filters, len(other.as_table().rows)))
        return emptied(view, tried, tuple(ways))

    def _trace(self, frame: Frame) -> Trace:
        names = [self._sources.get(number, "") for number in frame.once(_source_numbers)]
        every = [name for name in dict.fromkeys(names) if name]
        sources = tuple(every[:_SOURCES_NAMED])
        return Trace(frame.query, frame.query_digest, sources, len(every) - len(sources))

    @cached_property
    def _sources(self) -> dict[int, str]:
        """What each source is called, with whoever published it."""
        try:
            rows = self.snapshot.run(self.snapshot.catalogue.views["source_names"], {}).rows
        except Problem:
            return {}
        return {
            row[0]: row[1] if row[2] in ("", "unknown") else f"{row[1]}, {row[2]}" for row in rows
        }

    def is_costly(self, selection: Selection, name: str) -> bool:
        """Whether a panel takes long to draw; not where its view of the day is kept."""
        panel = panels().get(name)
        if panel is None or not panel.costly:
            return False
        return not self.is_kept(selection, name)

    def is_kept(self, selection: Selection, name: str) -> bool:
        """Whether a panel's view of a selection has been drawn and is kept."""
        return self._kept_by(panels()[name], selection, name) in self._kept

    def _kept_by(self, panel: Panel, selection: Selection, name: str) -> tuple[object, ...]:
        """What a kept view rests on; the snapshot and its method are always the same."""
        if panel.costly:
            return (name, self.day(selection), tuple(sorted(set(selection.platforms))))
        if panel.ahead:
            on = self.day(selection)
            return (name, msgspec.structs.replace(selection, as_of_on=on, now_at=_NO_CLOCK))
        return (name,)

    def prepare(
        self, selection: Selection, names: Sequence[str], unwanted: Callable[[], bool]
    ) -> None:
        """Run the queries that a selection would need, and draw what says nothing by the clock.

        Costly panels are left out: they come when nobody waits any more.

        Raises:
            Cancelled: a query was interrupted.
        """
        given = Given({}, selection, self.snapshot.about, self.snapshot.signals)
        wanted = {name: panels()[name] for name in names if not panels()[name].costly}
        for panel in wanted.values():
            for query in panel.queries(selection):
                if unwanted():
                    return
                self._frame(self.snapshot.catalogue.views[query], given)
        for name in (name for name, panel in wanted.items() if panel.ahead):
            if unwanted():
                return
            next(self.draw(selection, (name,)))

    def widen(self, selection: Selection) -> None:
        """Read all that is known of chosen platforms, before another country is looked at.

        Raises:
            Cancelled: a query was interrupted.
        """
        if selection.platforms:
            given = Given({}, selection, self.snapshot.about, {})
            self._frame(self.snapshot.catalogue.views[BY_PLATFORM], given)

    def day(self, selection: Selection) -> date:
        """The day that a selection looks at."""
        return Given({}, selection, self.snapshot.about, {}).as_of_on

    def _with_country(self, selection: Selection, names: Sequence[str]) -> Selection:
        """Where one country is wanted and none is chosen, the one that is ranked first."""
        wanted = any(name in panels() and panels()[name].needs_country for name in names)
        if not wanted or selection.country_code is not None:
            return selection
        given = Given({}, selection, self.snapshot.about, self.snapshot.signals)
        frame = self._frame(self.snapshot.catalogue.views["scores"], given)
        ranked = scores(replace(given, frames={"scores": frame}))
        code = ranked[0].country_code if ranked else None
        return msgspec.structs.replace(selection, country_code=code)

    def _queries(self, panel: Panel, selection: Selection) -> list[Query]:
        if panel.needs_country and selection.country_code is None:
            raise Problem(
                "No country is chosen",
                f"{panel.title} speaks of one country",
                "choose one on the map, in the table or with Ctrl+K",
            )
        return [self.snapshot.catalogue.views[name] for name in panel.queries(selection)]

    def _frame(self, query: Query, given: Given) -> Frame:
        parameters = given.parameters
        for key in (_key(one, parameters) for one in (query, *query.within)):
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
        frame = self.snapshot.run(query, parameters)
        self._frames[_key(query, parameters)] = frame
        self._rows += len(frame.rows)
        while len(self._frames) > (1 if self._rows > _ROWS_KEPT else _FRAMES_KEPT):
            _, oldest = self._frames.popitem(last=False)
            self._rows -= len(oldest.rows)
        return frame


def _source_numbers(frame: Frame) -> list[int]:
    """The sources that rows name, in their order; nothing where a query names none."""
    if "source_id" not in frame.columns:
        return []
    place = frame.columns.index("source_id")
    return sorted({row[place] for row in frame.rows if row[place] is not None})


def _key(query: Query, parameters: Mapping[str, object]) -> tuple[object, ...]:
    values = (parameters[name] for name in query.header.get("parameters", ()))
    return (query.sql, *(tuple(one) if isinstance(one, list) else one for one in values))
