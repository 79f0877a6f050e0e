"""The folder of a briefing: whether it is writable, and moving its files into place together."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from eoc_app.core.problem import Problem
from eoc_app.disk import Unfinished, opened_ordinary, refusal

_WHAT: Final = "The briefing cannot be written"


def hold_folder(out: Path) -> None:
    """Refuses an unusable folder before pages are drawn, which takes long.

    Raises:
        Problem: it cannot be written to.
    """
    try:
        there = next(
            folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists()
        )
    except OSError as error:
        raise refusal(_WHAT, error, out) from error
    number = None
    if not there.is_dir():
        number = errno.ENOTDIR
    elif not os.access(there, os.W_OK | os.X_OK):
        number = errno.EACCES
    if number is not None:
        raise refusal(_WHAT, OSError(number, os.strerror(number)), out)


def put_in_place(out: Path, pictures: Mapping[str, bytes], manifest: dict[str, Any]) -> list[Path]:
    """Puts pictures by name and their manifest in place, all or none; returns their paths.

    Raises:
        Problem: the folder cannot be written to.
    """
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        manifest_path = out / "manifest.json"
        with Unfinished(manifest_path, _WHAT) as unfinished:
            manifest_file = unfinished.folder / "manifest.json"
            manifest_file.write_text(text, encoding="utf-8")
            for name, png in pictures.items():
                (unfinished.folder / name).write_bytes(png)
            places = [out / name for name in pictures]
            for place in places:
                if place.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
            for place in places:
                (unfinished.folder / place.name).replace(place)
            unfinished.put_in_place(manifest_file)
    except OSError as error:
        raise refusal(_WHAT, error, out) from error
    return [*places, manifest_path]


def digest_of(path: Path) -> str:
    """Returns the SHA-256 of a snapshot, in hexadecimal.

    Raises:
        Problem: it cannot be read.
    """
    try:
        with opened_ordinary(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Problem(
            "The snapshot cannot be opened",
            error.strerror or str(error),
            "check the path and whether you may read the file",
            file=str(path),
        ) from error
