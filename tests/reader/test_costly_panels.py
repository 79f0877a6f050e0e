"""What takes long comes last, once nobody asks for anything else, and is kept."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.conversation.wire import Answer, Message, Question
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.panels import panels, screen_panels
from eoc_app.panels.overview import intervals
from eoc_app.reader import process as reader
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.reader.process import answer
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView
from eoc_app.views.intervals_view import IntervalsView
from tests.conftest import REPOSITORY
from tests.snapshots import LAST, NOW

HERE = Selection(now_at=NOW)
BEFORE = Selection(now_at=NOW, as_of_on=date(2024, 10, 24))
ASKED = ("header", "ranking", "intervals")


@pytest.fixture
def flow(small_snapshot: Path) -> Iterator[Flow]:
    snapshot = Snapshot(small_snapshot)
    yield Flow(snapshot)
    snapshot.close()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """The days for which draws were really made."""
    days: list[date] = []
    build = intervals.PANEL.build

    def counted(given: Any) -> AnyView:
        days.append(given.as_of_on)
        return build(given)

    panel = panels()["intervals"]
    monkeypatch.setitem(panels(), "intervals", replace(panel, build=counted))
    return days


def asked(selection: Selection, ticket: int = 1) -> Question:
    return Question(ticket=ticket, selection=selection, panels=ASKED)


def told(flow: Flow, inbox: Inbox, then: Callable[[Message], None] = lambda _: None) -> list[str]:
    """The panels that are answered to the newest question."""
    found: list[str] = []

    def say(payload: bytes) -> None:
        message = msgspec.msgpack.decode(payload, type=Message)
        assert isinstance(message, Answer)
        found.append(message.panel)
        then(message)

    answer(flow, inbox, say)
    return found


def put(inbox: Inbox, question: Question) -> None:
    inbox.put(question)


def test_that_what_takes_long_is_answered_last_where_nobody_asks_more(
    flow: Flow, drawn: list[date]
) -> None:
    inbox = Inbox(io.BytesIO())
    put(inbox, asked(HERE))
    # What the draws complete is answered once more, before them.
    assert told(flow, inbox) == ["header", "ranking", "ranking", "intervals"]
    assert drawn == [LAST]


def test_that_a_newer_question_in_the_pause_starts_no_draws(
    flow: Flow, drawn: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "PAUSE", 30.0)
    inbox = Inbox(io.BytesIO())
    put(inbox, asked(HERE))
    late = threading.Timer(0.05, put, (inbox, asked(BEFORE, 2)))

    def ask_more(message: Message) -> None:
        if isinstance(message, Answer) and message.panel == "ranking":
            late.start()

    assert told(flow, inbox, ask_more) == ["header", "ranking"], "at once, not after the pause"
    late.join()
    assert drawn == []
    assert inbox.next().ticket == 2


def test_that_the_next_day_of_a_cursor_is_read_before_the_draws_and_not_after_a_newer_question(
    flow: Flow, drawn: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    prepare = Flow.prepare

    def noted(self: Flow, selection: Selection, *more: Any) -> None:
        order.append(f"look ahead to {selection.as_of_on}, {len(drawn)} days drawn")
        prepare(self, selection, *more)

    monkeypatch.setattr(Flow, "prepare", noted)
    inbox = Inbox(io.BytesIO())
    for question in (asked(HERE), asked(BEFORE)):
        put(inbox, question)
        told(flow, inbox)
    assert order == ["look ahead to 2024-10-23, 1 days drawn"]
    assert drawn == [LAST, date(2024, 10, 24)]


def test_that_a_day_that_was_drawn_comes_at_once_when_it_is_gone_back_to(
    flow: Flow, drawn: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(io.BytesIO())
    for selection in (HERE, BEFORE):
        put(inbox, asked(selection))
        told(flow, inbox)
    monkeypatch.setattr(reader, "PAUSE", 30.0)
    again = msgspec.structs.replace(HERE, country_code="KE", as_of_on=LAST)
    put(inbox, asked(again))
    assert told(flow, inbox) == list(ASKED), "without the pause, and each once"
    assert drawn == [LAST, date(2024, 10, 24)]


def test_that_other_platforms_are_other_draws_in_whatever_order_they_are_named(
    flow: Flow, drawn: list[date]
) -> None:
    def view(*platforms: str) -> IntervalsView:
        selection = msgspec.structs.replace(HERE, platforms=platforms)
        (one,) = flow.draw(selection, ("intervals",))
        assert isinstance(one.view, IntervalsView)
        return one.view

    # None of these platforms has a score: how many have one without a filter is asked once.
    assert view("facebook", "several") == view("several", "facebook")
    assert len(drawn) == 2
    assert view("facebook", "several").seed != view().seed
    assert len(drawn) == 2


def test_that_only_so_many_days_are_kept(
    flow: Flow, drawn: list[date], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eoc_app.reader.flow._VIEWS_KEPT", 1)
    for selection in (HERE, BEFORE, HERE):
        list(flow.draw(selection, ("intervals",)))
    assert len(drawn) == 3


def test_that_a_problem_is_not_kept(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_given: Any) -> AnyView:
        raise Problem("Nothing can be drawn", "a test says so", "go on")

    panel = panels()["intervals"]
    with monkeypatch.context() as patched:
        broken = replace(panel, build=failing)
        patched.setitem(panels(), "intervals", broken)
        (one,) = flow.draw(HERE, ("intervals",))
        assert isinstance(one.view, Problem)
    (one,) = flow.draw(HERE, ("intervals",))
    assert isinstance(one.view, IntervalsView)


def test_that_intervals_stand_last_on_the_overview() -> None:
    assert screen_panels("overview")[-1] == "intervals"


def test_that_draws_leave_the_other_core_to_the_window() -> None:
    script = (
        "import os, sys\n"
        "from eoc_app.reader import process as reader\n"
        "names = ('OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS')\n"
        "reader.serve = lambda *_: print(*(os.environ[name] for name in names), file=sys.stderr)\n"
        "reader.main()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "a file"],
        cwd=REPOSITORY, env=os.environ | {"OMP_NUM_THREADS": "2"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stderr.split() == ["1", "2"], "who asks for more threads gets them"


def test_that_numpy_is_loaded_when_the_first_screen_stands_and_not_before(
    small_snapshot: Path,
) -> None:
    script = (
        "import io, sys, time\n"
        "from pathlib import Path\n"
        "from eoc_app.reader.flow import Flow\n"
        "from eoc_app.reader.inbox import Inbox\n"
        "from eoc_app.reader.process import answer\n"
        "from eoc_app.snapshot.connection import Snapshot\n"
        "from datetime import UTC, datetime\n"
        "from eoc_app.core.selection import Selection\n"
        "from eoc_app.conversation.wire import Question\n"
        "here = Selection(now_at=datetime(2024, 10, 25, 18, tzinfo=UTC))\n"
        "inbox = Inbox(io.BytesIO())\n"
        "inbox.put(Question(ticket=1, selection=here, panels=('header', 'ranking')))\n"
        "seen = []\n"
        "answer(Flow(Snapshot(Path(sys.argv[1]))), inbox,"
        " lambda _: seen.append('numpy' in sys.modules))\n"
        "until = time.monotonic() + 20\n"
        "while 'numpy' not in sys.modules and time.monotonic() < until: time.sleep(0.01)\n"
        "print(seen, 'numpy' in sys.modules)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(small_snapshot)],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.stdout.strip() == "[False, False] True", ran.stderr
