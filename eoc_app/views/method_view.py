"""The method of the score: its rules, its weights and their real effect."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

import msgspec

from eoc_app.domain.wording.printed import MINUS, NONE, figure
from eoc_app.views.contributions_view import DimensionScore
from eoc_app.views.levels import Axis, Dimension, Level
from eoc_app.views.twin_cells import number, share_cell, stated_cell, table_of
from eoc_app.views.view import Cell, TableView, View

_PAIRS: Final = 5
"""The number of pairs of indicators in the table's footnote."""


class BandRule(msgspec.Struct, frozen=True, kw_only=True):
    """A band of the scale."""

    level: Level
    title: str
    floor: float
    probability: float
    """The stated probability that an alert raised in it is right."""


class IndicatorRule(msgspec.Struct, frozen=True, kw_only=True):
    """How a signal or a stakes indicator is judged, or why it is not."""

    name: str
    title: str
    axis: Axis
    judged: bool
    dimension: Dimension | None
    weight: float | None
    effective_weight: float | None
    """Share (0-1) of every score by this method."""
    watch: float | None
    alert: float | None
    unit: str
    form: Literal["count", "share", "hours", "money"]
    fresh_days: int | None
    confounded: bool
    effort_note: str
    """Why it is judged although a higher value may mean more effort."""
    action: str = ""
    """What an analyst does when it exceeds its expected range; without it an alarm is a note."""
    variance_share: float | None = None
    """Its part of the variance of scores between countries on the day; all add up to 1."""
    main_effect: float | None = None
    """Squared correlation with the score (0-1) between countries on the day looked at."""


class PairCorrelation(msgspec.Struct, frozen=True, array_like=True):
    """Pearson's correlation of two indicators over the `count` countries in which both are seen."""

    first: str
    second: str
    value: float | None
    count: int


class StakesTable(msgspec.Struct, frozen=True, kw_only=True):
    """How the calendar yields the stakes."""

    kinds: tuple[tuple[str, float], ...]
    nearness: tuple[tuple[int, float], ...]
    """Days to polling and the part (0-1) of the stakes that applies; linear in between."""
    reaches: tuple[tuple[float, float], ...]
    """Users per voter and their severity; linear in between."""


class MethodView(View, frozen=True, kw_only=True):
    """The method that a snapshot was judged by."""

    version: str
    digest: str
    """SHA-256 of the method's text in the snapshot; empty if the snapshot has none."""
    unseen: Literal["worst", "left_out"]
    scale: float
    assessable_coverage: float
    severities: tuple[float, float, float]
    """Severity at the watch value, at the alert value, and the top in multiples of the alert."""
    bands: tuple[BandRule, ...]
    dimensions: tuple[DimensionScore, ...]
    indicators: tuple[IndicatorRule, ...]
    stakes: StakesTable | None = None
    text: str = ""
    """The method's text in the snapshot, as TOML."""
    as_of_on: date | None = None
    """Day on which effects and correlations are measured."""
    country_count: int = 0
    """Countries with a score on that day."""
    correlations: tuple[PairCorrelation, ...] = ()
    """Every pair of judged indicators, once."""
    rules: tuple[tuple[str, str], ...] = ()
    """The method in words: subject and rule."""
    doubles: tuple[str, ...] = ()
    """Pairs so correlated that they may count one thing twice, strongest first."""
    exercise: bool = False
    """Whether effects and correlations are computed from synthetic data."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    @property
    def heard(self) -> str:
        """Returns its subtitle."""
        return self.subtitle

    def as_table(self) -> TableView:
        """Returns the view as rows and columns."""
        rows = [
            (
                Cell(indicator.title, indicator.name),
                Cell(indicator.axis, indicator.axis),
                Cell(
                    indicator.dimension or "not judged",
                    indicator.dimension,
                    dim=indicator.dimension is None,
                ),
                number(indicator.weight),
                stated_cell(indicator.effective_weight),
                share_cell(indicator.variance_share, exercise=self.exercise),
                share_cell(indicator.main_effect, exercise=self.exercise),
                number(
                    indicator.watch,
                    ""
                    if indicator.watch is None
                    else figure(indicator.watch, indicator.form, indicator.unit),
                ),
                number(
                    indicator.alert,
                    ""
                    if indicator.alert is None
                    else figure(indicator.alert, indicator.form, indicator.unit),
                ),
                number(indicator.fresh_days),
                Cell(indicator.effort_note or NONE, indicator.effort_note or None),
                Cell(indicator.action or NONE, indicator.action or None),
            )
            for indicator in self.indicators
        ]
        columns = [
            ("Indicator", False), ("Axis", False), ("Dimension", False), ("Weight", True),
            ("Of the score", True), ("Of the differences", True), ("Explained by it alone", True),
            ("Watch", True), ("Alert", True), ("Fresh days", True), ("May show effort", False),
            ("What to do", False),
        ]  # fmt: skip
        table = table_of(self, columns, rows)
        sentences = [f"{subject}: {how}." for subject, how in self.rules]
        sentences += [f"May count one thing twice: {pair}." for pair in self.doubles[:_PAIRS]]
        if len(self.doubles) > _PAIRS:
            sentences.append(f"So may {len(self.doubles) - _PAIRS} more pairs.")
        # Each part becomes one line; the narrow spaces inside figures stay.
        footnote = "\n".join(
            re.sub("[ \t\r\n]+", " ", part) for part in (self.footnote, *sentences)
        )
        return msgspec.structs.replace(table, footnote=footnote)


def correlations_table(view: MethodView) -> TableView:
    """Returns every pair of judged indicators, the most correlated first, the unknown last."""
    titles = {indicator.name: indicator.title for indicator in view.indicators}
    pairs = sorted(
        view.correlations,
        key=lambda pair: (pair.value is None, -abs(pair.value or 0.0), pair.first),
    )
    rows = [
        (
            Cell(titles[pair.first], pair.first),
            Cell(titles[pair.second], pair.second),
            msgspec.structs.replace(
                number(
                    pair.value,
                    "" if pair.value is None else f"{pair.value:.2f}".replace("-", MINUS),
                ),
                exercise=view.exercise and pair.value is not None,
            ),
            Cell(str(pair.count), pair.count),
        )
        for pair in pairs
    ]
    columns = [("Indicator", False), ("And", False), ("Correlation", True), ("Countries", True)]
    table = table_of(view, columns, rows)
    return msgspec.structs.replace(
        table,
        title="How indicators go together",
        footnote="Pearson's correlation over the countries in which both are seen.",
        empty="" if rows else "Fewer than two indicators are judged.",
    )
