"""Judged pieces as rows of the table expected_day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eoc_app.anomaly.expected import Ranges
from eoc_app.anomaly.weekdays import WEEK
from eoc_app.builder.expect.daily_figures import Floats, Ints
from eoc_app.builder.expect.figure_lookup import Figures


@dataclass(frozen=True)
class ExpectedDays:
    """Rows of expected_day, column by column; names and rules by number, NaN where null."""

    country: Ints
    signal: Ints
    day: Ints
    period_days: Ints
    span_days: Ints
    observed: Floats
    expected: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    rule: Ints
    since: Ints


def rows_of(piece: Ranges, owner: Ints, figures: Figures) -> ExpectedDays:
    """Rows of a piece whose entries belong to the lines `owner`."""
    own = figures.period_days(owner, piece.day)
    by_week = (piece.span_days == WEEK) & (own == 1)
    return ExpectedDays(
        country=figures.country[owner],
        signal=figures.signal[owner],
        day=piece.day,
        period_days=own,
        span_days=np.where(by_week, WEEK, own),
        observed=piece.observed,
        expected=piece.expected,
        lower=piece.lower,
        upper=piece.upper,
        p_value=piece.p_value,
        rule=piece.rule.astype(np.int64),
        since=piece.since,
    )
