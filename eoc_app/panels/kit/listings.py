"""Rows of the queries that list countries, platforms, signals and sources."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import CountryCode, Provenance, Severity


class WatchedRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `watched`."""

    country_code: CountryCode
    name: str
    time_zone: str


class PlatformRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `platforms`."""

    platform: str


class SeenRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `signals_seen`."""

    signal: str


class HistoryRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `score_history`."""

    country_code: CountryCode
    scores: tuple[Severity | None, ...]


class SourceName(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `source_names`."""

    source_id: int
    title: str
    publisher: str
    provenance: Provenance
    period_ends_on: date | None
