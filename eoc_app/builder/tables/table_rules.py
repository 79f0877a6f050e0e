"""What a row of the format must hold, said once: build refuses by it, and verify finds by it.

Every rule is told twice side by side, for batches of a build and for the tables of a snapshot, so
that nothing can be refused that is not also found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import polars as pl

from eoc_app.builder.tables.precomputed_table import PRECOMPUTED, precomputed_rules
from eoc_app.builder.tables.sql_literal import literal
from eoc_app.builder.tables.table_rule import TableRule
from eoc_app.core.column import MOST, YEARS
from eoc_app.core.country import countries
from eoc_app.domain.dates.civil_time import zone_names
from eoc_app.domain.figures.currency import CURRENCIES
from eoc_app.snapshot.catalogue import ColumnRule, Table

CONTROLS: Final = r"\x00-\x08\x0B\x0C\x0E-\x1F\x7F"
"""Characters that steer a terminal and say nothing; ends of lines and tabs are none of them."""
_FIGURES: Final = ("value", "lower", "upper")
_NUMBERS: Final = frozenset({"INTEGER", "BIGINT", "DOUBLE"})
_DATED: Final = frozenset({"DATE", "TIMESTAMP"})
_ENDS: Final = (
    ("starts_on", "ends_on", "it ends before it starts"),
    ("started_on", "ended_on", "it ends before it starts"),
    ("starts_at", "ends_at", "it ends before it starts"),
    ("starts_local", "ends_local", "it ends before it starts"),
    ("lower", "upper", "the upper bound is below the lower"),
    ("deaths_lower", "deaths_upper", "the high estimate is below the low one"),
)
_PAGE_ID: Final = r"^[0-9]{1,20}$"


_KNOWN: Final[dict[str, tuple[TableRule, ...]]] = {}


def table_rules(table: Table) -> tuple[TableRule, ...]:
    """Every rule of a table that one row alone can break, in the order of its columns."""
    if not table.digest:
        return tuple(_rules(table))  # of no file, so that nothing tells it from another
    if table.digest not in _KNOWN:
        _KNOWN[table.digest] = tuple(_rules(table))
    return _KNOWN[table.digest]


def _rules(table: Table) -> Iterator[TableRule]:
    for name, rule in table.columns.items():
        yield from _cell_rules(table, name, rule)
        yield from _span_rules(table, name)
    yield from _figure_rules(table, set(table.columns))
    if table.name == PRECOMPUTED:
        yield from precomputed_rules()


def _cell_rules(table: Table, name: str, rule: ColumnRule) -> Iterator[TableRule]:
    cell = pl.col(name)
    if rule.required:
        yield TableRule(
            "empty", name, "the cell is empty", rule.meaning, cell.is_null(), f"{name} is null"
        )
    if name in table.values:
        words = ", ".join(table.values[name])
        why, wanted = f"it is none of {words}", f"one of {words}"
        yield _one_of("word", name, why, wanted, table.values[name])
    if rule.kind == "VARCHAR":
        yield from _text_rules(table, name)
    if rule.kind in _DATED:
        first, last = YEARS.start, YEARS.stop - 1
        outside = ~cell.is_between(pl.date(first, 1, 1), pl.date(YEARS.stop, 1, 1), closed="left")
        yield TableRule(
            "year", name, f"it lies outside the years {first} to {last}",
            f"a day of the years {first} to {last}", outside,
            f"{name} < date '{first}-01-01' or {name} >= date '{YEARS.stop}-01-01'",
        )  # fmt: skip
    if rule.kind in _NUMBERS:
        yield from _number_rules(table, name, rule)


def no_plain_text(column: str) -> str:
    """In SQL, whether a text holds control characters or bytes that are no UTF-8."""
    return (
        f"{column} is not null and (regexp_matches({column}, '[{CONTROLS}]')"
        f" or try(decode(encode({column}))) is null)"
    )


def _text_rules(table: Table, name: str) -> Iterator[TableRule]:
    cell = pl.col(name)
    yield TableRule(
        "text", name, "it is no plain text in UTF-8", "text without control characters",
        cell.str.contains(f"[{CONTROLS}]"),
        no_plain_text(name),
        mended=True,
    )  # fmt: skip
    yield TableRule(
        "blank", name, "it is a text without a letter", "a text, or nothing at all",
        cell == "", f"{name} = ''", mended=True,
    )  # fmt: skip
    if name == "country_code":
        codes = [country.alpha2 for country in countries()]
        yield _one_of("country", name, "it is no country's code", "an ISO 3166 alpha-2 code", codes)
    if name == "time_zone":
        yield _one_of(
            "zone", name, "it is no IANA time zone", "a name such as Europe/Paris",
            sorted(zone_names()),
        )  # fmt: skip
    if name == "currency":
        yield _one_of(
            "currency", name, "it is no currency's code", "an ISO 4217 code such as USD",
            sorted(CURRENCIES),
        )  # fmt: skip
    if name == "unit" and table.kind == "measure":
        # A unit in three capitals can only be meant as a currency.
        known = ", ".join(map(literal, sorted(CURRENCIES)))
        yield TableRule(
            "currency", name, "it is no currency's code", "an ISO 4217 code such as USD",
            ~cell.str.extract("^([A-Z]{3})$").is_in(sorted(CURRENCIES)),
            f"regexp_matches({name}, '^[A-Z]{{3}}$') and {name} not in ({known})",
        )  # fmt: skip
    if name == "page_id" and table.kind != "built":
        yield TableRule(
            "page", name, "it is no number, as in a row of totals", "the number of a page",
            ~cell.str.contains(_PAGE_ID), f"not regexp_matches({name}, '{_PAGE_ID}')",
        )  # fmt: skip


def _number_rules(table: Table, name: str, rule: ColumnRule) -> Iterator[TableRule]:
    cell = pl.col(name)
    below, below_sql = cell < 0, f"{name} < 0"
    if name in _FIGURES and "unit" in table.columns:
        # A difference of shares is the only figure that has a direction.
        below &= pl.col("unit").ne_missing("percentage_points")
        below_sql += " and unit is distinct from 'percentage_points'"
    yield TableRule("negative", name, "it is below 0", "a number from 0 on", below, below_sql)
    if rule.kind != "DOUBLE":
        return
    yield TableRule(
        "endless", name, "it is larger than any count or amount can be", "a number below 9e15",
        ~cell.is_finite() | (cell > MOST), f"not isfinite({name}) or {name} > {MOST!r}",
    )  # fmt: skip
    if name in _FIGURES and "unit" in table.columns:
        yield TableRule(
            "share", name, "a share is above 1", "a fraction: 0.962 for 96.2 %",
            (pl.col("unit") == "share") & (cell > 1), f"unit = 'share' and {name} > 1",
        )  # fmt: skip


def _one_of(kind: str, name: str, why: str, wanted: str, words: Iterable[str]) -> TableRule:
    known = list(words)
    listed = ", ".join(map(literal, known))
    return TableRule(
        kind, name, why, wanted, ~pl.col(name).is_in(known), f"{name} not in ({listed})",
        words=frozenset(known),
    )  # fmt: skip


def _span_rules(table: Table, name: str) -> Iterator[TableRule]:
    for first, last, why in _ENDS:
        other = name.removesuffix(first) + last
        if name.endswith(first) and other in table.columns:
            yield TableRule(
                "order", other, why, f"a value from {name} on",
                pl.col(other) < pl.col(name), f"{other} < {name}",
            )  # fmt: skip


def _figure_rules(table: Table, names: set[str]) -> Iterator[TableRule]:
    value, lower, upper = (pl.col(name) for name in _FIGURES)
    if set(_FIGURES) <= names and table.kind != "built":
        yield TableRule(
            "bounds", "value", "it lies outside its own bounds", "a value between them",
            (value < lower) | (value > upper), "value < lower or value > upper",
        )  # fmt: skip
    if {"scope", "country_code"} <= names:
        national, named = pl.col("scope") == "country", pl.col("country_code").is_not_null()
        yield TableRule(
            "scope", "scope", "a country is named if, and only if, the scope is country",
            "country with a code, or eu or world without", national != named,
            "(scope = 'country') <> (country_code is not null)",
        )  # fmt: skip
    if {"cell", *_FIGURES} <= names and table.kind != "built":
        nothing = value.is_null() & lower.is_null() & upper.is_null()
        yield TableRule(
            "silent", "value", "an observed cell has neither a value nor a bound",
            "the figure, or suppressed or below_threshold as its cell",
            nothing & (pl.col("cell") == "observed"),
            "cell = 'observed' and coalesce(value, lower, upper) is null",
        )  # fmt: skip
    if {"scale_worst", "scale_best", "value"} <= names:
        worst, best = pl.col("scale_worst"), pl.col("scale_best")
        yield TableRule(
            "scale", "value", "it lies outside the scale of the rating",
            "a value between scale_worst and scale_best",
            ~value.is_between(pl.min_horizontal(worst, best), pl.max_horizontal(worst, best)),
            "value < least(scale_worst, scale_best) or value > greatest(scale_worst, scale_best)",
        )  # fmt: skip
        yield TableRule(
            "unrated", "value", "a value is given if, and only if, the cell is observed",
            "a value, or not_rated as the cell",
            (pl.col("cell") == "observed") != value.is_not_null(),
            "(cell = 'observed') <> (value is not null)",
        )  # fmt: skip
    if {"cell", "value"} <= names:
        yield TableRule(
            "withheld", "value", "a withheld cell carries a value", "no value",
            pl.col("cell").is_in(["suppressed", "below_threshold"]) & value.is_not_null(),
            "cell in ('suppressed', 'below_threshold') and value is not null",
        )  # fmt: skip
    for edge in ("starts", "ends"):
        if {f"{edge}_local", f"{edge}_at"} <= names:
            yield TableRule(
                "unplaced",
                f"{edge}_local",
                "it is no moment in the row's time zone",
                "a time and its zone",
                pl.col(f"{edge}_local").is_not_null() & pl.col(f"{edge}_at").is_null(),
                f"{edge}_local is not null and {edge}_at is null",
            )  # fmt: skip
