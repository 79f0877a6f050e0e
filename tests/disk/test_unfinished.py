"""Whole or not there; one program at a time; nothing left behind, and nothing of others removed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.disk import UNFINISHED, Unfinished, owner, write_whole
from eoc_app.disk.owner import NO_LOCKS, Owner
from tests.conftest import REPOSITORY

WORKS = """
import sys, time
from pathlib import Path
from eoc_app.disk import Unfinished
with Unfinished(Path(sys.argv[1]), "x"):
    print("begun", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "a.json"


@pytest.fixture(params=["locks", "no locks"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has locks, and a share that has none."""
    if request.param == "no locks":
        import fcntl

        def refuse(*_: object) -> None:
            number = min(NO_LOCKS)
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(fcntl, "flock", refuse)


def leftovers(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{UNFINISHED}*"))


def working(target: Path) -> subprocess.Popen[str]:
    """Another program at work on a file."""
    process = subprocess.Popen([sys.executable, "-c", WORKS, str(target)], cwd=REPOSITORY,
                               stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def test_that_a_file_is_written_whole(target: Path) -> None:
    target.write_bytes(b"before")
    write_whole(target, b"after", "x")
    assert target.read_bytes() == b"after"
    assert [target] == list(target.parent.iterdir())


def test_that_what_was_there_stays_when_the_work_fails(target: Path) -> None:
    target.write_bytes(b"before")

    def fail() -> None:
        with Unfinished(target, "x") as unfinished:
            (unfinished.folder / "content").write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_bytes() == b"before"
    assert [target] == list(target.parent.iterdir())


def test_that_a_name_of_any_length_that_the_disk_takes_will_do(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    write_whole(target, b"x", "x")
    with pytest.raises(Problem, match="too long"):
        write_whole(tmp_path / ("x" * 256), b"x", "x")


@pytest.mark.parametrize("kind", ["folder", "pipe", "missing folder", "file as a folder"])
def test_that_what_is_no_place_for_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "a"
    if kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    elif kind == "file as a folder":
        target.write_bytes(b"mine")
        target /= "b"
    else:
        target /= "b"
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Problem, match="x"):
        write_whole(target, b"x", "x")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("_disk")
def test_that_the_second_program_is_told_who_writes(target: Path) -> None:
    other = working(target)
    try:
        with pytest.raises(Problem, match=f"is writing it now: program {other.pid} on"):
            write_whole(target, b"x", "x")
        write_whole(target.with_name("other"), b"x", "x")
        assert len(leftovers(target.parent)) == 1
    finally:
        other.kill()
        other.communicate()


@pytest.mark.usefixtures("_disk")
def test_that_what_a_killed_program_left_is_cleared_by_the_next(target: Path) -> None:
    other = working(target)
    other.kill()
    other.communicate()
    assert leftovers(target.parent)
    write_whole(target.with_name("other"), b"x", "x")
    assert not leftovers(target.parent)


def test_that_of_two_that_begin_at_once_one_goes_on(target: Path) -> None:
    with Unfinished(target, "x") as first:
        later = Owner.here(first._owner.target)
        (folder := target.parent / f"{UNFINISHED}later").mkdir()
        (folder / "owner").write_bytes(later.as_note())
        first._hold_alone()
        with pytest.raises(Problem), Unfinished(target, "x"):
            pass


def note(folder: Path, **changes: object) -> Path:
    """A folder of some program, as its note tells."""
    made = folder / f"{UNFINISHED}other"
    made.mkdir()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    told = json.loads(Owner.here("00").as_note()) | {"pid": gone.pid} | changes
    (made / "owner").write_text(json.dumps(told))
    return made


def aged(path: Path, seconds: float) -> None:
    at = time.time() - seconds
    for one in (*path.iterdir(), path):
        os.utime(one, (at, at))


@pytest.mark.parametrize(
    ("changes", "age", "stays"),
    [
        ({}, 0, False),
        ({"pid": os.getpid()}, 1e6, True),
        ({"machine": "another"}, 1e6, True),
        ({"space": "another"}, 1e6, True),
        ({"boot": "another"}, 0, True),
        ({"boot": "another"}, 1e6, False),
    ],
)
def test_that_only_what_is_surely_nobodys_is_removed(
    target: Path, changes: dict[str, object], age: float, *, stays: bool
) -> None:
    folder = note(target.parent, **changes)
    aged(folder, age)
    write_whole(target, b"x", "x")
    assert folder.exists() is stays


@pytest.mark.parametrize("told", [b"", b"{}", b"[]", b'{"pid": -1}', bytes(100_000), None])
def test_that_a_folder_without_a_note_that_can_be_read_stays_for_a_while(
    target: Path, told: bytes | None
) -> None:
    folder = target.parent / f"{UNFINISHED}odd"
    folder.mkdir()
    if told is not None:
        (folder / "owner").write_bytes(told)
    write_whole(target, b"x", "x")
    assert folder.exists()
    aged(folder, 1e6)
    write_whole(target, b"x", "x")
    assert not folder.exists()


def test_that_a_locked_note_is_nobodys_to_remove(target: Path) -> None:
    """A program in another container of this machine may have a number that we do not see."""
    folder = note(target.parent)
    with owner.opened(folder / "owner", os.O_RDWR) as file:
        assert owner.lock(file)
        write_whole(target, b"x", "x")
        assert folder.exists()


def test_that_a_file_that_another_program_wrote_meanwhile_stays(target: Path) -> None:
    target.write_bytes(b"before")
    with Unfinished(target, "x") as unfinished:
        (unfinished.folder / "content").write_bytes(b"ours")
        target.unlink()
        target.write_bytes(b"theirs")
        with pytest.raises(Problem, match="another program wrote"):
            unfinished.put_in_place(unfinished.folder / "content")
    assert target.read_bytes() == b"theirs"
