"""The two ends of a calendar's event, in the zone of the place that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from eoc_app.builder.calendars.calendar_lines import CalendarPart, Event, Property
from eoc_app.builder.calendars.calendar_times import Unreadable, Written, after, written, zone_named
from eoc_app.core.country import Country, country
from eoc_app.domain.dates import civil_time

_LAST_MINUTE: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Days:
    """Half-open ends, civil in `time_zone` and UTC without a zone mark; no end may be on record."""

    time_zone: str
    starts_local: datetime | None
    ends_local: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    notes: tuple[str, ...] = ()


def days_of(part: CalendarPart, event: Event, code: str) -> list[Days]:
    """When an event is, in its own zone, else in that of its country.

    A whole day of a country whose clocks differ is a day in each of its zones, told once for those
    that show the same times.

    A whole day lasts from midnight to midnight. An end of 23:59 is the end of that day, as in
    lists of periods. A time without an end has none on record.

    Raises:
        Unreadable: an end is missing, cannot be read, lies before the start, or has no zone.
    """
    start = event.one_of("DTSTART")
    if not start.raw:
        raise Unreadable(start, "it has no start", "give it a DTSTART")
    first = written(start, part.aliases, part.zones)
    zones, note = _zones(part, event, code, start, first)
    return [_days(part, event, (start, first), where, note) for where in zones]


def _days(
    part: CalendarPart, event: Event, begins: tuple[Property, Written], where: ZoneInfo, note: str
) -> Days:
    """When an event is, in one zone."""
    start, first = begins
    if event.text("X-EOC-UNDATED").upper() == "TRUE":
        return Days(where.key, None, None, None, None)
    own = event.first("X-EOC-PERIOD-ID") is not None
    notes = [first.note, note]
    try:
        starts_at = civil_time.utc(first.civil, first.zone or where, "start")
        starts = _exact(event, "X-EOC-STARTS", starts_at) or (
            _told(first.civil, first.zone, where, starts_at), starts_at,
        )  # fmt: skip
        ends = _end(part, event, first, where, notes, own=own)
        if ends is not None:
            ends = _exact(event, "X-EOC-ENDS", ends[1]) or ends
    except (OverflowError, ValueError) as error:
        raise Unreadable(start, "it lies at the edge of all calendars", "correct it") from error
    if ends is not None and ends[1] <= starts[1]:
        end = event.first("DTEND") or event.first("DURATION") or start
        raise Unreadable(end, f"it ends at or before its start {start.raw}", "check both")
    if ends is None and not own:
        notes.append("the calendar states no end")
    if not own:
        notes += _doubtful(where, starts[0], ends[0] if ends else None)
    return Days(
        where.key,
        starts[0],
        ends[0] if ends else None,
        starts[1],
        ends[1] if ends else None,
        tuple(note for note in notes if note),
    )


def _zones(
    part: CalendarPart, event: Event, code: str, start: Property, first: Written
) -> tuple[list[ZoneInfo], str]:
    """The zones that an event is told in, with a note where they are not the one written."""
    place = country(code)
    of_calendar = zone_named(part.texts.get("X-WR-TIMEZONE", ""), part.aliases)
    stated = event.first("X-EOC-TIME-ZONE") or (of_calendar and of_calendar.key in place.zones)
    if stated or not first.is_day or _has_one_clock(place, first.civil.year):
        where, note = _zone(part, event, code, start, first)
        return [where], note
    return _clocks(place, first.civil.year), (
        f"whole days, told in each zone of {place.name} with a clock of its own"
    )


def _clocks(place: Country, year: int) -> list[ZoneInfo]:
    """A zone for each clock that a country has about a year, the main one first."""
    zone_by_clock: dict[object, ZoneInfo] = {}
    for zone in filter(None, map(civil_time.zone, place.zones)):
        years = range(max(2, year - 1), min(9998, year + 1) + 1)
        zone_by_clock.setdefault(
            tuple(civil_time.clock_changes(zone, near) for near in years), zone
        )
    return list(zone_by_clock.values())


def _zone(
    part: CalendarPart, event: Event, code: str, start: Property, first: Written
) -> tuple[ZoneInfo, str]:
    """The zone that an event is told in, with a note where it is not the one written."""
    said = event.first("X-EOC-TIME-ZONE")
    if said is not None:
        own = civil_time.zone(said.text)
        if own is None:
            raise Unreadable(said, "it is no IANA time zone", "use a name such as Europe/Paris")
        return own, ""
    if first.zone is not None and first.zone.key != "UTC":
        return first.zone, ""
    place = country(code)
    if first.zone is not None:
        where = _showing(place, first)
        in_utc = f"the calendar states it in UTC, told in {where.key}"
        return where, "" if first.said else in_utc
    stated = part.texts.get("X-WR-TIMEZONE", "")
    of_calendar = zone_named(stated, part.aliases) if stated else None
    if of_calendar is not None and of_calendar.key in place.zones and len(place.zones) > 1:
        return of_calendar, f"the zone is the calendar's own, {of_calendar.key}"
    if _has_one_clock(place, first.civil.year):
        foreign = of_calendar is not None and of_calendar.key not in place.zones
        return ZoneInfo(place.time_zone), (
            f"the calendar's own zone is {stated}, told in {place.time_zone}"
            if foreign and not first.is_day
            else ""
        )
    if of_calendar is not None and not first.is_day:
        return of_calendar, f"the zone is the calendar's own, {of_calendar.key}"
    raise Unreadable(
        start,
        f"it states no time zone, and {place.name} has {len(place.zones)}",
        "add TZID, one event for each zone",
    )


def _showing(place: Country, first: Written) -> ZoneInfo:
    """The country's main zone, or the first whose clock shows what the calendar's own zone does."""
    zones = [zone for zone in map(civil_time.zone, place.zones) if zone is not None]
    alike = (
        own_zone for own_zone in zones if civil_time.local(first.civil, own_zone) == first.said
    )
    return next(alike, ZoneInfo(place.time_zone))


def _has_one_clock(place: Country, year: int) -> bool:
    """Whether all of a country's clocks show the same times in a year and those beside it."""
    years = range(max(2, year - 1), min(9998, year + 1) + 1)
    zones = [zone for zone in map(civil_time.zone, place.zones) if zone is not None]
    if len(zones) == 1:
        return True
    return all(len({civil_time.clock_changes(one, near) for one in zones}) == 1 for near in years)


def _end(
    part: CalendarPart, event: Event, first: Written, where: ZoneInfo, notes: list[str], *,
    own: bool,
) -> tuple[datetime, datetime] | None:  # fmt: skip
    """The end, civil in `where` and UTC; None where none is stated."""
    end, length = event.first("DTEND"), event.first("DURATION")
    if end is not None and length is not None:
        raise Unreadable(length, "it has an end and a duration", "keep one of the two")
    if length is not None:
        civil, at = after(first.civil, first.zone or where, length, of_days=first.is_day)
        return _told(civil, first.zone, where, at), at
    if end is None:
        if not first.is_day:
            return None
        midnight = civil_time.day_after(first.civil.date())
        return midnight, civil_time.utc(midnight, where, "end")
    last = written(end, part.aliases, part.zones)
    if last.is_day != first.is_day:
        raise Unreadable(end, "one end is a day and the other a time", "write both the same way")
    notes.append(last.note if last.note != first.note else "")
    civil = last.civil
    if not own and not last.is_day and civil.time() >= _LAST_MINUTE:
        notes.append(f"the calendar ends it at {civil:%Y-%m-%dT%H:%M}, taken as that day's end")
        civil = civil_time.day_after(civil.date())
    ours = last.zone or first.zone or where
    at = civil_time.utc(civil, ours, "end")
    return _told(civil, ours, where, at), at


def _told(civil: datetime, stated_zone: ZoneInfo | None, where: ZoneInfo, at: datetime) -> datetime:
    """A time in the zone of the event: as it stands where that is the zone it was said in."""
    return (
        civil
        if stated_zone is None or stated_zone.key == where.key
        else civil_time.local(at, where)
    )


def _exact(event: Event, name: str, at: datetime) -> tuple[datetime, datetime] | None:
    """What we exported beside an end that no calendar can state, unless somebody moved the end."""
    local, _, utc = event.text(name).partition(" ")
    stated = civil_time.moment(utc) if utc else None
    civil = civil_time.moment(local) if local else None
    if stated is None or civil is None or abs(stated.utc - at) >= timedelta(seconds=1):
        return None
    return civil.civil, stated.utc


def _doubtful(where: ZoneInfo, *civils: datetime | None) -> list[str]:
    return [
        f"clocks in {where.key} show {civil:%Y-%m-%dT%H:%M} {shown}"
        for civil in civils
        if civil is not None
        for shown in (civil_time.occurrence(civil, where),)
        if shown != "once"
    ]
