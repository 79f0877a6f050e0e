"""Hand-made report windows around periods, for tests of what is read from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from eoc_app.core.frame import Frame
from tests.panels.frames import frame, named, period


def window(**cells: Any) -> tuple[Any, ...]:
    """A row of the query `restriction_windows`: a week in Kenya that a silence lies across."""
    usual = {
        "country_code": "KE", "period_id": "p", "window_kind": "last_7_days",
        "window_starts_on": date(2024, 10, 19), "window_ends_on": date(2024, 10, 25),
        "platform": "several", "relation": "overlaps", "days_inside": 2.0, "window_days": 7,
        "row_count": 3, "ad_count": 40, "currency": "KES", "currency_count": 1,
        "spend_lower": 900.0, "spend_upper": 1100.0, "covers_online": True,
        "counts_issue_ads": False, "possible_breach": True, "synthetic": False,
        "source_title": "A report",
    }  # fmt: skip
    return named("restriction_windows", **(usual | cells))


def inside(**cells: Any) -> tuple[Any, ...]:
    """The same week wholly inside its period."""
    return window(**({"relation": "inside", "days_inside": 7.0} | cells))


def risen(ads: int = 12, **cells: Any) -> tuple[Any, ...]:
    """A week wholly inside a ban, in which the ads of some pages rose."""
    usual = {
        "compared_window_ends_on": date(2024, 10, 17), "days_after_compared": 0, "pages_risen": 5,
        "ads_risen": ads, "pages_new": 0, "ads_of_new_pages": 0,
    }  # fmt: skip
    return inside(**(usual | cells))


def counted(period_id: str, windows: int, inside: int, code: str = "KE") -> tuple[Any, ...]:
    """A row of the query `restriction_window_counts`."""
    return (code, period_id, windows, inside)


def frames(
    *windows: tuple[Any, ...],
    periods: tuple[tuple[Any, ...], ...] | None = None,
    counts: tuple[tuple[Any, ...], ...] = (),
) -> tuple[Frame, ...]:
    """What panels on report windows read: by default one silence in Kenya with a citation."""
    known = (period(citation="Elections Act"),) if periods is None else periods
    return (
        frame("periods", *known),
        frame("restriction_windows", *windows),
        frame("restriction_window_counts", *counts),
    )
