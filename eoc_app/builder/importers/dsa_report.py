"""Tables of the harmonised transparency report under the Digital Services Act."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from eoc_app.builder.cells.dsa_moderators import counts_moderators, moderators
from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.conventions import tell_unread
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import Cells, rows_by_column
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.figures import quantity
from eoc_app.snapshot.catalogue import catalogue

_CODES: Final = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
MEMBER_STATES: Final = {**{code: code for code in _CODES.split()}, "EL": "GR", "GR": "GR"}
"""Member states by the report's codes; the EU writes Greece as EL."""

WHOLE: Final = frozenset({"TOTAL", "EU", "EU27", "EU-27", "ALL"})
MERGED: Final = ("applicability", "service", "reporting period", "section", "indicator")
UNITS: Final = {"median": "hours", "items": "items", "actions": "actions", "notices": "notices"}
PLATFORMS: Final = frozenset(catalogue().schema["published_figure"].values["platform"]) - {
    "several", "all", "offline", "other",
}  # fmt: skip
OTHER: Final = "KEYWORD_OTHER"
SHORTENED: Final = (
    ("number_of_specific_items_of_information_included_in_the_total_number_of_notices", "items"),
    ("by_trusted_flaggers_trusted_flagger_notices", "trusted_flaggers"),
    ("trusted_flagger_notices", "trusted_flaggers"),
    ("number_of_notices_received_from_trusted_flaggers", "received_trusted_flaggers"),
    ("number_of_notices_received", "received"),
    ("median_time_to_take_action", "median_hours_to_action"),
    ("number_of_actions_taken_on_the_basis_of_the_law", "actions_by_law"),
    (
        "number_of_actions_taken_on_the_basis_of_the_terms_and_conditions_of_the_service",
        "actions_by_terms",
    ),
    ("number_of_measures_taken_at_the_provider_own_initiative", "measures"),
    ("number_of_measures_taken_after_detection_with_solely_automated_means", "measures_automated"),
)
"""The report's column headings as words of a metric; others keep their full length."""


_Row = tuple[int, Cells]
"""Its line, its cells by column, and whether it has more cells than the header."""
UNNAMED: Final = "moderators of services that the table of capacity has no word for"
UNMEASURED: Final = "medians printed as 0.0 where nothing was received"


@dataclass(frozen=True)
class _Table:
    """A table of the report: how it is called in metrics, and the column that names its rows."""

    name: str
    rows_by: str


def _columns(source: Source) -> list[str]:
    return [" ".join(cell.lower().replace("\u2019", "'").split()) for cell in header(source)]


def _table(columns: list[str]) -> _Table | None:
    """Which table a header belongs to; None for the tables that the format has no place for."""
    if {"scope", "value", "indicator"} <= set(columns):
        return _Table("recipients", "scope")
    terms = next((c for c in columns if c.startswith("category of incompatibility")), None)
    illegal = next((c for c in columns if c == "category of illegal content"), None)
    measures = any(c.startswith("number of measures taken at the provider's own") for c in columns)
    if terms and measures:
        return _Table("own_initiative_terms", terms)
    if illegal and measures:
        return _Table("own_initiative_illegal", illegal)
    if illegal and "number of notices received" in columns:
        return _Table("notices", illegal)
    return None


def recognises(source: Source) -> bool:
    """Whether the header is one of the harmonised report's, whichever table or year."""
    return {"applicability", "service", "reporting period"} <= set(_columns(source))


def _filled_rows(source: Source, columns: list[str], intake: Intake) -> Iterator[_Row]:
    """Rows with merged cells filled from above."""
    above = dict.fromkeys(MERGED, "")
    for line, row in rows_by_column(source, intake, columns, apart=False):
        if any(row.values()):
            above = {name: row.get(name) or above[name] for name in MERGED}
            row.update(above)
        yield line, row


def _period(text: str) -> tuple[date, date] | None:
    starts_on, _, ends_on = text.partition("/")
    first, last = span.day(starts_on, None), span.day(ends_on, None)
    return (first, last) if first and last and first <= last else None


def _slug(text: str) -> str:
    slug = re.sub(r"\W+", "_", text.lower().replace("'s", "")).strip("_")
    for long, short in SHORTENED:
        slug = slug.replace(long, short)
    return slug


def _level(row_name: str) -> str:
    """Total, category or keyword: three countings of the same notices, never to be added up."""
    folded = row_name.upper()
    if folded in WHOLE:
        return "total"
    return "category" if folded.startswith("STATEMENT_CATEGORY") else "keyword"


def _recipients(row: dict[str, str]) -> list[dict[str, Any]] | str:
    """The fact of a row of the recipients table, or what keeps it out."""
    scope = row["scope"].upper()
    if scope not in MEMBER_STATES and scope not in WHOLE:
        return "its scope is neither a member state nor the total"
    figure = quantity.parse(row["value"])
    if figure is None:
        return "its value is no figure"
    fact = {
        "counts_of": "average monthly active recipients of the service, as its provider reports",
        "scope": "country" if scope in MEMBER_STATES else "eu",
        "country_code": MEMBER_STATES.get(scope),
        "family": "user_base",
        "statement": row["indicator"],
        "metric": "monthly_active_recipients",
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "qualifier": figure.qualifier,
        "unit": "recipients",
        "note": row.get("contextual information") or None,
    }
    return [fact]


def _measures(
    table: _Table, row: dict[str, str], place: str, intake: Intake
) -> list[dict[str, Any]] | str:
    """The facts of a row of notices or measures, one for each filled cell, or what keeps it out.

    `place` is the row's name, made the only one of its kind.
    """
    name = place
    level = _level(row[table.rows_by])
    facts: list[dict[str, Any]] = []
    for column in list(row)[list(row).index(table.rows_by) + 1 :]:
        text = row[column]
        if not text or column.startswith(("description", "contextual")):
            continue
        figure = quantity.parse(text)
        if figure is None:
            return f"its cell under {column!r} is no figure"
        hours = column.startswith("median time")
        if hours and figure.value == 0 and not _received(row, column):
            intake.skip(UNMEASURED)
            continue
        facts.append(
            {
                "counts_of": f"{column}, {level} {name}, EU, as the provider reports",
                "scope": "eu",
                "country_code": None,
                "family": "dsa",
                "scope_note": f"{level}: {name}",
                "statement": f"{column}: {level}",
                "metric": f"{table.name}_{_slug(column)}_{level}",
                "value": figure.value,
                "lower": figure.lower,
                "upper": figure.upper,
                "qualifier": figure.qualifier,
                "unit": next(
                    (unit for words, unit in UNITS.items() if words in column), "measures"
                ),
            }
        )
    return facts


def _received(row: dict[str, str], median: str) -> bool:
    """Whether any notice of the median's kind, flagged by trusted flaggers or all, is counted."""
    columns = [name for name in row if name.startswith("number of notices received")]
    counts = [row[name] for name in columns if ("trusted" in name) == ("trusted" in median)]
    return any(quantity.number(text) for text in counts)


def _names(table: _Table, numbered: list[_Row]) -> list[str]:
    """What each row is called: keywords of the provider's own bear their description.

    Where even that comes several times, the category above it tells the rows apart.
    """
    above = ""
    names: list[str] = []
    full: list[str] = []
    for _, row in numbered:
        name = row.get(table.rows_by, "")
        described = next((text for title, text in row.items() if title.startswith("descr")), "")
        if _level(name) == "category":
            above = name
        own = described if name.upper() == OTHER else ""
        names.append(f"{name} ({own})" if own else name)
        full.append(f"{names[-1]} in {above}" if above and name.upper() == OTHER else names[-1])
    met = Counter(
        (row["service"], row["reporting period"], name)
        for name, (_, row) in zip(names, numbered, strict=True)
    )
    return [
        whole if met[row["service"], row["reporting period"], name] > 1 else name
        for name, whole, (_, row) in zip(names, full, numbered, strict=True)
    ]


def _platform(service: str) -> str:
    """The format's word for a service: its own, or that of the family that it is called after."""
    words = re.findall(r"[a-z]+", service.lower())
    return next((word for word in words[:1] if word in PLATFORMS), "other")


def _facts(
    table: _Table, row: dict[str, str], period: tuple[date, date] | None, place: str, intake: Intake
) -> list[dict[str, Any]] | str:
    """The facts of a row, or what keeps it out."""
    if period is None:
        return "its reporting period is no pair of days such as 2025-07-01/2025-12-31"
    if not row["service"]:
        return "it names no service, and no row above does"
    if not row[table.rows_by]:
        return f"its cell under {table.rows_by!r} is blank"
    if table.name == "recipients":
        return moderators(row) if counts_moderators(row) else _recipients(row)
    return _measures(table, row, place, intake)


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Recipients by member state, notices, or measures at the provider's own initiative."""
    columns = _columns(source)
    table = _table(columns)
    intake.title = "Harmonised DSA transparency report"
    if table is None:
        intake.refuse(
            "This table of the DSA report was not imported",
            "the format has a place for its recipients, notices and own-initiative tables only",
            "import those tables; this one needs no repair",
            value=", ".join(columns),
        )
        return
    facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    numbered = list(_filled_rows(source, columns, intake))
    for (line, row), place in zip(numbered, _names(table, numbered), strict=True):
        if not any(row.values()):
            intake.skip("blank separator row")
            continue
        period = _period(row["reporting period"])
        found = _facts(table, row, period, place, intake)
        if isinstance(found, str) or period is None:
            intake.refuse(
                "A row was not imported",
                str(found),
                "correct the row as the provider published it",
                row=line,
                value=row[table.rows_by],
            )
            continue
        if not found:
            intake.skip("a row without any figure")
        service = row["service"]
        of_people = counts_moderators(row)
        intake.publisher = f"provider of {service}"
        what = "human resources" if of_people else table.name.replace("_", " ")
        intake.title = f"DSA transparency report of {service}: {what}"
        intake.period_starts_on, intake.period_ends_on = period
        if of_people and _platform(service) == "other":
            intake.skip(UNNAMED)
            continue
        named = {"service": service, "citation": "DSA harmonised transparency report"}
        facts["capacity" if of_people else "published_figure"] += [
            {
                "source_row": line,
                "provenance": "published",
                "period_starts_on": period[0],
                "period_ends_on": period[1],
                "platform": _platform(service),
                "cell": "observed",
                **({} if of_people else named),
                **fact,
            }
            for fact in found
        ]
    if numbered:
        tell_unread(intake, columns, numbered[0][1].asked)
    for name, rows in facts.items():
        yield Batch(name, pl.from_dicts(rows, infer_schema_length=None))


IMPORTER = Importer("DSA harmonised transparency report", recognises, read)
