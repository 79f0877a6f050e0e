"""One strange file, folder or name ends no build: it is told, and the rest is imported."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import build, importers
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging import archive
from eoc_app.builder.staging import reading_sources as reading
from eoc_app.builder.staging.guard import Guard
from eoc_app.cli import run

GOOD = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,"
    "reminder_kind,metric,value,unit\n"
    "published,notices,country,KE,2024-01-01,2024-06-30,facebook,any,reminder_clicks,7,clicks\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good table."""
    made = tmp_path / "exports"
    made.mkdir()
    (made / "voter_reminder.csv").write_text(GOOD)
    return made


def built(folder: Path, *more: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of a build and its report; the good table is in the snapshot."""
    out, report = folder.parent / "x.duckdb", folder.parent / "r.json"
    paths = [str(path) for path in (folder, *more)]
    code = run(["build", *paths, "--out", str(out), "--report", str(report)])
    with duckdb.connect(str(out), read_only=True) as connection:
        assert connection.execute("select sum(value) from voter_reminder").fetchone() == (7.0,)
    told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return code, told


def nested(folder: Path, depth: int, name: str) -> None:
    """A file below so many folders, made step by step since its path may be too long to be used."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("notes.txt", os.O_WRONLY | os.O_CREAT, 0o644, dir_fd=here)
    os.write(file, b"nothing")
    os.close(file)
    os.close(here)


def remove(folder: Path, depth: int, name: str) -> None:
    """What no recursion of the library gets through, so that the test leaves nothing."""
    for _ in range(depth):
        inner = folder / name
        moved = folder.parent / "below"
        (inner / name).rename(moved) if (inner / name).exists() else None
        for file in inner.iterdir():
            file.unlink()
        inner.rmdir()
        if not moved.exists():
            return
        moved.rename(inner)


@pytest.mark.parametrize(("depth", "name"), [(1_500, "d"), (300, "a folder of a longer name")])
def test_that_deep_folders_are_imported_or_told(
    folder: Path, capsys: pytest.CaptureFixture[str], depth: int, name: str
) -> None:
    nested(folder, depth, name)
    try:
        code, told = built(folder)
    finally:
        remove(folder, depth, name)
    assert code == 1
    (problem,) = told["problems"]
    assert problem["what"] in {"A file was not imported", "A folder could not be read"}
    assert "Traceback" not in capsys.readouterr().err


def odd_folder(folder: Path) -> None:
    (folder / "\udcff").mkdir()
    (folder / "\udcff" / "n.txt").write_bytes(b"x")


NAMES: dict[str, Callable[[Path], object]] = {
    "bytes that are not UTF-8": lambda folder: (folder / "\udcff\udcfe.txt").write_bytes(b"x"),
    "a folder of such bytes": odd_folder,
    "a line break": lambda folder: (folder / "a\n\x1b[2Jb.txt").write_bytes(b"x"),
    "a pipe": lambda folder: os.mkfifo(folder / "pipe.csv"),
    "a link to itself": lambda folder: (folder / "loop.csv").symlink_to("loop.csv"),
    "a link that leads nowhere": lambda folder: (folder / "gone.csv").symlink_to("nowhere"),
    "a device without end": lambda folder: (folder / "zero.csv").symlink_to("/dev/zero"),
    "a link out of the folder": lambda folder: (folder / "out").symlink_to("/usr"),
    "a gigabyte of nothing": lambda folder: os.truncate(
        os.open(folder / "large.csv", os.O_WRONLY | os.O_CREAT), 1 << 30),
    "255 letters": lambda folder: (folder / ("x" * 255)).write_bytes(b"x"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_that_a_strange_file_is_told_and_the_rest_imported(
    folder: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    NAMES[kind](folder)
    code, told = built(folder)
    assert code == 1
    assert len(told["problems"]) == 1
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_that_a_link_into_the_folder_gives_nothing_twice(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "again").symlink_to(folder)
    code, told = built(folder)
    assert code == 0
    assert any("link to a folder" in reason for reason in told["skipped"].values())


def test_that_names_that_are_not_utf8_are_imported(folder: Path) -> None:
    (folder / "voter_reminder.csv").rename(folder / "voter_reminder \udce9t\udce9.csv")
    code, told = built(folder)
    assert code == 0
    assert [source["path"] for source in told["sources"]] == [r"voter_reminder \xe9t\xe9.csv"]


@pytest.mark.parametrize("name", ["\udcff/voter_reminder.csv", "../voter_reminder\udcff.csv"])
def test_that_an_argument_may_be_no_text(folder: Path, name: str) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("nothing")
    assert built(folder, path)[0] == 1


def test_that_an_archive_that_grows_by_many_members_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "HARMLESS_IN_ALL", 4 << 20)
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(10):
            bomb.writestr(f"{number}.csv", bytes(1 << 20))
    code, told = built(folder)
    assert code == 1
    assert "unpacked it would take" in told["problems"][0]["why"]


# Faults of the program.


class Panic(BaseException):
    """As libraries in other languages raise it."""


def fail(*_: Any, **__: Any) -> Any:
    raise ValueError("year -1 is out of range")


def panic(*_: Any, **__: Any) -> Any:
    raise Panic("a library gave up")


def late(_source: Source, intake: Intake) -> Iterator[Batch]:
    intake.read()
    yield from ()
    fail()


FAULTS: dict[str, dict[str, Any]] = {
    "recognises": {"recognises": lambda source: source.name == "odd.csv" and fail()},
    "reads": {"read": fail},
    "reads late": {"read": late},
    "says what it covers": {"covers": fail},
    "says which it is": {"identity": fail},
    "says which download it is": {"download": fail},
    "panics": {"read": panic},
}


@pytest.mark.parametrize("kind", FAULTS)
def test_that_a_fault_of_an_importer_is_told_of_its_file_alone(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    (folder / "odd.csv").write_text("odd\n1\n")
    plain: dict[str, Any] = {
        "recognises": lambda source: source.name == "odd.csv",
        "read": lambda _source, _intake: iter(()),
    }
    wrong = Importer(title="Odd", specificity=1_000, **(plain | FAULTS[kind]))
    known = {"odd": wrong, **importers.importers()}
    monkeypatch.setattr(importers, "importers", lambda: known)
    code, told = built(folder)
    assert code == 1
    (fault,) = told["faults"]
    assert "Traceback" in fault["trace"]
    problems = told["problems"] + [one for source in told["sources"] for one in source["problems"]]
    (problem,) = problems
    assert problem["file"] == "odd.csv"
    assert fault["ticket"] in problem["why"]
    err = capsys.readouterr().err
    assert "a fault in the program, not in the file" in err
    assert "Traceback" not in err


def test_that_a_batch_that_does_not_fit_its_table_is_a_fault_of_its_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = Guard.hold
    (folder / "voter_reminder_2.csv").write_text(GOOD.replace("KE", "GH"))

    def odd(self: Guard, table: Any, frame: Any) -> Any:
        return hold(self, table, frame) if "KE" in frame["country_code"] else fail()

    monkeypatch.setattr(Guard, "hold", odd)
    code, told = built(folder)
    assert code == 1
    assert len(told["faults"]) == 1


def test_that_a_person_can_still_stop_a_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "known_below", stop)
    with pytest.raises(KeyboardInterrupt):
        build([folder], folder.parent / "x.duckdb", built_at=datetime(2024, 10, 26, tzinfo=UTC))
    assert not (folder.parent / "x.duckdb").exists()
