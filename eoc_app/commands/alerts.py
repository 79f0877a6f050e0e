"""eoc alerts: the record of our own alarms, and whether they were right."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from eoc_app.commands import terminal
from eoc_app.commands.alerts_words import listed, scored
from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome, Withdrawal
from eoc_app.domain.alarms.track_record import track_record
from eoc_app.ledger import (
    Check,
    Ledger,
    Record,
    append,
    happened,
    ledger_path,
    not_yet_raised,
    on_record,
    read_ledger,
    still_standing,
)


def alerts_command(arguments: argparse.Namespace) -> int:
    """Run one action on the record; 1 where a line of the record was altered or is damaged."""
    return _ACTIONS[arguments.action](arguments, ledger_path(arguments.place))


def _list(arguments: argparse.Namespace, path: Path) -> int:
    ledger = read_ledger(path)
    marked_ids = {kept_record.alarm_id for kept_record in ledger.outcomes}
    records = [
        kept_record
        for kept_record in ledger.standing
        if not arguments.pending
        or (isinstance(kept_record.record, Entry) and kept_record.record.alarm_id not in marked_ids)
    ]
    if arguments.format == "json":
        _print_json(path, ledger, {
            "records": [
                {"number": kept_record.number, "kind": type(kept_record.record).__name__.lower(),
                 **msgspec.to_builtins(kept_record.record)}
                for kept_record in records
            ],
        })  # fmt: skip
    else:
        _print_lines(listed(records, ledger.outcomes))
    return _told(ledger)


def _score(arguments: argparse.Namespace, path: Path) -> int:
    ledger = read_ledger(path)
    record = track_record(
        ledger.entries, ledger.outcomes, ledger.misses, exercise=arguments.exercise
    )
    if arguments.format == "json":
        _print_json(path, ledger, {"track_record": msgspec.to_builtins(record)})
    else:
        _print_lines(scored(record))
    return _told(ledger)


def _raise(arguments: argparse.Namespace, path: Path) -> int:
    from eoc_app.commands.alerts_raised import alarm_of  # noqa: PLC0415 - opens a database

    entry = alarm_of(arguments.place, arguments.country, arguments.as_of, _now(arguments),
                     arguments.signal)  # fmt: skip
    summary = f"alarm {entry.alarm_id}, {entry.band}{', exercise' if entry.exercise else ''}"
    return _added(path, entry, summary, not_yet_raised(entry))


def _mark(arguments: argparse.Namespace, path: Path) -> int:
    verdict = arguments.verdict.replace("-", "_")
    outcome = Outcome(alarm_id=arguments.alarm, verdict=verdict, marked_by=_role(arguments),
                      marked_at=_now(arguments), note=arguments.note or "")  # fmt: skip
    return _added(
        path, outcome, f"{arguments.alarm}: {arguments.verdict}", on_record(arguments.alarm)
    )


def _miss(arguments: argparse.Namespace, path: Path) -> int:
    miss = Miss(country_code=arguments.country, day=arguments.day, what=arguments.what,
                marked_by=_role(arguments), marked_at=_now(arguments),
                exercise=arguments.exercise)  # fmt: skip
    return _added(path, miss, f"miss in {miss.country_code} on {miss.day}", happened(miss))


def _withdraw(arguments: argparse.Namespace, path: Path) -> int:
    number = arguments.number
    withdrawal = Withdrawal(number=number, marked_by=_role(arguments),
                      marked_at=_now(arguments), note=arguments.note or "")  # fmt: skip
    return _added(path, withdrawal, f"{number} is withdrawn", still_standing(number))


_ACTIONS: Final[dict[str, Callable[[argparse.Namespace, Path], int]]] = {
    "list": _list,
    "raise": _raise,
    "mark": _mark,
    "miss": _miss,
    "withdraw": _withdraw,
    "score": _score,
}


def _now(arguments: argparse.Namespace) -> datetime:
    return arguments.now or datetime.now(UTC).replace(microsecond=0)


def _role(arguments: argparse.Namespace) -> Any:
    return arguments.by.replace("-", "_")


def _added(path: Path, record: Record, summary: str, check: Check | None = None) -> int:
    (number,) = append(path, [record], check)
    terminal.say(f"{path.name}: record {number}: {summary}")
    return 0


def _print_json(path: Path, ledger: Ledger, content: dict[str, Any]) -> None:
    record = {
        "ledger": path.name,
        "line_count": ledger.line_count,
        "head": ledger.head,
        "problems": [problem.as_record() for problem in ledger.problems],
        **content,
    }
    terminal.say_json(record)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        terminal.say(line)


def _told(ledger: Ledger) -> int:
    terminal.tell_problems(ledger.problems, "see them all with: list --format json")
    return 1 if ledger.problems else 0
