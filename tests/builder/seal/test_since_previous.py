"""Sources that were altered between two builds: what is said to have changed, and by what cause."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from eoc_app.views.changes_view import ChangesView
from tests.builder.seal.two_snapshots import changed, make, of_format, revised, rows, since_snapshot
from tests.snapshots import altered, views_of, write_sources

MOVED = "Sun 3 Nov 00:00 → Sat 2 Nov 00:00 Nairobi (2 Nov 21:00 → 1 Nov 21:00 UTC)"


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the small snapshot."""
    return write_sources(tmp_path_factory.mktemp("previous") / "sources")


def test_that_what_was_revised_since_is_told_as_revised(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    make(sources, out)
    make(revised(sources, tmp_path / "revised"), out, serial=8)
    changes = views_of(out)["changes"]
    assert isinstance(changes, ChangesView)
    (kenya,) = [one for one in changes.changes if one.since == "snapshot"]
    assert (kenya.cause, kenya.code) == ("revised", "KE")
    assert kenya.text.startswith("since snapshot 7: ")
    assert "attacks on candidates 22 attacks → 110 attacks" in kenya.text


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
    last = "measured,attacks,country,KE,2024-10-22,2024-10-22,all,attacks_recorded,1,exact,attacks"
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
    assert "not 'Mars/Olympus'" in report.problems[0].why
    assert rows(tmp_path / "out.duckdb", "select count(*) from previous_score") == [(0,)]
