"""The method that the snapshot was judged by: bands, weights as they work, and their reasons."""

from __future__ import annotations

from collections.abc import Iterator

from eoc_app.domain.indicator import Indicator, indicators
from eoc_app.domain.method import DIMENSIONS, Method
from eoc_app.domain.signal import Signal
from eoc_app.given.panel import Given, Panel
from eoc_app.views import BandRule, DimensionScore, IndicatorRule, MethodView, StakesTable


def build(given: Given) -> MethodView:
    """Judged indicators by their effective weight, then the signals that are not judged."""
    method = given.method
    made = indicators(method, given.signals.values())
    line = method.severity
    return MethodView(
        title=f"Method {method.version}",
        subtitle="what every score of this snapshot is made of",
        footnote="A weight is a share of the score; how much a signal moves ranks depends on how"
        " much it differs between countries.",
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
                weight=sum(one.share for one in made if one.dimension == name),
            )
            for name in DIMENSIONS
            if any(one.dimension == name for one in made)
        ),
        indicators=tuple(_rules(given, made)),
        stakes=_stakes(method),
        text=given.method_text,
        empty="" if given.signals else "The snapshot was built without signals.",
    )


def _rules(given: Given, made: tuple[Indicator, ...]) -> Iterator[IndicatorRule]:
    for one in sorted(made, key=lambda one: (-one.share, one.name)):
        yield _rule(one.name, one.title, one.signal, one)
    judged = {one.name for one in made}
    for name, signal in given.signals.items():
        if name not in judged:
            yield _rule(name, signal.title, signal, None)


def _rule(
    name: str, title: str, signal: Signal | None, indicator: Indicator | None
) -> IndicatorRule:
    judge = signal.judge if signal else None
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


PANEL = Panel("Method", "sources", 9, (), build, on_demand=True)
