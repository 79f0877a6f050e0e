"""Method profiles: TOML texts that say which signals are judged and how they become a score."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from eoc_app.core.problem import Problem
from eoc_app.domain.risk.profile_faults import ProfileFault, profile_faults
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Signal
from eoc_app.snapshot.unused_keys import unused_keys

REMEDY: Final = "use the keys and numbers that docs/method.md explains"
_MOST_BYTES: Final = 1 << 20
"""No profile is as long; what is, is another file."""


@dataclass(frozen=True)
class StatedMethod:
    """A method with its text; `text` is empty for snapshots older than such texts."""

    method: Method
    text: str
    digest: str


def stated_method(text: str, file: str) -> StatedMethod:
    """The method in a TOML text.

    Raises:
        Problem: the text is not TOML, or does not define a complete method.
    """
    try:
        stated = tomllib.loads(text)
        method = msgspec.convert(stated, Method)
        unknown = unused_keys(stated, method)
        why = f"unknown keys {unknown}" if unknown else ""
    except (ValueError, RecursionError) as error:
        method, why = None, str(error)
    if method is None or why:
        raise Problem("The method of the score cannot be read", why, REMEDY, file=file)
    return StatedMethod(method, text, hashlib.sha256(text.encode()).hexdigest())


def read_method(path: Path, *, remedy: str) -> StatedMethod:
    """The method in a file, whatever signals there are; `remedy` where there is no text.

    Raises:
        Problem: the file has no text, or the text does not define a complete method.
    """
    try:
        text = _text(path)
    except (OSError, ValueError) as error:
        why = str(error)
        raise Problem(
            "The method of the score cannot be read", why, remedy, file=path.name
        ) from error
    return stated_method(text, path.name)


def read_profile(path: Path, signals: Mapping[str, Signal], *, remedy: str) -> StatedMethod:
    """The profile in a file, held to the signals that it judges; `remedy` where there is no text.

    Raises:
        Problem: the file has no text, or the profile breaks a rule; names every one that it breaks.
    """
    profile = read_method(path, remedy=remedy)
    if faults := profile_faults(profile.method, signals):
        raise Problem(
            f"The method profile {profile.method.name} cannot be used",
            "; ".join(fault.sentence for fault in faults),
            REMEDY,
            file=path.name,
            row=_line(profile.text, faults[0]),
            column=faults[0].key,
            value=faults[0].value or None,
        )
    return profile


def _text(path: Path) -> str:
    if not path.is_file():  # a pipe would be waited for
        raise FileNotFoundError(f"there is no file at {path}")
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError("it is longer than a megabyte")
    return content.decode("utf-8")


def _line(text: str, fault: ProfileFault) -> int | None:
    """The line that names a judged signal; None for a fault of a whole table."""
    wanted = re.compile(rf"""\s*signal\s*=\s*["']{re.escape(fault.value)}["']""")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if wanted.match(line)), None)
