"""What moved since the snapshot before this one, cause by cause, as rows of changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eoc_app.domain.causes import Step
from eoc_app.domain.country import country
from eoc_app.domain.indicator import STAKES, indicators
from eoc_app.domain.method import Method
from eoc_app.domain.wording import MINUS, lower_first
from eoc_app.given.panel import Given
from eoc_app.given.previous import PreviousScore, moves
from eoc_app.views import Change

_METHOD_FIRST = 90.0
"""More than any move can weigh, less than a country that is lost from sight."""


def bands_text(method: Method, before: float, after: float) -> str:
    """The bands between which a score moved; nothing where it stayed in its own."""
    old, new = method.band(before), method.band(after)
    return "" if old == new else f", {old.title} \u2192 {new.title}"


def since_previous(given: Given, before_on: date) -> Iterator[tuple[float, Change]]:
    """What the snapshot before said otherwise, a row for each country and cause, with its weight.

    New data since `before_on`, the day before, is told by that day already.
    """
    titles = {name: signal.title for name, signal in given.signals.items()}
    made = indicators(given.method, given.signals.values())
    titles |= {one.name: one.title for one in made}
    by_method: list[tuple[PreviousScore, Step]] = []
    for said, causes in moves(given):
        for step in causes:
            if step.cause == "new data" and said.day == before_on:
                continue
            if step.cause == "calendar" and step.indicator not in STAKES:
                continue
            text = _stepped(given.method, step)
            if not text:
                continue
            if step.cause == "method":
                by_method.append((said, step))
            moved = abs((step.after or 0.0) - (step.before or 0.0))
            # One row speaks for the method; what it did to each country comes after all news.
            weight = moved if step.cause == "method" else 4 * moved + (step.after or 0.0) / 2
            yield weight, _change(given.method, said, step, text, titles)
    if by_method:
        yield _METHOD_FIRST, _of_method(given, by_method)


def _of_method(given: Given, moved: list[tuple[PreviousScore, Step]]) -> Change:
    said = moved[0][0]
    old, new = said.method_version, given.method.version
    what = f"method {old} \u2192 {new}" if old != new else "signals that are computed otherwise"
    scores = "1 score" if len(moved) == 1 else f"{len(moved)} scores"
    most = max(abs((step.after or 0.0) - (step.before or 0.0)) for _, step in moved)
    return Change(
        cause="method",
        code=None,
        subject="All countries",
        text=f"since snapshot {said.serial}: {what} moved {scores}, by {most:.1f} at most",
        level="none",
        since="snapshot",
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


def _change(
    method: Method, said: PreviousScore, step: Step, text: str, titles: dict[str, str]
) -> Change:
    if step.indicator in titles:
        points = f"{step.points:+.1f}".replace("-", MINUS)
        text += f": {lower_first(titles[step.indicator])} {points}"
    return Change(
        cause=step.cause,
        code=said.country_code,
        subject=country(said.country_code).name,
        text=f"since snapshot {said.serial}: {text}",
        level="not_assessable" if step.after is None else method.band(step.after).name,
        since="snapshot",
    )
