"""The wheel: the same from any place at any time, and whole."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
BUNDLED = ("queries", "assets", "fixtures/sources")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """setup/wheel.py as a module."""
    spec = importlib.util.spec_from_file_location("wheel", REPOSITORY / "setup" / "wheel.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wheel(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, after two builds of it were found to be the same."""
    made: Path = script.same_twice(tmp_path_factory.mktemp("wheel"))
    return made


def test_that_the_wheel_holds_every_file_that_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    needed = {
        f"eoc_app/_bundled/{path.relative_to(REPOSITORY).as_posix()}"
        for folder in BUNDLED
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    modules = {
        path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "eoc_app").rglob("*.py")
    }
    assert not (needed | modules) - names
    assert any(name.endswith(".ttf") for name in needed)
    assert not [name for name in names if name.startswith("tests/") or name.endswith(".pyc")]


def test_that_the_program_of_the_wheel_says_its_versions(
    wheel: Path, script: ModuleType, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "inside")
    command = (script.sys.executable, "-P", "-m", "eoc_app", "--version")
    said = script.said(*command, cwd=tmp_path, inside=tmp_path / "inside")
    assert said.startswith("eoc ")
    assert "not found" not in said, "the method is read from the files in the wheel"


def test_that_a_wheel_that_differs_is_refused_by_name(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_source: Path, folder: Path) -> Path:
        folder.mkdir()
        path = folder / "x.whl"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("eoc_app/cli.py", folder.name)
        return path

    monkeypatch.setattr(script, "built", made)
    with pytest.raises(script.Spoilt, match=r"differ: eoc_app/cli\.py"):
        script.same_twice(tmp_path)


def test_that_a_command_of_the_wheel_that_fails_is_shown(
    script: ModuleType, tmp_path: Path
) -> None:
    with pytest.raises(script.Spoilt, match="no such wall") as seen:
        script.said("sh", "-c", "echo no such wall >&2; exit 3", cwd=tmp_path)
    assert "ended with 3" in str(seen.value)
