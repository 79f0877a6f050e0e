"""Whether Qt can start here, asked before it is started: it would end the program with a text of
its own, which names one library whichever is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from eoc_app.core.problem import Problem
from eoc_app.desktop.shell.libraries import lacking, packages_for

_PLATFORM: Final = "QT_QPA_PLATFORM"
_DISPLAYS: Final = {"WAYLAND_DISPLAY": "wayland", "DISPLAY": "xcb"}
_OTHERWISE: Final = "save a picture with --screenshot FILE.png, or write a briefing with: eoc brief"


def has_display() -> bool:
    """Whether a window can be shown here, or a platform plug-in was named."""
    if os.environ.get(_PLATFORM) or sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in _DISPLAYS)


def draw_unseen() -> None:
    """Let Qt draw without a display, unless a platform plug-in was named: pictures need none."""
    if not os.environ.get(_PLATFORM):
        os.environ[_PLATFORM] = "offscreen"


def hold_display() -> None:
    """Make sure that Qt will start.

    Raises:
        Problem: libraries are missing, the display does not answer, or there is no such plug-in.
    """
    if not sys.platform.startswith("linux"):
        return
    plugins = _qt() / "Qt" / "plugins" / "platforms"
    hindrances = {name: _hindrance(name, plugins) for name in _platforms()}
    if not hindrances:
        raise Problem(
            "The window cannot be shown",
            "this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set)",
            _OTHERWISE,
        )
    if all(hindrances.values()):
        raise next(problem for problem in hindrances.values() if problem is not None)


@contextmanager
def loading_qt() -> Iterator[None]:
    """Tell in words what Qt lacks where it cannot be loaded at all.

    Raises:
        Problem: a library is missing, or Qt itself.
    """
    try:
        yield
    except ImportError as error:
        if not (error.name or "").startswith("PySide6") and ".so" not in str(error):
            raise
        libraries = lacking(_qt() / "Qt" / "lib" / "libQt6Widgets.so.6")
        raise _libraries_missing(libraries, str(error)) from error


def _platforms() -> list[str]:
    """The plug-ins that Qt will try, in the order in which it does."""
    named = os.environ.get(_PLATFORM)
    if named:
        return [one.partition(":")[0] for one in named.split(";") if one]
    return [plugin for name, plugin in _DISPLAYS.items() if os.environ.get(name)]


def _qt() -> Path:
    spec = importlib.util.find_spec("PySide6")
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise Problem(
            "Qt is not installed",
            "the package PySide6 is missing from this Python",
            "set the program up again with: make run",
        )
    return Path(next(iter(places)))


def _hindrance(name: str, plugins: Path) -> Problem | None:
    """Why a platform plug-in cannot be used; None where it can."""
    # The names of several plug-ins begin with that of the file that has them.
    file = plugins / f"libq{name.partition('-')[0]}.so"
    if not file.exists():
        there = sorted(one.stem.removeprefix("libq") for one in plugins.glob("libq*.so"))
        return Problem(
            "The window cannot be shown",
            f"{_PLATFORM} is {name!r}, which is none of {', '.join(there)}",
            f"unset {_PLATFORM}, or set it to one of them; offscreen draws without a display",
            value=name,
        )
    try:
        # Qt loads the same file in a moment, so nothing is lost by loading it now.
        ctypes.CDLL(str(file))
    except OSError as error:
        return _libraries_missing(lacking(file), str(error))
    reach: Callable[[], str] | None = {"xcb": _reach_x, "wayland": _reach_wayland}.get(name)
    silent = reach() if reach is not None else ""
    if silent:
        return Problem(
            "The window cannot be shown",
            silent,
            f"start it where the display is, or correct the variable; or {_OTHERWISE}",
        )
    return None


def _libraries_missing(libraries: set[str], error: str) -> Problem:
    packages, unknown = packages_for(libraries)
    named = ", ".join(sorted(libraries)) or error
    install = f"on Debian or Ubuntu: apt-get install {' '.join(packages)}" if packages else ""
    others = f"find the package of your system that has {', '.join(unknown)}" if unknown else ""
    remedy = "; ".join(part for part in (install, others) if part)
    return Problem(
        "Qt cannot start",
        f"system libraries that it needs are missing: {named}",
        f"{remedy or 'install what is named'}. Without a window: {_OTHERWISE}",
    )


def _reach_x() -> str:
    """Why the X display cannot be reached; empty where it answers."""
    name = os.environ.get("DISPLAY", "")
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    if not failed:
        return ""
    return (
        f"the display {name!r}, which DISPLAY names, does not answer"
        if name
        else ("this machine has no display (DISPLAY is not set)")
    )


def _reach_wayland() -> str:
    """Why the Wayland display cannot be reached; empty where it answers."""
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError:
            return f"the display {name!r}, which WAYLAND_DISPLAY names, does not answer"
    return ""
