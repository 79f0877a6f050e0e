"""What changed in a country since the day before and the previous snapshot, with causes."""

from __future__ import annotations

from eoc_app.core.country import country
from eoc_app.domain.wording.printed import day, near_day
from eoc_app.panels.changes.all_changes import READS, ScoreChange, changed
from eoc_app.panels.changes.previous_snapshot import PreviousScore
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.changes_view import ChangesView


def build(given: Given) -> ChangesView:
    """Every change of the country, and those that concern all countries."""
    all_changes = changed(given)
    code = given.selection.country_code or ""
    of_country = [change for change in all_changes.changes if change.code == code]
    shown = (*of_country, *(change for change in all_changes.changes if change.code is None))
    since = near_day(all_changes.since_on, given.as_of_on)
    name, count = country(code).name, len(of_country)
    return ChangesView(
        title=f"What changed for {name} since {since}",
        subtitle=f"{count} {'change' if count == 1 else 'changes'} \u00b7 {_compared(given)}"
        + (" \u00b7 all platforms" if given.selection.platforms else ""),
        changes=shown,
        empty="" if shown else _empty(given, code, since),
    )


def _compared(given: Given) -> str:
    """Whether the changes include those since the previous snapshot."""
    kept = given.frames["previous_scores"].read(PreviousScore)
    if not kept:
        return "no previous snapshot is kept in this one"
    if given.as_of_on != given.about["window_ends_on"]:
        return f"snapshot {kept[0].serial} is compared only on the last day"
    return f"compared with snapshot {kept[0].serial} too"


def _empty(given: Given, code: str, since: str) -> str:
    name, compared = country(code).name, _compared(given)
    rows = given.frames["score_changes"].read(ScoreChange)
    if not rows:
        on = day(given.as_of_on)
        return f"This snapshot has no day before {on}, so no change can be shown; {compared}."
    seen = any(row.country_code == code and max(row.coverage, row.coverage_before) for row in rows)
    if not seen:
        return (
            f"No judged signal of {name} had fresh data since {since}: no visible change does not"
            f" mean that all is safe; {compared}."
        )
    return f"Nothing that is judged of {name} changed since {since}; {compared}."


PANEL = Panel(
    "What changed",
    "country",
    9,
    READS,
    build,
    needs_country=True,
    on_demand=True,
    narrows=frozenset({"country"}),
    explained=(
        "Every change for this country since the day before and since the snapshot before, each"
        " with its cause. A short list does not mean that all is safe where little had fresh data;"
        " the card then says so."
    ),
)
