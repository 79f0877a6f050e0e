"""Finds the files to import: folders, archives and what lies in them, always in the same order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eoc_app.builder.archive import is_archive, members
from eoc_app.problem import Problem
from eoc_app.sources.source import Source

_COMPANION: Final = re.compile(
    r"(read[-_ ]?me|licen[cs]e|copying|notice|changelog|citation)([-_.].*)?"
    r"|source\.txt|thumbs\.db|desktop\.ini|__macosx|\..*",
    re.IGNORECASE,
)
COMPANION: Final = "a companion file that holds no facts"


@dataclass
class Findings:
    """What the walk met besides files to import."""

    problems: list[Problem] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def walk(
    paths: Sequence[Path], found: Findings, scratch: Path, leave_out: frozenset[Path]
) -> Iterator[Source]:
    """Every file below the paths, members of archives included, in an order that never changes.

    `scratch` is where archives inside archives are unpacked; `leave_out` are files that the build
    itself writes.
    """
    for path in paths:
        if path.is_dir():
            below = _folder(path, found)
        elif path.exists():
            below = [(path, path.name)]
        else:
            found.problems.append(
                Problem(
                    "A path could not be imported",
                    "there is nothing at that path",
                    "check the spelling",
                    file=str(path),
                )
            )
            continue
        for file, name in below:
            if file.resolve() not in leave_out:
                yield from _file(file, name, found, scratch)


def _folder(folder: Path, found: Findings) -> list[tuple[Path, str]]:
    files: list[tuple[Path, str]] = []

    def unreadable(error: OSError) -> None:
        found.problems.append(
            Problem(
                "A folder could not be read",
                error.strerror or str(error),
                "allow reading it, or leave it out",
                file=str(error.filename),
            )
        )

    for here, folders, names in os.walk(folder, onerror=unreadable):
        for name in [name for name in folders if _COMPANION.fullmatch(name)]:
            folders.remove(name)
            found.skipped[(Path(here) / name).relative_to(folder).as_posix() + "/"] = COMPANION
        files.extend((Path(here) / name, "") for name in names)
    named = [(file, file.relative_to(folder).as_posix()) for file, _ in files]
    return sorted(named, key=lambda item: item[1])


def _file(file: Path, name: str, found: Findings, scratch: Path) -> Iterator[Source]:
    source = Source(name, file)
    if _left_out(source, found):
        return
    if not is_archive(source):
        yield source
        return
    for member in members(source, found.problems, scratch):
        if not _left_out(member, found):
            yield member


def _left_out(source: Source, found: Findings) -> bool:
    """Whether a file gives nothing: a companion, or one that cannot be read."""
    inner = (source.member or source.path).split("/")
    if any(_COMPANION.fullmatch(part) for part in inner[:-1] if source.member) or (
        _COMPANION.fullmatch(inner[-1])
    ):
        found.skipped[source.path] = COMPANION
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
