"""Instants as queries return them: UTC, without a zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, overload

NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""Stands for the end of a period that has no end on record."""


@overload
def utc(at: datetime) -> datetime: ...
@overload
def utc(at: None) -> None: ...
def utc(at: datetime | None) -> datetime | None:
    """The instant marked as UTC; None stays None."""
    return None if at is None else at.replace(tzinfo=UTC)
