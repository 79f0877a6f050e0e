"""The snapshot before: kept at build, no reason to fail; no build is its own predecessor."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.builder.proof import proofs
from eoc_app.catalogue import catalogue
from eoc_app.snapshot import Snapshot
from eoc_app.views import ChangesView
from tests.snapshots import AS_OF, BUILT_AT, altered, views_of, write_sources

MOVED = "Sun 3 Nov 00:00 → Sat 2 Nov 00:00 Nairobi (2 Nov 21:00 → 1 Nov 21:00 UTC)"
LATER = BUILT_AT + timedelta(days=1)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the small snapshot."""
    return write_sources(tmp_path_factory.mktemp("previous") / "sources")


def make(sources: Path, out: Path, **more: Any) -> BuildReport:
    usual: dict[str, Any] = {"built_at": BUILT_AT, "as_of": AS_OF, "serial": 7}
    return build([sources], out, **(usual | more))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def revised(sources: Path, target: Path) -> Path:
    """The same sources, in which Kenya's attacks were counted again and are five a day."""
    shutil.copytree(sources, target)
    file = target / "candidate_safety.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("attacks_recorded,1,", "attacks_recorded,5,"), encoding="utf-8")
    return target


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


def test_that_what_was_revised_since_is_told_as_revised(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    make(revised(sources, tmp_path / "revised"), out, serial=8)
    changes = views_of(out)["changes"]
    assert isinstance(changes, ChangesView)
    (kenya,) = [one for one in changes.changes if one.since == "snapshot"]
    assert (kenya.cause, kenya.code) == ("revised", "KE")
    assert kenya.text.startswith("since snapshot 7: ")
    assert "attacks on candidates 25 attacks → 125 attacks" in kenya.text


def changed(sources: Path, target: Path, file: str, *pairs: tuple[str, str]) -> Path:
    """The same sources with other words in one file."""
    shutil.copytree(sources, target)
    text = (target / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (target / file).write_text(text, encoding="utf-8")
    return target


def since_snapshot(path: Path) -> list[tuple[str, str | None, str]]:
    """Cause, country and text of each change against the snapshot before."""
    view = views_of(path)["changes"]
    assert isinstance(view, ChangesView)
    return [(one.cause, one.code, one.text) for one in view.changes if one.since == "snapshot"]


def test_that_periods_are_kept_as_the_snapshot_before_knew_them(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    assert rows(out, "select count(*) from previous_period") == [(0,)]
    make(sources, out, serial=8)
    kept = rows(out, "select period_id, ends_at from previous_period order by all")
    assert kept == [
        ("ke-silence", datetime(2024, 11, 5, 14)), ("tz-poll", datetime(2024, 10, 28, 21)),
        ("us-ads", datetime(2024, 10, 30, 4)),
    ]  # fmt: skip
    assert since_snapshot(out) == []
    early = tmp_path / "early.duckdb"
    make(sources, early, as_of=datetime(2024, 10, 24, 9))
    make(sources, tmp_path / "next.duckdb", previous=early)
    kept = rows(tmp_path / "next.duckdb", "select period_id, ends_at from previous_period")
    assert ("us-ads", datetime(2024, 10, 27, 4)) in kept


def test_that_periods_that_changed_since_are_changes_of_the_calendar(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    other = changed(
        sources, tmp_path / "moved", "restriction_period.csv",
        ("2024-11-03T00:00", "2024-11-02T00:00"), ("2024-11-02T21:00", "2024-11-01T21:00"),
        ("tz-poll", "renamed-poll"), ("us-ads,2,", "us-ads,3,"),
    )  # fmt: skip
    make(other, out, serial=8)
    assert since_snapshot(out) == [
        ("calendar", "KE", f"since snapshot 7: silence: start moved: {MOVED} (Elections Act s. 1)")
    ]
    less = tmp_path / "less"
    shutil.copytree(sources, less)
    (less / "restriction_period.csv").unlink()
    make(less, out, serial=9)
    gone = [text for cause, _, text in since_snapshot(out) if cause == "calendar"]
    assert len(gone) == 3
    assert all("no longer on record, not announced as withdrawn" in text for text in gone)


def test_that_periods_are_first_known_after_a_snapshot_without(
    sources: Path, tmp_path: Path
) -> None:
    less = tmp_path / "less"
    shutil.copytree(sources, less)
    (less / "restriction_period.csv").unlink()
    out = tmp_path / "out.duckdb"
    make(less, out)
    make(sources, out, serial=8)
    found = [text for cause, _, text in since_snapshot(out) if cause == "calendar"]
    assert len(found) == 3
    assert all("new on record" in text for text in found)


@pytest.mark.parametrize("version", [1, 2])
def test_that_periods_of_older_formats_are_kept_too(
    small_snapshot: Path, sources: Path, tmp_path: Path, version: int
) -> None:
    old = of_format(small_snapshot, tmp_path / "old.duckdb", version)
    out = tmp_path / "out.duckdb"
    assert make(sources, out, serial=8, previous=old).refused == 0
    assert rows(out, "select count(*) from previous_period") == [(3,)]
    assert {cause for cause, _, _ in since_snapshot(out)} <= {"method"}


def test_that_a_figure_that_came_late_is_new_and_not_revised(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    last = "measured,attacks,country,KE,2024-10-25,2024-10-25,all,attacks_recorded,1,exact,attacks"
    make(changed(sources, tmp_path / "late", "candidate_safety.csv", (f"{last}\n", "")), out)
    more = last.replace(",1,exact", ",90,exact")
    make(changed(sources, tmp_path / "more", "candidate_safety.csv", (last, more)), out, serial=8)
    view = views_of(out)["changes"]
    assert isinstance(view, ChangesView)
    (kenya,) = [one for one in view.changes if one.code == "KE" and "attacks" in one.text]
    assert kenya.cause == "new data"


def test_that_a_feed_that_is_no_longer_there_has_stopped(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    less = tmp_path / "less"
    shutil.copytree(sources, less)
    (less / "candidate_safety.csv").unlink()
    make(less, out, serial=8)
    ((cause, code, text),) = since_snapshot(out)
    assert (cause, code) == ("stopped", "KE")
    assert "attacks on candidates no longer in the snapshot" in text


def test_that_what_changed_is_the_same_whichever_country_is_chosen(
    sources: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    make(revised(sources, tmp_path / "revised"), out, serial=8)
    views = [views_of(out, code) for code in ("KE", "UG")]
    assert views[0]["changes"] == views[1]["changes"]
    own = [view["country_changes"] for view in views]
    assert isinstance(own[0], ChangesView)
    assert isinstance(own[1], ChangesView)
    assert {one.code for one in own[0].changes} == {"KE"}
    assert any(one.cause == "revised" for one in own[0].changes)
    assert "KE" not in {one.code for one in own[1].changes}


def test_that_another_name_for_a_platform_is_no_change(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    make(changed(sources, tmp_path / "named", "user_report.csv", (",whatsapp,", ",messenger,")),
         out, serial=8)  # fmt: skip
    assert since_snapshot(out) == []


def test_that_a_snapshot_before_with_a_zone_that_is_none_is_a_problem(
    sources: Path, small_snapshot: Path, tmp_path: Path
) -> None:
    odd = altered(small_snapshot, tmp_path / "odd.duckdb",
                  "update restriction_period set time_zone = 'Mars/Olympus'")  # fmt: skip
    report = make(sources, tmp_path / "out.duckdb", previous=odd)
    assert report.refused == 1
    assert "'Mars/Olympus' of its period" in report.problems[0].why
    assert rows(tmp_path / "out.duckdb", "select count(*) from previous_score") == [(0,)]


def of_format(path: Path, target: Path, version: int) -> Path:
    """A snapshot without what later formats brought."""
    tables = catalogue().schema.values()
    return altered(
        path, target,
        *(f"drop table {table.name}" for table in tables if table.since > version),
        *(
            f"alter table {table.name} drop column {column}"
            for table in tables
            for column, since in table.added.items()
            if since > version >= table.since
        ),
        f"update snapshot set schema_version = {version}, method_version = '1.0'",
    )  # fmt: skip


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
