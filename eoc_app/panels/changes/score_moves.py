"""What moved scores since the previous snapshot, cause by cause, as rows of changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eoc_app.core.country import country
from eoc_app.domain.risk.score_causes import Step
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.panels.changes.lost_feeds import Loss, by_feed
from eoc_app.panels.changes.previous_snapshot import PreviousScore, moves
from eoc_app.panels.changes.score_move_words import bands_text, lost, reason
from eoc_app.panels.kit.panel import Given
from eoc_app.views.changes_view import Change

_METHOD_FIRST = 90.0
"""Above any move of a score, below a country no longer assessable."""


def scores_since_previous(
    given: Given, before: list[PreviousScore], before_on: date, by_day: set[tuple[str | None, str]]
) -> Iterator[tuple[float, Change]]:
    """Moves of scores since the previous snapshot: a row per country and cause, with its weight.

    Moves since `before_on`, the day before, are left out where that snapshot is of that day, or
    where it is newer and the country and cause are among `by_day`, the changes of the day.
    """
    by_method: list[tuple[PreviousScore, Step]] = []
    losses: list[Loss] = []
    for previous, causes in moves(given, before, before_on):
        for step in causes:
            text = _stepped(given.method, step)
            is_repeated = (
                previous.day >= before_on and (previous.country_code, step.cause) in by_day
            )
            if not text or (step.of_time and is_repeated):
                continue
            if step.cause == "method":
                by_method.append((previous, step))
            moved = abs((step.after or 0.0) - (step.before or 0.0))
            change = _change(given, previous, step, text)
            # One row sums up the change of method; its effect on each country comes after all news.
            weight = moved if step.cause == "method" else 4 * moved + (step.after or 0.0) / 2
            if step.cause == "stopped":
                by = None if step.after is None or step.before is None else moved
                losses.append(Loss(lost(step.was, step.basis), by, weight, change))
            else:
                yield weight, change
    yield from by_feed(given, losses, "snapshot", f"since snapshot {before[0].serial}: ")
    if by_method:
        yield _METHOD_FIRST, _of_method(given, by_method)


def _of_method(given: Given, moved: list[tuple[PreviousScore, Step]]) -> Change:
    previous = moved[0][0]
    old, new = previous.method_version, given.method.version
    cause = f"method {old} \u2192 {new}" if old != new else "signals that are computed differently"
    scores = "1 score" if len(moved) == 1 else f"{len(moved)} scores"
    most = max(abs((step.after or 0.0) - (step.before or 0.0)) for _, step in moved)
    return Change(
        cause="method",
        code=None,
        subject="All countries",
        text=f"since snapshot {previous.serial}: {cause} moved {scores}, by {most:.1f} at most",
        level="none",
        since="snapshot",
        exercise=any(step.synthetic for _, step in moved),
    )


def _stepped(method: Method, step: Step) -> str:
    if step.before is None and step.after is None:
        return ""
    if step.after is None:
        return f"{method.printed(step.before or 0.0)}, no longer assessable"
    if step.before is None:
        return f"assessable, {method.printed(step.after)}"
    old, new = method.printed(step.before), method.printed(step.after)
    if old == new:
        return ""
    return f"{old} \u2192 {new}{bands_text(method, step.before, step.after)}"


def _change(given: Given, previous: PreviousScore, step: Step, text: str) -> Change:
    why = reason(step, given)
    return Change(
        cause=step.cause,
        code=previous.country_code,
        subject=country(previous.country_code).name,
        text=f"since snapshot {previous.serial}: {text}{f': {why}' if why else ''}",
        level="not_assessable" if step.after is None else given.method.band(step.after).name,
        since="snapshot",
        exercise=step.synthetic,
    )
