"""A fault of a file is told as one, one of the program as one: reader, show, brief, verify."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.builder.verify import proof
from eoc_app.cli import run
from eoc_app.conversation.wire import Answer, Bug, Message, Question
from eoc_app.core.fault import fault_of, ticket_of, with_ticket
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation.reader_process import ReaderProcess
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.reader.inbox import Inbox
from eoc_app.reader.process import answer
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.problem_view import ProblemView
from tests.snapshots import NOW, altered

OF_THE_FILE = "Rows of the snapshot do not hold to the format"
OF_THE_PROGRAM = "A fault in the program"
ERRORS: tuple[Exception, ...] = (
    msgspec.ValidationError("Expected `str`, got `int`"), KeyError("KE"), ZeroDivisionError(),
)  # fmt: skip


@pytest.fixture(params=ERRORS, ids=lambda error: type(error).__name__)
def wrong(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Exception:
    """The panel of sources fails by itself, over a snapshot without a fault."""
    error: Exception = request.param

    def build(_given: object) -> Any:
        raise error

    monkeypatch.setitem(panels(), "sources", replace(panels()["sources"], build=build))
    return error


@pytest.fixture
def no_score(small_snapshot: Path, tmp_path: Path) -> Path:
    """A snapshot with a score that is no number."""
    statement = "update score_day set score = 'nan' where country_code = 'KE'"
    return altered(small_snapshot, tmp_path / "no_score.duckdb", statement)


def answers(path: Path, *names: str) -> list[Message]:
    """What the reader says to one question."""
    snapshot, inbox, told = Snapshot(path), Inbox(io.BytesIO()), list[Message]()
    inbox.put(Question(ticket=1, selection=Selection(now_at=NOW), panels=names))

    def say(payload: bytes) -> None:
        return told.append(msgspec.msgpack.decode(payload, type=Message))

    answer(Flow(snapshot), inbox, say)
    snapshot.close()
    return told


def test_that_the_reader_blames_no_publisher_for_a_panel(
    small_snapshot: Path, wrong: Exception
) -> None:
    bug, header = answers(small_snapshot, "sources", "header")
    assert isinstance(bug, Bug)
    assert type(wrong).__name__ in bug.traceback
    assert len(ticket_of(bug.traceback)) == 8
    assert isinstance(header, Answer)
    assert not isinstance(header.view, ProblemView)


def test_that_the_reader_blames_no_program_for_a_file(no_score: Path) -> None:
    ranking, header = answers(no_score, "ranking", "header")
    assert isinstance(ranking, Answer)
    assert isinstance(ranking.view, ProblemView)
    assert ranking.view.what == OF_THE_FILE
    assert (ranking.view.column, ranking.view.value) == ("score", "nan")
    assert isinstance(header, Answer)


def test_that_show_tells_a_fault_of_the_program_and_shows_the_rest(
    small_snapshot: Path, wrong: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(small_snapshot), "sources"]) == 1
    told = capsys.readouterr()
    assert OF_THE_PROGRAM in told.err
    assert "'sources'" in told.err
    assert "(ticket " in told.err
    assert type(wrong).__name__ in told.err
    assert OF_THE_FILE not in told.err
    assert run(["show", str(small_snapshot), "overview"]) == 0


def test_that_show_tells_a_fault_of_the_file(
    no_score: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(no_score), "ranking"]) == 1
    told = capsys.readouterr()
    assert OF_THE_FILE in told.err
    assert "expected a number from 0 to 10, not 'nan'" in told.err
    assert "Traceback" not in told.err
    assert OF_THE_PROGRAM not in told.err
    assert "Low" not in told.out


def test_that_brief_tells_a_fault_of_the_program_with_the_ticket_of_its_reader(
    small_snapshot: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fault = fault_of(ERRORS[0])
    bug = Bug(ticket=1, panel="header", traceback=with_ticket(fault), last=True)
    monkeypatch.setattr(ReaderProcess, "next", lambda _self, *_a, **_k: bug)
    assert run(["brief", str(small_snapshot), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert f"{OF_THE_PROGRAM} ended the command (ticket {fault.ticket})" in told.err
    assert OF_THE_FILE not in told.err


def test_that_brief_tells_a_fault_of_the_file(
    no_score: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["brief", str(no_score), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr()
    assert OF_THE_FILE in told.err
    assert OF_THE_PROGRAM not in told.err
    assert not list(tmp_path.glob("out/*.png"))


def test_that_verify_tells_its_own_fault_and_goes_on(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_snapshot: object) -> Any:
        raise ERRORS[1]

    monkeypatch.setattr(proof, "clocks_agree", fail)
    assert run(["verify", str(small_snapshot)]) == 1
    told = capsys.readouterr()
    assert f"{OF_THE_PROGRAM} ended the proof 'local times are those of their moments'" in told.err
    assert "KeyError" in told.err
    assert "do not hold" not in told.err
    assert "ok      scores judged again" in told.out


def test_that_verify_tells_a_fault_of_the_file(
    no_score: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(no_score)]) == 1
    told = capsys.readouterr()
    assert "The table score_day holds rows that build refuses" in told.err
    assert OF_THE_PROGRAM not in told.err
    assert "Traceback" not in told.err
