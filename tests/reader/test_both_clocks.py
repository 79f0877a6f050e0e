"""What is in force now, and on the day looked at, is the same on every screen, whatever is drawn.

Both are counted here once more, from the file's rows alone. Every day of the demo is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.clock_view import ClockView
from eoc_app.views.map_view import MapView
from eoc_app.views.ranking_view import RankingView
from eoc_app.views.register_view import RegisterView
from eoc_app.views.timeline_view import TimelineView
from eoc_app.views.view import TableView
from tests.independent_clock import Count, Rows

AS_OF = datetime(2024, 10, 26, 6, tzinfo=UTC)
ROOM = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)
NOWS = {
    "the same morning": ROOM,
    "two days later": datetime(2024, 10, 28, 6, 41, tzinfo=UTC),
    "two years later": datetime(2026, 11, 30, 9, tzinfo=UTC),
    "a clock that is slow": datetime(2024, 10, 5, 12, tzinfo=UTC),
}


@pytest.fixture(scope="module")
def rows(demo_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return Rows(demo_snapshot, tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def flow(demo_snapshot: Path) -> Iterator[Flow]:
    snapshot = Snapshot(demo_snapshot)
    yield Flow(snapshot)
    snapshot.close()


def drawn(flow: Flow, selection: Selection, *names: str) -> list[Any]:
    """The views of some panels."""
    views = [one.view for one in flow.draw(selection, names)]
    assert not any(isinstance(view, Problem) for view in views), views
    return views


def told(text: str) -> tuple[int, int | None]:
    """Rules and countries as a sentence counts them; no number of countries where it names one."""
    found = re.search(r"(\d+) rules? in force in (?:(\d+) countr)?", text)
    found = found or re.search(r"(\d+) rules? in force()", text)
    if found is None:
        assert re.search(r"[Nn]o rule on record in force|not known", text), text
        return 0, 0
    return int(found[1]), int(found[2]) if found[2] else None


def hold(count: Count, text: str) -> None:
    """A sentence counts what was counted here."""
    rules, countries = told(text)
    assert rules == count.rules, (text, count)
    assert countries in (None, len(count.countries)), (text, count)


def now_of(view: Any) -> str:
    """What a view says of the wall clock, which stands in its subtitle."""
    parts: list[str] = view.subtitle.split(" \u00b7 ")
    return next(part for part in parts if part.startswith("now "))


def moment_of(on: date) -> datetime:
    """The end of a day, or the snapshot's own moment where that is earlier."""
    return min(datetime.combine(on + timedelta(days=1), time(), UTC), AS_OF)


@pytest.mark.parametrize("now", NOWS.values(), ids=NOWS)
def test_that_every_screen_counts_alike_on_every_day(flow: Flow, rows: Rows, now: datetime) -> None:
    step = 1 if now == ROOM else 9
    wall = rows.count(now, AS_OF, None, None)
    said = set()
    for number in range(0, (rows.last - rows.first).days + 1, step):
        on = rows.first + timedelta(days=number)
        at = moment_of(on)
        then = rows.count(at, at, None, None)
        strip, line, world, ranking, table, register = drawn(
            flow, Selection(now_at=now, as_of_on=on),
            "restriction_strip", "timeline", "world_map", "ranking", "periods",
            "restriction_register",
        )  # fmt: skip
        for view in (strip, line, table):
            assert isinstance(view, TimelineView | TableView)
            hold(then, view.title)
        for view in (strip, line, table, ranking, register):
            hold(wall, now_of(view))
            said.add(now_of(view))
        _hold_outlines(world, then, wall)
        _hold_chips(ranking, then, wall)
        _hold_rows(table, then, wall)
        assert isinstance(register, RegisterView)
        for counted, count in ((register.in_force, then), (register.in_force_now, wall)):
            assert (counted.rules, frozenset(counted.countries)) == count
    assert len(said) == 1, "now is one sentence, the same on every screen and for every day"


def _hold_outlines(world: MapView, then: Count, wall: Count) -> None:
    shown = {place.code for place in world.places}
    by = {
        one: {p.code for p in world.places if p.outline == one} for one in ("both", "then", "now")
    }
    assert by["both"] | by["then"] == then.countries & shown
    assert by["both"] | by["now"] == wall.countries & shown
    assert {one for one, _words in world.outlines} == set(by), "each outline is in the legend"


def _hold_chips(ranking: RankingView, then: Count, wall: Count) -> None:
    shown = {row.code for row in ranking.rows}
    chips = {row.code: row.chip for row in ranking.rows}
    assert then.countries & shown == {
        code for code, chip in chips.items() if chip.standing == "in_force"
    }
    assert wall.countries & shown == {
        code for code, chip in chips.items() if (chip.wall_standing or chip.standing) == "in_force"
    }


def _hold_rows(table: TableView, then: Count, wall: Count) -> None:
    """Every period in force by either clock is a row, and says so under that clock."""
    titles = [column.key for column in table.columns]
    for key, count in (("at_snapshot", then), ("at_wall", wall)):
        place = titles.index(key)
        codes = [
            code
            for code, row in zip(table.codes, table.rows, strict=True)
            if row[place].standing == "in_force"
        ]
        assert (len(codes), frozenset(codes)) == count


@pytest.mark.parametrize(
    "on", [date(2024, 6, 1), date(2024, 9, 16), date(2024, 10, 20), date(2024, 10, 26)]
)
def test_that_a_country_or_a_medium_alone_is_counted_alike_too(
    flow: Flow, rows: Rows, on: date
) -> None:
    at = moment_of(on)
    for code in sorted({row[1] for row in rows.rows}):
        selection = Selection(now_at=ROOM, as_of_on=on, country_code=code)
        then, wall = rows.count(at, at, code, None), rows.count(ROOM, AS_OF, code, None)
        clock, line, table = drawn(flow, selection, "restriction_clock", "timeline", "periods")
        for view in (clock, line, table):
            hold(then, view.title)
            hold(wall, now_of(view))
        assert isinstance(clock, ClockView)
        periods = [row for row in clock.rows if row.kind == "period"]
        assert sum(row.standing == "in_force" for row in periods) == then.rules
        assert sum(row.wall_standing == "in_force" for row in periods) == wall.rules
    for medium in sorted({row[2] for row in rows.rows}):
        selection = Selection(now_at=ROOM, as_of_on=on, medium=medium)
        then, wall = rows.count(at, at, None, medium), rows.count(ROOM, AS_OF, None, medium)
        line, table, strip = drawn(flow, selection, "timeline", "periods", "restriction_strip")
        for view in (line, table):
            hold(then, view.title)
            assert medium in view.title, "what narrows a count is in the title"
            hold(wall, now_of(view))
        hold(rows.count(at, at, None, None), strip.title)


@pytest.mark.parametrize("span", ["day", "fortnight", "season"])
def test_that_the_days_that_are_drawn_change_no_count(flow: Flow, span: str) -> None:
    on = date(2024, 9, 16)
    asked = Selection(now_at=ROOM, as_of_on=on)
    (usual,) = drawn(flow, asked, "timeline")
    (other,) = drawn(flow, Selection(now_at=ROOM, as_of_on=on, span=span), "timeline")
    assert (other.title, now_of(other)) == (usual.title, now_of(usual))
    chosen = Selection(now_at=ROOM, as_of_on=on, platforms=("facebook",))
    for one, two in zip(
        drawn(flow, asked, "restriction_strip", "timeline"),
        drawn(flow, chosen, "restriction_strip", "timeline"), strict=True,
    ):  # fmt: skip
        assert (one.title, now_of(one)) == (two.title, now_of(two))


@pytest.mark.parametrize(
    ("at", "known_at"),
    [
        (datetime(2024, 9, 16, 12, tzinfo=UTC), None),
        (datetime(2024, 10, 24, 12, tzinfo=UTC), datetime(2024, 10, 1, tzinfo=UTC)),
        (datetime(2024, 11, 4, 12, tzinfo=UTC), datetime(2024, 10, 26, 6, tzinfo=UTC)),
    ],
)
def test_that_a_moment_asked_for_changes_what_was_and_never_what_is(
    flow: Flow, rows: Rows, at: datetime, known_at: datetime | None
) -> None:
    then = rows.count(at, known_at or at, None, None)
    wall = rows.count(ROOM, known_at or AS_OF, None, None)
    selection = Selection(now_at=ROOM, at=at, known_at=known_at)
    strip, line, table, register, world = drawn(
        flow,
        selection,
        "restriction_strip",
        "timeline",
        "periods",
        "restriction_register",
        "world_map",
    )
    for view in (strip, line, table):
        hold(then, view.title)
        assert f"{at:%H:%M} UTC" in view.title
        hold(wall, now_of(view))
    _hold_outlines(world, then, wall)
    assert register.in_force_now.rules == wall.rules


def test_that_what_may_be_in_force_is_never_told_as_nothing_in_force(flow: Flow) -> None:
    late = Selection(now_at=NOWS["two years later"], as_of_on=date(2024, 9, 16))
    for view in drawn(flow, late, "restriction_strip", "timeline", "periods"):
        assert view.title.endswith("; now unknown (snapshot ended)")
        assert "not known (the snapshot ended 26 Oct 2024 06:00 UTC)" in now_of(view)
        assert "none" not in view.title
