"""Made files in the shapes of public sources, and what is imported of them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from eoc_app.builder.importers import importer_of
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Facts = list[dict[str, Any]]


def taken(path: Path, *lines: str) -> tuple[str, dict[str, Facts], Intake]:
    """The importer that takes a file of these lines, its rows by table, and what it told."""
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    source = Source(path.name, path)
    known = importer_of(source)
    assert known is not None, "no importer knows the file"
    name, importer = known
    intake = Intake(source.path)
    tables: dict[str, Facts] = defaultdict(list)
    for batch in importer.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    return name, dict(tables), intake


def short(facts: Facts, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of every fact."""
    return [tuple(fact[column] for column in columns) for fact in facts]
