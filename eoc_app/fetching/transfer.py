"""From an address to a file in its place: all of it, or nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from eoc_app.core.problem import Problem
from eoc_app.disk import Unfinished, refusal
from eoc_app.fetching.address import failed, permitted
from eoc_app.fetching.answer import TIMEOUT
from eoc_app.fetching.receiving import WITHIN, Receiving

LIMIT: Final = 4_000_000_000
"""Bytes that a file may have."""

_WHAT: Final = "The file could not be written"
_MAGIC: Final = b"DUCK"
_MAGIC_AT: Final = 8
_HEAD: Final = _MAGIC_AT + len(_MAGIC)


@dataclass(frozen=True)
class Fetched:
    """What came, and the address that gave it in the end."""

    out: Path
    url: str
    sha256: str
    byte_count: int
    is_duckdb: bool
    is_web_page: bool
    is_end_told: bool
    """Whether the server said how long the file is, so that a cut would have been seen."""


def fetch(
    url: str,
    out: Path,
    *,
    sha256: str | None = None,
    timeout: float = TIMEOUT,
    within: float = WITHIN,
    limit: int = LIMIT,
    replace: bool = False,
    progress: Callable[[int, int | None], None] = lambda _done, _total: None,
    redirected: Callable[[str], None] = lambda _url: None,
) -> Fetched:
    """Fetch a file over http or https and put it in place when it is whole.

    `sha256` is in hexadecimal digits, `timeout` and `within` in seconds, of one silence
    and of the whole; `limit` is in bytes. `progress` is told
    the bytes so far and in all, `redirected` each further address.

    Raises:
        Problem: it cannot be fetched whole or written; what was at `out` is still there.
    """
    permitted(url)
    with Unfinished(out, _WHAT, replace=replace) as unfinished:
        made = unfinished.folder / "content"
        with Receiving(url, timeout, within, redirected) as receiving:
            told = receiving.answer
            if told.byte_count is not None and told.byte_count > limit:
                raise _too_large(told.url, f"{told.byte_count:,} bytes", limit)
            digest, head, done = hashlib.sha256(), b"", 0
            with _writing(made, unfinished.target) as file:
                for part in receiving.parts():
                    done += len(part)
                    if done > limit:
                        raise _too_large(told.url, "more", limit)
                    digest.update(part)
                    head = (head + part)[:_HEAD] if len(head) < _HEAD else head
                    file.write(part)
                    progress(done, told.byte_count)
        fetched = Fetched(
            out=unfinished.target,
            url=told.url,
            sha256=digest.hexdigest(),
            byte_count=done,
            is_duckdb=_is_duckdb(head),
            is_web_page=told.is_web_page,
            is_end_told=told.is_end_told,
        )
        _hold(fetched, sha256)
        unfinished.put_in_place(made)
    if fetched.is_duckdb:
        _remove_log(fetched.out)
    return fetched


@contextmanager
def _writing(made: Path, target: Path) -> Iterator[BinaryIO]:
    """A new file that is on the disk when it is closed."""
    try:
        with made.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refusal(_WHAT, error, target) from error


def _hold(fetched: Fetched, sha256: str | None) -> None:
    """Whether what came may take the place of what is there."""
    if sha256 is not None and fetched.sha256 != sha256.lower():
        why = f"its SHA-256 is {fetched.sha256}, not {sha256.lower()}"
        remedy = "check the address and the SHA-256 with the publisher"
        raise failed(fetched.url, why, remedy)
    if fetched.byte_count == 0:
        raise failed(fetched.url, "it is empty", "ask the publisher for the file")
    if not fetched.out.exists():
        return
    if not fetched.is_duckdb and _is_duckdb_file(fetched.out):
        came = "a web page" if fetched.is_web_page else "none"
        why = f"{fetched.out.name} is a DuckDB file and what came is {came}"
        raise failed(fetched.url, why, "check the address, or choose another name with --out")
    if not fetched.is_end_told and sha256 is None:
        why = "the server did not say how long it is, so nobody can tell that it came whole"
        raise failed(fetched.url, why, "give --sha256, or choose a new name with --out")


def _is_duckdb(head: bytes) -> bool:
    return head[_MAGIC_AT:_HEAD] == _MAGIC


def _is_duckdb_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _is_duckdb(file.read(_HEAD))
    except OSError:
        return False


def _remove_log(out: Path) -> None:
    """Remove the log of the file that was there: it must not be replayed on this one."""
    log = out.with_name(out.name + ".wal")
    try:
        log.unlink(missing_ok=True)
    except OSError as error:
        raise Problem(
            "The file was fetched, but the log of the former one is still there",
            error.strerror or str(error),
            "remove the log before opening the file",
            file=str(log),
        ) from error


def _too_large(url: str, size: str, limit: int) -> Problem:
    why = f"it has {size}, and {limit:,} bytes are allowed"
    return failed(url, why, "allow more with --limit, in gigabytes")
