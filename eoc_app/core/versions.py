"""The versions of the program and of what it runs on, without loading any of it."""

from __future__ import annotations

from typing import Final

from eoc_app.core.places import QUERIES

PROGRAM: Final = "0.1.0"
FORMAT: Final = 5
"""The version of the snapshot format that is written; earlier versions are still read."""
_PACKAGES: Final = {"Qt": "PySide6-Essentials", "DuckDB": "duckdb"}


def versions() -> dict[str, str]:
    """Returns the version of everything that affects what the program does, by name."""
    import platform  # noqa: PLC0415 - most processes never ask

    return {
        "eoc": PROGRAM,
        "format": f"{FORMAT} (reads 1 to {FORMAT})",
        "method": _methods(),
        "Python": platform.python_version(),
        **{name: _installed(package) for name, package in _PACKAGES.items()},
    }


def _methods() -> str:
    import tomllib  # noqa: PLC0415

    try:
        texts = [path.read_text("utf-8") for path in sorted((QUERIES / "methods").glob("*.toml"))]
        methods = [tomllib.loads(text) for text in texts]
        return ", ".join(f"{one['name']} {one['version']}" for one in methods) or "not found"
    except (OSError, ValueError, KeyError):
        return "not found"


def _installed(package: str) -> str:
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
