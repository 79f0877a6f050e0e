"""Bad input through the commands: a Problem with its place and remedy, and nothing is lost."""

from __future__ import annotations

import contextlib
import io
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.cli import run
from fixtures.hostile_snapshots import BREAKAGES
from tests.conftest import REPOSITORY

Said = Callable[..., tuple[int, str, str]]
NOW = ("--now", "2024-10-25T18:00Z")


@pytest.fixture
def eoc() -> Said:
    """Runs a command; gives its exit code and what it wrote to stdout and stderr."""

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
        return code, out.getvalue(), err.getvalue()

    return say


# --- build

PERIOD = (
    "provenance,counts_of,period_id,version,country_code,rule,medium,starts_local,ends_local,"
    "time_zone,starts_at,ends_at,imposed_by,citation,confidence\n"
)
FIGURE = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,"
    "reminder_kind,metric,value,unit\n"
)


def period(code: str, starts: str, ends: str, name: str) -> str:
    return (
        f"published,rules,{name},1,{code},electoral_silence,tv,{starts},{ends},UTC,"
        f"{starts},{ends},law,an act,medium\n"
    )


def figure(code: str, value: str, starts: str = "2024-01-01") -> str:
    return (
        f"published,notices,country,{code},{starts},2024-06-30,facebook,any,reminder_clicks,"
        f"{value},clicks\n"
    )


CASES: dict[str, tuple[str, str, str, int, str, str]] = {
    "a country code that is none": (
        "voter_reminder", FIGURE, figure("QQ", "5"), 3, "country_code", "QQ",
    ),
    "a period that ends before it starts": (
        "restriction_period", PERIOD, period("KE", "2024-10-05T00:00", "2024-10-04T00:00", "b"),
        3, "ends_local", "2024-10-04",
    ),
    "a figure whose period is backwards": (
        "voter_reminder", FIGURE, figure("KE", "5", "2024-07-01"), 3, "period_ends_on", "2024-06",
    ),
    "a value that is no number": (
        "voter_reminder", FIGURE, figure("KE", "many"), 3, "value", "many",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_that_a_bad_row_is_named_and_the_good_one_beside_it_is_imported(
    eoc: Said, tmp_path: Path, case: str
) -> None:
    table, header, bad, row, column, value = CASES[case]
    good = (
        figure("KE", "7")
        if header is FIGURE
        else period("KE", "2024-10-01T00:00", "2024-10-02T00:00", "a")
    )
    source = tmp_path / f"{table}.csv"
    source.write_text(header + good + bad, "utf-8")
    out, report = tmp_path / "made.duckdb", tmp_path / "report.json"
    code, _, err = eoc("build", source, "--out", out, "--report", report)
    assert code == 1
    told = json.loads(report.read_text("utf-8"))
    (problem,) = told["problems"] + [p for s in told["sources"] for p in s["problems"]]
    assert (problem["file"], problem["row"], problem["column"]) == (source.name, row, column)
    assert value in str(problem["value"])
    assert problem["remedy"]
    assert source.name in err
    with duckdb.connect(str(out), read_only=True) as connection:
        assert connection.execute(f"select count(*) from {table}").fetchone() == (1,)
    assert eoc("verify", out)[0] == 0


# --- brief


def _left(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which an earlier briefing lies."""
    made = tmp_path / "briefing"
    made.mkdir()
    (made / "manifest.json").write_text("{}")
    (made / "overview.png").write_bytes(b"an earlier picture")
    return made


@pytest.mark.parametrize("name", sorted(set(BREAKAGES) - {"no_facts", "flipped_bytes"}))
def test_that_a_briefing_of_a_broken_snapshot_leaves_the_earlier_one(
    eoc: Said, small_snapshot: Path, tmp_path: Path, folder: Path, name: str
) -> None:
    path = tmp_path / f"{name}.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    BREAKAGES[name](path)
    before = _left(folder)
    code, out, err = eoc("brief", path, "--out", folder, *NOW)
    assert (code, out) == (1, "")
    assert path.name in err
    assert "  do:  " in err
    assert _left(folder) == before


def test_that_a_snapshot_that_is_gone_is_named_by_every_command(
    eoc: Said, tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "gone.duckdb"
    before = _left(folder)
    for command in (
        ("show", path, "overview"), ("verify", path), ("brief", path, "--out", folder),
    ):  # fmt: skip
        code, _, err = eoc(*command)
        assert code == 1
        assert "gone.duckdb" in err
        assert "  do:  " in err
    assert _left(folder) == before


def test_that_a_briefing_of_an_unknown_country_is_refused_before_a_picture_is_made(
    eoc: Said, small_snapshot: Path, folder: Path
) -> None:
    before = _left(folder)
    code, _, err = eoc("brief", small_snapshot, "--out", folder, "--country", "QQ", *NOW)
    assert code == 1
    assert "QQ" in err
    assert _left(folder) == before


def test_that_a_briefing_into_what_is_no_folder_is_a_problem(
    eoc: Said, small_snapshot: Path, tmp_path: Path
) -> None:
    file = tmp_path / "a_file"
    file.write_text("mine")
    for out in (file, file / "below"):
        code, _, err = eoc("brief", small_snapshot, "--out", out, *NOW)
        assert code == 1
        assert "a_file" in err
        assert "  do:  " in err
    assert file.read_text() == "mine"


def _no_room() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_that_a_disk_without_room_leaves_the_earlier_briefing(
    small_snapshot: Path, folder: Path
) -> None:
    before = _left(folder)
    done = subprocess.run(
        [sys.executable, "-m", "eoc_app", "brief", str(small_snapshot), "--out", str(folder), *NOW],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=_no_room,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "  do:  " in done.stderr
    assert _left(folder) == before


def test_that_a_snapshot_without_facts_gives_a_briefing_that_says_so(
    eoc: Said, small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "none.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    BREAKAGES["no_facts"](path)
    code, out, err = eoc("brief", path, "--out", tmp_path / "b", "--country", "KE", *NOW)
    assert (code, err) == (0, "")
    manifest: dict[str, Any] = json.loads((tmp_path / "b" / "manifest.json").read_text("utf-8"))
    assert manifest
    assert out.count(".png") == 3


def test_that_versions_that_contradict_each_other_are_kept_and_reported(
    eoc: Said, tmp_path: Path
) -> None:
    line = "KE,e,electoral_silence,all,2024-10-18T08:00,2024-10-20T{}:00,Africa/Nairobi,1,Act,low"
    head = "country_code,election,rule,medium,starts_local,ends_local,time_zone,round,citation"
    path = tmp_path / "periods.csv"
    path.write_text(f"{head},confidence\n{line.format(18)}\n{line.format(21)}\n")
    target = tmp_path / "built.duckdb"
    code, _, err = eoc("build", path, "--out", target, "--as-of", "2024-10-26T06:00Z")
    assert code == 1
    assert "Versions of a period contradict each other (periods.csv, row 3, column known_" in err
    assert "row 2 says something else" in err
    with duckdb.connect(str(target), read_only=True) as connection:
        query = "select version, note from restriction_period order by version"
        (_, bare), (_, marked) = connection.execute(query).fetchall()
    assert bare is None
    assert "contradicts" in marked
