"""Advertiser report windows around restriction periods, and their wording."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from eoc_app.core.column import Amount, AnyWindowKind, Count, CountryCode
from eoc_app.core.country import country
from eoc_app.domain.wording.printed import NONE, day, grouped, lower_first, plain
from eoc_app.panels.kit.known_periods import KnownPeriod, periods
from eoc_app.panels.kit.panel import Given


class WindowRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `restriction_windows`."""

    country_code: CountryCode
    period_id: str
    known_from_at: datetime | None
    window_kind: AnyWindowKind
    window_starts_on: date | None
    window_ends_on: date
    platform: str
    relation: Literal["before", "inside", "overlaps", "after"]
    days_inside: Amount
    window_days: Count | None
    row_count: Count
    ad_count: Count | None
    currency: str | None
    currency_count: Count
    spend_lower: Amount | None
    spend_upper: Amount | None
    compared_window_ends_on: date | None
    days_after_compared: Count | None
    pages_risen: Count | None
    ads_risen: Count | None
    pages_new: Count | None
    ads_of_new_pages: Count | None
    covers_online: bool | None
    counts_issue_ads: bool
    possible_breach: bool
    synthetic: bool
    source_title: str


def windows(given: Given) -> list[tuple[KnownPeriod, WindowRow]]:
    """Report windows with the period around which they lie, as known, by period and day."""
    by_id = {period.row.period_id: period for period in periods(given)}
    rows = given.frames["restriction_windows"].read(WindowRow)
    return [(by_id[row.period_id], row) for row in rows if row.period_id in by_id]


class CountRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `restriction_window_counts`."""

    country_code: CountryCode
    period_id: str
    window_count: Count
    inside_count: Count


def chosen_period(given: Given) -> KnownPeriod | None:
    """The selected period as known; None where none is selected or it was not yet announced."""
    period_id = given.selection.period_id
    return next((period for period in periods(given) if period.row.period_id == period_id), None)


def period_name(period: KnownPeriod) -> str:
    """A period's country and rule: `Georgia, electoral silence`."""
    return f"{country(period.row.country_code).name}, {lower_first(period.title)}"


def window_text(row: WindowRow) -> str:
    """A window in words: `last 7 days to 5 Nov 2024`, `week to 7 Jul 2024`."""
    return f"{row.window_kind.replace('_', ' ')} to {day(row.window_ends_on)}"


def days_text(row: WindowRow) -> str:
    """The days of a window in its period: `3 of 7`, `1.6 of 7`; a dash for a lifelong window."""
    if row.window_days is None:
        return NONE
    return f"{part_of(row.days_inside, row.window_days)} of {row.window_days}"


def part_of(days: float, whole: int) -> str:
    """Days, with one decimal where not whole. A part is never rounded up to the whole, or to 0."""
    if days == int(days):
        return grouped(days)
    shown = min(max(round(days, 1), 0.1), whole - 0.1)
    return plain(round(shown, 1))
