"""One file to import: on disk, or a member of a zip archive."""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Final

from eoc_app.core.printable import well_formed

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD_BYTES: Final = 64 * 1024


def member_name(stored: str) -> str:
    """An archive member's name as it was meant: unmarked UTF-8 is read as UTF-8."""
    if stored.isascii():
        return stored
    try:
        return stored.encode("cp437").decode("utf-8")
    except UnicodeError:
        return stored


class _Metered(io.RawIOBase):
    """A stream that says how many bytes were taken from it."""

    def __init__(self, stream: IO[bytes], meter: Callable[[int], None]) -> None:
        super().__init__()
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        self._meter(len(piece))
        return len(piece)


@dataclass(frozen=True)
class Source:
    """A file's bytes and the names that it goes by.

    `path` is below the folder that was imported, members of an archive follow after `!`.
    """

    path: str
    on_disk: Path
    member: str | None = None
    enclosing: tuple[str, ...] = ()
    """Names around the archive, nearest first, where it lay in another archive."""
    meter: Callable[[int], None] | None = field(default=None, compare=False, repr=False)
    """Told of the bytes as they are read, for a progress line."""
    called: str | None = None
    """The file's own name, where the file on disk bears another: a sheet of a workbook."""
    workbook: str | None = None
    """The workbook that it is a sheet of."""
    depth: int = 0
    """Archives around it that were unpacked."""
    above: int = 0
    """Lines above its header that are no data: a title, notes."""
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found out about the bytes, so that it is not found out again."""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        if self.called is not None:
            return self.called
        if self.member:
            return PurePosixPath(member_name(self.member)).name
        return well_formed(self.on_disk.name)

    @property
    def around(self) -> tuple[str, ...]:
        """Names of what encloses the file, nearest first: folders, the archive, its folders."""
        inner = PurePosixPath(member_name(self.member or "")).parts[-2::-1]
        outer = [self.on_disk.name] if self.member else []
        above = self.enclosing or self.on_disk.parts[-2:-4:-1]
        return tuple(map(well_formed, (*inner, *outer, *above)))

    def forget(self) -> None:
        """Drop what can be read again, once the file was read."""
        self.__dict__.pop("head", None)
        self.memory.clear()

    @cached_property
    def byte_count(self) -> int:
        """Size of the file, uncompressed."""
        if self.member is None:
            return self.on_disk.stat().st_size
        with zipfile.ZipFile(self.on_disk) as archive:
            return archive.getinfo(self.member).file_size

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        with self.open_quietly() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        with self.open_quietly() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes from the start."""
        with self.open_quietly() as stream:
            if self.meter is None:
                yield stream
            else:
                yield io.BufferedReader(_Metered(stream, self.meter), 1 << 20)

    @contextmanager
    def open_quietly(self) -> Iterator[IO[bytes]]:
        """The bytes from the start, without a word to the progress line."""
        if self.member is None:
            with self.on_disk.open("rb") as stream:
                yield stream
        else:
            with zipfile.ZipFile(self.on_disk) as archive, archive.open(self.member) as stream:
                yield stream

    @contextmanager
    def as_file(self) -> Iterator[Path]:
        """A path that other libraries can read; a member is unpacked for as long as it is used."""
        if self.member is None:
            yield self.on_disk
            return
        with tempfile.TemporaryDirectory(prefix="eoc-") as folder:
            unpacked = Path(folder) / "member"
            with self.open() as stream, unpacked.open("wb") as target:
                shutil.copyfileobj(stream, target, 1 << 20)
            yield unpacked
