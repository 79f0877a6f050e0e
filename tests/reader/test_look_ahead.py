"""What the reader works out before it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.core.selection import Selection
from eoc_app.panels import panels, screen_panels
from eoc_app.panels.kit.panel import Given
from eoc_app.reader.flow import Flow
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
