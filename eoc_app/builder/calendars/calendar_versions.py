"""The versions of periods that a calendar holds: our own by number, those of others by SEQUENCE."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import msgspec

from eoc_app.builder.calendars.calendar_contradictions import Told, differ, report
from eoc_app.builder.calendars.calendar_lines import Event, Property
from eoc_app.builder.calendars.calendar_times import Unreadable, written
from eoc_app.builder.cells.key_digest import Digests
from eoc_app.builder.sources.intake import Intake
from eoc_app.domain.dates import civil_time
from eoc_app.views.register_view import PeriodVersion

REPEATED: Final = "events that repeat an earlier event"
_SAME: Final = "both have the same SEQUENCE, and no LAST-MODIFIED says which is the later"
_NEVER: Final = datetime(1, 1, 1)  # noqa: DTZ001 - instants are UTC without a zone mark

Fact = dict[str, Any]
"""A row of `restriction_period`, by column."""


@dataclass
class _State:
    """One state of an event of a foreign calendar, and what its order is told by."""

    order: tuple[int, datetime, int]
    changed_at: datetime | None
    fact: Fact

    def contradicts(self, later: _State) -> bool:
        """Whether the state after this one has other times, and nothing says that it is later."""
        if self.order[0] != later.order[0] or not differ(self.fact, later.fact):
            return False
        if self.changed_at is None or later.changed_at is None:
            return True
        return later.changed_at <= self.changed_at


@dataclass
class Versions:
    """The periods of one file. `mark` keeps the keys of two files apart."""

    intake: Intake
    mark: str
    facts: list[Fact] = field(default_factory=list)
    _own: dict[tuple[Any, ...], Fact] = field(default_factory=dict)
    _foreign: dict[tuple[str, str], list[_State]] = field(default_factory=dict)

    def keep(self, event: Event, fact: Fact, apart: str = "") -> None:
        """Keep what an event says of a period; `apart` is the zone of one that is told in several.

        Raises:
            Unreadable: its version or sequence is no number.
        """
        period_id = event.first("X-EOC-PERIOD-ID")
        if period_id is not None:
            self._keep_own(event, {"period_id": period_id.text, **fact})
            return
        sequence, changed_at = number(event, "SEQUENCE", 0), utc(event, "LAST-MODIFIED")
        order = sequence, changed_at or utc(event, "DTSTAMP") or _NEVER, event.line
        uid = event.text("UID") or f"line {event.line}"
        self._foreign.setdefault((uid, apart), []).append(_State(order, changed_at, fact))

    def _keep_own(self, event: Event, fact: Fact) -> None:
        newest = number(event, "X-EOC-VERSION", 1)
        for line in event.properties.get("X-EOC-EARLIER", []):
            self.intake.read()
            try:
                earlier = msgspec.json.decode(line.text, type=PeriodVersion)
            except msgspec.MsgspecError as error:
                why = f"an earlier version cannot be read: {error}"
                self._refuse(line.line, why, "export it again", line)
                continue
            self._add(event, fact | _earlier(earlier))
        self._add(event, fact | {"version": newest})

    def _add(self, event: Event, fact: Fact) -> None:
        key = fact["period_id"], fact["time_zone"], fact["territory"], fact["version"]
        before = self._own.setdefault(key, fact)
        if before is fact:
            self.facts.append(fact)
        elif _said(before) == _said(fact):
            self.intake.skip(REPEATED)
        else:
            why = f"the event on line {before['source_row']} says something else of this version"
            version = event.first("X-EOC-VERSION")
            self._refuse(event.line, why, "keep the one that is right", version)

    def settle(self) -> list[Fact]:
        """All rows in the order of their lines, with the versions of foreign events numbered."""
        digests = Digests()
        for (uid, _), states in self._foreign.items():
            states.sort(key=lambda state: state.order)
            newest = states[-1].fact
            name = f"{newest['country_code']}-{newest['rule']}-{digests.of(uid)}"
            kept: list[Fact] = []
            before: _State | None = None
            for state in states:
                fact = state.fact
                if not self._is_of(fact, newest):
                    continue
                _move(fact, newest["time_zone"])
                if kept and _said(kept[-1]) == _said(fact):
                    self.intake.skip(REPEATED)
                    continue
                if kept and fact["known_from_at"] is None:
                    fact["known_from_at"] = state.changed_at
                version = {"period_id": f"{name}~{self.mark}", "version": len(kept) + 1}
                kept.append({**fact, **version})
                if before is not None and before.contradicts(state):
                    told = Told(kept[-1], "SEQUENCE", str(state.order[0]))
                    report(self.intake, told, before.fact["source_row"], _SAME)
                before = state
            self.facts += kept
        return sorted(self.facts, key=lambda fact: (fact["source_row"], fact["version"]))

    def _is_of(self, fact: Fact, newest: Fact) -> bool:
        """Whether an earlier state is about the same country and rule; reported where it is not."""
        for name in ("country_code", "rule"):
            if fact[name] != newest[name]:
                self.intake.refuse(
                    "An earlier state of an event was not imported",
                    f"its {name} is another than that of the newest, so it is no version of it",
                    "leave it out, or give it an event of its own",
                    row=fact["source_row"],
                    column=name,
                    value=fact[name],
                )
                return False
        return True

    def _refuse(self, line: int, why: str, remedy: str, cell: Property | None) -> None:
        self.intake.refuse(
            "A version of a period cannot be imported",
            why,
            remedy,
            row=line,
            column=cell.name if cell else None,
            value=cell.text if cell else None,
        )


def number(event: Event, name: str, least: int) -> int:
    """The whole number that a property states; the least where it is not there.

    Raises:
        Unreadable: it states something else.
    """
    stated = event.first(name)
    if stated is None:
        return least
    text = stated.raw.strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least):
        raise Unreadable(stated, f"it is no whole number from {least} on", "correct the number")
    return int(text)


def utc(event: Event, name: str) -> datetime | None:
    """A moment that calendars always state in UTC; None where it is not there or not readable."""
    stated = event.first(name)
    if stated is None:
        return None
    try:
        moment = written(stated, {})
    except Unreadable:
        return None
    return moment.civil if moment.zone is not None and moment.zone.key == "UTC" else None


def _earlier(version: PeriodVersion) -> Fact:
    """What an earlier version says other than the one after it."""
    moments = {
        name: None if at is None else at.replace(tzinfo=None)
        for name in ("known_from_at", "starts_at", "ends_at")
        for at in (getattr(version, name),)
    }
    return moments | {
        "version": version.version,
        "starts_local": version.starts_local,
        "ends_local": version.ends_local,
        "withdrawn": True if version.withdrawn else None,
        "conditional": True if version.conditional else None,
        "election": version.election,
        "citation": version.citation,
        "confidence": version.confidence,
        "note": version.note,
    }


def _move(fact: Fact, time_zone: str) -> None:
    """Tell a version in the zone of the newest one: it is the same period, not another zone."""
    where = civil_time.zone(time_zone)
    if fact["time_zone"] == time_zone or where is None:
        return
    for local, at in (("starts_local", "starts_at"), ("ends_local", "ends_at")):
        fact[local] = civil_time.local(fact[at], where) if fact[at] else None
    fact["time_zone"] = time_zone


def _said(fact: Fact) -> Fact:
    """What a version says of its period, apart from where and how it was found."""
    own = ("period_id", "version", "source_row", "known_from_at", "note")
    return {name: value for name, value in fact.items() if name not in own}
