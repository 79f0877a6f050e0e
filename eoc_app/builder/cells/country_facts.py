"""Facts about countries as the rows of one source give them: places, numbers, what is refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import BATCH_ROWS, NamedRow, batch
from eoc_app.core.country import country_code, why_no_country
from eoc_app.domain.figures import quantity

_WHOLE: Final = re.compile(r"(-?\d+)(?:\.0+)?")
SEVERAL: Final = re.compile(r"\s*[;|]\s*")
"""What stands between the countries of a cell; a comma may be part of a name."""


@dataclass
class CountryFacts:
    """The facts of one source, all of one table."""

    intake: Intake
    table: str
    counts_of: str
    what: str
    """What a refused row would have been, such as `A shutdown`."""
    facts: list[dict[str, Any]] = field(default_factory=list)

    def refuse(
        self, row: NamedRow, column: str, why: str, remedy: str, *, kept: bool = False
    ) -> None:
        """Report a row that was not imported, or with `kept` a cell of it."""
        outcome = "was kept without a cell" if kept else "was not imported"
        self.intake.refuse(
            f"{self.what} {outcome}", why, remedy,
            row=row.line, column=column, value=row.cells.get(column),
        )  # fmt: skip

    def country(self, row: NamedRow, *columns: str) -> str | None:
        """The code of the country that a row names, in the first of some columns that it fills.

        A place that has no code of its own is counted; a name that nobody knows is refused.
        """
        column = _filled(row, columns)
        return self._code(row, column, row.cells.get(column, ""))

    def countries(self, row: NamedRow, *columns: str) -> list[str]:
        """The codes of all countries that a cell names, each once."""
        column = _filled(row, columns)
        text = row.cells.get(column, "")
        parts = [text] if country_code(text) else SEVERAL.split(text)
        codes = [self._code(row, column, part) for part in parts]
        return list(dict.fromkeys(code for code in codes if code))

    def _code(self, row: NamedRow, column: str, text: str) -> str | None:
        code = country_code(text)
        why = None if code else why_no_country(text)
        if why and text:
            self.intake.skip(f"{text}: {why}")
        elif code is None:
            self.intake.refuse(
                f"{self.what} was not imported",
                "no country of today has this name or code" if text else "no country is named",
                "correct the name, or use the two-letter code",
                row=row.line, column=column, value=text,
            )  # fmt: skip
        return code

    def whole(self, row: NamedRow, column: str) -> int | None:
        """The whole number in a cell, or None after reporting that it is none."""
        match = _WHOLE.fullmatch(row.cells.get(column, ""))
        if match is None:
            self.refuse(row, column, "it is no whole number", "write digits")
            return None
        return int(match[1])

    def year(self, row: NamedRow, column: str) -> int | None:
        """The year in a cell, or None after reporting that it is none."""
        match = _WHOLE.fullmatch(row.cells.get(column, ""))
        year = int(match[1]) if match else 0
        if not 1900 <= year <= 2100:
            self.refuse(row, column, "it is no year", "write four digits")
            return None
        return year

    def count(self, row: NamedRow, column: str) -> float | None:
        """The count in a cell, or None after reporting that it is none."""
        value = quantity.number(row.cells.get(column, ""))
        if value is None or value < 0:
            self.refuse(row, column, "it is no count", "write a number from 0 on")
            return None
        return value

    def add(self, row: NamedRow, **fact: Any) -> None:
        """Keep a fact of a row."""
        usual = {"source_row": row.line, "provenance": "published", "counts_of": self.counts_of}
        self.facts.append({**usual, **fact})

    def batches(self, *, at_least: int = BATCH_ROWS) -> Iterator[Batch]:
        """What was kept since the last time, where it is enough to hand on."""
        if len(self.facts) < max(at_least, 1):
            return
        yield batch(self.table, self.facts)
        self.facts = []

    def covers(self, first_on: date, last_on: date) -> None:
        """Widen the period of the source."""
        intake = self.intake
        intake.period_starts_on = min(first_on, intake.period_starts_on or first_on)
        intake.period_ends_on = max(last_on, intake.period_ends_on or last_on)


def _filled(row: NamedRow, columns: tuple[str, ...]) -> str:
    """The first of some columns that a row fills, else the first that it has."""
    there = [name for name in columns if name in row.cells]
    return next((name for name in there if row.cells[name]), (there or list(columns))[0])


def first_of(names: Collection[str], wanted: Iterable[str]) -> str | None:
    """The first of some usual names of a column that a file has."""
    return next((name for name in wanted if name in names), None)


def exact(value: float) -> dict[str, Any]:
    """The columns of a figure that is stated exactly."""
    bounds = {"value": value, "lower": value, "upper": value}
    return {**bounds, "qualifier": "exact", "cell": "observed"}
