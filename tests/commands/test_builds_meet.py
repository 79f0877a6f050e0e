"""Builds that meet, that are killed, or whose place is odd: whole files, or words."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from eoc_app.cli import run
from eoc_app.disk import UNFINISHED
from eoc_app.snapshot.connection import Snapshot
from tests.conftest import REPOSITORY
from tests.snapshots import write_sources

EOC = [sys.executable, "-m", "eoc_app"]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    write_sources(folder)
    return folder


def start(sources: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([*EOC, "build", str(sources), "--out", str(out)], cwd=REPOSITORY,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip


def unfinished(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{UNFINISHED}*"))


def test_that_of_builds_to_one_place_one_is_whole_and_the_others_are_told(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "monday.duckdb"
    builds = [start(sources, out) for _ in range(5)]
    ends = [build.communicate(timeout=300) for build in builds]
    codes = [build.returncode for build in builds]
    assert 0 in codes
    assert set(codes) <= {0, 1}
    for code, (_, err) in zip(codes, ends, strict=True):
        assert "Traceback" not in err
        assert code == 0 or "another program" in err
    assert run(["verify", str(out)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_that_a_killed_build_is_cleared_away_by_the_next(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "monday.duckdb"
    build = start(sources, out)
    while not list(tmp_path.glob(f"{UNFINISHED}*/owner")) and build.poll() is None:
        time.sleep(0.01)
    build.send_signal(signal.SIGKILL)
    build.communicate()
    assert unfinished(tmp_path)
    assert run(["build", str(sources), "--out", str(tmp_path / "tuesday.duckdb")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["tuesday.duckdb"]


@pytest.mark.parametrize(
    "name",
    [
        "what?.duckdb", "a?b/c?d.duckdb", "Monday:0600.duckdb", "p%41#1.duckdb", "x'y\".duckdb",
        "new\nline\x1b[2J.duckdb", "\U0001f5f3\ufe0f.duckdb", "g[x]*{a,b}/x.duckdb", "temp",
        "x" * 251,
    ],
)  # fmt: skip
def test_that_any_name_of_a_snapshot_will_do(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    out = Path(name)
    out.parent.mkdir(exist_ok=True)
    assert run(["build", str(sources), "--out", str(out)]) == 0
    for path in (out, out.absolute()):
        assert run(["show", str(path), "sources"]) == 0
    assert sorted(tmp_path.rglob("*.duckdb")) + sorted(tmp_path.glob("[!.]*")) != []
    assert not list(tmp_path.rglob(f"{UNFINISHED}*"))


@pytest.mark.parametrize("name", ["\udcff.duckdb", "\udcff/x.duckdb", "x" * 252])
def test_that_a_name_that_the_engine_cannot_open_is_refused_before_the_work(
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    out = tmp_path / name
    out.parent.mkdir(exist_ok=True)
    assert run(["build", str(sources), "--out", str(out)]) == 1
    assert "the engine" in capsys.readouterr().err
    assert not out.exists()
    out.write_bytes(bytes(8) + b"DUCK" + (64).to_bytes(8, "little") + bytes(100))
    assert run(["verify", str(out)]) == 1
    assert "the engine" in capsys.readouterr().err


def test_that_a_reader_is_locked_down_whatever_its_file_is_called(
    small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "what?.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    snapshot = Snapshot(path)
    try:
        settings = snapshot.ask(
            "select current_setting('enable_external_access'),"
            " current_setting('lock_configuration')",
            None,
        )
        assert settings.fetchall() == [(False, True)]
        with pytest.raises(duckdb.PermissionException):
            snapshot.ask(f"select * from read_text('{small_snapshot}')", None)
    finally:
        snapshot.close()
    (tmp_path / "what.wal?.duckdb").write_bytes(b"another's log")
    assert run(["verify", str(path)]) == 1


def test_that_a_share_without_locks_takes_a_snapshot(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine writes no file where it gets no lock."""
    out = tmp_path / "share" / "monday.duckdb"
    out.parent.mkdir()
    connect = duckdb.connect

    def without_locks(database: str, **more: object) -> duckdb.DuckDBPyConnection:
        if database.startswith(str(out.parent)) and "config" not in more:
            raise duckdb.IOException(f'Could not set lock on file "{database}": No locks available')
        return connect(database, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(duckdb, "connect", without_locks)
    assert run(["build", str(sources), "--out", str(out)]) == 0
    assert run(["verify", str(out)]) == 0
    assert [path.name for path in out.parent.iterdir()] == [out.name]
