"""Days in the columns of a file whose cells may be numbers in either order of day and month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.named_rows import named_rows
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span, spoken_date
from eoc_app.domain.dates.span import DayOrder
from eoc_app.domain.dates.spoken_date import SpokenDate


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
