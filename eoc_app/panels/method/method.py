"""The method of the snapshot's scores: bands, weights with their real effect, and reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from eoc_app.core.precomputed import NOT_AGAIN, counted
from eoc_app.domain.risk.indicator import Indicator, indicators
from eoc_app.domain.risk.method_parts import DIMENSIONS
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.domain.wording.printed import day, lower_first, share, stated_share
from eoc_app.method.effective_weights import FEWEST, Effect, correlations, effects
from eoc_app.panels.kit import day_severities
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
"""From this difference of shares on, a weight is named in the title."""


def build(given: Given) -> MethodView:
    """The method: judged indicators by their share of the score, then signals not judged."""
    method = given.method
    judged = indicators(method, given.signals.values())
    all_effects = day_severities.once(given, effects) if judged else ()
    effect_by_name = {effect.name: effect for effect in all_effects}
    pairs = day_severities.once(given, correlations) if judged else []
    count = next((effect.count for effect in effect_by_name.values()), 0)
    titles = {indicator.name: indicator.title for indicator in judged}
    weights: dict[str, float] = {
        name: math.fsum(indicator.share for indicator in judged if indicator.dimension == name)
        for name in DIMENSIONS
        if any(indicator.dimension == name for indicator in judged)
    }
    close = doubles(pairs, titles)
    severity = method.severity
    return MethodView(
        title=_title(method, judged, effect_by_name, len(close), len(pairs)),
        subtitle=f"{count} {'country' if count == 1 else 'countries'} with a score,"
        f" {day(given.as_of_on)}",
        footnote=" ".join(filter(None, _notes(given, too_few(count) if judged else ""))),
        version=method.version,
        digest=given.method_digest,
        unseen=method.unseen,
        scale=method.scale,
        assessable_coverage=method.assessable_coverage,
        severities=(severity.watch, severity.alert, severity.top_at_alerts),
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
        indicators=tuple(_rules(given, judged, effect_by_name)),
        stakes=_stakes(method),
        text=given.method_text,
        as_of_on=given.as_of_on,
        country_count=count,
        correlations=tuple(
            PairCorrelation(pair.first, pair.second, pair.value, pair.count) for pair in pairs
        ),
        rules=rules(method, weights, given.method_digest),
        doubles=close,
        exercise=bool(effect_by_name) and any(day_severities.severities_on(given).synthetic),
        empty="" if given.signals else "The snapshot was built without signals.",
    )


def _notes(given: Given, few: str) -> Iterator[str]:
    """What is said below the weights."""
    yield NOMINAL
    yield few
    if precomputed := given.about.get("precomputed", 0):
        yield f"{counted(precomputed)}: {NOT_AGAIN}."


def _title(
    method: Method,
    judged: Sequence[Indicator],
    effect_by_name: Mapping[str, Effect],
    close: int,
    pairs: int,
) -> str:
    """The most misleading weight, or else how many pairs correlate, where either is known."""
    gaps = [
        (abs(effect.variance_share - indicator.share), indicator, effect.variance_share)
        for indicator in judged
        if (effect := effect_by_name[indicator.name]).variance_share is not None
    ]
    size, indicator, differs = max(gaps, key=lambda row: row[0], default=(0.0, None, 0.0))
    name = f"Method {method.full_name}"
    if indicator is not None and size >= _FAR:
        weight = stated_share(indicator.share)
        start = f"{name}: {lower_first(indicator.title)} is {weight} of the score and"
        if differs < 0:
            return f"{start} works against it: it is low where scores are high"
        return f"{start} {share(differs)} of the differences between countries"
    if close:
        verb = "pair of indicators goes" if close == 1 else "pairs of indicators go"
        return f"{name}: {close} of {pairs} {verb} together so closely that they may count twice"
    return name


def _rules(
    given: Given, judged_indicators: tuple[Indicator, ...], effect_by_name: Mapping[str, Effect]
) -> Iterator[IndicatorRule]:
    for indicator in sorted(
        judged_indicators, key=lambda indicator: (-indicator.share, indicator.name)
    ):
        yield _rule(
            indicator.name,
            indicator.title,
            indicator.signal,
            indicator,
            effect_by_name.get(indicator.name),
        )
    names = {indicator.name for indicator in judged_indicators}
    for name, signal in given.signals.items():
        if name not in names:
            yield _rule(name, signal.title, signal, None, None)


def _rule(
    name: str,
    title: str,
    signal: Signal | None,
    indicator: Indicator | None,
    effect: Effect | None,
) -> IndicatorRule:
    judge = signal.judge if signal else None
    shown = effect if effect is not None and effect.count >= FEWEST else None
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
        variance_share=shown.variance_share if shown else None,
        main_effect=shown.main_effect if shown else None,
    )


def _stakes(method: Method) -> StakesTable | None:
    rule = method.stakes
    if rule is None:
        return None
    return StakesTable(
        kinds=tuple(rule.kinds.items()),
        nearness=tuple((row.days, row.part) for row in rule.nearness),
        reaches=tuple((row.share, row.severity) for row in rule.reaches),
    )


PANEL = Panel(
    "Method",
    "method",
    1,
    day_severities.READS,
    build,
    reads_by_platform=day_severities.READS_BY_PLATFORM,
    explained=(
        "How the score is made: every indicator with its weight, and how much of the"
        " differences between countries it really explains. Weights are a choice and not a"
        " measurement, and two indicators that always move together may count one thing twice."
    ),
)
