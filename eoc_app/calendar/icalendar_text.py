"""The register as iCalendar (RFC 5545): one event for each period, zone and polling day.

Times are civil times of the period's own zone. A moment that the zone's clocks show twice or never
is written in UTC, because calendars would take the first of two for a period's end. `X-EOC-`
properties hold what snapshots have and calendars lack, so that the calendar importer reads back the
same rows; `X-EOC-EARLIER` holds an earlier version.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from icalendar import Calendar, Event, vText

from eoc_app.calendar.description import of_entry, of_polling, of_register
from eoc_app.calendar.entry import EXERCISE, Entry, entries, plain, without_links
from eoc_app.calendar.observances import observances
from eoc_app.domain.dates import civil_time
from eoc_app.domain.dates.civil_time import Edge
from eoc_app.views.register_view import PollingEvent, RegisterView

PRODID: Final = "-//Election Operations Center//Restriction register//EN"
_CANCELLED: Final = frozenset({"cancelled", "annulled", "postponed"})
_TENTATIVE: Final = frozenset({"if_needed", "not_confirmed"})
_CLASSES: Final = {"TLP:CLEAR": "PUBLIC", "TLP:WHITE": "PUBLIC", "TLP:GREEN": "PRIVATE"}
"""GREEN may circulate in a community, unpublished; stricter marks only among those named."""


class _Text(vText):
    """Text that survives a round trip: the library's escaping turns some of it into line breaks."""

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        return escaped.replace("\n", r"\n").encode()


def as_icalendar(view: RegisterView) -> bytes:
    """Returns the dated periods and polling days of a register as an iCalendar file.

    The same register gives the same bytes. Periods without dates are left out; `saving` counts
    them.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    stamp = f"{EXERCISE} \u2013 " if view.exercise else ""
    name = plain(f"{stamp}Restriction periods \u2013 {view.snapshot_title}")
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, _Text(name))
    for key in ("DESCRIPTION", "X-WR-CALDESC"):
        calendar.add(key, _Text(plain(of_register(view))))
    calendar.add("X-EOC-MARKING", _Text(plain(view.marking)))
    calendar.add("X-EOC-SNAPSHOT", _Text(plain(view.snapshot_id)))
    local_times: dict[str, list[datetime]] = {}
    dated = [entry for entry in entries(view) if entry.days is not None]
    names = _names([_where(entry) for entry in dated])
    events = [_period(view, entry, names[_where(entry)], local_times) for entry in dated]
    polls = _names([("election", polling.election_id) for polling in view.polling])
    events += [
        _polling(view, polling, polls["election", polling.election_id]) for polling in view.polling
    ]
    for zone, moments in sorted(local_times.items()):
        first = datetime(max(2, min(moments).year) - 1, 1, 1, tzinfo=UTC)
        last = datetime(min(9997, max(moments).year) + 2, 1, 1, tzinfo=UTC)
        calendar.add_component(observances(ZoneInfo(zone), first, last))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _where(entry: Entry) -> tuple[str, ...]:
    """Returns the key of an entry within a register."""
    return entry.period.period_id, entry.zone.time_zone, entry.zone.territory or ""


def _names(keys: list[tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    """Returns a name for each key that stays the same in a new export of its source.

    The part of a key after `~` names its file. A corrected list must match its old entries in the
    room's calendar, so that part is dropped unless two files contain the same key.
    """
    short = {key: "/".join(re.sub(r"~\w+$", "", part) for part in key) for key in keys}
    shared = Counter(short.values())
    return {key: name if shared[name] == 1 else "/".join(key) for key, name in short.items()}


def _period(
    view: RegisterView, entry: Entry, name: str, local_times: dict[str, list[datetime]]
) -> Event:
    period, zone = entry.period, entry.zone
    event = Event()
    _texts(event, {"UID": f"{name}@eoc"})
    event.add("DTSTAMP", view.as_of_at.astimezone(UTC))
    event.add("SEQUENCE", max(0, entry.number - 1))
    days = entry.days or zone
    extra = _edge(event, "DTSTART", (days.starts_local, days.starts_at), entry, local_times)
    extra |= _edge(event, "DTEND", (days.ends_local, days.ends_at), entry, local_times)
    if days is not zone:
        extra["X-EOC-UNDATED"] = "TRUE"
    withdrawn, conditional = entry.is_withdrawn, entry.is_conditional
    event.add("STATUS", "CANCELLED" if withdrawn else "TENTATIVE" if conditional else "CONFIRMED")
    head = f"{EXERCISE} \u2013 " if period.exercise else ""
    head += "Withdrawn: " if withdrawn else ""
    tail = ", if a further round is needed" if conditional else ""
    summary = f"{head}{entry.rule} \u2013 {entry.place} ({period.medium}){tail}"
    _texts(
        event,
        {
            "SUMMARY": without_links(summary),
            "DESCRIPTION": of_entry(view, entry),
            "LOCATION": without_links(entry.place),
        },
    )
    event.add("CATEGORIES", [entry.rule, *([EXERCISE] if period.exercise else [])])
    _common(event, view)
    known_from_at = entry.version.known_from_at if entry.version else None
    _texts(
        event,
        {
            "X-EOC-PERIOD-ID": period.period_id,
            "X-EOC-VERSION": str(entry.number),
            "X-EOC-KNOWN-FROM": _utc_text(known_from_at) if known_from_at else None,
            "X-EOC-RULE": period.rule,
            "X-EOC-COUNTRY": period.country_code,
            "X-EOC-TERRITORY": zone.territory,
            "X-EOC-TIME-ZONE": zone.time_zone,
            "X-EOC-ELECTION": entry.election,
            "X-EOC-ROUND": period.round,
            "X-EOC-MEDIUM": period.medium,
            "X-EOC-PLATFORM": period.platform,
            "X-EOC-IMPOSED-BY": period.imposed_by,
            "X-EOC-STATED-BY": period.stated_by,
            "X-EOC-CITATION": entry.citation,
            "X-EOC-CONFIDENCE": entry.confidence,
            "X-EOC-CONDITIONAL": "TRUE" if conditional else None,
            "X-EOC-PROVENANCE": "synthetic" if period.exercise else None,
            "X-EOC-NOTE": entry.note,
            **extra,
        },
    )
    for earlier in entry.announced[:-1]:
        event.add("X-EOC-EARLIER", _Text(plain(msgspec.json.encode(earlier).decode())))
    return event


def _polling(view: RegisterView, polling: PollingEvent, name: str) -> Event:
    event = Event()
    _texts(event, {"UID": f"{name}@eoc"})
    event.add("DTSTAMP", view.as_of_at.astimezone(UTC))
    event.add("DTSTART", polling.starts_on)
    event.add("DTEND", polling.ends_on + timedelta(days=1))
    dropped, open_ = polling.status in _CANCELLED, polling.status in _TENTATIVE
    event.add("STATUS", "CANCELLED" if dropped else "TENTATIVE" if open_ else "CONFIRMED")
    head = f"{EXERCISE} \u2013 " if polling.exercise else ""
    _texts(
        event,
        {
            "SUMMARY": without_links(f"{head}Polling: {polling.country} \u2013 {polling.name}"),
            "DESCRIPTION": of_polling(view, polling),
            "LOCATION": polling.country,
        },
    )
    event.add("CATEGORIES", ["ELECTION", *([EXERCISE] if polling.exercise else [])])
    _common(event, view)
    _texts(
        event,
        {
            "X-EOC-ELECTION-ID": polling.election_id,
            "X-EOC-COUNTRY": polling.country_code,
            "X-EOC-ROUND": polling.round,
            "X-EOC-ELECTION-STATUS": polling.status,
        },
    )
    return event


def _common(event: Event, view: RegisterView) -> None:
    """Marks an event as free time, and restricts it to those it is meant for."""
    event.add("TRANSP", "TRANSPARENT")
    event.add("CLASS", _CLASSES.get(view.marking.upper(), "CONFIDENTIAL"))


def _texts(event: Event, texts: Mapping[str, str | None]) -> None:
    for key, text in texts.items():
        if text is not None:
            event.add(key, _Text(plain(text)))


def _edge(
    event: Event,
    key: str,
    end: tuple[datetime | None, datetime | None],
    entry: Entry,
    local_times: dict[str, list[datetime]],
) -> dict[str, str | None]:
    """Writes one end, local and UTC; returns as properties what a calendar cannot express.

    `local_times` collects the local times of each zone, whose clocks the calendar must define.
    """
    local, at = end
    if at is None:
        return {}
    edge: Edge = "start" if key == "DTSTART" else "end"
    utc = at.astimezone(UTC).replace(tzinfo=None)
    where = civil_time.zone(entry.zone.time_zone)
    if (
        local is not None
        and where is not None
        and where.key != "UTC"
        and local.microsecond == 0
        and civil_time.occurrence(local, where) == "once"
        and civil_time.utc(local, where, edge) == utc
    ):
        event.add(key, local, parameters={"TZID": where.key})
        local_times.setdefault(where.key, []).append(local)
        return {}
    # A fraction of a second stays inside the period.
    whole = utc.replace(microsecond=0)
    if edge == "end" and whole != utc:
        whole += timedelta(seconds=1)
    event.add(key, whole.replace(tzinfo=UTC))
    if local is None or (
        whole == utc and where is not None and local == civil_time.local(utc, where)
    ):
        return {}
    exact = f"{local.isoformat()} {utc.isoformat()}Z"
    return {"X-EOC-STARTS" if edge == "start" else "X-EOC-ENDS": exact}


def _utc_text(at: datetime) -> str:
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
