"""The texts of a column once each, so that what is said in every row is looked at once."""

from __future__ import annotations

from typing import Final

import polars as pl

_SAMPLE: Final = 1024
_ALIKE: Final = 4
"""Cells of the sample for each text from which on telling them apart pays."""


def distinct_texts(cells: pl.Series) -> pl.Series:
    """Every text once where a sample says that few are repeated often; else the column itself."""
    sample = cells.head(_SAMPLE)
    if sample.len() < _SAMPLE or sample.n_unique() * _ALIKE > _SAMPLE:
        return cells
    return cells.unique()
