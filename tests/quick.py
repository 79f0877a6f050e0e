"""Which tests `make quick` runs: those that show no window, build nothing and start no process.

A file of tests is left out by what its text says. What the text does not show is refused while the
tests run, so that a file that is slow after all is seen at once.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import NoReturn

from eoc_app.builder import assembly

_SLOW = re.compile(
    r"\b(qtbot|qapp|pytestqt|PySide6|importorskip|subprocess|Made|ReaderProcess|\w+_snapshot"
    r"|real_data|build_\w+|two_snapshots|outbreak|spec_from_file_location)\b|\bbuild\("
)

_LONG = {"battery", "benchmarks", "real", "importers", "staging", "queries"}
"""Folders of tests that ask the engine or read files thousands of times."""
_RULES = "test_rules.py"
"""Rules over every query, which are soon held."""


def is_quick(path: Path) -> bool:
    """Whether a file of tests neither shows windows nor builds snapshots nor starts processes."""
    if _LONG & set(path.parts) and path.name != _RULES:
        return False
    return _SLOW.search(path.read_text(encoding="utf-8")) is None


def forbid_what_is_slow() -> None:
    """Let a test fail that builds a snapshot or starts a process."""
    vars(subprocess).update(Popen=_refuse)
    vars(assembly).update(Seal=_refuse)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("this test is not quick: say in tests/quick.py how its file is known")
