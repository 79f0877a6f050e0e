"""Dates, times and lengths of time as calendars write them, in the zone that they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from eoc_app.builder.calendars.calendar_lines import Property
from eoc_app.builder.calendars.own_zones import Observance, offset_at
from eoc_app.domain.dates import civil_time

_VALUE: Final = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?", re.IGNORECASE | re.ASCII
)
_LENGTH: Final = re.compile(
    r"\+?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.IGNORECASE | re.ASCII,
)
_UTC_NAMES: Final = frozenset(
    {"utc", "gmt", "z", "etc/utc", "etc/gmt", "coordinated universal time"}
)
_WINDOWS: Final = {name.casefold(): iana for name, iana in WINDOWS_TO_OLSON.items()}


class Unreadable(Exception):  # noqa: N818 - what the value is, told as a Problem by the importer
    """Why a value gives no moment, and what to write instead."""

    def __init__(self, found: Property, why: str, remedy: str) -> None:
        super().__init__(why)
        self.found, self.why, self.remedy = found, why, remedy


@dataclass(frozen=True, slots=True)
class Written:
    """A date or a time as it stands; `zone` where the value itself says which it is."""

    civil: datetime
    zone: ZoneInfo | None
    is_day: bool
    note: str = ""
    said: datetime | None = None
    """The civil time as the calendar has it, of a zone that it defines itself."""


def zone_named(name: str, aliases: Mapping[str, str]) -> ZoneInfo | None:
    """The zone that a calendar names: IANA, one that it explains, or a Windows one; else None.

    Names with a registry before them (`/citadel.org/20190914_1/Europe/Berlin`) are cut to the
    zone.
    """
    for spelling in (name, aliases.get(name, "")):
        plain = spelling.strip().strip('"')
        if plain.casefold() in _UTC_NAMES:
            return civil_time.zone("UTC")
        parts = [part for part in plain.split("/") if part]
        for count in (len(parts), 3, 2):
            zone = civil_time.zone("/".join(parts[-count:])) if len(parts) >= count > 1 else None
            if zone is not None:
                return zone
        if plain.casefold() in _WINDOWS:
            return civil_time.zone(_WINDOWS[plain.casefold()])
    return None


Definitions = Mapping[str, Sequence[Observance]]
"""The changes of the clocks of zones that a calendar defines itself, by their names there."""


def written(
    found: Property, aliases: Mapping[str, str], zones: Definitions = MappingProxyType({})
) -> Written:
    """A DTSTART or DTEND as it stands; in UTC where only the calendar itself defines its zone.

    Raises:
        Unreadable: it is no date or time of the calendar, or its zone is not known.
    """
    match = _VALUE.fullmatch(found.raw.strip())
    how = "write YYYYMMDD for a day or YYYYMMDDTHHMMSS for a time"
    if match is None:
        raise Unreadable(found, "it is no date or time of a calendar file", how)
    year, month, day, hour, minute, second, is_utc = match.groups()
    time = f"T{hour}:{minute}:{second}" if hour else ""
    moment = civil_time.moment(f"{year}-{month}-{day}{time}")
    if moment is None:
        raise Unreadable(found, "there is no such date or time", how)
    if not hour:
        return Written(moment.civil, None, is_day=True)
    name = found.parameters.get("TZID", "")
    if is_utc:
        return Written(moment.civil, civil_time.zone("UTC"), is_day=False)
    if not name:
        return Written(moment.civil, None, is_day=False)
    zone = zone_named(name, aliases)
    if zone is None:
        offset = offset_at(moment.civil, zones.get(name.strip(), ()))
        if offset is not None:
            return Written(moment.civil - offset, civil_time.zone("UTC"), is_day=False,
                           note=f"the calendar defines the zone {name} itself",
                           said=moment.civil)  # fmt: skip
        raise Unreadable(
            found,
            f"the time zone {name!r} is not known, and the calendar defines none of that name that"
            " can be read",
            "use a name such as Europe/Paris",
        )
    note = "" if zone.key == name else f"the calendar calls the zone {name}"
    return Written(moment.civil, zone, is_day=False, note=note)


def after(
    start: datetime, where: ZoneInfo, length: Property, *, of_days: bool
) -> tuple[datetime, datetime]:
    """The end, civil and UTC, that lies a DURATION after a civil time.

    Weeks and days are days of the calendar, hours those of the clock (RFC 5545, 3.3.6).

    Raises:
        Unreadable: it is no length of time, or none that can follow a whole day.
    """
    match = _LENGTH.fullmatch(length.raw.strip())
    if match is None or not any(match.groups()):
        raise Unreadable(length, "it is no length of time", "write P2D or PT48H")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    clock = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if clock and of_days:
        raise Unreadable(length, "a whole day cannot last for hours", "write its days, as in P2D")
    try:
        civil = start + timedelta(weeks=weeks, days=days)
        if not clock:
            return civil, civil_time.utc(civil, where, "end")
        at = civil_time.utc(civil, where, "start") + clock
        return civil_time.local(at, where), at
    except (OverflowError, ValueError) as error:
        raise Unreadable(length, "it reaches beyond all calendars", "correct it") from error
