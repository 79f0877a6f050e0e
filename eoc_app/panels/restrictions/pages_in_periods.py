"""Ads and spend of each page before, inside and after the selected period."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from eoc_app.core.column import Amount, AnyWindowKind, Count, CountryCode
from eoc_app.domain.wording.printed import NONE, grouped, short_day
from eoc_app.panels.kit.breach_evidence import BREAKABLE
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import count, money, text
from eoc_app.panels.kit.report_windows import chosen_period, part_of, period_name
from eoc_app.views.view import Cell, Column, TableView

_WORDS: Final = {"before": "Before", "inside": "Inside", "overlaps": "Across", "after": "After"}
_DAYS: Final = {"yesterday": 1, "last_7_days": 7, "last_30_days": 30, "last_90_days": 90}
_ARROW: Final = " \u2192 "


class PageRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `period_pages`: lists have one entry for each window."""

    country_code: CountryCode
    window_kind: AnyWindowKind
    platform: str
    window_ends_on: list[date]
    relations: list[str]
    days_inside: list[Amount]
    touching_count: Count
    page_count: Count
    page_id: str
    page_name: str | None
    ad_counts: list[Count | None]
    currency: str | None
    spend_lower: list[Amount | None] | None
    spend_upper: list[Amount | None] | None
    change: int
    synthetic: bool


def build(given: Given) -> TableView:
    """Pages with the largest rise or fall first; a dash where a report does not list the page."""
    rows = given.frames["period_pages"].read(PageRow)
    if not rows:
        return TableView(title="Pages before, inside and after", columns=(), rows=(),
                         empty=_empty(given))  # fmt: skip
    first = rows[0]
    spend_places = _spent(first.relations)
    return TableView(
        title=_title(_finding(given, rows)),
        subtitle=_subtitle(given, first, len(rows)),
        footnote=_footnote(first),
        columns=_columns(first, spend_places),
        rows=tuple(_row(row, spend_places) for row in rows),
        codes=tuple(row.country_code for row in rows),
    )


def _columns(first: PageRow, spend_places: list[int]) -> tuple[Column, ...]:
    """Columns of ads for each window in the order of time, then of spend in some windows."""
    words = [_WORDS[relation] for relation in first.relations]
    ends = [short_day(on) for on in first.window_ends_on]
    return (
        Column(key="page", title="Page", stretch=5),
        Column(key="page_id", title="Page id", stretch=3),
        *(
            Column(key=f"ads_{place + 1}", title=word, unit=_unit(first, place, ends[place]),
                   number=True, stretch=2)
            for place, word in enumerate(words)
        ),
        Column(key="change", title="Largest step", unit="from before, ads", number=True, stretch=2),
        Column(key="currency", title="Currency"),
        *(
            Column(key=f"spend_{place + 1}", title=f"Spend {words[place].lower()}",
                   unit=f"to {ends[place]}", number=True, stretch=3)
            for place in spend_places
        ),
    )  # fmt: skip


def _subtitle(given: Given, first: PageRow, shown: int) -> str:
    period = chosen_period(given)
    name, verdict = "", "possible breaches, none proven"
    if period is not None:
        name = f"{period_name(period)}; "
        if period.row.rule not in BREAKABLE:
            verdict = "ads cannot break this rule"
    kind = first.window_kind.replace("_", " ")
    pages = f"{grouped(shown)} of {grouped(first.page_count)} pages"
    return f"{name}{kind}, {pages}: {verdict}"


def _unit(first: PageRow, place: int, ends: str) -> str:
    """The last day of a window, and its days inside where it overlaps an end of the period."""
    days = _DAYS.get(first.window_kind)
    if first.relations[place] != "overlaps" or days is None:
        return f"ads to {ends}"
    return f"ads to {ends}, {part_of(first.days_inside[place], days)} of {days} days inside"


def _spent(relations: list[str]) -> list[int]:
    """Positions of the windows whose spend is shown: before, the last that touches, after."""
    touching = [place for place, word in enumerate(relations) if word in ("inside", "overlaps")]
    apart = [place for place, word in enumerate(relations) if word in ("before", "after")]
    return sorted([*apart, touching[-1]] if touching else apart)


def _row(row: PageRow, spend_places: list[int]) -> tuple[Cell, ...]:
    step = f"+{grouped(row.change)}" if row.change > 0 else grouped(row.change)
    return (
        Cell(_name(row), row.page_name, exercise=row.synthetic),
        Cell(row.page_id, row.page_id),
        *(count(ads, exercise=row.synthetic) for ads in row.ad_counts),
        Cell(step, row.change) if "before" in row.relations else Cell(NONE, None, dim=True),
        text(row.currency),
        *(
            money(
                None if row.spend_lower is None else row.spend_lower[place],
                None if row.spend_upper is None else row.spend_upper[place],
                row.currency,
            )
            for place in spend_places
        ),
    )


def _name(row: PageRow) -> str:
    if row.page_id == "0":
        return "many unrelated sellers"
    return row.page_name or f"page {row.page_id}"


def _finding(given: Given, rows: list[PageRow]) -> PageRow:
    """The page for the title: the largest rise where a rise may break the rule, else the first."""
    period = chosen_period(given)
    if period is not None and "ads_risen" in BREAKABLE.get(period.row.rule, ()):
        most = max(rows, key=lambda row: row.change)
        if most.change > 0:
            return most
    return rows[0]


def _title(row: PageRow) -> str:
    counts = [NONE if ads is None else grouped(ads) for ads in row.ad_counts]
    largest = "Largest fall" if row.change < 0 else "Largest rise"
    return (
        f"{largest if 'before' in row.relations else 'Most ads'}: {_name(row)},"
        f" {_ARROW.join(counts)} ads"
    )


def _footnote(first: PageRow) -> str:
    shown_text = ""
    shown = sum(word in ("inside", "overlaps") for word in first.relations)
    if first.touching_count > shown:
        shown_text = f" {shown} of {first.touching_count} windows that touch the period are shown."
    return (
        "Ads active in each window, as reported: a rise may be a breach, but does not prove one."
        f" {NONE} means not listed in that report, which is not 0. Windows overlap and are never"
        f" added up.{shown_text}"
    )


def _empty(given: Given) -> str:
    if given.selection.period_id is None:
        return "Choose a period, in the timeline or in a table, to see its pages."
    if chosen_period(given) is None:
        return "The chosen period had not been announced by then."
    return "No advertiser report with pages touches the period chosen."


PANEL = Panel(
    "Pages inside",
    "restrictions",
    4,
    ("periods", "period_pages"),
    build,
    explained=(
        "Ads and spend of each page in the report windows before, inside and after the period that"
        " is chosen. A rise may be a breach but does not prove one, and a dash is a page that a"
        " report does not list, which is not 0."
    ),
)
