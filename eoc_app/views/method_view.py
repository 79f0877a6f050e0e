"""The method of the score: its rules, its weights, what they really do."""

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
"""Pairs of indicators that a table names under it."""


class BandRule(msgspec.Struct, frozen=True, kw_only=True):
    """A band of the scale."""

    level: Level
    title: str
    floor: float
    probability: float
    """How often an alert raised in it is stated to turn out right."""


class IndicatorRule(msgspec.Struct, frozen=True, kw_only=True):
    """How one signal, or one indicator of the stakes, is judged, or why it is not."""

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
    """Why it is judged although more of it may mean more effort."""
    action: str = ""
    """What an analyst does when it exceeds its expected range; without one an alarm is a note."""
    variance_share: float | None = None
    """Its part of the variance of scores between countries on the day looked at; adds up to 1."""
    main_effect: float | None = None
    """Squared correlation with the score (0-1) between countries on the day looked at."""


class PairCorrelation(msgspec.Struct, frozen=True, array_like=True):
    """Pearson's correlation of two indicators over the `count` countries in which both are seen."""

    first: str
    second: str
    value: float | None
    count: int


class StakesTable(msgspec.Struct, frozen=True, kw_only=True):
    """How the calendar becomes stakes."""

    kinds: tuple[tuple[str, float], ...]
    nearness: tuple[tuple[int, float], ...]
    """Days to polling and the part (0-1) of the stakes that they make up; lines between."""
    reaches: tuple[tuple[float, float], ...]
    """Users for each voter and the severity that they stand for; lines between."""


class MethodView(View, frozen=True, kw_only=True):
    """The method that a snapshot was judged by."""

    version: str
    digest: str
    """SHA-256 of the text that the snapshot states it in; empty where it states none."""
    unseen: Literal["worst", "left_out"]
    scale: float
    assessable_coverage: float
    severities: tuple[float, float, float]
    """At a signal's watch value, at its alert value, and at how many alert values the top is."""
    bands: tuple[BandRule, ...]
    dimensions: tuple[DimensionScore, ...]
    indicators: tuple[IndicatorRule, ...]
    stakes: StakesTable | None = None
    text: str = ""
    """The method as the snapshot states it, in TOML."""
    as_of_on: date | None = None
    """Day on which effects and correlations are measured."""
    country_count: int = 0
    """Countries with a score on that day."""
    correlations: tuple[PairCorrelation, ...] = ()
    """Every pair of judged indicators once."""
    rules: tuple[tuple[str, str], ...] = ()
    """The method in words: what is ruled, and how."""
    doubles: tuple[str, ...] = ()
    """Pairs that go together so closely that they may count one thing twice, strongest first."""
    exercise: bool = False
    """Whether differences and correlations of countries are told from synthetic data."""

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        rows = [
            (
                Cell(one.title, one.name),
                Cell(one.axis, one.axis),
                Cell(one.dimension or "not judged", one.dimension, dim=one.dimension is None),
                number(one.weight),
                stated_cell(one.effective_weight),
                share_cell(one.variance_share, exercise=self.exercise),
                share_cell(one.main_effect, exercise=self.exercise),
                number(
                    one.watch, "" if one.watch is None else figure(one.watch, one.form, one.unit)
                ),
                number(
                    one.alert, "" if one.alert is None else figure(one.alert, one.form, one.unit)
                ),
                number(one.fresh_days),
                Cell(one.effort_note or NONE, one.effort_note or None),
                Cell(one.action or NONE, one.action or None),
            )
            for one in self.indicators
        ]
        columns = [
            ("Indicator", False), ("Axis", False), ("Dimension", False), ("Weight", True),
            ("Of the score", True), ("Of the differences", True), ("Told from it alone", True),
            ("Watch", True), ("Alert", True), ("Fresh days", True), ("May show effort", False),
            ("What to do", False),
        ]  # fmt: skip
        table = table_of(self, columns, rows)
        told = [f"{what}: {how}." for what, how in self.rules]
        told += [f"May count one thing twice: {pair}." for pair in self.doubles[:_PAIRS]]
        if len(self.doubles) > _PAIRS:
            told.append(f"So may {len(self.doubles) - _PAIRS} more pairs.")
        # Lines become one each; the narrow spaces inside figures stay.
        footnote = "\n".join(re.sub("[ \t\r\n]+", " ", part) for part in (self.footnote, *told))
        return msgspec.structs.replace(table, footnote=footnote)


def correlations_table(view: MethodView) -> TableView:
    """Every pair of judged indicators, the closest first, those of which nothing is known last."""
    titles = {one.name: one.title for one in view.indicators}
    pairs = sorted(
        view.correlations, key=lambda one: (one.value is None, -abs(one.value or 0.0), one.first)
    )
    rows = [
        (
            Cell(titles[one.first], one.first),
            Cell(titles[one.second], one.second),
            msgspec.structs.replace(
                number(
                    one.value,
                    "" if one.value is None else f"{one.value:.2f}".replace("-", MINUS),
                ),
                exercise=view.exercise and one.value is not None,
            ),
            Cell(str(one.count), one.count),
        )
        for one in pairs
    ]
    columns = [("Indicator", False), ("And", False), ("Correlation", True), ("Countries", True)]
    table = table_of(view, columns, rows)
    return msgspec.structs.replace(
        table,
        title="How indicators go together",
        footnote="Pearson's correlation over the countries in which both are seen.",
        empty="" if rows else "Fewer than two indicators are judged.",
    )
