"""Pages with the most ads, in each country's newest report window."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import Amount, Count, CountryCode, DisclaimerState, WindowKind
from eoc_app.domain.wording.printed import day
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import count, money, on, place, text
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS = (
    Column(key="country", title="Country", stretch=2),
    Column(key="window", title="Window", stretch=2),
    Column(key="ends", title="Ends", unit="Pacific time", stretch=2),
    Column(key="page_id", title="Page id", stretch=3),
    Column(key="page_name", title="Page", stretch=5),
    Column(key="disclaimer", title="Disclaimer", stretch=5),
    Column(key="ads", title="Ads", number=True),
    Column(key="currency", title="Currency"),
    Column(key="spend", title="Spend", unit="bounds", number=True, stretch=3),
)
_STATES = {
    "missing": "ran without a disclaimer",
    "not_reported": "not reported",
}


class PageRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `ad_pages`."""

    country_code: CountryCode
    window_kind: WindowKind
    window_ends_on: date
    page_id: str
    page_name: str | None
    disclaimer_state: DisclaimerState
    disclaimer: str | None
    ad_count: Count | None
    currency: str | None
    spend_lower: Amount | None
    spend_upper: Amount | None
    synthetic: bool
    source_id: int
    source_row: int | None


def build(given: Given) -> TableView:
    """One row for each page and disclaimer; page id 0 stands for many unrelated advertisers."""
    rows = given.frames["ad_pages"].read(PageRow)
    return TableView(
        title="Pages with the most ads",
        subtitle="newest window of each country and kind"
        + ("" if given.selection.country_code else "; 20 pages each, all where one is chosen"),
        columns=_COLUMNS,
        rows=tuple(
            (
                place(row.country_code),
                text(row.window_kind.replace("_", " ")),
                on(row.window_ends_on),
                Cell(row.page_id, row.page_id),
                Cell(
                    "many unrelated sellers" if row.page_id == "0" else row.page_name or "",
                    row.page_name,
                    exercise=row.synthetic,
                ),
                Cell(
                    _STATES.get(row.disclaimer_state, row.disclaimer or ""),
                    row.disclaimer or row.disclaimer_state,
                    dim=row.disclaimer_state != "named",
                ),
                count(row.ad_count),
                text(row.currency),
                money(row.spend_lower, row.spend_upper, row.currency),
            )
            for row in rows
        ),
        codes=tuple(row.country_code for row in rows),
        empty=""
        if rows
        else f"The snapshot holds no report of ads{of_chosen(given)} up to"
        f" {day(given.as_of_on)}: that is not the same as no ads.",
    )


PANEL = Panel(
    "Ad pages",
    "ads",
    1,
    ("ad_pages",),
    build,
    explained=(
        "Pages with the most ads in the newest report window of each country and kind, with"
        " the disclaimer that the report names. Ads and spend are of the whole window and in"
        " the currency of the row; windows overlap, so rows of different windows are never"
        " added up."
    ),
)
