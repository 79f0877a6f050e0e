"""AI labels on ads and content."""

from __future__ import annotations

from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.series.family_figures import figures
from eoc_app.views.view import TableView


def build(given: Given) -> TableView:
    """The figures of AI labels, each with its qualifier and bounds."""
    return figures(given, "ai_label_figures", "AI labels on ads and content")


PANEL = Panel(
    "AI labels on ads and content",
    "ai_labels",
    0,
    ("ai_label_figures",),
    build,
    explained=(
        "Published and measured figures of AI labels on ads and content, each with its qualifier,"
        " period and platform. A bound is a bound and not a point, world and EU figures belong to"
        " no single country, and more labels may only mean more checking."
    ),
)
