"""What holds other files: archives, packed files, workbooks; what could do harm is refused."""

from __future__ import annotations

import gzip
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from eoc_app.builder.sources.source import Source, member_name
from eoc_app.builder.staging import workbook
from eoc_app.builder.staging.companions import is_companion
from eoc_app.core.problem import Problem

MOST_MEMBERS: Final = 20_000
LARGEST_MEMBER: Final = 16 << 30
LARGEST_INNER_ARCHIVE: Final = 2 << 30
SWELLING: Final = 400
"""Times that a member larger than `HARMLESS` may grow; text of repeated rows stays well below."""
HARMLESS: Final = 64 << 20
HARMLESS_IN_ALL: Final = 4 << 30

_ZIP: Final = b"PK\x03\x04"
_GZIP: Final = b"\x1f\x8b"
_LONG: Final = 200

DAMAGED: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged, locked or exotic archive raises."""


class Opener:
    """Opens what holds other files: archives, packed files, workbooks."""

    def __init__(self, problems: list[Problem], skipped: dict[str, str], scratch: Path) -> None:
        """Tell what cannot be opened to `problems`; unpack into `scratch`."""
        self._problems = problems
        self._skipped = skipped
        self._scratch = scratch

    def files(self, source: Source) -> Iterator[Source]:
        """A file, or the files in it, whatever its name says; in order of their names."""
        if source.head.startswith(_GZIP):
            unpacked = self._unpacked(source)
            if unpacked is not None:
                yield from self.files(unpacked)
        elif source.head.startswith(_ZIP) or source.name.lower().endswith(".zip"):
            yield from self._zip(source)
        elif (problem := workbook.foreign(source, [])) is not None:
            self._problems.append(problem)
        else:
            yield source

    def _zip(self, source: Source) -> Iterator[Source]:
        if source.member is not None:
            whole = self._copied(source)
            if whole is not None:
                yield from self._zip(whole)
            return
        listing = self._listing(source)
        names = [info.filename for info in listing]
        problem = workbook.foreign(source, names)
        if problem is not None:
            self._problems.append(problem)
        elif workbook.BOOK in names:
            yield from workbook.sheets(source, self._problems, self._skipped, self._scratch)
        else:
            yield from self._members(source, listing)

    def _listing(self, source: Source) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(source.on_disk) as archive:
                listing = sorted(archive.infolist(), key=lambda info: info.filename)
        except (*DAMAGED, OSError, ValueError) as error:
            self._refuse(source.path, f"it is no whole zip archive ({error})")
            return []
        if len(listing) > MOST_MEMBERS:
            self._refuse(source.path, f"it has {len(listing):,} members")
            return []
        whole = sum(int(info.file_size) for info in listing)
        if whole > HARMLESS_IN_ALL and whole > SWELLING * max(source.byte_count, 1):
            self._refuse(source.path, f"unpacked it would take {whole:,} bytes")
            return []
        return listing

    def _members(self, source: Source, listing: list[zipfile.ZipInfo]) -> Iterator[Source]:
        seen: set[str] = set()
        for info in listing:
            if info.is_dir():
                continue
            path = f"{source.path}!{member_name(info.filename)}"
            why = _danger(info, seen)
            if why is not None:
                self._refuse(path, why)
                continue
            seen.add(info.filename)
            member = Source(
                path, source.on_disk, info.filename, source.enclosing, depth=source.depth
            )
            if is_companion(member) or not _holds_files(member):
                yield member
            elif source.depth or info.file_size > LARGEST_INNER_ARCHIVE:
                self._refuse(path, "it is an archive too deep, or too large, in another")
            else:
                yield from self.files(member)

    def _copied(self, member: Source) -> Source | None:
        """A member of an archive as a file of its own."""
        try:
            with member.open() as stream:
                return self._kept(member, stream, member.name, depth=member.depth + 1)
        except DAMAGED as error:
            self._refuse(member.path, f"it cannot be unpacked ({error})")
            return None

    def _unpacked(self, source: Source) -> Source | None:
        """What a file packed with gzip holds."""
        name = re.sub(r"\.gz$", "", source.name, flags=re.IGNORECASE)
        try:
            with source.open() as packed, gzip.GzipFile(fileobj=packed) as stream:
                return self._kept(source, stream, name, depth=source.depth)
        except _TooLarge:
            self._refuse(source.path, "unpacked it would grow beyond all measure")
        except (*DAMAGED, OSError) as error:
            why = "it is cut off" if isinstance(error, EOFError) else f"it is damaged ({error})"
            self._refuse(source.path, why)
        return None

    def _kept(
        self, source: Source, stream: IO[bytes] | gzip.GzipFile, name: str, depth: int
    ) -> Source:
        folder = self._scratch / f"inner-{len(list(self._scratch.iterdir()))}"
        folder.mkdir()
        target = folder / (name if len(os.fsencode(name)) < _LONG else f"long{name[-9:]}")
        most = max(HARMLESS, min(LARGEST_MEMBER, SWELLING * source.byte_count))
        size = 0
        with target.open("wb") as file:
            while piece := stream.read(1 << 20):
                size += len(piece)
                if size > most:
                    raise _TooLarge
                file.write(piece)
        return Source(source.path, target, enclosing=source.around, called=name, depth=depth)

    def _refuse(self, path: str, why: str) -> None:
        self._problems.append(
            Problem(
                "An archive or a file in it was not imported",
                why,
                "download or pack it again",
                file=path,
            )
        )


class _TooLarge(Exception):  # noqa: N818 - what happened to the file
    """A file that grows too much when unpacked."""


def _holds_files(member: Source) -> bool:
    """Whether a member of an archive holds files itself; a damaged one is told later."""
    try:
        head = member.head
    except Exception:  # noqa: BLE001 - damaged archives raise anything
        return False
    return head.startswith((_ZIP, _GZIP, workbook.OLE)) or member.name.lower().endswith(".zip")


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
