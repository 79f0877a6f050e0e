"""A reader taken over by what it read can neither fill the window's memory nor keep it waiting."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.conversation import reader_process, reader_watch
from eoc_app.desktop.conversation.reader_process import ReaderProcess, views
from tests.desktop.conversation.fake_readers import put_in_place
from tests.snapshots import NOW

HERE = Selection(now_at=NOW)
WAYS = {
    "floods": "more answers than were asked for",
    "floods unasked": "more answers than were asked for",
    "floods with megabytes": "answers of over 32 MB",
    "claims gigabytes": "an answer of over 32 MB",
    "drips": "not whole after 1 seconds",
    "stops within a frame": "not whole after 1 seconds",
    "sends garbage": "an answer of over 32 MB",
    "sends nested garbage": "an answer that makes no sense",
    "is deaf": "no answer for 2 seconds",
    "answers for another": "an answer of another reader",
    "dies at once": "exit code 3",
    "dies after the header": "exit code 3",
    "floods its error output": "exit code 3: last line",
}


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_watch, "WHOLE_WITHIN", 1.0)
    monkeypatch.setattr(reader_process, "_SILENCE", 2.0)


@pytest.mark.parametrize("behaviour", WAYS)
def test_that_a_reader_that_misbehaves_is_ended_and_told_in_words(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    put_in_place(monkeypatch, behaviour)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    with pytest.raises(Problem) as told:
        views(small_snapshot, HERE, ("header", "ranking"))
    assert WAYS[behaviour] in told.value.why
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300 * 1024
    # Far from the ten minutes that each of them would have taken.
    assert time.monotonic() - started < 60


def test_that_asking_a_reader_that_takes_no_questions_holds_nobody(
    small_snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(monkeypatch, "is deaf")
    reader = ReaderProcess(small_snapshot)
    # Many times what a pipe holds.
    for _ in range(3000):
        reader.ask(HERE, ("header",) * 20)
    reader.close()
    reader.release()


def test_that_no_two_readers_share_a_ticket(small_snapshot: Path) -> None:
    readers = [ReaderProcess(small_snapshot) for _ in range(2)]
    tickets = [reader.ask(HERE, ("header",)) for reader in readers for _ in range(3)]
    assert len(set(tickets)) == len(tickets)
    for reader in readers:
        reader.close()
        reader.release()
