"""Snapshots of earlier versions of the format: read as they are, what they lack left empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from eoc_app.builder import build
from eoc_app.builder.verify.score_proof import scores_again
from eoc_app.core.problem import Problem
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.snapshot.catalogue import Query, catalogue
from eoc_app.snapshot.connection import SCHEMA_VERSION, Snapshot
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.changes_view import ChangesView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.method_view import MethodView
from eoc_app.views.risk_view import RiskView
from tests.domain.risk import method_1
from tests.snapshots import AS_OF, BUILT_AT, altered, views_of, write_sources


def test_that_a_snapshot_of_the_first_format_is_read_with_what_it_lacks_left_empty(
    small_snapshot: Path, tmp_path: Path
) -> None:
    lacking = [
        *(f"drop table {table.name}" for table in catalogue().schema.values() if table.since > 1),
        *(
            f"alter table {table.name} drop column {column}"
            for table in catalogue().schema.values()
            if table.since == 1
            for column in table.added
        ),
    ]
    old = altered(
        small_snapshot,
        tmp_path / "old.duckdb",
        *lacking,
        "update snapshot set schema_version = 1, method_version = '1.0'",
    )
    for path, stated in ((small_snapshot, SCHEMA_VERSION), (old, 1)):
        snapshot = Snapshot(path)
        assert snapshot.about["schema_version"] == stated
        frame = snapshot.run(snapshot.catalogue.views["periods"], {})
        assert [row[0] for row in frame.rows] == ["ke-silence", "tz-poll", "us-ads", "us-ads"]
        assert {row[frame.columns.index("stated_by")] for row in frame.rows} == {None}
        snapshot.close()


def test_that_a_snapshot_of_format_3_is_read_without_the_services_of_its_figures(
    small_snapshot: Path, tmp_path: Path
) -> None:
    lacking = [
        f"alter table {table.name} drop column {column}"
        for table in catalogue().schema.values()
        for column, since in table.added.items()
        if since > 3
    ]
    assert "alter table published_figure drop column service" in lacking
    old = altered(
        small_snapshot,
        tmp_path / "old.duckdb",
        *lacking,
        "update snapshot set schema_version = 3",
    )
    snapshot = Snapshot(old)
    assert snapshot.about["schema_version"] == 3
    sql = "select count(service) as services from published_figure"
    frame = snapshot.run(Query("services", {"columns": {"services": "BIGINT"}}, sql, ""), {})
    assert frame.rows == [(0,)]
    snapshot.close()
    assert isinstance(views_of(old)["headline"], HeadlineView)


def test_that_a_snapshot_that_claims_the_present_format_must_have_all_of_it(
    small_snapshot: Path, tmp_path: Path
) -> None:
    cut = altered(
        small_snapshot,
        tmp_path / "cut.duckdb",
        "alter table election drop column status_known_from_at",
    )
    with pytest.raises(Problem) as refused:
        Snapshot(cut)
    assert "election.status_known_from_at is missing" in refused.value.why


def of_format_2(path: Path, target: Path) -> Path:
    """A snapshot as method 1.0 judged it in format 2: its scores by that method's own formula."""
    new = Snapshot(path)
    judged = [signal for signal in new.signals.values() if signal.judge]
    rows = new.ask(
        "select day, country_code, signal, measured_on, value, lower, upper, cell,"
        " provenance = 'synthetic' from reading_day",
        None,
    ).fetchall()
    scored = new.ask("select day, country_code from score_day", None).fetchall()
    new.close()
    readings: dict[tuple[date, str], dict[str, Reading]] = {}
    for row in rows:
        readings.setdefault((row[0], row[1]), {})[row[2]] = Reading(*row[2:])
    tables = catalogue().schema.values()
    old = altered(
        path,
        target,
        *(f"drop table {table.name}" for table in tables if table.since > 2),
        *(
            f"alter table {table.name} drop column {column}"
            for table in tables
            for column, since in table.added.items()
            if since > 2 and table.since <= 2
        ),
        "update snapshot set schema_version = 2, method_version = '1.0'",
        "delete from score_day",
    )
    with duckdb.connect(str(old)) as connection:
        for day, code in sorted(scored):
            found = method_1.assess(judged, readings.get((day, code), {}), day)
            assert found is not None
            score, lower, upper, coverage, synthetic = found
            connection.execute(
                "insert into score_day values (?, ?, ?, ?, ?, ?, ?)",
                [day, code, score, lower, upper, coverage, synthetic],
            )
    return old


@pytest.fixture(scope="module")
def format_2(small_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot as a program of format 2 would have written it."""
    return of_format_2(small_snapshot, tmp_path_factory.mktemp("format-2") / "format-2.duckdb")


def test_that_a_snapshot_of_format_2_keeps_the_scores_that_it_was_given(format_2: Path) -> None:
    snapshot = Snapshot(format_2)
    assert snapshot.method is METHOD_1
    assert scores_again(snapshot) is None
    stored = snapshot.ask(
        "select score, lower, upper, coverage from score_day where country_code = 'KE'"
        " order by day desc limit 1",
        None,
    ).fetchall()
    snapshot.close()
    views = views_of(format_2)
    risk = views["risk"]
    assert isinstance(risk, RiskView)
    (kenya,) = risk.countries
    assert [(kenya.score, kenya.lower, kenya.upper, kenya.coverage)] == stored
    assert kenya.score is not None
    assert sum(part.points for part in kenya.contributions) == pytest.approx(kenya.score, abs=1e-9)
    assert all(part.points == 0 for part in kenya.contributions if part.kind == "unseen")
    assert (kenya.unseen_share, risk.method_version) == (None, "1.0")
    headline = views["headline"]
    assert isinstance(headline, HeadlineView)
    assert "at its worst" not in headline.sentence
    method = views["method"]
    assert isinstance(method, MethodView)
    assert (method.version, method.unseen, method.stakes) == ("1.0", "left_out", None)


def test_that_the_same_facts_by_the_present_method_leave_nothing_unseen_out(
    small_snapshot: Path, format_2: Path
) -> None:
    found = []
    for path in (format_2, small_snapshot):
        risk = views_of(path)["risk"]
        assert isinstance(risk, RiskView)
        found.append(risk.countries[0])
    old, new = found
    assert old.score is not None
    assert new.score is not None
    assert not [part for part in old.contributions if part.dimension == "stakes"]
    assert {part.dimension for part in new.contributions} == {"threat", "stakes", "vulnerability"}
    assert new.unseen_share


def test_that_a_snapshot_of_format_2_can_be_the_one_before(format_2: Path, tmp_path: Path) -> None:
    sources, out = write_sources(tmp_path / "sources"), tmp_path / "next.duckdb"
    report = build([sources], out, built_at=BUILT_AT, as_of=AS_OF, serial=8, previous=format_2)
    assert report.refused == 0
    changes = views_of(out)["changes"]
    assert isinstance(changes, ChangesView)
    since = [one for one in changes.changes if one.since == "snapshot"]
    assert since
    assert {one.cause for one in since} == {"method"}
    assert all(one.text.startswith("since snapshot 7: ") for one in since)


def test_that_a_format_without_expected_ranges_says_why_nothing_exceeds(format_2: Path) -> None:
    alarms = views_of(format_2)["alarms"]
    assert isinstance(alarms, AlarmsView)
    assert (alarms.alarms, alarms.notes, alarms.series_count) == ((), (), 0)
    assert alarms.empty.startswith("The snapshot is of a format without expected ranges")
    assert "does not mean that all is calm" in alarms.budget_text
