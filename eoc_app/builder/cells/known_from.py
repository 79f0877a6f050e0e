"""From which day a fact was publicly known: as its source states it, or as its usual delay says."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

KNOWN_FROM: Final = frozenset({"known_from_on", "known_from"})
"""Columns that an export may leave out or leave empty; see `filled`."""
_DAYS: Final = ("period_ends_on", "ended_on", "attempted_on", "started_on")
_YEARS: Final = ("edition", "list_year")
"""Columns that say what a row speaks of, the first that is filled; of a year, its last day."""


def assumed(speaks_until_on: date, lag_days: int) -> dict[str, Any]:
    """The columns of a fact whose source states no day: the usual delay after what it says."""
    return {"known_from_on": speaks_until_on + timedelta(days=lag_days), "known_from": "assumed"}


def stated(known_on: date) -> dict[str, Any]:
    """The columns of a fact whose source states the day on which it was published."""
    return {"known_from_on": known_on, "known_from": "stated"}


def filled(frame: pl.DataFrame, columns: Collection[str]) -> pl.DataFrame:
    """Rows of an export with the day from which they were known.

    A day that the export gives is stated. Where it gives none, an organisation's own signal is
    assumed to be known when what it speaks of is over.
    """
    if not set(columns) >= KNOWN_FROM:
        return frame
    texts = {name: pl.col(name).cast(pl.String) for name in frame.columns}
    days = [texts[name].str.slice(0, 10) for name in _DAYS if name in texts]
    years = [texts[name] + "-12-31" for name in _YEARS if name in texts]
    given = texts.get("known_from_on", pl.lit(None, pl.String))
    usual = pl.coalesce(*days, *years) if days or years else pl.lit(None, pl.String)
    word = pl.when(given.is_null()).then(pl.lit("assumed")).otherwise(pl.lit("stated"))
    return frame.with_columns(
        given.fill_null(usual).alias("known_from_on"),
        texts.get("known_from", pl.lit(None, pl.String)).fill_null(word).alias("known_from"),
    )
