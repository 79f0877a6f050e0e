"""Failures of the disk and of the engine, turned into Problems in one place."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from eoc_app.core.problem import Problem
from eoc_app.disk import refusal

COULD_NOT: Final = "The snapshot could not be written"
_WORDS = {
    "no space left": errno.ENOSPC,
    "not enough space": errno.ENOSPC,
    "disk full": errno.ENOSPC,
    "max_temp_directory_size": errno.ENOSPC,
    "quota exceeded": errno.EDQUOT,
    "file too large": errno.EFBIG,
    "read-only file system": errno.EROFS,
    "permission denied": errno.EACCES,
    "access is denied": errno.EACCES,
    "no such file or directory": errno.ENOENT,
    "input/output error": errno.EIO,
}


def _number(error: Exception) -> int | None:
    if isinstance(error, OSError) and error.errno:
        return error.errno
    said = str(error).lower()
    return next((number for words, number in _WORDS.items() if words in said), None)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Whatever fails while a file is written: disk and permission become Problems, a bug stays one.

    Raises:
        Problem: names the target, the reason and the remedy.
    """
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        if _number(error) is None:
            raise Problem(
                "The snapshot needs more memory than the build may use",
                str(error).splitlines()[0],
                "close other programs, or build from fewer files",
                file=str(target),
            ) from error
        raise _problem(target, error) from error
    except (OSError, duckdb.Error, pl.exceptions.PolarsError) as error:
        if _number(error) is None:
            raise
        raise _problem(target, error) from error


def _problem(target: Path, error: Exception) -> Problem:
    number = _number(error) or errno.EIO
    return refusal(COULD_NOT, OSError(number, os.strerror(number)), target)
