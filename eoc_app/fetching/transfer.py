"""Downloads a file into place: all of it, or nothing."""

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
"""The largest file, in bytes."""

_WHAT: Final = "The file could not be written"
_MAGIC: Final = b"DUCK"
_MAGIC_AT: Final = 8
_HEAD: Final = _MAGIC_AT + len(_MAGIC)


@dataclass(frozen=True)
class Fetched:
    """The fetched file, and the address it finally came from."""

    out: Path
    url: str
    sha256: str
    byte_count: int
    is_duckdb: bool
    is_web_page: bool
    is_end_told: bool
    """Whether the server stated the file's length, so that a truncation would be noticed."""


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
    """Fetches a file over http or https, and puts it in place when it is complete.

    `sha256` is in hexadecimal digits. `timeout` (one silence) and `within` (the whole) are in
    seconds, `limit` in bytes. `progress` receives the bytes so far and in all, `redirected` each
    further address.

    Raises:
        Problem: it cannot be fetched or written whole; the file that was at `out` is unchanged.
    """
    permitted(url)
    with Unfinished(out, _WHAT, replace=replace) as unfinished:
        content = unfinished.folder / "content"
        with Receiving(url, timeout, within, redirected) as receiving:
            response = receiving.answer
            if response.byte_count is not None and response.byte_count > limit:
                raise _too_large(response.url, f"{response.byte_count:,} bytes", limit)
            digest, head, done = hashlib.sha256(), b"", 0
            with _writing(content, unfinished.target) as file:
                for part in receiving.parts():
                    done += len(part)
                    if done > limit:
                        raise _too_large(response.url, "more", limit)
                    digest.update(part)
                    head = (head + part)[:_HEAD] if len(head) < _HEAD else head
                    file.write(part)
                    progress(done, response.byte_count)
        fetched = Fetched(
            out=unfinished.target,
            url=response.url,
            sha256=digest.hexdigest(),
            byte_count=done,
            is_duckdb=_is_duckdb(head),
            is_web_page=response.is_web_page,
            is_end_told=response.is_end_told,
        )
        _hold(fetched, sha256)
        unfinished.put_in_place(content)
    if fetched.is_duckdb:
        _remove_log(fetched.out)
    return fetched


@contextmanager
def _writing(content: Path, target: Path) -> Iterator[BinaryIO]:
    """Opens a new file that is flushed to the disk when it is closed."""
    try:
        with content.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refusal(_WHAT, error, target) from error


def _hold(fetched: Fetched, sha256: str | None) -> None:
    """Refuses a fetched file that must not replace the present one."""
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
    """Removes the former file's write-ahead log, which must not be replayed on the new file."""
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
