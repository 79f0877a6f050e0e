"""All changes since the day before and since the previous snapshot, with sort weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import msgspec

from eoc_app.core.column import CountryCode, Severity, Share
from eoc_app.core.country import country
from eoc_app.domain.risk.assessor import Assessor
from eoc_app.domain.risk.score_causes import Cause, ScoreBasis, StatedScore, Step, fresh, of_time
from eoc_app.domain.wording.printed import NONE, lower_first, moment, share
from eoc_app.panels.changes.lost_feeds import Loss, by_feed
from eoc_app.panels.changes.period_moves import announced, periods_since_previous
from eoc_app.panels.changes.previous_snapshot import PREVIOUS_READS, said_before
from eoc_app.panels.changes.score_move_words import bands_text, few, reason, silence
from eoc_app.panels.changes.score_moves import scores_since_previous
from eoc_app.panels.kit.country_scores import ReadingRow, readings_in
from eoc_app.panels.kit.country_stakes import outlooks_of, stakes_on
from eoc_app.panels.kit.known_periods import periods
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.period_standing import short_rule
from eoc_app.views.changes_view import Change
from eoc_app.views.levels import Level

READS = ("score_changes", "readings_before", "periods", *PREVIOUS_READS)
"""The queries behind changes."""

_SAME = 1e-9
_LOST = 100.0
"""More than any move of a score weighs: a country no longer assessable comes first."""
# Weights only sort changes: a move by its size and its new score, a country no longer assessable
# before any move, a law in force before a signal that went silent. They are never shown.


class ScoreChange(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `score_changes`."""

    before_on: date
    country_code: CountryCode
    score: Severity | None
    coverage: Share
    score_before: Severity | None
    coverage_before: Share


@dataclass(frozen=True)
class Changed:
    """Changes, the most important first, and the day that they are compared with."""

    since_on: date
    changes: tuple[Change, ...]


def changed(given: Given) -> Changed:
    """All changes: countries no longer assessable first, then rules and the largest moves."""
    rows = given.frames["score_changes"].read(ScoreChange)
    since_on = rows[0].before_on if rows else given.as_of_on - timedelta(days=1)
    since = datetime.combine(since_on + timedelta(days=1), time(), UTC)
    weighted = list(_of_scores(given, rows))
    by_day = {(change.code, str(change.cause)) for _, change in weighted}
    weighted += [*_of_calendar(given, since), *announced(given, since)]
    if before := said_before(given):
        weighted += scores_since_previous(given, before, since_on, by_day)
        weighted += periods_since_previous(given, before[0], since)
    weighted.sort(key=lambda item: -item[0])
    return Changed(since_on, tuple(change for _, change in weighted))


def _of_scores(given: Given, rows: list[ScoreChange]) -> Iterator[tuple[float, Change]]:
    """Countries whose score or coverage differs from the day before."""
    moved = [row for row in rows if _is_moved(given, row)]
    if not moved:
        return
    assessor = Assessor(given.method, given.signals.values())
    calendar, losses = outlooks_of(given), list[Loss]()
    # Only a few countries moved, and most of the time is spent on reading each one's readings.
    codes = {row.country_code for row in moved}
    readings_before, readings_now = (
        readings_in(row for row in given.frames[name].read(ReadingRow) if row.country_code in codes)
        for name in ("readings_before", "readings_everywhere")
    )
    for row in moved:
        code = row.country_code
        before = ScoreBasis(
            readings_before.get(code, {}), stakes_on(calendar, code, row.before_on), row.before_on
        )
        today = ScoreBasis(
            readings_now.get(code, {}), stakes_on(calendar, code, given.as_of_on), given.as_of_on
        )
        judged = assessor.assess(before.readings, before.stakes, before.on)
        if judged is not None:
            stored = StatedScore(
                row.score_before, {part.signal: part.points for part in judged.parts}
            )
            steps = of_time(assessor, stored, before, today)
            weight, change = _of_country(given, row, assessor, steps)
            if change.cause != "stopped":
                yield weight, change
                continue
            gone = tuple(sorted(fresh(assessor, before) - fresh(assessor, today)))
            by = None
            if row.score is not None and row.score_before is not None:
                by = row.score - row.score_before
            losses.append(Loss(gone, by, weight, change))
    yield from by_feed(given, losses, "day", "")


def _is_moved(given: Given, row: ScoreChange) -> bool:
    if abs(row.coverage - row.coverage_before) > _SAME:
        return True
    if row.score is None or row.score_before is None:
        return row.score is not row.score_before
    # A move that is not visible in the printed score is no news.
    return given.method.printed(row.score) != given.method.printed(row.score_before)


def _of_country(
    given: Given, row: ScoreChange, assessor: Assessor, steps: list[Step]
) -> tuple[float, Change]:
    before, today = steps[0].was, steps[-1].basis
    synthetic = before.synthetic or today.synthetic
    seen_before, seen_now = fresh(assessor, before), fresh(assessor, today)
    main = _main(steps, (row.score or 0.0) - (row.score_before or 0.0))
    moved_text, bands, weight = "", "", 0.0
    if row.score is not None and row.score_before is not None:
        old, new = given.method.printed(row.score_before), given.method.printed(row.score)
        bands = bands_text(given.method, row.score_before, row.score)
        moved_text = "" if old == new else f"{old} \u2192 {new}{bands}"
        weight = 6 * abs(row.score - row.score_before) + row.score / 2 + (3 if bands else 0)
    why = reason(main, given)
    if seen_before == seen_now:
        text = f"{moved_text}: {why}" if why else moved_text
        return weight, _change(given, main.cause, row, text, exercise=synthetic)
    cause: Cause = "stopped" if seen_before - seen_now else "resumed"
    text = _sight(given, row, before, today, seen_before - seen_now, seen_now - seen_before)
    if (row.score is None) != (row.score_before is None):
        text += ", no longer assessable" if row.score is None else ", assessable again"
        return _LOST, _change(given, cause, row, text, exercise=synthetic)
    if moved_text and main.cause in ("stopped", "resumed"):
        text += f", so {moved_text}"
    elif moved_text:
        text += f"; {moved_text}: {why}"
    return max(5.0, weight), _change(given, cause, row, text, exercise=synthetic)


def _main(steps: list[Step], moved: float) -> Step:
    """The step that moved the score most in the direction of the whole move."""
    sign = 1 if moved >= 0 else -1
    return max(
        steps,
        key=lambda step: (
            sign * ((step.after or 0.0) - (step.before or 0.0)), step.cause == "new data",
        ),
    )  # fmt: skip


def _sight(
    given: Given,
    row: ScoreChange,
    before: ScoreBasis,
    today: ScoreBasis,
    lost: set[str],
    back: set[str],
) -> str:
    """The signals no longer seen and those seen again, and the effect on coverage."""
    parts = []
    for names, singular, plural in (
        (sorted(lost), "", "are no longer seen"), (sorted(back), "is seen", "are seen"),
    ):  # fmt: skip
        titles = [lower_first(given.signals[name].title) for name in names]
        if len(names) == 1:
            name = names[0]
            state_words = singular or silence(given, name, before.readings[name], today)
            parts.append(f"{titles[0]} {state_words}")
        elif names:
            parts.append(f"{len(names)} signals {plural} ({few(titles)})")
    old, new = share(row.coverage_before), share(row.coverage)
    return f"{'; '.join(parts)}: coverage {old} \u2192 {new}"


def _of_calendar(given: Given, since: datetime) -> list[tuple[float, Change]]:
    """Periods that began or ended since a moment, with their local time."""
    weighted = []
    for period in periods(given):
        row, as_known = period.row, period.period
        if as_known.is_withdrawn:
            continue
        for edge, words in (("starts_at", "began"), ("ends_at", "ended")):
            at: datetime | None = getattr(as_known, edge)
            if at is None or not since < at <= given.moment:
                continue
            zone = next(s.time_zone for s in as_known.stretches if getattr(s, edge) == at)
            further = ", if a further round is needed," if row.conditional else ""
            text = (
                f"{short_rule(row.rule)}{further} {words} {moment(at, zone)}"
                f" ({row.citation or 'no citation on record'})"
            )
            name = country(row.country_code).name
            change = Change(cause="calendar", code=row.country_code, subject=name, text=text,
                            level="none", exercise=period.exercise)  # fmt: skip
            weighted.append((5.0, change))
    return weighted


def _change(given: Given, cause: Cause, row: ScoreChange, text: str, *, exercise: bool) -> Change:
    level: Level = "not_assessable" if row.score is None else given.method.band(row.score).name
    return Change(
        cause=cause,
        code=row.country_code,
        subject=country(row.country_code).name,
        text=text or NONE,
        level=level,
        exercise=exercise,
    )
