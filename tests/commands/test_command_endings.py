"""A command ends with 0 or 1, and in words whatever a person, a file or the machine did."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from eoc_app.cli import run
from eoc_app.commands.ending import ended
from eoc_app.core.problem import Problem


def test_that_a_fault_of_the_program_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    def wrong() -> int:
        raise KeyError("a\x1bb")

    tickets = set()
    for _ in range(2):
        assert ended(wrong) == 1
        err = capsys.readouterr().err
        assert err.startswith("A fault in the program ended the command (ticket ")
        assert "KeyError" in err.splitlines()[1]
        assert "\x1b" not in err
        tickets.add(err.splitlines()[0])
    assert len(tickets) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), "x" * 300), "is too long"),
        (MemoryError(), "Memory ran out"),
        (UnicodeEncodeError("utf-8", "\udcff.csv", 0, 1, "surrogates not allowed"), r"\xff.csv"),
        (Problem("This", "that", "then"), "This"),
        (KeyboardInterrupt(), "stopped"),
    ],
)
def test_that_what_the_machine_refuses_is_told_in_words(
    capsys: pytest.CaptureFixture[str], error: BaseException, words: str
) -> None:
    def refused() -> int:
        raise error

    assert ended(refused) == 1
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err


def test_that_arguments_must_be_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "x.csv", "--out", "y.duckdb", "--title", "\udcff"]) == 1
    assert "the value of title is not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--serial", "1e9"), ("--serial", "0"), ("--serial", "-1"), ("--serial", "9" * 30),
        ("--serial", "\u00b2"), ("--out", ""), ("--previous", ""), ("--as-of", "0001-01-01"),
        ("--as-of", "9999-12-31T23:59-14:00"), ("--as-of", "nan"), ("--report", ""),
    ],
)  # fmt: skip
def test_that_a_value_out_of_range_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, value: str
) -> None:
    said = ["build", str(tmp_path), "--out", str(tmp_path / "x.duckdb"), f"{option}={value}"]
    assert run(said) == 1
    err = capsys.readouterr().err
    assert "  do:  " in err
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "what"), [("--out", "The snapshot"), ("--report", "The report")]
)
@pytest.mark.parametrize("link", [True, False])
def test_that_a_build_never_takes_the_place_of_what_it_reads(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, option: str, what: str, *, link: bool
) -> None:
    source = tmp_path / "voter_reminder.csv"
    source.write_text("mine")
    other = tmp_path / "other"
    other.symlink_to(source) if link else other.hardlink_to(source)
    said = ["build", str(source), "--out", str(tmp_path / "x.duckdb"), option, str(other)]
    assert run(said) == 1
    assert f"{what} could not be written" in capsys.readouterr().err
    assert source.read_text() == "mine"


def test_that_a_report_without_a_place_is_told_before_the_work(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "x.duckdb"
    said = ["build", str(tmp_path), "--out", str(out), "--report", str(tmp_path / "no" / "r.json")]
    assert run(said) == 1
    assert "the folder does not exist" in capsys.readouterr().err
    assert not out.exists()
