"""Identifiers of pages as files write them."""

from __future__ import annotations

from typing import Final

import polars as pl

from eoc_app.sources import bulk
from eoc_app.sources.intake import Intake

_AS_NUMBER: Final = r"(?i)^\s*[+-]?\d+(?:[.,]\d*)?e[+-]?\d+\s*$|^\s*[+-]?\d+[.,]\d*\s*$"
"""An identifier that went through a number of 15 digits, so that its last ones are lost."""


def without_lost_digits(frame: pl.DataFrame, column: str, intake: Intake) -> pl.DataFrame:
    """The rows but those whose page identifier is written as `1.23E+17` or `123.0`: told."""
    lost = pl.col(column).str.contains(_AS_NUMBER).fill_null(value=False)
    bad = frame.filter(lost).select(bulk.LINE, column)
    if bad.height == 0:
        return frame
    for line, value in bad.iter_rows():
        intake.refuse(
            "A row was not imported",
            "a spreadsheet turned the page's identifier into a number and lost its last digits",
            "take the file as it was downloaded, or import that column as text",
            row=line,
            column="page_id",
            value=value,
        )
    return frame.filter(~lost)
