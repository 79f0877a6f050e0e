"""Snapshots whose cells were altered, one column at a time, and what every panel makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from eoc_app.conversation.wire import encode
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.ranking_view import RankingView

VALUES: Final[dict[str, tuple[str, ...]]] = {
    "DOUBLE": ("'nan'", "'inf'", "'-inf'", "1e308", "-1", "null"),
    "DATE": ("'infinity'", "'-infinity'", "'12024-01-01'", "'0044-03-15 (BC)'", "null"),
    "TIMESTAMP": ("'infinity'", "'-infinity'", "'12024-01-01'", "'0044-03-15 (BC)'", "null"),
    "VARCHAR": ("'zz-unknown'", "''", "chr(27) || '[31m' || chr(10)", "null"),
    "INTEGER": ("-1", "2147483647", "null"),
    "BIGINT": ("-1", "9223372036854775807", "null"),
    "BOOLEAN": ("null",),
}
"""What stands in a cell where it must not, by the column's type; some of it is innocent."""
_NO_NUMBER: Final = re.compile(r"(?i)(?<![a-z])(nan|-?inf)(?![a-z])")
_LEVELS: Final = ("not_assessable", "no_data")
NOW: Final = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)


@dataclass(frozen=True)
class Alteration:
    """A value put into every row of a column, or into those of one row alone."""

    table: str
    column: str
    value: str
    one_row: bool

    def __str__(self) -> str:
        return f"{self.table}.{self.column} = {self.value}{' once' if self.one_row else ''}"

    def apply(self, path: Path) -> bool:
        """Whether the file holds such rows, which are altered then."""
        with duckdb.connect(str(path)) as connection:
            if not connection.execute(f"from {self.table} limit 1").fetchall():
                return False
            if self.value == "null":
                connection.execute(f"alter table {self.table} alter {self.column} drop not null")
            where = (
                "" if not self.one_row else f" where rowid = (select min(rowid) from {self.table})"
            )
            connection.execute(f"update {self.table} set {self.column} = {self.value}{where}")
        return True


def alterations() -> Iterator[Alteration]:
    """Every value of `VALUES` in every column of the format."""
    for table in catalogue().schema.values():
        for name, rule in table.columns.items():
            for value in VALUES[rule.kind]:
                for one_row in (False, True):
                    yield Alteration(table.name, name, value, one_row)


def levels(views: dict[str, AnyView | Problem]) -> dict[str, str]:
    """The band of every country, and of the one that a page is about."""
    found: dict[str, str] = {}
    for view in views.values():
        if isinstance(view, RankingView):
            found |= {row.code: row.level for row in view.rows}
        elif isinstance(view, HeadlineView):
            found[f"page {view.code}"] = view.level
    return found


def drawn(path: Path, selection: Selection) -> dict[str, AnyView | Problem]:
    """Every panel of a snapshot; of one that is refused, the Problem alone.

    Raises:
        AssertionError: a text holds what is no number.
        Exception: whatever a panel fails with that is no Problem.
    """
    try:
        snapshot = Snapshot(path)
    except Problem as problem:
        return {"": problem}
    try:
        views = {}
        for one in Flow(snapshot).draw(selection, tuple(panels())):
            views[one.panel] = one.view
            if not isinstance(one.view, Problem):
                encode(one.view)
                table = one.view.as_table()
                texts = " ".join(cell.text for row in table.rows for cell in row)
                told = f"{table.title} {table.subtitle} {table.footnote} {texts}"
                found = _NO_NUMBER.search(told)
                assert found is None, told[max(0, found.start() - 40) : found.end() + 40]
        return views
    finally:
        snapshot.close()


def false_bands(
    before: dict[str, AnyView | Problem], after: dict[str, AnyView | Problem]
) -> list[str]:
    """Countries that an alteration put into another band."""
    was, now = levels(before), levels(after)
    return [
        f"{code}: {was.get(code)} reads {level}"
        for code, level in now.items()
        if level != was.get(code) and level not in _LEVELS
    ]
