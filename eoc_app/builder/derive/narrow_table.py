"""Temporary tables of computed rows that take little memory until they are put in order."""

from __future__ import annotations

from functools import cache

from eoc_app.builder.tables.listed_words import listed_words
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.core.country import countries
from eoc_app.snapshot.catalogue import Table, catalogue


def narrow_table(name: str, table: Table) -> str:
    """The statement that creates a temporary table with the columns of a built table.

    Known words take a byte or two in it, not sixteen, and sort as their texts do.
    """
    columns = ", ".join(
        f"{column} {_words().get(column, rule.kind)}" for column, rule in table.columns.items()
    )
    return f"create temp table {name} ({columns})"


@cache
def _words() -> dict[str, str]:
    """The type of each column whose words are known beforehand."""
    words = listed_words() | {
        "signal": tuple(sorted(catalogue().signal_queries)),
        "country_code": tuple(sorted({country.alpha2 for country in countries()})),
    }
    return {
        column: f"enum({', '.join(literal(word) for word in listed)})"
        for column, listed in words.items()
    }
