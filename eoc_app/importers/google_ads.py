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
from datetime import date, timedelta
from typing import Final

import polars as pl

from eoc_app.domain.country import country_code, is_country_code
from eoc_app.importers import Importer
from eoc_app.problem import Problem
from eoc_app.sources import amounts, bulk, currency_columns, delimited
from eoc_app.sources.bundle import beside
from eoc_app.sources.currency_columns import Column, Money
from eoc_app.sources.intake import Batch, Intake
from eoc_app.sources.source import Source

COUNTS_OF: Final = "spend on political ads on Google's ad services"
_KINDS: Final = {
    "advertisers": {"advertiser_id", "total_creatives"},
    "weeks": {"advertiser_id", "week_start_date"},
    "places": {"country", "country_subdivision_primary"},
    "keywords": {"report_date", "keyword_1"},
}
_OTHERS: Final = {
    "ads one by one, which the format does not keep": {"ad_id", "advertiser_id"},
    "targeting of campaigns, which the format does not keep": {"campaign_id", "advertiser_id"},
    "names that advertisers declared, without amounts": {"advertiser_declared_name"},
    "a list that maps advertisers to other identifiers, without amounts": {"advertiser_id"},
}
DAYS: Final = "days that the bundle covers, or on which it was made: no facts"
_OF_DAYS: Final = re.compile(r"(?:report_)?data_updated_\w+|date_range_(?:start|end)|\w*_date")
NAMES: Final = "names with row numbers: no identifiers, days or amounts, so no facts"
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
UNSURE: Final = " (too few amounts tell whether its currencies are one money: all are kept)"
JUDGED_ROWS: Final = 400_000


@dataclass(frozen=True)
class _File:
    """One file of a bundle: where its cells are, and how its money is to be read."""

    source: Source
    cells: dict[str, str]
    money: list[Column]


def _titles(source: Source) -> list[str]:
    return [title.lower().replace(" ", "_") for title in delimited.header(source)]


def _kind(source: Source) -> str | None:
    titles = _titles(source)
    for kind, needed in _KINDS.items():
        if needed <= set(titles) and (kind == "keywords" or currency_columns.columns(titles)):
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


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    kind = _kind(source) or NAMES
    intake.title = f"Political ads transparency bundle: {source.name}"
    intake.publisher = "unknown" if kind == NAMES else "Google"
    if kind == NAMES:
        for _ in delimited.rows(source):
            intake.read()
            intake.skip(NAMES)
        return
    if kind not in _KINDS:
        for frame in bulk.frames(source, intake):
            intake.skip(kind, frame.height)
        return
    titles = _titles(source)
    cells = {title: f"cell_{place}" for place, title in enumerate(titles)}
    file = _File(source, cells, currency_columns.columns(titles))
    yield from _READERS[kind](file, intake)


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
    money = _judged(file, intake)
    until = _reaches(file.source)
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
    money = _judged(file, intake)
    known = _countries_of_advertisers(file.source)
    cycle = _cell(file, "election_cycle")
    named = cycle.str.extract(r"^([A-Z]{2})-")
    for frame in bulk.frames(file.source, intake):
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
            said=pl.when(named.is_in(_codes())).then(named),
        )
        yield Batch(
            "advertiser_week",
            weeks.join(known, on="advertiser_id", how="left", maintain_order="left")
            .with_columns(country_code=pl.coalesce("said", "known"))
            .drop("said", "known"),
        )


def _codes() -> list[str]:
    letters = [chr(point) for point in range(ord("A"), ord("Z") + 1)]
    return [a + b for a in letters for b in letters if is_country_code(a + b)]


def _places(file: _File, intake: Intake) -> Iterator[Batch]:
    until = _reaches(file.source)
    if until is None:
        raise Problem(
            "Spend by place was not imported",
            "nothing says until when it was spent",
            "put the weekly file of the bundle beside it, or the day into the folder's name",
            file=file.source.path,
        )
    money = _judged(file, intake)
    intake.period_ends_on = until
    main, minor = "country_subdivision_primary", "country_subdivision_secondary"
    for frame in bulk.frames(file.source, intake):
        rows = _amounts(file, money, frame, intake)
        code = _only_country(file, "country")
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
    for frame in bulk.frames(file.source, intake):
        for rank in ranks:
            spend = re.compile(rf"spend_([a-z]{{3}})_{rank}")
            hits = [
                (match[1].upper(), name) for name in file.cells if (match := spend.fullmatch(name))
            ]
            currency, amount = hits[0] if hits else ("USD", "")
            word = _cell(file, f"keyword_{rank}")
            rows = frame.filter(word.str.strip_chars() != "").select(
                bulk.LINE,
                **_common(),
                country_code=_only_country(file, "region"),
                election_cycle=_cell(file, "election_cycle"),
                reported_on=_cell(file, "report_date"),
                rank=pl.lit(rank),
                keyword=word,
                currency=pl.lit(currency),
                spend=_cell(file, amount),
            )
            yield Batch("ad_keyword", rows)


_READERS: Final[dict[str, Callable[[_File, Intake], Iterator[Batch]]]] = {
    "advertisers": _advertisers,
    "weeks": _weeks,
    "places": _places,
    "keywords": _keywords,
}


def _reaches(source: Source) -> date | None:
    """The last day that a bundle covers, or None where nothing says it."""
    for name in (source.name, *source.around):
        match = _DAY.search(name)
        if match is not None:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    stated = [day for other in beside(source) if _kind(other) == DAYS for day in _days(other)]
    if stated:
        return max(stated)
    last: date | None = None
    for weekly in (other for other in beside(source) if _kind(other) == "weeks"):
        place = _titles(weekly).index("week_start_date")
        for frame in bulk.frames(weekly, Intake(weekly.path)):
            day = frame.select(
                pl.col(f"cell_{place}").str.to_date("%Y-%m-%d", strict=False).max()
            ).item()
            last = max(filter(None, (last, day)), default=None)
    return None if last is None else last + timedelta(days=6)


def _days(source: Source) -> Iterator[date]:
    """The days that a file of days states."""
    for frame in bulk.frames(source, Intake(source.path)):
        for column in frame.select(pl.exclude(bulk.LINE)).iter_columns():
            yield from column.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False).drop_nulls()


def _countries_of_advertisers(source: Source) -> pl.DataFrame:
    """Advertisers of the bundle with exactly one region that is a country: identifier and code."""
    nothing = pl.DataFrame(schema={"advertiser_id": pl.String, "known": pl.String})
    found = [nothing]
    for stats in (other for other in beside(source) if _kind(other) == "advertisers"):
        file = _File(stats, {t: f"cell_{p}" for p, t in enumerate(_titles(stats))}, [])
        found.extend(
            frame.select(
                advertiser_id=_cell(file, "advertiser_id").str.strip_chars(),
                known=_only_country(file, "regions"),
            ).drop_nulls()
            for frame in bulk.frames(stats, Intake(stats.path))
        )
    return pl.concat(found).unique("advertiser_id", keep="first", maintain_order=True)


IMPORTER = Importer(
    "Google political ads bundle",
    lambda source: _kind(source) is not None,
    _read,
    specificity=15,
)
