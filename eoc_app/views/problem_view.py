"""An expected failure, and where a view comes from."""

from __future__ import annotations

import msgspec


class ProblemView(msgspec.Struct, frozen=True, kw_only=True, tag="problem", omit_defaults=True):
    """An expected failure, shown where it happened."""

    what: str
    why: str
    remedy: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None


class Trace(msgspec.Struct, frozen=True):
    """A query behind a view, with its digest and the sources that its rows name."""

    query: str
    digest: str
    sources: tuple[str, ...] = ()
    further_sources: int = 0
    """How many further sources its rows name."""
