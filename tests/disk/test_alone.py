"""One program at a time, on disks with locks and without."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.disk import alone, read_ordinary
from eoc_app.disk.owner import Owner


@pytest.fixture
def _without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.usefixtures("_without_locks")
def test_that_a_share_without_locks_lets_one_in_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with alone(path, 0.0) as first, alone(path, 0.1) as second:
        assert first
        assert not second
    with alone(path, 0.0) as third:
        assert third
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.lock"]


@pytest.mark.usefixtures("_without_locks")
def test_that_many_count_right_without_locks(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("0")

    def add() -> None:
        for _ in range(20):
            with alone(path, 30.0) as held:
                assert held
                path.write_text(str(int(path.read_text()) + 1))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_text() == "80"


@pytest.mark.usefixtures("_without_locks")
def test_that_the_note_of_a_program_that_is_gone_counts_for_nothing(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    told = json.loads(Owner.here("a").as_note()) | {"pid": gone.pid}
    held = tmp_path / "a.held"
    held.write_text(json.dumps(told))
    with alone(tmp_path / "a", 1.0) as ours:
        assert ours
    held.write_text(json.dumps(told | {"machine": "another"}))
    with alone(tmp_path / "a", 0.1) as ours:
        assert not ours
    assert held.exists()


def test_that_what_is_no_ordinary_file_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(1 << 30)
    for path, words in ((pipe, "no ordinary file"), (large, "larger than"), (tmp_path, "ordinary")):
        with pytest.raises(Problem, match=words):
            read_ordinary(path, 1_000)
    small = tmp_path / "small"
    small.write_bytes(b"x" * 1_000)
    assert read_ordinary(small, 1_000) == b"x" * 1_000
