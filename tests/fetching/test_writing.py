"""What comes is put in place whole, and what is there stays until then."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.disk import Unfinished
from eoc_app.fetching import fetch
from tests.fetching.served import BODY, Server, below, refused


def test_that_a_missing_folder_is_named_before_anybody_is_asked(
    server: Server, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="the folder does not exist"):
        fetch(server.give("/a", BODY), tmp_path / "missing" / "a.csv")
    assert server.asked == []


def test_that_a_folder_of_the_same_name_stays(server: Server, out: Path) -> None:
    out.mkdir()
    with pytest.raises(Problem, match="a folder of that name"):
        fetch(server.give("/a", BODY), out, replace=True)
    assert out.is_dir()
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


def test_that_two_programs_do_not_write_one_file(server: Server, out: Path) -> None:
    with Unfinished(out, "x"), pytest.raises(Problem, match="another program is writing it now"):
        fetch(server.give("/a", BODY), out)
    assert server.asked == []
    assert below(out.parent) == []
