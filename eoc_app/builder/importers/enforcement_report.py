"""One vintage of a community standards enforcement report: world figures by quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import rows_by_column
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import Span
from eoc_app.domain.figures import quantity
from eoc_app.domain.figures.quantity import Quantity

BATCH_ROWS: Final = 5_000
COLUMNS: Final = ("app", "policy_area", "metric", "period", "value")
PLATFORMS: Final = ("facebook", "instagram", "threads", "whatsapp", "messenger")
NOT_REPORTED: Final = frozenset(
    {"n/a", "na", "-", "\u2013", "\u2014", "not available", "null", "none"}
)


def _columns(source: Source) -> list[str]:
    return [re.sub(r"\W+", "_", cell.lower()) for cell in header(source)]


def recognises(source: Source) -> bool:
    """Whether the header names app, policy area, metric, period and value."""
    return set(COLUMNS) <= set(_columns(source))


def _table(source: Source, intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    return rows_by_column(source, intake, _columns(source))


def _snake(text: str) -> str:
    return re.sub(r"\W+", "_", text.lower()).strip("_")


def _share_digits(text: str) -> int:
    """Digits after a percentage's point that say something: 1 for `96.20%`, 2 for `0.05%`."""
    return max((len(part.rstrip("0")) for part in re.findall(r"\.(\d+)\s*%", text)), default=0)


@dataclass
class _Edition:
    """What a first reading shows: newest quarter, and how finely the report rounds."""

    newest: Span | None = None
    share_digits: dict[str, int] = field(default_factory=dict)
    count_steps: dict[int, float] = field(default_factory=dict)

    def look(self, row: dict[str, str]) -> None:
        period, text = span.found_in(row["period"]), row["value"]
        if period and (self.newest is None or period.ends_on > self.newest.ends_on):
            self.newest = period
        value = None if "%" in text else quantity.number(text)
        if "%" in text:
            digits = _share_digits(text)
            self.share_digits[row["metric"]] = max(digits, self.share_digits.get(row["metric"], 0))
        elif value:
            magnitude, step = len(f"{value:.0f}"), quantity.rounding_step(value)
            self.count_steps[magnitude] = min(step, self.count_steps.get(magnitude, step))

    def figure(self, metric: str, text: str) -> Quantity | None:
        """The printed value with the bounds that the report's rounding allows.

        A count such as `20,000,000` is rounded as finely as the finest of its magnitude in the
        same report; a share as finely as the finest of its metric.
        """
        found = quantity.parse(text)
        if found is None or found.value is None or found.qualifier != "exact":
            return found
        value = found.value
        name = _snake(metric)
        if "prevalence" in name or name == "ubp":
            if name.startswith("lower"):
                return quantity.stated(value, "at_least")
            if name.startswith("upper") or name == "ubp":
                return quantity.stated(value, "at_most")
        if "%" in text:
            half = 0.5 * 10.0 ** -(self.share_digits.get(metric, 0) + 2)
        else:
            half = self.count_steps.get(len(f"{value:.0f}"), 0.0) / 2 if value else 0.0
        lower, upper = max(0.0, value - half), value + half
        return Quantity(
            round(value, 12),
            round(lower, 12),
            round(min(upper, 1.0) if "%" in text else upper, 12),
            "rounded",
        )


def _vintage(source: Source, edition: _Edition, intake: Intake) -> tuple[str, str | None]:
    """The report's edition: by the file's name, else by its newest quarter, and how it was told."""
    stated = span.found_in(PurePosixPath(source.name).stem)
    newest = edition.newest
    if stated and newest and newest.ends_on > stated.ends_on:
        intake.refuse(
            f"The edition in the file's name was not believed; {newest.label} is used",
            f"the file holds figures up to {newest.label}, which an edition {stated.label} cannot",
            "name the file after its newest quarter",
            value=source.name,
        )
    elif stated:
        return stated.label, None
    label = newest.label if newest else "unknown"
    return label, "edition taken from the newest quarter in the file"


def _unit(row: dict[str, str]) -> str:
    if "%" in row["value"]:
        return "share"
    return "accounts" if "account" in row["policy_area"].lower() else "pieces of content"


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """World figures by platform, policy, metric and quarter, each under the file's edition."""
    edition = _Edition()
    for _, row in _table(source, Intake(source.path)):
        edition.look(row)
    vintage, note = _vintage(source, edition, intake)
    intake.title = f"Community Standards Enforcement Report, edition {vintage}"
    intake.title += f" ({note})" if note else ""
    intake.publisher = "Meta"
    intake.url = "https://transparency.meta.com/reports/community-standards-enforcement/"

    known: dict[tuple[str, ...], tuple[int, str]] = {}
    periods: list[Span] = []
    batch: list[dict[str, Any]] = []
    for line, row in _table(source, intake):
        if not any(row.values()):
            intake.skip("blank separator row")
            continue
        if not row["value"] or row["value"].lower() in NOT_REPORTED:
            intake.skip("the report gives no figure (N/A) for that quarter")
            continue
        key = tuple(row[name] for name in COLUMNS[:4])
        period = span.found_in(row["period"])
        figure = edition.figure(row["metric"], row["value"])
        fault = _fault(row, period, figure)
        if fault is None and key in known:
            first, value = known[key]
            if value == row["value"]:
                intake.skip("the same figure again")
                continue
            fault = (
                "value",
                f"line {first} states {value} for the same quarter",
                "keep one of them",
            )
        if fault or period is None or figure is None:
            column, why, remedy = fault or ("value", "it is no figure", "write a number")
            intake.refuse(
                "A figure was not imported",
                why,
                remedy,
                row=line,
                column=column,
                value=row.get(column, ""),
            )
            continue
        known[key] = (line, row["value"])
        periods.append(period)
        platform = row["app"].lower()
        batch.append(
            {
                "source_row": line,
                "provenance": "published",
                "counts_of": f"{row['metric']}, {row['policy_area']}: world figure of {row['app']}",
                "scope": "world",
                "country_code": None,
                "period_starts_on": period.starts_on,
                "period_ends_on": period.ends_on,
                "platform": platform if platform in PLATFORMS else "other",
                "vintage": vintage,
                "policy_area": row["policy_area"],
                "as_stated": row["value"],
                "metric": _snake(row["metric"]),
                "value": figure.value,
                "lower": figure.lower,
                "upper": figure.upper,
                "qualifier": figure.qualifier,
                "unit": _unit(row),
                "cell": "observed",
                "note": note,
            }
        )
        if len(batch) == BATCH_ROWS:
            yield Batch("enforcement", pl.from_dicts(batch, infer_schema_length=None))
            batch = []
    intake.period_starts_on = min((period.starts_on for period in periods), default=None)
    intake.period_ends_on = max((period.ends_on for period in periods), default=None)
    if batch:
        yield Batch("enforcement", pl.from_dicts(batch, infer_schema_length=None))


def _fault(
    row: dict[str, str], period: Span | None, figure: Quantity | None
) -> tuple[str, str, str] | None:
    """Column, reason and remedy of what keeps a row out."""
    if period is None:
        return "period", "it names no single quarter or half", "write the quarter as 2024Q1"
    if figure is None:
        return "value", "it is no figure, share or range", "write a figure such as 1,200 or 96.20%"
    blank = next((name for name in COLUMNS[:3] if not row[name]), None)
    return (blank, "the cell is blank", "fill it") if blank else None


IMPORTER = Importer("Community standards enforcement report, one edition", recognises, read)
