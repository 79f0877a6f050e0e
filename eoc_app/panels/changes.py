"""What changed since the day before, with causes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import msgspec

from eoc_app.domain.country import country
from eoc_app.domain.explanation import stakes_text
from eoc_app.domain.indicator import ELECTION, indicators
from eoc_app.domain.reading import severity
from eoc_app.domain.stakes import Outlook
from eoc_app.domain.wording import NONE, figure, lower_first, near_day, share
from eoc_app.given.moved import bands_text, since_previous
from eoc_app.given.panel import Given, Panel
from eoc_app.given.previous import PREVIOUS_READS
from eoc_app.given.restriction_words import short_rule
from eoc_app.given.restrictions import periods
from eoc_app.given.stakes import outlooks_of, stakes_on
from eoc_app.views import Change, ChangesView, Level

_MOST = 24
_SAME = 1e-9
_LOST = 100.0
"""More than any move can weigh: a country that can no longer be assessed is told first."""
# How changes are put in order: a move by its size and by how bad it has become, a lost country
# before any move, a law in force before a signal that went silent. No figure is made of it.


class ScoreChange(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `score_changes`."""

    before_on: date
    country_code: str
    score: float | None
    coverage: float
    score_before: float | None
    coverage_before: float


class ReadingChange(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `reading_changes`."""

    country_code: str
    signal: str
    measured_on: date
    value: float | None
    value_before: float | None
    has_stopped: bool


def build(given: Given) -> ChangesView:
    """The largest changes first: what can no longer be seen, then bands, then scores."""
    readings: dict[str, list[ReadingChange]] = {}
    for change in given.frames["reading_changes"].read(ReadingChange):
        readings.setdefault(change.country_code, []).append(change)
    found: list[tuple[float, Change]] = []
    rows = given.frames["score_changes"].read(ScoreChange)
    calendar = outlooks_of(given)
    for row in rows:
        found.extend(_of_country(given, row, readings.get(row.country_code, []), calendar))
    before_on = rows[0].before_on if rows else given.as_of_on - timedelta(days=1)
    found.extend(_of_calendar(given, before_on))
    found.extend(since_previous(given, before_on))
    found.sort(key=lambda item: -item[0])
    before = near_day(before_on, given.as_of_on)
    return ChangesView(
        title=f"What changed since {before}",
        subtitle=(
            f"{len(found)} {'change' if len(found) == 1 else 'changes'}"
            if len(found) <= _MOST
            else f"the {_MOST} largest of {len(found)} changes"
        )
        # Scores of single platforms are not stored, so their changes are not known.
        + (" \u00b7 all platforms" if given.selection.platforms else ""),
        changes=tuple(change for _, change in found[:_MOST]),
        empty="" if found else f"Nothing that is judged changed since {before}.",
    )


def _of_country(
    given: Given,
    row: ScoreChange,
    readings: list[ReadingChange],
    calendar: dict[str, Outlook],
) -> list[tuple[float, Change]]:
    name = country(row.country_code).name
    stopped = [reading for reading in readings if reading.has_stopped]
    if abs(row.coverage - row.coverage_before) > _SAME or stopped:
        return [_of_sight(given, row, name, stopped)]
    if row.score is None or row.score_before is None:
        return []
    old, new = given.method.printed(row.score_before), given.method.printed(row.score)
    text = f"{old} \u2192 {new}"
    if old == new:
        # What rounds to the same is no news to anybody.
        return []
    moved = row.score - row.score_before
    bands = bands_text(given.method, row.score_before, row.score)
    cause, reason = _largest(given, row, readings, calendar, rising=moved > 0)
    text += bands + (f": {reason}" if reason else "")
    weight = 6 * abs(moved) + row.score / 2 + (3 if bands else 0)
    return [(weight, _change(given, cause, row, name, text))]


def _of_sight(
    given: Given, row: ScoreChange, name: str, stopped: list[ReadingChange]
) -> tuple[float, Change]:
    """A change in what is seen; a score that moved with it moved because of it."""
    less = bool(stopped) or row.coverage < row.coverage_before
    if len(stopped) == 1:
        age = (given.as_of_on - stopped[0].measured_on).days
        why = f"{lower_first(given.signals[stopped[0].signal].title)} silent for {age} days"
    elif stopped:
        why = f"{len(stopped)} signals went silent"
    else:
        why = "fewer signals have fresh data" if less else "more signals have fresh data"
    text = f"{why}: coverage {share(row.coverage_before)} \u2192 {share(row.coverage)}"
    if row.score is not None and row.score_before is not None:
        old, new = given.method.printed(row.score_before), given.method.printed(row.score)
        if old != new:
            text += f", so {old} \u2192 {new}"
    elif row.score is None and row.score_before is not None:
        text += ", no longer assessable"
    elif row.score is not None:
        text += ", assessable again"
    lost = (row.score is None) != (row.score_before is None)
    weight = _LOST if lost else 5.0
    return weight, _change(given, "stopped" if less else "resumed", row, name, text)


def _largest(
    given: Given,
    row: ScoreChange,
    readings: list[ReadingChange],
    calendar: dict[str, Outlook],
    *,
    rising: bool,
) -> tuple[str, str]:
    """What moved a score most from one day to the next: a signal, or polling that came nearer."""
    shares = {one.name: one.share for one in indicators(given.method, given.signals.values())}
    sign = 1 if rising else -1
    best_step, cause, best_text = _nearer(given, row, calendar, shares.get(ELECTION, 0.0), sign)
    for reading in readings:
        signal = given.signals[reading.signal]
        if signal.judge is None or reading.value is None or reading.value_before is None:
            continue
        moved = severity(given.method, signal.judge, reading.value) - severity(
            given.method, signal.judge, reading.value_before
        )
        step = sign * shares.get(signal.name, 0.0) * moved
        if step > best_step:
            before = figure(reading.value_before, signal.form, signal.unit)
            after = figure(reading.value, signal.form, signal.unit)
            told = f"{before} \u2192 {after}" if before != after else f"about {after}, both days"
            best_step, cause = step, "new data"
            best_text = f"{lower_first(signal.title)} {told}"
    return cause, best_text


def _nearer(
    given: Given, row: ScoreChange, calendar: dict[str, Outlook], weight: float, sign: int
) -> tuple[float, str, str]:
    before = stakes_on(calendar, row.country_code, row.before_on)
    after = stakes_on(calendar, row.country_code, given.as_of_on)
    if before.election.severity is None or after.election.severity is None:
        return 0.0, "new data", ""
    step = sign * weight * (after.election.severity - before.election.severity)
    if step <= 0:
        return 0.0, "new data", ""
    return step, "calendar", stakes_text(ELECTION, after)


def _of_calendar(given: Given, before_on: date) -> list[tuple[float, Change]]:
    since = datetime.combine(before_on + timedelta(days=1), time(), UTC)
    found = []
    for one in periods(given):
        row, period = one.row, one.period
        if period.is_withdrawn:
            continue
        for at, words in ((period.starts_at, "began"), (period.ends_at, "ended")):
            if at is not None and since < at <= given.moment:
                found.append(
                    (
                        5.0,
                        Change(
                            cause="calendar",
                            code=row.country_code,
                            subject=country(row.country_code).name,
                            text=f"{short_rule(row.rule)} {words}"
                            f" ({row.citation or 'no citation on record'})",
                            level="none",
                        ),
                    )
                )
    return found


def _change(given: Given, cause: str, row: ScoreChange, name: str, text: str) -> Change:
    level: Level = "not_assessable" if row.score is None else given.method.band(row.score).name
    return Change(
        cause=cause,  # type: ignore[arg-type]
        code=row.country_code,
        subject=name,
        text=text or NONE,
        level=level,
    )


PANEL = Panel(
    "What changed",
    "overview",
    4,
    ("score_changes", "reading_changes", "periods", *PREVIOUS_READS),
    build,
)
