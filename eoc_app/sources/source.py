"""One file to import: on disk, or a member of a zip archive."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Final

HEAD_BYTES: Final = 64 * 1024


@dataclass(frozen=True)
class Source:
    """A file's bytes and the names that it goes by.

    `path` is below the folder that was imported, members of an archive follow after `!`.
    """

    path: str
    on_disk: Path
    member: str | None = None

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return PurePosixPath(self.member).name if self.member else self.on_disk.name

    @property
    def around(self) -> tuple[str, ...]:
        """Names of what encloses the file, nearest first: folders, the archive, its folders."""
        inner = list(PurePosixPath(self.member).parts[:-1])[::-1] if self.member else []
        outer = [self.on_disk.name] if self.member else []
        return (*inner, *outer, *(part for part in self.on_disk.parts[-2:-4:-1]))

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
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes from the start."""
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
