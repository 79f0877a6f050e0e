"""Whether rows that are stored are those that are computed again, told by the sums of their hashes.

Two sets of rows of any order are the same where their numbers and the sums of their rows' hashes
are. Every hash is mixed with a number drawn for this run, which nobody who made a file can know.
Rows that differ in a last digit are not the same here: then they are compared one by one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Snapshot


class Digest(NamedTuple):
    """How many rows there are, and the sum of their hashes."""

    rows: int
    total: int

    def plus(self, other: Digest) -> Digest:
        """The digest of the rows of both."""
        return Digest(self.rows + other.rows, self.total + other.total)


NO_ROWS = Digest(0, 0)


class RowDigests:
    """Digests of rows of one snapshot, comparable with one another and with no others."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._salts = secrets.randbits(63), secrets.randbits(63)

    @cached_property
    def signals(self) -> dict[str, Digest]:
        """What signal_day holds of each signal, without the column of its name."""
        columns = self.signal_columns
        found = self._snapshot.ask(
            f"select signal, {self._sums(columns)} from signal_day group by signal", None
        ).fetchall()
        return {signal: Digest(rows, int(total)) for signal, rows, total in found}

    @property
    def signal_columns(self) -> list[str]:
        """The columns that a query of a signal gives."""
        columns = self._snapshot.catalogue.schema["signal_day"].columns
        return [name for name in columns if name != "signal"]

    def of(self, rows: str, columns: Sequence[str], reads: Sequence[Query] = ()) -> Digest:
        """The digest of columns of a table or of a statement in brackets; `reads` are its views."""
        return self.of_all([(f"from {rows}", None)], columns, reads)

    def of_all(
        self,
        statements: Iterable[tuple[str, dict[str, Any] | None]],
        columns: Sequence[str],
        reads: Sequence[Query] = (),
    ) -> Digest:
        """The digest of the rows that statements with their parameters give together."""
        whole = NO_ROWS
        for sql, parameters in statements:
            asked = f"select {self._sums(columns)} from ({sql})"
            rows, total = self._snapshot.compute(asked, reads, parameters)[0]
            whole = whole.plus(Digest(rows, int(total)))
        return whole

    def _sums(self, columns: Sequence[str]) -> str:
        before, after = self._salts
        hashed = f"hash({before}, {', '.join(columns)}, {after})"
        return f"count(*), coalesce(sum({hashed}::hugeint), 0)"
