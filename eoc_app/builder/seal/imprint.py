"""What the publisher says of a snapshot, and the program that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import metadata

from eoc_app.snapshot.method_profiles import StatedMethod


@dataclass(frozen=True)
class Imprint:
    """What the publisher says of a snapshot; moments in UTC."""

    title: str
    publisher: str
    serial: int
    marking: str
    built_at: datetime
    as_of_at: datetime | None
    profile: StatedMethod
    """The method that it is judged by."""


def program() -> str:
    """Name and version of this program."""
    try:
        return f"eoc-app {metadata.version('eoc-app')}"
    except metadata.PackageNotFoundError:
        return "eoc-app"
