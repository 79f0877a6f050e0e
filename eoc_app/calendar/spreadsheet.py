"""The register as CSV: one row for each announced version of a period in a zone, in order.

The words are those of the snapshot's format. Only the newest version has a state; the row of an
earlier version names its replacement instead, so that no filter on a state finds outdated rows. The
columns that a list of periods needs come first, so that the file can be imported again. Text that a
spreadsheet would take for a formula is prefixed with a zero-width space, which every importer
removes; an apostrophe would stay in the text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from eoc_app.calendar.entry import EXERCISE, Entry, entries, plain
from eoc_app.core.country import country
from eoc_app.views.register_view import PeriodVersion, RegisterView

COLUMNS: Final = (
    "country_code", "country", "election", "rule", "medium", "starts_local", "ends_local",
    "time_zone", "round", "territory", "platform", "citation", "confidence", "imposed_by",
    "stated_by", "known_from_at", "withdrawn", "conditional", "note", "starts_at", "ends_at",
    "state", "state_text", "wall_state", "wall_text", "moved", "breach_count", "version",
    "period_id", "rule_id", "election_id", "provenance", "exercise", "state_at", "now_at",
    "known_at", "as_of", "marking", "snapshot", "snapshot_id", "publisher",
)  # fmt: skip
GUARD: Final = "\u200b"
_FORMULA: Final = re.compile(r"(?:^|(?<=[;|\t]))(?=\s*[-=+@\uff1d\uff0b\uff0d\uff20])")
"""Where a formula would begin, in full-width characters too. In some countries a spreadsheet takes
a semicolon inside a cell for the cell's end."""


def as_csv(view: RegisterView) -> str:
    """Returns every period of a register, including undated ones, with its marking in every row.

    A country with an election but no rule on record has a row that says so.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(view):
        writer.writerow({key: _cell(value) for key, value in row.items() if value is not None})
    return text.getvalue()


def _rows(view: RegisterView) -> Iterator[dict[str, str | None]]:
    common = {
        "state_at": _utc(view.at),
        "now_at": _utc(view.now_at),
        "known_at": _utc(view.known_at),
        "as_of": _utc(view.as_of_at),
        "marking": view.marking,
        "snapshot": view.snapshot_title,
        "snapshot_id": view.snapshot_id,
        "publisher": view.publisher,
    }
    for entry in entries(view):
        for version in entry.announced[:-1]:
            yield _earlier(entry, version) | common
        yield _period(entry) | common
    for code in view.unruled:
        yield {
            "country_code": code,
            "country": country(code).name,
            "state": "no_rule",
            "state_text": "no rule on record",
            "wall_state": "no_rule",
            "wall_text": "no rule on record",
            **common,
        }


def _period(entry: Entry) -> dict[str, str | None]:
    period, zone, version = entry.period, entry.zone, entry.version
    return {
        "country_code": period.country_code,
        "country": period.country,
        "election": entry.election,
        "rule": period.rule,
        "medium": period.medium,
        "starts_local": zone.starts_local.isoformat() if zone.starts_local else None,
        "ends_local": zone.ends_local.isoformat() if zone.ends_local else None,
        "time_zone": zone.time_zone,
        "round": period.round,
        "territory": zone.territory,
        "platform": period.platform,
        "citation": entry.citation,
        "confidence": entry.confidence,
        "imposed_by": period.imposed_by,
        "stated_by": period.stated_by,
        "known_from_at": _utc(version.known_from_at) if version else None,
        "withdrawn": "true" if entry.is_withdrawn else "false",
        "conditional": "true" if entry.is_conditional else "false",
        "note": entry.note,
        "starts_at": _utc(zone.starts_at),
        "ends_at": _utc(zone.ends_at),
        "state": zone.state,
        "state_text": zone.state_text,
        "wall_state": zone.wall_state,
        "wall_text": zone.wall_text,
        "moved": period.moved,
        "breach_count": str(period.breach_count),
        "version": str(entry.number),
        "period_id": period.period_id,
        "rule_id": period.rule_id,
        "election_id": period.election_id,
        "provenance": "synthetic" if period.exercise else "published",
        "exercise": EXERCISE if period.exercise else None,
    }


def _earlier(entry: Entry, version: PeriodVersion) -> dict[str, str | None]:
    """Returns the row of a version that was replaced by the register's moment."""
    text = f"replaced by version {entry.number}"
    return _period(entry) | {
        "election": version.election,
        "starts_local": version.starts_local.isoformat() if version.starts_local else None,
        "ends_local": version.ends_local.isoformat() if version.ends_local else None,
        "citation": version.citation,
        "confidence": version.confidence,
        "known_from_at": _utc(version.known_from_at),
        "withdrawn": "true" if version.withdrawn else "false",
        "conditional": "true" if version.conditional else "false",
        "note": version.note,
        "starts_at": _utc(version.starts_at),
        "ends_at": _utc(version.ends_at),
        "state": "replaced",
        "state_text": text,
        "wall_state": "replaced",
        "wall_text": text,
        "moved": None,
        "breach_count": None,
        "version": str(version.version),
    }


def _cell(text: str) -> str:
    return _FORMULA.sub(GUARD, plain(text))


def _utc(at: datetime | None) -> str | None:
    return None if at is None else f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"
