"""The paths of files that ship with the program: in the repository, or inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _place(name: str) -> Path:
    # Only a wheel has the bundled copy; there it must win over a stray folder beside the package.
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


ASSETS = _place("assets")
QUERIES = _place("queries")
FIXTURES = _place("fixtures")
