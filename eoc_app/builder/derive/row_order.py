"""Rows in memory, put in a table's order."""

from __future__ import annotations

from typing import Final

import polars as pl

_DIGITS: Final = 18
"""The most for which `_as_number` stays below 2**64."""


def in_order(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """The rows by these columns, text by its bytes, nulls last; equal rows stay as they came."""
    if not columns:
        return rows
    if len(columns) == 1 and rows.schema[columns[0]] == pl.String:
        key = _as_number(rows[columns[0]])
        if key is not None:
            return rows[_places(key)]
    return rows.sort(columns, nulls_last=True, maintain_order=True)


def _places(key: pl.Series) -> pl.Series:
    place = pl.arg_sort_by(key.name, maintain_order=True)
    return key.to_frame().select(place).to_series()


def _as_number(text: pl.Series) -> pl.Series | None:
    """Numbers in the order of texts that are all digits, which sort faster; None for others.

    Digits are filled up on the right to one length, as texts compare from the left; of texts that
    are then alike the shorter comes first.
    """
    length = text.str.len_bytes()
    if text.null_count() or (length > _DIGITS).any() or text.str.contains("[^0-9]|^$").any():
        return None
    frame = pl.DataFrame({"number": text.cast(pl.UInt64), "length": length})
    fill = pl.lit(10, pl.UInt64).pow(_DIGITS - pl.col("length"))
    return frame.select(
        (pl.col("number") * fill * _DIGITS + pl.col("length") - 1).cast(pl.UInt64)
    ).to_series()
