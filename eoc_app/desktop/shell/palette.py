"""What the command palette offers: countries, screens and a few acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from eoc_app.core.country import countries
from eoc_app.desktop.kit.screens import SCREENS, key_of
from eoc_app.desktop.shell.choice_match import Choice
from eoc_app.desktop.shell.command_palette import CommandPalette
from eoc_app.domain.countries import country_search

_OTHER_CODES = {"GB": ("UK",)}
"""Codes that people use beside ISO's, and that are no country's of their own."""


def choices(watched: Sequence[tuple[str, str]], recent: Sequence[Path] = ()) -> list[Choice]:
    """Everything that can be gone to, watched countries first; `recent` are other snapshots."""
    codes = {code for code, _ in watched}
    screens = [
        Choice("screen", screen.name, screen.title, key_of(screen.name))
        for screen in SCREENS.values()
    ]
    acts = [
        Choice("act", "open", "Open a snapshot\u2026", "Ctrl+O"),
        Choice("act", "export", "Export restriction calendar\u2026", "Ctrl+E"),
        Choice("act", "why_not", "Why is this country not flagged?", "Ctrl+Y"),
        Choice("act", "changes", "What changed for this country?", "Ctrl+H"),
        Choice("act", "theme", "Change between dark and light", "Ctrl+Shift+L"),
        Choice("act", "report", "Save a report for support\u2026", "Ctrl+Shift+R"),
    ]
    return [
        *screens,
        *(_country(code, name, code) for code, name in watched),
        *acts,
        *(Choice("file", str(path), f"Open {path.name}", str(path.parent)) for path in recent),
        *(
            _country(country.alpha2, country.name, f"{country.alpha2} \u00b7 no data here")
            for country in countries()
            if country.alpha2 not in codes
        ),
    ]


def _country(code: str, name: str, hint: str) -> Choice:
    codes = (*_alpha3().get(code, ()), *_OTHER_CODES.get(code, ()))
    return Choice("country", code, name, hint, codes, country_search.called(code))


@cache
def _alpha3() -> dict[str, tuple[str]]:
    return {country.alpha2: (country.alpha3,) for country in countries()}


def open_palette(
    parent: QWidget, offered: list[Choice], chosen: Callable[[str, str], None]
) -> CommandPalette:
    """Show the palette over a window."""
    palette = parent.findChild(CommandPalette)
    if palette is None:
        palette = CommandPalette(parent)
        palette.chosen.connect(chosen)
    palette.show_choices(offered)
    palette.open_over(parent)
    return palette
