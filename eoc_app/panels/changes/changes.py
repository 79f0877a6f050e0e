"""What changed since the day before and since the previous snapshot, with causes."""

from __future__ import annotations

from eoc_app.domain.wording.printed import near_day
from eoc_app.panels.changes.all_changes import READS, changed
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.changes_view import ChangesView

_MOST = 24


def build(given: Given) -> ChangesView:
    """The largest changes first: lost sight of a country, then laws, bands and scores."""
    all_changes = changed(given)
    listed, since = all_changes.changes, near_day(all_changes.since_on, given.as_of_on)
    return ChangesView(
        title=f"What changed since {since}",
        subtitle=(
            f"{len(listed)} {'change' if len(listed) == 1 else 'changes'}"
            if len(listed) <= _MOST
            else f"the {_MOST} largest of {len(listed)} changes"
        )
        # Scores per platform are not stored, so their changes are not known.
        + (" \u00b7 all platforms" if given.selection.platforms else ""),
        changes=listed[:_MOST],
        empty="" if listed else f"Nothing that is judged changed since {since}.",
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
