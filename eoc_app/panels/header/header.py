"""The header line of a snapshot: title, as-of time, publisher and marking."""

from __future__ import annotations

from datetime import timedelta

from eoc_app.core.precomputed import trust_of
from eoc_app.domain.dates.countdown import span_text
from eoc_app.domain.wording.printed import moment
from eoc_app.panels.kit.listings import PlatformRow, WatchedRow
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.header_view import HeaderView

_AGED = timedelta(hours=24)


def build(given: Given) -> HeaderView:
    """The header. Age runs from the snapshot's own moment to the wall clock, whatever the day."""
    about = given.about
    age = given.now_at - about["as_of_at"]
    return HeaderView(
        title=about["title"],
        snapshot_id=about["snapshot_id"],
        serial=about["serial"],
        publisher=about["publisher"],
        trust=trust_of(about.get("precomputed", 0)),
        as_of_at=about["as_of_at"],
        as_of_text=moment(about["as_of_at"]),
        age_text=f"{span_text(age)} old" if age >= timedelta() else "dated after this clock",
        aged=age > _AGED or age < timedelta(),
        marking=about["marking"],
        exercise=about["exercise"],
        window_starts_on=about["window_starts_on"],
        window_ends_on=about["window_ends_on"],
        cursor_on=given.as_of_on,
        countries=tuple(
            (row.country_code, row.name) for row in given.frames["watched"].read(WatchedRow)
        ),
        method=given.method.full_name,
        method_digest=given.method_digest,
        platforms=tuple(row.platform for row in given.frames["platforms"].read(PlatformRow)),
    )


PANEL = Panel(
    "Snapshot",
    "overview",
    0,
    ("watched", "platforms"),
    build,
    explained=(
        "The line above every screen says which snapshot is open, its date, its publisher and its"
        " marking. Its age runs from the snapshot's own moment to the clock of this machine,"
        " whichever day is shown."
    ),
)
