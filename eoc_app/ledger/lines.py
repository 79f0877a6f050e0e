"""Records as lines of a file, each with the hash of the one before and of itself."""

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
    """All records that could be read, in their order, and what is wrong with the others."""

    records: tuple[Kept, ...]
    problems: tuple[Problem, ...]
    line_count: int
    head: str
    """SHA-256 of the last line: noted elsewhere, it proves what the ledger said by then."""

    @property
    def _withdrawn(self) -> set[int]:
        withdrawn: set[int] = set()
        # From the end, since a withdrawal may itself be withdrawn.
        for kept in reversed(self.records):
            one = kept.record
            if isinstance(one, Withdrawal) and kept.number not in withdrawn:
                withdrawn.add(one.number)
        return withdrawn

    @property
    def withdrawable(self) -> frozenset[int]:
        """Numbers of records that nothing withdrew, withdrawals among them."""
        return frozenset(one.number for one in self.records) - self._withdrawn

    @property
    def standing(self) -> tuple[Kept, ...]:
        """Records that nothing withdrew; marks of a withdrawn alarm go with it."""
        withdrawn = self._withdrawn
        found = [one for one in self.records if one.number not in withdrawn]
        gone = {one.record.alarm_id for one in self.records if isinstance(one.record, Entry)}
        gone -= {one.record.alarm_id for one in found if isinstance(one.record, Entry)}
        return tuple(
            one
            for one in found
            if not isinstance(one.record, Withdrawal)
            and not (isinstance(one.record, Outcome) and one.record.alarm_id in gone)
        )

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Alarms that stand."""
        return tuple(one.record for one in self.standing if isinstance(one.record, Entry))

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """Marks that stand."""
        return tuple(one.record for one in self.standing if isinstance(one.record, Outcome))

    @property
    def misses(self) -> tuple[Miss, ...]:
        """Misses that stand."""
        return tuple(one.record for one in self.standing if isinstance(one.record, Miss))


def lines_after(known: Ledger, records: Sequence[Record]) -> tuple[bytes, list[int]]:
    """Records as the lines that follow on a ledger, and their numbers."""
    number = max([known.line_count, *(one.number for one in known.records)])
    before, said, numbers = known.head, b"", []
    for record in records:
        number += 1
        line = _line(number, before, record)
        before = _digest(line)
        said += line + b"\n"
        numbers.append(number)
    return said, numbers


def read_lines(data: bytes, name: str) -> Ledger:
    """Every record of a file's bytes, and a problem for every line that is not as it was."""
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
            # After a damaged line its hash is damaged too: that is told once.
            if said_before != before and believed:
                problems.append(_changed(name, row))
            records.append(kept)
            believed = True
        before = _digest(line)
    return Ledger(tuple(records), tuple(problems), len(lines), before)


def _parsed(line: bytes) -> tuple[Kept, str]:
    if len(line) > _LONGEST:
        raise ValueError(f"it is longer than {_LONGEST} bytes")
    said = msgspec.json.decode(line, type=_Line)
    if said.digest != _own(said.number, said.before, said.kind, bytes(said.record)):
        raise ValueError("it was changed after it was written")
    record = msgspec.json.decode(said.record, type=_KINDS[said.kind])
    return Kept(said.number, record), said.before


def _line(number: int, before: str, record: Record) -> bytes:
    (kind,) = (name for name, of in _KINDS.items() if isinstance(record, of))
    told = msgspec.json.encode(record)
    digest = _own(number, before, kind, told)
    return msgspec.json.encode(_Line(number, before, kind, msgspec.Raw(told), digest))


def _own(number: int, before: str, kind: Kind, record: bytes) -> str:
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
        "the line before is not the one that stood there when this one was written",
        "compare it with a copy, and ask who changed it",
        file=name,
        row=row,
    )
