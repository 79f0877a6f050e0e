"""Ratings of countries by edition: Freedom House, RSF, V-Dem and the EIU.

An edition is the year in which it was published, which is not the year that it speaks of. Each item
keeps its scale with its direction. A version of V-Dem restates all years, so all its values were
known from its own day on, and none before. A cell that says that a country is not rated is no
number; a value outside its scale is refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from eoc_app.builder.cells.country_facts import CountryFacts
from eoc_app.builder.cells.known_from import assumed
from eoc_app.builder.cells.rating_numbers import RANK, Numbers
from eoc_app.builder.cells.rating_scales import (
    EIU,
    FIRST_NEW_PRESS,
    FREEDOM,
    PRESS,
    VDEM,
    Index,
    Scale,
)  # fmt: skip
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.figures import quantity

PLACE: Final = ("country_name", "country", "country_territory", "country_en", "en_country",
                "country_code", "country_text_id", "iso", "iso3")  # fmt: skip
YEAR: Final = ("edition", "year", "year_n")
NOT_RATED: Final = frozenset({"not rated", "not_rated", "nr", "n/a", "na", "nan", "-", "..", "—"})
BLANK: Final = "ratings left blank"
TERRITORY: Final = "territories, which are rated beside countries"
_VERSION: Final = re.compile(r"(?<![a-z0-9])v(?:dem)?[-_ ]?v?(\d{2})(?!\d)")
_VERSION_0: Final = 2010
"""Version n of V-Dem appears in the year 2010 + n."""
_PRESS_MARKS: Final = frozenset(
    {"zone", "safety", "political_context", "score_n", "rank_evolution"}
)


def _item(index: Index, name: str) -> str | None:
    """The item that a column holds; RSF calls its score by two names."""
    if index is PRESS:
        return "score" if name in {"score", "score_n"} else None
    return name if name in index.scales else None


def _word(index: Index, item: str) -> str:
    """The item by its publisher's word, as far as a column's name tells it."""
    if index is FREEDOM and len(item) <= 2:
        return item.upper()
    return "overall_score" if item == "eiu" else item


def _index(source: Source, names: list[str]) -> Index | None:
    known = set(names)
    if not known & set(PLACE) or not known & set(YEAR):
        return None
    if {"edition", "a1", "a"} <= known:
        return FREEDOM
    if known & set(VDEM.scales):
        return VDEM
    if "eiu" in known or len(known & set(EIU.scales)) >= 3:
        return EIU
    spoken = f"{source.name} {' '.join(source.around[:1])}".casefold()
    scored = known & {"score", "score_n"} and known & set(RANK)
    if scored and (known & _PRESS_MARKS or re.search(r"rsf|press", spoken)):
        return PRESS
    return None


def _recognises(source: Source) -> bool:
    return _index(source, columns(source)) is not None


@dataclass
class _Ratings:
    """The ratings of one source."""

    source: Source
    index: Index
    names: list[str]
    facts: CountryFacts
    rows: list[tuple[NamedRow, int]] = field(default_factory=list)
    """Rows with the year that their file gives."""

    def take(self, intake: Intake) -> None:
        """Read every row whose year is one."""
        column = next(name for name in YEAR if name in self.names)
        for row in named_rows(self.source, intake):
            if row.cells.get("c_t", "").casefold() == "t":
                intake.skip(TERRITORY)
                continue
            year = self.facts.year(row, column)
            if year is not None:
                self.rows.append((row, year))
            for name in self.names:
                if _item(self.index, name.removesuffix("_codelow").removesuffix("_codehigh")):
                    row.cells.get(name)  # which is read when all rows are known
            for name in (*PLACE, *RANK):
                row.cells.get(name)

    def edition(self, year: int) -> tuple[int, int]:
        """The edition of a row and the year that it judges."""
        if not self.index.is_of_year_before:
            return year, year - 1
        if self.index is VDEM:
            return self.version(), year
        return year + 1, year

    def version(self) -> int:
        """The year of the version of V-Dem: as its name says, and after every year that it has."""
        match = _VERSION.search(f"{self.source.name} {' '.join(self.source.around[:1])}".casefold())
        named = _VERSION_0 + int(match[1]) if match else 0
        return max(named, *(year + 1 for _, year in self.rows))

    def span(self, edition: int) -> str:
        """The method by which an edition was made."""
        if self.index is VDEM:
            return f"version of {edition}"
        if self.index is not PRESS:
            return "one method"
        return (
            f"from {FIRST_NEW_PRESS}" if edition >= FIRST_NEW_PRESS else f"to {FIRST_NEW_PRESS - 1}"
        )

    def fact(self, row: NamedRow, year: int, code: str, item: str, scale: Scale) -> dict[str, Any]:
        """What every rating of a row shares."""
        edition, judged = self.edition(year)
        month, day = self.index.out_by
        rank = row.first(*RANK).removesuffix(".0")
        return {
            "country_code": code,
            "publisher": self.index.publisher,
            "index_name": self.index.name,
            "item": _word(self.index, item),
            "edition": edition,
            "judged_year": judged,
            "scale_worst": scale.worst,
            "scale_best": scale.best,
            "rank": int(rank) if rank.isdecimal() else None,
            "method_span": self.span(edition),
            **assumed(date(edition, month, day), 0),
        }

    def bound(self, row: NamedRow, name: str, scale: Scale) -> float | None:
        """A bound that the file has; NaN after reporting that it is no number on the scale."""
        text = row.cells.get(name, "")
        value = quantity.number(text)
        if not text or (value is not None and scale.holds(value)):
            return value
        self.facts.refuse(row, name, "it is no bound on the scale", "write it as it is published")
        return math.nan

    def add(self, row: NamedRow, year: int, numbers: Numbers) -> None:
        """Keep the ratings of a row, one an item."""
        code = self.facts.country(row, *PLACE)
        if code is None:
            return
        for name in self.names:
            item = _item(self.index, name)
            if item is None:
                continue
            text = row.cells[name]
            if not text:
                self.facts.intake.skip(BLANK)
                continue
            scale = numbers.scale(year, item)
            fact = self.fact(row, year, code, item, scale)
            if text.casefold() in NOT_RATED:
                self.facts.add(row, **fact, cell="not_rated")
                continue
            value, why = numbers.value(row, year, text)
            if value is None or not scale.holds(value):
                ends = f"{scale.worst:g} (worst) to {scale.best:g} (best)"
                self.facts.refuse(row, name, why or f"it lies outside its scale, {ends}",
                                  "write it as the publisher has it")  # fmt: skip
                continue
            lower = self.bound(row, f"{name}_codelow", scale)
            upper = self.bound(row, f"{name}_codehigh", scale)
            if not any(bound is not None and math.isnan(bound) for bound in (lower, upper)):
                self.facts.add(row, **fact, value=value, lower=lower, upper=upper, cell="observed")


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every rating of a file."""
    names = columns(source)
    index = _index(source, names) or FREEDOM
    intake.title, intake.publisher = index.name, index.publisher
    facts = CountryFacts(
        intake, "country_rating", f"the rating of a country in {index.name}", "A rating"
    )
    ratings = _Ratings(source, index, names, facts)
    ratings.take(intake)
    numbers = Numbers(index, ratings.rows)
    for row, year in ratings.rows:
        ratings.add(row, year, numbers)
        edition, judged = ratings.edition(year)
        facts.covers(date(judged, 1, 1), date(max(judged, edition - 1), 12, 31))
        yield from facts.batches()
    yield from facts.batches(at_least=1)


IMPORTER = Importer("Ratings of countries", _recognises, _read, specificity=20)
