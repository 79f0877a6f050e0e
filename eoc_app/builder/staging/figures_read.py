"""Which rows of which tables a query reads where it reads the shared view of all figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

Tree = dict[str, Any]
"""A part of a parsed statement, as DuckDB writes it in JSON."""

_TABLE: Final = "table_name"
METRICS: Final = ("metric", "part_metric", "whole_metric")
"""Columns of shared views that hold a figure's metric: a share has one for each of its sides."""
_KEPT: Final = frozenset({"scope", "country_code", "platform"})
"""Columns of a figure that every shared view over all figures passes on as they are."""


def figures_read(
    conditions: Sequence[Tree], tables: Sequence[str]
) -> Iterator[tuple[str, tuple[Tree, ...]]]:
    """Tables of figures that a query reads under some conditions, with those that rows must meet.

    Each condition is about one column or more of the shared view, and stands without its alias.
    What cannot be said of the tables themselves is left out: then more rows count as read.
    """
    by_column: dict[str, list[Tree]] = {}
    for condition in conditions:
        columns = set(_columns(condition))
        if len(columns) == 1:
            by_column.setdefault(columns.pop(), []).append(condition)
    named = [_constant(one) for one in by_column.get(_TABLE, [])]
    read = [name for name in tables if all(one in (None, name) for one in named)]
    kept = [one for name in sorted(_KEPT & by_column.keys()) for one in by_column[name]]
    sides: list[str] = [name for name in METRICS if name in by_column]
    for table in read:
        for side in sides or [""]:
            metrics = [_of_metric(one) for one in by_column.get(side, [])]
            yield table, (*kept, *metrics)


def _columns(tree: object) -> Iterator[str]:
    """The columns that a condition names."""
    if isinstance(tree, dict):
        if "column_names" in tree:
            yield tree["column_names"][-1]
        for inner in tree.values():
            yield from _columns(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _columns(inner)


def _constant(condition: Tree) -> str | None:
    """The text that a column must be equal to; None where the condition says something else."""
    sides = [condition.get("left"), condition.get("right")]
    if condition.get("type") != "COMPARE_EQUAL" or not all(isinstance(one, dict) for one in sides):
        return None
    texts = [one["literal"]["text"] for one in sides if one and one.get("class") == "CONSTANT"]
    return str(texts[0]) if len(texts) == 1 else None


def _of_metric(tree: Any) -> Any:
    """The same condition on the column `metric` of the table."""
    if isinstance(tree, dict):
        made = {name: _of_metric(inner) for name, inner in tree.items()}
        if "column_names" in made:
            made["column_names"] = ["metric"]
        return made
    return [_of_metric(inner) for inner in tree] if isinstance(tree, list) else tree
