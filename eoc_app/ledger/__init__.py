"""The record of our own alarms as a file beside the snapshots, never in one: lines are only added.

Each line is one record as JSON and holds the SHA-256 of the line before, so that a changed past
shows, and one of its own, so that a damaged line does. That is no signature: whoever writes the
whole file anew, or cuts lines off its end, is found out only by a head noted elsewhere. A line
that is not as it was written is told and left out; the others are read. Nothing is ever taken
away: a later record withdraws an earlier one.
"""

from __future__ import annotations

from eoc_app.ledger.lines import Kept, Ledger, Record
from eoc_app.ledger.raising import (
    Check,
    happened,
    name_of,
    not_yet_raised,
    of_signal,
    on_record,
    still_standing,
    subject,
)
from eoc_app.ledger.storage import NAME, append, ledger_path, read_ledger

__all__ = [
    "NAME",
    "Check",
    "Kept",
    "Ledger",
    "Record",
    "append",
    "happened",
    "ledger_path",
    "name_of",
    "not_yet_raised",
    "of_signal",
    "on_record",
    "read_ledger",
    "still_standing",
    "subject",
]
