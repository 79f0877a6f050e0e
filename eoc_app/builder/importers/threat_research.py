"""Indicators of one removed network by tactic, technique and procedure, one file a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.conventions import tell_unread
from eoc_app.builder.sources.delimited import header, rows
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.source import Source
from eoc_app.builder.sources.table_rows import table_rows
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import DayOrder, Span
from eoc_app.domain.figures.quantity import Quantity
from eoc_app.domain.takedowns import kill_chain, network_name
from eoc_app.domain.takedowns.defang import defanged
from eoc_app.domain.takedowns.kill_chain import Step
from eoc_app.domain.takedowns.network_findings import Findings
from eoc_app.domain.takedowns.network_name import NetworkName

BATCH_ROWS: Final = 5_000
COLUMNS: Final = ("tactic", "technique", "procedure", "indicator")
COUNTS: Final = {
    "cib": "networks removed by Meta for coordinated inauthentic behaviour",
    "inauthentic_behaviour": "networks removed by Meta for inauthentic behaviour",
    "cyber_espionage": "hacking and malware operations disrupted by Meta",
    "surveillance_for_hire": "surveillance-for-hire operations removed by Meta",
    "unknown": "operations whose indicators Meta published",
}
_REGISTERED: Final = re.compile(
    r"registration date:\s*(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2} [a-z]+ \d{4}"
    r"|[a-z]+ \d{1,2},? \d{4})",
    re.IGNORECASE,
)


def _layout(source: Source) -> dict[str, int] | None:
    """Column numbers by name, `comment` for whatever the publisher calls its notes."""
    cells = [re.sub(r"[^a-z]", "", cell.lower()).removesuffix("s") for cell in header(source)]
    if any(cells.count(name) != 1 for name in COLUMNS):
        return None
    layout = {name: cells.index(name) for name in COLUMNS}
    # `Comments`, `Commernts`, `Note`, `Notes`: one column, the first that is none of the four.
    rest = [number for number, cell in enumerate(cells) if cell and cell not in COLUMNS]
    return {**layout, "comment": rest[0]} if rest else layout


def recognises(source: Source) -> bool:
    """Whether the header names tactic, technique, procedure and indicator."""
    return _layout(source) is not None


def _cell(cells: list[str], layout: dict[str, int], name: str) -> str:
    number = layout.get(name)
    return cells[number].strip() if number is not None and number < len(cells) else ""


def _registration_order(source: Source, layout: dict[str, int]) -> DayOrder | None:
    found = (_REGISTERED.search(_cell(cells, layout, "comment")) for _, cells in rows(source))
    return span.day_order(match[1] for match in found if match)


def _table_rows(
    source: Source, intake: Intake, layout: dict[str, int]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that carry an indicator, their merged cells filled; the others are counted."""
    nothing = above = Step("", "", "")
    for line, cells in table_rows(source, intake, apart=False):
        if not any(cell.strip() for cell in cells):
            intake.skip("blank separator row")
            above = nothing
            continue
        row = {name: _cell(cells, layout, name) for name in (*COLUMNS, "comment")}
        above = kill_chain.filled(Step(row["tactic"], row["technique"], row["procedure"]), above)
        if not row["indicator"]:
            intake.skip("a procedure without an indicator")
            continue
        yield line, {**row, **above._asdict()}


def _indicators(
    source: Source, intake: Intake, layout: dict[str, int], key: str, findings: Findings
) -> Iterator[Batch]:
    order = _registration_order(source, layout)
    ambiguous: list[tuple[int, str]] = []
    batch: list[dict[str, Any]] = []
    for line, cells in _table_rows(source, intake, layout):
        row = {name: defanged(text) for name, text in cells.items()}
        kind = findings.observe(
            line, row["indicator"], row["technique"], row["procedure"], row["comment"]
        )
        stated = _REGISTERED.search(cells["comment"])
        registered_on = span.day(stated[1], order) if stated else None
        if stated and registered_on is None:
            ambiguous.append((line, stated[1]))
        batch.append(
            {
                "source_row": line,
                "provenance": "published",
                "counts_of": "indicators of the network that Meta published",
                "takedown_id": key,
                "indicator_kind": kind,
                "registered_on": registered_on,
                **{name: text or None for name, text in row.items()},
            }
        )
        if len(batch) == BATCH_ROWS:
            yield Batch("takedown_indicator", pl.from_dicts(batch, infer_schema_length=None))
            batch = []
    if batch:
        yield Batch("takedown_indicator", pl.from_dicts(batch, infer_schema_length=None))
    if ambiguous:
        intake.refuse(
            f"{len(ambiguous)} registration days were left empty",
            "they are no real day, or no date of the file shows whether day or month comes first",
            "write them as 2024-09-05",
            row=ambiguous[0][0],
            column="comment",
            value=ambiguous[0][1],
        )


def _takedown(
    name: NetworkName, period: Span, findings: Findings, intake: Intake
) -> dict[str, Any]:
    paid = {(figure, currency) for _, figure, currency in findings.spends}
    if len(paid) > 1:
        intake.refuse(
            "The network's ad spend was left empty",
            f"its rows state {len(paid)} different sums, which may overlap",
            "read the indicators under the procedure on running ads",
            row=findings.spends[1][0],
        )
    figure, currency = paid.pop() if len(paid) == 1 else (Quantity(None, None, None, "about"), None)
    notes = [*findings.notes]
    notes += ["the publisher's updated list of this network"] * name.updated
    notes += ["the file's name states no origin"] * (not name.origins)
    return {
        "network": name.title,
        "kind": name.kind,
        "announced_on": period.ends_on,
        "date_precision": period.precision,
        "period_starts_on": period.starts_on,
        "period_ends_on": period.ends_on,
        "recidivist": True if name.recidivist else None,
        "spend_lower": figure.lower,
        "spend_upper": figure.upper,
        "currency": currency,
        "networks": 1.0,
        "cell": "observed",
        "note": "; ".join(notes) or None,
    }


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """The network's indicators, then its own row, origins, targets and assets."""
    layout = _layout(source)
    name = network_name.parsed(source.name, source.around)
    if layout is None or name.period is None:
        intake.refuse(
            "The network's period is not known",
            "neither the file's name nor its folder states one quarter, half or month",
            "put the file in a folder such as Q2_2024, or begin its name so",
            value=source.name,
        )
        return
    intake.title = f"Indicators of a removed network: {name.title}, {name.period.label}"
    intake.publisher = "Meta"
    intake.url = "https://github.com/facebook/threat-research"
    intake.licence = "MIT, as the publisher's repository states"
    intake.period_starts_on, intake.period_ends_on = name.period.starts_on, name.period.ends_on

    titles = header(source)
    tell_unread(intake, titles, [titles[place] for place in layout.values()])
    key = name.key("threat", name.period.label)
    findings = Findings()
    for place in name.targets:
        findings.aims_at(place, None, "file_name")
    yield from _indicators(source, intake, layout, key, findings)
    if not intake.rows_read:
        intake.refuse("The file has no rows", "only its header is there", "fetch the file again")
        return

    own = {"provenance": "published", "takedown_id": key}
    counted = {**own, "counts_of": COUNTS[name.kind]}
    origins = [
        {"country_code": place.country_code, "as_stated": place.as_stated, "basis": "file_name"}
        for place in name.origins
    ]
    targets = [
        {
            "source_row": line,
            "country_code": place.country_code,
            "as_stated": place.as_stated,
            "basis": basis,
        }
        for place, line, basis in findings.targets.values()
    ]
    for table, found, common in (
        ("takedown", [_takedown(name, name.period, findings, intake)], counted),
        ("takedown_origin", origins, counted),
        ("takedown_target", targets, counted),
        ("takedown_asset", list(findings.asset_rows()), own),
    ):
        if found:
            facts = [{**common, **row} for row in found]
            yield Batch(table, pl.from_dicts(facts, infer_schema_length=None))


def _identity(source: Source) -> str:
    """Two networks with the same indicators are two: their names tell period and origin."""
    name = network_name.parsed(source.name, source.around)
    return name.key("threat", str(name.period))


IMPORTER = Importer(
    "Threat-research indicators by tactic, technique and procedure",
    recognises,
    read,
    identity=_identity,
)
