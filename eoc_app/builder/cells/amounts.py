"""Numbers as files write them; one that may mean another stays text."""

from __future__ import annotations

from typing import Final

import polars as pl

_GROUPED: Final = r"^[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$"
"""Commas between thousands, or between lakhs; a comma before one or two last digits is none."""


def plain(text: pl.Expr) -> pl.Expr:
    """Text without space around it and without commas between thousands.

    `1.234,56` and `12,34` stay as they are: they may be decimal commas, and are no number then.
    """
    bare = text.str.strip_chars()
    return (
        pl.when(bare.str.contains(_GROUPED))
        .then(bare.str.replace_all(",", "", literal=True))
        .otherwise(bare)
    )
