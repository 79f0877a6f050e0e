"""Where the files that ship with the program lie: in the repository, or inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _place(name: str) -> Path:
    # Only a wheel has the bundled copy, and there a stray folder beside the package must not win.
    bundled = _PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


ASSETS = _place("assets")
QUERIES = _place("queries")
FIXTURES = _place("fixtures")
