"""What may go on record, each once: alarms that a view shows, and marks of recorded alarms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_record import STOPPED, Entry, Miss, alarm_id
from eoc_app.domain.risk.method_parts import BAND_NAMES
from eoc_app.ledger.lines import Ledger
from eoc_app.ledger.storage import NAME
from eoc_app.views.alarms_view import AlarmRow

Check = Callable[[Ledger], None]
_AHEAD: Final = timedelta(hours=14)
"""How far the easternmost zone is ahead of UTC."""


def subject(row: AlarmRow) -> str:
    """Returns an alarm's subject; a stopped signal is another alarm than its last figure."""
    return f"{STOPPED}{row.signal}" if row.kind == "stopped" else row.signal


def name_of(row: AlarmRow) -> str:
    """Returns the key of a signal's alarm, by its figure's day, not by the day looked at."""
    return alarm_id(row.code, subject(row), row.measured_on, exercise=row.exercise)


def of_signal(row: AlarmRow, snapshot_id: str, per_shift: float, at: datetime) -> Entry:
    """Returns a signal's alarm as an entry of the record; `per_shift` is the budget in force.

    Raises:
        Problem: it has no band, so it states no probability that could be verified.
    """
    band = next((name for name in BAND_NAMES if name == row.level), None)
    if band is None or row.probability is None:
        raise Problem(
            "The alarm cannot go on record",
            f"{row.name} has no band on that day, so no probability is stated of the alarm",
            "inform the shift lead by other means, or wait until the country has enough fresh data",
            value=row.title,
        )
    return Entry(
        alarm_id=name_of(row),
        snapshot_id=snapshot_id,
        country_code=row.code,
        subject=subject(row),
        day=row.measured_on,
        band=band,
        probability=row.probability,
        raised_at=at,
        per_shift=per_shift,
        exercise=row.exercise,
    )


def not_yet_raised(entry: Entry) -> Check:
    """Returns a check that refuses an alarm already on record, from whichever snapshot."""

    def check(ledger: Ledger) -> None:
        if any(raised.alarm_id == entry.alarm_id for raised in ledger.entries):
            raise Problem(
                "The alarm is on record already",
                "an alarm counts once, whichever snapshot raises it",
                f"mark how {entry.alarm_id} turned out, or withdraw it first",
                file=NAME,
                value=entry.alarm_id,
            )

    return check


def happened(miss: Miss) -> Check:
    """Returns a check that refuses an event in the future, or on record in the same words."""

    def check(ledger: Ledger) -> None:
        event = (miss.country_code, miss.day, miss.what, miss.exercise)
        if miss.day > (miss.marked_at + _AHEAD).date():
            raise Problem(
                "The event has not happened yet",
                f"it is {miss.marked_at:%Y-%m-%d} now",
                "record it once it has happened",
                file=NAME,
                value=miss.day.isoformat(),
            )
        if any(event == (recorded.country_code, recorded.day, recorded.what, recorded.exercise)
               for recorded in ledger.misses):  # fmt: skip
            raise Problem(
                "The miss is on record already",
                "an event counts once, whoever reports it",
                "if it was another event, describe how it differs",
                file=NAME,
                value=miss.what,
            )

    return check


def on_record(name: str) -> Check:
    """Returns a check that refuses marks of an alarm that is not on record."""

    def check(ledger: Ledger) -> None:
        names = {raised.alarm_id for raised in ledger.entries}
        if name not in names:
            raise Problem(
                "The alarm is not on record",
                f"the record holds {len(names)} alarms, and none of that name",
                "list them with: eoc alerts FILE list",
                file=NAME,
                value=name,
            )

    return check


def still_standing(number: int) -> Check:
    """Returns a check that refuses to withdraw a record that is missing or already withdrawn.

    A withdrawal can itself be withdrawn.
    """

    def check(ledger: Ledger) -> None:
        if number not in ledger.withdrawable:
            raise Problem(
                "There is no such record to withdraw",
                f"number {number} is not on record, or was withdrawn already",
                "list them with: eoc alerts FILE list",
                file=NAME,
                value=str(number),
            )

    return check
