"""Advertiser report windows: ads, disclaimers and spend, as the reports state them."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import Amount, Count, CountryCode, Provenance, WindowKind
from eoc_app.domain.wording.printed import day
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import count, money, on, part, place, text
from eoc_app.views.view import Column, TableView

_COLUMNS = (
    Column(key="country", title="Country", stretch=2),
    Column(key="window", title="Window", stretch=2),
    Column(key="ends", title="Ends", unit="Pacific time", stretch=2),
    Column(key="pages", title="Pages", number=True),
    Column(key="ads", title="Ads", number=True),
    Column(key="missing", title="Without a disclaimer", unit="ads", number=True, stretch=2),
    Column(key="missing_share", title="Share without", unit="of reported ads", number=True,
           stretch=2),
    Column(key="anonymised", title="Payer anonymised", unit="ads", number=True, stretch=2),
    Column(key="currency", title="Currency"),
    Column(key="spend", title="Spend", unit="bounds", number=True, stretch=3),
    Column(key="missing_spend", title="Spend without", unit="bounds", number=True, stretch=3),
    Column(key="provenance", title="Provenance", stretch=2),
)  # fmt: skip


_NEWEST = 5
"""Windows of each kind that the query returns per country where no country is selected."""


class WindowRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `ad_windows`."""

    country_code: CountryCode
    window_kind: WindowKind
    window_ends_on: date
    platform: str
    page_count: Count
    ad_count: Count | None
    missing_ad_count: Count
    anonymised_ad_count: Count
    reported_ad_count: Count
    currency: str | None
    spend_lower: Amount | None
    spend_upper: Amount | None
    missing_spend_lower: Amount
    missing_spend_upper: Amount | None
    provenance: Provenance
    source_id: int


def build(given: Given) -> TableView:
    """The windows of each country, newest first. They overlap and are never added up."""
    rows = given.frames["ad_windows"].read(WindowRow)
    cells = []
    for row in rows:
        is_reported = bool(row.reported_ad_count)
        synthetic = row.provenance == "synthetic"
        cells.append(
            (
                place(row.country_code, exercise=synthetic),
                text(row.window_kind.replace("_", " ")),
                on(row.window_ends_on),
                count(row.page_count),
                count(row.ad_count, exercise=synthetic),
                count(row.missing_ad_count if is_reported else None),
                part(row.missing_ad_count, row.reported_ad_count),
                count(row.anonymised_ad_count if is_reported else None),
                text(row.currency),
                money(row.spend_lower, row.spend_upper, row.currency),
                money(row.missing_spend_lower, row.missing_spend_upper, row.currency)
                if is_reported
                else money(None, None, None),
                text(row.provenance),
            )
        )
    return TableView(
        title="Ads by report window",
        subtitle="as reported; where a report says at most 100 an amount lies from 0 to 100"
        + ("" if given.selection.country_code else f"; newest {_NEWEST} windows of each country"),
        footnote="Windows overlap: they are never added up. Amounts of different currencies are"
        " never added up either.",
        columns=_COLUMNS,
        rows=tuple(cells),
        codes=tuple(row.country_code for row in rows),
        empty=""
        if rows
        else f"The snapshot holds no report of ads{of_chosen(given)} up to"
        f" {day(given.as_of_on)}: that is not the same as no ads.",
    )


PANEL = Panel(
    "Ad windows",
    "ads",
    0,
    ("ad_windows",),
    build,
    explained=(
        "One row for each report window of a country: how many ads ran, how many of them"
        " without a disclaimer, and what was spent. Spend is an interval in the currency of"
        " its row, because reports give small amounts only as a range; windows overlap and are"
        " never added up."
    ),
)
