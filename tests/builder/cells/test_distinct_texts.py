"""Texts are told apart only where a few of them are said again and again."""

from __future__ import annotations

import polars as pl

from eoc_app.builder.cells.distinct_texts import distinct_texts
from eoc_app.builder.staging.batch_cells import typed
from eoc_app.snapshot.catalogue import ColumnRule


def test_that_texts_said_often_come_once_and_others_as_they_are() -> None:
    often = pl.Series("x", ["a", "b", None] * 1000)
    seldom = pl.Series("x", [str(number) for number in range(3000)])
    assert sorted(distinct_texts(often).drop_nulls()) == ["a", "b"]
    assert distinct_texts(seldom) is seldom


def test_that_one_odd_text_among_many_alike_is_made_clean() -> None:
    rules = {"x": ColumnRule("x", "VARCHAR", False, "")}
    texts = [*["plain"] * 5000, " e\u0301 ", *["plain"] * 5000]
    assert typed(pl.DataFrame({"x": texts}), rules).each["x"][5000] == "\u00e9"
