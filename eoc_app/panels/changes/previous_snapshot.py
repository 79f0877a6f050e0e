"""The previous snapshot, as kept in this one, and the causes of each score's move since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from eoc_app.core.column import Amount, CellState, CountryCode, Severity, Share
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.indicator import ELECTION, REACH, STAKES
from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.score_causes import ScoreBasis, StatedScore, Step, steps
from eoc_app.domain.risk.stakes import UNKNOWN, Stake, Stakes
from eoc_app.panels.kit.country_scores import ReadingRow, readings_in
from eoc_app.panels.kit.country_stakes import READS, outlooks_of, stakes_on
from eoc_app.panels.kit.panel import Given
from eoc_app.views.levels import Knowledge

PREVIOUS_READS = (
    "previous_scores", "previous_parts", "previous_periods", "readings_then", "readings_everywhere",
    *READS,
)  # fmt: skip
"""The queries behind the causes of moves."""


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
    """The previous snapshot's score of each country; empty on past days.

    It can only be compared with the last day of this snapshot.
    """
    if given.as_of_on != given.about["window_ends_on"]:
        return []
    return given.frames["previous_scores"].read(PreviousScore)


def moves(
    given: Given, before: list[PreviousScore], before_on: date
) -> Iterator[tuple[PreviousScore, list[Step]]]:
    """Every country of the previous snapshot with the causes of its move since.

    Where that snapshot's newest figures are of the day `before_on`, moves since that day are among
    the changes of the day already, and only the other causes are returned.
    """
    parts: dict[str, list[PreviousPart]] = {}
    newest = date.min
    for row in given.frames["previous_parts"].read(PreviousPart):
        parts.setdefault(row.country_code, []).append(row)
        newest = max(newest, row.measured_on or date.min)
    readings_then = readings_in(given.frames["readings_then"].read(ReadingRow))
    readings_now = readings_in(given.frames["readings_everywhere"].read(ReadingRow))
    assessor = Assessor(given.method, given.signals.values())
    calendar = outlooks_of(given)
    # This snapshot has no data from before its window, so it cannot tell what was revised there.
    window: date = given.about["window_starts_on"]
    for previous in before:
        code, previous_parts = previous.country_code, parts.get(previous.country_code, [])
        stakes_then = stakes_on(calendar, code, previous.day)
        old = ScoreBasis(
            _readings(previous_parts), _stakes(previous_parts) or stakes_then, previous.day
        )
        of_then = {
            name: reading
            for name, reading in readings_then.get(code, {}).items()
            if name not in old.readings or old.readings[name].measured_on >= window
        }
        causes = steps(
            assessor,
            StatedScore(previous.score, {row.indicator: row.points for row in previous_parts}),
            old,
            ScoreBasis(of_then, stakes_then, previous.day),
            ScoreBasis(
                readings_now.get(code, {}),
                stakes_on(calendar, code, given.as_of_on),
                given.as_of_on,
            ),
            _redefined(assessor, previous_parts, window) if previous.day >= window else frozenset(),
        )
        repeated = before_on in (previous.day, newest)
        yield previous, [step for step in causes if not (repeated and step.of_time)]


def _redefined(assessor: Assessor, parts: list[PreviousPart], window: date) -> frozenset[str]:
    """Signals that are computed differently now, or were not judged then.

    For a figure from before the window, the result of the new definition is not known.
    """
    judged = {indicator.name for indicator in assessor.indicators if indicator.signal is not None}
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
    """The stakes as stated then; None where that method had none."""
    parts_by_name = {row.indicator: row for row in parts if row.indicator in STAKES}
    if not parts_by_name:
        return None
    stakes = {
        name: Stake(
            row.severity if row.knowledge == "fresh" else None,
            row.severity_lower,
            row.severity_upper,
            row.synthetic,
        )
        for name, row in parts_by_name.items()
    }
    return Stakes(stakes.get(ELECTION, UNKNOWN.election), stakes.get(REACH, UNKNOWN.reach))
