"""Google's political ads bundle: which of its files one is, and until when it reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import polars as pl

from eoc_app.builder.cells import currency_columns, day_columns
from eoc_app.builder.sources import bulk, delimited, edition
from eoc_app.builder.sources.bundle import beside
from eoc_app.builder.sources.download import Download, Evidence
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

KINDS: Final = {
    "advertisers": {"advertiser_id", "total_creatives"},
    "weeks": {"advertiser_id", "week_start_date"},
    "places": {"country", "country_subdivision_primary"},
    "places_2018": {"state", "congressional_district"},
    "keywords": {"report_date", "keyword_1"},
}
_MAPPING: Final = "a list that maps retired identifiers of advertisers to new ones"
_MAPPED_ADS: Final = "a list that maps retired identifiers of ads to new ones"
_OTHERS: Final = {
    "spend of each advertiser by place, which the spend by place has already": {
        "advertiser_id",
        "country_subdivision_primary",
    },
    "ads one by one, which the format does not keep": {"ad_id", "advertiser_id"},
    "targeting of campaigns, which the format does not keep": {"campaign_id", "advertiser_id"},
    "names that advertisers declared, without amounts": {"advertiser_declared_name"},
    "a list that maps advertisers to other identifiers, without amounts": {"advertiser_id"},
    _MAPPING: {"oldadvertiserid", "newadvertiserid"},
    _MAPPED_ADS: {"oldcreativeid", "newcreativeid"},
}
DAYS: Final = "days that the bundle covers, or on which it was made: no facts"
_OF_DAYS: Final = re.compile(r"(?:report_)?data_updated_\w+|date_range_(?:start|end)|\w*_date")
NAMES: Final = "names with row numbers: no identifiers, days or amounts, so no facts"


def titles_of(source: Source) -> list[str]:
    """The header's titles in small letters, with lines for spaces."""
    return [title.lower().replace(" ", "_") for title in delimited.header(source)]


def kind_of(source: Source) -> str | None:
    """A key of `KINDS`, or why a file of a bundle gives nothing; None for other files."""
    titles = titles_of(source)
    for kind, needed in KINDS.items():
        by_place = kind.startswith("places") and "advertiser_id" in titles
        has_money = kind == "keywords" or currency_columns.columns(titles)
        if needed <= set(titles) and has_money and not by_place:
            return kind
    named = "google" in " ".join((source.name, *source.around)).lower()
    for reason, needed in _OTHERS.items():
        if needed <= set(titles) and (named or len(needed) > 1):
            return reason
    if titles and all(map(_OF_DAYS.fullmatch, titles)) and (named or "data_updated" in titles[0]):
        return DAYS
    return NAMES if _is_list_of_names(source) else None


def _is_list_of_names(source: Source) -> bool:
    """Whether every line is a number that counts up from 0 or 1, a semicolon and a name."""
    if not delimited.looks_like_text(source.head):
        return False
    lines = source.head.decode(delimited.encoding(source.head), "replace").splitlines()[:-1]
    parts = [line.split(";", 1) for line in lines]
    if len(parts) < 5 or any(len(part) != 2 or not part[0].isdecimal() for part in parts):
        return False
    numbers = [int(part[0]) for part in parts]
    return numbers[0] in {0, 1} and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def last_week(source: Source) -> date | None:
    """The first day of the last week in a weekly file."""
    cell = f"cell_{titles_of(source).index('week_start_date')}"
    weeks = day_columns.dated(source, Intake(source.path), {cell: cell})
    last = (frame[cell].str.to_date("%Y-%m-%d", strict=False).max() for frame in weeks)
    return max((day for day in last if isinstance(day, date)), default=None)


def made_on(source: Source) -> date | None:
    """The last day that the bundle's own file of days states."""
    found = [day for other in beside(source) if kind_of(other) == DAYS for day in _days(other)]
    return max(found, default=None)


def weeks_reach(source: Source) -> date | None:
    """The last week of a weekly file, or of the one beside another file."""
    if kind_of(source) == "weeks":
        return last_week(source)
    weekly = [last_week(other) for other in beside(source) if kind_of(other) == "weeks"]
    return max(filter(None, weekly), default=None)


def reaches(source: Source) -> date | None:
    """The last day that a bundle covers, or None where nothing says it."""
    stated = edition.stated_on(source, months=False) or made_on(source)
    if stated is not None:
        return stated
    last = weeks_reach(source)
    return None if last is None else last + timedelta(days=6)


def download(source: Source) -> Download | None:
    """What a file is a download of; None where it has no figures."""
    kind = kind_of(source)
    return Download(kind, lambda: _evidence(source)) if kind in KINDS else None


def _evidence(source: Source) -> tuple[Evidence, Evidence]:
    """What says how late a download is."""
    evidence = {
        "the day on which the bundle was made": made_on(source),
        "the last week": weeks_reach(source),
        "the day in the name": edition.stated_on(source),
    }
    return evidence, {"the day of packing": edition.packed_on(source)}


def _days(source: Source) -> Iterator[date]:
    """The days that a file of days states."""
    for frame in bulk.frames(source, Intake(source.path)):
        for column in frame.select(pl.exclude(bulk.LINE)).iter_columns():
            yield from column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).drop_nulls()
