"""What a process did and when, written to a bounded file for whoever must find a fault at night.

A log never holds rows, names or texts of a snapshot: beside numbers it takes only a `Word`, and
only eoc_app.log.words makes those. Nothing here raises: a log that cannot be written is no log.
"""

from __future__ import annotations

from eoc_app.log.hooks import catch_everything
from eoc_app.log.journal import (
    begin,
    detail,
    end,
    is_detailed,
    note,
    note_fault,
    note_problem,
    path,
    written,
)
from eoc_app.log.log_keeping import kept_logs, log_folder
from eoc_app.log.words import (
    Value,
    Word,
    dated,
    digest_of,
    hexadecimal,
    known,
    matched,
    of_problem,
    of_system,
)

__all__ = [
    "Value",
    "Word",
    "begin",
    "catch_everything",
    "dated",
    "detail",
    "digest_of",
    "end",
    "hexadecimal",
    "is_detailed",
    "kept_logs",
    "known",
    "log_folder",
    "matched",
    "note",
    "note_fault",
    "note_problem",
    "of_problem",
    "of_system",
    "path",
    "written",
]
