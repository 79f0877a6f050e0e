"""A list of announced takedowns: one removed network a row, with assets, followers and budget."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import polars as pl

from eoc_app.builder.importers import Importer
from eoc_app.builder.sources.delimited import header
from eoc_app.builder.sources.intake import Batch, Intake
from eoc_app.builder.sources.named_rows import rows_by_column
from eoc_app.builder.sources.source import Source
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import DayOrder
from eoc_app.domain.figures import quantity
from eoc_app.domain.takedowns.network_findings import places
from eoc_app.domain.takedowns.network_name import Place

NEEDED: Final = frozenset({"origin_countries", "target_countries", "announced_date"})
DATES: Final = ("entry_date", "announced_date", "start_date", "end_date")
ASSETS: Final = (
    ("facebook", "account", "fb_accounts", None),
    ("facebook", "page", "fb_pages", "fb_pages_followers"),
    ("facebook", "group", "fb_groups", "fb_groups_followers"),
    ("facebook", "event", "events", None),
    ("instagram", "account", "ig_accounts", "ig_followers"),
)
COUNTS_OF: Final = "networks removed by Facebook for coordinated inauthentic behaviour"


def _columns(source: Source) -> list[str]:
    return [re.sub(r"\W+", "_", cell.lower()) for cell in header(source)]


def recognises(source: Source) -> bool:
    """Whether the header names origins, targets, the announcement's day and an asset count."""
    columns = set(_columns(source))
    return columns >= NEEDED and any(name in columns for _, _, name, _ in ASSETS)


def _table(source: Source, intake: Intake) -> Iterator[tuple[int, dict[str, str]]]:
    return rows_by_column(source, intake, _columns(source))


def _orders(source: Source) -> dict[str, DayOrder | None]:
    """Day order of each date column; one that proves none takes what all columns prove together."""
    texts: dict[str, list[str]] = {name: [] for name in DATES}
    for _, row in _table(source, Intake(source.path)):
        for name in DATES:
            texts[name].append(row.get(name, ""))
    together = span.day_order(text for column in texts.values() for text in column)
    return {name: span.day_order(column) or together for name, column in texts.items()}


def _activity(
    row: dict[str, str], orders: dict[str, DayOrder | None], intake: Intake, line: int
) -> tuple[date | None, date | None]:
    """First and last day of a paid campaign; months and years count from first to last day."""
    ends: list[date | None] = []
    for name in ("start_date", "end_date"):
        text = row.get(name, "")
        day = span.day(text, orders[name])
        whole = span.month_or_year(text)
        if text and not day and not whole:
            intake.refuse(
                "A campaign's date was left empty",
                "it is no date, or day and month cannot be told apart",
                "write it as 2019-10-30 or May-14",
                row=line,
                column=name,
                value=text,
            )
        ends.append(day or (None if not whole else whole.starts_on if not ends else whole.ends_on))
    return ends[0], ends[1]


def _number(row: dict[str, str], name: str, intake: Intake, line: int) -> float | None:
    """A count in a cell; blank is not stated, which is not 0."""
    text = row.get(name, "")
    value = quantity.number(text.removeprefix("$").removesuffix("USD")) if text else None
    if text and value is None:
        intake.refuse(
            "A count was left empty",
            "the cell is no number",
            "write digits, with or without thousands commas, or leave it blank",
            row=line,
            column=name,
            value=text,
        )
    return value


def _distinct(text: str) -> list[Place]:
    found = {
        place.country_code or place.as_stated.lower(): place for place in reversed(places(text))
    }
    return list(found.values())[::-1]


def _takedown(
    row: dict[str, str],
    announced_on: date,
    orders: dict[str, DayOrder | None],
    intake: Intake,
    line: int,
) -> dict[str, Any]:
    starts_on, ends_on = _activity(row, orders, intake, line)
    budget = _number(row, "budget_usd", intake, line)
    figure = None if budget is None else quantity.stated(budget, "about")
    notes = [f"themes: {row['keywords']}"] if row.get("keywords") else []
    entered_on = span.day(row.get("entry_date", ""), orders["entry_date"])
    if entered_on and announced_on > entered_on:
        notes.insert(0, f"announced after its entry into the list on {entered_on}: one is wrong")
        intake.refuse(
            "A network's announcement day is doubtful, and imported as it stands",
            f"the row was entered into the list on {entered_on}, before the announcement",
            "compare it with the announcement and correct the row",
            row=line,
            column="announced_date",
            value=row["announced_date"],
        )
    return {
        "kind": "cib",
        "announced_on": announced_on,
        "date_precision": "day",
        "period_starts_on": starts_on,
        "period_ends_on": ends_on,
        "affiliation": row.get("affiliation") or None,
        "spend_lower": figure.lower if figure else None,
        "spend_upper": figure.upper if figure else None,
        "currency": "USD" if figure else None,
        "networks": 1.0,
        "cell": "observed",
        "announcement_url": row.get("url") or None,
        "note": "; ".join(notes) or None,
    }


def _assets(row: dict[str, str], intake: Intake, line: int) -> Iterator[dict[str, Any]]:
    for platform, kind, column, followed in ASSETS:
        value = _number(row, column, intake, line)
        followers = _number(row, followed, intake, line) if followed else None
        if value is None and followers is None:
            continue
        yield {
            "platform": platform,
            "asset_kind": kind,
            "value": value,
            "lower": value,
            "upper": value,
            "qualifier": "about" if value is None else "exact",
            "followers": followers,
        }


def read(source: Source, intake: Intake) -> Iterator[Batch]:
    """Every row as its own network, also where several share one announcement."""
    intake.title = "Announced takedowns of coordinated inauthentic behaviour"
    intake.publisher = "a compilation of Facebook's announcements"
    orders = _orders(source)
    numbers: Counter[str] = Counter()
    facts: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("takedown", "takedown_origin", "takedown_target", "takedown_asset")
    }
    days: list[date] = []
    for line, row in _table(source, intake):
        if not any(row.values()):
            intake.skip("blank separator row")
            continue
        announced_on = span.day(row["announced_date"], orders["announced_date"])
        if announced_on is None:
            intake.refuse(
                "A network was not imported",
                "its announcement day is none, or day and month cannot be told apart",
                "write the day as 2019-10-30",
                row=line,
                column="announced_date",
                value=row["announced_date"],
            )
            continue
        days.append(announced_on)
        origins = _distinct(row["origin_countries"])
        codes = [p.country_code or re.sub(r"\W+", "-", p.as_stated.lower()) for p in origins]
        stem = "-".join(["cib", announced_on.strftime("%Y%m%d"), *(codes or ["XX"])])
        numbers[stem] += 1
        common = {
            "source_row": line,
            "provenance": "published",
            "takedown_id": f"{stem}-{numbers[stem]}",
        }
        counted = {**common, "counts_of": COUNTS_OF}
        name = " and ".join(place.as_stated for place in origins) or "network"
        name += f", {announced_on}" + (f" #{numbers[stem]}" if numbers[stem] > 1 else "")
        facts["takedown"].append(
            {**counted, "network": name, **_takedown(row, announced_on, orders, intake, line)}
        )
        for table, found in (
            ("takedown_origin", origins),
            ("takedown_target", _distinct(row["target_countries"])),
        ):
            facts[table] += [
                {
                    **counted,
                    "country_code": place.country_code,
                    "as_stated": place.as_stated,
                    "basis": "stated",
                }
                for place in found
            ]
        removed = {**common, "counts_of": "assets of the network that Facebook removed"}
        facts["takedown_asset"] += [{**removed, **asset} for asset in _assets(row, intake, line)]
    intake.period_starts_on = min(days, default=None)
    intake.period_ends_on = max(days, default=None)
    for table, removals in facts.items():
        if removals:
            yield Batch(table, pl.from_dicts(removals, infer_schema_length=None))


IMPORTER = Importer("List of announced takedowns", recognises, read)
