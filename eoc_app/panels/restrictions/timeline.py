"""The restriction timeline over all countries."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from eoc_app.core.selection import SPAN_WORDS
from eoc_app.domain.dates.day_axis import axis
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import known_as, undrawn_text
from eoc_app.panels.kit.timeline_lanes import lanes
from eoc_app.panels.kit.two_clocks import in_force, now_words, title
from eoc_app.views.timeline_view import Lane, TimelineView

SPANS: Final = {"day": (0.25, 1.0), "fortnight": (2.0, 14.0), "season": (30.0, 180.0)}
"""By span: days shown before the moment looked at, and days shown in all."""


def build(given: Given) -> TimelineView:
    """The timeline: periods that cross the edge of the window are cut there, never dropped."""
    span = given.selection.span if given.selection.span in SPANS else "fortnight"
    (before, length), words = SPANS[span], SPAN_WORDS[span]
    starts = axis(given.moment) - before
    if length > 1:
        starts = math.floor(starts)
    ends = starts + length
    selection = given.selection
    drawn = lanes(
        given,
        starts,
        ends,
        everyone=True,
        grouping=selection.grouping,
        only=selection.country_code,
        medium=selection.medium,
    )
    rules_in_force = in_force(given, country_code=selection.country_code, medium=selection.medium)
    parts = (
        now_words(given, rules_in_force),
        undrawn_text(rules_in_force),
        f"{words}, UTC",
        *_drawn(drawn),
    )
    return TimelineView(
        title=title(given, rules_in_force),
        subtitle=" \u00b7 ".join(filter(None, parts)) + known_as(given),
        footnote="No rule on record means that we know of none, not that there is none.",
        lanes=drawn,
        starts=starts,
        ends=ends,
        snapshot_at=axis(given.moment),
        snapshot_word=given.moment_word,
        wall_at=axis(given.now_at),
        known_until=axis(given.known_until),
        exercise=rules_in_force.is_exercise,
        selected=given.selection.country_code,
        selected_period=given.selection.period_id,
        empty=""
        if drawn
        else f"No restriction period or election{of_chosen(given)} is on record in {words}.",
    )


def _drawn(drawn: tuple[Lane, ...]) -> Iterator[str]:
    """Counts that are limited to the days of the chart."""
    countries = len({lane.code for lane in drawn})
    bars = [bar for lane in drawn for bar in lane.bars]
    ahead = sum(1 for bar in bars if bar.standing == "upcoming")
    moved = sum(1 for bar in bars if bar.moved_from is not None)
    yield f"in these days {countries} {'country' if countries == 1 else 'countries'}"
    if ahead:
        yield f"{ahead} {'begins' if ahead == 1 else 'begin'}"
    if moved:
        yield f"{moved} with a moved end"


PANEL = Panel(
    "Restriction timeline",
    "restrictions",
    0,
    ("periods", "elections", "restriction_rules", "restriction_window_counts"),
    build,
    narrows=frozenset({"country", "medium", "span"}),
    explained=(
        "Each bar is a restriction period of a country, from its first zone to its last, at"
        " the moment looked at and now. Filled bars are in force, hollow ones are next and"
        " diamonds are election days; no rule on record is not the same as no rule."
    ),
)
