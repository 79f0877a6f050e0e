"""Small bundles of Google's political ads in the layout of 2018, and what a build makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from eoc_app.builder import BuildReport, build

AT = datetime(2018, 12, 1, tzinfo=UTC)
STATS = "google-political-ads-advertiser-stats.csv"
WEEKLY = "google-political-ads-advertiser-weekly-spend.csv"
PLACES = "google-political-ads-geo-spend.csv"
KEYWORDS = "google-political-ads-top-keywords-history.csv"
HEADS = {
    STATS: "Advertiser_ID,Advertiser_Name,Public_IDs_List,Total_Creatives,Total_Spend_USD",
    WEEKLY: "Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date,Spend_USD",
    PLACES: "State,Congressional_District,Total_Spend_USD",
    KEYWORDS: "Election_Cycle,Report_Date,Keyword_1,Spend_1,Keyword_2,Spend_2",
}
ALL = ("2018-07-01", "2018-07-08", "2018-07-15", "2018-07-22")


def weeks(*spent: int, days: Sequence[str] = ALL, identifier: str = "AR1") -> list[str]:
    return [
        f"{identifier},A,US-Federal-2018,{day},{spend}"
        for day, spend in zip(days, spent, strict=False)
    ]


def bundle(folder: Path, **files: list[str]) -> Path:
    names = {"stats": STATS, "weekly": WEEKLY, "places": PLACES, "keywords": KEYWORDS}
    folder.mkdir(parents=True)
    for name, rows in files.items():
        text = "\n".join([HEADS[names[name]], *rows]) + "\n"
        (folder / names[name]).write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, *paths: Path) -> BuildReport:
    return build(list(paths), folder / "out.duckdb", built_at=AT, as_of=AT)


def asked(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(folder / "out.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


SPENT = "select week_starts_on::varchar, sum(spend_upper) - 100 from advertiser_week group by 1"
