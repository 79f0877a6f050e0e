"""Holds every batch to its table's contract: what does not fit is named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from eoc_app.builder.cells import DTYPES, in_words, typed
from eoc_app.catalogue import ColumnRule, Table
from eoc_app.domain import civil_time
from eoc_app.domain.country import countries
from eoc_app.domain.currency import CURRENCIES
from eoc_app.problem import Problem
from eoc_app.sources.intake import Intake

_Rule = tuple[str, str, str, pl.Expr]

_CALENDAR: Final = frozenset({"DATE", "TIMESTAMP"})
_YEARS: Final = (1700, 2200)
"""Of all that is imported; what lies outside was misread, or stands for no day at all."""
_LARGEST: Final = 2**53
"""Up to which every whole number can be told from the next one."""
_FIGURES: Final = frozenset({"value", "lower", "upper"})
NAMED_PROBLEMS: Final = 1000
"""Problems of one source that are named one by one; the rest is counted."""


class Guard:
    """Checks the batches of one source and keeps the count of what it refused."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.unnamed = 0

    def hold(self, table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, Any]]:
        """The rows that fit, typed, with every column of the table but `source_id`.

        Columns that never change are not in the frame: their values are the second result.

        Raises:
            ValueError: the batch has a column that the table has not, which is an importer's bug.
            TypeError: a column has a type that loses information, which is one too.
        """
        wanted = {name: rule for name, rule in table.columns.items() if name != "source_id"}
        unknown = sorted(set(frame.columns) - set(wanted))
        if unknown:
            raise ValueError(f"batch for {table.name} has unknown columns {unknown}")
        if frame.height == 0:
            return pl.DataFrame(schema={n: DTYPES[r.kind] for n, r in wanted.items()}), {}
        batch = typed(frame, wanted)
        common = batch.once.row(0, named=True) if batch.once.width else {}
        whole = batch.each.with_columns(
            pl.lit(value, DTYPES[wanted[name].kind]).alias(name) for name, value in common.items()
        )
        faults = [
            _Fault(
                name, f"it is no {in_words(wanted[name].kind)}", in_words(wanted[name].kind), bad
            )
            for name, bad in batch.unread.items()
        ]
        faults.extend(_broken(table, whole, batch.once))
        if not faults:
            return batch.each, common
        return batch.each.filter(~self._dropped(frame, whole, faults)), common

    def _dropped(self, frame: pl.DataFrame, whole: pl.DataFrame, faults: list[_Fault]) -> pl.Series:
        """Which rows have a fault; each is told once, by its first."""
        dropped = pl.repeat(False, whole.height, eager=True)
        before = len(self._intake.problems)
        for fault in faults:
            bad = fault.rows
            if bad.len() != whole.height:
                bad = pl.repeat(bad[0], whole.height, eager=True)
            self._tell(frame, whole, fault, (bad & ~dropped).arg_true())
            dropped = dropped | bad
        fresh = self._intake.problems[before:]
        self._intake.problems[before:] = sorted(fresh, key=lambda problem: problem.place.row or 0)
        return dropped

    def _tell(
        self, frame: pl.DataFrame, whole: pl.DataFrame, fault: _Fault, rows: pl.Series
    ) -> None:
        room = max(0, NAMED_PROBLEMS - len(self._intake.problems))
        self.unnamed += max(0, rows.len() - room)
        stated = frame if fault.column in frame.columns else whole
        named = rows.head(room)
        # As text: a day of the year -1 is none in Python.
        cells = stated[fault.column].gather(named).cast(pl.String)
        for index, cell in zip(named, cells, strict=True):
            self._intake.problems.append(
                Problem(
                    "A row was not imported",
                    fault.why,
                    f"give {fault.wanted} there, or leave the row out",
                    file=self._intake.path,
                    row=whole["source_row"][index],
                    column=fault.column,
                    value=cell,
                )
            )


@dataclass(frozen=True)
class _Fault:
    """A column that breaks a rule: why, what is wanted, and which rows (one value for all)."""

    column: str
    why: str
    wanted: str
    rows: pl.Series


def _broken(table: Table, whole: pl.DataFrame, once: pl.DataFrame) -> Iterator[_Fault]:
    """The rules of the table that a batch breaks; unchanging columns are looked at once."""
    rules = list(_rules(table))
    known = set(once.columns)
    for frame, part in (
        (once, [rule for rule in rules if set(rule[3].meta.root_names()) <= known]),
        (whole, [rule for rule in rules if not set(rule[3].meta.root_names()) <= known]),
    ):
        if not part:
            continue
        rows = frame.select(
            rule.fill_null(value=False).alias(str(place)) for place, (*_, rule) in enumerate(part)
        )
        for place, (column, why, wanted, _) in enumerate(part):
            if rows[str(place)].any():
                yield _Fault(column, why, wanted, rows[str(place)])


def _rules(table: Table) -> Iterator[_Rule]:
    """Every rule of a table: column, why a row breaks it, what is wanted, which rows do."""
    for name, rule in table.columns.items():
        if name != "source_id":
            yield from _cell_rules(table, name, rule)
            yield from _span_rules(table, name)
    yield from _moment_rules(set(table.columns))
    yield from _figure_rules(set(table.columns))


def _cell_rules(table: Table, name: str, rule: ColumnRule) -> Iterator[_Rule]:
    cell = pl.col(name)
    if rule.required:
        yield name, "the cell is empty", rule.meaning, cell.is_null()
    if name in table.values:
        words = ", ".join(table.values[name])
        unknown = ~cell.is_in(list(table.values[name]))
        yield name, f"it is none of {words}", f"one of {words}", unknown
    if name == "country_code":
        codes = [country.alpha2 for country in countries()]
        yield name, "it is no country's code", "an ISO 3166 alpha-2 code", ~cell.is_in(codes)
    if name == "time_zone":
        unknown = ~cell.is_in(sorted(civil_time.zone_names()))
        yield name, "it is no IANA time zone", "a name such as Europe/Paris", unknown
    if rule.kind in _CALENDAR:
        first, last = _YEARS
        outside = ~cell.is_between(pl.date(first, 1, 1), pl.date(last, 12, 31))
        why = f"it lies outside the years {first} to {last}"
        yield name, why, f"a day of the years {first} to {last}", outside
    if name == "currency" or (name == "unit" and rule.kind == "VARCHAR"):
        # A unit in three capitals can only be meant as a currency.
        code = cell if name == "currency" else cell.str.extract("^([A-Z]{3})$")
        no_code = ~code.is_in(sorted(CURRENCIES))
        yield name, "it is no currency's code", "an ISO 4217 code such as USD", no_code
    if DTYPES[rule.kind].is_numeric():
        below = cell < 0
        if name in _FIGURES and "unit" in table.columns:
            # A difference of shares is the only figure that has a direction.
            below &= pl.col("unit").ne_missing("percentage_points")
        yield name, "it is below 0", "a number from 0 on", below
        if rule.kind == "DOUBLE":
            why = "it is larger than any count or amount can be"
            yield name, why, "a number below 9e15", cell > _LARGEST


def _span_rules(table: Table, name: str) -> Iterator[_Rule]:
    for first, last, why in (
        ("starts_on", "ends_on", "it ends before it starts"),
        ("starts_at", "ends_at", "it ends before it starts"),
        ("lower", "upper", "the upper bound is below the lower"),
    ):
        other = name.removesuffix(first) + last
        if name.endswith(first) and other in table.columns:
            yield other, why, f"a value from {name} on", pl.col(other) < pl.col(name)


def _moment_rules(names: set[str]) -> Iterator[_Rule]:
    """A local time means nothing until it is a moment."""
    for local, at in (("starts_local", "starts_at"), ("ends_local", "ends_at")):
        if {local, at} <= names:
            lost = pl.col(local).is_not_null() & pl.col(at).is_null()
            yield local, "it is no moment in the row's time zone", "a time and its zone", lost


def _figure_rules(names: set[str]) -> Iterator[_Rule]:
    value = pl.col("value")
    if {"value", "lower", "upper"} <= names:
        outside = (value < pl.col("lower")) | (value > pl.col("upper"))
        yield "value", "it lies outside its own bounds", "a value between them", outside
    if {"scope", "country_code"} <= names:
        national = pl.col("scope") == "country"
        named = pl.col("country_code").is_not_null()
        why = "a country is named if, and only if, the scope is country"
        yield "scope", why, "country with a code, or eu or world without", national != named
    if {"cell", *_FIGURES} <= names:
        nothing = value.is_null() & pl.col("lower").is_null() & pl.col("upper").is_null()
        silent = nothing & (pl.col("cell") == "observed")
        why = "an observed cell has neither a value nor a bound"
        yield "value", why, "the figure, or suppressed or below_threshold as its cell", silent
    if {"cell", "value"} <= names:
        hidden = (pl.col("cell") == "suppressed") & value.is_not_null()
        yield "value", "a suppressed cell carries a value", "no value", hidden
