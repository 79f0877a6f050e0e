"""Lists of elections of any origin: a row an election, or many, as data sets of results have them.

Columns are told by what they are usually called. What such a file must say is where, when and
what was voted on; where one of these columns is missing, that is told. Rows of one place, day and
kind are one election: the further rows are its parties, candidates or constituencies. A file that
has votes or seats tells of elections that were held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from eoc_app.builder.cells import election_events, named_days
from eoc_app.builder.cells.election_events import polling_days
from eoc_app.builder.cells.election_harvest import Harvest, not_known_before
from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code
from eoc_app.domain.dates import span, spoken_date
from eoc_app.domain.dates.spoken_date import SpokenDate
from eoc_app.domain.elections import election_words

COUNTRY: Final = (
    "country_name", "countryname", "country", "country_iso2", "country_iso3", "country_iso",
    "country_code", "country_name_short", "country_abbrev", "country_short", "iso2", "iso3",
    "iso_a2", "iso_a3", "iso2c", "iso3c", "countrycode", "ctr_n", "cntry", "nation", "state_name",
    "country_territory", "country_or_territory", "country_name_long", "country_text_id",
    "countrylabel", "country_label",
)  # fmt: skip
DAY: Final = (
    "election_date", "date_of_election", "electiondate", "election_day", "polling_day",
    "polling_date", "polling_on", "polling_starts_on", "date_of_poll", "poll_date", "voting_date",
    "elec_date", "edate", "e_date", "election_date_start", "date", "first_round_date",
)  # fmt: skip
YEAR: Final = ("election_year", "elec_year", "year", "yr", "electionyear", "eyear")
MONTH: Final = ("election_month", "elec_month", "month", "mn", "mo", "emonth")
DAY_OF_MONTH: Final = ("election_day_of_month", "elec_day", "day", "dy", "eday", "mmdd")
KIND: Final = (
    "election_type", "type_of_election", "election_kind", "election_name", "election",
    "election_for", "electiontype", "elec_type", "types", "type", "kind", "office", "contest",
    "election_title", "event", "body", "institution", "chamber", "electionlabel", "itemlabel",
    "typelabel",
)  # fmt: skip
COUNTED: Final = re.compile(r"votes?|seats?|turnout|vote_share|pv|pvote|pct|percent|ballots")
_ABOUT_ELECTIONS: Final = re.compile(
    r"elec(?:tion)?(?:_.*|id|date|year|type|label)?|.*_election(?:_.*)?|polling_(?:day|date|on)|edate"
)
_SURELY: Final = re.compile(r"elec(?:tion)?_?(?:date|day|type|kind|year|id|name)|polling_\w+")
_LEGISLATIVE: Final = (frozenset({"ctr_n", "cst_n"}), frozenset({"edate", "partyname"}))
"""Columns that only data sets of parliamentary elections have, which name no kind."""
_BODIES: Final = {
    "parliament": "parliamentary election", "ep": "European Parliament election",
    "legislature": "legislative election", "executive": "presidential election",
    "legislative/parliamentary": "legislative election", "lower house": "legislative election",
    "upper house": "senate election", "national": "national election",
    "parliamentary": "parliamentary election", "lh": "legislative election",
    "sn": "senate election", "uh": "senate election", "head of government": "general election",
}  # fmt: skip
_SAMPLE: Final = 200
FURTHER: Final = "further rows of an election: parties, candidates or constituencies"


@dataclass(frozen=True)
class _Layout:
    """The columns of a list, by what they hold; None for what none holds."""

    country: str | None
    day: str | None
    year: str | None
    month: str | None
    day_of_month: str | None
    kind: str | None
    body: str | None
    """What all elections of the file are of, where no column needs to say so."""
    are_held: bool
    are_events: bool
    """Whether a row is what happened around an election, and not the election itself."""
    is_surely_one: bool
    """Whether a column is called as only such lists call theirs."""

    @property
    def missing(self) -> list[str]:
        """What the file does not say and must."""
        return [
            words
            for words, is_there in (
                ("country (such as country, country_name or iso3)", self.country),
                ("polling day (such as election_date, date or year)", self.day or self.year),
                ("kind of election (such as election_type or type)", self.kind or self.body),
            )
            if not is_there
        ]


def _layout(source: Source) -> _Layout | None:
    """Where a list of elections keeps what; None for a file that is none."""
    names = columns(source)
    if len(names) < 2 or not any(map(_ABOUT_ELECTIONS.fullmatch, names)):
        special = any(known <= set(names) for known in _LEGISLATIVE)
        if not special:
            return None
    sample = _sample(source)
    body = "parliamentary election" if any(one <= set(names) for one in _LEGISLATIVE) else None
    if set(names) >= election_events.NEEDED:
        body = "election"
    return _Layout(
        country=_best(names, COUNTRY, sample, lambda text: country_code(text) is not None),
        day=_best(names, DAY, sample, _is_day),
        year=_best(names, YEAR, sample, lambda text: bool(_YEAR.fullmatch(text))),
        month=_best(names, MONTH, sample, lambda text: bool(_NUMBER.fullmatch(text))),
        day_of_month=_best(names, DAY_OF_MONTH, sample, lambda text: bool(_NUMBER.fullmatch(text))),
        kind=_best(names, KIND, sample, lambda text: _kind(text) != "other"),
        body=body,
        are_held=any(map(COUNTED.fullmatch, names)),
        are_events=set(names) >= election_events.NEEDED,
        is_surely_one=any(map(_SURELY.fullmatch, names)),
    )


_YEAR: Final = re.compile(r"(?:17|18|19|20|21)\d\d(?:\.0)?")
_NUMBER: Final = re.compile(r"\d{1,4}(?:\.0)?")


def _sample(source: Source) -> list[NamedRow]:
    found: list[NamedRow] = []
    for record in named_rows(source, Intake(source.path)):
        found.append(record)
        if len(found) == _SAMPLE:
            break
    return found


def _best(
    names: list[str], wanted: tuple[str, ...], sample: list[NamedRow], fits: object
) -> str | None:
    """The first of the usual columns whose cells are mostly what is looked for."""
    test = fits if callable(fits) else bool
    for name in wanted:
        if name not in names:
            continue
        cells = [record.cells[name] for record in sample if record.cells.get(name)]
        if cells and 2 * len([cell for cell in cells if test(cell)]) > len(cells):
            return name
    return None


def _is_day(text: str) -> bool:
    return spoken_date.parse(text) is not None or bool(span.readings(text))


def _words(text: str) -> str:
    word = text.casefold().strip()
    if word in election_words.KINDS and word != "referendum":
        return f"{word} election"
    return _BODIES.get(word, text)


def _kind(text: str) -> str:
    return election_words.kind(_words(text))


def _recognises(source: Source) -> bool:
    layout = _layout(source)
    if layout is None:
        return False
    # A file about something else may well say of each row whether there was an election.
    return not layout.missing or (len(layout.missing) == 1 and layout.is_surely_one)


def _when(record: NamedRow, layout: _Layout, dated: NamedDays) -> SpokenDate | None:
    if layout.day is not None:
        return dated.spoken(record.cells[layout.day], layout.day)
    named = (layout.year, layout.month, layout.day_of_month)
    year, month, day = (record.cells.get(name or "", "") for name in named)
    return named_days.of_parts(year, month, day, month_and_day=layout.day_of_month == "mmdd")


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every election of a list, once, however many rows tell of it."""
    layout = _layout(source)
    if layout is None:
        return
    intake.title, intake.publisher = "List of elections", "as compiled by others"
    if layout.missing or layout.country is None:
        intake.refuse(
            "A list of elections was not imported",
            f"no column of it says the {layout.missing[0]} in words or days that are known;"
            f" it has {', '.join(columns(source))}",
            "add the column, or rename the one that holds it and write out what it holds",
            row=1,
            column=layout.missing[0].partition(" (")[0],
        )
        return
    harvest = Harvest(source, intake)
    if layout.are_events:
        intake.title = "Events around elections"
        rows = named_rows(source, intake)
        yield from polling_days(
            rows, harvest, layout.country, lambda record: _when(record, layout, harvest.dated)
        )
        return
    known: set[tuple[str | None, SpokenDate, str, str, str]] = set()
    column = layout.day or layout.year or ""
    for record in named_rows(source, intake, apart=False):
        place = harvest.place(record.cells[layout.country], record.line, layout.country)
        if place is None:
            continue
        said = record.cells[column]
        if spoken_date.says_no_date(said):
            intake.skip("elections without a day")
            continue
        when = _when(record, layout, harvest.dated)
        if when is None:
            intake.refuse(
                "A polling day cannot be read",
                span.unsure(said) or "it is no day that can be read",
                "write YYYY-MM-DD, or the month or the year where no more is known",
                row=record.line,
                column=column,
                value=said,
            )
            continue
        stated = record.cells.get(layout.kind or "", "") or layout.body or "election"
        name = _words(stated)
        round_ = record.first("round") or election_words.round_of(name) or "not stated"
        key = (place[1], when, _kind(stated), name, round_)
        if key in known:
            intake.skip(FURTHER)
            continue
        known.add(key)
        status = "held" if layout.are_held and when.ends_on < date.max else "scheduled"
        harvest.add(
            record.line, place, name, _kind(stated), when, round_, status=status,
            **not_known_before(record),
        )  # fmt: skip
        yield from harvest.batches()
    yield from harvest.batches(at_least=1)


# Below all others: they know their files better than by what columns are usually called.
IMPORTER = Importer("List of elections", _recognises, _read, specificity=2)
