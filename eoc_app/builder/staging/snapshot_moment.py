"""Days that facts speak of, and the moment that a snapshot of them speaks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from eoc_app.snapshot.catalogue import Table

_LAST_DAY: Final = {
    "ad_page": "window_ends_on",
    "ad_window": "window_ends_on",
    "ad_location": "window_ends_on",
    "ad_keyword": "reported_on",
    "advertiser": "covers_until_on",
    "advertiser_week": "week_starts_on",
    "takedown": "announced_on",
}


def last_day(table: Table) -> str | None:
    """The column with the last day that a row of a table speaks of.

    None for calendars, which speak of the future too, and for tables that hang on another one.
    """
    return "period_ends_on" if table.kind == "measure" else _LAST_DAY.get(table.name)


def in_utc(moment: datetime | date) -> datetime:
    """An instant in UTC without a zone, as the format stores it; of a day, its end."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(23, 59, 59))
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(UTC).replace(tzinfo=None)


def default_moment(days: list[date], built_at: datetime) -> datetime:
    """The end of the last day that any fact speaks of, or the build where there is no fact.

    Days after the build cannot be known: a slip of the pen there must not move the whole snapshot.
    """
    known = [day for day in days if day <= (built_at + timedelta(days=1)).date()]
    return in_utc(max(known)) if known else built_at
