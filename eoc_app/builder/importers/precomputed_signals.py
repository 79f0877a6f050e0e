"""Signals that were computed elsewhere, from facts that one machine does not hold.

A file is told by its columns: those of `signal_day`, with `query_digest` and `unit` of the signal
beside each row (docs/scale.md). It is taken whole or not at all: a series with gaps looks whole.
`source_id` is this program's own and is ignored.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from eoc_app.builder.cells.canonical_cells import misfits
from eoc_app.builder.cells.exported_rows import (
    OWN,
    PARQUET,
    delimited_rows,
    typed_header,
    typed_rows,
)
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.tables.precomputed_table import PRECOMPUTED, precomputed_table

_TOLD_BY: Final = frozenset({"signal", "numerator", "denominator", "day"})
"""Columns that no table of facts has side by side, so that a slip in others is told as one."""
_WEAKEST_FIRST: Final = ("synthetic", "estimated", "measured", "published")


def _names(source: Source) -> list[str]:
    """The columns of a file as it spells them; none where it cannot be read."""
    if source.head.startswith(PARQUET):
        return list(typed_header(source) or ())
    try:
        return list(header(source))
    except csv.Error:
        return []


def _recognises(source: Source) -> bool:
    return {name.casefold() for name in _names(source)} >= _TOLD_BY


def _holds(names: list[str], intake: Intake) -> bool:
    """Whether a file has every column once; what it lacks or has twice is reported."""
    columns = precomputed_table().columns
    needed = [name for name in columns if name not in OWN]
    for name in sorted({name for name in names if names.count(name) > 1}):
        intake.refuse(
            "A column appears twice",
            "nothing says which of the two is meant; the file was not imported",
            "keep one of them",
            column=name,
        )
    for name in (name for name in needed if name not in names):
        intake.refuse(
            "A required column is missing",
            f"precomputed signals cannot be imported without it: {columns[name].meaning}",
            "write it as docs/scale.md says",
            column=name,
        )
    if intake.problems:
        return False
    for name in names:
        if name and name not in columns:
            intake.note(f"the column {name} is none of a precomputed signal and was not read")
    return True


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every row; whether the rows may stand is decided once all are read."""
    intake.title = "Signals computed elsewhere"
    names = _names(source)
    by_name = {name: name.casefold() for name in names}
    if not _holds([name.casefold() for name in names], intake):
        return
    table = precomputed_table()
    if source.head.startswith(PARQUET):
        kinds = typed_header(source) or {}
        unfit = misfits(table, {by_name[name]: kind for name, kind in kinds.items()})
        for name in unfit.keys() - OWN:
            intake.refuse(
                "A column has a type that cannot be imported",
                unfit[name].why,
                unfit[name].remedy,
                column=name,
            )
        if unfit.keys() - OWN:
            return
        frames = typed_rows(source, intake, table, names)
    else:
        frames = delimited_rows(source, intake, table, [name.casefold() for name in names])
    weakest = len(_WEAKEST_FIRST) - 1
    for frame in frames:
        said = frame["provenance"].unique()
        for place, word in enumerate(_WEAKEST_FIRST[:weakest]):
            if word in said:
                weakest = place
        intake.provenance = _WEAKEST_FIRST[weakest]
        yield Batch(PRECOMPUTED, frame)


IMPORTER = Importer("Signals that were computed elsewhere", _recognises, read, specificity=60)
