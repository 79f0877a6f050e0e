"""The widget of a panel: that of the module which bears the panel's name, else a table."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import eoc_app.desktop
from eoc_app.desktop.kit.content import Content


def widget_of(panel: str) -> Content | None:
    """A new widget for a panel; None where no module of its name offers one as `WIDGET`."""
    name = _modules().get(panel)
    offered = vars(import_module(name)).get("WIDGET") if name else None
    return offered() if offered is not None else None


@cache
def _modules() -> dict[str, str]:
    """The full name of every module in the rooms of the window, by its own name."""
    found = {}
    for room in pkgutil.iter_modules(eoc_app.desktop.__path__):
        places = [f"{place}/{room.name}" for place in eoc_app.desktop.__path__]
        for module in pkgutil.iter_modules(places):
            found[module.name] = f"eoc_app.desktop.{room.name}.{module.name}"
    return found
