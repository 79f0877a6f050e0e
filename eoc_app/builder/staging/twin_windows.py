"""One report window, one source: two that give the same window are never added up.

Windows of one country, region, kind and days come from one report; a second source of the same
window (page totals beside the report itself, an export beside the download) is left out, pages
and all. The one that reports disclaimers stands, then the later by the days in the names, then the
one that was read first. What is left out is named.
"""

from __future__ import annotations

from typing import Any, Final

from eoc_app.builder.sources.edition import stated_on
from eoc_app.builder.staging.staged_rows import StagedRows
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.snapshot.catalogue import Table

_WINDOW: Final = (
    "country_code", "region", "platform", "window_kind", "window_starts_on", "window_ends_on",
)  # fmt: skip
_TABLES: Final = ("ad_page", "ad_window")


class TwinWindows:
    """The windows that several sources give, and which source each is left out of."""

    def __init__(self, staged: StagedRows) -> None:
        self._staged = staged
        self._left_out: dict[int, list[str]] | None = None

    def left_out(self, table: Table) -> list[str]:
        """Conditions that keep out the rows of windows that another source gives."""
        if table.name not in _TABLES:
            return []
        if self._left_out is None:
            self._left_out = self._find() if self._may_be_twins() else {}
        found = [
            f"not (source_id = {number} and ({' or '.join(windows)}))"
            for number, windows in self._left_out.items()
        ]
        if found:
            self._tell(table, found)
        return found

    def _may_be_twins(self) -> bool:
        tables = [name for name in _TABLES if self._staged.staging.has(name)]
        return any("source_id" in self._staged.staging.varied(name) for name in tables)

    def _find(self) -> dict[int, list[str]]:
        window = ", ".join(_WINDOW)
        # Only pages make a window another report's: tables of one export lie in files of their own.
        name = "ad_page" if self._staged.staging.has("ad_page") else "ad_window"
        told = (
            "bool_or(disclaimer_state <> 'not_reported')"
            if name == "ad_page"
            else "bool_or(disclaimers_reported)"
        )
        found: dict[tuple[Any, ...], list[tuple[bool, int]]] = {}
        for *key, number, has_disclaimers in self._staged.all(
            f"select {window}, source_id, {told} from {self._staged.staging.scan(name)}"
            " group by all order by source_id"
        ):
            found.setdefault(tuple(key), []).append((has_disclaimers, number))
        left_out: dict[int, list[str]] = {}
        for window_key, sources in found.items():
            if len(sources) > 1:
                stands = self._stands(sources)
                words = " and ".join(
                    f"{column} is not distinct from {literal(value)}"
                    for column, value in zip(_WINDOW, window_key, strict=True)
                )
                for _, number in sources:
                    if number != stands:
                        left_out.setdefault(number, []).append(f"({words})")
                        self._name(number, stands, window_key)
        return left_out

    def _stands(self, sources: list[tuple[bool, int]]) -> int:
        best = [number for told, number in sources if told] or [number for _, number in sources]
        days = {number: stated_on(self._staged.reading(number).source) for number in best}
        if None not in days.values() and len(set(days.values())) == len(days):
            return max(best, key=lambda number: str(days[number]))
        return min(best)

    def _name(self, number: int, stands: int, key: tuple[Any, ...]) -> None:
        kind, ends_on = key[3], key[5]
        self._staged.reading(number).intake.refuse(
            "A report window was left out",
            f"{self._staged.reading(stands).intake.path} gives the window {kind} to {ends_on} of"
            f" {key[0]} too, and windows are never added up",
            "keep one source of each window, and move the other away",
            column="window_ends_on",
            value=str(ends_on),
        )

    def _tell(self, table: Table, conditions: list[str]) -> None:
        kept = " and ".join(conditions)
        rows = self._staged.staging.scan(table.name)
        for number, count in self._staged.all(
            f"select source_id, count(*) from {rows} where not ({kept}) group by 1"
        ):
            self._staged.reading(number).intake.rows_written -= count
