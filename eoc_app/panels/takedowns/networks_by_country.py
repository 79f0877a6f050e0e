"""Networks and assets by country: the same table for origins and for targets."""

from __future__ import annotations

import msgspec

from eoc_app.core.column import Amount, Count, CountryCode
from eoc_app.core.country import country
from eoc_app.domain.wording.printed import day
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.printed_cells import count, place
from eoc_app.panels.kit.two_clocks import as_of_words
from eoc_app.views.view import Column, TableView


class PlaceRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the queries `takedown_origins` and `takedown_targets`."""

    country_code: CountryCode | None
    place: str
    networks: Amount
    accounts: Amount | None
    assets: Amount | None
    networks_without_counts: Count
    synthetic: bool


def by_place(given: Given, query: str, title: str, word: str) -> TableView:
    """Networks by place, the most first; only coordinated and other inauthentic behaviour."""
    rows, code = given.frames[query].read(PlaceRow), given.selection.country_code
    whose = "" if code is None else f" with {country(code).name} as its {word}"
    return TableView(
        title=title,
        subtitle=f"announced, {as_of_words(given)};"
        " coordinated and other inauthentic behaviour, no espionage or spyware",
        footnote=f"A network with several {word}s counts in each, so this column cannot be summed.",
        columns=(
            Column(key=word, title=word.capitalize(), stretch=4),
            Column(key="networks", title="Networks", number=True),
            Column(key="accounts", title="Accounts", number=True),
            Column(key="assets", title="Assets", unit="all kinds", number=True),
            Column(key="without", title="Without counts", unit="networks", number=True),
        ),
        rows=tuple(
            (
                place(row.country_code or row.place, exercise=row.synthetic),
                count(row.networks),
                count(row.accounts),
                count(row.assets),
                count(row.networks_without_counts),
            )
            for row in rows
        ),
        codes=tuple(row.country_code for row in rows),
        empty=""
        if rows
        else f"The snapshot holds no removed network{whose} that was announced by"
        f" {day(given.as_of_on)}: that is not the same as none.",
    )
