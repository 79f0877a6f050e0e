"""A snapshot of method 2.0, which read levels from single days, keeps its numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.builder.derive.scores import score_rows
from eoc_app.builder.verify.proof import proofs
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from eoc_app.snapshot.method_profiles import stated_method
from eoc_app.views.changes_view import ChangesView
from eoc_app.views.risk_view import RiskView
from tests.snapshots import AS_OF, BUILT_AT, altered, views_of, write_sources


def of_method_2_0(path: Path, target: Path) -> Path:
    """A snapshot of format 3 as method 2.0 judged it: levels read from single days."""
    own = catalogue()
    text = re.sub(r"(?m)^levels = .*\n", "", own.stated_method.text.replace('"2.1"', '"2.0"'))
    method = stated_method(text, "method.toml")
    with duckdb.connect(str(path), read_only=True) as connection:
        window = connection.execute("select window_starts_on, window_ends_on from snapshot")
        first, last = window.fetchall()[0]
    days = {"window_starts_on": first, "window_ends_on": last, "platforms": []}
    old = altered(path, target, "update signal set level_days = null, events = null")
    with duckdb.connect(str(old)) as connection:
        connection.execute("delete from reading_day; delete from score_day")
        sql = own.build["reading_day"].sql
        for view in own.build["reading_day"].reads:
            connection.execute(view.creation)
        connection.execute(f"insert into reading_day by name select * from ({sql})", days)
        for table in own.schema.values():
            for column, since in table.added.items():
                if since > 3 and table.since <= 3:
                    connection.execute(f"alter table {table.name} drop column {column}")
            if table.since > 3:
                connection.execute(f"drop table {table.name}")
        connection.execute("update snapshot set schema_version = 3, method_version = '2.0'")
        connection.execute(
            "update method set version = '2.0', digest = ?, text = ?", [method.digest, text]
        )
    snapshot = Snapshot(old)
    found = [*score_rows(snapshot.ask, method.method, snapshot.signals.values(), (first, last))]
    snapshot.close()
    with duckdb.connect(str(old)) as connection:
        marks = ", ".join("?" for _ in found[0])
        connection.executemany(f"insert into score_day values ({marks})", found)
    return old


@pytest.fixture(scope="module")
def method_2_0(small_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot as a program of format 3 would have written it."""
    return of_method_2_0(small_snapshot, tmp_path_factory.mktemp("format-3") / "format-3.duckdb")


def test_that_a_snapshot_of_method_2_0_keeps_its_numbers_and_proves(method_2_0: Path) -> None:
    snapshot = Snapshot(method_2_0)
    assert (snapshot.method.version, snapshot.method.level_days) == ("2.0", None)
    wanted = {
        "signals described as their queries do", "method stated as its version says",
        "readings computed again", "scores judged again",
    }  # fmt: skip
    told = {proof.name: proof.problem for proof in proofs(snapshot) if proof.name in wanted}
    assert told == dict.fromkeys(wanted)
    stored = snapshot.ask(
        "select score, lower, upper, coverage from score_day where country_code = 'KE'"
        " order by day desc limit 1",
        None,
    ).fetchall()
    newest = snapshot.run(
        snapshot.catalogue.views["readings"], {"as_of": snapshot.last_day, "country_code": "KE"}
    )
    by_platform = snapshot.run(
        snapshot.catalogue.views["readings_filtered"],
        {"as_of": snapshot.last_day, "platforms": []},
    )
    snapshot.close()
    # The newest day is read as it is: it is the day that the snapshot speaks for.
    measured = {row[1]: row[2] for row in newest.rows}
    names = ("partner_reports_per_day", "messaging_user_reports_per_day", "attacks_on_candidates")
    assert {measured[name] for name in names} == {date(2024, 10, 25)}
    assert [row for row in by_platform.rows if row[0] == "KE"] == newest.rows
    risk = views_of(method_2_0)["risk"]
    assert isinstance(risk, RiskView)
    (kenya,) = risk.countries
    assert [(kenya.score, kenya.lower, kenya.upper, kenya.coverage)] == stored


def test_that_what_a_snapshot_of_method_2_0_said_changed_by_method(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "sources")
    file = sources / "partner_report.csv"
    head, last = file.read_text(encoding="utf-8").rstrip().rsplit("\n", 1)
    file.write_text(f"{head}\n{last.replace(',64,', ',900,')}\n", encoding="utf-8")
    out = tmp_path / "next.duckdb"
    assert build([sources], out, built_at=BUILT_AT, as_of=AS_OF).refused == 0
    old = of_method_2_0(out, tmp_path / "old.duckdb")
    report = build([sources], out, built_at=BUILT_AT, as_of=AS_OF, serial=8, previous=old)
    assert report.refused == 0
    changes = views_of(out)["changes"]
    assert isinstance(changes, ChangesView)
    since = [one for one in changes.changes if one.since == "snapshot"]
    assert {one.cause for one in since} == {"method"}
