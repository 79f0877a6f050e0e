"""Every kind of view: those that the modules of this room define."""

from __future__ import annotations

import importlib
import pkgutil
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import eoc_app.views
from eoc_app.views.view import View


def kinds() -> tuple[type[View], ...]:
    """Every kind of view, by the name of its class."""
    for module in pkgutil.iter_modules(eoc_app.views.__path__, "eoc_app.views."):
        if module.name != __name__:
            importlib.import_module(module.name)
    own = [kind for kind in View.__subclasses__() if kind.__module__.startswith("eoc_app.views.")]
    return tuple(sorted(own, key=lambda kind: kind.__name__))


if TYPE_CHECKING:
    AnyView = View
else:
    AnyView: Any = reduce(or_, kinds())
