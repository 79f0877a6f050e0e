"""Several downloads of Google's bundle: each holds again what the one before it held."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.builder.importers.google_bundle import (
    ALL,
    HEADS,
    SPENT,
    WEEKLY,
    asked,
    bundle,
    made,
    weeks,
)

orders = pytest.mark.parametrize("order", ["as named", "turned"])


def turned(paths: Sequence[Path], order: str) -> Sequence[Path]:
    return list(reversed(paths)) if order == "turned" else paths


@orders
@pytest.mark.parametrize("names", [("a", "b"), ("b", "a"), ("2018-07-20", "2018-07-27")])
def test_that_the_later_download_stands_and_the_earlier_is_named(
    tmp_path: Path, order: str, names: tuple[str, str]
) -> None:
    early = bundle(
        tmp_path / names[0],
        stats=["AR1,A,,1,1000"],
        weekly=weeks(1500, 900, 600),
        places=["US-AK,AK-AT LARGE,700"],
        keywords=["US-Federal-2018,2018-07-08,tax,300,wall,200"],
    )
    late = bundle(
        tmp_path / names[1],
        stats=["AR1,A,,2,1900", "AR2,B,,1,100"],
        weekly=weeks(1500, 1000, 600, 400),
        places=["US-AK,AK-AT LARGE,800"],
        keywords=["US-Federal-2018,2018-07-08,tax,400,wall,200"],
    )
    report = made(tmp_path, *turned((early, late), order))
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 1500), ("2018-07-08", 1000), ("2018-07-15", 600), ("2018-07-22", 400),
    ]  # fmt: skip
    assert asked(tmp_path, "select spend_upper from ad_location") == [(900,)]
    assert asked(tmp_path, "select advertiser_id, creative_count from advertiser order by 1") == [
        ("AR1", 2), ("AR2", 1),
    ]  # fmt: skip
    assert asked(tmp_path, "select keyword, spend from ad_keyword order by rank") == [
        ("tax", 400), ("wall", 200),
    ]  # fmt: skip
    left = [source for source in report.sources if source.rows_written == 0]
    assert len(left) == 4
    assert all("the later download by the last week" in " ".join(one.skipped) for one in left)


@orders
def test_that_weeks_that_only_the_earlier_download_has_are_kept(tmp_path: Path, order: str) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(1500, 900, 600))
    late = bundle(tmp_path / "b", weekly=weeks(1000, 700, 400, days=ALL[1:]))
    report = made(tmp_path, *turned((early, late), order))
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 1500), ("2018-07-08", 1000), ("2018-07-15", 700), ("2018-07-22", 400),
    ]  # fmt: skip


def test_that_what_the_later_download_no_longer_tells_does_not_stay(tmp_path: Path) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(500, 600) + weeks(900, identifier="AR9"))
    late = bundle(tmp_path / "b", weekly=weeks(500, 600, 700))
    made(tmp_path, early, late)
    assert {name for (name,) in asked(tmp_path, "select advertiser_id from advertiser_week")} == {
        "AR1"
    }


def test_that_renewed_identifiers_do_not_hide_that_two_files_tell_the_same(tmp_path: Path) -> None:
    early = bundle(tmp_path / "a", weekly=weeks(500, 600))
    late = bundle(tmp_path / "b", weekly=weeks(500, 600, 700, identifier="AR0077"))
    made(tmp_path, early, late)
    assert sorted(asked(tmp_path, SPENT)) == [
        ("2018-07-01", 500), ("2018-07-08", 600), ("2018-07-15", 700),
    ]  # fmt: skip


def test_that_parts_of_one_file_are_added(tmp_path: Path) -> None:
    one = bundle(tmp_path / "part 1", weekly=weeks(500, 600))
    two = bundle(tmp_path / "part 2", weekly=["AR2,B,US-Federal-2018,2018-07-01,300"])
    made(tmp_path, one, two)
    assert ("2018-07-01", 900) in asked(tmp_path, SPENT)


@orders
def test_that_the_day_in_a_name_decides_where_the_weeks_do_not(tmp_path: Path, order: str) -> None:
    early = bundle(tmp_path / "bundle 2018-08-11", weekly=weeks(500, 600))
    late = bundle(tmp_path / "bundle 2018-08-18", weekly=weeks(500, 900))
    report = made(tmp_path, *turned((early, late), order))
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 900)]
    assert "the day in the name" in str([source.skipped for source in report.sources])


@orders
def test_that_archives_say_when_they_were_packed(tmp_path: Path, order: str) -> None:
    paths = []
    for name, day, spent in (("a", 18, 900), ("b", 11, 600)):
        path = tmp_path / f"{name}.zip"
        text = "\n".join([HEADS[WEEKLY], *weeks(500, spent)]) + "\n"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(zipfile.ZipInfo(WEEKLY, (2018, 8, day, 0, 0, 0)), text)
        paths.append(path)
    made(tmp_path, *turned(paths, order))
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 900)]


@orders
@pytest.mark.parametrize("names", [("a", "b"), ("2018-08-18", "2018-08-11")])
def test_that_downloads_whose_order_nobody_can_know_are_both_refused(
    tmp_path: Path, order: str, names: tuple[str, str]
) -> None:
    longer = names[0] != "a"  # its name says that it is the earlier one, its weeks the contrary
    one = bundle(tmp_path / names[0], weekly=weeks(500, 600))
    two = bundle(tmp_path / names[1], weekly=weeks(500, 900, *([100] if longer else [])))
    report = made(tmp_path, *turned((one, two), order))
    assert asked(tmp_path, SPENT) == []
    assert report.refused == 2
    whys = {problem.why for source in report.sources for problem in source.problems}
    assert all("which is the later" in why for why in whys)


def test_that_equal_downloads_without_an_order_are_repeats(tmp_path: Path) -> None:
    one = bundle(tmp_path / "a", weekly=weeks(500, 600))
    two = bundle(tmp_path / "b", weekly=list(reversed(weeks(500, 600))))
    report = made(tmp_path, one, two)
    assert report.refused == 0
    assert sorted(asked(tmp_path, SPENT)) == [("2018-07-01", 500), ("2018-07-08", 600)]


def test_that_of_three_downloads_the_last_stands(tmp_path: Path) -> None:
    paths = [
        bundle(tmp_path / name, weekly=weeks(*[first] * count))
        for name, first, count in (("c", 500, 2), ("a", 700, 4), ("b", 600, 3))
    ]
    report = made(tmp_path, *paths)
    assert {spent for _, spent in asked(tmp_path, SPENT)} == {700}
    assert sum(source.rows_written for source in report.sources) == 4


def test_that_parts_of_one_file_in_which_a_name_stands_twice_are_added(tmp_path: Path) -> None:
    other = [f"AR{n},N{n},US-Federal-2018,2018-07-01,300" for n in range(3, 7)]
    one = bundle(tmp_path / "part 1", weekly=[*weeks(500), *other[:2]])
    two = bundle(tmp_path / "part 2", weekly=[*weeks(200, identifier="AR2"), *other[2:]])
    made(tmp_path, one, two)
    assert asked(tmp_path, "select count(*) from advertiser_week") == [(6,)]
