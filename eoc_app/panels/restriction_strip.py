"""The restriction clock of the next days, all countries, for the overview."""

from __future__ import annotations

import math

from eoc_app.domain.day_axis import axis
from eoc_app.domain.restriction import most_pressing
from eoc_app.given.lanes import lanes
from eoc_app.given.panel import Given, Panel
from eoc_app.given.restriction_words import running
from eoc_app.views import Lane, TimelineView

_BEFORE = 2
_DAYS = 14


def build(given: Given) -> TimelineView:
    """Fourteen days, two of them behind, so that what has just ended is seen."""
    starts = math.floor(axis(given.moment)) - _BEFORE
    ends = starts + _DAYS
    found = lanes(given, starts, ends, everyone=True)
    return TimelineView(
        title=_finding(found, given.moment_word),
        subtitle="14 days, UTC \u00b7 local times in the details",
        lanes=found,
        starts=starts,
        ends=ends,
        snapshot_at=axis(given.moment),
        snapshot_word=given.moment_word,
        wall_at=axis(given.now_at),
        known_until=axis(given.known_until),
        selected=given.selection.country_code,
        empty="" if found else "No restriction period or election on record in these 14 days.",
    )


def _finding(found: tuple[Lane, ...], word: str) -> str:
    unruled = sum(1 for lane in found if lane.note)
    then = [most_pressing(bar.standing for bar in lane.bars) for lane in found]
    now = [most_pressing(bar.wall_standing or bar.standing for bar in lane.bars) for lane in found]
    counted = running(zip(then, now, strict=True))
    head = "No rule in force that is on record"
    if counted.then or counted.differ:
        countries = f"{counted.then} {'country' if counted.then == 1 else 'countries'}"
        head = f"Restrictions in force in {countries}{counted.later(word)}"
    if not unruled:
        return head
    return f"{head}; {unruled} with an election and no rule on record"


PANEL = Panel(
    "Restrictions, 14 days",
    "overview",
    3,
    ("periods", "elections", "restriction_rules"),
    build,
    narrows=frozenset({"medium"}),
    explained=(
        "Each bar is a period in which a rule on campaigning, polls or ads is in force, over"
        " fourteen days of UTC. Filled bars are in force, hollow ones are next and diamonds"
        " are election days; a country without a bar only has no rule that is on record."
    ),
)
