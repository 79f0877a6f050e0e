"""What `make quick` leaves out, and that it refuses what is slow after all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from eoc_app.builder import assembly
from tests import quick

TESTS = Path(__file__).resolve().parent


def test_that_windows_builds_and_processes_are_left_out_and_the_domain_is_not() -> None:
    files = {path.relative_to(TESTS).as_posix(): path for path in TESTS.rglob("test_*.py")}
    kept = {name for name, path in files.items() if quick.is_quick(path)}
    assert not [name for name in kept if name.startswith(("journeys/", "battery/", "reader/"))]
    domain = [name for name in files if name.startswith("domain/")]
    assert len(kept & set(domain)) > 0.9 * len(domain)
    assert "queries/test_rules.py" in kept
    assert len(kept) > 60


def test_that_a_slow_test_fails_where_only_quick_ones_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "Popen", subprocess.Popen)
    monkeypatch.setattr(assembly, "Seal", vars(assembly)["Seal"])
    quick.forbid_what_is_slow()
    with pytest.raises(AssertionError, match="not quick"):
        subprocess.run(["true"], check=False)
    with pytest.raises(AssertionError, match="not quick"):
        vars(assembly)["Seal"]()
