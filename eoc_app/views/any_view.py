"""Every kind of view, as defined by the modules of this room."""

from __future__ import annotations

import importlib
import pkgutil
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import eoc_app.views
from eoc_app.views.view import View


def kinds() -> tuple[type[View], ...]:
    """Returns every kind of view, sorted by class name."""
    for module in pkgutil.iter_modules(eoc_app.views.__path__, "eoc_app.views."):
        if module.name != __name__:
            importlib.import_module(module.name)
    view_classes = [
        kind for kind in View.__subclasses__() if kind.__module__.startswith("eoc_app.views.")
    ]
    return tuple(sorted(view_classes, key=lambda kind: kind.__name__))


if TYPE_CHECKING:
    AnyView = View
else:
    AnyView: Any = reduce(or_, kinds())
