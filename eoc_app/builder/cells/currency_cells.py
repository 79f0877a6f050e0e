"""Cells with a currency of their own: money that is none is refused before it is summed."""

from __future__ import annotations

import polars as pl

from eoc_app.builder.sources.intake import Intake
from eoc_app.domain.figures.currency import CURRENCIES


def in_money(frame: pl.DataFrame, cell: str, title: str, intake: Intake) -> pl.DataFrame:
    """The rows whose cell is empty or a currency's code; the others are named under `title`."""
    code = pl.col(cell).str.strip_chars().str.to_uppercase()
    strange = ~code.is_in(sorted(CURRENCIES)) & (code != "")
    refused = frame.filter(strange)
    for line, said in refused.select("source_row", cell).iter_rows():
        intake.refuse(
            "A row was not imported",
            "it is no currency's code",
            "write an ISO 4217 code such as USD",
            row=line,
            column=title,
            value=said,
        )
    return frame.filter(~strange) if refused.height else frame
