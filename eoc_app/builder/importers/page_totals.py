"""Ads and spend of each page in windows of one length, as collected around a restriction week.

A file holds several windows that overlap: `ds` is a window's last day, and `snapshot` the day on
which the library was asked, which must not lie before it. The country and the length are said by
names only (`us24_page_totals_7day.csv`). The file has no disclaimers. An amount of 100 is the
floor of the source, printed for "at most 100", and becomes the interval from 0 to 100. A file may
hold pages that pay in several currencies: their amounts are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from eoc_app.builder.cells import amounts, currency_cells, day_columns, page_ids
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources import bulk, conventions, delimited, stated_country
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.core.problem import Problem

COUNTS_OF: Final = (
    "ads about social issues, elections or politics in the Ad Library by page, all Meta"
    " technologies"
)
_TITLES: Final = frozenset(
    {"page_id", "page_name", "total_num_ads", "total_spend_formatted", "ds", "main_currency"}
)
FLOOR: Final = 100.0
_LENGTH: Final = re.compile(
    r"(?<!\d)(?P<days>\d+)[-_ ]?days?(?![A-Za-z])|(?P<word>yesterday|life[-_ ]?long|monthly)",
    re.IGNORECASE,
)
_KINDS: Final = {1: "yesterday", 7: "last_7_days", 30: "last_30_days", 90: "last_90_days"}
_UNSAID: Final = 7
"""Days of a window where no name says it, which is how such files were collected."""


@dataclass(frozen=True)
class _Length:
    """How long every window of a file is: its kind, its days, and whether a name says it."""

    kind: str
    days: int | None
    is_said: bool = True


def _recognises(source: Source) -> bool:
    return set(delimited.header(source)) >= _TITLES


def _length(source: Source) -> _Length:
    """The length of the windows that the nearest name says, else the usual one.

    Raises:
        Problem: it is a length that the format has not.
    """
    said = (_LENGTH.search(name) for name in (source.name, *source.around))
    match = next((match for match in said if match is not None), None)
    if match is None:
        return _Length(_KINDS[_UNSAID], _UNSAID, is_said=False)
    word = (match["word"] or "").lower()
    if word.startswith("life"):
        return _Length("lifelong", None)
    days = 1 if word == "yesterday" else int(match["days"] or 0)
    if days not in _KINDS:
        raise Problem(
            "A file of page totals was not imported",
            f"its windows are {match[0]}, and only windows of 1, 7, 30 or 90 days and lifelong "
            "ones are known",
            "export windows of one of these lengths",
            file=source.path,
            value=match[0],
        )
    return _Length(_KINDS[days], days)


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    country = stated_country.of(source)
    if country is None:
        raise Problem(
            "A file of page totals was not imported",
            "neither its name nor what encloses it states one country for sure",
            "put the country's code and the year first in the name, such as "
            "us24_page_totals_7day.csv",
            file=source.path,
        )
    length = _length(source)
    titles = delimited.header(source)
    cells = {title: pl.col(f"cell_{place}") for place, title in enumerate(titles)}
    conventions.tell_unread(intake, titles, {*_TITLES, "snapshot"})
    windows: list[pl.DataFrame] = []
    intake.spell(
        ad_count="total_num_ads",
        spend_lower="total_spend_formatted",
        spend_upper="total_spend_formatted",
        currency="main_currency",
        window_ends_on="ds",
    )
    dates = {f"cell_{titles.index(name)}": name for name in ("ds", "snapshot") if name in titles}
    for frame in day_columns.dated(source, intake, dates):
        rows = _in_order(frame, cells, intake)
        money = f"cell_{titles.index('main_currency')}"
        rows = currency_cells.in_money(rows, money, "main_currency", intake)
        rows = page_ids.without_lost_digits(rows, f"cell_{titles.index('page_id')}", intake)
        pages = _pages(rows, cells, country, length)
        windows.append(_windows(pages))
        yield Batch("ad_page", pages)
    if not windows:
        return
    total = _together(windows, country, length)
    unsaid = "" if length.is_said else f" (no name says how long: taken as {_UNSAID} days)"
    intake.title = f"Ads by page, {length.kind.replace('_', ' ')}{unsaid}, {country}"
    intake.publisher = "Meta Ad Library, compiled by a third party"
    intake.period_ends_on = total["window_ends_on"].max()  # type: ignore[assignment]
    intake.period_starts_on = total["window_starts_on"].min()  # type: ignore[assignment]
    yield Batch("ad_window", total)


def _in_order(frame: pl.DataFrame, cells: dict[str, pl.Expr], intake: Intake) -> pl.DataFrame:
    """The rows that were asked for on or after their window's last day."""
    if "snapshot" not in cells:
        return frame
    early = (cells["snapshot"] < cells["ds"]).fill_null(value=False) & (cells["snapshot"] != "")
    for line, day in frame.filter(early).select(bulk.LINE, cells["snapshot"]).iter_rows():
        intake.refuse(
            "A row of page totals was not imported",
            "it was taken before its window ended, so the window is not whole",
            "take it again after the window's last day",
            row=line,
            column="snapshot",
            value=day,
        )
    return frame.filter(~early)


def _pages(
    frame: pl.DataFrame, cells: dict[str, pl.Expr], country: str, length: _Length
) -> pl.DataFrame:
    spend = amounts.plain(cells["total_spend_formatted"])
    amount = spend.cast(pl.Float64, strict=False)
    currency = cells["main_currency"].str.strip_chars().str.to_uppercase()
    return frame.select(
        bulk.LINE,
        provenance=pl.lit("published"),
        counts_of=pl.lit(COUNTS_OF),
        country_code=pl.lit(country),
        window_kind=pl.lit(length.kind),
        window_starts_on=_starts_on(cells["ds"].str.to_date("%Y-%m-%d", strict=False), length),
        window_ends_on=cells["ds"],
        platform=pl.lit("several"),
        page_id=cells["page_id"].str.strip_chars(),
        page_name=cells["page_name"],
        disclaimer_state=pl.lit("not_reported"),
        currency=pl.when(currency != "").then(currency),
        # Text that is no amount stays text: the builder names the row.
        spend_lower=pl.when(amount == FLOOR).then(pl.lit("0")).otherwise(spend),
        spend_upper=spend,
        ad_count=amounts.plain(cells["total_num_ads"]),
    )


def _starts_on(ends_on: pl.Expr, length: _Length) -> pl.Expr:
    """First day of windows; null where they began with the library."""
    if length.days is None:
        return pl.lit(None, pl.Date)
    return ends_on - pl.duration(days=length.days - 1)


def _windows(pages: pl.DataFrame) -> pl.DataFrame:
    """What the rows of each window come to; rows that the builder will refuse are not counted."""
    number = {"spend_lower": pl.Float64, "spend_upper": pl.Float64, "ad_count": pl.Int64}
    whole = pages.with_columns(
        pl.col(name).cast(kind, strict=False).alias(f"{name}_read") for name, kind in number.items()
    ).filter(
        pl.col("window_ends_on").str.to_date("%Y-%m-%d", strict=False).is_not_null(),
        pl.col("page_id") != "",
        *((pl.col(f"{name}_read") >= 0) | (pl.col(name) == "") for name in number),
    )
    return whole.group_by("window_ends_on").agg(
        pl.col("window_starts_on").first(),
        pl.len().alias("page_rows"),
        *(pl.col(f"{name}_read").sum().alias(name) for name in number),
        pl.col("currency").min().alias("first"),
        pl.col("currency").max().alias("final"),
    )


def _together(windows: list[pl.DataFrame], country: str, length: _Length) -> pl.DataFrame:
    """One row of ad_window for each window; amounts only where all pages pay in one currency."""
    alone = pl.col("first").min() == pl.col("final").max()
    pages = pl.concat(windows)
    sums = pages.group_by("window_ends_on").agg(
        pl.col("window_starts_on").first(),
        pl.col("page_rows", "ad_count").sum(),
        pl.when(alone).then(pl.col("first").min()).alias("currency"),
        pl.when(alone).then(pl.col("spend_lower").sum()).alias("spend_lower"),
        pl.when(alone).then(pl.col("spend_upper").sum()).alias("spend_upper"),
    )
    return sums.sort("window_ends_on").with_columns(
        pl.col("window_ends_on").str.to_date("%Y-%m-%d"),
        provenance=pl.lit("published"),
        counts_of=pl.lit(COUNTS_OF),
        country_code=pl.lit(country),
        window_kind=pl.lit(length.kind),
        platform=pl.lit("several"),
        disclaimers_reported=pl.lit(value=False),
    )


IMPORTER = Importer(
    "Page totals",
    _recognises,
    _read,
    specificity=30,
    identity=lambda source: stated_country.of(source) or "",
)
