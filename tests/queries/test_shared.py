"""What queries share is said once, and every reader of it knows what it reads."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest

from eoc_app.core.places import QUERIES
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Catalogue, Query, catalogue
from eoc_app.snapshot.connection import Snapshot

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("signal_queries", "views", "rows", "checks", "build")


@pytest.fixture(scope="module")
def size() -> ModuleType:
    """setup/sql_size.py as a module."""
    spec = importlib.util.spec_from_file_location("sql_size", REPOSITORY / "setup/sql_size.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def queries_of(known: Catalogue) -> dict[str, Query]:
    """Every query of a catalogue by folder and name, the shared views among them."""
    folders = {name: getattr(known, name) for name in (*FOLDERS, "shared")}
    return {
        f"{folder}/{name}": one for folder, all_ in folders.items() for name, one in all_.items()
    }


def test_that_little_of_the_sql_is_said_twice_and_all_of_it_is_short(
    size: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert size.main([]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    assert re.search(r"^queries .* lines, .* of SQL, .* redundant: [0-4]\.\d%$", told, re.MULTILINE)
    assert (size.LONGEST, size.MOST_REDUNDANT) == (9_500, 0.05)


def test_that_a_copied_query_is_too_much(size: ModuleType, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(QUERIES, tmp_path / "queries"))
    shutil.copytree(copy / "checks", copy / "checks_again")
    assert size.main([str(copy)]) == 1


def test_that_a_run_of_six_lines_is_redundant_where_it_stands_again(size: ModuleType) -> None:
    six = [f"line {number}" for number in range(6)]
    assert size.redundant_lines({"a": six, "b": [*six, "x"], "c": six[:5]}) == {
        "a": 0,
        "b": 6,
        "c": 0,
    }
    assert size.sql_lines("/*---\ntitle = 'x'\n---*/\n-- told\nselect 1 -- one\n\n") == ["select 1"]


@pytest.mark.parametrize("view", sorted(catalogue().shared))
def test_that_the_digests_of_a_shared_views_readers_change_with_it(
    view: str, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(QUERIES, tmp_path / "queries"))
    path = copy / "shared" / f"{view}.sql"
    path.write_text(path.read_text(encoding="utf-8") + "-- another\n", encoding="utf-8")
    before, after = queries_of(catalogue()), queries_of(Catalogue(copy))
    changed = {name for name, query in after.items() if query.digest != before[name].digest}
    readers = {name for name, query in before.items() if view in {one.name for one in query.reads}}
    assert changed == {f"shared/{view}", *readers}
    assert readers


def test_that_views_which_read_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    for name, other in (("one", "other"), ("other", "one")):
        (tmp_path / "shared" / f"{name}.sql").write_text(
            f'/*---\ntitle = "{name}"\n---*/\nselect 1 as x\nfrom {other}\n', encoding="utf-8"
        )
    with pytest.raises(Problem) as refused:
        _ = Catalogue(tmp_path).shared
    assert "one, other" in refused.value.why


def in_a_shell(path: Path) -> duckdb.DuckDBPyConnection:
    """A plain read-only connection in which queries/shared.sql was run, statement by statement."""
    shell = duckdb.connect(str(path), read_only=True, config={"threads": 1})
    text = (QUERIES / "shared.sql").read_text(encoding="utf-8")
    for statement in shell.extract_statements(text):
        shell.execute(statement)
    return shell


def test_that_every_query_pastes_into_a_shell_after_one_line(
    small_snapshot: Path, tmp_path: Path
) -> None:
    known = catalogue()
    snapshot = Snapshot(small_snapshot)
    given: dict[str, Any] = {
        "country_code": "KE",
        "since": snapshot.about["window_starts_on"],
        "until": snapshot.last_day,
        "as_of": snapshot.last_day,
        "signal": "ads_listed",
        "period_id": "ke-silence",
    }
    asked = 0
    with in_a_shell(Path(shutil.copy(small_snapshot, tmp_path))) as shell:
        for query in (
            *known.signal_queries.values(),
            *known.checks.values(),
            *known.rows.values(),
            *(known.views[name] for name in ("ai_label_figures", "takedown_targets")),
        ):
            parameters = {name: given[name] for name in query.header.get("parameters", ())}
            pasted = shell.execute(query.sql, parameters or None).fetchall()
            assert pasted == snapshot.run(query, parameters).rows, query.name
            asked += len(pasted)
    snapshot.close()
    assert asked > 100


def test_that_the_line_serves_files_of_every_format(tmp_path: Path) -> None:
    """What an older file cannot give stands last, after a line that says so."""
    path = tmp_path / "format-1.duckdb"
    with duckdb.connect(str(path)) as connection:
        for table in catalogue().schema.values():
            if table.since == 1:
                connection.execute(table.sql)
                for column in table.added:
                    connection.execute(f"alter table {table.name} drop column {column}")
    text = (QUERIES / "shared.sql").read_text(encoding="utf-8")
    of_all, later = text.split("-- A file of an older format refuses what follows")
    with duckdb.connect(str(path), read_only=True) as shell:
        for statement in shell.extract_statements(of_all):
            shell.execute(statement)
        made = shell.execute("select view_name from duckdb_views() where temporary").fetchall()
        behind = {
            view.name for query in catalogue().signal_queries.values() for view in query.reads
        }
        assert behind <= {name for (name,) in made}
        for query in catalogue().signal_queries.values():
            if "withdrawn" in query.sql:  # since format 2, as the file says
                with pytest.raises(duckdb.BinderException, match="withdrawn"):
                    shell.execute(query.sql)
            else:
                assert shell.execute(query.sql).fetchall() == []
        assert "restriction_period.withdrawn" in of_all
        with pytest.raises(duckdb.BinderException, match="level_days"):
            shell.execute(later.partition("\n")[2])
        with pytest.raises(duckdb.BinderException, match="known_from_at"):
            shell.execute(catalogue().views["elections"].sql)


def test_that_the_line_reads_the_tables_of_the_present_format(small_snapshot: Path) -> None:
    text = (QUERIES / "shared.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(small_snapshot), read_only=True) as shell:
        for statement in shell.extract_statements(text):
            shell.execute(statement)
        made = "select sql from duckdb_views() where temporary and view_name = 'measure'"
        assert "political_violence" in str(shell.execute(made).fetchone())


def test_that_opening_a_snapshot_makes_no_shared_view(small_snapshot: Path) -> None:
    snapshot = Snapshot(small_snapshot)
    views = "select count(*) from duckdb_views() where temporary and view_name = 'measure'"
    assert snapshot._connection.execute(views).fetchall() == [(0,)]
    snapshot.run(catalogue().rows["measures_behind"], {
        "country_code": "KE", "since": snapshot.last_day, "until": snapshot.last_day,
    })  # fmt: skip
    assert snapshot._connection.execute(views).fetchall() == [(1,)]
    snapshot.close()
