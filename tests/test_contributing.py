"""What a developer is told in the first ten minutes is there and agrees with itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from eoc_app.cli import run
from eoc_app.core.versions import FORMAT, PROGRAM, versions

REPOSITORY = Path(__file__).resolve().parents[1]
GUIDE = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")


def test_that_every_command_of_make_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    code = re.findall(r"`[^`\n]+`|^make .*$", GUIDE, re.MULTILINE)
    named = {target for part in code for target in re.findall(r"\bmake ([a-z]+)\b", part)}
    assert {"dev", "run", "quick", "docs", "pictures", "wheel", "unit", "test"} <= named
    assert not named - targets
    phony = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert targets <= phony


def test_that_every_path_that_is_named_is_there() -> None:
    named = re.findall(r"`((?:eoc_app|tests|queries|assets|docs)/[\w./-]*)`", GUIDE)
    assert len(named) > 15
    assert not [path for path in named if not (REPOSITORY / path).exists()]


def test_that_the_first_change_is_one_that_can_be_made() -> None:
    palette = (REPOSITORY / "tests/desktop/shell/test_palette.py").read_text("utf-8")
    assert '("england", "GB")' in palette
    assert "blighty" not in palette.casefold()
    names = tomllib.loads((REPOSITORY / "assets/country_names.toml").read_text("utf-8"))
    assert "England" in names["informal"]["GB"]
    assert "Blighty" not in names["informal"]["GB"]


def test_that_hooks_fetch_nothing_and_run_what_is_checked() -> None:
    hooks = (REPOSITORY / ".pre-commit-config.yaml").read_text("utf-8")
    assert re.findall(r"repo: (\S+)", hooks) == ["local"]
    assert "://" not in hooks
    entries = re.findall(r"entry: (\S+)", hooks)
    assert entries
    assert all(entry.startswith(".venv/bin/") for entry in entries)
    assert len(entries) == hooks.count("language: system")


def test_that_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    citation = (REPOSITORY / "CITATION.cff").read_text("utf-8")
    changelog = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    assert project["version"] == PROGRAM
    assert f"\nversion: {PROGRAM}\n" in citation
    assert f"\n## {PROGRAM}" in changelog
    assert f"\nlicense: {project['license']}\n" in citation


def test_that_the_command_says_its_versions(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(["--version"])
    assert left.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(versions())
    assert lines[0].split() == ["eoc", PROGRAM]
    assert lines[1].split()[1] == str(FORMAT)
    assert all(re.search(r"\d+\.\d+", line) for line in lines if not line.startswith("format"))
