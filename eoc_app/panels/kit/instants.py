"""Instants as queries give them: UTC without a zone mark."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, overload

NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""Where the end of a period is put that has none on record."""


@overload
def utc(at: datetime) -> datetime: ...
@overload
def utc(at: None) -> None: ...
def utc(at: datetime | None) -> datetime | None:
    """The instant with its zone mark; None stays None."""
    return None if at is None else at.replace(tzinfo=UTC)
