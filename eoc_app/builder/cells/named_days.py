"""Days in the columns of a file whose cells may be numbers in either order of day and month."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.named_rows import named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span, spoken_date
from eoc_app.domain.dates.span import DayOrder
from eoc_app.domain.dates.spoken_date import SpokenDate

_NUMBER: Final = re.compile(r"\d{1,4}(?:\.0)?")


@dataclass
class NamedDays:
    """The days of one file; a column's order is proved by its own cells."""

    source: Source
    _orders: dict[str, DayOrder | None] = field(default_factory=dict)

    def spoken(self, text: str, column: str) -> SpokenDate | None:
        """What a cell says, in words, in ISO form, or in numbers in the order of its column."""
        found = spoken_date.parse(text)
        if found is None and (day := self._numeric(text, column)) is not None:
            return SpokenDate(day, day, "day")
        return found

    def iso(self, text: str, column: str) -> str:
        """A cell with a day in numbers as ISO; any other as it stands."""
        day = self._numeric(text, column)
        return text if day is None else day.isoformat()

    def _numeric(self, text: str, column: str) -> date | None:
        if not span.readings(text):
            return None
        if column not in self._orders:
            self._orders[column] = self._proved(column)
        return span.day(text, self._orders[column])

    def _proved(self, column: str) -> DayOrder | None:
        aside = named_rows(self.source, Intake(self.source.path), apart=False)
        return span.day_order({record.cells.get(column, "") for record in aside})


def of_parts(year: str, month: str, day: str, *, month_and_day: bool = False) -> SpokenDate | None:
    """What columns of year, month and day say; less precise where the later ones say nothing.

    `month_and_day` is where the last column holds both, as 1103 for the third of November.
    """
    numbers = [int(float(text)) if _NUMBER.fullmatch(text) else None for text in (year, month, day)]
    if numbers[0] is None:
        return None
    if month_and_day and numbers[2] is not None:
        numbers[1:] = divmod(numbers[2], 100)
    text = f"{numbers[0]:04}"
    if numbers[1]:
        text += f"-{numbers[1]:02}"
        if numbers[2]:
            text += f"-{numbers[2]:02}"
    return spoken_date.parse(text)
