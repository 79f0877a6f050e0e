"""Archives: their members as sources, and what is refused because it could do harm."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from eoc_app.problem import Problem
from eoc_app.sources.source import Source, member_name

MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 16 << 30
LARGEST_INNER_ARCHIVE: Final = 2 << 30
SWELLING: Final = 400
"""Times that a member larger than `HARMLESS` may grow; text of repeated rows stays well below."""
HARMLESS: Final = 64 << 20
HARMLESS_IN_ALL: Final = 4 << 30

DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged, locked or exotic archive raises."""


def is_archive(source: Source) -> bool:
    """Whether a file calls itself a zip archive or begins like one."""
    return source.name.lower().endswith(".zip") or source.head.startswith(b"PK\x03\x04")


def members(source: Source, problems: list[Problem], scratch: Path) -> Iterator[Source]:
    """The files of an archive in order of their names, one archive inside it opened too."""
    try:
        with zipfile.ZipFile(source.on_disk) as archive:
            listing = sorted(archive.infolist(), key=lambda info: info.filename)
    except (*DAMAGED, OSError, ValueError) as error:
        problems.append(_refusal(source.path, f"it is no whole zip archive ({error})"))
        return
    if len(listing) > MOST_MEMBERS:
        problems.append(_refusal(source.path, f"it has {len(listing):,} members"))
        return
    whole = sum(int(info.file_size) for info in listing)
    if whole > HARMLESS_IN_ALL and whole > SWELLING * max(source.byte_count, 1):
        problems.append(_refusal(source.path, f"unpacked it would take {whole:,} bytes"))
        return
    seen: set[str] = set()
    for info in listing:
        if info.is_dir():
            continue
        path = f"{source.path}!{member_name(info.filename)}"
        why = _danger(info, seen)
        if why is not None:
            problems.append(_refusal(path, why))
            continue
        seen.add(info.filename)
        member = Source(path, source.on_disk, info.filename, source.enclosing)
        if not member.name.lower().endswith(".zip"):
            yield member
        elif source.enclosing or info.file_size > LARGEST_INNER_ARCHIVE:
            problems.append(_refusal(path, "it is an archive too deep, or too large, in another"))
        else:
            yield from _inner(member, problems, scratch)


def _inner(member: Source, problems: list[Problem], scratch: Path) -> Iterator[Source]:
    folder = scratch / f"inner-{len(list(scratch.iterdir()))}"
    folder.mkdir()
    unpacked = folder / (PurePosixPath(member.name).name or "inner.zip")
    try:
        with member.open() as stream, unpacked.open("wb") as target:
            shutil.copyfileobj(stream, target, 1 << 20)
    except DAMAGED as error:
        problems.append(_refusal(member.path, f"it cannot be unpacked ({error})"))
        return
    inner = Source(member.path, unpacked, None, member.around)
    yield from (
        replace(found, enclosing=member.around) for found in members(inner, problems, scratch)
    )


def _danger(info: zipfile.ZipInfo, seen: set[str]) -> str | None:
    """Why a member must not be read, or None."""
    name = info.filename
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if name in seen:
        return "its name occurs twice in the archive"
    if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return "its name points outside the archive"
    if info.flag_bits & 0x1:
        return "it is locked with a password"
    if info.file_size > LARGEST_MEMBER:
        return f"unpacked it would take {info.file_size:,} bytes"
    if info.file_size > HARMLESS and info.file_size > SWELLING * max(info.compress_size, 1):
        return f"it would grow {info.file_size // max(info.compress_size, 1):,} times when unpacked"
    return None


def _refusal(path: str, why: str) -> Problem:
    return Problem(
        "An archive or a file in it was not imported", why, "download or pack it again", file=path
    )
