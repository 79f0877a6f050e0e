"""Violent events, one by one: UCDP GED and its candidate events, DECO, and exports of ACLED.

Actors, places, sources and words are left where they are: an event is a country, its days, its kind
and its deaths. Data sets list the same event under keys of their own, so each event names its set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from eoc_app.builder.cells.country_facts import CountryFacts
from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.cells.known_from import assumed
from eoc_app.builder.cells.named_days import NamedDays
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import NamedRow, columns, folded, named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.figures import quantity

PLACE: Final = ("country", "country_code", "iso", "iso3")
KEYS: Final = ("id", "event_id_cnty", "data_id", "event_id")
_UCDP: Final = frozenset({"type_of_violence", "best", "date_start"})
_ACLED: Final = frozenset({"event_date", "event_type"})
_CANDIDATE: Final = re.compile(r"candidate|v?\d\d[._]0[._]\d")
_KINDS: Final = {"1": "state_based", "2": "non_state", "3": "one_sided"}
_OTHER: Final = {**_KINDS, "4": "other"}
"""DECO has a kind of its own for what is none of the three."""
_PRECISIONS: Final = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}
_ACLED_PRECISIONS: Final = {"1": "day", "2": "week", "3": "month"}
_CLOCK: Final = re.compile(r"[ T]\d\d:\d\d.*")
TWINS: Final = "events without a key that are alike in all that the file says of them were all kept"
DECO_KNOWN_ON: Final = date(2021, 5, 31)
"""The first version appeared then; it codes the years 1989 to 2017."""
LAG_DAYS: Final = {"ucdp_candidate": 21, "acled": 14}
"""Candidate events of a month appear about the 20th of the next; ACLED publishes every week."""
NAMES: Final = {
    "ucdp_ged": ("UCDP Georeferenced Event Dataset", "UCDP"),
    "ucdp_candidate": ("UCDP candidate events", "UCDP"),
    "deco": ("Deadly electoral conflict (DECO)", "UCDP"),
    "acled": ("Political violence events", "ACLED"),
}


def _dataset(source: Source, names: list[str]) -> str | None:
    known = set(names)
    if known >= _UCDP:
        if any(name.startswith("electoral_") for name in names):
            return "deco"
        return "ucdp_candidate" if _CANDIDATE.search(source.name.casefold()) else "ucdp_ged"
    if known >= _ACLED and known & set(PLACE) and "fatalities" in known:
        return "acled"
    return None


def _recognises(source: Source) -> bool:
    return _dataset(source, columns(source)) is not None


def _known(dataset: str, ended_on: date) -> dict[str, Any]:
    """From when an event was known: GED of a year is published in the June after it."""
    if dataset == "deco":
        return assumed(DECO_KNOWN_ON, 0)
    if dataset == "ucdp_ged":
        return assumed(date(ended_on.year + 1, 6, 30), 0)
    if dataset == "ucdp_candidate":
        ended_on = span.of_months(ended_on.year, ended_on.month, ended_on.month, "", "").ends_on
    return assumed(ended_on, LAG_DAYS[dataset])


@dataclass
class _Events:
    """The events of one source."""

    source: Source
    facts: CountryFacts
    dataset: str
    key: str | None
    digests: Digests = field(default_factory=Digests)
    alike: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.dated = NamedDays(self.source)

    def day(self, row: NamedRow, column: str) -> date | None:
        """The day in a cell, or None after reporting that it is none."""
        text = _CLOCK.sub("", row.cells.get(column, ""))
        day = self.dated.spoken(text, column)
        if day is None or day.precision != "day":
            why = span.unsure(text) or "it is no day"
            self.facts.refuse(row, column, why, "write YYYY-MM-DD")
            return None
        return day.starts_on

    def deaths(self, row: NamedRow, *names: str) -> list[float | None] | None:
        """Numbers of deaths, each None where none is stated; None after reporting a bad one."""
        values: list[float | None] = []
        for name in names:
            text = row.cells.get(name, "")
            value = quantity.number(text) if text else None
            if text and (value is None or value < 0):
                self.facts.refuse(row, name, "it is no number of deaths", "write digits")
                return None
            values.append(value)
        return values

    def reference(self, row: NamedRow, *words: str) -> str:
        """The key of an event, or one made of words about it."""
        own = row.cells.get(self.key, "") if self.key else ""
        if own:
            return own
        made = self.digests.of(*words)
        self.alike[made] += 1
        if self.alike[made] > 1:
            self.facts.intake.note(TWINS)
        return made if self.alike[made] == 1 else f"{made}-{self.alike[made]}"

    def add(self, row: NamedRow) -> None:
        """Keep the event of a row, or report what keeps it out."""
        code = self.facts.country(row, *PLACE)
        event = self._acled(row) if self.dataset == "acled" else self._ucdp(row)
        if code is None or event is None:
            return
        fact, words = event
        self.facts.add(
            row,
            country_code=code,
            dataset=self.dataset,
            event_ref=self.reference(row, code, *words),
            **fact,
            **_known(self.dataset, fact["ended_on"]),
        )
        self.facts.covers(fact["started_on"], fact["ended_on"])

    def _ucdp(self, row: NamedRow) -> tuple[dict[str, Any], list[str]] | None:
        kinds = _OTHER if self.dataset == "deco" else _KINDS
        kind = kinds.get(row.cells["type_of_violence"].removesuffix(".0"))
        if kind is None:
            self.facts.refuse(
                row, "type_of_violence", f"it is none of {', '.join(kinds)}", "1 to 3"
            )
            return None
        started_on = self.day(row, "date_start")
        ended_on = self.day(row, "date_end") if row.cells.get("date_end") else started_on
        if started_on is None or ended_on is None:
            return None
        if ended_on < started_on:
            self.facts.refuse(row, "date_end", "it ends before it starts", "correct one of the two")
            return None
        deaths = self.deaths(row, "best", "low", "high")
        if deaths is None:
            return None
        best, low, high = deaths
        if low is not None and high is not None and low > high:
            self.facts.refuse(
                row, "high", "it is below the low estimate",
                "correct one of the two", kept=True,
            )  # fmt: skip
            low = high = None
        stated_precision = row.cells.get("date_prec", "").removesuffix(".0")
        days = (ended_on - started_on).days
        usual = "day" if not days else "week" if days < 7 else "month" if days < 31 else "year"
        fact = {
            "started_on": started_on, "ended_on": ended_on,
            "start_precision": _PRECISIONS.get(stated_precision, usual),
            "event_kind": kind, "electoral": "yes" if self.dataset == "deco" else "unknown",
            "deaths": best, "deaths_lower": low, "deaths_upper": high,
        }  # fmt: skip
        marks = [name for name in ("electoral_purpose", "electoral_targets", "electoral_timing")
                 if name in row.cells]  # fmt: skip
        words = [started_on.isoformat(), ended_on.isoformat(), kind, str(best), str(low), str(high)]
        return fact, [*words, *(row.cells[name] for name in marks)]

    def _acled(self, row: NamedRow) -> tuple[dict[str, Any], list[str]] | None:
        on = self.day(row, "event_date")
        if on is None:
            return None
        precision = _ACLED_PRECISIONS.get(row.cells.get("time_precision", "1"), "day")
        ended_on = on + timedelta(days={"day": 0, "week": 6, "month": 30}[precision])
        deaths = self.deaths(row, "fatalities")
        if deaths is None:
            return None
        kind = folded(row.cells["event_type"])
        fact = {
            "started_on": on, "ended_on": ended_on, "start_precision": precision,
            "event_kind": kind or None, "electoral": "unknown",
            "deaths": deaths[0], "deaths_lower": None, "deaths_upper": None,
        }  # fmt: skip
        return fact, [on.isoformat(), kind, row.cells.get("sub_event_type", ""), str(deaths[0])]


def _read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every event of a data set."""
    names = columns(source)
    dataset = _dataset(source, names) or "ucdp_ged"
    intake.title, intake.publisher = NAMES[dataset]
    key = next((name for name in KEYS if name in names), None)
    counts_of = f"a violent event in the {intake.title}"
    events = _Events(
        source, CountryFacts(intake, "conflict_event", counts_of, "An event"), dataset, key
    )
    for row in named_rows(source, intake, apart=key is not None):
        events.add(row)
        yield from events.facts.batches()
    yield from events.facts.batches(at_least=1)


IMPORTER = Importer("Violent events", _recognises, _read, specificity=20)
