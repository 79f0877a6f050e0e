"""Everything that is copied goes by one way, which says what it is."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def test_that_only_one_module_writes_to_the_clipboard() -> None:
    found = {
        path.name
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        if ".clipboard()" in path.read_text(encoding="utf-8")
    }
    assert found == {"copying.py"}
