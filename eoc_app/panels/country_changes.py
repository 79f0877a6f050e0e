"""What changed of one country, since the day before and since the snapshot before, with causes."""

from __future__ import annotations

from eoc_app.domain.country import country
from eoc_app.domain.wording import near_day
from eoc_app.given.changed import READS, changed
from eoc_app.given.panel import Given, Panel
from eoc_app.views import ChangesView


def build(given: Given) -> ChangesView:
    """Every change of the country, and those that are of all countries."""
    told = changed(given)
    code = given.selection.country_code or ""
    own = [one for one in told.changes if one.code == code]
    found = (*own, *(one for one in told.changes if one.code is None))
    since = near_day(told.since_on, given.as_of_on)
    name = country(code).name
    return ChangesView(
        title=f"What changed of {name} since {since}",
        subtitle=f"{len(own)} {'change' if len(own) == 1 else 'changes'}"
        + (" \u00b7 all platforms" if given.selection.platforms else ""),
        changes=found,
        empty="" if found else f"Nothing that is judged of {name} changed since {since}.",
    )


PANEL = Panel("What changed", "country", 9, READS, build, needs_country=True, on_demand=True)
