"""Networks and assets removed, by country of target."""

from __future__ import annotations

from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.takedowns.networks_by_country import by_place
from eoc_app.views.view import TableView


def build(given: Given) -> TableView:
    """One row for each place as stated."""
    return by_place(given, "takedown_targets", "Networks by target", "target")


PANEL = Panel(
    "Networks by target",
    "takedowns",
    2,
    ("takedown_targets",),
    build,
    explained=(
        "Networks and accounts that were removed for coordinated or other inauthentic behaviour, by"
        " the country they aimed at. A network with several targets is counted in each of them, and"
        " more removals may only mean more enforcement."
    ),
)
