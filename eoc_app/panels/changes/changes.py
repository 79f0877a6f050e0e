"""What changed since the day before and since the snapshot before, with causes."""

from __future__ import annotations

from eoc_app.domain.wording.printed import near_day
from eoc_app.panels.changes.all_changes import READS, changed
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.changes_view import ChangesView

_MOST = 24


def build(given: Given) -> ChangesView:
    """The largest changes first: what can no longer be seen, then laws, bands and scores."""
    told = changed(given)
    found, since = told.changes, near_day(told.since_on, given.as_of_on)
    return ChangesView(
        title=f"What changed since {since}",
        subtitle=(
            f"{len(found)} {'change' if len(found) == 1 else 'changes'}"
            if len(found) <= _MOST
            else f"the {_MOST} largest of {len(found)} changes"
        )
        # Scores of single platforms are not stored, so their changes are not known.
        + (" \u00b7 all platforms" if given.selection.platforms else ""),
        changes=found[:_MOST],
        empty="" if found else f"Nothing that is judged changed since {since}.",
    )


PANEL = Panel(
    "What changed",
    "overview",
    4,
    READS,
    build,
    ahead=True,
    explained=(
        "The largest changes since the day before and since the snapshot before, each with"
        " its cause. New data, a revision, another method, the calendar and a feed that"
        " stopped are told apart, because only some of them say something of the country."
    ),
)
