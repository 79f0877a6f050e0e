from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from eoc_app.fetching import fetch
from eoc_app.fetching.partial import Partial
from eoc_app.problem import Problem
from tests.fetching.served import BODY, FORMER, Server, below, refused


def test_that_a_missing_folder_is_named_before_anybody_is_asked(
    server: Server, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="the folder does not exist"):
        fetch(server.give("/a", BODY), tmp_path / "missing" / "a.csv")
    assert server.asked == []


def test_that_a_folder_of_the_same_name_stays(server: Server, out: Path) -> None:
    out.mkdir()
    with pytest.raises(Problem, match="a folder or a device of that name"):
        fetch(server.give("/a", BODY), out, replace=True)
    assert out.is_dir()


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "writing there is not permitted"),
        (errno.ENAMETOOLONG, "File name too long"),
    ],
)
def test_that_a_folder_that_cannot_be_written_to_is_said(
    server: Server, out: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def denied(path: object, *_: object) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(Problem) as caught:
        fetch(server.give("/a", BODY), out)
    assert caught.value.why == why
    assert server.asked == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits for files")
def test_that_a_file_that_the_disk_does_not_take_leaves_what_was_there(
    server: Server, out: Path
) -> None:
    import resource

    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(BODY) // 2, former[1]))
    try:
        problem = refused(server.give("/a", BODY), out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert problem.why == "the file is larger than is allowed there"


def test_that_a_full_disk_leaves_what_was_there(
    server: Server, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert refused(server.give("/a", BODY), out).why == "the disk is full"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no advisory locks")
def test_that_two_programs_do_not_write_one_file(server: Server, out: Path) -> None:
    url = server.give("/a", BODY)
    with Partial(out, replace=False) as first:
        first.write(b"first")
        with pytest.raises(Problem, match="another program is writing it now"):
            fetch(url, out)
        first.put_in_place()
    assert out.read_bytes() == b"first"
    assert below(out.parent) == [out.name]


def test_that_a_file_begun_by_another_program_is_not_put_in_place(out: Path) -> None:
    with Partial(out, replace=False) as ours:
        ours.write(b"ours")
        ours.path.unlink()
        ours.path.write_bytes(FORMER)
        with pytest.raises(Problem, match="another program is writing"):
            ours.put_in_place()
    assert below(out.parent) == [out.name + ".partial"]


def test_that_a_file_that_appears_meanwhile_stays(out: Path) -> None:
    with Partial(out, replace=False) as ours:
        ours.write(b"ours")
        out.write_bytes(FORMER)
        with pytest.raises(Problem, match="there is a file of that name"):
            ours.put_in_place()
    assert out.read_bytes() == FORMER
    assert below(out.parent) == [out.name]


def test_that_what_a_killed_program_left_is_written_over(server: Server, out: Path) -> None:
    out.with_name(out.name + ".partial").write_bytes(BODY * 2)
    fetch(server.give("/a", BODY), out)
    assert out.read_bytes() == BODY
    assert below(out.parent) == [out.name]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_that_a_link_in_its_place_is_not_followed(server: Server, out: Path) -> None:
    other = out.with_name("other.txt")
    other.write_bytes(FORMER)
    out.with_name(out.name + ".partial").symlink_to(other)
    with pytest.raises(Problem):
        fetch(server.give("/a", BODY), out)
    assert other.read_bytes() == FORMER
