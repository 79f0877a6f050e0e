"""A snapshot may be judged by a profile of the desk's own, and says so wherever scores stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.builder.verify.proof import proofs
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import AS_OF, BUILT_AT, altered, views_of, write_sources

CHANGES = (
    ('name = "platform"\nversion = "2.1"', 'name = "desk"\nversion = "1.0"'),
    ("watch = 25.0\nalert = 100.0\nweight = 1.0\n", "watch = 5.0\nalert = 10.0\nweight = 4.0\n"),
)


def desk_profile(path: Path, *changes: tuple[str, str]) -> Path:
    """The platform's profile with other thresholds and weight of partners' reports."""
    text = catalogue().stated_method.text
    for before, after in changes or CHANGES:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    return path


def built(folder: Path, out: Path, **options: Any) -> BuildReport:
    """The report of a build of the small sources."""
    return build([folder / "sources"], out, built_at=BUILT_AT, as_of=AS_OF, **options)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sources, the desk's profile, and a snapshot by it."""
    folder = tmp_path_factory.mktemp("desk")
    write_sources(folder / "sources")
    profile = desk_profile(folder / "desk.toml")
    assert built(folder, folder / "desk.duckdb", method=profile).refused == 0
    return folder


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_that_the_desk_judges_by_its_own_thresholds_and_reads_the_same(
    folder: Path, small_snapshot: Path
) -> None:
    desk = folder / "desk.duckdb"
    judged = "select watch, alert, weight from signal where signal = 'partner_reports_per_day'"
    assert rows(desk, judged) == [(5.0, 10.0, 4.0)]
    assert rows(small_snapshot, judged) == [(25.0, 100.0, 1.0)]
    readings = "select * from reading_day order by all"
    assert rows(desk, readings) == rows(small_snapshot, readings)
    scores = "select score from score_day order by day, country_code"
    assert rows(desk, scores) != rows(small_snapshot, scores)
    profile = (folder / "desk.toml").read_text(encoding="utf-8")
    assert rows(desk, "select version, text from method") == [("1.0", profile)]


def test_that_such_a_snapshot_proves_and_bears_the_name(folder: Path) -> None:
    snapshot = Snapshot(folder / "desk.duckdb")
    faults = [proof.problem for proof in proofs(snapshot) if proof.problem is not None]
    snapshot.close()
    assert faults == []
    views = views_of(folder / "desk.duckdb")
    for name in ("headline", "ranking", "risk"):
        assert "Method desk 1.0 cannot see" in views[name].footnote
    assert views["method"].title.startswith("Method desk 1.0")


@pytest.mark.parametrize(
    ("change", "proof"),
    [
        ("update signal set watch = 4 where signal = 'partner_reports_per_day'", "described"),
        ("update score_day set score = score + 0.1 where score is not null", "judged again"),
    ],
)
def test_that_a_snapshot_that_leaves_its_own_profile_is_named(
    folder: Path, tmp_path: Path, change: str, proof: str
) -> None:
    snapshot = Snapshot(altered(folder / "desk.duckdb", tmp_path / "altered.duckdb", change))
    faults = [each.name for each in proofs(snapshot) if each.problem is not None]
    snapshot.close()
    assert any(proof in name for name in faults)


def test_that_a_profile_that_cannot_be_used_leaves_everything_as_it_was(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "there.duckdb"
    out.write_bytes(b"as it was")
    profile = desk_profile(tmp_path / "desk.toml", ("candidates_killed", "candidates_kiled"))
    with pytest.raises(Problem) as caught:
        built(folder, out, method=profile)
    assert "there is no signal named candidates_kiled" in caught.value.why
    assert out.read_bytes() == b"as it was"


def test_that_the_program_s_name_is_no_name_for_another_profile(
    folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(Problem) as caught:
        built(folder, tmp_path / "x.duckdb", method=desk_profile(tmp_path / "own.toml", CHANGES[1]))
    assert "platform is the name of a profile of the program" in caught.value.why
    assert (caught.value.place.column, caught.value.place.value) == ("name", "platform")


@pytest.mark.parametrize("named", ["public", "no/such.toml", "sources", "x" * 300])
def test_that_a_profile_that_is_not_there_is_named(
    folder: Path, tmp_path: Path, named: str
) -> None:
    with pytest.raises(Problem) as caught:
        built(folder, tmp_path / "x.duckdb", method=folder / named)
    assert "name a profile of the program (platform)" in caught.value.remedy
    assert not (tmp_path / "x.duckdb").exists()


def test_that_a_file_without_an_end_is_no_profile(tmp_path: Path) -> None:
    long = tmp_path / "long.toml"
    long.write_bytes(b"#" * ((1 << 20) + 1))
    with pytest.raises(Problem) as caught:
        catalogue().profile(long)
    assert "longer than a megabyte" in caught.value.why


def test_that_scores_by_another_profile_are_not_compared_with(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "next.duckdb"
    named = built(folder, out, previous=folder / "desk.duckdb")
    (problem,) = named.problems
    assert problem.what == "The previous snapshot was judged by another method"
    assert "by the profile desk, these by platform" in problem.why
    assert rows(out, "select count(*) from previous_score") == [(0,)]
    replacing = built(folder, out, method=folder / "desk.toml")
    assert replacing.refused == 0
    assert "by the profile platform, these by desk" in " ".join(replacing.skipped.values())
    assert rows(out, "select count(*) from previous_score") == [(0,)]
