"""The restriction clock of all countries for the next days, for the overview."""

from __future__ import annotations

import math

from eoc_app.domain.dates.day_axis import axis
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.period_standing import undrawn_text
from eoc_app.panels.kit.timeline_lanes import lanes
from eoc_app.panels.kit.two_clocks import in_force, now_words, title
from eoc_app.views.timeline_view import Lane, TimelineView

_BEFORE = 2
_DAYS = 14


def build(given: Given) -> TimelineView:
    """Fourteen days, two of them in the past, so that rules that have just ended are seen.

    Like the map and the ranking beside it, the strip covers every medium.
    """
    starts = math.floor(axis(given.moment)) - _BEFORE
    ends = starts + _DAYS
    drawn = lanes(given, starts, ends, everyone=True, medium=None)
    rules_in_force = in_force(given)
    parts = (
        now_words(given, rules_in_force),
        undrawn_text(rules_in_force),
        f"{_DAYS} days, UTC",
        _unruled(drawn),
    )
    return TimelineView(
        title=title(given, rules_in_force),
        subtitle=" \u00b7 ".join(filter(None, parts)),
        lanes=drawn,
        starts=starts,
        ends=ends,
        snapshot_at=axis(given.moment),
        snapshot_word=given.moment_word,
        wall_at=axis(given.now_at),
        known_until=axis(given.known_until),
        exercise=rules_in_force.is_exercise,
        selected=given.selection.country_code,
        empty="" if drawn else "No restriction period or election on record in these 14 days.",
    )


def _unruled(drawn: tuple[Lane, ...]) -> str:
    """The number of countries with an election in these days and no rule on record."""
    count = sum(1 for lane in drawn if lane.note)
    if not count:
        return ""
    countries = "country" if count == 1 else "countries"
    return f"{count} {countries} with an election and no rule on record"


PANEL = Panel(
    "Restrictions, 14 days",
    "overview",
    3,
    ("periods", "elections", "restriction_rules"),
    build,
    explained=(
        "Each bar is a period in which a rule on campaigning, polls or ads is in force, over"
        " fourteen days of UTC. Filled bars are in force, hollow ones are next and diamonds are"
        " election days; a country without a bar has no rule on record, which is not the same as no"
        " rule."
    ),
)
