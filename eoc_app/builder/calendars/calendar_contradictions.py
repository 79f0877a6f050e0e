"""Versions of a period of which nothing says when each of them counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eoc_app.builder.sources.intake import Intake

MARK: Final = "contradicts an earlier version: nothing says when each of them counts"
_TIMES: Final = ("starts_at", "ends_at", "withdrawn")


@dataclass(frozen=True, slots=True)
class Told:
    """A version as its row tells it, with the cell that says from when it was known."""

    fact: dict[str, Any]
    """A row of `restriction_period`; `known_from_at` is UTC without a zone mark."""
    column: str
    value: str | None
    is_numbered: bool = False
    """Whether the source numbers its versions, which orders those that are not dated."""


def differ(version: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two versions say other times, or only one of them that it does not take place."""
    return any(version[name] != other[name] for name in _TIMES)


def contradictions(versions: Sequence[Told]) -> Iterator[tuple[Told, Told, str]]:
    """Each version of a zone that contradicts an earlier one, that one, and why.

    `versions` are in their order. A later one must become known after those with other times:
    undated it would count from the start, as the first does.
    """
    latest: Told | None = None
    for earlier, later in zip((None, *versions), versions, strict=False):
        known_from = later.fact["known_from_at"]
        if known_from is None:
            if earlier and differ(earlier.fact, later.fact) and not _are_numbered(earlier, later):
                yield later, earlier, "nothing says from when this one was known"
            continue
        for other in (earlier, latest):
            before = other.fact["known_from_at"] if other else None
            if other is None or before is None or before < known_from:
                continue
            if not differ(other.fact, later.fact):
                continue
            if before > known_from:
                yield later, other, "this one was known before it"
                break
            if not _are_numbered(other, later):
                yield later, other, "both were known from the same moment"
                break
        if latest is None or known_from >= latest.fact["known_from_at"]:
            latest = later


def _are_numbered(version: Told, other: Told) -> bool:
    return version.is_numbered and other.is_numbered


def report(intake: Intake, later: Told, row: int, why: str) -> None:
    """Name a version that contradicts the one on another row, and mark it; both stay."""
    note = later.fact["note"]
    if MARK not in (note or ""):
        later.fact["note"] = f"{note}; {MARK}" if note else MARK
    intake.refuse(
        "Versions of a period contradict each other",
        f"row {row} says something else of the same period and zone, and {why};"
        " both are kept and the later one is marked",
        "say from when the later one was known, or remove the one that is wrong",
        row=later.fact["source_row"],
        column=later.column,
        value=later.value,
    )
