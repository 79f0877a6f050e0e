"""From files to scores: a feed that is taken away never makes its country look safer."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import build
from tests.snapshots import AS_OF, BUILT_AT, write_sources

FEEDS = ("user_report", "partner_report", "ai_label", "candidate_safety", "ad_page", "election")
Scores = dict[tuple[date, str], tuple[float | None, float]]


def scores(path: Path) -> Scores:
    """Score and coverage by day and country."""
    with duckdb.connect(str(path), read_only=True) as connection:
        rows: list[Any] = connection.execute(
            "select day, country_code, score, coverage from score_day"
        ).fetchall()
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the small snapshot."""
    return write_sources(tmp_path_factory.mktemp("lost") / "sources")


@pytest.mark.parametrize("feed", FEEDS)
def test_that_a_feed_that_is_taken_away_raises_scores_or_withholds_them(
    sources: Path, small_snapshot: Path, tmp_path: Path, feed: str
) -> None:
    left = tmp_path / "left"
    shutil.copytree(sources, left)
    (left / f"{feed}.csv").unlink()
    out = tmp_path / "less.duckdb"
    build([left], out, built_at=BUILT_AT, as_of=AS_OF)
    before, after = scores(small_snapshot), scores(out)
    assert after
    moved = False
    for key, (score, coverage) in after.items():
        known, covered = before[key]
        assert coverage <= covered + 1e-9
        if known is None:
            assert score is None
        elif score is not None:
            assert score >= known - 1e-9
        moved = moved or (score, coverage) != (known, covered)
    assert moved, "the feed that was taken away was in no score"
