"""Which of several files is the later one, by what their names say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from eoc_app.sources.source import Source

_DAY: Final = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_MONTH: Final = re.compile(r"(?<!\d)(20\d\d)[-_.](\d\d)(?![-_.]?\d)")


def days(name: str) -> Iterator[date]:
    """The days that a name states as year, month and day, or as year and month (its first)."""
    for pattern in (_DAY, _MONTH):
        for match in pattern.finditer(name):
            parts = [int(part) for part in match.groups() if part.isdecimal()]
            try:
                yield date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
            except ValueError:
                continue


def stated_on(source: Source) -> date | None:
    """The last day that the nearest dated name of a file states: its own, then those around it."""
    for name in (source.name, *source.around):
        found = max(days(name), default=None)
        if found is not None:
            return found
    return None
