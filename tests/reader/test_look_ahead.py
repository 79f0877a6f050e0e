"""What the reader works out before it is asked."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.conversation.wire import Question
from eoc_app.core.selection import Selection
from eoc_app.panels import panels, screen_panels
from eoc_app.panels.kit.panel import Given
from eoc_app.reader.ahead import STANDS, try_platforms
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.snapshot.catalogue import BY_PLATFORM
from eoc_app.snapshot.connection import Snapshot

NOW = datetime(2024, 10, 26, 7, tzinfo=UTC)
NEXT = Selection(now_at=NOW, as_of_on=date(2024, 10, 20))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that were really run."""
    names: list[str] = []
    run = Snapshot.run

    def counted(self: Snapshot, query: Any, parameters: Any) -> Any:
        names.append(query.name)
        return run(self, query, parameters)

    monkeypatch.setattr(Snapshot, "run", counted)
    return names


def test_that_a_day_that_was_prepared_asks_the_file_nothing_more(
    demo_snapshot: Path, asked: list[str]
) -> None:
    snapshot = Snapshot(demo_snapshot)
    flow, names = Flow(snapshot), screen_panels("overview")
    flow.prepare(NEXT, names, lambda: False)
    assert "scores" in asked
    asked.clear()
    prepared = [drawn.view for drawn in flow.draw(NEXT, names)]
    costly = {query for name in names if panels()[name].costly for query in panels()[name].reads}
    assert set(asked) <= costly, "what takes long is read when nobody waits any more"
    assert prepared == [drawn.view for drawn in Flow(snapshot).draw(NEXT, names)]
    snapshot.close()


def test_that_preparing_stops_once_something_is_asked(
    demo_snapshot: Path, asked: list[str]
) -> None:
    snapshot = Snapshot(demo_snapshot)
    Flow(snapshot).prepare(NEXT, screen_panels("overview"), lambda: True)
    assert asked == []
    snapshot.close()


def test_that_what_is_drawn_ahead_says_nothing_by_the_wall_clock(demo_snapshot: Path) -> None:
    ahead = [name for name, panel in panels().items() if panel.ahead]
    assert {"changes", "alarms"} <= set(ahead)
    snapshot = Snapshot(demo_snapshot)
    for days in (1, 400):
        later = msgspec.structs.replace(NEXT, now_at=NOW + timedelta(days))
        assert [drawn.view for drawn in Flow(snapshot).draw(later, ahead)] == [
            drawn.view for drawn in Flow(snapshot).draw(NEXT, ahead)
        ]
    snapshot.close()


def test_that_what_is_drawn_ahead_is_not_drawn_again_for_the_same_choices_alone(
    demo_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[date] = []
    changes = panels()["changes"]

    def counted(given: Given) -> Any:
        built.append(given.as_of_on)
        return changes.build(given)

    monkeypatch.setitem(panels(), "changes", replace(changes, build=counted))
    snapshot = Snapshot(demo_snapshot)
    flow = Flow(snapshot)
    flow.prepare(NEXT, ("changes",), lambda: False)
    (drawn,) = flow.draw(msgspec.structs.replace(NEXT, now_at=NOW + timedelta(1)), ("changes",))
    assert (len(built), drawn.traces != ()) == (1, True)
    list(flow.draw(msgspec.structs.replace(NEXT, as_of_on=date(2024, 10, 19)), ("changes",)))
    list(flow.draw(msgspec.structs.replace(NEXT, country_code="GE"), ("changes",)))
    assert len(built) == 3
    snapshot.close()


class _Still(Inbox):
    """An inbox that nothing comes into while a screen stands, or a question that waits."""

    def __init__(self, *, asked: bool) -> None:
        super().__init__(io.BytesIO())
        self.asked = asked

    def is_superseded_within(self, seconds: float) -> bool:
        assert seconds == STANDS
        return self.asked

    def is_asked(self) -> bool:
        return self.asked


@pytest.mark.parametrize("screen", ["overview", "country"])
def test_that_a_first_platform_is_read_while_the_screen_of_all_stands(
    demo_snapshot: Path, asked: list[str], screen: str
) -> None:
    snapshot = Snapshot(demo_snapshot)
    flow = Flow(snapshot)
    # What takes long comes when nobody waits any more.
    names = tuple(name for name in screen_panels(screen) if not panels()[name].costly)
    every = msgspec.structs.replace(NEXT, country_code="KE")
    list(flow.draw(every, names))
    try_platforms(flow, _Still(asked=False), Question(ticket=1, selection=every, panels=names))
    asked.clear()
    for platform in ("facebook", "whatsapp"):
        chosen = msgspec.structs.replace(every, platforms=(platform,))
        ready = [drawn.view for drawn in flow.draw(chosen, names)]
        assert BY_PLATFORM not in asked
        assert ready == [drawn.view for drawn in Flow(snapshot).draw(chosen, names)]
        asked.clear()
    snapshot.close()


@pytest.mark.parametrize(("platforms", "is_asked"), [(("facebook",), False), ((), True)])
def test_that_no_platform_is_tried_where_one_is_chosen_or_somebody_waits(
    demo_snapshot: Path, asked: list[str], platforms: tuple[str, ...], *, is_asked: bool
) -> None:
    snapshot = Snapshot(demo_snapshot)
    chosen = msgspec.structs.replace(NEXT, platforms=platforms)
    question = Question(ticket=1, selection=chosen, panels=screen_panels("overview"))
    try_platforms(Flow(snapshot), _Still(asked=is_asked), question)
    assert asked == []
    snapshot.close()
