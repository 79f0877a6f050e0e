"""Which of several files is the later one, by what their names say."""

from __future__ import annotations

import calendar
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Final

from eoc_app.builder.sources.source import Source

_DAY: Final = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_MONTHS: Final = {
    name[:3].casefold(): number for number, name in enumerate(calendar.month_name) if name
}
_WORDED: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})[-_ ]?({'|'.join(_MONTHS)})[a-z]{{0,6}}[-_ ]?(20\d\d)(?!\d)", re.IGNORECASE
)
_MONTH: Final = re.compile(r"(?<!\d)(20\d\d)[-_.](\d\d)(?![-_.]?\d)")


def days(name: str, *, months: bool = True) -> Iterator[date]:
    """The days that a name states as year, month and day, as `27Feb2026`, or as year and month."""
    for match in _WORDED.finditer(name):
        try:
            yield date(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
        except ValueError:
            continue
    for pattern in (_DAY, _MONTH) if months else (_DAY,):
        for match in pattern.finditer(name):
            parts = [int(part) for part in match.groups() if part.isdecimal()]
            try:
                yield date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
            except ValueError:
                continue


def stated_on(source: Source, *, months: bool = True) -> date | None:
    """The last day that the nearest dated name of a file states: its own, then those around it."""
    for name in (source.name, *source.around):
        found = max(days(name, months=months), default=None)
        if found is not None:
            return found
    return None


def packed_on(source: Source) -> date | None:
    """The day on which the newest file of a source's archive was made, by the archive."""
    if source.member is None:
        return None
    with zipfile.ZipFile(source.on_disk) as archive:
        found = max(info.date_time for info in archive.infolist())
    # Archives without times say the first day of 1980.
    return date(*found[:3]) if found[0] > 1980 else None
