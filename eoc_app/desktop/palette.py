"""What the command palette offers: countries, screens and a few acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from eoc_app.desktop.screens import SCREENS, key_of
from eoc_app.desktop.widgets.command_palette import CommandPalette
from eoc_app.domain.country import countries

Choice = tuple[str, str, str, str]


def choices(watched: Sequence[tuple[str, str]]) -> list[Choice]:
    """Kind, key, text and hint of everything that can be gone to, watched countries first."""
    known = {code for code, _ in watched}
    screens = [
        ("screen", screen.name, screen.title, key_of(screen.name)) for screen in SCREENS.values()
    ]
    acts = [
        ("act", "open", "Open a snapshot\u2026", "Ctrl+O"),
        ("act", "export", "Export restriction calendar\u2026", "Ctrl+E"),
        ("act", "why_not", "Why is this country not flagged?", "Ctrl+Y"),
        ("act", "changes", "What changed of this country?", "Ctrl+H"),
        ("act", "theme", "Change between dark and light", "Ctrl+Shift+L"),
    ]
    return [
        *screens,
        *(("country", code, name, code) for code, name in watched),
        *acts,
        *(
            ("country", country.alpha2, country.name, f"{country.alpha2} \u00b7 no data here")
            for country in countries()
            if country.alpha2 not in known
        ),
    ]


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
