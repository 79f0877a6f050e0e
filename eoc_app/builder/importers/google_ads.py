"""Google's political ads bundle: advertisers, weekly spend, places and keywords, of every year.

Money. A bundle states each amount in twelve (2019) or twenty (later) currencies. In 2019 they are
the same money converted, later each is what was billed in that currency. No header says which, so
each file is judged by its own rows (`currency_columns.weighed`). Of the same money one currency is
written (US dollars where there are any) with `same_money` true; of different money each amount
above the floor is written with `same_money` false. Where too few rows tell, no amount is dropped:
the money is read as different, and the source's title says so.

Bounds. Amounts are multiples of a step, found as the greatest common divisor of a column. In the
bundle of 2019 the twelve columns agree on one amount in every row only if each is rounded to the
nearest step (rounding down agrees in half of the rows), so 0 means less than half a step there.
Where that cannot be shown, the interval allows rounding down too: 0 means less than one step.

Countries. `Regions` lists many in a cell; a row belongs to a country only where it is the only
region stated, and is never split. The weekly file names none: its election cycle does, or the file
of advertisers beside it. How far the bundle reaches is said by a date in its names, else by its
file of days, else by the last week of the weekly file beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from eoc_app.builder.cells import ad_bundle, amounts, currency_columns, day_columns
from eoc_app.builder.cells.ad_bundle import KINDS, NAMES, kind_of, titles_of
from eoc_app.builder.cells.currency_columns import Column, Money
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources import bulk, delimited
from eoc_app.builder.sources.bundle import beside
from eoc_app.builder.sources.conventions import tell_unread
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import Cells
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code, is_country_code
from eoc_app.core.problem import Problem

COUNTS_OF: Final = "spend on political ads on Google's ad services"
UNSURE: Final = " (too few amounts tell whether its currencies are one money: all are kept)"
JUDGED_ROWS: Final = 400_000


@dataclass(frozen=True)
class _File:
    """One file of a bundle: where its cells are, and how its money is to be read."""

    source: Source
    cells: dict[str, str]
    money: list[Column]


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    kind = kind_of(source) or NAMES
    intake.title = f"Political ads transparency bundle: {source.name}"
    intake.publisher = "unknown" if kind == NAMES else "Google"
    if kind == NAMES:
        for _ in delimited.rows(source):
            intake.read()
            intake.skip(NAMES)
        return
    if kind not in KINDS:
        for frame in bulk.frames(source, intake):
            intake.skip(kind, frame.height)
        return
    titles = titles_of(source)
    asked: set[str] = set()
    cells = Cells(((title, f"cell_{place}") for place, title in enumerate(titles)), asked)
    file = _File(source, cells, currency_columns.columns(titles))
    yield from _READERS[kind](file, intake)
    money = {titles[place] for column in file.money for place in column.places}
    tell_unread(intake, titles, asked | money)


def _judged(file: _File, intake: Intake) -> Money:
    """How the file's money is to be read, by its first rows, which are all in most bundles."""
    frames: list[pl.DataFrame] = []
    for frame in bulk.frames(file.source, Intake(file.source.path)):
        frames.append(
            frame.select(
                _number(f"cell_{_place(column)}")
                .cast(pl.Int64, strict=False)
                .alias(column.currency)
                for column in file.money
            )
        )
        if sum(part.height for part in frames) >= JUDGED_ROWS:
            break
    if not frames:
        return Money(False, {}, False, ())
    money = currency_columns.weighed([column.currency for column in file.money], frames)
    if not money.is_sure:
        intake.title += UNSURE
    return money


def _place(column: Column) -> int:
    places = (column.stated, column.low, column.high)
    return next(place for place in places if place is not None)


def _number(name: str) -> pl.Expr:
    return amounts.plain(pl.col(name)).cast(pl.Float64, strict=False)


def _amounts(file: _File, money: Money, frame: pl.DataFrame, intake: Intake) -> pl.DataFrame:
    """The rows once for each currency that is written, with `currency` and the bounds of spend."""
    written = [column for column in file.money if column.currency in money.written]
    unread = pl.any_horizontal(
        (_number(f"cell_{_place(column)}").fill_null(-1) < 0)
        & (pl.col(f"cell_{_place(column)}").str.strip_chars() != "")
        for column in written
    )
    for (line,) in frame.filter(unread).select(bulk.LINE).iter_rows():
        intake.refuse(
            "A row was not imported",
            "one of its amounts is no number from 0 on",
            "mend the amount, or leave the row out",
            row=line,
        )
    frame = frame.filter(~unread).with_row_index("in_frame")
    above = [(_number(f"cell_{_place(column)}") > 0).fill_null(value=False) for column in written]
    parts: list[pl.DataFrame] = []
    for number, column in enumerate(written):
        # A row below every floor is one row in the first currency; else only what was billed.
        chosen = above[number] if number else above[0] | ~pl.any_horizontal(above)
        part = frame if len(written) == 1 else frame.filter(chosen)
        parts.append(part.with_columns(**_bounds(column, money)))
    return pl.concat(parts).sort("in_frame", maintain_order=True)


def _bounds(column: Column, money: Money) -> dict[str, pl.Expr]:
    said = {"currency": pl.lit(column.currency), "same_money": pl.lit(money.same)}
    if column.stated is None:
        nothing = pl.lit(None, pl.Float64)
        low = nothing if column.low is None else _number(f"cell_{column.low}")
        high = nothing if column.high is None else _number(f"cell_{column.high}")
        return {**said, "spend_lower": low, "spend_upper": high}
    value, step = _number(f"cell_{column.stated}"), float(money.steps[column.currency])
    low = pl.when(value > step / 2).then(value - step / 2).when(value.is_not_null()).then(0.0)
    high = value + (step / 2 if money.nearest else step)
    return {**said, "spend_lower": low, "spend_upper": high}


def _common() -> dict[str, pl.Expr]:
    return {"provenance": pl.lit("published"), "counts_of": pl.lit(COUNTS_OF)}


def _cell(file: _File, title: str) -> pl.Expr:
    name = file.cells.get(title)
    return pl.lit(None, pl.String) if name is None else pl.col(name)


def _only_country(file: _File, title: str) -> pl.Expr:
    """The code where a cell states one region and that is a country."""
    return (
        _cell(file, title)
        .str.strip_chars()
        .map_elements(lambda cell: country_code(cell) if cell else None, return_dtype=pl.String)
    )


_MONEY: Final = ("currency", "same_money", "spend_lower", "spend_upper")


def _advertisers(file: _File, intake: Intake) -> Iterator[Batch]:
    intake.spell(creative_count="total_creatives", country_code="regions")
    money = _judged(file, intake)
    until = ad_bundle.reaches(file.source)
    intake.period_ends_on = until
    for frame in bulk.frames(file.source, intake):
        rows = _amounts(file, money, frame, intake)
        yield Batch(
            "advertiser",
            rows.select(
                bulk.LINE,
                *_MONEY,
                **_common(),
                advertiser_id=_cell(file, "advertiser_id"),
                advertiser_name=_cell(file, "advertiser_name"),
                public_ids=_cell(file, "public_ids_list"),
                regions_stated=_cell(file, "regions"),
                country_code=_only_country(file, "regions"),
                elections_stated=_cell(file, "elections"),
                platform=pl.lit("google"),
                covers_until_on=pl.lit(until, pl.Date),
                creative_count=amounts.plain(_cell(file, "total_creatives")),
            ),
        )


def _weeks(file: _File, intake: Intake) -> Iterator[Batch]:
    intake.spell(week_starts_on="week_start_date")
    money = _judged(file, intake)
    known = _countries_of_advertisers(file.source)
    cycle = _cell(file, "election_cycle")
    for frame in _dated(file, "week_start_date", intake):
        rows = _amounts(file, money, frame, intake)
        weeks = rows.select(
            bulk.LINE,
            *_MONEY,
            **_common(),
            advertiser_id=_cell(file, "advertiser_id").str.strip_chars(),
            advertiser_name=_cell(file, "advertiser_name"),
            election_cycle=cycle,
            week_starts_on=_cell(file, "week_start_date"),
            platform=pl.lit("google"),
            said=_country_of_cycle(file),
        )
        yield Batch(
            "advertiser_week",
            weeks.join(known, on="advertiser_id", how="left", maintain_order="left")
            .with_columns(country_code=pl.coalesce("said", "known"))
            .drop("said", "known"),
        )


def _dated(file: _File, title: str, intake: Intake) -> Iterator[pl.DataFrame]:
    """The rows of a file with the days of a column in ISO form, whatever their order of parts."""
    stated = dict(zip(titles_of(file.source), delimited.header(file.source), strict=True))[title]
    return day_columns.dated(file.source, intake, {file.cells[title]: stated})


def _country_of_cycle(file: _File) -> pl.Expr:
    """The country that an election cycle such as `US-Federal-2018` begins with."""
    named = _cell(file, "election_cycle").str.extract(r"^([A-Z]{2})-")
    return pl.when(named.is_in(_codes())).then(named)


def _codes() -> list[str]:
    letters = [chr(point) for point in range(ord("A"), ord("Z") + 1)]
    return [a + b for a in letters for b in letters if is_country_code(a + b)]


def _places(file: _File, intake: Intake) -> Iterator[Batch]:
    until = ad_bundle.reaches(file.source)
    if until is None:
        raise Problem(
            "Spend by place was not imported",
            "nothing says until when it was spent",
            "put the weekly file of the bundle beside it, or the day into the folder's name",
            file=file.source.path,
        )
    money = _judged(file, intake)
    intake.period_ends_on = until
    # In 2018 the bundle was of the United States alone, and named no country.
    of_2018 = "country" not in file.cells
    main = "state" if of_2018 else "country_subdivision_primary"
    minor = "congressional_district" if of_2018 else "country_subdivision_secondary"
    for frame in bulk.frames(file.source, intake):
        rows = _amounts(file, money, frame, intake)
        code = pl.lit("US") if of_2018 else _only_country(file, "country")
        places = rows.select(
            bulk.LINE,
            *_MONEY,
            **_common(),
            # A place that is no country stays as it is: the builder names the row.
            country_code=pl.coalesce(code, _cell(file, "country")),
            region=pl.coalesce(
                pl.when(_cell(file, part).str.strip_chars() != "").then(_cell(file, part))
                for part in (minor, main)
            ),
            window_kind=pl.lit("lifelong"),
            window_ends_on=pl.lit(until),
            platform=pl.lit("google"),
        )
        yield Batch("ad_location", places)


def _keywords(file: _File, intake: Intake) -> Iterator[Batch]:
    title = re.compile(r"keyword_(\d+)")
    ranks = sorted(int(match[1]) for name in file.cells if (match := title.fullmatch(name)))
    for frame in _dated(file, "report_date", intake):
        for rank in ranks:
            # The first layout says spend_1, and means US dollars.
            spend = re.compile(rf"spend_(?:([a-z]{{3}})_)?{rank}")
            hits = [
                ((match[1] or "usd").upper(), name)
                for name in file.cells
                if (match := spend.fullmatch(name))
            ]
            currency, amount = hits[0] if hits else ("USD", "")
            word = _cell(file, f"keyword_{rank}")
            rows = frame.filter(word.str.strip_chars() != "").select(
                bulk.LINE,
                **_common(),
                country_code=pl.coalesce(_only_country(file, "region"), _country_of_cycle(file)),
                election_cycle=_cell(file, "election_cycle"),
                reported_on=_cell(file, "report_date"),
                rank=pl.lit(rank),
                keyword=word,
                currency=pl.lit(currency),
                spend=amounts.plain(_cell(file, amount)),
            )
            yield Batch("ad_keyword", rows)


_READERS: Final[dict[str, Callable[[_File, Intake], Iterator[Batch]]]] = {
    "advertisers": _advertisers,
    "weeks": _weeks,
    "places": _places,
    "places_2018": _places,
    "keywords": _keywords,
}


def _countries_of_advertisers(source: Source) -> pl.DataFrame:
    """Advertisers of the bundle with exactly one region that is a country: identifier and code."""
    nothing = pl.DataFrame(schema={"advertiser_id": pl.String, "known": pl.String})
    found = [nothing]
    for stats in (other for other in beside(source) if kind_of(other) == "advertisers"):
        file = _File(stats, {t: f"cell_{p}" for p, t in enumerate(titles_of(stats))}, [])
        found.extend(
            frame.select(
                advertiser_id=_cell(file, "advertiser_id").str.strip_chars(),
                known=_only_country(file, "regions"),
            ).drop_nulls()
            for frame in bulk.frames(stats, Intake(stats.path))
        )
    return pl.concat(found).unique("advertiser_id", keep="first", maintain_order=True)


def _identity(source: Source) -> str:
    """Until when the totals of a file reach: the same bytes a month later say more."""
    timeless = kind_of(source) in {"advertisers", "places", "places_2018"}
    return str(ad_bundle.reaches(source)) if timeless else ""


IMPORTER = Importer(
    "Google political ads bundle",
    lambda source: kind_of(source) is not None,
    _read,
    specificity=15,
    identity=_identity,
    download=ad_bundle.download,
)
