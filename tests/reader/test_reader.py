"""The reader process: newest question wins, bugs and garbage harm nothing, it ends promptly."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

import duckdb
import msgspec
import pytest

from eoc_app.conversation.wire import LENGTH, Answer, Bug, Message, Question, Refusal, receive, send
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_process import ReaderProcess, views
from eoc_app.reader.flow import Drawn, Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.reader.process import answer
from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Cancelled, Snapshot
from eoc_app.views.header_view import HeaderView
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.ranking_view import RankingView
from fixtures.hostile_snapshots import BREAKAGES
from tests.snapshots import NOW, altered

SOON = 20.0
"""Seconds after which a test gives up; none takes anywhere near them."""
HERE = Selection(now_at=NOW)
SLOW = Query(
    "slow", {}, "select count(*) from range(400000) a, range(400000) b where a.range < b.range", "x"
)


def question(ticket: int, *panels: str) -> bytes:
    return msgspec.msgpack.encode(Question(ticket=ticket, selection=HERE, panels=panels))


@contextmanager
def started(path: Path, *code: str) -> Iterator[subprocess.Popen[bytes]]:
    """A bare reader, or `code` run in its place with the path as its argument."""
    command = ["-c", *code] if code else ["-m", "eoc_app.reader.process"]
    process = subprocess.Popen(
        [sys.executable, *command, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        process.wait()


def messages(stream: IO[bytes]) -> Iterator[Message]:
    while (payload := receive(cast("io.BufferedIOBase", stream))) is not None:
        yield msgspec.msgpack.decode(payload, type=Message)


def test_that_panels_are_answered_in_order_and_the_last_one_says_so(small_snapshot: Path) -> None:
    with started(small_snapshot) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        send(process.stdin, question(3, "header", "ranking"))
        told = messages(process.stdout)
        first, second = next(told), next(told)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert isinstance(first.view, HeaderView)
    assert isinstance(second.view, RankingView)
    assert [(one.ticket, one.panel, one.last) for one in (first, second)] == [
        (3, "header", False),
        (3, "ranking", True),
    ]
    assert {trace.query for trace in second.traces} >= {"scores", "periods"}


def test_that_an_unknown_panel_is_a_bug_and_the_reader_goes_on(small_snapshot: Path) -> None:
    with started(small_snapshot) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        send(process.stdin, question(1, "no_such_panel", "header"))
        told = messages(process.stdout)
        bug, then = next(told), next(told)
    assert isinstance(bug, Bug)
    assert (bug.ticket, bug.panel, bug.last) == (1, "no_such_panel", False)
    assert "KeyError" in bug.traceback
    assert isinstance(then, Answer)
    assert then.last


def test_that_a_panel_with_a_problem_has_it_in_its_place(
    small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "none.duckdb"
    shutil.copyfile(small_snapshot, path)
    BREAKAGES["no_facts"](path)
    found = views(path, HERE, ("headline", "header"))
    assert isinstance(found["headline"].view, ProblemView)
    assert "No country is chosen" in found["headline"].view.what
    assert isinstance(found["header"].view, HeaderView)


@pytest.mark.parametrize("name", ["not_duckdb", "missing_table", "later_storage_version", "empty"])
def test_that_a_file_that_is_no_snapshot_is_refused_over_the_wire(
    small_snapshot: Path, tmp_path: Path, name: str
) -> None:
    broken = tmp_path / f"{name}.duckdb"
    shutil.copyfile(small_snapshot, broken)
    BREAKAGES[name](broken)
    with started(broken) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        (told,) = messages(process.stdout)
        assert isinstance(told, Refusal)
        assert told.problem.remedy
        assert told.problem.file == broken.name
        assert process.wait(SOON) == 0
    with pytest.raises(Problem, match=broken.name):
        views(broken, HERE, ("header",))


def test_that_a_reader_exits_when_its_questions_end(small_snapshot: Path) -> None:
    with started(small_snapshot) as process:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(SOON) == 0


_BUSY = """
import sys, threading
from pathlib import Path
from eoc_app.reader import process as reader
from eoc_app.snapshot.catalogue import Query
from eoc_app.reader.flow import Flow
SLOW = Query("slow", {}, "select count(*) from range(4000000) a, range(4000000) b"
             " where a.range < b.range", "x")
def draw(self, selection, names):
    if selection.country_code == "KE":
        self.snapshot.run(SLOW, {})
    return ordinary(self, selection, names)
ordinary, Flow.draw = Flow.draw, draw
reader.main()
"""


def test_that_a_reader_exits_in_the_middle_of_a_query(small_snapshot: Path) -> None:
    with started(small_snapshot, _BUSY) as process:
        assert process.stdin is not None
        slow = Question(ticket=1, selection=Selection(now_at=NOW, country_code="KE"),
                        panels=("header",))  # fmt: skip
        send(process.stdin, msgspec.msgpack.encode(slow))
        time.sleep(0.5)
        process.stdin.close()
        assert process.wait(SOON) == 0


def test_that_the_newest_question_interrupts_the_one_before(small_snapshot: Path) -> None:
    with started(small_snapshot, _BUSY) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        slow = Selection(now_at=NOW, country_code="KE")
        for ticket in (1, 2, 3):
            asked = Question(ticket=ticket, selection=slow, panels=("header", "ranking"))
            send(process.stdin, msgspec.msgpack.encode(asked))
            time.sleep(0.05)
        send(process.stdin, question(4, "header"))
        told = next(messages(process.stdout))
    assert isinstance(told, Answer)
    assert told.ticket == 4


@pytest.mark.parametrize(
    "garbage",
    [b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 64, LENGTH.pack(3) + b"\xc1\xc1\xc1",
     LENGTH.pack(1) + b"\x01"],
)  # fmt: skip
def test_that_garbage_ends_the_reader_and_nothing_else_is_written(
    small_snapshot: Path, garbage: bytes
) -> None:
    with started(small_snapshot) as process:
        out, errors = process.communicate(garbage, SOON)
    assert process.returncode == 1
    assert out == b""
    assert b"Error" in errors


_NOISY = """
import os, sys
from eoc_app.reader import process as reader
from eoc_app.reader.flow import Flow
def draw(self, selection, names):
    print("a library prints")
    os.write(1, b"a library below Python prints\\n" * 10)
    sys.stderr.write("x" * 300_000 + "\\n")
    return ordinary(self, selection, names)
ordinary, Flow.draw = Flow.draw, draw
reader.main()
"""


def test_that_what_libraries_print_does_not_get_between_frames(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.Popen

    def noisy(command: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        return real([command[0], "-c", _NOISY, *command[-2:]], **settings)

    monkeypatch.setattr("eoc_app.desktop.conversation.reader_process.subprocess.Popen", noisy)
    found = views(small_snapshot, HERE, ("header", "ranking", "changes"))
    assert [type(one.view).__name__ for one in found.values()] == [
        "HeaderView", "RankingView", "ChangesView",
    ]  # fmt: skip


def test_that_a_killed_reader_is_told_with_its_end(small_snapshot: Path) -> None:
    reader = ReaderProcess(small_snapshot)
    os.kill(reader.pid, signal.SIGKILL)
    assert reader.next() is None
    assert reader.last_words() == "signal 9"
    ticket = reader.ask(HERE, ("header",))
    assert ticket > 0, "asking a reader that has gone is no error"
    reader.close()
    reader.release()
    assert reader.ask(HERE, ("header",)) == ticket + 1


def test_that_a_reader_that_dies_says_its_last_line(small_snapshot: Path) -> None:
    reader = ReaderProcess(small_snapshot)
    reader._questions.write(LENGTH.pack(1) + b"\x01")
    reader._questions.flush()
    assert reader.next() is None
    assert "exit code 1" in reader.last_words()
    assert "Expected" in reader.last_words()
    reader.release()


def test_that_a_reader_that_speaks_no_sense_is_ended(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.Popen
    code = (
        "import sys, time; sys.stdout.write('hello window, this is no frame'); "
        "sys.stdout.flush(); time.sleep(60)"
    )

    def senseless(command: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        return real([command[0], "-c", code], **settings)

    monkeypatch.setattr("eoc_app.desktop.conversation.reader_process.subprocess.Popen", senseless)
    reader = ReaderProcess(small_snapshot)
    assert reader.next() is None
    assert reader.last_words() == "an answer of over 32 MB"
    reader.release()


def test_that_a_reader_that_ends_before_it_answers_is_a_problem(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = subprocess.Popen

    def dying(command: list[str], **settings: Any) -> subprocess.Popen[bytes]:
        return real([command[0], "-c", "raise SystemExit(3)"], **settings)

    monkeypatch.setattr("eoc_app.desktop.conversation.reader_process.subprocess.Popen", dying)
    with pytest.raises(Problem, match="exit code 3"):
        views(small_snapshot, HERE, ("header",))


def test_that_the_reader_never_loads_qt(small_snapshot: Path) -> None:
    code = (
        "import sys; from eoc_app.panels import panels; import eoc_app.reader.process; panels();"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'pyqtgraph')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


class _Told:
    """Where `answer` sends its frames; a test reads them as messages."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, payload: bytes) -> None:
        self.messages.append(msgspec.msgpack.decode(payload, type=Message))


def test_that_a_panel_whose_view_cannot_be_sent_is_a_bug(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot(small_snapshot)
    inbox, told = Inbox(io.BytesIO()), _Told()
    inbox.put(Question(ticket=1, selection=HERE, panels=("header",)))
    view: Any = {"number": object()}
    monkeypatch.setattr(Flow, "draw", lambda *_a: iter([Drawn("header", view, ())]))
    answer(Flow(snapshot), inbox, told)
    (bug,) = told.messages
    assert isinstance(bug, Bug)
    assert bug.last
    snapshot.close()


def test_that_a_question_that_is_superseded_says_no_more(small_snapshot: Path) -> None:
    snapshot = Snapshot(small_snapshot)
    inbox, told = Inbox(io.BytesIO()), _Told()
    newer = Question(ticket=2, selection=HERE, panels=("header",))
    inbox.put(Question(ticket=1, selection=HERE, panels=("header", "ranking", "changes")))

    def say(payload: bytes) -> None:
        told(payload)
        inbox.put(newer)

    answer(Flow(snapshot), inbox, say)
    assert [one.ticket for one in told.messages if isinstance(one, Answer)] == [1]
    assert inbox.next() is newer
    snapshot.close()


def test_that_a_question_beside_is_answered_between_two_panels_and_drops_nothing(
    small_snapshot: Path,
) -> None:
    snapshot = Snapshot(small_snapshot)
    inbox, told = Inbox(io.BytesIO()), _Told()
    inbox.put(Question(ticket=1, selection=HERE, panels=("header", "ranking")))
    beside = Question(ticket=2, selection=HERE, panels=("sources",), lane="beside")

    def say(payload: bytes) -> None:
        told(payload)
        if len(told.messages) == 1:
            inbox.put(beside)

    answer(Flow(snapshot), inbox, say)
    answers = [one for one in told.messages if isinstance(one, Answer)]
    assert [(one.ticket, one.panel) for one in answers] == [
        (1, "header"), (2, "sources"), (1, "ranking"),
    ]  # fmt: skip
    snapshot.close()


def test_that_a_question_interrupts_its_own_lane_and_what_is_read_ahead() -> None:
    class Interruptible:
        times = 0

        def interrupt(self) -> None:
            self.times += 1

    inbox, snapshot = Inbox(io.BytesIO()), Interruptible()
    inbox.snapshot = cast("Snapshot", snapshot)
    inbox.put(Question(ticket=1, selection=HERE, panels=("header",)))
    assert snapshot.times == 1, "what is read ahead gives way"
    assert inbox.next().ticket == 1
    inbox.put(Question(ticket=2, selection=HERE, panels=("risk",), lane="beside"))
    assert (snapshot.times, inbox.is_superseded()) == (1, False)
    inbox.put(Question(ticket=3, selection=HERE, panels=("header",)))
    assert (snapshot.times, inbox.is_superseded()) == (2, True)
    inbox.put(Question(ticket=4, selection=HERE, panels=("header",)))
    assert [inbox.next().ticket, inbox.next().ticket] == [4, 2], "the newest of each lane is kept"


def test_that_an_interrupt_meant_for_the_question_before_loses_nothing(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot(small_snapshot)
    inbox, told = Inbox(io.BytesIO()), _Told()
    inbox.put(Question(ticket=1, selection=HERE, panels=("header",)))
    ordinary, times = Flow.draw, []

    def interrupted_once(self: Flow, *asked: Any) -> Iterator[Drawn]:
        times.append(1)
        if len(times) == 1:
            raise Cancelled
        return ordinary(self, *asked)

    monkeypatch.setattr(Flow, "draw", interrupted_once)
    answer(Flow(snapshot), inbox, told)
    assert [type(one) for one in told.messages] == [Answer]
    snapshot.close()


def test_that_an_interrupt_while_signals_are_read_is_no_bug(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = Snapshot(small_snapshot)

    class Interrupted:
        def execute(self, *_: Any) -> Any:
            raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    real = snapshot._connection
    snapshot._connection = Interrupted()  # type: ignore[assignment]
    with pytest.raises(Cancelled):
        next(Flow(snapshot).draw(HERE, ("header",)))
    snapshot._connection = real
    assert next(Flow(snapshot).draw(HERE, ("header",))).panel == "header"
    snapshot.close()


def test_that_a_running_query_is_interrupted_from_another_thread(small_snapshot: Path) -> None:
    snapshot = Snapshot(small_snapshot)
    timer = threading.Timer(0.2, snapshot.interrupt)
    timer.start()
    with pytest.raises(Cancelled):
        snapshot.run(SLOW, {})
    timer.join()
    assert snapshot.run(snapshot.catalogue.views["watched"], {}).rows
    snapshot.close()


def test_that_damage_met_late_stands_in_its_panel_and_the_others_are_shown(
    small_snapshot: Path, tmp_path: Path
) -> None:
    path = altered(
        small_snapshot,
        tmp_path / "zz.duckdb",
        "update election set country_code = 'ZZ' where country_code = 'TZ'",
    )
    found = views(path, HERE, ("header", "timeline", "sources"))
    broken = found["timeline"].view
    assert isinstance(broken, ProblemView)
    assert "expected the code of a country, not 'ZZ'" in broken.why
    assert "eoc verify" in broken.remedy
    assert isinstance(found["header"].view, HeaderView)
