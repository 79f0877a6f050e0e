"""Files that lie beside a source: some bundles say in one file what another leaves out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from eoc_app.sources.source import Source


def beside(source: Source) -> Iterator[Source]:
    """The other files of a source's folder, on disk or in its archive, by name."""
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
