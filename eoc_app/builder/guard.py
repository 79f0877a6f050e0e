"""Holds every batch to its table's contract: what does not fit is named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from eoc_app.builder.cells import DTYPES, in_words, typed
from eoc_app.catalogue import Table
from eoc_app.domain.country import countries
from eoc_app.problem import Problem
from eoc_app.sources.intake import Intake

NAMED_PROBLEMS: Final = 1000
"""Problems of one source that are named one by one; the rest is counted."""


class Guard:
    """Checks the batches of one source and keeps the count of what it refused."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.unnamed = 0

    def hold(self, table: Table, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows that fit, with every column of the table but `source_id`, in its types.

        Raises:
            ValueError: the batch has a column that the table has not, which is an importer's bug.
            TypeError: a column has a type that loses information, which is one too.
        """
        wanted = {name: rule for name, rule in table.columns.items() if name != "source_id"}
        unknown = sorted(set(frame.columns) - set(wanted))
        if unknown:
            raise ValueError(f"batch for {table.name} has unknown columns {unknown}")
        if frame.height == 0:
            return pl.DataFrame(schema={n: DTYPES[r.kind] for n, r in wanted.items()})
        result = pl.DataFrame()
        faults: list[tuple[str, str, str, pl.Series]] = []
        known, faulty = typed(frame, wanted)
        result = known
        for column, bad in faulty.items():
            kind = wanted[column].kind
            faults.append((column, f"it is no {in_words(kind)}", in_words(kind), bad))
        faults.extend(_broken(table, result))
        if not faults:
            return result
        return self._without(frame, result, faults)

    def _without(
        self,
        frame: pl.DataFrame,
        result: pl.DataFrame,
        faults: list[tuple[str, str, str, pl.Series]],
    ) -> pl.DataFrame:
        dropped = pl.repeat(False, result.height, eager=True)
        for column, why, wanted, bad in faults:
            fresh = bad & ~dropped
            self._tell(frame, result, column, why, wanted, fresh.arg_true())
            dropped = dropped | bad
        return result.filter(~dropped)

    def _tell(
        self,
        frame: pl.DataFrame,
        result: pl.DataFrame,
        column: str,
        why: str,
        wanted: str,
        rows: pl.Series,
    ) -> None:
        room = max(0, NAMED_PROBLEMS - len(self._intake.problems))
        self.unnamed += max(0, rows.len() - room)
        stated = frame if column in frame.columns else result
        for index in rows.head(room):
            cell = stated[column][index]
            self._intake.problems.append(
                Problem(
                    "A row was not imported",
                    why,
                    f"give {wanted} there, or leave the row out",
                    file=self._intake.path,
                    row=result["source_row"][index],
                    column=column,
                    value=None if cell is None else str(cell),
                )
            )


def _broken(table: Table, frame: pl.DataFrame) -> Iterator[tuple[str, str, str, pl.Series]]:
    """Rows that break a rule of the table: column, why, what is wanted, which rows."""
    rules = list(_rules(table))
    verdicts = frame.select(
        rule.fill_null(value=False).any().alias(str(place))
        for place, (_, _, _, rule) in enumerate(rules)
    )
    for place, (column, why, wanted, rule) in enumerate(rules):
        if verdicts[str(place)][0]:
            bad = frame.select(rule.fill_null(value=False).alias("bad"))["bad"]
            if bad.len() != frame.height:
                bad = pl.repeat(True, frame.height, eager=True)
            yield column, why, wanted, bad


def _rules(table: Table) -> Iterator[tuple[str, str, str, pl.Expr]]:
    names = set(table.columns)
    for name, rule in table.columns.items():
        if name == "source_id":
            continue
        if rule.required:
            yield name, "the cell is empty", rule.meaning, pl.col(name).is_null()
        if name in table.values:
            words = ", ".join(table.values[name])
            yield (
                name,
                f"it is none of {words}",
                f"one of {words}",
                ~pl.col(name).is_in(list(table.values[name])),
            )
        if name == "country_code":
            codes = [country.alpha2 for country in countries()]
            wanted = "an ISO 3166 alpha-2 code"
            yield name, "it is no country's code", wanted, ~pl.col(name).is_in(codes)
        for first, last in (
            ("starts_on", "ends_on"),
            ("starts_at", "ends_at"),
            ("_lower", "_upper"),
        ):
            other = name.removesuffix(first) + last
            if name.endswith(first) and other in names:
                what = (
                    "the upper bound is below the lower"
                    if first == "_lower"
                    else "it ends before it starts"
                )
                yield other, what, f"a value from {name} on", pl.col(other) < pl.col(name)
    if {"lower", "upper"} <= names:
        low, high = pl.col("lower"), pl.col("upper")
        yield "upper", "the upper bound is below the lower", "a value from lower on", high < low
        if "value" in names:
            value = pl.col("value")
            outside = (value < low) | (value > high)
            yield "value", "it lies outside its own bounds", "a value between them", outside
    if {"scope", "country_code"} <= names:
        national = pl.col("scope") == "country"
        named = pl.col("country_code").is_not_null()
        why = "a country is named if, and only if, the scope is country"
        yield "scope", why, "country with a code, or eu or world without", national != named
    if {"cell", "value"} <= names:
        hidden = (pl.col("cell") == "suppressed") & pl.col("value").is_not_null()
        yield "value", "a suppressed cell carries a value", "no value", hidden
