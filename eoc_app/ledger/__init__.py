"""The record of our own alarms: an append-only file beside the snapshots, never inside one.

Each line is a record as JSON. It holds the SHA-256 of the previous line, which reveals a changed
past, and its own, which reveals a damaged line. That is no signature: rewriting the whole file, or
cutting lines off its end, is detected only with a head noted elsewhere. A line that is not as it
was written is reported and left out; the others are read. Nothing is ever removed: a later record
withdraws an earlier one.
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
