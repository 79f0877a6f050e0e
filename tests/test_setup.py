"""The two commands on a fresh machine: which Python is taken, what is missing, what is pinned."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from eoc_app.desktop.shell.libraries import missing_packages

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the finder of Pythons and, in place of the set-up, who was found."""
    (tmp_path / "setup").mkdir()
    shutil.copy(REPOSITORY / "setup" / "setup.sh", tmp_path / "setup")
    (tmp_path / "setup" / "environment.py").write_text("chosen", encoding="utf-8")
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("sh", "dirname", "id"):
        found = shutil.which(name)
        assert found is not None
        (commands / name).symlink_to(found)
    return tmp_path


def put(project: Path, name: str, version: str) -> Path:
    """A program that calls itself a Python of some version."""
    path = project / "commands" / name
    path.write_text(
        f"#!/bin/sh\ncase $1 in -c) echo {version};; *) echo chosen {name} $2;; esac\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def set_up(project: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(project / "commands"), "HOME": str(project), **more}
    return subprocess.run(
        ["sh", "setup/setup.sh", "dev"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ({"python3": "3.11"}, "python3"),
        ({"python3": "3.9", "python3.12": "3.12"}, "python3.12"),
        ({"python3.13": "3.13"}, "python3.13"),
        ({"python3": "3.14", "python3.11": "3.11"}, "python3.11"),
    ],
)
def test_that_a_supported_python_is_found_by_any_name(
    project: Path, there: dict[str, str], taken: str
) -> None:
    for name, version in there.items():
        put(project, name, version)
    ran = set_up(project)
    assert ran.stdout == f"chosen {taken} dev\n", ran.stderr


def test_that_a_shim_of_a_version_not_chosen_is_passed_over(project: Path) -> None:
    shim = put(project, "python3", "3.11")
    shim.write_text("#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n", encoding="utf-8")
    inside = project / ".pyenv" / "versions" / "3.12.1" / "bin"
    inside.mkdir(parents=True)
    put(project, "python3.12", "3.12").rename(inside / "python")
    assert "chosen" in set_up(project).stdout


@pytest.mark.parametrize(
    ("version", "words"), [("3.10", "too old"), ("2.7", "too old"), ("3.14", "too new")]
)
def test_that_a_python_too_old_or_too_new_is_named(project: Path, version: str, words: str) -> None:
    put(project, "python3", version)
    ran = set_up(project)
    assert ran.returncode == 1
    assert f"python3 is {version}: {words}" in ran.stderr
    assert "apt-get install python3" in ran.stderr


def test_that_a_python_asked_for_is_taken_or_refused_but_never_replaced(project: Path) -> None:
    put(project, "python3", "3.11")
    old = put(project, "old", "3.8")
    assert "old is 3.8: too old" in set_up(project, PYTHON=str(old)).stderr
    assert "cannot be run" in set_up(project, PYTHON="nowhere/python").stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the loader of Linux")
def test_that_missing_system_libraries_are_named_by_their_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    qt = tmp_path / "PySide6"
    for name in ("Qt/lib/libQt6Gui.so.6", "Qt/plugins/platforms/libqxcb.so"):
        (qt / name).parent.mkdir(parents=True, exist_ok=True)
        (qt / name).write_text("")
    ldd = tmp_path / "ldd"
    ldd.write_text(
        "#!/bin/sh\ncase $1 in\n"
        "*Gui*) echo '\tlibEGL.so.1 => not found'; echo '\tlibc.so.6 => /lib/libc.so.6 (0x7)';"
        " echo '\tlibodd.so.9 => not found';;\n"
        "*) echo '\tlibxcb-cursor.so.0 => not found';;\nesac\n",
        encoding="utf-8",
    )
    ldd.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert missing_packages(qt, window=False) == (["libegl1"], ["libodd.so.9"])
    assert missing_packages(qt, window=True) == (
        ["libegl1", "libxcb-cursor0"],
        ["libodd.so.9"],
    )


@pytest.mark.parametrize("name", ["run", "dev"])
def test_that_a_requirement_list_pins_every_package_by_hash(name: str) -> None:
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text.replace("\\\n", " ").strip())
    assert len(entries) > 10
    for entry in entries:
        assert re.match(r"[\w.-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry
        assert "://" not in entry, entry


def test_that_the_requirement_lists_hold_what_the_project_names() -> None:
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'^    "([\w.-]+==[\w.]+)",$', project, re.MULTILINE))
    assert len(named) > 10
    listed = (REPOSITORY / "requirements" / "dev.txt").read_text(encoding="utf-8")
    pinned = {line.split()[0].lower() for line in listed.splitlines() if "==" in line}
    assert not {entry.lower() for entry in named} - pinned


@pytest.mark.parametrize(
    "page", ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/decisions/README.md"]
)
def test_that_a_page_links_only_to_what_is_there(page: str) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    missing = [link for link in links if not (REPOSITORY / page).parent.joinpath(link).exists()]
    assert not missing


def test_that_set_up_needs_nothing_installed() -> None:
    """-S leaves out what is installed beside this Python, as on a fresh machine."""
    run = subprocess.run(
        [sys.executable, "-S", "-I", "-c",
         f"import sys; sys.path.insert(0, {str(REPOSITORY / 'setup')!r}); import environment"],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
