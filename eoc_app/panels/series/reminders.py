"""Voter reminders and their use."""

from __future__ import annotations

from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.series.family_figures import figures
from eoc_app.views.view import TableView


def build(given: Given) -> TableView:
    """The figures of voter reminders, each with its qualifier and bounds."""
    return figures(given, "voter_reminder_figures", "Voter reminders and their use")


PANEL = Panel(
    "Voter reminders and their use",
    "reminders",
    0,
    ("voter_reminder_figures",),
    build,
    explained=(
        "Published and measured figures of voter reminders and of their use, each with its"
        " qualifier, period and platform. A bound is a bound and not a point, and world and EU"
        " figures belong to no single country."
    ),
)
