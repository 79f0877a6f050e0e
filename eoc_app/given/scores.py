"""Scores of countries on the day looked at, from stored scores or from readings by platform."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import msgspec

from eoc_app.domain.risk import ASSESSABLE_COVERAGE, Assessment, Reading, assess, band
from eoc_app.domain.wording import DASH
from eoc_app.given.panel import Given
from eoc_app.views import Level


class Score(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `scores`."""

    country_code: str
    score: float | None
    lower: float | None
    upper: float | None
    coverage: float
    synthetic: bool

    @property
    def level(self) -> Level:
        """The band's name, or why there is none."""
        if self.score is None:
            return "not_assessable" if self.coverage > 0 else "no_data"
        return band(self.score)[0]


class ReadingRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the queries `readings` and `readings_filtered`."""

    country_code: str
    signal: str
    measured_on: date
    value: float | None
    lower: float | None
    upper: float | None
    cell: str
    provenance: str
    source_id: int

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
        )


def readings_by_country(given: Given) -> dict[str, dict[str, Reading]]:
    """The newest readings of every country by signal."""
    frame = given.frames.get("readings") or given.frames["readings_filtered"]
    found: dict[str, dict[str, Reading]] = {}
    for row in frame.read(ReadingRow):
        found.setdefault(row.country_code, {})[row.signal] = row.reading()
    return found


def assessed(given: Given, code: str) -> Assessment | None:
    """One country judged by its readings."""
    readings = readings_by_country(given).get(code, {})
    return assess(given.signals.values(), readings, given.as_of_on)


def scores(given: Given) -> list[Score]:
    """Every watched country, worst first; those not assessable last, by coverage."""
    if "scores" in given.frames:
        found = given.frames["scores"].read(Score)
    else:
        watched = {row[0] for row in given.frames["watched"].rows}
        by_country = readings_by_country(given)
        found = []
        for code in sorted(watched | set(by_country)):
            judged = assess(given.signals.values(), by_country.get(code, {}), given.as_of_on)
            if judged is not None:
                found.append(
                    Score(
                        code,
                        judged.score,
                        judged.lower,
                        judged.upper,
                        judged.coverage,
                        judged.synthetic,
                    )
                )
    return sorted(
        found,
        key=lambda row: (row.score is None, -(row.score or 0), -row.coverage, row.country_code),
    )


def ranks(found: list[Score]) -> dict[str, str]:
    """The rank of every assessable country among `found`, worst first; ties share an interval."""
    seen = [score for score in found if score.score is not None]
    told: dict[str, str] = {}
    place = 1
    for _value, tied in groupby(seen, key=lambda score: f"{score.score:.1f}"):
        codes = [score.country_code for score in tied]
        last = place + len(codes) - 1
        told |= dict.fromkeys(codes, str(place) if last == place else f"{place}{DASH}{last}")
        place = last + 1
    return told


def assessable(coverage: float) -> bool:
    """Whether a score may be shown at all."""
    return coverage >= ASSESSABLE_COVERAGE - 1e-9
