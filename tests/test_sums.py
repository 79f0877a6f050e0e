"""Sums of figures are the same on every Python: from 3.12 on, `sum` of floats rounds otherwise."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
WHOLE = {"count", "height", "rows", "new", "hit", "win", "many"}
"""Names of whole numbers, which add up alike everywhere."""
COUNTING = {"len", "int", "bool", "isinstance", "_columns_of"}
"""Functions that give whole numbers."""
LAYOUT = REPOSITORY / "eoc_app" / "desktop"
"""Pixels are added up there, and no figure is: figures come in views, added up already."""


def is_whole(node: ast.expr) -> bool:
    """Whether an expression can only be a whole number or a truth."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int)
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.BoolOp(values=values):
            return all(map(is_whole, values))
        case ast.Call(func=ast.Name(id=name)):
            return name in COUNTING
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name in WHOLE or name.endswith("_count")
    return False


def added(node: ast.expr) -> bool:
    """Whether what is handed to `sum` is made of whole numbers."""
    match node:
        case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
            return is_whole(element)
        case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="len"), _]):
            return True
    return False


def sums_of_figures(text: str) -> list[int]:
    """Lines on which `sum` adds up what may be floats."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "sum"
        and not added(node.args[0])
    ]


def test_that_no_figure_is_added_up_by_a_sum_that_depends_on_the_python() -> None:
    found = {
        f"{path.relative_to(REPOSITORY)}:{line}"
        for path in sorted((REPOSITORY / "eoc_app").rglob("*.py"))
        if LAYOUT not in path.parents
        for line in sums_of_figures(path.read_text(encoding="utf-8"))
    }
    assert found == set(), "math.fsum is exact; np.sum and SQL are the same everywhere"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("sum(part.points for part in parts)", True),
        ("sum(weights.values())", True),
        ("sum(0.1 for _ in range(10))", True),
        ("sum(1 for row in rows if row)", False),
        ("sum(row.kind == 'stopped' for row in rows)", False),
        ("sum(map(len, tables))", False),
        ("math.fsum(part.points for part in parts)", False),
    ],
)
def test_that_a_sum_of_floats_is_told_from_a_count(text: str, *, seen: bool) -> None:
    assert bool(sums_of_figures(text)) is seen
