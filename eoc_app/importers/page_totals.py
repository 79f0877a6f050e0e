"""Ads and spend of each page in windows of seven days, as collected around a restriction week.

A file holds several windows that overlap: `ds` is a window's last day, and `snapshot` the day on
which the library was asked, which must not lie before it. The country is said by the file's name
only (`us24_page_totals_7day.csv`). The file has no disclaimers. An amount of 100 is the floor of
the source, printed for "at most 100", and becomes the interval from 0 to 100. A file may hold
pages that pay in several currencies: their amounts are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import polars as pl

from eoc_app.domain.country import country_code
from eoc_app.importers import Importer
from eoc_app.problem import Problem
from eoc_app.sources import bulk, delimited
from eoc_app.sources.intake import Batch, Intake
from eoc_app.sources.source import Source

COUNTS_OF: Final = (
    "ads about social issues, elections or politics in the Ad Library by page, seven days, all Meta"
    " technologies"
)
_TITLES: Final = frozenset(
    {"page_id", "page_name", "total_num_ads", "total_spend_formatted", "ds", "main_currency"}
)
FLOOR: Final = 100.0
_DAYS: Final = 7
_SPAN: Final = re.compile(r"(?<!\d)(\d+)[-_ ]?days?", re.IGNORECASE)


def _recognises(source: Source) -> bool:
    return set(delimited.header(source)) >= _TITLES


def _country(source: Source) -> str | None:
    """The country that the nearest name states, as a code at its beginning or as a word."""
    for name in (source.name, *source.around):
        for word in re.split(r"[^A-Za-z]+", name.rsplit(".", 1)[0]):
            code = country_code(word.upper() if len(word) == 2 else word) if len(word) > 1 else None
            if code is not None:
                return code
    return None


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    country = _country(source)
    if country is None:
        raise Problem(
            "A file of page totals was not imported",
            "neither its name nor what encloses it says the country",
            "put the country's code first in the name, such as us24_page_totals_7day.csv",
            file=source.path,
        )
    span = _SPAN.search(source.name)
    if span is not None and int(span[1]) != _DAYS:
        raise Problem(
            "A file of page totals was not imported",
            f"its windows have {span[1]} days, and only windows of {_DAYS} days are known",
            "export windows of seven days",
            file=source.path,
        )
    titles = delimited.header(source)
    cells = {title: pl.col(f"cell_{place}") for place, title in enumerate(titles)}
    windows: list[pl.DataFrame] = []
    for frame in bulk.frames(source, intake):
        pages = _pages(_in_order(frame, cells, intake), cells, country)
        windows.append(_windows(pages))
        yield Batch("ad_page", pages)
    if not windows:
        return
    total = _together(windows, country)
    intake.title = f"Ads by page in windows of seven days, {country}"
    intake.publisher = "Meta Ad Library, compiled by a third party"
    intake.period_ends_on = total["window_ends_on"].max()  # type: ignore[assignment]
    first = total["window_ends_on"].min()
    intake.period_starts_on = first - timedelta(days=_DAYS - 1) if isinstance(first, date) else None
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


def _pages(frame: pl.DataFrame, cells: dict[str, pl.Expr], country: str) -> pl.DataFrame:
    spend = cells["total_spend_formatted"].str.strip_chars().str.replace_all(",", "")
    amount = spend.cast(pl.Float64, strict=False)
    currency = cells["main_currency"].str.strip_chars().str.to_uppercase()
    return frame.select(
        bulk.LINE,
        provenance=pl.lit("published"),
        counts_of=pl.lit(COUNTS_OF),
        country_code=pl.lit(country),
        window_kind=pl.lit(f"last_{_DAYS}_days"),
        window_starts_on=cells["ds"].str.to_date("%Y-%m-%d", strict=False)
        - pl.duration(days=_DAYS - 1),
        window_ends_on=cells["ds"],
        platform=pl.lit("several"),
        page_id=cells["page_id"].str.strip_chars(),
        page_name=cells["page_name"],
        disclaimer_state=pl.lit("not_reported"),
        currency=pl.when(currency != "").then(currency),
        # Text that is no amount stays text: the builder names the row.
        spend_lower=pl.when(amount == FLOOR).then(pl.lit("0")).otherwise(spend),
        spend_upper=spend,
        ad_count=cells["total_num_ads"].str.strip_chars().str.replace_all(",", ""),
    )


def _windows(pages: pl.DataFrame) -> pl.DataFrame:
    """What the rows of each window come to; rows that the builder will refuse are not counted."""
    number = {"spend_lower": pl.Float64, "spend_upper": pl.Float64, "ad_count": pl.Int64}
    whole = pages.with_columns(
        pl.col(name).cast(kind, strict=False).alias(f"{name}_read") for name, kind in number.items()
    ).filter(
        pl.col("window_starts_on").is_not_null() & (pl.col("page_id") != ""),
        *(pl.col(f"{name}_read").is_not_null() | (pl.col(name) == "") for name in number),
    )
    return whole.group_by("window_ends_on").agg(
        pl.col("window_starts_on").first(),
        pl.len().alias("page_rows"),
        *(pl.col(f"{name}_read").sum().alias(name) for name in number),
        pl.col("currency").min().alias("first"),
        pl.col("currency").max().alias("final"),
    )


def _together(windows: list[pl.DataFrame], country: str) -> pl.DataFrame:
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
        window_kind=pl.lit(f"last_{_DAYS}_days"),
        platform=pl.lit("several"),
        disclaimers_reported=pl.lit(value=False),
    )


IMPORTER = Importer(
    "Page totals of seven days",
    _recognises,
    _read,
    specificity=30,
    identity=lambda source: _country(source) or "",
)
