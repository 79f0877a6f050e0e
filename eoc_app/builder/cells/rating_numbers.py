"""The numbers of a file of ratings: as they stand, or with decimal points that were lost."""

from __future__ import annotations

from typing import Final

from eoc_app.builder.cells import lost_points
from eoc_app.builder.cells.rating_scales import FIRST_NEW_PRESS, PRESS, Index, Scale
from eoc_app.builder.sources.named_rows import NamedRow
from eoc_app.domain.figures import quantity

RANK: Final = ("rank", "rank_n")


class Numbers:
    """How the numbers of a file are read: as they stand, or with points that were lost."""

    def __init__(self, index: Index, rows: list[tuple[NamedRow, int]]) -> None:
        """Look at all scores of an index that has ranks."""
        self._index = index
        self._restored: dict[int, dict[tuple[int, str], float]] = {}
        self._falls: dict[int, bool | None] = {}
        if index is PRESS:
            editions: dict[int, list[NamedRow]] = {}
            for row, year in rows:
                editions.setdefault(year, []).append(row)
            for year, known in editions.items():
                self._look(year, known)

    def _look(self, year: int, rows: list[NamedRow]) -> None:
        ranked: dict[int, list[str]] = {}
        for row in rows:
            rank, text = row.first(*RANK).removesuffix(".0"), row.first("score", "score_n")
            if rank.isdecimal() and quantity.number(text) is not None:
                ranked.setdefault(int(rank), []).append(text.replace(",", ""))
        if lost_points.are_lost([text for texts in ranked.values() for text in texts]):
            self._restored[year] = lost_points.restored(ranked)
            self._falls[year] = True
            return
        values = [float(ranked[rank][0]) for rank in sorted(ranked)]
        self._falls[year] = values[0] >= values[-1] if len(values) > 1 else None

    def scale(self, year: int, item: str) -> Scale:
        """The scale of an item; before its new method RSF was also published with low as good."""
        known = self._index.scales[item]
        is_old = self._index is PRESS and year < FIRST_NEW_PRESS
        return (
            Scale(known.best, known.worst) if is_old and self._falls.get(year) is False else known
        )

    def value(self, row: NamedRow, year: int, text: str) -> tuple[float | None, str | None]:
        """The number of a cell, or why there is none."""
        value = quantity.number(text)
        if value is None:
            return None, "it is no number, and does not say that the country is not rated"
        if year in self._restored:
            rank = row.first(*RANK).removesuffix(".0")
            key = (int(rank) if rank.isdecimal() else 0, text.replace(",", ""))
            value = self._restored[year].get(key)
            why = "its decimal point was lost, and its rank does not prove where it stood"
            return value, None if value is not None else why
        if self._index is PRESS and self._falls.get(year) is None and year < FIRST_NEW_PRESS:
            why = "one country alone does not tell whether a high score is good in this edition"
            return None, why
        return value, None
