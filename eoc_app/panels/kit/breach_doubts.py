"""Reasons why a report window may show no breach of a period's rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.domain.wording.printed import day, grouped, zone_name
from eoc_app.panels.kit.known_periods import KnownPeriod
from eoc_app.panels.kit.report_windows import WindowRow, part_of

REPORT_ZONE: Final = "America/Los_Angeles"
"""The zone of report days."""


def reasons(period: KnownPeriod, row: WindowRow, measure: str) -> tuple[str, ...]:
    """The reasons that apply to a window and measure; those about the rule's scope come first."""
    return (
        *_scope(period, row),
        *_time(period, row),
        *_counting(period, row, measure),
        *_standing(period),
    )


def _scope(period: KnownPeriod, row: WindowRow) -> Iterator[str]:
    rule = period.row
    if row.covers_online is False:
        yield f"the rule covers {rule.medium}: online ads may be outside its scope"
    elif row.covers_online is None:
        yield f"the rule does not say that it covers online ads ({rule.medium})"
    if all(zone_row.territory for zone_row in period.rows):
        yield "the rule covers parts of the country, the report covers all of it"


def _speaks_of_issues(period: KnownPeriod) -> bool:
    rule = period.row
    return "issue" in f"{rule.medium} {rule.citation} {rule.note}".casefold()


def _time(period: KnownPeriod, row: WindowRow) -> Iterator[str]:
    stretches = period.period.stretches
    if row.relation == "overlaps":
        if row.window_days is None:
            yield "the window reaches back over all years before the period"
        else:
            inside = part_of(row.days_inside, row.window_days)
            yield f"only {inside} of the window's {row.window_days} days are inside"
        yield from _clocks(row, [stretch.time_zone for stretch in stretches])
    if len({(stretch.starts_at, stretch.ends_at) for stretch in stretches}) > 1:
        yield f"the period's {len(stretches)} zones do not start and end together"
    late = max((at for now, was in zip(stretches, period.period.before, strict=True)
                if (at := _announced_late(now, was, row)) is not None), default=None)  # fmt: skip
    if late is not None:
        when = "after the window had ended" if late >= _bounds(row)[1] else "within the window"
        yield f"announced on {day(late.date())}, {when}"


def _clocks(row: WindowRow, zones: list[str]) -> Iterator[str]:
    if row.window_kind == "week":
        yield "the source does not say in which time zone its weeks begin"
    elif len(set(zones)) > 1:
        yield f"report days are in Pacific time, the period's days in {len(zones)} local zones"
    elif zones[0] != REPORT_ZONE:
        yield f"report days are in Pacific time, the period's days in {zone_name(zones[0])} time"


def _bounds(row: WindowRow) -> tuple[datetime, datetime]:
    """The start and the end of a window, in UTC."""
    first = row.window_starts_on or row.window_ends_on
    return _midnight(first), _midnight(row.window_ends_on + timedelta(days=1))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(REPORT_ZONE)).astimezone(UTC)


def _announced_late(now: Stretch, was: Stretch | None, row: WindowRow) -> datetime | None:
    """When a version was announced, if during the window or later and if it extends the period."""
    starts, ends = _bounds(row)
    at = now.known_from_at
    if at is None or at <= starts or now.withdrawn:
        return None
    if was is not None and _shared(was, starts, ends) >= _shared(now, starts, ends):
        return None
    return at


def _shared(stretch: Stretch, starts: datetime, ends: datetime) -> timedelta:
    if stretch.starts_at is None or stretch.withdrawn:
        return timedelta()
    return max(min(stretch.ends_at or ends, ends) - max(stretch.starts_at, starts), timedelta())


def _counting(period: KnownPeriod, row: WindowRow, measure: str) -> Iterator[str]:
    if row.counts_issue_ads and not _speaks_of_issues(period):
        yield "ads about social issues are counted along with political ones"
    if measure == "ads_active":
        yield "active ads are counted, not new ones: some may have been allowed to keep running"
    if measure != "ads_risen":
        return
    yield "ads that were paused and resumed, or edited, are counted like new ones"
    if row.days_after_compared:
        days = f"{row.days_after_compared} day{'' if row.days_after_compared == 1 else 's'}"
        yield f"some may have begun in the {days} between the earlier window and the period"
    if row.ads_of_new_pages:
        pages = row.pages_new or 0
        of = f"{grouped(pages)} page{'' if pages == 1 else 's'}" if pages else "small sellers"
        ads = grouped(row.ads_of_new_pages)
        yield f"{ads} of them belong to {of} that the earlier window does not list"


def _standing(period: KnownPeriod) -> Iterator[str]:
    rule = period.row
    if rule.imposed_by == "platform" and rule.platform is None:
        yield "the source does not name the platform that imposed the rule"
    if rule.conditional:
        yield "the period takes place only if a further round is needed"
    if rule.confidence == "low":
        yield "the rule is on record with low confidence"
    if not rule.citation:
        yield "no citation is on record"
