"""Turnout of past elections by country and year, with the sizes of the electorate where stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.conventions import tell_unread
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.sources.table_rows import table_rows
from eoc_app.core.country import country_code
from eoc_app.domain.figures import quantity

BATCH_ROWS: Final = 5_000
AGGREGATES: Final = frozenset(
    {
        *("world", "africa", "asia", "europe", "oceania", "americas", "asia-pacific"),
        *("north america", "south america", "latin america", "middle east", "european union"),
    }
)
ELECTORATE: Final = {
    "registration": ("registered_voters", "voters on the register"),
    "voting age population": ("voting_age_population", "people of voting age"),
    "population": ("population", "people"),
}
KOSOVO: Final = "OWID_KOS"


@dataclass(frozen=True)
class _Layout:
    """Columns by number: place, its code where the file has codes, year, turnout, type, sizes."""

    place: int
    code: int | None
    year: int
    turnout: int
    kind: int | None
    sizes: dict[str, int]
    metric: str
    width: int


def _layout(source: Source) -> _Layout | None:
    cells = [" ".join(cell.lower().replace("_", " ").split()) for cell in header(source)]
    place = next((cells.index(name) for name in ("country", "entity") if name in cells), None)
    turnout = next((n for n, cell in enumerate(cells) if cell.startswith("voter turnout")), None)
    if place is None or turnout is None or "year" not in cells:
        return None
    of_age = "voting age" in cells[turnout] or "voting-age" in cells[turnout]
    return _Layout(
        place,
        cells.index("code") if "code" in cells else None,
        cells.index("year"),
        turnout,
        cells.index("election type") if "election type" in cells else None,
        {name: cells.index(name) for name in ELECTORATE if name in cells},
        "turnout_voting_age" if of_age else "turnout",
        len(cells),
    )


def recognises(source: Source) -> bool:
    """Whether the header names a country or entity, a year and voter turnout."""
    return _layout(source) is not None


def _percentage(text: str) -> float | None:
    """A percentage with or without its sign as a share; None where it is none of 0 to 100."""
    value = quantity.number(text.replace("%", "").strip())
    return round(value / 100, 10) if value is not None and value <= 100 else None


def _not_a_country(place: str, code: str | None) -> str | None:
    """Why a place is no country of today, by the file's own codes; None where it may be one."""
    folded = place.lower()
    if folded in AGGREGATES or "weighted" in folded or "income" in folded or code == "OWID_WRL":
        return "an aggregate of countries"
    if (code and code.startswith("OWID_") and code != KOSOVO) or code == "" or "(former)" in folded:
        return "a state that is no more, or a place without a country's code"
    return None


@dataclass(frozen=True)
class _Row:
    """One line of the file, its cells padded to the header's width."""

    cells: list[str]
    layout: _Layout

    @property
    def place(self) -> str:
        return self.cells[self.layout.place]

    @property
    def code(self) -> str | None:
        return None if self.layout.code is None else self.cells[self.layout.code]

    @property
    def turnout(self) -> str:
        return self.cells[self.layout.turnout]

    @property
    def country_code(self) -> str | None:
        if self.code == KOSOVO:
            return "XK"
        return country_code(self.code or self.place) or country_code(self.place)

    @property
    def year(self) -> int | None:
        match = re.fullmatch(r"1[789]\d\d|20\d\d", self.cells[self.layout.year])
        return int(match[0]) if match else None

    def no_fact(self) -> str | None:
        """Why the row can hold no fact, or None."""
        if not any(self.cells):
            return "blank separator row"
        if reason := _not_a_country(self.place, self.code):
            return reason
        sizes = (self.cells[number] for number in self.layout.sizes.values())
        return None if self.turnout or any(sizes) else "no turnout is stated"

    def fault(self) -> tuple[str, str, str] | None:
        """Column, reason and value of what keeps the row out."""
        if self.year is None:
            return "year", "it is no year", self.cells[self.layout.year]
        if self.country_code is None:
            return "country", "no country of today has this name or code", self.place
        if self.turnout and _percentage(self.turnout) is None:
            return "voter turnout", "it is no percentage from 0 to 100", self.turnout
        return None


def _figures(row: _Row, intake: Intake, line: int) -> Iterator[dict[str, Any]]:
    """The row's figures: metric, value, unit and what is counted."""
    share = _percentage(row.turnout)
    if share is not None:
        of_age = row.layout.metric != "turnout"
        voted = "people of voting age who voted" if of_age else "registered voters who voted"
        yield _figure(row.layout.metric, share, "share", voted)
    for name, number in row.layout.sizes.items():
        text = row.cells[number]
        size = quantity.number(text)
        metric, counted = ELECTORATE[name]
        if size is not None:
            yield _figure(metric, size, "people", counted)
        elif text:
            intake.refuse(
                "A size of the electorate was left empty",
                "the cell is no number",
                "write digits, with or without thousands commas",
                row=line,
                column=name,
                value=text,
            )


def _figure(metric: str, value: float, unit: str, counts_of: str) -> dict[str, Any]:
    return {
        "counts_of": counts_of,
        "metric": metric,
        "value": value,
        "lower": value,
        "upper": value,
        "unit": unit,
    }


def _rows(source: Source, intake: Intake, layout: _Layout) -> Iterator[tuple[int, int, _Row]]:
    """Rows that hold a fact, with their line and year; the others are counted or refused."""
    for line, raw in table_rows(source, intake):
        padding = [""] * (layout.width - len(raw))
        row = _Row([cell.strip() for cell in raw] + padding, layout)
        reason = row.no_fact()
        fault, year = row.fault(), row.year
        if reason:
            intake.skip(reason)
        elif fault or year is None:
            column, why, value = fault or ("year", "it is no year", "")
            remedy = "correct the row, or add the name to the country aliases"
            intake.refuse(
                "A turnout was not imported", why, remedy, row=line, column=column, value=value
            )
        else:
            yield line, year, row


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Turnout as a share, and the electorate's sizes, for each country and year."""
    layout = _layout(source)
    if layout is None:
        return
    titles = header(source)
    read_from = (layout.place, layout.code, layout.year, layout.turnout, layout.kind)
    places = [place for place in (*read_from, *layout.sizes.values()) if place is not None]
    tell_unread(intake, titles, [titles[place] for place in places])
    intake.title = "Voter turnout by country and year"
    intake.publisher = "International IDEA" if layout.kind is not None else "Our World in Data"
    years: list[int] = []
    batch: list[dict[str, Any]] = []
    for line, year, row in _rows(source, intake, layout):
        years.append(year)
        common = {
            "source_row": line,
            "provenance": "published",
            "scope": "country",
            "country_code": row.country_code,
            "period_starts_on": date(year, 1, 1),
            "period_ends_on": date(year, 12, 31),
            "platform": "offline",
            "family": "election",
            "scope_note": None if layout.kind is None else row.cells[layout.kind],
            "citation": intake.publisher,
            "qualifier": "exact",
            "cell": "observed",
        }
        batch += [{**common, **figure} for figure in _figures(row, intake, line)]
        if len(batch) >= BATCH_ROWS:
            yield Batch("published_figure", pl.from_dicts(batch, infer_schema_length=None))
            batch = []
    if years:
        intake.period_starts_on = date(min(years), 1, 1)
        intake.period_ends_on = date(max(years), 12, 31)
    if batch:
        yield Batch("published_figure", pl.from_dicts(batch, infer_schema_length=None))


IMPORTER = Importer("Voter turnout by country and year", recognises, read)
