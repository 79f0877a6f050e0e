"""What restriction periods of a file are in force when, counted by nothing of the program's."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb


class Count(NamedTuple):
    """Rules in force, and the countries that they are of."""

    rules: int
    countries: frozenset[str]


class Rows:
    """The periods of a file by its own rows."""

    def __init__(self, path: Path, folder: Path) -> None:
        # A copy: the program has the file itself open with settings of its own.
        with duckdb.connect(str(shutil.copy(path, folder)), read_only=True) as connection:
            self.rows = connection.execute(
                "select period_id, country_code, medium, time_zone, territory, version,"
                " known_from_at, coalesce(withdrawn, false), starts_at, ends_at"
                " from restriction_period"
            ).fetchall()
            ((self.first, self.last),) = connection.execute(
                "select window_starts_on, window_ends_on from snapshot"
            ).fetchall()

    def count(
        self, at: datetime, known_at: datetime, country: str | None, medium: str | None
    ) -> Count:
        """What is in force at a moment by what had been announced at another."""
        newest: dict[Any, Any] = {}
        for row in self.rows:
            key, known_from = (row[0], row[3], row[4]), row[6]
            if known_from is not None and known_from.replace(tzinfo=UTC) > known_at:
                continue
            if key not in newest or newest[key][5] < row[5]:
                newest[key] = row
        found = {}
        for (
            period_id,
            code,
            of,
            _zone,
            _place,
            _n,
            _known,
            withdrawn,
            starts,
            ends,
        ) in newest.values():
            if withdrawn or starts is None or starts.replace(tzinfo=UTC) > at:
                continue
            if ends is not None and ends.replace(tzinfo=UTC) <= at:
                continue
            if country in (None, code) and medium in (None, of):
                found[period_id] = code
        return Count(len(found), frozenset(found.values()))
