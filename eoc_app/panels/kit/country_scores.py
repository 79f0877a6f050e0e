"""Scores of countries on the day looked at: stored ones, or computed from selected platforms."""

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
        """The row as a `Reading` of the domain."""
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
    """The newest reading of every country and signal."""
    return readings_in(reading_rows(given))


def reading_rows(given: Given) -> list[ReadingRow]:
    """The newest readings, from whichever of the queries was run."""
    names = ("readings", "readings_filtered", "readings_everywhere", "readings_all")
    frame = next(given.frames[name] for name in names if name in given.frames)
    return frame.read(ReadingRow)


def readings_in(rows: Iterable[ReadingRow]) -> dict[str, dict[str, Reading]]:
    """Readings of every country by signal."""
    by_country: dict[str, dict[str, Reading]] = {}
    for row in rows:
        by_country.setdefault(row.country_code, {})[row.signal] = row.reading()
    return by_country


def watched_codes(given: Given) -> set[str]:
    """Codes of the watched countries, from their own list or from the list of scores."""
    if "watched" in given.frames:
        return {row.country_code for row in given.frames["watched"].read(WatchedRow)}
    return {row.country_code for row in given.frames["scores"].read(Score)}


def scores(given: Given) -> list[Score]:
    """Scores of all watched countries, highest first; not assessable ones last, by coverage."""
    if "scores" in given.frames:
        rows = given.frames["scores"].read(Score)
    else:
        watched = watched_codes(given)
        by_country = readings_by_country(given)
        calendar = outlooks_of(given)
        assessor = Assessor(given.method, given.signals.values())
        rows = []
        for code in sorted(watched | set(by_country)) if assessor.indicators else ():
            stakes = stakes_on(calendar, code, given.as_of_on)
            sums = assessor.sums(assessor.terms(by_country.get(code, {}), stakes, given.as_of_on))
            rows.append(
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
        rows,
        key=lambda row: (row.score is None, -(row.score or 0), -row.coverage, row.country_code),
    )


def ranks(method: Method, country_scores: list[Score]) -> dict[str, str]:
    """Ranks of the countries that have a score, highest score first; ties share an interval."""
    printed = [
        (score.country_code, method.printed(score.score))
        for score in country_scores
        if score.score is not None
    ]
    rank_texts: dict[str, str] = {}
    place = 1
    for _value, tied in groupby(printed, key=lambda pair: pair[1]):
        codes = [code for code, _text in tied]
        last = place + len(codes) - 1
        rank_texts |= dict.fromkeys(codes, str(place) if last == place else f"{place}{DASH}{last}")
        place = last + 1
    return rank_texts
