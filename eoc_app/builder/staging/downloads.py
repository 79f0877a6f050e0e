"""Cumulative sources: of two downloads that tell of the same, the later one stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from eoc_app.builder.sources.download import Download, later
from eoc_app.builder.staging.staged_rows import StagedRows
from eoc_app.snapshot.catalogue import Table


@dataclass(frozen=True)
class _Shared:
    """What two downloads of a table have in common, and the column of days that they span."""

    key: tuple[str, ...]
    """One of it in both shows that both tell of the same."""
    names: tuple[str, ...] = ()
    """As identifiers are renewed: half of these in both show it too, but one does not."""
    day: str | None = None


_TABLES: Final = {
    "advertiser": _Shared(("advertiser_id",), ("advertiser_name",)),
    "advertiser_week": _Shared(
        ("advertiser_id", "week_starts_on"), ("advertiser_name", "week_starts_on"), "week_starts_on"
    ),
    "ad_location": _Shared(("country_code", "region")),
    "ad_keyword": _Shared(("reported_on", "election_cycle", "country_code"), day="reported_on"),
}


class Downloads:
    """The sources of a build of which several may be downloads of the same."""

    def __init__(self, staged: StagedRows) -> None:
        self._staged = staged
        self._known: dict[int, Download] = {}
        for number, reading in enumerate(staged.readings, start=1):
            if reading.download is not None:
                self._known[number] = reading.download

    def superseded(self, table: Table, where: str) -> list[str]:
        """Conditions that keep out the rows of a table that a later download tells anew.

        `where` is what rows must meet besides. What is left out is told to its source: as the
        earlier download, or as one of two of which nobody can know which is the later.
        """
        shared = _TABLES.get(table.name)
        if shared is None or len(self._known) < 2:
            return []
        rows = f"(select * from {self._staged.staging.scan(table.name)} where {where})"
        gone: dict[int, str] = {}
        for one, other in self._pairs(rows, shared):
            order = later(self._known[one], self._known[other])
            if order is not None:
                early, late = (other, one) if order[0] else (one, other)
                span, before = self._span(rows, shared, late), gone.get(early, "false")
                self._tell(early, late, order[1], table, rows, f"{span} and not ({before})")
                gone[early] = f"{before} or {span}"
            elif self._differ(rows, table, one, other):
                for mine, theirs in ((one, other), (other, one)):
                    rest = f"not ({gone.get(mine, 'false')})"
                    self._refuse(mine, theirs, table, self._count(rows, mine, rest))
                    gone[mine] = "true"
        return [f"not (source_id = {number} and ({what}))" for number, what in gone.items()]

    def _pairs(self, rows: str, shared: _Shared) -> Iterator[tuple[int, int]]:
        """Sources of one series that tell of the same thing."""
        for one, other in combinations(self._known, 2):
            if self._known[one].series != self._known[other].series:
                continue
            if self._alike(rows, shared.key, one, other) or (
                shared.names and self._alike(rows, shared.names, one, other, half=True)
            ):
                yield one, other

    def _alike(
        self, rows: str, columns: tuple[str, ...], one: int, other: int, *, half: bool = False
    ) -> bool:
        """Whether two sources share any of some things, or half of what the smaller one has."""
        listed = ", ".join(columns)
        things = [
            f"select distinct {listed} from {rows}"
            f" where source_id = {number} and {columns[0]} is not null"
            for number in (one, other)
        ]
        both = f"({things[0]}) intersect ({things[1]})"
        if not half:
            return bool(self._staged.all(f"select 1 from ({both}) limit 1"))
        counts = (f"(select count(*) from ({sql}))" for sql in (both, *things))
        shared, mine, theirs = self._staged.all(f"select {', '.join(counts)}")[0]
        return bool(shared and 2 * shared >= min(mine, theirs))

    def _span(self, rows: str, shared: _Shared, late: int) -> str:
        """The rows that a download tells anew: all, or those of its days."""
        if shared.day is None:
            return "true"
        first, last = self._staged.all(
            f"select min({shared.day}), max({shared.day}) from {rows} where source_id = {late}"
        )[0]
        return f"{shared.day} between date '{first}' and date '{last}'"

    def _differ(self, rows: str, table: Table, one: int, other: int) -> bool:
        """Whether two downloads state different figures of any key; else they are repeats."""
        key = " and ".join(f"mine.{name} is not distinct from theirs.{name}" for name in table.key)
        unlike = " or ".join(
            f"mine.{name} is distinct from theirs.{name}" for name in table.states or ()
        )
        found = self._staged.all(
            f"select 1 from {rows} as mine join {rows} as theirs on {key}"
            f" where mine.source_id = {one} and theirs.source_id = {other} and ({unlike}) limit 1"
        )
        return bool(found)

    def _count(self, rows: str, number: int, condition: str) -> int:
        sql = f"select count(*) from {rows} where source_id = {number} and {condition}"
        return int(self._staged.all(sql)[0][0])

    def _tell(
        self, early: int, late: int, how: str, table: Table, rows: str, condition: str
    ) -> None:
        intake, path = self._staged.reading(early).intake, self._staged.reading(late).intake.path
        count = self._count(rows, early, condition)
        if count:
            intake.rows_written -= count
            intake.skip(
                f"{table.name} rows that {path} tells anew, the later download by {how}", count
            )

    def _refuse(self, mine: int, theirs: int, table: Table, count: int) -> None:
        intake, path = self._staged.reading(mine).intake, self._staged.reading(theirs).intake.path
        intake.rows_written -= count
        intake.refuse(
            "One of two downloads was left out",
            f"{path} tells of the same and says something else, and neither the days in their"
            " names, nor their weeks, nor their archives say which is the later: of neither are"
            f" the {table.name} rows kept ({count:,} here)",
            "put the day of each download into its folder's name, such as 2018-09-08, or keep one",
        )
