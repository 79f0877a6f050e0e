"""People and the share of them that is online, by country and year: ITU, the World Bank and others.

Both are an upper bound of what any platform reaches, and not the reach of one. A table is one row a
country and year, or one row a country with a column for each year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from eoc_app.builder.cells.country_facts import CountryFacts, exact
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.figures import quantity

PLACE: Final = ("entity", "country", "country_name", "country_code", "code", "iso3")
_ONLINE: Final = re.compile(
    r"share_of_population_online|(?:share_of_)?(?:the_)?(?:individuals|population|people)_using_"
    r"(?:the_)?internet.*|share_of_individuals_using_the_internet|internet_users_percent.*"
)
_PEOPLE: Final = re.compile(r"population(?:_historical.*|_total)?|pop")
_YEARS: Final = re.compile(r"(pop|population|online|)_?((?:19|20)\d\d)(?:_yr(?:19|20)\d\d)?")
INDICATORS: Final = {"it_net_user_zs": "online", "sp_pop_totl": "people"}
"""The World Bank's codes of the two."""
BLANK: Final = "years without a figure"


@dataclass(frozen=True)
class _Figure:
    """A column of figures: what it holds, and its year where it has only one."""

    column: str
    what: str
    year: int | None


def _figures(names: list[str]) -> list[_Figure]:
    """The columns with figures; of a table of the World Bank each row says what it holds."""
    if "year" in names:
        shapes = ((_ONLINE, "online"), (_PEOPLE, "people"))
        return [
            _Figure(name, what, None)
            for name in names for shape, what in shapes if shape.fullmatch(name)
        ]  # fmt: skip
    figures = []
    for name in names:
        if match := _YEARS.fullmatch(name):
            what = {"online": "online", "": "indicator"}.get(match[1], "people")
            figures.append(_Figure(name, what, int(match[2])))
    if any(figure.what == "indicator" for figure in figures) and "indicator_code" not in names:
        return []
    return figures


def _recognises(source: Source) -> bool:
    names = columns(source)
    is_turnout = any("turnout" in name for name in names)
    return not is_turnout and bool(set(names) & set(PLACE)) and bool(_figures(names))


def _add(facts: CountryFacts, row: NamedRow, code: str, year: int, column: str, what: str) -> None:
    text = row.cells[column]
    value = quantity.number(text.removesuffix("%").strip())
    if value is None or value < 0 or (what == "online" and value > 100):
        why = "it is no percentage from 0 to 100" if what == "online" else "it is no count"
        facts.refuse(row, column, why, "write a number")
        return
    is_share = what == "online"
    facts.add(
        row,
        scope="country",
        country_code=code,
        period_starts_on=date(year, 1, 1),
        period_ends_on=date(year, 12, 31),
        platform="offline",
        family="connectivity" if is_share else "population",
        metric="people_online" if is_share else "population",
        unit="share" if is_share else "people",
        citation=facts.intake.publisher,
        **exact(round(value / 100, 10) if is_share else value),
    )
    facts.covers(date(year, 1, 1), date(year, 12, 31))


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every figure of a table, one a country and year."""
    figures = _figures(columns(source))
    shares = any(one.what == "online" for one in figures)
    intake.title = "People online by country and year" if shares else "People by country and year"
    intake.publisher = "ITU" if shares else "as compiled by others"
    words = "people who used the internet in the year" if shares else "people of a country"
    facts = CountryFacts(intake, "published_figure", words, "A figure")
    for row in named_rows(source, intake):
        filled = [one for one in figures if row.cells[one.column]]
        if len(filled) < len(figures):
            intake.skip(BLANK, len(figures) - len(filled))
        code = facts.country(row, *PLACE) if filled else None
        own = INDICATORS.get(row.cells.get("indicator_code", "").casefold().replace(".", "_"))
        for one in filled if code else []:
            year = one.year or facts.year(row, "year")
            what = own if one.what == "indicator" else one.what
            if what is None:
                intake.skip("indicators that are neither people online nor population")
            elif year is not None and code is not None:
                _add(facts, row, code, year, one.column, what)
        yield from facts.batches()
    yield from facts.batches(at_least=1)


IMPORTER = Importer("People and people online", _recognises, _read, specificity=8)
