"""One thing that a row of the format must hold."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class TableRule:
    """A column that may break a rule: why, what is wanted, and which rows do."""

    kind: str
    """One word for rules of the same kind, in whatever table."""
    column: str
    why: str
    wanted: str
    rows: pl.Expr
    """Over the columns of a batch: true where a row breaks the rule; null is no breach."""
    sql: str
    """The same over the columns of a table."""
    words: frozenset[str] | None = None
    """The words that alone may stand in the column, where the rule is about these."""
    mended: bool = False
    """Whether build takes such a cell and makes it clean, so that its rows need no look."""
