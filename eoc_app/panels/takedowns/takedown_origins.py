"""Networks and assets removed, by country of origin."""

from __future__ import annotations

from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.takedowns.networks_by_country import by_place
from eoc_app.views.view import TableView


def build(given: Given) -> TableView:
    """One row for each place as stated."""
    return by_place(given, "takedown_origins", "Networks by origin", "origin")


PANEL = Panel(
    "Networks by origin",
    "takedowns",
    1,
    ("takedown_origins",),
    build,
    explained=(
        "Networks and accounts that were removed for coordinated or other inauthentic behaviour, by"
        " the country they came from. A network with several origins is counted in each of them,"
        " and more removals may only mean more enforcement."
    ),
)
