"""Signals with the thresholds and weights that a method profile gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal


def judged_signals(method: Method, signals: Mapping[str, Signal]) -> dict[str, Signal]:
    """Returns all signals in their order; those that the method judges have its thresholds."""
    rules = {indicator.signal: indicator for indicator in method.indicators}
    return {
        name: signal
        if (rule := rules.get(name)) is None
        else replace(
            signal,
            judge=rule.judgement(signal.fresh_days),
            dimension=rule.dimension,
            effort_note=rule.effort_note,
        )
        for name, signal in signals.items()
    }
