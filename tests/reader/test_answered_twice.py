"""A panel is answered at once, and once more with what takes longer; nothing else joins them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from eoc_app.conversation.wire import Answer, Question
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader import process as reader
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.reader.process import answer
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.map_view import MapView
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.ranking_view import RankingView
from tests.snapshots import NOW

HERE = Selection(now_at=NOW)
BEFORE = Selection(now_at=NOW, as_of_on=date(2024, 10, 24))


@pytest.fixture
def flow(small_snapshot: Path) -> Iterator[Flow]:
    snapshot = Snapshot(small_snapshot)
    yield Flow(snapshot)
    snapshot.close()


def test_that_a_panel_is_answered_at_once_and_again_with_what_took_longer(
    flow: Flow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PAUSE", 0.0)
    inbox = Inbox(io.BytesIO())
    answers: list[Answer] = []

    def say(payload: bytes) -> None:
        answers.append(msgspec.msgpack.decode(payload, type=Answer))

    panels_asked = ("world_map", "ranking", "headline", "intervals")
    kenya = msgspec.structs.replace(HERE, country_code="KE")
    for ticket in (1, 2):
        inbox.put(Question(ticket=ticket, selection=kenya, panels=panels_asked))
        answer(flow, inbox, say)
    first, second, again = answers[:3], answers[3:6], answers[7:10]
    assert [one.panel for one in second] == [one.panel for one in first]
    assert [one.last for one in answers[:7]] == [False] * 6 + [True]
    assert [_has_draws(one.view) for one in first] == [False] * 3
    assert [_has_draws(one.view) for one in second] == [True] * 3
    assert all(set(one.traces) < set(two.traces) or one.traces == two.traces
               for one, two in zip(first, second, strict=True))  # fmt: skip
    # What is kept completes a view at once, and nothing is painted twice.
    assert [one.panel for one in answers[7:]] == list(panels_asked)
    assert [one.view for one in again] == [one.view for one in second]


def _has_draws(view: AnyView | ProblemView) -> bool:
    if isinstance(view, HeadlineView):
        return bool(view.drawn_text)
    if isinstance(view, MapView):
        return any(place.interval for place in view.places)
    assert isinstance(view, RankingView)
    return any(row.interval for row in view.rows)


def test_that_draws_of_another_day_or_of_other_platforms_complete_nothing(flow: Flow) -> None:
    list(flow.draw(HERE, ("intervals",)))
    later = msgspec.structs.replace(HERE, now_at=HERE.now_at + timedelta(hours=1))
    filtered = msgspec.structs.replace(HERE, platforms=("facebook",))
    has_draws = [
        _has_draws(one.view)
        for selection in (HERE, later, BEFORE, filtered)
        for one in flow.draw(selection, ("ranking",))
        if not isinstance(one.view, Problem)
    ]
    assert has_draws == [True, True, False, False]
