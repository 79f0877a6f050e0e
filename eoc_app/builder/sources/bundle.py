"""Files that lie beside a source: some bundles say in one file what another leaves out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from eoc_app.builder.sources.delimited import lower_headers
from eoc_app.builder.sources.source import Source

BESIDE: Final = "the files of its folder"
"""Where a source remembers a function that gives the other files of its folder, unpacked."""


def beside(source: Source) -> Iterator[Source]:
    """The other files of a source's folder, on disk or in its archive, by name.

    A file that may have its header below a title is given once for each line that may be it.
    """
    for other in _others(source):
        yield other
        for above in lower_headers(other):
            yield replace(other, above=above)


def _others(source: Source) -> Iterator[Source]:
    unpacked: Callable[[], Iterator[Source]] | None = source.memory.get(BESIDE)
    if unpacked is not None:
        yield from unpacked()
        return
    if source.member is None:
        for path in sorted(source.on_disk.parent.iterdir()):
            if path.is_file() and path != source.on_disk:
                yield Source(path.name, path)
        return
    folder = PurePosixPath(source.member).parent
    with zipfile.ZipFile(source.on_disk) as archive:
        names = sorted(archive.namelist())
    for name in names:
        if PurePosixPath(name).parent == folder and name not in {source.member, f"{folder}/"}:
            yield replace(source, path=name, member=name, meter=None, above=0, memory={})
