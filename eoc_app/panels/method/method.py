"""The method that the snapshot was judged by: bands, weights as they work, and their reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from eoc_app.domain.risk.indicator import Indicator, indicators
from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import day, lower_first, share, stated_share
from eoc_app.method.effective_weights import FEWEST, Effect, correlations, effects
from eoc_app.panels.kit import day_severities as known_day
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.method.method_words import NOMINAL, doubles, rules, too_few
from eoc_app.views.contributions_view import DimensionScore
from eoc_app.views.method_view import (
    BandRule,
    IndicatorRule,
    MethodView,
    PairCorrelation,
    StakesTable,
)

_FAR: Final = 0.05
"""Difference of shares from which it is worth a title."""


def build(given: Given) -> MethodView:
    """Judged indicators by their share of the score, then the signals that are not judged."""
    method = given.method
    made = indicators(method, given.signals.values())
    found = {one.name: one for one in known_day.once(given, effects)} if made else {}
    pairs = known_day.once(given, correlations) if made else []
    count = next((one.count for one in found.values()), 0)
    titles = {one.name: one.title for one in made}
    weights: dict[str, float] = {
        name: math.fsum(one.share for one in made if one.dimension == name)
        for name in DIMENSIONS
        if any(one.dimension == name for one in made)
    }
    close = doubles(pairs, titles)
    line = method.severity
    return MethodView(
        title=_title(method, made, found, len(close), len(pairs)),
        subtitle=f"{count} {'country' if count == 1 else 'countries'} with a score,"
        f" {day(given.as_of_on)}",
        footnote=" ".join(part for part in (NOMINAL, too_few(count) if made else "") if part),
        version=method.version,
        digest=given.method_digest,
        unseen=method.unseen,
        scale=method.scale,
        assessable_coverage=method.assessable_coverage,
        severities=(line.watch, line.alert, line.top_at_alerts),
        bands=tuple(
            BandRule(
                level=band.name, title=band.title, floor=band.floor, probability=band.probability
            )
            for band in method.bands
        ),
        dimensions=tuple(
            DimensionScore(
                dimension=name,
                title=method.dimensions[name].title,
                score=None,
                weight=weights[name],
            )
            for name in DIMENSIONS
            if name in weights
        ),
        indicators=tuple(_rules(given, made, found)),
        stakes=_stakes(method),
        text=given.method_text,
        as_of_on=given.as_of_on,
        country_count=count,
        correlations=tuple(
            PairCorrelation(one.first, one.second, one.value, one.count) for one in pairs
        ),
        rules=rules(method, weights, given.method_digest),
        doubles=close,
        exercise=bool(found) and any(known_day.severities_on(given).synthetic),
        empty="" if given.signals else "The snapshot was built without signals.",
    )


def _title(
    method: Method,
    made: Sequence[Indicator],
    found: Mapping[str, Effect],
    close: int,
    pairs: int,
) -> str:
    """The weight that misleads most, else how many pairs go together, where it can be told."""
    off = [
        (abs(effect.variance_share - one.share), one, effect.variance_share)
        for one in made
        if (effect := found[one.name]).variance_share is not None
    ]
    size, one, differs = max(off, key=lambda row: row[0], default=(0.0, None, 0.0))
    named = f"Method {method.version}"
    if one is not None and size >= _FAR:
        told = f"{named}: {lower_first(one.title)} is {stated_share(one.share)} of the score and"
        if differs < 0:
            return f"{told} works against it: it is low where scores are high"
        return f"{told} {share(differs)} of the differences between countries"
    if close:
        go = "pair of indicators goes" if close == 1 else "pairs of indicators go"
        return f"{named}: {close} of {pairs} {go} together so closely that they may count twice"
    return named


def _rules(
    given: Given, made: tuple[Indicator, ...], found: Mapping[str, Effect]
) -> Iterator[IndicatorRule]:
    for one in sorted(made, key=lambda one: (-one.share, one.name)):
        yield _rule(one.name, one.title, one.signal, one, found.get(one.name))
    judged = {one.name for one in made}
    for name, signal in given.signals.items():
        if name not in judged:
            yield _rule(name, signal.title, signal, None, None)


def _rule(
    name: str,
    title: str,
    signal: Signal | None,
    indicator: Indicator | None,
    effect: Effect | None,
) -> IndicatorRule:
    judge = signal.judge if signal else None
    told = effect if effect is not None and effect.count >= FEWEST else None
    return IndicatorRule(
        name=name,
        title=title,
        axis=signal.axis if signal else "harm",
        judged=indicator is not None,
        dimension=indicator.dimension if indicator else None,
        weight=indicator.weight if indicator else None,
        effective_weight=indicator.share if indicator else None,
        watch=judge.watch if judge else None,
        alert=judge.alert if judge else None,
        unit=signal.unit if signal else "",
        form=signal.form if signal else "share",
        fresh_days=signal.fresh_days if signal else None,
        confounded=bool(signal and signal.confounded_by_effort),
        effort_note=signal.effort_note if signal else "",
        action=signal.action if signal else "",
        variance_share=told.variance_share if told else None,
        main_effect=told.main_effect if told else None,
    )


def _stakes(method: Method) -> StakesTable | None:
    rule = method.stakes
    if rule is None:
        return None
    return StakesTable(
        kinds=tuple(rule.kinds.items()),
        nearness=tuple((one.days, one.part) for one in rule.nearness),
        reaches=tuple((one.share, one.severity) for one in rule.reaches),
    )


PANEL = Panel(
    "Method",
    "method",
    1,
    known_day.READS,
    build,
    reads_by_platform=known_day.READS_BY_PLATFORM,
    explained=(
        "How the score is made: every indicator with its weight, and how much of the"
        " differences between countries it really explains. Weights are a choice and not a"
        " measurement, and two indicators that always move together may count one thing twice."
    ),
)
