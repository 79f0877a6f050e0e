"""The snapshot before this one, as this one keeps it, and what moved each score since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from eoc_app.core.column import Amount, CellState, CountryCode, Severity, Share
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.indicator import ELECTION, REACH, STAKES
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.score_causes import Known, Said, Step, steps
from eoc_app.domain.risk.stakes import UNKNOWN, Stake, Stakes
from eoc_app.panels.kit.country_scores import ReadingRow, readings_in
from eoc_app.panels.kit.country_stakes import READS, outlooks_of, stakes_on
from eoc_app.panels.kit.panel import Given
from eoc_app.views.levels import Knowledge

PREVIOUS_READS = (
    "previous_scores", "previous_parts", "previous_periods", "readings_then", "readings_everywhere",
    *READS,
)  # fmt: skip
"""The queries that the causes of moves rest on."""


class PreviousScore(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `previous_scores`."""

    snapshot_id: str
    serial: int
    as_of_at: datetime
    day: date
    method_version: str
    method_digest: str
    country_code: CountryCode
    score: Severity | None
    coverage: Share


class PreviousPart(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `previous_parts`."""

    country_code: CountryCode
    indicator: str
    knowledge: Knowledge
    severity: Severity | None
    severity_lower: Severity
    severity_upper: Severity
    measured_on: date | None
    value: Amount | None
    lower: Amount | None
    upper: Amount | None
    cell: CellState | None
    points: Severity
    synthetic: bool
    redefined: bool
    span_days: int | None = None
    provisional: bool | None = None
    reported_on: date | None = None
    fresh_until: date | None = None


def said_before(given: Given) -> list[PreviousScore]:
    """What the snapshot before said of each country; nothing on past days.

    It can be compared with the last day of this snapshot alone.
    """
    if given.as_of_on != given.about["window_ends_on"]:
        return []
    return given.frames["previous_scores"].read(PreviousScore)


def moves(
    given: Given, before: list[PreviousScore], told_on: date
) -> Iterator[tuple[PreviousScore, list[Step]]]:
    """Every country of the snapshot before with the causes of its move since.

    Where that snapshot's newest figures are of the day `told_on`, what moved since that day is told
    by the day already, and only the other causes are given.
    """
    parts: dict[str, list[PreviousPart]] = {}
    newest = date.min
    for row in given.frames["previous_parts"].read(PreviousPart):
        parts.setdefault(row.country_code, []).append(row)
        newest = max(newest, row.measured_on or date.min)
    then = readings_in(given.frames["readings_then"].read(ReadingRow))
    now = readings_in(given.frames["readings_everywhere"].read(ReadingRow))
    assessor = Assessor(given.method, given.signals.values())
    calendar = outlooks_of(given)
    # Of a day before this snapshot's window nothing is known that could have been revised.
    window: date = given.about["window_starts_on"]
    for said in before:
        code, known = said.country_code, parts.get(said.country_code, [])
        again = stakes_on(calendar, code, said.day)
        old = Known(_readings(known), _stakes(known) or again, said.day)
        of_then = {
            name: one
            for name, one in then.get(code, {}).items()
            if name not in old.readings or old.readings[name].measured_on >= window
        }
        found = steps(
            assessor,
            Said(said.score, {row.indicator: row.points for row in known}),
            old,
            Known(of_then, again, said.day),
            Known(now.get(code, {}), stakes_on(calendar, code, given.as_of_on), given.as_of_on),
            _redefined(assessor, known, window) if said.day >= window else frozenset(),
        )
        repeated = told_on in (said.day, newest)
        yield said, [step for step in found if not (repeated and step.of_time)]


def _redefined(assessor: Assessor, parts: list[PreviousPart], window: date) -> frozenset[str]:
    """Signals that are computed otherwise than then, or were not judged then.

    What the new way says of a figure from before the window is not known.
    """
    judged = {one.name for one in assessor.indicators if one.signal is not None}
    same = {
        row.indicator
        for row in parts
        if not row.redefined or (row.measured_on is not None and row.measured_on < window)
    }
    return frozenset(judged - same)


def _readings(parts: list[PreviousPart]) -> dict[str, Reading]:
    return {
        row.indicator: Reading(
            row.indicator,
            row.measured_on,
            row.value,
            row.lower,
            row.upper,
            row.cell or "observed",
            row.synthetic,
            row.span_days,
            row.provisional,
            row.reported_on,
            row.fresh_until,
        )
        for row in parts
        if row.measured_on is not None
    }


def _stakes(parts: list[PreviousPart]) -> Stakes | None:
    """The stakes as they were told then; None where that method knew none."""
    told = {row.indicator: row for row in parts if row.indicator in STAKES}
    if not told:
        return None
    found = {
        name: Stake(
            row.severity if row.knowledge == "fresh" else None,
            row.severity_lower,
            row.severity_upper,
            row.synthetic,
        )
        for name, row in told.items()
    }
    return Stakes(found.get(ELECTION, UNKNOWN.election), found.get(REACH, UNKNOWN.reach))
