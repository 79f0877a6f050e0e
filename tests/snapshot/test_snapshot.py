"""A snapshot is held to the format, locked down, and every way to be none is told as a Problem."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Snapshot
from fixtures.hostile_snapshots import BREAKAGES, broken_snapshots
from tests.snapshots import altered, made_once

ONCE_OPEN = {"no_facts", "flipped_bytes"}
"""Broken files that may open; what is wrong with them shows later or is no fault."""

TOLD = {
    "not_duckdb": ("no DuckDB file", "eoc build"),
    "no_bytes": ("empty", "eoc build"),
    "truncated": ("", "fetch it again"),
    "later_storage_version": ("storage version", "storage_version 'v1.0.0'"),
    "write_ahead_log": ("write-ahead log", ".wal"),
    "missing_table": ("voter_reminder", "eoc build"),
    "missing_column": ("ad_page.page_name", "eoc build"),
    "wrong_column_type": ("ad_page.ad_count is VARCHAR", "eoc build"),
    "view_for_table": ("a view takedown", "eoc build"),
    "later_schema_version": ("schema version 99", "update this program"),
    "no_snapshot_row": ("0 rows", "build it again"),
    "two_snapshot_rows": ("2 rows", "build it again"),
    "empty": ("0 rows", "build it again"),
}
"""Parts of why and remedy for each breakage."""


@pytest.fixture(scope="session")
def broken(small_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of broken copies of the small snapshot."""

    def make(folder: Path) -> Path:
        broken_snapshots(small_snapshot, folder / "broken")
        return folder / "broken"

    return made_once(tmp_path_factory, "broken", make)


@pytest.fixture
def opened(small_snapshot: Path) -> Iterator[Snapshot]:
    """The small snapshot, open."""
    snapshot = Snapshot(small_snapshot)
    yield snapshot
    snapshot.close()


def refusal(path: Path) -> Problem:
    """Why a file is not opened; it is left as it was and can be moved."""
    with pytest.raises(Problem) as caught:
        Snapshot(path)
    problem = caught.value
    assert problem.what
    assert problem.why
    assert problem.remedy
    assert path.name in (problem.place.file or "")
    return problem


def test_that_every_breakage_is_told_or_known_to_open() -> None:
    assert set(BREAKAGES) == set(TOLD) | ONCE_OPEN


@pytest.mark.parametrize("name", sorted(TOLD))
def test_that_a_broken_file_is_refused_with_its_reason_and_remedy(broken: Path, name: str) -> None:
    why, remedy = TOLD[name]
    problem = refusal(broken / f"{name}.duckdb")
    assert why in problem.why
    assert remedy in problem.remedy


def test_that_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "No such file" in refusal(tmp_path / "nowhere.duckdb").why


def test_that_a_folder_is_no_snapshot(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path).why


def test_that_what_is_no_ordinary_file_is_not_waited_for() -> None:
    assert "no ordinary file" in refusal(Path("/dev/null")).why


def test_that_an_unreadable_file_is_named(small_snapshot: Path, tmp_path: Path) -> None:
    target = tmp_path / "closed.duckdb"
    shutil.copyfile(small_snapshot, target)
    target.chmod(0)
    try:
        with target.open("rb"):
            pytest.skip("this user may read every file")
    except PermissionError:
        assert "Permission denied" in refusal(target).why


def test_that_a_database_of_something_else_is_told_what_is_missing(tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("create table orders (id integer)")
    problem = refusal(other)
    assert "no table named snapshot" in problem.why
    assert "orders" in problem.why


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        (["create macro least(a, b) as 1"], "a macro least"),
        (["create macro all_ads() as table select 1"], "a macro all_ads"),
        (["create schema other", "create view other.takedown as select 1"], "a view takedown"),
        (["alter table snapshot alter title drop not null", "update snapshot set title = null"],
         "title"),
        (["update snapshot set window_starts_on = '2030-01-01'"], "ends before it starts"),
        (["update snapshot set as_of_at = 'infinity'"], "as_of_at"),
        (["update snapshot set window_ends_on = '9999-12-31'"], "window_ends_on"),
        (["alter table snapshot alter schema_version type varchar"], "schema_version is VARCHAR"),
    ],
)  # fmt: skip
def test_that_more_ways_to_be_none_are_refused(
    small_snapshot: Path, tmp_path: Path, statements: list[str], why: str
) -> None:
    assert why in refusal(altered(small_snapshot, tmp_path / "bad.duckdb", *statements)).why


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("update signal set alert = 0 where signal = 'attacks_on_candidates'", "thresholds"),
        ("update signal set weight = -1 where signal = 'attacks_on_candidates'", "weight"),
        ("update signal set weight = 'inf' where signal = 'attacks_on_candidates'", "weight"),
        ("update signal set axis = 'heroic' where signal = 'attacks_on_candidates'", "heroic"),
        ("update signal set dimension = 'stakes' where signal = 'attacks_on_candidates'", "stakes"),
    ],
)
def test_that_signals_that_cannot_be_judged_are_refused(
    small_snapshot: Path, tmp_path: Path, statement: str, why: str
) -> None:
    snapshot = Snapshot(altered(small_snapshot, tmp_path / "bad.duckdb", statement))
    with pytest.raises(Problem, match=r"attacks_on_candidates"):
        _ = snapshot.signals
    snapshot.close()


def test_that_a_snapshot_without_facts_opens(broken: Path) -> None:
    snapshot = Snapshot(broken / "no_facts.duckdb")
    assert snapshot.about["title"] == "Small"
    snapshot.close()


def test_that_extra_tables_and_columns_do_no_harm(small_snapshot: Path, tmp_path: Path) -> None:
    path = altered(
        small_snapshot,
        tmp_path / "more.duckdb",
        "create table notes (text varchar)",
        "alter table source add column reviewer varchar",
    )
    Snapshot(path).close()


def test_that_what_the_snapshot_says_of_itself_has_its_zone(opened: Snapshot) -> None:
    assert opened.about["as_of_at"].isoformat() == "2024-10-25T12:00:00+00:00"
    assert opened.about["window_ends_on"].isoformat() == "2024-10-25"
    assert opened.last_day == opened.about["window_ends_on"]


def test_that_signals_come_from_the_file_lead_signals_first(
    small_snapshot: Path, tmp_path: Path
) -> None:
    statement = "update signal set alert = 99 where signal = 'attacks_on_candidates'"
    snapshot = Snapshot(altered(small_snapshot, tmp_path / "own.duckdb", statement))
    judge = snapshot.signals["attacks_on_candidates"].judge
    assert judge is not None
    assert judge.alert == 99
    leads = [signal.lead for signal in snapshot.signals.values()]
    told = [lead for lead in leads if lead is not None]
    assert leads[: len(told)] == sorted(told)
    snapshot.close()


@pytest.mark.parametrize(
    "statement",
    [
        "attach '{folder}/other.duckdb' as other",
        "select * from read_csv('{folder}/secret.csv')",
        "select * from '{folder}/secret.csv'",
        "select * from read_text('{folder}/secret.csv')",
        "select * from glob('{folder}/*')",
        "copy snapshot to '{folder}/stolen.csv'",
        "export database '{folder}/stolen'",
        "update snapshot set title = 'mine'",
        "create table mine (id integer)",
        "drop table source",
        "install httpfs",
        "load httpfs",
        "load '{folder}/evil.duckdb_extension'",
        "set memory_limit = '64GB'",
        "set threads = 64",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset memory_limit",
        "pragma threads = 64",
        "select * from python_rows",
    ],
)
def test_that_a_locked_snapshot_touches_nothing_but_itself(
    opened: Snapshot, tmp_path: Path, statement: str
) -> None:
    python_rows = "a name that the engine must not see"
    assert python_rows
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    duckdb.connect(str(tmp_path / "other.duckdb")).close()
    before = sorted(path.name for path in tmp_path.iterdir())
    sql = statement.format(folder=tmp_path)
    with pytest.raises(duckdb.Error):
        opened.ask(sql, None).fetchall()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("access_mode", "read_only"), ("enable_external_access", "false"),
        ("autoload_known_extensions", "false"), ("autoinstall_known_extensions", "false"),
        ("allow_community_extensions", "false"), ("python_enable_replacements", "false"),
        ("lock_configuration", "true"), ("temp_directory", ""), ("threads", "2"),
    ],
)  # fmt: skip
def test_that_the_lock_reads_back(opened: Snapshot, setting: str, value: str) -> None:
    (row,) = opened.ask(f"select current_setting('{setting}')::varchar", None).fetchall()
    assert row[0].lower() == value


def test_that_the_file_is_left_as_it_was(small_snapshot: Path, opened: Snapshot) -> None:
    before = small_snapshot.stat()
    opened.run(opened.catalogue.views["sources"], {})
    after = small_snapshot.stat()
    assert (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert not small_snapshot.with_name(small_snapshot.name + ".wal").exists()


def test_that_a_frame_can_be_traced_to_its_query(opened: Snapshot) -> None:
    query = opened.catalogue.views["sources"]
    frame = opened.run(query, {"more": "than it declares"})
    assert (frame.query, frame.query_digest) == ("sources", query.digest)
    assert frame.columns == tuple(query.header["columns"])
    assert frame.rows


def test_that_a_question_too_large_is_a_problem_and_the_next_one_is_answered(
    small_snapshot: Path,
) -> None:
    snapshot = Snapshot(small_snapshot, memory_limit="24MB")
    huge = Query(
        "huge", {}, "select list(a.range order by a.range desc) from range(90000000) a", "x"
    )
    with pytest.raises(Problem, match="memory"):
        snapshot.run(huge, {})
    assert snapshot.run(snapshot.catalogue.views["watched"], {}).rows
    snapshot.close()


def test_that_a_wrong_statement_of_our_own_is_a_bug_not_a_problem(opened: Snapshot) -> None:
    with pytest.raises(duckdb.ProgrammingError):
        opened.run(Query("typo", {}, "select nothing from nowhere", "x"), {})


def test_that_a_file_cut_off_while_open_is_a_problem(small_snapshot: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.duckdb"
    shutil.copyfile(small_snapshot, path)
    snapshot = Snapshot(path)
    with path.open("r+b") as stream:
        stream.truncate(12_288)
    names = [name for name in snapshot.catalogue.schema if name != "snapshot"]
    told = []
    for name in names:
        try:
            snapshot.run(Query(name, {}, f"select * from {name}", "x"), {})
        except Problem as problem:
            told.append(problem)
    assert told
    assert all(problem.place.file == "cut.duckdb" for problem in told)
    snapshot.close()


@pytest.mark.parametrize("part", range(1, 12))
def test_that_a_damaged_file_never_gives_more_than_problems(
    small_snapshot: Path, tmp_path: Path, part: int
) -> None:
    content = bytearray(small_snapshot.read_bytes())
    start = len(content) * part // 12
    content[start : start + 600] = bytes(byte ^ 0xFF for byte in content[start : start + 600])
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(content)
    try:
        snapshot = Snapshot(path)
    except Problem:
        return
    remedies = []
    for name in snapshot.catalogue.schema:
        try:
            snapshot.run(Query(name, {}, f"select * from {name}", "x"), {})
        except Problem as problem:
            remedies.append(problem.remedy)
    snapshot.close()
    assert all("eoc verify" in remedy for remedy in remedies)
