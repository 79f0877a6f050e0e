"""Importers: one file for each kind of source; a new kind is a new file here and nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from eoc_app.builder.sources.delimited import lower_headers
from eoc_app.builder.sources.download import Download
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source


@dataclass(frozen=True)
class Importer:
    """One kind of source.

    `recognises` answers by content (header, first bytes) and never raises for a strange file.
    `read` yields batches while it streams, reports what it refuses to the intake, and describes
    the source there. `specificity` decides where two recognise a file: the higher one reads it.
    `identity` is what a file's names add to its bytes, such as a region: the same bytes with the
    same identity are imported once. `covers` is what a file is the whole account of, such as one
    window of a country, or None: a second file of other bytes that covers it is not added to it.
    `download` is for sources of which each later file holds again what an earlier one held: the
    later one stands. None for a file that is no such download.
    """

    title: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Intake], Iterator[Batch]]
    specificity: int = 10
    identity: Callable[[Source], str] = lambda _source: ""
    covers: Callable[[Source], str | None] = lambda _source: None
    download: Callable[[Source], Download | None] = lambda _source: None


@cache
def importers() -> dict[str, Importer]:
    """Every importer by its module's name, most specific first."""
    found = {
        module.name: importlib.import_module(f"{__name__}.{module.name}").IMPORTER
        for module in pkgutil.iter_modules(__path__)
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1].specificity, item[0])))


def importer_of(source: Source) -> tuple[str, Importer] | None:
    """The importer that reads a source as it stands, or None where no importer knows it."""
    for name, importer in importers().items():
        if importer.recognises(source):
            return name, importer
    return None


def known_below(source: Source) -> tuple[Source, str, Importer] | None:
    """A source with its importer, its header perhaps below a title or notes; None if unknown."""
    known = importer_of(source)
    if known is not None:
        return source, *known
    for above in lower_headers(source):
        lower = replace(source, above=above)
        known = importer_of(lower)
        if known is not None:
            return lower, *known
    return None
