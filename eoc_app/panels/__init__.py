"""Panels: one file each. Frames in, a view out; no Qt, no SQL, no table is computed here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from eoc_app.core.problem import Problem
from eoc_app.panels.kit.panel import Panel


@cache
def panels() -> dict[str, Panel]:
    """Every panel by its module's name, in the order of screens and places."""
    by_name: dict[str, Panel] = {
        name.rpartition(".")[2]: importlib.import_module(name).PANEL for name in _modules()
    }
    return dict(sorted(by_name.items(), key=lambda item: (item[1].screen, item[1].order, item[0])))


def screen_panels(screen: str) -> tuple[str, ...]:
    """The panels of a screen, in their order.

    Raises:
        Problem: there is no such screen.
    """
    placed = sorted(
        (panel.places[screen], name) for name, panel in panels().items() if screen in panel.places
    )
    names = tuple(name for _, name in placed)
    if not names:
        screens = sorted({panel.screen for panel in panels().values()})
        raise Problem(
            "There is no such view",
            f"{screen!r} is none of {', '.join(screens)}",
            "list the views with: eoc show FILE --list",
            value=screen,
        )
    return names


def _modules() -> Iterator[str]:
    """Names of the modules that define a PANEL, in all rooms."""
    for room in pkgutil.iter_modules(__path__, f"{__name__}."):
        for module in pkgutil.iter_modules([str(Path(__path__[0]) / room.name.rpartition(".")[2])]):
            name = f"{room.name}.{module.name}"
            if hasattr(importlib.import_module(name), "PANEL"):
                yield name
