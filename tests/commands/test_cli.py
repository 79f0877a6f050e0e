"""The commands: what they print, what they refuse, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eoc_app.cli import run
from eoc_app.commands.show import FORMER_NAMES
from eoc_app.core.problem import Problem
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.panels import panels
from fixtures.hostile_snapshots import BREAKAGES
from tests.conftest import REPOSITORY
from tests.snapshots import write_sources

COMMANDS = ("build", "open", "demo", "show", "brief", "verify", "alerts")
NOW = ("--now", "2024-10-25T18:00Z")
VIEWS = (
    "overview", "country", "restrictions", "signals", "takedowns", "ads", "reminders",
    "ai_labels", "sources",
)  # fmt: skip
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def eoc(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs a command; gives its exit code and what it wrote to stdout and stderr."""

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    return say


def shown(eoc: Said, *arguments: str | Path) -> dict[str, Any]:
    code, out, err = eoc("show", *arguments, *NOW, "--format", "json")
    assert (code, err) == (0, "")
    record: dict[str, Any] = json.loads(out)
    return record


# Help.


@pytest.mark.parametrize("command", COMMANDS)
def test_that_the_help_of_every_command_shows_an_example(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        run([command, "--help"])
    assert ended.value.code == 0
    assert f"example: eoc {command}" in capsys.readouterr().out


def test_that_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert all(f"    {command} " in out for command in COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["fly"], ["build"], ["show"], ["open", "--size", "big"]])
def test_that_a_command_that_is_not_understood_says_so(eoc: Said, arguments: list[str]) -> None:
    code, out, err = eoc(*arguments)
    assert (code, out) == (1, "")
    assert "  why: " in err
    assert "  do:  " in err


def test_that_the_package_runs_as_a_module(small_snapshot: Path) -> None:
    command = [sys.executable, "-m", "eoc_app", "show", str(small_snapshot), "sources"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0
    assert "ad_page.csv" in done.stdout
    command[-1] = "nothing"
    done = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 1
    assert "There is no such view" in done.stderr
    assert "Traceback" not in done.stderr


def test_that_a_reader_of_the_output_may_leave_early(small_snapshot: Path) -> None:
    command = f"'{sys.executable}' -m eoc_app show '{small_snapshot}' signals | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True,
                          cwd=REPOSITORY, check=False)  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
    assert done.returncode == 0


# Show.


@pytest.mark.parametrize("view", VIEWS)
def test_that_every_view_is_shown_as_a_table_and_as_json(
    eoc: Said, small_snapshot: Path, view: str
) -> None:
    code, out, err = eoc("show", small_snapshot, view, "--country", "KE", *NOW)
    assert (code, err) == (0, "")
    record = shown(eoc, small_snapshot, view, "--country", "KE")
    assert record["snapshot"]["title"] == "Small"
    assert record["selection"]["country_code"] == "KE"
    names = {name for name, panel in panels().items() if view in panel.places}
    assert set(record["panels"]) == names
    for name, panel in record["panels"].items():
        assert panel["view"]["title"] in out
        assert "problem" not in panel["view"]
        assert panel["queries"], name
        assert all(len(digest) == 64 for digest in panel["queries"].values())


def test_that_json_and_table_have_the_same_numbers(eoc: Said, small_snapshot: Path) -> None:
    _, out, _ = eoc("show", small_snapshot, "ranking", *NOW)
    rows = shown(eoc, small_snapshot, "ranking")["panels"]["ranking"]["view"]["rows"]
    assert rows
    for row in rows:
        (line,) = [line for line in out.splitlines() if f" {row['name']} " in line]
        assert f" {row['score_text']} " in line
        assert row["coverage_text"] in line
        if row["score"] is not None:
            assert f"{row['score']:.1f}" == row["score_text"]
            assert f"{row['lower']:.1f}" in line


def test_that_cells_of_tables_carry_the_number_that_they_print(
    eoc: Said, small_snapshot: Path
) -> None:
    view = shown(eoc, small_snapshot, "ad_windows", "--country", "KE")["panels"]["ad_windows"][
        "view"
    ]
    keys = [column["key"] for column in view["columns"]]
    first = dict(zip(keys, view["rows"][0], strict=True))
    assert (first["ads"]["value"], first["ads"]["text"]) == (100, "100")
    assert first["missing"]["value"] == 10
    assert first["missing_share"]["value"] == pytest.approx(0.1)
    assert first["spend"]["text"] == "900 to 1\u202f100\u202fKES"
    _, out, _ = eoc("show", small_snapshot, "ad_windows", "--country", "KE", *NOW)
    assert first["spend"]["text"] in out


def test_that_the_list_names_every_view(eoc: Said) -> None:
    code, out, _ = eoc("show", "whatever.duckdb", "--list")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert {line[0] for line in lines} >= set(VIEWS)
    assert [line[1] for line in lines] == list(panels())


@pytest.mark.parametrize("former", FORMER_NAMES)
def test_that_views_are_still_found_by_their_former_names(
    eoc: Said, small_snapshot: Path, former: str
) -> None:
    views = {
        name: shown(eoc, small_snapshot, name, "--country", "KE")["panels"]
        for name in (former, FORMER_NAMES[former])
    }
    assert views[former] == views[FORMER_NAMES[former]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["weather"], ("There is no such view", "--list")),
        ([], ("No view was named", "--list")),
        (["signals", "--country", "Atlantis"], ("The country is not known", "Atlantis")),
        (["signals", "--as-of", "yesterday"], ("day", "yesterday")),
        (["signals", "--as-of", "2024-02-30"], ("day", "2024-02-30")),
        (["signals", "--as-of", "2024-09-30"], ("outside", "2024-10-01 to 2024-10-25")),
        (["signals", "--as-of", "2024-10-26"], ("outside", "2024-10-01 to 2024-10-25")),
        (["signals", "--since", "2024-10-09", "--until", "2024-10-08"], ("ends before",)),
        (["signals", "--since", "2024-11-09"], ("ends before",)),
        (["signals", "--platform", "telegraph"], ("telegraph", "facebook")),
        (["signals", "--now", "noon"], ("instant", "noon")),
        (["ranking", "--span", "century"], ("century", "--help")),
    ],
)
def test_that_what_cannot_be_shown_is_told(
    eoc: Said, small_snapshot: Path, arguments: list[str], told: tuple[str, ...]
) -> None:
    code, _, err = eoc("show", small_snapshot, *arguments)
    assert code == 1
    assert all(words in err for words in told)
    assert "  do:  " in err


@pytest.mark.parametrize("day", ["2024-10-01", "2024-10-25"])
def test_that_the_first_and_last_day_can_be_looked_at(
    eoc: Said, small_snapshot: Path, day: str
) -> None:
    record = shown(eoc, small_snapshot, "header", "--as-of", day)
    assert record["panels"]["header"]["view"]["cursor_on"] == day


def test_that_an_earlier_day_is_shown_as_it_was_known_then(eoc: Said, small_snapshot: Path) -> None:
    def end(day: str) -> str:
        record = shown(eoc, small_snapshot, "periods", "--country", "US", "--as-of", day)
        (row,) = record["panels"]["periods"]["view"]["rows"]
        text: str = row[5]["text"]
        return text

    assert end("2024-10-23") == "Sun 27 Oct 2024 00:00 New York"
    assert end("2024-10-25") == "Wed 30 Oct 2024 00:00 New York"


def test_that_a_window_of_days_holds_in_every_series(eoc: Said, small_snapshot: Path) -> None:
    days = ("--since", "2024-10-03", "--until", "2024-10-06")
    record = shown(eoc, small_snapshot, "series", "--country", "KE", *days)
    for series in record["panels"]["series"]["view"]["series"]:
        assert len(series.get("days", [])) in (0, 4)


def test_that_chosen_platforms_are_the_only_ones(eoc: Said, small_snapshot: Path) -> None:
    record = shown(eoc, small_snapshot, "ranking", "--platform", "whatsapp")
    kenya = {row["code"]: row for row in record["panels"]["ranking"]["view"]["rows"]}["KE"]
    assert kenya["score"] is None
    assert 0 < kenya["coverage"] < 0.2


def test_that_a_country_may_be_named_in_words(eoc: Said, small_snapshot: Path) -> None:
    record = shown(eoc, small_snapshot, "headline", "--country", "Kenya")
    assert record["panels"]["headline"]["view"]["code"] == "KE"


@pytest.mark.parametrize("command", [("show",), ("verify",)])
@pytest.mark.parametrize("name", sorted(set(BREAKAGES) - {"no_facts", "flipped_bytes"}))
def test_that_broken_snapshots_are_told_by_every_command(
    eoc: Said, small_snapshot: Path, tmp_path: Path, name: str, command: tuple[str, ...]
) -> None:
    path = tmp_path / f"{name}.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    BREAKAGES[name](path)
    more = ("overview",) if command == ("show",) else ()
    code, out, err = eoc(*command, path, *more)
    assert (code, out) == (1, "")
    assert path.name in err
    assert "  do:  " in err


def test_that_a_snapshot_without_facts_shows_why_there_is_nothing(
    eoc: Said, small_snapshot: Path, tmp_path: Path
) -> None:
    path = tmp_path / "none.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    BREAKAGES["no_facts"](path)
    for view in VIEWS:
        record = shown(eoc, path, view, "--country", "KE")
        for name, panel in record["panels"].items():
            if name not in ("header", "headline", "restriction_clock"):
                assert panel["view"].get("empty"), name
    record = shown(eoc, path, "headline", "--country", "KE")
    assert "that is not safety" in record["panels"]["headline"]["view"]["sentence"]


@pytest.mark.parametrize("screen", ["nowhere", "header"])
def test_that_a_screen_that_is_none_is_told_before_anything_opens(
    eoc: Said, small_snapshot: Path, screen: str
) -> None:
    code, _, err = eoc("open", small_snapshot, "--screen", screen)
    assert code == 1
    assert all(name in err for name in SCREENS)


def test_that_a_country_page_without_a_country_is_of_the_one_ranked_first(
    eoc: Said, small_snapshot: Path, tmp_path: Path
) -> None:
    record = shown(eoc, small_snapshot, "headline")
    assert record["panels"]["headline"]["view"]["code"] == "KE"
    path = tmp_path / "none.duckdb"
    path.write_bytes(small_snapshot.read_bytes())
    BREAKAGES["no_facts"](path)
    code, _, err = eoc("show", path, "headline")
    assert code == 1
    assert "No country is chosen" in err


# Build.


def test_that_a_build_prints_a_row_for_each_source(eoc: Said, tmp_path: Path) -> None:
    out = tmp_path / "a.duckdb"
    code, told, err = eoc("build", write_sources(tmp_path / "in"), "--out", out, "--as-of",
                          "2024-10-25T12:00Z")  # fmt: skip
    assert (code, err) == (0, "")
    line = next(line for line in told.splitlines() if line.endswith(" election.csv"))
    assert line.split() == ["canonical", "2", "2", "0", "election.csv"]
    assert "0 refused" in told
    assert out.exists()


def test_that_what_is_refused_is_told_and_the_rest_is_imported(eoc: Said, tmp_path: Path) -> None:
    folder = write_sources(tmp_path / "in")
    (folder / "nobody_knows.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "one_byte.zip").write_bytes(b"P")
    reports = folder / "user_report.csv"
    lines = reports.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",3020,", ",many,")
    lines[4] = lines[4].replace(",KE,", ",QQ,")
    reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = tmp_path / "report.json"
    code, told, err = eoc("build", folder, tmp_path / "nowhere.csv", "--out",
                          tmp_path / "a.duckdb", "--report", report)  # fmt: skip
    assert code == 1
    for name in ("nobody_knows.csv", "one_byte.zip", "user_report.csv", "nowhere.csv"):
        assert name in err
    record = json.loads(report.read_text(encoding="utf-8"))
    source = next(one for one in record["sources"] if one["path"] == "user_report.csv")
    found = {(one["row"], one["column"]): one for one in source["problems"]}
    assert set(found) == {(4, "value"), (5, "country_code")}
    assert found[4, "value"]["value"] == "many"
    assert found[5, "country_code"]["value"] == "QQ"
    assert (source["rows_read"], source["rows_written"]) == (25, 23)
    for one in (*record["problems"], *source["problems"]):
        assert set(one) == {"file", "row", "column", "value", "what", "why", "remedy"}
        assert one["file"]
        assert one["what"]
        assert one["why"]
        assert one["remedy"]
    assert record["refused"] >= 5
    assert f"{record['refused']} refused" in told
    assert eoc("show", tmp_path / "a.duckdb", "signals")[0] == 0


def test_that_a_report_without_a_place_is_told_before_the_work(eoc: Said, tmp_path: Path) -> None:
    out = tmp_path / "a.duckdb"
    code, told, err = eoc("build", write_sources(tmp_path / "in"), "--out", out, "--report",
                          tmp_path / "no" / "where.json")  # fmt: skip
    assert (code, told) == (1, "")
    assert "The report could not be written" in err
    assert "the folder does not exist" in err
    assert not out.exists()


def test_that_a_failed_build_keeps_the_file_that_was_there(
    eoc: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.duckdb"
    out.write_bytes(b"the snapshot of yesterday")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("eoc_app.builder.assembly.Seal.write", full)
    code, _, err = eoc("build", write_sources(tmp_path / "in"), "--out", out)
    assert code == 1
    assert "the disk is full" in err
    assert out.read_bytes() == b"the snapshot of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "in"]


def test_that_a_build_that_is_stopped_keeps_the_file_that_was_there(
    eoc: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.duckdb"
    out.write_bytes(b"the snapshot of yesterday")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("eoc_app.builder.assembly.Seal.write", stop)
    code, _, err = eoc("build", write_sources(tmp_path / "in"), "--out", out)
    assert code == 1
    assert "stopped" in err
    assert out.read_bytes() == b"the snapshot of yesterday"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "in"]


def test_that_a_folder_in_the_way_is_told(eoc: Said, tmp_path: Path) -> None:
    (tmp_path / "a.duckdb").mkdir()
    code, _, err = eoc("build", write_sources(tmp_path / "in"), "--out", tmp_path / "a.duckdb")
    assert code == 1
    assert "there is a folder of that name" in err


@pytest.mark.parametrize(
    ("number", "words"),
    [(13, "not permitted"), (30, "read-only"), (2, "does not exist")],
)
def test_that_a_folder_that_cannot_be_written_to_is_told(
    eoc: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise OSError(number, "refused")

    monkeypatch.setattr("eoc_app.disk.unfinished.tempfile.mkdtemp", refuse)
    code, _, err = eoc("build", write_sources(tmp_path / "in"), "--out", tmp_path / "a.duckdb")
    assert code == 1
    assert words in err
    assert not (tmp_path / "a.duckdb").exists()


def test_that_a_folder_that_is_missing_is_told(eoc: Said, tmp_path: Path) -> None:
    out = tmp_path / "no" / "a.duckdb"
    code, _, err = eoc("build", write_sources(tmp_path / "in"), "--out", out)
    assert code == 1
    assert "the folder does not exist" in err


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--marking", "SECRET", "TLP:AMBER"),
        ("--as-of", "tomorrow", "2024-10-26T06:00Z"),
        ("--serial", "first", "whole number"),
    ],
)
def test_that_options_that_make_no_sense_are_told_before_anything_is_read(
    eoc: Said, tmp_path: Path, option: str, value: str, told: str
) -> None:
    code, _, err = eoc("build", tmp_path, "--out", tmp_path / "a.duckdb", option, value)
    assert code == 1
    assert told in err
    assert not (tmp_path / "a.duckdb").exists()


def test_that_a_problem_of_a_command_is_no_traceback(
    eoc: Said, monkeypatch: pytest.MonkeyPatch, small_snapshot: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Problem("It cannot be done", "because", "do something else")

    monkeypatch.setattr("eoc_app.commands.verify.Snapshot", fail)
    code, out, err = eoc("verify", small_snapshot)
    assert (code, out) == (1, "")
    assert err == "It cannot be done\n  why: because\n  do:  do something else\n"
