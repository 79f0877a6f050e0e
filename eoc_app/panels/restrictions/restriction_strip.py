"""The restriction clock of the next days, all countries, for the overview."""

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
    """Fourteen days, two of them behind, so that what has just ended is seen.

    The map and the ranking beside it speak of every medium, and so does the strip.
    """
    starts = math.floor(axis(given.moment)) - _BEFORE
    ends = starts + _DAYS
    drawn = lanes(given, starts, ends, everyone=True, medium=None)
    found = in_force(given)
    told = (
        now_words(given, found),
        undrawn_text(found),
        f"{_DAYS} days, UTC",
        _unruled(drawn),
    )
    return TimelineView(
        title=title(given, found),
        subtitle=" \u00b7 ".join(filter(None, told)),
        lanes=drawn,
        starts=starts,
        ends=ends,
        snapshot_at=axis(given.moment),
        snapshot_word=given.moment_word,
        wall_at=axis(given.now_at),
        known_until=axis(given.known_until),
        exercise=found.is_exercise,
        selected=given.selection.country_code,
        empty="" if drawn else "No restriction period or election on record in these 14 days.",
    )


def _unruled(drawn: tuple[Lane, ...]) -> str:
    """How many countries of these days have an election and no rule on record."""
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
        " fourteen days of UTC. Filled bars are in force, hollow ones are next and diamonds"
        " are election days; a country without a bar only has no rule that is on record."
    ),
)
