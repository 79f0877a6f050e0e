"""What may go on record: alarms that a view shows, marks of alarms that stand, each once."""

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
"""By how much the clocks of the easternmost zone are ahead of UTC."""


def subject(row: AlarmRow) -> str:
    """What an alarm is about; that a signal stopped is another alarm than its last figure."""
    return f"{STOPPED}{row.signal}" if row.kind == "stopped" else row.signal


def name_of(row: AlarmRow) -> str:
    """The name of a signal's alarm: that of its figure, whichever day it is looked at."""
    return alarm_id(row.code, subject(row), row.measured_on, exercise=row.exercise)


def of_signal(row: AlarmRow, snapshot_id: str, per_shift: float, at: datetime) -> Entry:
    """A signal's alarm as an entry of the record; `per_shift` is the budget in force.

    Raises:
        Problem: no band stands behind it, so nothing is stated that could come true.
    """
    band = next((name for name in BAND_NAMES if name == row.level), None)
    if band is None or row.probability is None:
        raise Problem(
            "The alarm cannot go on record",
            f"{row.name} has no band on that day, so no probability is stated of the alarm",
            "tell it to the shift lead by other means, or wait until enough is seen of the country",
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
    """Refuses an alarm that stands on record: it counts once, whichever snapshot tells it."""

    def check(known: Ledger) -> None:
        if any(one.alarm_id == entry.alarm_id for one in known.entries):
            raise Problem(
                "The alarm is on record already",
                "an alarm counts once, whichever snapshot tells it",
                f"mark how {entry.alarm_id} turned out, or withdraw it first",
                file=NAME,
                value=entry.alarm_id,
            )

    return check


def happened(miss: Miss) -> Check:
    """Refuses an event that is yet to come, or that stands on record in the same words."""

    def check(known: Ledger) -> None:
        told = (miss.country_code, miss.day, miss.what, miss.exercise)
        if miss.day > (miss.marked_at + _AHEAD).date():
            raise Problem(
                "The event has not happened yet",
                f"it is {miss.marked_at:%Y-%m-%d} now",
                "record it once it has happened",
                file=NAME,
                value=miss.day.isoformat(),
            )
        if any(told == (one.country_code, one.day, one.what, one.exercise)
               for one in known.misses):  # fmt: skip
            raise Problem(
                "The miss is on record already",
                "an event counts once, whoever tells it",
                "say what else happened, if something did",
                file=NAME,
                value=miss.what,
            )

    return check


def on_record(name: str) -> Check:
    """Refuses marks of an alarm that does not stand on record."""

    def check(known: Ledger) -> None:
        names = {one.alarm_id for one in known.entries}
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
    """Refuses to withdraw what is not there, or was withdrawn already.

    A withdrawal itself stands until it is withdrawn.
    """

    def check(known: Ledger) -> None:
        if number not in known.withdrawable:
            raise Problem(
                "There is no such record to withdraw",
                f"none that stands has the number {number}",
                "list them with: eoc alerts FILE list",
                file=NAME,
                value=str(number),
            )

    return check
