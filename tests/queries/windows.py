"""Bans and report windows for tests of what lies inside a period."""

from __future__ import annotations

from typing import Any

from tests.queries.tables import Tables, moment

USUAL = {
    "period_id": "ban",
    "version": 1,
    "rule": "new_political_ads_ban",
    "medium": "online ads",
    "time_zone": "America/Los_Angeles",
    "platform": None,
    "imposed_by": "platform",
    "confidence": "high",
}


def ban(tables: Tables, starts_at: str | None, ends_at: str | None, **own: Any) -> None:
    """A version of a ban in one zone, its ends in UTC."""
    tables.add(
        "restriction_period",
        **USUAL | own,
        starts_at=None if starts_at is None else moment(starts_at),
        ends_at=None if ends_at is None else moment(ends_at),
    )


def week(tables: Tables, ends_on: str, **told: Any) -> None:
    """A report window with the ads of each page; `kind` and a few columns are no pages."""
    words = ("platform", "region", "source_id", "provenance", "country_code")
    own = {name: told.pop(name) for name in words if name in told}
    kind = told.pop("kind", "last_7_days")
    for page_id, ads in told.items():
        tables.page(ends_on, page_id, "named", ads, window_kind=kind, **own)


def build(tables: Tables) -> list[dict[str, Any]]:
    """What the build makes of periods and windows."""
    return tables.rows(tables.catalogue.build["restriction_window"].sql)


def store(tables: Tables) -> None:
    """Write it into its table, as the builder does."""
    tables.connection.execute("delete from restriction_window")
    for row in build(tables):
        tables.add("restriction_window", **row)
