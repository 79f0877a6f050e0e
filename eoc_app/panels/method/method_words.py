"""A method in words: its rules, and the indicators that may count the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from eoc_app.domain.risk.method_parts import DIMENSIONS, Band
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.wording.printed import lower_first, plain, share
from eoc_app.method.effective_weights import FEWEST, Correlation

CLOSE: Final = 0.7
"""Two indicators are said to go together from this absolute correlation on."""
NOMINAL: Final = (
    "A weight is not the same as importance: the share of the score says what a point of severity"
    " adds, the share of the differences says what really sets countries apart."
)


def rules(method: Method, weights: Mapping[str, float], digest: str) -> tuple[tuple[str, str], ...]:
    """Rows of a subject and its rule; `weights` are shares of the whole score by dimension.

    There is no row for what a method does not rule.
    """
    return tuple(_rules(method, weights, digest))


def _rules(method: Method, weights: Mapping[str, float], digest: str) -> Iterator[tuple[str, str]]:
    line, top = method.severity, plain(method.scale)
    stated = f", SHA-256 {digest}" if digest else ", not stated by the snapshot itself"
    yield "Profile", f"{method.full_name}{stated}"
    yield (
        "Bands",
        ", ".join(
            f"{band.title} from {plain(band.floor)} (alerts stated to be right in"
            f" {share(band.probability)})"
            for band in method.bands
        ),
    )
    yield "Measured", _measured(method.bands)
    scale = (
        f"of a signal: straight lines from 0 through {plain(line.watch)} at its watch value and"
        f" {plain(line.alert)} at its alert value to {top} at {plain(line.top_at_alerts)} times"
        " its alert value"
    )
    yield "Severity", scale
    yield (
        "Levels",
        "of daily figures are the mean of a whole week of settled days; a rise counts at once, a"
        " fall when a whole week shows it; a series counts as silent by its own rhythm"
        if method.level_days
        else "are the newest figure of a signal as it is, for as long as the signal is fresh",
    )
    least = share(method.assessable_coverage)
    coverage = (
        f"with under {least} of the signals' weight fresh, a country is not assessable: no score"
    )
    yield "Coverage", coverage
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
    if method.cannot_see:
        yield "Cannot see", "; ".join(method.cannot_see)
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
        ", ".join(f"{_days(row.days)} {share(row.part)}" for row in rule.nearness)
        + "; straight lines between",
    )
    yield (
        "Stakes: reach",
        ", ".join(f"{plain(row.share)} users a voter {plain(row.severity)}" for row in rule.reaches)
        + f" of {top}; straight lines between",
    )


def _measured(bands: Sequence[Band]) -> str:
    """What a back-test found of each band."""
    rates = [
        f"{band.title} {share(band.measured.rate)} ({share(band.measured.lower)} to"
        f" {share(band.measured.upper)}, {plain(band.measured.count)} elections)"
        if band.measured
        else f"{band.title} not measured"
        for band in bands
    ]
    if not any(band.measured for band in bands):
        return "nothing: no band of this profile was held against outcomes"
    return f"elections of each band that were disrupted in a back-test: {', '.join(rates)}"


def _days(days: int) -> str:
    if days == 0:
        return "polling day"
    return f"{abs(days)} days {'before' if days > 0 else 'after'}"


def doubles(pairs: Iterable[Correlation], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Pairs of indicators with a strong correlation, positive or negative, the strongest first."""
    close = [pair for pair in pairs if pair.value is not None and abs(pair.value) >= CLOSE]
    close.sort(key=lambda pair: (-abs(pair.value or 0.0), pair.first, pair.second))
    return tuple(
        f"{titles[pair.first]} {'with' if (pair.value or 0) > 0 else 'against'}"
        f" {lower_first(titles[pair.second])} (r {_signed(pair.value or 0.0)},"
        f" {pair.count} countries)"
        for pair in close
    )


def too_few(count: int) -> str:
    """Why differences between countries are not shown; empty where enough have a score."""
    if count >= FEWEST:
        return ""
    has = "1 country has" if count == 1 else f"{count or 'no'} countries have"
    return (
        f"{has[0].upper()}{has[1:]} a score on this day; with fewer than {FEWEST}, nothing can be"
        " said about how they differ."
    )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "\u2212")
