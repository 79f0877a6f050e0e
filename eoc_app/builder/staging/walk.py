"""Finds the files to import: folders, archives and what lies in them, always in the same order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eoc_app.builder.sources.bundle import BESIDE
from eoc_app.builder.sources.intake import FileRefused
from eoc_app.builder.sources.source import Source
from eoc_app.builder.staging.archive import Opener
from eoc_app.builder.staging.companions import COMPANION, is_companion
from eoc_app.builder.staging.importer_bugs import of_one_file
from eoc_app.core.fault import Fault
from eoc_app.core.printable import well_formed
from eoc_app.core.problem import Problem
from eoc_app.disk import UNFINISHED, why_and_remedy

NO_FACTS: Final = "a companion file that holds no facts"


@dataclass
class Findings:
    """What the walk met besides files to import."""

    problems: list[Problem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def walk(
    paths: Sequence[Path], found: Findings, scratch: Path, leave_out: Path
) -> Iterator[Source]:
    """Every file below the paths, members of archives included, in an order that never changes.

    `scratch` is where archives inside archives are unpacked; `leave_out` is the file that the
    build itself replaces.
    """
    left_out = _identity(leave_out)
    for path in paths:
        for file, name in _below(path, found):
            if left_out is None or _identity(file) != left_out:
                yield from _taken(file, name, found, scratch)


def _taken(file: Path, name: str, found: Findings, scratch: Path) -> Iterator[Source]:
    try:
        with of_one_file(name, found.faults):
            yield from _file(file, name, found, scratch)
    except FileRefused as problem:
        found.problems.append(problem)


def _below(path: Path, found: Findings) -> list[tuple[Path, str]]:
    """The files of a path with their names below it, in the order of these."""
    try:
        kind = path.stat().st_mode
    except OSError as error:
        why, remedy = why_and_remedy(error)
        if error.errno in {errno.ENOENT, errno.ENOTDIR}:
            why, remedy = "there is nothing at that path", "check the spelling"
        found.problems.append(Problem("A path could not be imported", why, remedy, file=str(path)))
        return []
    if not stat.S_ISDIR(kind):
        return [(path, well_formed(path.name))]
    return sorted(_folder(path, found), key=lambda item: item[1])


def _folder(folder: Path, found: Findings) -> Iterator[tuple[Path, str]]:
    """The files of a folder, however deep; links to folders are not followed."""
    waiting = [(folder, "")]
    while waiting:
        here, around = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            why = error.strerror or str(error)
            remedy = "allow reading it, move its files up, or leave it out"
            named = around or str(here)
            found.problems.append(Problem("A folder could not be read", why, remedy, file=named))
            continue
        for entry in entries:
            name = around + well_formed(entry.name)
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith(UNFINISHED):
                    continue
                if COMPANION.fullmatch(entry.name):
                    found.skipped[f"{name}/"] = NO_FACTS
                else:
                    waiting.append((Path(entry.path), f"{name}/"))
            elif entry.is_symlink() and _leads_to_folder(entry):
                _note_link(Path(entry.path), name, folder, found)
            else:
                yield Path(entry.path), name


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _note_link(link: Path, name: str, folder: Path, found: Findings) -> None:
    """A link into the folder itself gives nothing new; one that leads elsewhere is told."""
    target = os.path.realpath(link)
    if Path(target).is_relative_to(os.path.realpath(folder)):
        found.skipped[f"{name}/"] = "a link to a folder that is imported under its own name"
        return
    found.problems.append(
        Problem(
            "A folder was not imported",
            "it is a link that leads out of the folder that was named",
            "name the folder that it leads to as well, or leave the link out",
            file=name,
        )
    )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def _file(file: Path, name: str, found: Findings, scratch: Path) -> Iterator[Source]:
    source = Source(name, file)
    if _left_out(source, found):
        return
    for inner in Opener(found.problems, found.skipped, scratch).files(source):
        if inner is source or not _left_out(inner, found):
            if inner.member is None:
                inner.memory[BESIDE] = lambda: _beside(file, scratch)
            yield inner


def _beside(file: Path, scratch: Path) -> Iterator[Source]:
    """The other files of a file's folder, unpacked; what cannot be opened is told elsewhere."""
    for path in sorted(file.parent.iterdir()):
        if path.is_file() and path != file:
            yield from Opener([], {}, scratch).files(Source(path.name, path))


def _left_out(source: Source, found: Findings) -> bool:
    """Whether a file gives nothing: a companion, or one that cannot be read."""
    if is_companion(source):
        found.skipped[source.path] = NO_FACTS
        return True
    why, remedy = None, "export it again"
    try:
        if source.member is None and not source.on_disk.is_file():
            why, remedy = "it is no ordinary file", "leave it out"
        elif source.byte_count == 0:
            why = "it is empty"
        elif not source.head:
            why = "nothing can be read from it"
    except OSError as error:
        why, remedy = error.strerror or str(error), "allow reading it, or leave it out"
    except Exception as error:  # noqa: BLE001 - damaged archives raise anything
        why = str(error) or type(error).__name__
    if why is None:
        return False
    found.problems.append(Problem("A file could not be imported", why, remedy, file=source.path))
    return True
