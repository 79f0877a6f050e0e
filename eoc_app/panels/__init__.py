"""Panels: one file each; frames in, a view out; no Qt, no SQL, no tables computed here."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from eoc_app.given.panel import Panel


@cache
def panels() -> dict[str, Panel]:
    """Every panel by its module's name, in the order of screens and places."""
    found: dict[str, Panel] = {
        module.name: importlib.import_module(f"{__name__}.{module.name}").PANEL
        for module in pkgutil.iter_modules(__path__)
    }
    return dict(sorted(found.items(), key=lambda item: (item[1].screen, item[1].order, item[0])))
