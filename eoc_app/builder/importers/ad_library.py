"""The Ad Library Report: advertisers, locations and regions of one country and one window.

The country, the window and a region are said by the file's name only, or by what encloses it. The
date in the file's own name is the window's last day, in Pacific time. `≤100` is an interval from
0 to 100 in the file's currency. Windows overlap; each file becomes one row of ad_window as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from eoc_app.builder.cells import amounts, currency_cells, page_ids
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources import bulk, conventions, delimited, stated_country
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.core.problem import Problem

COUNTS_OF: Final = (
    "ads about social issues, elections or politics in the Ad Library that were seen in the country"
    " in the window, all Meta technologies"
)
NO_AMOUNT: Final = "rows of a place without an amount: notes"
_DAYS: Final = {"yesterday": 1, "last_7_days": 7, "last_30_days": 30, "last_90_days": 90}
_KIND: Final = re.compile(
    r"(?P<yesterday>yesterday|last[-_ ]day)|last[-_ ](?P<days>7|30|90)[-_ ]days?"
    r"|(?P<lifelong>life[-_ ]?long|life[-_ ]?time|all[-_ ](?:dates|time))",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
_PLACE: Final = re.compile(
    r"(?<!\d)20\d\d[-_]?\d\d[-_]?\d\d[-_ ](?P<code>[A-Za-z]{2})[-_ ](?=[A-Za-z])"
)
"""Where the name of a download holds the country's code: between the day and the window."""
_COPY: Final = re.compile(r"(?: - Copy)?(?: ?\(\d+\))?$", re.IGNORECASE)
"""What a browser or a folder adds to the name of a second copy."""
_CURRENCY: Final = re.compile(r"\(([A-Za-z]{3})\)")
_TITLE: Final = r"(?i)^(?:page id|location name)$"
_MISSING: Final = (
    r"(?i)^\W*(?:(?:these|this|the) )?ads? (?:ran|run|running) without (?:a )?disclaimers?\W*$"
)
_ANONYMISED: Final = r"(?i)^\W*an advertiser in \w"


@dataclass(frozen=True)
class _Layout:
    """Which column of a file holds what; None where the file has no such column."""

    page_id: int | None
    page_name: int | None
    disclaimer: int | None
    amount: int
    ads: int | None
    location: int | None
    currency_column: int | None
    currency: str | None

    @property
    def places(self) -> dict[str, int]:
        """Where the columns of the format that are read stand in the file."""
        places = {
            "page_id": self.page_id,
            "page_name": self.page_name,
            "disclaimer": self.disclaimer,
            "spend_lower": self.amount,
            "spend_upper": self.amount,
            "ad_count": self.ads,
            "location": self.location,
            "currency": self.amount if self.currency_column is None else self.currency_column,
        }
        return {name: place for name, place in places.items() if place is not None}


@dataclass(frozen=True)
class _Window:
    """What the names say of a file."""

    country: str
    kind: str
    ends_on: date
    region: str | None

    @property
    def starts_on(self) -> date | None:
        """First day of the window; None where it began with the library."""
        days = _DAYS.get(self.kind)
        return None if days is None else self.ends_on - timedelta(days=days - 1)


def _layout(titles: list[str]) -> _Layout | None:
    words = [" ".join(title.lower().replace("_", " ").split()) for title in titles]

    def place(*beginnings: str) -> int | None:
        hits = (at for at, word in enumerate(words) if word.startswith(beginnings))
        return next(hits, None)

    page, where = place("page id"), place("location name", "region name")
    amount = place("amount spent", "total amount spent")
    if amount is None or (page is None) == (where is None):
        return None
    stated = _CURRENCY.search(titles[amount])
    return _Layout(
        page,
        place("page name"),
        place("disclaimer"),
        amount,
        place("number of ads"),
        where,
        place("currency"),
        stated[1].upper() if stated else None,
    )


def _first(pattern: re.Pattern[str], names: list[str]) -> re.Match[str] | None:
    return next((match for name in names if (match := pattern.search(name))), None)


def _country(names: list[str]) -> str | None:
    """The country that the nearest name states; None where none does, or one states several."""
    for name in names:
        kind = _KIND.search(name)
        place = _PLACE.search(name)
        if place is not None and _KIND.match(name, place.end()):
            return country_code(place["code"].upper())
        # A region's name comes after the window and may hold two capitals of its own.
        before = name[: kind.start()] if kind else name
        codes = stated_country.codes(before) or stated_country.codes(name)
        if len(codes) > 1:
            return None
        day = _DAY.search(name)
        code = next(iter(codes), None) or stated_country.spelled(before[day.end() :] if day else "")
        code = code or stated_country.spelled(before)
        if code is not None:
            return code
    return None


def _region(name: str) -> str | None:
    kind = _KIND.search(name)
    if kind is None:
        return None
    rest = re.sub(r"\.csv$", "", name[kind.end() :], flags=re.IGNORECASE)
    rest = _COPY.sub("", rest.rstrip()).strip(" _-")
    return None if re.fullmatch(r"(?i)(advertisers?|locations?|)", rest) else rest


def _window(source: Source) -> _Window:
    """What the names around a file say of it.

    Raises:
        Problem: they do not say the country, the window or its last day.
    """
    names = [source.name, *source.around]
    country, kind, day = _country(names), _first(_KIND, names), _first(_DAY, names)
    if country is None or kind is None or day is None:
        unsaid = {"country": country, "window": kind, "last day": day}
        missing = " and ".join(word for word, found in unsaid.items() if found is None)
        raise Problem(
            "An Ad Library file was not imported",
            f"neither its name nor what encloses it says the {missing}",
            "keep the names of the download, such as FacebookAdLibraryReport_2025-07-05_AR_"
            "last_30_days_advertisers.csv",
            file=source.path,
        )
    try:
        ends_on = date(int(day[1]), int(day[2]), int(day[3]))
    except ValueError as error:
        raise Problem(
            "An Ad Library file was not imported",
            f"its date is no day ({error})",
            "keep the names of the download",
            file=source.path,
            value=day[0],
        ) from error
    span = f"last_{kind['days']}_days" if kind["days"] else ""
    word = span or ("yesterday" if kind["yesterday"] else "lifelong")
    return _Window(country, word, ends_on, _region(source.name))


def _recognises(source: Source) -> bool:
    return _layout(delimited.header(source)) is not None


def _identity(source: Source) -> str:
    try:
        return str(_window(source))
    except Problem:
        return source.path


def _covers(source: Source) -> str | None:
    """The window, place, kind and currency of a file: what two files must not both give."""
    layout = _layout(delimited.header(source))
    try:
        window = _window(source)
    except Problem:
        return None
    if layout is None:
        return None
    return f"{window} {layout.location is None} {layout.currency}"


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    titles = delimited.header(source)
    layout = _layout(titles)
    if layout is None:
        return
    intake.spelled |= {name: titles[place] for name, place in layout.places.items()}
    window = _window(source)
    intake.title = f"Ad Library Report, {window.country}, {window.kind} to {window.ends_on}"
    intake.publisher = "Meta"
    intake.period_starts_on, intake.period_ends_on = window.starts_on, window.ends_on
    if layout.currency is None and layout.currency_column is None:
        intake.refuse(
            "Amounts were left out",
            "the header names no currency, and there is no currency column",
            "put the currency in the header, such as Amount spent (USD)",
            row=1,
            column=titles[layout.amount],
        )
    conventions.tell_unread(intake, titles, list(intake.spelled.values()))
    said = {
        "provenance": pl.lit("published"),
        "counts_of": pl.lit(COUNTS_OF),
        "country_code": pl.lit(window.country),
        "region": pl.lit(window.region, pl.String),
        "window_kind": pl.lit(window.kind),
        "window_starts_on": pl.lit(window.starts_on, pl.Date),
        "window_ends_on": pl.lit(window.ends_on),
        "platform": pl.lit("several"),
    }
    if layout.location is not None:
        yield from _locations(source, intake, layout, said)
        return
    sums = _Sums()
    for frame in bulk.frames(source, intake):
        rows = _without_titles(frame, layout.page_id, intake)
        rows = page_ids.without_lost_digits(rows, f"cell_{layout.page_id}", intake)
        pages = _pages(rows, layout, intake)
        sums.add(pages)
        yield Batch("ad_page", pages.with_columns(**said))
    yield Batch("ad_window", sums.row(layout).with_columns(**said))


def _locations(
    source: Source, intake: Intake, layout: _Layout, said: dict[str, pl.Expr]
) -> Iterator[Batch]:
    if layout.currency is None and layout.currency_column is None:
        return
    for frame in bulk.frames(source, intake):
        titled = _without_titles(frame, layout.location, intake)
        rows = titled.filter(_cell(layout.amount).str.strip_chars() != "")
        if rows.height < titled.height:
            intake.skip(NO_AMOUNT, titled.height - rows.height)
        spend = _spend(rows, layout, intake)
        places = spend.select(
            bulk.LINE,
            "currency",
            "spend_lower",
            "spend_upper",
            region=_cell(layout.location),
            same_money=pl.lit(value=False),
        )
        yield Batch("ad_location", places.with_columns(**{**said, "region": pl.col("region")}))


def _pages(frame: pl.DataFrame, layout: _Layout, intake: Intake) -> pl.DataFrame:
    """Rows of ad_page from an advertisers or region file; rows with unreadable numbers are told."""
    disclaimer = _cell(layout.disclaimer)
    frame = _spend(frame, layout, intake)
    if layout.ads is not None:
        frame = _numbers(frame, layout.ads, "ad_count", pl.Int64(), intake)
    else:
        frame = frame.with_columns(ad_count=pl.lit(None, pl.Int64))
    missing = disclaimer.str.contains(_MISSING)
    state = (
        pl.when(missing)
        .then(pl.lit("missing"))
        .when(disclaimer.str.contains(_ANONYMISED))
        .then(pl.lit("anonymised"))
        .when(disclaimer != "")
        .then(pl.lit("named"))
        .otherwise(pl.lit("not_reported"))
    )
    return frame.select(
        bulk.LINE,
        "currency",
        "spend_lower",
        "spend_upper",
        "ad_count",
        page_id=_cell(layout.page_id),
        page_name=_cell(layout.page_name),
        disclaimer=pl.when(~missing).then(disclaimer),
        disclaimer_state=state,
    )


def _cell(place: int | None) -> pl.Expr:
    return pl.lit(None, pl.String) if place is None else pl.col(f"cell_{place}")


def _without_titles(frame: pl.DataFrame, place: int | None, intake: Intake) -> pl.DataFrame:
    """Rows that are no header: where downloads were put one below the other, it comes again."""
    title = _cell(place).str.contains(_TITLE)
    count = int(frame.select(title.sum()).item())
    if count == 0:
        return frame
    intake.skip("headers that come again", count)
    return frame.filter(~title)


def _spend(frame: pl.DataFrame, layout: _Layout, intake: Intake) -> pl.DataFrame:
    """The rows with currency and bounds of spend; those whose amount cannot be read are told."""
    if layout.currency is None and layout.currency_column is None:
        return frame.with_columns(
            currency=pl.lit(None, pl.String),
            spend_lower=pl.lit(None, pl.Float64),
            spend_upper=pl.lit(None, pl.Float64),
        )
    if layout.currency is None and layout.currency_column is not None:
        cell = f"cell_{layout.currency_column}"
        frame = currency_cells.in_money(frame, cell, "currency", intake)
    stated = _cell(layout.amount).str.contains("^\\s*[≤<]")
    frame = _numbers(frame, layout.amount, "spend_upper", pl.Float64(), intake)
    currency = (
        pl.lit(layout.currency)
        if layout.currency is not None
        else _cell(layout.currency_column).str.strip_chars().str.to_uppercase()
    )
    return frame.with_columns(
        spend_lower=pl.when(stated).then(0.0).otherwise("spend_upper"), currency=currency
    )


def _numbers(
    frame: pl.DataFrame, place: int, name: str, kind: pl.DataType, intake: Intake
) -> pl.DataFrame:
    """The rows with a column of cells as numbers; a row whose cell is none is told and left out."""
    cell = pl.col(f"cell_{place}")
    frame = frame.with_columns(cell.str.strip_prefix("≤").cast(kind, strict=False).alias(name))
    unread = (pl.col(name).is_null() | (pl.col(name) < 0)) & (cell.str.strip_chars() != "")
    if not frame.select(unread.any()).item():
        return frame
    bare = cell.str.strip_chars().str.replace(r"^(?:≤|<=?)\s*", "")
    plain = amounts.plain(bare.str.replace(r"^\p{Sc}\s*|\s*\p{Sc}$", ""))
    frame = frame.with_columns(
        pl.when(unread).then(plain.cast(kind, strict=False)).otherwise(name).alias(name)
    )
    conventions.hold_to_point(frame.filter(unread)[f"cell_{place}"], intake.path)
    for line, value in frame.filter(unread).select(bulk.LINE, cell).iter_rows():
        intake.refuse(
            "A row of an Ad Library file was not imported",
            "its amount or number of ads cannot be read",
            "mend the number, or leave the row out",
            row=line,
            column=name,
            value=value,
        )
    return frame.filter(~unread)


class _Sums:
    """What the rows of one file come to."""

    def __init__(self) -> None:
        self._parts: list[pl.DataFrame] = []

    def add(self, pages: pl.DataFrame) -> None:
        """Count the rows that have a page."""
        told = pages.filter(pl.col("page_id").str.strip_chars() != "")
        self._parts.append(
            told.select(
                page_rows=pl.len(),
                ad_count=pl.col("ad_count").sum(),
                spend_lower=pl.col("spend_lower").sum(),
                spend_upper=pl.col("spend_upper").sum(),
                first=pl.col("currency").min(),
                final=pl.col("currency").max(),
            )
        )

    def row(self, layout: _Layout) -> pl.DataFrame:
        """One row of ad_window; amounts only where all are in one currency."""
        parts = pl.concat(self._parts) if self._parts else None
        sums = ("page_rows", "ad_count", "spend_lower", "spend_upper")
        total = dict.fromkeys(sums, 0.0)
        currencies = {layout.currency} - {None}
        if parts is not None:
            total = parts.select(pl.col(list(total)).sum()).row(0, named=True)
            currencies |= set(parts["first"].drop_nulls()) | set(parts["final"].drop_nulls())
        alone = len(currencies) == 1
        return pl.DataFrame(
            {
                "currency": [currencies.pop() if alone else None],
                "page_rows": [int(total["page_rows"])],
                "ad_count": [int(total["ad_count"]) if layout.ads is not None else None],
                "spend_lower": [float(total["spend_lower"]) if alone else None],
                "spend_upper": [float(total["spend_upper"]) if alone else None],
                "disclaimers_reported": [layout.disclaimer is not None],
            },
            schema_overrides={"currency": pl.String, "ad_count": pl.Int64},
        )


IMPORTER = Importer(
    "Ad Library Report", _recognises, _read, specificity=30, identity=_identity, covers=_covers
)
