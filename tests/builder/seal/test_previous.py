"""The snapshot before: kept at build, no reason to fail; no build is its own predecessor."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from eoc_app.builder.verify.proof import proofs
from eoc_app.snapshot.connection import Snapshot
from tests.builder.seal.two_snapshots import make, revised, rows
from tests.snapshots import AS_OF, BUILT_AT, altered, write_sources

LATER = BUILT_AT + timedelta(days=1)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the small snapshot."""
    return write_sources(tmp_path_factory.mktemp("previous") / "sources")


def test_that_the_snapshot_that_is_replaced_is_the_one_before(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    first = make(sources, out)
    assert rows(out, "select count(*) from previous_score") == [(0,)]
    scores = rows(out, "select country_code, score, coverage from score_day"
                       " where day = '2024-10-25' order by all")  # fmt: skip
    second = make(revised(sources, tmp_path / "revised"), out, serial=8, built_at=LATER)
    assert (second.refused, second.skipped) == (0, {})
    assert second.snapshot_id != first.snapshot_id
    told = rows(out, "select distinct snapshot_id, serial, day from previous_score")
    assert told == [(first.snapshot_id, 7, AS_OF.date())]
    kept = rows(out, "select country_code, score, coverage from previous_score order by all")
    assert kept == scores
    points = rows(out, "select sum(points) from previous_part where country_code = 'KE'")
    assert points[0][0] == pytest.approx(next(score for code, score, _ in kept if code == "KE"))


def test_that_a_build_that_is_repeated_is_the_same_and_keeps_its_own_predecessor(
    sources: Path, tmp_path: Path
) -> None:
    out, other = tmp_path / "out.duckdb", revised(sources, tmp_path / "revised")
    make(sources, out)
    second = make(other, out, serial=8)
    before = rows(out, "select * from previous_score order by all")
    again = make(other, out, serial=8, built_at=LATER)
    assert again.snapshot_id == second.snapshot_id
    assert rows(out, "select * from previous_score order by all") == before
    once = make(sources, tmp_path / "alone.duckdb")
    assert make(sources, tmp_path / "alone.duckdb").snapshot_id == once.snapshot_id
    assert rows(tmp_path / "alone.duckdb", "select count(*) from previous_score") == [(0,)]


def test_that_the_snapshot_before_can_be_named(sources: Path, tmp_path: Path) -> None:
    make(sources, tmp_path / "one.duckdb")
    report = make(sources, tmp_path / "two.duckdb", serial=8, previous=tmp_path / "one.duckdb")
    assert report.refused == 0
    assert rows(tmp_path / "two.duckdb", "select distinct serial from previous_score") == [(7,)]
    snapshot = Snapshot(tmp_path / "two.duckdb", memory_limit="2GB")
    try:
        assert [one for one in proofs(snapshot) if one.problem is not None] == []
    finally:
        snapshot.close()


def test_that_a_named_snapshot_that_cannot_be_read_is_a_problem_and_the_build_goes_on(
    sources: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.duckdb").write_bytes(b"no snapshot at all, but long enough to look at")
    for name in ("broken.duckdb", "absent.duckdb"):
        report = make(sources, tmp_path / "out.duckdb", previous=tmp_path / name)
        assert report.refused == 1
        assert report.problems[0].place.file is not None
        assert name in report.problems[0].place.file
        assert rows(tmp_path / "out.duckdb", "select count(*) from previous_score") == [(0,)]


def test_that_a_file_that_is_replaced_and_is_no_snapshot_is_told_and_no_problem(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    out.write_bytes(b"something else")
    report = make(sources, out)
    assert report.refused == 0
    (told,) = report.skipped.values()
    assert told.startswith("not compared with what was there before: ")


def test_that_a_snapshot_of_a_later_moment_is_not_the_one_before(
    sources: Path, tmp_path: Path
) -> None:
    make(sources, tmp_path / "later.duckdb")
    early: dict[str, datetime] = {"as_of": AS_OF - timedelta(hours=1)}
    named = make(sources, tmp_path / "out.duckdb", previous=tmp_path / "later.duckdb", **early)
    assert named.refused == 1
    assert "later moment" in named.problems[0].what
    replaced = make(sources, tmp_path / "later.duckdb", **early)
    assert replaced.refused == 0
    assert "not compared" in next(iter(replaced.skipped.values()))
    assert rows(tmp_path / "later.duckdb", "select count(*) from previous_score") == [(0,)]


def test_that_a_snapshot_before_whose_rows_are_no_rows_is_a_problem_not_a_crash(
    sources: Path, tmp_path: Path, small_snapshot: Path
) -> None:
    odd = altered(small_snapshot, tmp_path / "odd.duckdb",
                  "update signal set watch = -1 where weight is not null")  # fmt: skip
    report = make(sources, tmp_path / "out.duckdb", previous=odd)
    assert report.refused == 1
