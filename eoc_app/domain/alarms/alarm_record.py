"""The record of our own alarms: what we raised, how it turned out, and what we missed."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, get_args

from eoc_app.domain.risk.method_parts import BAND_NAMES, BandName

Role = Literal["analyst", "shift_lead", "briefer", "reviewer", "data_engineer"]
"""Who made the mark: a function in the room, never a person's name."""
ROLES: Final[tuple[Role, ...]] = get_args(Role)
Verdict = Literal["hit", "false_alarm", "unclear"]
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
SCORE: Final = "score"
"""The subject of an alarm raised by the band of a country's score, not by a single signal."""
STOPPED: Final = "stopped:"
"""Prefix of the subject of an alarm raised because a signal fell silent."""
LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An alarm as it was raised. It never changes.

    `probability` is the method's stated probability for such an alarm at that time; `per_shift` is
    the number of false alarms the shift had agreed to. Instants are UTC.

    Raises:
        ValueError: a field holds a value that no alarm can have.
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
    """Whether synthetic rows raised it. Older ledgers lack the field; their alarms were real."""

    def __post_init__(self) -> None:
        if self.band not in BAND_NAMES:
            raise ValueError(f"{self.band!r} is no band")
        if not 0 <= self.probability <= 1:
            raise ValueError(f"{self.probability} is no probability")
        if not 0 <= self.per_shift < math.inf:
            raise ValueError(f"{self.per_shift} is no number of alarms")
        _require_text(self.alarm_id, self.snapshot_id, self.country_code, self.subject)
        _instant(self.raised_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an alarm turned out, as somebody marked it. A later mark replaces an earlier one.

    Raises:
        ValueError: a field holds a value that no mark can have.
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
        _require_text(self.alarm_id)
        _short(self.note)
        _instant(self.marked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """An event that no alarm predicted.

    Raises:
        ValueError: a field holds a value that no miss can have.
    """

    country_code: str
    day: date
    what: str
    marked_by: Role
    marked_at: datetime
    exercise: bool = False
    """Whether it happened only in an exercise."""

    def __post_init__(self) -> None:
        _role(self.marked_by)
        _require_text(self.country_code, self.what)
        _short(self.what)
        _instant(self.marked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Withdraws an earlier record by its number. The record itself stays in the ledger.

    Raises:
        ValueError: a field holds a value that no withdrawal can have.
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
    """Returns the key of an alarm; a newer snapshot that raises it again gives the same key.

    An exercise has keys of its own, so it never hides a real alarm.
    """
    identity = f"{country_code}|{subject}|{day.isoformat()}" + ("|exercise" if exercise else "")
    return hashlib.sha256(identity.encode()).hexdigest()[:12]


def _require_text(*texts: str) -> None:
    if not all(text.strip() for text in texts):
        raise ValueError("a required text is empty")


def _short(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text is longer than {LONGEST_TEXT} characters")


def _role(role: str) -> None:
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role; roles are {', '.join(ROLES)}")


def _instant(at: datetime) -> None:
    if at.tzinfo is None:
        raise ValueError("an instant has no offset from UTC")
