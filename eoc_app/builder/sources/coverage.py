"""What a source itself says that it covers, as its rows say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coverage:
    """From when on a source counts a metric of a country; a row that is missing then is a zero."""

    source_row: int
    table: str
    metric: str
    country_code: str
    from_on: date
