"""The window's end of the line: answers to the newest question, and readers that die."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.reader_process import ReaderProcess
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.problem_view import ProblemView
from fixtures.hostile_snapshots import BREAKAGES
from tests.desktop.conversation.fake_readers import put_in_place
from tests.snapshots import NOW

SOON = 20_000
HERE = Selection(now_at=NOW)
KENYA = Selection(now_at=NOW, country_code="KE")


class Ear:
    """Keeps what a client tells."""

    def __init__(self, client: ReaderClient) -> None:
        self.answers: list[Answer] = []
        self.bugs: list[Bug] = []
        self.refusals: list[ProblemView] = []
        self.restarts: list[str] = []
        self.ends: list[str] = []
        client.answered.connect(self.answers.append)
        client.bug_met.connect(self.bugs.append)
        client.refused.connect(self.refusals.append)
        client.restarted.connect(self.restarts.append)
        client.given_up.connect(self.ends.append)


@pytest.fixture
def client(qtbot: QtBot, small_snapshot: Path) -> Iterator[ReaderClient]:
    made = ReaderClient(ReaderProcess(small_snapshot))
    yield made
    made.close()


def test_that_answers_come_in_as_signals(qtbot: QtBot, client: ReaderClient) -> None:
    ear = Ear(client)
    ticket = client.ask(KENYA, ("headline", "header"))
    qtbot.waitUntil(lambda: len(ear.answers) == 2, timeout=SOON)
    assert [(one.ticket, one.panel, one.last) for one in ear.answers] == [
        (ticket, "headline", False),
        (ticket, "header", True),
    ]


def test_that_only_the_newest_question_is_told(qtbot: QtBot, client: ReaderClient) -> None:
    ear = Ear(client)
    for _ in range(5):
        client.ask(HERE, ("world_map", "ranking", "changes", "header"))
    newest = client.ask(KENYA, ("headline",))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    assert [(one.ticket, one.panel) for one in ear.answers] == [(newest, "headline")]


def test_that_a_bug_in_one_panel_is_told(qtbot: QtBot, client: ReaderClient) -> None:
    ear = Ear(client)
    client.ask(HERE, ("nothing", "header"))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    assert [bug.panel for bug in ear.bugs] == ["nothing"]


def test_that_a_killed_reader_is_replaced_and_asked_again(
    qtbot: QtBot, client: ReaderClient
) -> None:
    ear = Ear(client)
    client.ask(KENYA, ("headline",))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    before = client.pid
    os.kill(before, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(ear.answers) == 2, timeout=SOON)
    assert ear.restarts == ["signal 9"]
    assert client.pid != before
    assert isinstance(ear.answers[1].view, HeadlineView)
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: len(ear.answers) == 3, timeout=SOON)


def test_that_a_reader_that_dies_again_and_again_is_given_up(
    qtbot: QtBot, client: ReaderClient
) -> None:
    ear = Ear(client)
    for times in range(1, 5):
        os.kill(client.pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: len(ear.restarts) + len(ear.ends) == times, timeout=SOON)  # noqa: B023
    assert (len(ear.restarts), ear.ends) == (3, ["signal 9"])
    client.ask(HERE, ("header",))
    qtbot.wait(50)
    assert not ear.answers


def test_that_an_answer_in_the_name_of_another_reader_is_never_taken(
    qtbot: QtBot, small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(monkeypatch, "answers for another")
    client = ReaderClient(ReaderProcess(small_snapshot))
    ear = Ear(client)
    # The ticket is that of the newest question, so it alone would let the answer in.
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: bool(ear.ends), timeout=SOON)
    assert not ear.answers
    assert set(ear.restarts) == {"an answer of another reader"}
    client.close()


def test_that_every_answer_bears_the_identity_of_its_reader(
    qtbot: QtBot, client: ReaderClient
) -> None:
    ear = Ear(client)
    client.ask(HERE, ("nothing", "header"))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    identity = client._process.identity
    assert identity
    assert {answer.reader for answer in ear.answers} == {identity}
    assert {bug.reader for bug in ear.bugs} == {identity}


def test_that_a_snapshot_that_cannot_be_read_is_refused_once(
    qtbot: QtBot, small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "missing_table.duckdb"
    shutil.copyfile(small_snapshot, path)
    BREAKAGES["missing_table"](path)
    client = ReaderClient(ReaderProcess(path))
    ear = Ear(client)
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: bool(ear.refusals), timeout=SOON)
    client.ask(HERE, ("header",))
    qtbot.wait(50)
    assert [one.file for one in ear.refusals] == ["missing_table.duckdb"]
    assert not ear.restarts
    client.close()


def test_that_a_question_asked_before_is_asked_again_after_a_death(
    qtbot: QtBot, small_snapshot: Path
) -> None:
    process = ReaderProcess(small_snapshot)
    ticket = process.ask(KENYA, ("headline",))
    client = ReaderClient(process, ticket)
    client.remember(KENYA, ("headline",))
    ear = Ear(client)
    qtbot.waitUntil(lambda: len(ear.answers) == 1, timeout=SOON)
    os.kill(client.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(ear.answers) == 2, timeout=SOON)
    client.close()


def test_that_closing_ends_the_reader_and_may_be_done_twice(
    qtbot: QtBot, small_snapshot: Path
) -> None:
    client = ReaderClient(ReaderProcess(small_snapshot))
    ear = Ear(client)
    client.ask(HERE, ("header",))
    pid = client.pid
    client.close()
    client.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    qtbot.wait(50)
    assert not [*ear.answers, *ear.restarts, *ear.ends]


def test_that_a_file_that_vanishes_while_open_is_told_when_it_is_needed(
    qtbot: QtBot, small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gone.duckdb"
    shutil.copyfile(small_snapshot, path)
    client = ReaderClient(ReaderProcess(path))
    ear = Ear(client)
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    path.unlink()
    client.ask(KENYA, ("headline",))
    qtbot.waitUntil(lambda: len(ear.answers) == 2, timeout=SOON)
    os.kill(client.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(ear.refusals), timeout=SOON)
    assert ear.refusals[0].file == str(path)
    assert "No such file" in ear.refusals[0].why
    client.close()


def test_that_an_answer_of_the_wrong_kind_ends_that_reader_only(
    qtbot: QtBot, client: ReaderClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = Ear(client)
    process: Any = client._process
    process._questions.write(b"\xff" * 16)
    process._questions.flush()
    qtbot.waitUntil(lambda: bool(ear.restarts), timeout=SOON)
    assert "exit code 1" in ear.restarts[0]
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)


def test_that_a_question_beside_the_screens_is_told_apart_and_leaves_it_the_newest(
    qtbot: QtBot, client: ReaderClient
) -> None:
    ear = Ear(client)
    beside: list[Any] = []
    client.answered_beside.connect(beside.append)
    client.ask(HERE, ("header",))
    qtbot.waitUntil(lambda: bool(ear.answers), timeout=SOON)
    client.ask_beside(HERE, ("restriction_register",))
    qtbot.waitUntil(lambda: bool(beside), timeout=SOON)
    assert [answer.panel for answer in beside] == ["restriction_register"]
    assert len(ear.answers) == 1
    client.ask(KENYA, ("headline",))
    qtbot.waitUntil(lambda: len(ear.answers) == 2, timeout=SOON)
    assert len(beside) == 1


def test_that_a_question_beside_and_the_screens_are_both_answered_whichever_is_later(
    qtbot: QtBot, client: ReaderClient
) -> None:
    ear = Ear(client)
    beside: list[Any] = []
    client.answered_beside.connect(beside.append)
    for screen_first in (True, False):
        if screen_first:
            client.ask(HERE, ("header", "ranking"))
        client.ask_beside(HERE, ("restriction_register",))
        if not screen_first:
            client.ask(HERE, ("header", "ranking"))
        qtbot.waitUntil(lambda: len(ear.answers) == 2 and len(beside) == 1, timeout=SOON)
        assert not client.is_awaited(client._newest)
        assert not client.is_awaited(client._beside)
        ear.answers.clear()
        beside.clear()
