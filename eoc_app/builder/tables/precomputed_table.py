"""Signals that were computed elsewhere, as a table of rows that a source hands in.

Each row says of its signal what a snapshot would say, and by which query and in which unit it was
computed. The table is no part of the format: its rows become rows of `signal_day`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

import polars as pl

from eoc_app.builder.tables.listed_words import listed_words
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.builder.tables.table_rule import TableRule
from eoc_app.snapshot.catalogue import ColumnRule, Table, catalogue

PRECOMPUTED: Final = "precomputed_signal"
CALENDARS: Final = ("election", "restriction")
"""Families of signals that are counted from calendars, which speak of days to come."""
KEY: Final = ("signal", "scope", "country_code", "day", "period_days", "platform")
FIGURES: Final = (
    "numerator", "numerator_lower", "numerator_upper",
    "denominator", "denominator_lower", "denominator_upper",
)  # fmt: skip


@cache
def precomputed_table() -> Table:
    """The columns of `signal_day`, with the row, the query's digest and the unit."""
    built = catalogue().schema["signal_day"]
    own = (
        ColumnRule("source_row", "BIGINT", required=False, meaning="row in the file"),
        ColumnRule(
            "query_digest", "VARCHAR", required=True,
            meaning="digest of the signal's query, as the table signal states it",
        ),
        ColumnRule("unit", "VARCHAR", required=True, meaning="unit of the signal's values"),
    )  # fmt: skip
    return replace(
        built,
        name=PRECOMPUTED,
        title="Precomputed signals",
        key=KEY,
        states=(*FIGURES, "cell", "provenance", "row_count"),
        columns={**built.columns, **{rule.name: rule for rule in own}},
        values={**listed_words(), "signal": tuple(catalogue().signal_queries)},
        digest=f"{built.digest}, precomputed",
    )


def precomputed_rules() -> Iterator[TableRule]:
    """What rows must hold beside the rules of their columns."""
    known = catalogue()
    queries = known.signal_queries
    units = [(name, signal.unit) for name, signal in known.signals.items()]
    digests = [
        (name, digest)
        for name, query in queries.items()
        for digest in (query.digest, *sorted(known.earlier.get(name, ())))
    ]
    yield _paired("unit", units, "it is not the unit of the signal")
    yield _paired("query_digest", digests, "it was computed by another query than this program has")
    yield from figure_rules()


def _paired(column: str, pairs: list[tuple[str, str]], why: str) -> TableRule:
    """Which words may stand beside each signal."""
    listed = pl.DataFrame(pairs, schema=["signal", column], orient="row")
    both = pl.struct("signal", column)
    allowed = ", ".join(f"({literal(name)}, {literal(word)})" for name, word in pairs)
    return TableRule(
        "paired", column, why,
        f"what the table signal states as {column}: docs/scale.md says how to write it",
        ~both.is_in(listed.to_struct("pairs").implode()),
        f"(signal, {column}) not in ({allowed})",
    )  # fmt: skip


def figure_rules() -> Iterator[TableRule]:
    """What figures of `signal_day` hold, whoever computed them."""
    for name in ("numerator", "denominator"):
        low, high = f"{name}_lower", f"{name}_upper"
        bounds = ((low, name), (name, high), (low, high))
        for smaller, larger in bounds:
            yield TableRule(
                "bounds", larger, f"it is below {smaller}", "bounds around the value",
                pl.col(larger) < pl.col(smaller), f"{larger} < {smaller}",
            )  # fmt: skip
        for column in (low, name, high):
            yield TableRule(
                "negative", column, "it is below nothing", "a number from 0 on",
                pl.col(column) < 0, f"{column} < 0",
            )  # fmt: skip
    for column in ("period_days", "row_count"):
        yield TableRule(
            "count", column, "it is below 1", "a number from 1 on",
            pl.col(column) < 1, f"{column} < 1",
        )  # fmt: skip
    without = [
        name for name, signal in catalogue().signals.items() if signal.form in ("count", "money")
    ]
    denominators = FIGURES[3:]
    some = pl.any_horizontal(pl.col(name).is_not_null() for name in denominators)
    yield TableRule(
        "ratio", "denominator", "a count has no denominator", "no denominator",
        pl.col("signal").is_in(without) & some,
        f"signal in ({', '.join(map(literal, without))})"
        f" and coalesce({', '.join(denominators)}) is not null",
    )  # fmt: skip
    figures = FIGURES[:3]
    none = pl.all_horizontal(pl.col(name).is_null() for name in figures)
    yield TableRule(
        "silent", "numerator", "an observed cell has neither a value nor a bound",
        "the figure, or suppressed or below_threshold as its cell",
        (pl.col("cell") == "observed") & none,
        f"cell = 'observed' and coalesce({', '.join(figures)}) is null",
    )  # fmt: skip
    yield TableRule(
        "withheld", "numerator", "a withheld cell carries a value", "no value",
        (pl.col("cell") != "observed") & pl.col("numerator").is_not_null(),
        "cell <> 'observed' and numerator is not null",
    )  # fmt: skip
