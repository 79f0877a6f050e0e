"""Scores of countries on the day looked at, from stored scores or from readings by platform."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

import msgspec

from eoc_app.core.column import Amount, CellState, CountryCode, Provenance
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import DASH
from eoc_app.method.score import Score
from eoc_app.panels.kit.country_stakes import outlooks_of, stakes_on
from eoc_app.panels.kit.listings import WatchedRow
from eoc_app.panels.kit.panel import Given


class ReadingRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the queries `readings` and `readings_filtered`."""

    country_code: CountryCode
    signal: str
    measured_on: date
    value: Amount | None
    lower: Amount | None
    upper: Amount | None
    cell: CellState
    provenance: Provenance
    source_id: int
    span_days: int | None = None
    provisional: bool | None = None
    reported_on: date | None = None
    fresh_until: date | None = None

    def reading(self) -> Reading:
        """The row in the domain's words."""
        return Reading(
            self.signal,
            self.measured_on,
            self.value,
            self.lower,
            self.upper,
            self.cell,
            self.provenance == "synthetic",
            self.span_days,
            self.provisional,
            self.reported_on,
            self.fresh_until,
        )


def readings_by_country(given: Given) -> dict[str, dict[str, Reading]]:
    """The newest readings of every country by signal."""
    return readings_in(reading_rows(given))


def reading_rows(given: Given) -> list[ReadingRow]:
    """The newest readings as they come from whichever query reads them."""
    names = ("readings", "readings_filtered", "readings_everywhere", "readings_all")
    frame = next(given.frames[name] for name in names if name in given.frames)
    return frame.read(ReadingRow)


def readings_in(rows: Iterable[ReadingRow]) -> dict[str, dict[str, Reading]]:
    """Readings of every country by signal."""
    found: dict[str, dict[str, Reading]] = {}
    for row in rows:
        found.setdefault(row.country_code, {})[row.signal] = row.reading()
    return found


def watched_codes(given: Given) -> set[str]:
    """Codes of the watched countries, by their own list or by that of scores."""
    if "watched" in given.frames:
        return {row.country_code for row in given.frames["watched"].read(WatchedRow)}
    return {row.country_code for row in given.frames["scores"].read(Score)}


def scores(given: Given) -> list[Score]:
    """Every watched country, worst first; those not assessable last, by coverage."""
    if "scores" in given.frames:
        found = given.frames["scores"].read(Score)
    else:
        watched = watched_codes(given)
        by_country = readings_by_country(given)
        calendar = outlooks_of(given)
        assessor = Assessor(given.method, given.signals.values())
        found = []
        for code in sorted(watched | set(by_country)) if assessor.indicators else ():
            stakes = stakes_on(calendar, code, given.as_of_on)
            sums = assessor.sums(assessor.terms(by_country.get(code, {}), stakes, given.as_of_on))
            found.append(
                Score(
                    code,
                    sums.score,
                    sums.lower,
                    sums.upper,
                    sums.coverage,
                    sums.synthetic,
                    sums.unseen_share,
                    *sums.dimensions,
                )
            )
    return sorted(
        found,
        key=lambda row: (row.score is None, -(row.score or 0), -row.coverage, row.country_code),
    )


def ranks(method: Method, found: list[Score]) -> dict[str, str]:
    """The rank of every assessable country among `found`, worst first; ties share an interval."""
    seen = [
        (score.country_code, method.printed(score.score))
        for score in found
        if score.score is not None
    ]
    told: dict[str, str] = {}
    place = 1
    for _value, tied in groupby(seen, key=lambda one: one[1]):
        codes = [code for code, _text in tied]
        last = place + len(codes) - 1
        told |= dict.fromkeys(codes, str(place) if last == place else f"{place}{DASH}{last}")
        place = last + 1
    return told
