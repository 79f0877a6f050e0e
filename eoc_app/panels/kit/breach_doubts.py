"""Why what a report window shows may be no breach of the rule of a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.domain.wording.printed import day, grouped, zone_name
from eoc_app.panels.kit.known_periods import Ruled
from eoc_app.panels.kit.report_windows import WindowRow, part_of

REPORT_ZONE: Final = "America/Los_Angeles"
"""The zone of report days."""


def reasons(one: Ruled, row: WindowRow, measure: str) -> tuple[str, ...]:
    """Each reason that applies to a window and measure, those of the rule's scope first."""
    return (*_scope(one, row), *_time(one, row), *_counting(one, row, measure), *_standing(one))


def _scope(one: Ruled, row: WindowRow) -> Iterator[str]:
    rule = one.row
    if row.covers_online is False:
        yield f"the rule speaks of {rule.medium}: ads online may be out of its scope"
    elif row.covers_online is None:
        yield f"the rule does not say that ads online are in its scope ({rule.medium})"
    if all(each.territory for each in one.rows):
        yield "the rule covers parts of the country, the report all of it"


def _speaks_of_issues(one: Ruled) -> bool:
    rule = one.row
    return "issue" in f"{rule.medium} {rule.citation} {rule.note}".casefold()


def _time(one: Ruled, row: WindowRow) -> Iterator[str]:
    stretches = one.period.stretches
    if row.relation == "overlaps":
        if row.window_days is None:
            yield "the window reaches back over all years before the period"
        else:
            inside = part_of(row.days_inside, row.window_days)
            yield f"only {inside} of the window's {row.window_days} days are inside"
        yield from _clocks(row, [one.time_zone for one in stretches])
    if len({(one.starts_at, one.ends_at) for one in stretches}) > 1:
        yield f"the period's {len(stretches)} zones do not start and end together"
    late = max((at for s, was in zip(stretches, one.period.before, strict=True)
                if (at := _announced_late(s, was, row)) is not None), default=None)  # fmt: skip
    if late is not None:
        when = "after the window had ended" if late >= _bounds(row)[1] else "within the window"
        yield f"announced on {day(late.date())}, {when}"


def _clocks(row: WindowRow, zones: list[str]) -> Iterator[str]:
    if row.window_kind == "week":
        yield "the source does not say in which time zone its weeks are cut"
    elif len(set(zones)) > 1:
        yield f"report days are Pacific days, the period's are those of {len(zones)} zones"
    elif zones[0] != REPORT_ZONE:
        yield f"report days are Pacific days, the period's are those of {zone_name(zones[0])}"


def _bounds(row: WindowRow) -> tuple[datetime, datetime]:
    """The window's first moment and its end, in UTC."""
    first = row.window_starts_on or row.window_ends_on
    return _midnight(first), _midnight(row.window_ends_on + timedelta(days=1))


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(REPORT_ZONE)).astimezone(UTC)


def _announced_late(now: Stretch, was: Stretch | None, row: WindowRow) -> datetime | None:
    """When a zone's version was announced, if in the window or later, and if it reaches further."""
    starts, ends = _bounds(row)
    at = now.known_from_at
    if at is None or at <= starts or now.withdrawn:
        return None
    if was is not None and _shared(was, starts, ends) >= _shared(now, starts, ends):
        return None
    return at


def _shared(one: Stretch, starts: datetime, ends: datetime) -> timedelta:
    if one.starts_at is None or one.withdrawn:
        return timedelta()
    return max(min(one.ends_at or ends, ends) - max(one.starts_at, starts), timedelta())


def _counting(one: Ruled, row: WindowRow, measure: str) -> Iterator[str]:
    if row.counts_issue_ads and not _speaks_of_issues(one):
        yield "ads about social issues are counted along with political ones"
    if measure == "ads_active":
        yield "ads active are counted, not ads begun: some may have been allowed to run on"
    if measure != "ads_risen":
        return
    yield "ads that were paused and run again, or edited, count as well as new ones"
    if row.days_after_compared:
        days = f"{row.days_after_compared} day{'' if row.days_after_compared == 1 else 's'}"
        yield f"some may have begun in the {days} between the window before and the period"
    if row.ads_of_new_pages:
        pages = row.pages_new or 0
        of = f"{grouped(pages)} page{'' if pages == 1 else 's'}" if pages else "small sellers"
        ads = grouped(row.ads_of_new_pages)
        yield f"{ads} of them are of {of} that the window before does not list"


def _standing(one: Ruled) -> Iterator[str]:
    rule = one.row
    if rule.imposed_by == "platform" and rule.platform is None:
        yield "the source does not name the platform whose rule it is"
    if rule.conditional:
        yield "the period takes place only if a further round is needed"
    if rule.confidence == "low":
        yield "the rule is on record with low confidence"
    if not rule.citation:
        yield "no citation is on record"
