"""Rows that are put in order later are computed without an order, and are the same rows."""

from __future__ import annotations

import re

import duckdb
import pytest

from eoc_app.builder.derive.narrow_table import narrow_table
from eoc_app.builder.staging.rows import bare, unordered
from eoc_app.snapshot.catalogue import catalogue


@pytest.mark.parametrize("name", ["reading_day", *catalogue().signal_queries])
def test_that_only_the_last_order_of_a_query_is_left_out(name: str) -> None:
    query = (catalogue().build | catalogue().signal_queries)[name]
    rest = bare(query.sql).removeprefix(unordered(query.sql))
    assert re.fullmatch(r"\s*order by [\w., ]+\s*", rest)


def test_that_an_order_within_a_statement_stays() -> None:
    ranked = "select row_number() over (\norder by day) as place from facts"
    assert unordered(ranked) == bare(ranked)


@pytest.mark.parametrize("table", ["signal_day", "reading_day"])
def test_that_known_words_are_narrow_and_sort_as_their_texts_do(table: str) -> None:
    columns = catalogue().schema[table].columns
    connection = duckdb.connect()
    connection.execute(narrow_table("narrow", catalogue().schema[table]))
    kinds = dict(
        connection.execute(
            "select column_name, data_type from duckdb_columns() where table_name = 'narrow'"
        ).fetchall()
    )
    assert set(kinds) == set(columns)
    for name in ("signal", "country_code", "cell", "provenance"):
        words = re.findall(r"'(\w+)'", kinds[name])
        assert len(words) > 2
        assert words == sorted(words)
