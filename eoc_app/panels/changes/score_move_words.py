"""Why a score moved, in words: the indicator that moved it most, with its old and new value."""

from __future__ import annotations

from collections.abc import Sequence

from eoc_app.domain.risk.indicator import ELECTION, STAKES, indicators
from eoc_app.domain.risk.reading import Reading, fresh_until, knowledge, last_figure
from eoc_app.domain.risk.reading_words import stands_for
from eoc_app.domain.risk.score_causes import ScoreBasis, Step
from eoc_app.domain.risk.score_explanation import UNSEEN, stakes_text
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import MINUS, known_value, listed, lower_first, near_day
from eoc_app.panels.kit.panel import Given


def bands_text(method: Method, before: float, after: float) -> str:
    """The bands between which a score moved; empty where it stayed in its band."""
    old, new = method.band(before), method.band(after)
    return "" if old == new else f", {old.title} \u2192 {new.title}"


def titles_of(given: Given) -> dict[str, str]:
    """The title of every indicator of a score, by name."""
    titles = {name: signal.title for name, signal in given.signals.items()}
    scored = indicators(given.method, given.signals.values())
    return titles | {indicator.name: indicator.title for indicator in scored}


def reason(step: Step, given: Given) -> str:
    """The indicator that moved most in a step, with its old and new value where they explain it."""
    name = step.indicator
    titles = titles_of(given)
    if name is None or name not in titles:
        return ""
    title = lower_first(titles[name])
    if name in STAKES:
        return _stakes(name, title, step)
    if step.cause == "method":
        return f"{title} {f'{step.points:+.1f}'.replace('-', MINUS)}"
    if step.cause == "stopped":
        return stopped_text(given, step.was, step.basis)
    return _values(name, title, step, given)


def _values(name: str, title: str, step: Step, given: Given) -> str:
    signal = given.signals[name]
    was, now = step.was.readings.get(name), step.basis.readings.get(name)
    old, new = _value(was, signal), _value(now, signal)
    then, today = _days(was, signal, given), _days(now, signal, given)
    if step.cause == "resumed":
        return f"{title} seen again: {new}{today}" if new else f"{title} seen again"
    if not old or not new:
        return title
    if was and now and last_figure(now) < last_figure(was):
        # Not a revised number for the same day, but the newest one that is left.
        title += f", whose figures after {near_day(last_figure(now), given.as_of_on)} are gone,"
    if old == new:
        return f"{title} about {new}{today}, then and now"
    return f"{title} {old}{then if then != today else ''} \u2192 {new}{today}"


def stopped_text(given: Given, was: ScoreBasis, now: ScoreBasis) -> str:
    """The signals no longer seen: one with its reason, several with their number and names."""
    gone = lost(was, now)
    if len(gone) == 1:
        title = lower_first(given.signals[gone[0]].title)
        return f"{title} {silence(given, gone[0], was.readings[gone[0]], now)}"
    return f"{counted(given, gone)} no longer seen"


def lost(was: ScoreBasis, now: ScoreBasis) -> tuple[str, ...]:
    """Names of the signals that are no longer seen after a step."""
    gone = (name for name, reading in was.readings.items() if now.readings.get(name) != reading)
    return tuple(sorted(gone))


def counted(given: Given, names: Sequence[str]) -> str:
    """The number of signals and their first titles: `2 signals (ads listed and spend) are`."""
    titles = [lower_first(given.signals[name].title) for name in names]
    if len(names) == 1:
        return f"{titles[0]} is"
    return f"{len(names)} signals ({few(titles)}) are"


def few(titles: list[str]) -> str:
    """Two titles, or the first one and the number of others, as titles are long."""
    return listed(titles, most=2 if len(titles) == 2 else 1)


def silence(given: Given, name: str, was: Reading, now: ScoreBasis) -> str:
    """Why a signal is no longer seen: withheld, silent for some days, or removed."""
    signal, reading = given.signals[name], now.readings.get(name)
    state = knowledge(signal, reading, given.as_of_on)
    if reading is not None and state in ("suppressed", "below_threshold"):
        return f"is {UNSEEN[state]}"
    newest = reading or was
    if given.as_of_on > fresh_until(signal, newest):
        return f"silent for {(given.as_of_on - last_figure(newest)).days} days"
    return "no longer in the snapshot"


def _days(reading: Reading | None, signal: Signal, given: Given) -> str:
    """The days that a figure covers, in brackets."""
    return "" if reading is None else f" ({stands_for(signal, reading, given.as_of_on)})"


def _value(reading: Reading | None, signal: Signal) -> str:
    if reading is None:
        return ""
    return known_value(reading.value, reading.lower, reading.upper, signal.form, signal.unit)


def _stakes(name: str, title: str, step: Step) -> str:
    old, new = stakes_text(name, step.was.stakes), stakes_text(name, step.basis.stakes)
    if step.basis.stakes.contest is None and step.was.stakes.contest is not None:
        text = f"{new}, before: {stakes_text(ELECTION, step.was.stakes)}"
    elif old and new and old != new and not step.of_time:
        text = f"{old} \u2192 {new}"
    else:
        text = new
    return text if name == ELECTION else f"{title}: {text}" if text else title
