"""The exercise and the hostile inputs: what they promise to everything that is tested with them."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.catalogue import catalogue

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SOURCES = FIXTURES / "sources"
HOSTILE = FIXTURES / "hostile"
AS_OF = datetime(2024, 10, 26, 6, 0)
REACHABLE = re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|info|io)\b|\d{5}", re.IGNORECASE)


def _frames() -> Iterator[tuple[str, pl.DataFrame]]:
    for file in sorted((SOURCES / "synthetic").iterdir()):
        read = pl.read_parquet if file.suffix == ".parquet" else pl.read_csv
        yield file.name, read(file)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@dataclass(frozen=True)
class Demo:
    """The snapshot that the sources give, and the account of its build."""

    file: Path
    report: BuildReport

    def ask(self, sql: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.file), read_only=True) as connection:
            return connection.execute(sql, parameters or []).fetchall()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    file = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    return Demo(file, build([SOURCES], file, built_at=AS_OF, as_of=AS_OF))


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_that_the_generator_gives_the_same_bytes_as_the_files_that_are_there(
    hash_seed: str,
) -> None:
    if pl.__version__ != "2.1.0":
        pytest.skip("another polars writes the same tables in other Parquet bytes")
    done = subprocess.run(
        [sys.executable, str(FIXTURES / "generate.py"), "--check"],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_that_every_synthetic_row_says_that_it_is_synthetic() -> None:
    for name, frame in _frames():
        assert frame.height, name
        assert frame["provenance"].unique().to_list() == ["synthetic"], name
        assert frame["counts_of"].str.ends_with("(exercise)").all(), name


def test_that_synthetic_rows_come_only_as_tables_of_the_format() -> None:
    named = {Path(name).stem for name, _ in _frames()}

    assert named <= catalogue().schema.keys()
    assert {"ad_page", "ai_label", "takedown", "voter_reminder"} <= named


def test_that_no_file_of_the_demo_could_pass_as_a_downloaded_report() -> None:
    looks = re.compile(r"AdLibraryReport|\.zip$|google-political", re.IGNORECASE)

    assert not [file.name for file in SOURCES.rglob("*") if looks.search(file.name)]


@pytest.mark.parametrize("folder", ["sources/published", "later"])
def test_that_every_published_figure_names_its_source_and_its_qualifier(folder: str) -> None:
    for row in _rows(FIXTURES / folder / "published_2024.csv"):
        assert row["source"].strip(), row
        assert row["qualifier"].strip(), row


def test_that_every_published_rule_has_a_citation_and_says_how_sure_it_is() -> None:
    for row in _rows(SOURCES / "published" / "restriction_periods_2024.csv"):
        assert row["citation"].strip(), row
        assert row["confidence"] in {"high", "medium", "low"}, row
        assert (
            row["confidence"] != "low"
            or row["country_code"] in {"US", "AU"}
            or ("unverified" in row["note"])
        ), row


def _carried(rows: list[dict[str, str]], names: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(row[name] for name in names) for row in rows}


@pytest.mark.parametrize(
    ("facts", "ours", "names"),
    [
        (
            "published_2024.csv",
            ("sources/published/published_2024.csv", "later/published_2024.csv"),
            (
                "country_code",
                "period_start",
                "period_end",
                "metric",
                "value",
                "qualifier",
                "surface",
            ),
        ),
        (
            "elections_2024.csv",
            ("sources/published/elections_2024.csv",),
            ("country_code", "kind", "first_polling_day", "last_polling_day", "round"),
        ),
        (
            "restriction_periods_2024.csv",
            ("sources/published/restriction_periods_2024.csv",),
            ("country_code", "rule", "starts_local", "ends_local", "time_zone", "confidence"),
        ),
    ],
)
def test_that_published_facts_are_carried_over_whole(
    real_data: Path, facts: str, ours: tuple[str, ...], names: tuple[str, ...]
) -> None:
    given = _carried(_rows(real_data / "facts" / facts), names)
    held = [row for name in ours for row in _rows(FIXTURES / name)]

    assert given <= _carried(held, names)


def test_that_page_names_hold_no_address_no_number_to_call_and_no_link() -> None:
    pages = pl.read_parquet(SOURCES / "synthetic" / "ad_page.parquet")
    texts = {*pages["page_name"].drop_nulls(), *pages["disclaimer"].drop_nulls()}

    assert not [text for text in texts if REACHABLE.search(text)]


def test_that_page_names_are_written_in_the_scripts_that_analysts_meet() -> None:
    names = "".join(
        pl.read_parquet(SOURCES / "synthetic" / "ad_page.parquet")["page_name"]
        .drop_nulls()
        .unique()
    )
    first_letters = "აաАΑאابअதกሀ"

    blocks = {ord(letter) >> 7 for letter in names}
    assert {ord(letter) >> 7 for letter in first_letters} <= blocks
    assert any("\u4e00" <= letter <= "\u9fff" for letter in names)
    assert any("\uac00" <= letter <= "\ud7a3" for letter in names)


def test_that_page_ids_are_text_of_15_to_18_digits_or_the_shared_0() -> None:
    ids = pl.read_parquet(SOURCES / "synthetic" / "ad_page.parquet")["page_id"].unique()

    assert ids.dtype == pl.String
    assert {len(page_id) for page_id in ids} == {1, 15, 16, 17, 18}
    assert {page_id for page_id in ids if len(page_id) == 1} == {"0"}


def test_that_windows_add_up_to_their_pages() -> None:
    keys = ["country_code", "window_ends_on"]
    sums = (
        pl.read_parquet(SOURCES / "synthetic" / "ad_page.parquet")
        .group_by(keys)
        .agg(pl.len().alias("page_rows"), pl.col("ad_count", "spend_lower", "spend_upper").sum())
        .sort(keys)
    )
    windows = pl.read_parquet(SOURCES / "synthetic" / "ad_window.parquet").sort(keys)

    assert windows.select(sums.columns).cast(sums.schema).equals(sums)


def test_that_the_sources_are_small() -> None:
    assert sum(file.stat().st_size for file in SOURCES.rglob("*") if file.is_file()) < 4 << 20


def test_that_every_source_is_imported_without_a_problem(demo: Demo) -> None:
    assert demo.report.refused == 0
    assert all(source.rows_written for source in demo.report.sources)
    assert demo.ask("select exercise from snapshot") == [(True,)]


def test_that_at_least_34_countries_have_a_daily_series(demo: Demo) -> None:
    [(countries,)] = demo.ask(
        """select count(*) from (
            select country_code from signal_day where period_days = 1 and provenance = 'synthetic'
            and day between date '2024-07-01' and date '2024-10-25'
            group by country_code having count(distinct day) >= 90)"""
    )

    assert countries >= 34


def test_that_the_exercise_has_a_country_in_every_band_and_some_that_cannot_be_assessed(
    demo: Demo,
) -> None:
    scores = dict(
        demo.ask("select country_code, score from score_day where day = ?", [AS_OF.date()])
    )
    method = catalogue().method
    bands = {code: method.band(score).name for code, score in scores.items() if score is not None}

    assert set(bands.values()) == {band.name for band in method.bands}
    assert bands["GE"] == "severe"
    assert bands["MD"] == bands["US"] == "high"
    assert {code for code, score in scores.items() if score is None} >= {"TN", "MZ", "TD", "MU"}


def test_that_ads_without_a_disclaimer_climb_in_georgia_before_the_poll(demo: Demo) -> None:
    shares = dict(
        demo.ask(
            """select day, sum(numerator) / sum(denominator) from signal_day
            where signal = 'ads_without_disclaimer_share' and country_code = 'GE' group by day"""
        )
    )

    assert shares[date(2024, 10, 7)] == pytest.approx(0.04, abs=0.01)
    assert shares[date(2024, 10, 25)] == pytest.approx(0.19, abs=0.01)


def test_that_every_hostile_input_is_refused_by_name_and_the_good_rows_stay(tmp_path: Path) -> None:
    report = build([HOSTILE], tmp_path / "hostile.duckdb", built_at=AS_OF, as_of=AS_OF)
    refused = " ".join(str(problem) for problem in report.problems) + " ".join(
        str(problem) for source in report.sources for problem in source.problems
    )
    with duckdb.connect(str(tmp_path / "hostile.duckdb"), read_only=True) as connection:
        [(good,)] = connection.execute("select count(*) from partner_report").fetchall()
        names = [row[0] for row in connection.execute("select page_name from ad_page").fetchall()]

    for file in HOSTILE.rglob("*"):
        if file.is_file() and file.name != "ad_page_formula_and_markup.csv":
            assert file.name in refused, file.name
    told = [reason for source in report.sources for reason in source.skipped]
    assert good == 1
    assert len([reason for reason in told if reason.startswith("partner_report rows that")]) == 3
    assert "=cmd|'/C calc'!A0" in names
    assert not [name for name in names if "\u202e" in name]
    assert not (tmp_path.parent / "climbed.csv").exists()


def test_that_breaking_copies_leaves_the_good_snapshot_as_it_was(
    demo: Demo, tmp_path: Path
) -> None:
    found = importlib.util.spec_from_file_location("breakage", FIXTURES / "hostile_snapshots.py")
    assert found is not None
    assert found.loader is not None
    breakage = importlib.util.module_from_spec(found)
    found.loader.exec_module(breakage)
    before = hashlib.sha256(demo.file.read_bytes()).hexdigest()

    broken = breakage.broken_snapshots(demo.file, tmp_path)

    assert hashlib.sha256(demo.file.read_bytes()).hexdigest() == before
    assert broken.keys() == breakage.BREAKAGES.keys()
    for name, file in broken.items():
        changed = hashlib.sha256(file.read_bytes()).hexdigest() != before
        assert changed or file.with_name(file.name + ".wal").exists(), name
