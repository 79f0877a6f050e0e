"""Indicators of a whole threat report by type and value, with the day and a comment a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.sources.table_rows import table_rows
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import DayOrder
from eoc_app.domain.takedowns import network_name
from eoc_app.domain.takedowns.defang import defanged, indicator_kind
from eoc_app.domain.takedowns.network_findings import Findings, places
from eoc_app.domain.takedowns.network_name import NetworkName, Place

BATCH_ROWS: Final = 5_000
_NAMES: Final = {
    "type": "type",
    "indicator_type": "type",
    "value": "value",
    "indicator_value": "value",
    "comment": "comment",
    "comments": "comment",
    "ds": "ds",
}
_KINDS: Final = (
    ("domain", r"domain|host"),
    ("url", r"ur[li]"),
    ("hash", r"md5|sha\d|hash"),
    ("email", r"mail"),
    ("phone", r"phone|msisdn"),
    ("handle", r"handle|user_?name|account"),
    ("other", r"package|app_id|ip|file|bundle|cert"),
)
_FROM: Final = re.compile(r"(?:CIB:\s*(?P<after>.+)|(?P<before>[^:]+):\s*CIB\b.*)", re.IGNORECASE)
_AIMED: Final = re.compile(r"(?P<place>.+?)-targeting\b", re.IGNORECASE)


def _layout(source: Source) -> dict[str, int] | None:
    cells = [_NAMES.get(cell.lower(), "") for cell in header(source)]
    layout = {name: number for number, name in enumerate(cells) if name}
    known = {"type", "value"} <= layout.keys() and {"comment", "ds"} & layout.keys()
    return layout if known and all(cells) else None


def recognises(source: Source) -> bool:
    """Whether the header is type and value with comment or ds, in any order, and nothing else."""
    return _layout(source) is not None


@dataclass
class _Operation:
    """One operation of the report, as the comments of its indicators tell it apart."""

    key: str
    kind: str
    origins: list[Place]
    announced_on: date | None = None
    findings: Findings = field(default_factory=Findings)


def _origins(comment: str) -> list[Place]:
    match = _FROM.fullmatch(comment.strip())
    return places(match["after"] or match["before"]) if match else []


def _operation(comment: str, name: NetworkName, when: str) -> _Operation:
    """The operation that a comment names: a network by its origins, else the report's one rest.

    Only comments that say CIB tell networks apart with certainty; malware and espionage comments
    name tools and hosts, so all of those rows stand for one operation.
    """
    coordinated = re.search(r"\bCIB\b", comment) is not None
    kind = "cib" if coordinated else "unknown" if name.kind == "cib" else name.kind
    origins = _origins(comment) if coordinated else []
    codes = [place.country_code or place.as_stated.lower() for place in origins] or ["XX"]
    parts = ["threat", when, *codes, *([] if coordinated else [kind.replace("_", "-")]), "1"]
    return _Operation("-".join(parts), kind, origins)


def _indicator_kind(stated: str, value: str) -> str:
    return next((k for k, p in _KINDS if re.search(p, stated.lower())), indicator_kind(value))


_UNDATED: Final = (
    "ds",
    "neither the row nor the file's name states a day or a month",
    "fill the column ds, or begin the file's name with a month such as 2022_04",
)


def _fault(row: dict[str, str], stated_on: date | None) -> tuple[str, str, str] | None:
    """Column, reason and remedy of what keeps a row out."""
    if not row["value"]:
        return "value", "the row has no value", "fill it"
    if row.get("ds") and stated_on is None:
        return "ds", span.unsure(row["ds"]) or "it is no day", "write the day as 2022-04-07"
    return None


def _order(source: Source, layout: dict[str, int]) -> DayOrder | None:
    """Which part of its days is the month, as the column itself proves."""
    place = layout.get("ds")
    if place is None:
        return None
    aside = table_rows(source, Intake(source.path))
    return span.day_order({cells[place] for _, cells in aside if place < len(cells)})


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Indicators as they stream, then the operations that they belong to."""
    layout = _layout(source) or {}
    name = network_name.parsed(source.name, source.around)
    intake.title = f"Indicators of a threat report: {source.name}"
    intake.publisher = "Meta"
    intake.url = "https://github.com/facebook/threat-research"
    intake.licence = "MIT, as the publisher's repository states"
    operations: dict[str, _Operation] = {}
    batch: list[dict[str, Any]] = []
    order = _order(source, layout)
    for line, cells in table_rows(source, intake):
        if not any(cell.strip() for cell in cells):
            intake.skip("blank separator row")
            continue
        row = {key: cells[n].strip() if n < len(cells) else "" for key, n in layout.items()}
        stated_on = span.day(row.get("ds", ""), order)
        when = stated_on.strftime("%Y%m%d") if stated_on else name.period and name.period.label
        fault = _fault(row, stated_on)
        if fault or not when:
            column, why, remedy = fault or _UNDATED
            intake.refuse(
                "An indicator was not imported",
                why,
                remedy,
                row=line,
                column=column,
                value=row.get(column) or " | ".join(cells),
            )
            continue
        comment = row.get("comment", "")
        new = _operation(comment, name, when)
        operation = operations.setdefault(new.key, new)
        operation.announced_on = stated_on
        if aimed := _AIMED.match(comment):
            for place in places(aimed["place"]):
                operation.findings.aims_at(place, line, "inferred")
        kind = _indicator_kind(row["type"], row["value"])
        batch.append(
            {
                "source_row": line,
                "provenance": "published",
                "counts_of": "indicators of a threat report that Meta published",
                "takedown_id": operation.key,
                "indicator_kind": kind,
                "indicator": defanged(row["value"]),
                # The format has no word for apps and addresses; the publisher's stays readable.
                "comment": defanged(f"{comment} ({row['type']})" if kind == "other" else comment),
            }
        )
        if len(batch) == BATCH_ROWS:
            yield Batch("takedown_indicator", pl.from_dicts(batch, infer_schema_length=None))
            batch = []
    if batch:
        yield Batch("takedown_indicator", pl.from_dicts(batch, infer_schema_length=None))
    yield from _of_operations(list(operations.values()), name, intake)


def _of_operations(
    operations: list[_Operation], name: NetworkName, intake: Intake
) -> Iterator[Batch]:
    named = {place.country_code for operation in operations for place in operation.origins}
    takedowns: list[dict[str, Any]] = []
    origins: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    days: list[date] = []
    for operation in operations:
        # What the comments do not place comes from the other places in the file's name.
        rest = [place for place in name.origins if place.country_code not in named]
        found = operation.origins or rest
        basis = "inferred" if operation.origins or len(rest) < len(name.origins) else "file_name"
        own = {
            "provenance": "published",
            "counts_of": "operations of a threat report whose indicators Meta published",
            "takedown_id": operation.key,
        }
        origins += [
            {**own, "country_code": p.country_code, "as_stated": p.as_stated, "basis": basis}
            for p in found
        ]
        targets += [
            {
                **own,
                "source_row": row,
                "country_code": place.country_code,
                "as_stated": place.as_stated,
                "basis": target_basis,
            }
            for place, row, target_basis in operation.findings.targets.values()
        ]
        day, period = operation.announced_on, name.period
        starts_on = day or (period.starts_on if period else None)
        ends_on = day or (period.ends_on if period else None)
        days += [end for end in (starts_on, ends_on) if end]
        takedowns.append(
            {
                **own,
                "network": " and ".join(place.as_stated for place in found) or "operation",
                "kind": operation.kind,
                "announced_on": ends_on,
                "date_precision": "day" if day else period.precision if period else None,
                "period_starts_on": None if day else starts_on,
                "period_ends_on": None if day else ends_on,
                "networks": 1.0,
                "cell": "observed",
                "note": "a report's list; the comments of its indicators may name several groups",
            }
        )
    intake.period_starts_on, intake.period_ends_on = (
        min(days, default=None),
        max(days, default=None),
    )
    for table, facts in (
        ("takedown", takedowns),
        ("takedown_origin", origins),
        ("takedown_target", targets),
    ):
        if facts:
            yield Batch(table, pl.from_dicts(facts, infer_schema_length=None))


IMPORTER = Importer("Threat-report indicators by type and value", recognises, read)
