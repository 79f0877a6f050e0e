"""Readings of every day of the window, computed for some countries at a time.

What is read of a country rests on its own figures alone. A few countries at once stay in a
processor's reach and out of the scratch files, and a build can be stopped between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

import duckdb

from eoc_app.builder.derive.narrow_table import narrow_table
from eoc_app.builder.expect.daily_figures import Ask, country_groups
from eoc_app.builder.staging.rows import unordered
from eoc_app.snapshot.catalogue import catalogue

_ROWS_AT_ONCE: Final = 160_000
_OF_SOME: Final = """
with signal_day as (
    select * from signal_day where country_code between $first_country and $last_country
)
select * from ({})
"""


def reading_statements(
    ask: Ask, window: tuple[date, date], most_rows: int = _ROWS_AT_ONCE
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Statements with their parameters that together give the rows of reading_day, each once."""
    starts_on, ends_on = window
    sql = _OF_SOME.format(unordered(catalogue().build["reading_day"].sql))
    common = {"window_starts_on": starts_on, "window_ends_on": ends_on, "platforms": []}
    for codes in country_groups(ask, ends_on, most_rows):
        yield sql, {**common, "first_country": codes[0], "last_country": codes[-1]}


def write_readings(
    connection: duckdb.DuckDBPyConnection,
    ask: Ask,
    window: tuple[date, date],
    watch: Callable[[], None],
) -> None:
    """Fill reading_day in its order; `watch` may raise to stop it between countries."""
    connection.execute(narrow_table("staged_reading", catalogue().schema["reading_day"]))
    for sql, parameters in reading_statements(ask, window):
        watch()
        connection.execute(f"insert into staged_reading by name {sql}", parameters)
    watch()
    order = ", ".join(catalogue().schema["reading_day"].order_by)
    connection.execute(f"insert into reading_day select * from staged_reading order by {order}")
    connection.execute("drop table staged_reading")
