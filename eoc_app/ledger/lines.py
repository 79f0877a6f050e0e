"""Records as lines of a file, each with the previous line's hash and its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome, Withdrawal

Record = Entry | Outcome | Miss | Withdrawal
Kind = Literal["alarm", "outcome", "miss", "withdrawal"]
_KINDS: Final[dict[Kind, type[Record]]] = {
    "alarm": Entry,
    "outcome": Outcome,
    "miss": Miss,
    "withdrawal": Withdrawal,
}
_LONGEST: Final = 65_536


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    number: int
    before: str
    kind: Kind
    record: msgspec.Raw
    digest: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with its number in the ledger."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True)
class Ledger:
    """All readable records in order, and the problems of the others."""

    records: tuple[Kept, ...]
    problems: tuple[Problem, ...]
    line_count: int
    head: str
    """SHA-256 of the last line: noted elsewhere, it proves the ledger's content until then."""

    @property
    def _withdrawn(self) -> set[int]:
        withdrawn: set[int] = set()
        # From the end, because a withdrawal may itself be withdrawn.
        for kept in reversed(self.records):
            record = kept.record
            if isinstance(record, Withdrawal) and kept.number not in withdrawn:
                withdrawn.add(record.number)
        return withdrawn

    @property
    def withdrawable(self) -> frozenset[int]:
        """Numbers of the records that are not withdrawn, including withdrawals."""
        return frozenset(kept.number for kept in self.records) - self._withdrawn

    @property
    def standing(self) -> tuple[Kept, ...]:
        """Records that are not withdrawn; the marks of a withdrawn alarm are left out with it."""
        withdrawn = self._withdrawn
        not_withdrawn = [kept for kept in self.records if kept.number not in withdrawn]
        gone = {kept.record.alarm_id for kept in self.records if isinstance(kept.record, Entry)}
        gone -= {kept.record.alarm_id for kept in not_withdrawn if isinstance(kept.record, Entry)}
        return tuple(
            kept
            for kept in not_withdrawn
            if not isinstance(kept.record, Withdrawal)
            and not (isinstance(kept.record, Outcome) and kept.record.alarm_id in gone)
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Alarms that are not withdrawn."""
        return tuple(kept.record for kept in self.standing if isinstance(kept.record, Entry))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Marks that are not withdrawn."""
        return tuple(kept.record for kept in self.standing if isinstance(kept.record, Outcome))

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Misses that are not withdrawn."""
        return tuple(kept.record for kept in self.standing if isinstance(kept.record, Miss))


def lines_after(ledger: Ledger, records: Sequence[Record]) -> tuple[bytes, list[int]]:
    """Returns records as the next lines of a ledger, and their numbers."""
    number = max([ledger.line_count, *(kept.number for kept in ledger.records)])
    before, lines, numbers = ledger.head, b"", []
    for record in records:
        number += 1
        line = _line(number, before, record)
        before = _digest(line)
        lines += line + b"\n"
        numbers.append(number)
    return lines, numbers


def read_lines(data: bytes, name: str) -> Ledger:
    """Reads every record in a file's bytes, and a problem for every line not as written."""
    records: list[Kept] = []
    problems: list[Problem] = []
    lines = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    if not lines[-1]:
        lines.pop()
    before, believed = "", True
    for row, line in enumerate(lines, 1):
        try:
            kept, said_before = _parsed(line)
        except (msgspec.MsgspecError, ValueError) as error:
            problems.append(_damaged(name, row, str(error)))
            believed = False
        else:
            # A damaged line also breaks the next line's hash; report it only once.
            if said_before != before and believed:
                problems.append(_changed(name, row))
            records.append(kept)
            believed = True
        before = _digest(line)
    return Ledger(tuple(records), tuple(problems), len(lines), before)


def _parsed(line: bytes) -> tuple[Kept, str]:
    if len(line) > _LONGEST:
        raise ValueError(f"it is longer than {_LONGEST} bytes")
    parsed = msgspec.json.decode(line, type=_Line)
    if parsed.digest != _digest_of_record(
        parsed.number, parsed.before, parsed.kind, bytes(parsed.record)
    ):
        raise ValueError("it was changed after it was written")
    record = msgspec.json.decode(parsed.record, type=_KINDS[parsed.kind])
    return Kept(parsed.number, record), parsed.before


def _line(number: int, before: str, record: Record) -> bytes:
    (kind,) = (name for name, of in _KINDS.items() if isinstance(record, of))
    payload = msgspec.json.encode(record)
    digest = _digest_of_record(number, before, kind, payload)
    return msgspec.json.encode(_Line(number, before, kind, msgspec.Raw(payload), digest))


def _digest_of_record(number: int, before: str, kind: Kind, record: bytes) -> str:
    return _digest(f"{number}|{before}|{kind}|".encode() + record)


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _damaged(name: str, row: int, why: str) -> Problem:
    return Problem(
        "A line of the record of alarms is damaged and was left out",
        why,
        "compare it with a copy; the other lines are read",
        file=name,
        row=row,
    )


def _changed(name: str, row: int) -> Problem:
    return Problem(
        "The record of alarms was changed",
        "the previous line is not the one that was there when this line was written",
        "compare it with a copy, and ask who changed it",
        file=name,
        row=row,
    )
