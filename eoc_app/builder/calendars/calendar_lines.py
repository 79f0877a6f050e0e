"""iCalendar files as their events, line by line: what is broken is named, the rest is read.

Only the properties that say when and what an event is are kept; descriptions, attendees and
attachments are passed over, for they may speak of private persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from eoc_app.builder.calendars.content_lines import LONGEST, unescaped, unfolded
from eoc_app.builder.sources.delimited import INVISIBLE, clean, encoding
from eoc_app.builder.sources.source import Source

MOST_EVENTS: Final = 100_000
_DEEPEST: Final = 50
_KEPT: Final = frozenset(
    {
        "UID", "SUMMARY", "LOCATION", "CATEGORIES", "URL", "STATUS", "CLASS", "SEQUENCE", "DTSTAMP",
        "DTSTART", "DTEND", "DURATION", "LAST-MODIFIED", "RRULE", "RDATE", "RECURRENCE-ID",
    }
)  # fmt: skip
_OF_CALENDAR: Final = frozenset({"NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "METHOD"})
_CHANGES: Final = frozenset({"STANDARD", "DAYLIGHT"})
_OF_CHANGE: Final = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_MOST_CHANGES: Final = 500
_OURS: Final = "X-EOC-"
_PARAMETER: Final = r';[^=:;,"\s]+=(?:"[^"]*"|[^":;,]*)(?:,(?:"[^"]*"|[^":;,]*))*'
_LINE: Final = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_PAIR: Final = re.compile(r';([^=:;,"\s]+)=("[^"]*"|[^":;,]*)')
_LISTED: Final = re.compile(r"(?:[^,\\]|\\.?)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One property with the line that it starts on; `raw` is its value as it stands."""

    line: int
    name: str
    parameters: dict[str, str]
    raw: str

    @property
    def text(self) -> str:
        """The value as text, its escapes resolved, without invisible marks."""
        return clean(unescaped(self.raw))

    @property
    def texts(self) -> list[str]:
        """The values of a list of texts."""
        return [clean(unescaped(part)) for part in _LISTED.findall(self.raw)]


@dataclass(slots=True)
class Event:
    """A VEVENT: its first line, its properties by name, and why it cannot be trusted, if so."""

    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    fault: tuple[int, str] | None = None

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        properties = self.properties.get(name)
        return properties[0] if properties else None

    def one_of(self, *names: str) -> Property:
        """The first property that is there of several, else an empty one of the last name."""
        values = (self.properties[name][0] for name in names if name in self.properties)
        return next(values, Property(self.line, names[-1], {}, ""))

    def text(self, name: str) -> str:
        """The text of the first property of a name; empty where there is none."""
        value = self.first(name)
        return value.text if value else ""


@dataclass(slots=True)
class CalendarPart:
    """One VCALENDAR: its events, its own properties, and the zones that it names otherwise."""

    line: int
    events: list[Event] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    """IANA names that VTIMEZONE parts give for their own (X-LIC-LOCATION), by TZID."""
    zones: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """The changes of the clocks that VTIMEZONE parts define, by TZID."""
    others: int = 0
    """Parts that are no events: tasks, journal entries, free and busy times."""
    unread: int = 0
    """Events after the first hundred thousand of the file."""
    fault: tuple[int, str] | None = None

    @property
    def name(self) -> str:
        """What the calendar calls itself; empty where it does not."""
        return self.texts.get("NAME") or self.texts.get("X-WR-CALNAME", "")

    @property
    def method(self) -> str:
        """What its sender means it for, such as PUBLISH or CANCEL; empty where it is not said."""
        return self.texts.get("METHOD", "").upper()


def is_calendar(head: bytes) -> bool:
    """Whether a file's first bytes are those of an iCalendar file."""
    text = head[:4096].decode(encoding(head[:4096]), "replace").translate(INVISIBLE)
    return text.lstrip()[:15].casefold() == "begin:vcalendar"


def calendars(source: Source) -> Iterator[CalendarPart]:
    """The calendars of a file, each when all of it was read."""
    reader = _Reader()
    for line, text, whole in unfolded(source):
        if (done := reader.take(line, text, whole=whole)) is not None:
            yield done
    if (done := reader.finish("the file ends before it does")) is not None:
        yield done


class _Reader:
    """Puts content lines together to calendars and events."""

    def __init__(self) -> None:
        self._calendar: CalendarPart | None = None
        self._event: Event | None = None
        self._inner: list[str] = []
        self._zone = ""
        self._event_count = 0

    def take(self, line: int, text: str, *, whole: bool = True) -> CalendarPart | None:
        """Take in one content line; the calendar that it ends, if it ends one."""
        match = _LINE.fullmatch(text.translate(INVISIBLE).rstrip())
        if match is None:
            self._garbled(line, text)
            return None
        name, value = match[1].upper(), match[3]
        if name == "BEGIN":
            return self._begin(line, value.strip().upper())
        if name == "END":
            return self._end(line, value.strip().upper())
        if self._inner:
            if self._inner[0] == "VTIMEZONE" and self._calendar is not None:
                self._of_zone(self._calendar, name, value)
        elif self._event is not None:
            if name in _KEPT or name.startswith(_OURS):
                if not whole:
                    self._spoil(line, f"its {name} is longer than {LONGEST // 1024} KiB")
                pairs = {
                    key.upper(): parameter.strip('"') for key, parameter in _PAIR.findall(match[2])
                }
                stated = Property(line, name, pairs, value)
                self._event.properties.setdefault(name, []).append(stated)
        elif self._calendar is not None and name in _OF_CALENDAR:
            self._calendar.texts.setdefault(name, clean(unescaped(value)))
        return None

    def finish(self, why: str) -> CalendarPart | None:
        """End what is still open, and say that it was."""
        calendar = self._calendar
        if calendar is not None:
            self._close_event(why)
            calendar.fault = calendar.fault or (calendar.line, why)
        self._calendar, self._inner = None, []
        return calendar

    def _garbled(self, line: int, text: str) -> None:
        start = re.match(r"[A-Za-z-]+", text)
        if self._event is None or self._inner or start is None:
            return
        if start[0].upper() in _KEPT:
            self._spoil(line, f"its {start[0].upper()} cannot be told from its value")

    def _spoil(self, line: int, why: str) -> None:
        if self._event is not None:
            self._event.fault = self._event.fault or (line, why)

    def _begin(self, line: int, what: str) -> CalendarPart | None:
        done = None
        if what == "VCALENDAR":
            done = self.finish(f"another begins on line {line}")
            self._calendar = CalendarPart(line)
        elif self._calendar is None:
            return None
        elif what == "VEVENT":
            self._close_event(f"it does not end before the next one begins on line {line}")
            if self._inner:
                self._calendar.fault = (line, f"a {self._inner[0]} is not ended")
            self._inner = []
            self._event = Event(line)
        elif len(self._inner) < _DEEPEST:
            if self._event is None and not self._inner and what != "VTIMEZONE":
                self._calendar.others += 1
            if not self._inner:
                self._zone = ""
            self._inner.append(what)
            if self._inner[0] == "VTIMEZONE" and what in _CHANGES:
                changes = self._calendar.zones.setdefault(self._zone, [])
                if len(changes) < _MOST_CHANGES:
                    changes.append({})
        return done

    def _end(self, line: int, what: str) -> CalendarPart | None:
        calendar = self._calendar
        if calendar is None:
            return None
        if what in self._inner:
            if what != self._inner[-1]:
                self._spoil(line, f"its {self._inner[-1]} is not ended")
            while self._inner.pop() != what:
                pass
        elif what == "VEVENT" and self._event is not None:
            why = f"its {self._inner[-1]} is not ended" if self._inner else ""
            self._close_event(why)
            self._inner = []
        elif what == "VCALENDAR":
            self._close_event(f"it does not end before the calendar does on line {line}")
            if self._inner:
                calendar.fault = calendar.fault or (line, f"a {self._inner[0]} is not ended")
            self._calendar, self._inner = None, []
            return calendar
        return None

    def _close_event(self, why: str) -> None:
        event, self._event = self._event, None
        if event is None or self._calendar is None:
            return
        if why:
            event.fault = event.fault or (event.line, why)
        self._event_count += 1
        if self._event_count <= MOST_EVENTS:
            self._calendar.events.append(event)
        else:
            self._calendar.unread += 1

    def _of_zone(self, calendar: CalendarPart, name: str, value: str) -> None:
        if self._inner == ["VTIMEZONE"]:
            if name == "TZID":
                self._zone = unescaped(value).strip()
            elif name == "X-LIC-LOCATION" and self._zone:
                calendar.aliases[self._zone] = unescaped(value).strip()
        elif len(self._inner) == 2 and self._inner[1] in _CHANGES and name in _OF_CHANGE:
            change = calendar.zones[self._zone][-1]
            # Dates may come one by one, and are one list.
            change[name] = f"{change[name]},{value}" if name in change else value
