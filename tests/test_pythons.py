"""The comparison of Pythons: which is found, and what counts as a difference."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def pythons() -> ModuleType:
    """setup/pythons.py as a module."""
    spec = importlib.util.spec_from_file_location("pythons", REPOSITORY / "setup" / "pythons.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_another_last_digit_is_a_difference_and_is_named(pythons: ModuleType) -> None:
    ours = {"tables": "score_day 3 aa", "risk": "1.0\n0.3"}
    pythons.same(ours, dict(ours), "3.12", "3.11")
    with pytest.raises(pythons.Differs, match=r"3\.12 differs from 3\.11 in risk") as seen:
        pythons.same(ours, ours | {"risk": "1.0\n0.30000000000000004"}, "3.12", "3.11")
    assert "0.30000000000000004" in str(seen.value)
    with pytest.raises(pythons.Differs, match="fewer lines"):
        pythons.same(ours, ours | {"risk": "1.0"}, "3.12", "3.11")


def test_that_only_the_moment_of_building_may_differ(pythons: ModuleType) -> None:
    view = {"snapshot": {"built_at": "1", "as_of_at": "2"}, "views": [{"built_at": "3", "x": 1}]}
    assert pythons.undated(view) == {"snapshot": {"as_of_at": "2"}, "views": [{"x": 1}]}


def test_that_a_command_that_fails_is_shown_with_what_it_said(pythons: ModuleType) -> None:
    with pytest.raises(pythons.Differs, match="no such wall") as seen:
        pythons.said("sh", "-c", "echo no such wall >&2; exit 3")
    assert "ended with 3" in str(seen.value)


def test_that_a_python_is_found_on_the_path_and_under_pyenv(
    pythons: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(path: Path, answer: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    assert pythons.python_of("3.77") is None
    under = put(tmp_path / "pyenv" / "versions" / "3.77.1" / "bin" / "python", "echo 3.77")
    assert pythons.python_of("3.77") == under
    # A shim of a version that is not chosen fails, and is passed over.
    put(tmp_path / "bin" / "python3.77", "exit 127")
    assert pythons.python_of("3.77") == under
    on_path = put(tmp_path / "bin" / "python3.77", "echo 3.77")
    assert pythons.python_of("3.77") == on_path
