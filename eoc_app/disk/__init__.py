"""Files that are written whole, locks, and the disk's refusals in words."""

from __future__ import annotations

from eoc_app.disk.alone import alone
from eoc_app.disk.disk_failure import refusal, why_and_remedy
from eoc_app.disk.ordinary import opened_ordinary, read_ordinary
from eoc_app.disk.unfinished import UNFINISHED, Unfinished, write_whole

__all__ = [
    "UNFINISHED",
    "Unfinished",
    "alone",
    "opened_ordinary",
    "read_ordinary",
    "refusal",
    "why_and_remedy",
    "write_whole",
]
