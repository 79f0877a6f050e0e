"""Identifiers of pages as files write them."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from eoc_app.builder.sources import bulk
from eoc_app.builder.sources.intake import Intake

_AS_NUMBER: Final = r"(?i)^\s*[+-]?\d+(?:[.,]\d*)?e[+-]?\d+\s*$|^\s*[+-]?\d+[.,]\d*\s*$"
"""An identifier that went through a number of 15 digits, so that its last ones are lost."""


def without_lost_digits(frame: pl.DataFrame, column: str, intake: Intake) -> pl.DataFrame:
    """The rows but those whose page identifier is none, or is written as `1.23E+17`: told."""
    cells = frame[column]
    odd = cells.cast(pl.UInt64, strict=False).is_null()
    if not odd.any():
        return frame
    odd &= ~cells.str.contains(r"^\s*\d*\s*$")
    for line, value in frame.filter(odd).select(bulk.LINE, column).iter_rows():
        why, remedy = (
            "no page has that identifier: it is a total, a note or damaged",
            "leave it out",
        )
        if re.fullmatch(_AS_NUMBER, value):
            why = (
                "a spreadsheet turned the page's identifier into a number and lost its last digits"
            )
            remedy = "take the file as it was downloaded, or import that column as text"
        intake.refuse(
            "A row was not imported", why, remedy, row=line, column="page_id", value=value
        )
    return frame.filter(~odd)
