"""A method in words: what is ruled and how, and which indicators may count one thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import lower_first, plain, share
from eoc_app.method.effective_weights import FEWEST, Correlation

CLOSE: Final = 0.7
"""Correlation, in size, from which two indicators are said to go together."""
NOMINAL: Final = (
    "Nominal weights are not importance: a share of the score says what a point of severity adds,"
    " a share of the differences what really sets countries apart."
)


def rules(method: Method, weights: Mapping[str, float], digest: str) -> tuple[tuple[str, str], ...]:
    """What is ruled, and how; `weights` are shares of the whole score by dimension.

    A method says nothing of what it does not rule.
    """
    return tuple(_rules(method, weights, digest))


def _rules(method: Method, weights: Mapping[str, float], digest: str) -> Iterator[tuple[str, str]]:
    line, top = method.severity, plain(method.scale)
    stated = f", SHA-256 {digest}" if digest else ", not stated by the snapshot itself"
    yield "Version", f"{method.version}{stated}"
    yield (
        "Bands",
        ", ".join(
            f"{band.title} from {plain(band.floor)} (alerts stated to be right in"
            f" {share(band.probability)})"
            for band in method.bands
        ),
    )
    scale = (
        f"of a signal: straight lines from 0 through {plain(line.watch)} at its watch value and"
        f" {plain(line.alert)} at its alert value to {top} at {plain(line.top_at_alerts)} times"
        " its alert value"
    )
    yield "Severity", scale
    yield (
        "Levels",
        "of daily figures are the mean of a whole week of settled days; a rise counts at once, a"
        " fall when a whole week shows it; a series is silent by its own rhythm"
        if method.level_days
        else "are the newest figure of a signal as it is, for as long as the signal is fresh",
    )
    least = share(method.assessable_coverage)
    told = f"under {least} of the signals' weight fresh, a country is not assessable: no score"
    yield "Coverage", told
    yield (
        "Not seen",
        f"counts at its worst ({top}), shown as a part of its own"
        if method.unseen == "worst"
        else "is left out, and its weight is shared by what is seen",
    )
    yield (
        "Dimensions",
        ", ".join(
            f"{method.dimensions[name].title} {share(weights[name])}"
            for name in DIMENSIONS
            if name in weights
        )
        or "none: no signal is judged",
    )
    rule = method.stakes
    if rule is None:
        yield "Stakes", "are no part of this method"
        return
    yield (
        "Stakes: kinds",
        ", ".join(f"{kind} {share(part)}" for kind, part in rule.kinds.items())
        + " of the stakes of an election",
    )
    yield (
        "Stakes: nearness",
        ", ".join(f"{_days(one.days)} {share(one.part)}" for one in rule.nearness)
        + "; straight lines between",
    )
    yield (
        "Stakes: reach",
        ", ".join(f"{plain(one.share)} users a voter {plain(one.severity)}" for one in rule.reaches)
        + f" of {top}; straight lines between",
    )


def _days(days: int) -> str:
    if days == 0:
        return "polling day"
    return f"{abs(days)} days {'before' if days > 0 else 'after'}"


def doubles(found: Iterable[Correlation], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Pairs that go together or against each other closely, the strongest first."""
    close = [one for one in found if one.value is not None and abs(one.value) >= CLOSE]
    close.sort(key=lambda one: (-abs(one.value or 0.0), one.first, one.second))
    return tuple(
        f"{titles[one.first]} {'with' if (one.value or 0) > 0 else 'against'}"
        f" {lower_first(titles[one.second])} (r {_signed(one.value or 0.0)},"
        f" {one.count} countries)"
        for one in close
    )


def too_few(count: int) -> str:
    """Why nothing is said of differences between countries; empty where there are enough."""
    if count >= FEWEST:
        return ""
    has = "1 country has" if count == 1 else f"{count or 'no'} countries have"
    return (
        f"{has[0].upper()}{has[1:]} a score on this day; under {FEWEST} nothing is said of how"
        " they differ."
    )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\u2212")
