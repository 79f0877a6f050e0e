"""Which system libraries Qt lacks here, and the Debian packages that have them.

Known to `make run` too, before anything is installed: nothing but the standard library is used.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from pathlib import Path

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_DRAWN_WITH = ("Qt/lib/libQt6Gui.so.6", "Qt/lib/libQt6Widgets.so.6",
               "Qt/plugins/platforms/libqoffscreen.so")  # fmt: skip
_SHOWN_WITH = {
    "DISPLAY": "Qt/plugins/platforms/libqxcb.so",
    "WAYLAND_DISPLAY": "Qt/plugins/platforms/libqwayland.so",
}


def missing_packages(qt: Path, *, window: bool) -> tuple[list[str], list[str]]:
    """Debian packages that Qt's own files want, and libraries whose package is not known.

    `qt` is the folder of PySide6. With `window`, what the display in use needs is asked for too.
    """
    files = [qt / name for name in _DRAWN_WITH]
    if window:
        files += [qt / name for display, name in _SHOWN_WITH.items() if os.environ.get(display)]
    return packages_for({library for file in files if file.exists() for library in lacking(file)})


def packages_for(libraries: set[str]) -> tuple[list[str], list[str]]:
    """The Debian packages that have these libraries, and libraries whose package is not known."""
    packages = sorted({PACKAGES[name] for name in libraries if name in PACKAGES})
    return packages, sorted(libraries - PACKAGES.keys())


def lacking(file: Path) -> set[str]:
    """Names of the libraries that the loader does not find for a file."""
    ldd = shutil.which("ldd")
    if ldd is not None:
        ended = subprocess.run(  # noqa: S603 - the loader's own tool on a file of Qt
            [ldd, str(file)], capture_output=True, text=True, check=False
        )
        listing = ended.stdout
        return set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE))
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        # The loader names only the first that it misses.
        return {str(error).split(":")[0]}
    return set()
