"""What we raised, how it turned out, and what we missed: the record of our own alarms."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, get_args

from eoc_app.domain.risk.method_parts import BAND_NAMES, BandName

Role = Literal["analyst", "shift_lead", "briefer", "reviewer", "data_engineer"]
"""Who marks: a function in the room, never a person's name."""
ROLES: Final[tuple[Role, ...]] = get_args(Role)
Verdict = Literal["hit", "false_alarm", "unclear"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
SCORE: Final = "score"
"""The subject of an alarm that a country's score raised by its band, and no single signal."""
STOPPED: Final = "stopped:"
"""What the subject of an alarm begins with where a signal fell silent."""
LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An alarm as it was raised; nothing of it is ever changed.

    `probability` is what the method said of such an alarm then, `per_shift` the false alarms that
    a shift had agreed to. Instants are UTC.

    Raises:
        ValueError: something that no alarm says.
    """

    alarm_id: str
    snapshot_id: str
    country_code: str
    subject: str
    """The signal that raised it, or `score`."""
    day: date
    band: BandName
    probability: float
    raised_at: datetime
    per_shift: float
    exercise: bool = False
    """Whether synthetic rows raised it; lines of older ledgers do not say, and were real."""

    def __post_init__(self) -> None:
        if self.band not in BAND_NAMES:
            raise ValueError(f"{self.band!r} is no band")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"{self.probability} is no probability")
        if not 0 <= self.per_shift < math.inf:
            raise ValueError(f"{self.per_shift} is no number of alarms")
        _told(self.alarm_id, self.snapshot_id, self.country_code, self.subject)
        _instant(self.raised_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an alarm turned out, as it was marked; a later mark takes the place of an earlier.

    Raises:
        ValueError: something that no mark says.
    """

    alarm_id: str
    verdict: Verdict
    marked_by: Role
    marked_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"{self.verdict!r} is no outcome")
        _role(self.marked_by)
        _told(self.alarm_id)
        _short(self.note)
        _instant(self.marked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that happened and that no alarm foretold.

    Raises:
        ValueError: something that no record of a miss says.
    """

    country_code: str
    day: date
    what: str
    marked_by: Role
    marked_at: datetime
    exercise: bool = False
    """Whether it happened in an exercise only."""

    def __post_init__(self) -> None:
        _role(self.marked_by)
        _told(self.country_code, self.what)
        _short(self.what)
        _instant(self.marked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Takes back an earlier record, by its number, which stays in the ledger all the same.

    Raises:
        ValueError: something that no withdrawal says.
    """

    number: int
    marked_by: Role
    marked_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"{self.number} is no record's number")
        _role(self.marked_by)
        _short(self.note)
        _instant(self.marked_at)


def alarm_id(country_code: str, subject: str, day: date, *, exercise: bool = False) -> str:
    """The name of an alarm: the same alarm told by a newer snapshot is the same alarm.

    One of an exercise never stands in the way of a real one.
    """
    told = f"{country_code}|{subject}|{day.isoformat()}" + ("|exercise" if exercise else "")
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _told(*texts: str) -> None:
    if not all(text.strip() for text in texts):
        raise ValueError("a text that must be said is empty")


def _short(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text is longer than {LONGEST_TEXT} characters")


def _role(role: str) -> None:
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role; roles are {', '.join(ROLES)}")


def _instant(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("an instant does not say its offset from UTC")
