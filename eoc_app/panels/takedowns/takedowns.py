"""Networks removed, one row each."""

from __future__ import annotations

from datetime import date

import msgspec

from eoc_app.core.column import Amount, Count, NetworkKind, NetworkPrecision
from eoc_app.core.country import country, is_country_code
from eoc_app.domain.wording.printed import NONE, day
from eoc_app.panels.kit.narrowing import of_chosen
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import count, money, text
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS = (
    Column(key="network", title="Network", stretch=5),
    Column(key="kind", title="Kind", stretch=3),
    Column(key="announced", title="Announced", stretch=2),
    Column(key="origins", title="From", stretch=3),
    Column(key="targets", title="Aimed at", stretch=3),
    Column(key="breakout", title="Breakout", unit="category 1\u20136", number=True),
    Column(key="recidivist", title="Removed before"),
    Column(key="accounts", title="Accounts", unit="not Instagram", number=True),
    Column(key="pages", title="Pages", number=True),
    Column(key="groups", title="Groups", number=True),
    Column(key="instagram", title="Instagram", unit="accounts", number=True),
    Column(key="followers", title="Followers", unit="about", number=True, stretch=2),
    Column(key="spend", title="Ad spend", unit="bounds", number=True, stretch=3),
    Column(key="indicators", title="Indicators", number=True),
)
_PRECISION = {"quarter": "quarter to ", "half": "half-year to ", "month": "month to "}


class NetworkRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `takedown_networks`."""

    takedown_id: str
    network: str
    kind: NetworkKind
    announced_on: date | None
    date_precision: NetworkPrecision
    origins: tuple[str, ...]
    targets: tuple[str, ...]
    breakout_category: int | None
    recidivist: bool | None
    accounts: Amount | None
    pages: Amount | None
    groups: Amount | None
    events: Amount | None
    instagram: Amount | None
    followers: Amount | None
    spend_lower: Amount | None
    spend_upper: Amount | None
    currency: str | None
    indicators: Count
    synthetic: bool
    source_id: int


def build(given: Given) -> TableView:
    """The table of removed networks, newest announcement first; a dash is a number not stated."""
    rows = given.frames["takedown_networks"].read(NetworkRow)
    return TableView(
        title="Networks removed",
        subtitle="as announced; more removals may only mean more enforcement",
        columns=_COLUMNS,
        rows=tuple(_row(row) for row in rows),
        codes=tuple(next(filter(is_country_code, row.targets), None) for row in rows),
        footnote="A dash is a number that the announcement does not state: it is not 0.",
        empty=""
        if rows
        else f"The snapshot holds no removed network{of_chosen(given)} that was announced by"
        f" {day(given.as_of_on)}: that is not the same as none.",
    )


def _row(row: NetworkRow) -> tuple[Cell, ...]:
    when = NONE
    if row.announced_on is not None:
        when = _PRECISION.get(row.date_precision, "") + day(row.announced_on)
    removed_before = {True: "yes", False: "no", None: NONE}[row.recidivist]
    return (
        Cell(row.network, row.takedown_id, exercise=row.synthetic),
        text(row.kind.replace("_", " ") if row.kind != "cib" else "CIB"),
        Cell(when, row.announced_on.isoformat() if row.announced_on else None),
        _places(row.origins),
        _places(row.targets),
        count(row.breakout_category),
        Cell(removed_before, row.recidivist, dim=row.recidivist is None),
        count(row.accounts),
        count(row.pages),
        count(row.groups),
        count(row.instagram),
        count(row.followers),
        money(row.spend_lower, row.spend_upper, row.currency),
        count(row.indicators),
    )


def _places(codes: tuple[str, ...]) -> Cell:
    names = [country(code).name if is_country_code(code) else code for code in codes]
    return Cell(", ".join(names) or NONE, ",".join(codes) or None, dim=not codes)


PANEL = Panel(
    "Networks removed",
    "takedowns",
    0,
    ("takedown_networks",),
    build,
    explained=(
        "Networks that were removed, one row for each as it was announced, with what was"
        " removed and whom it aimed at. A dash is a number that the announcement does not"
        " state, and more removals may mean more effort and not more harm."
    ),
)
