"""What holds the program together, proved once by its imports and once by running it."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.panels import panels
from eoc_app.snapshot.catalogue import catalogue

REPOSITORY = Path(__file__).resolve().parents[1]
LONGEST = 250
MOST_MODULES = 25
LONGER = tomllib.loads((REPOSITORY / "tests" / "long_files.toml").read_text(encoding="utf-8"))
"""Files over 250 lines, each with the reason why it is not two."""
PACKAGES_OF_THE_READER = {"duckdb", "polars", "pyarrow", "_polars_runtime_32"}
PACKAGES_OF_THE_WINDOW = {"PySide6", "shiboken6", "pyqtgraph", "polars"}


def tracked_files() -> list[Path]:
    """The files of the repository; without git, those that are no one's leftovers."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z", "--cached"],
            cwd=REPOSITORY,
            capture_output=True,
            check=True,
        ).stdout.decode()
        names = [name for name in told.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        leftovers = re.compile(r"(^|/)(\.[a-z_]+|__pycache__|build|dist|briefing)/|\.duckdb")
        found = (path for path in REPOSITORY.rglob("*") if path.is_file())
        names = [path.relative_to(REPOSITORY).as_posix() for path in found]
        names = [name for name in names if not leftovers.search(name)]
    return [REPOSITORY / name for name in sorted(names) if (REPOSITORY / name).is_file()]


def python_files() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".py"]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def loaded_by(*modules: str) -> set[str]:
    """The top-level packages in memory after some modules were imported in a new process."""
    script = (
        "import importlib, json, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
    )
    script += "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    ran = subprocess.run(
        [sys.executable, "-c", script, *modules],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout))


def modules_under(folder: str) -> list[str]:
    return [
        path.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".")
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
        if path.name != "__init__.py"
    ]


def test_that_every_module_keeps_to_its_layer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPOSITORY)
    code = lint_imports(no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_that_the_window_loads_no_database() -> None:
    window = [
        "eoc_app.desktop.shell.app",
        "eoc_app.desktop.shell.window",
        *modules_under("eoc_app/desktop"),
    ]
    loaded = loaded_by(*window, *modules_under("eoc_app/briefing"))
    assert "PySide6" in loaded
    assert not loaded & PACKAGES_OF_THE_READER


def test_that_the_reader_loads_no_window() -> None:
    loaded = loaded_by("eoc_app.reader.process", *modules_under("eoc_app/panels"))
    assert "duckdb" in loaded
    assert not loaded & PACKAGES_OF_THE_WINDOW


def test_that_plots_are_not_loaded_before_the_first_window_is_up() -> None:
    loaded = loaded_by("eoc_app.desktop.shell.app", "eoc_app.desktop.pages.overview_page")
    assert not loaded & {"pyqtgraph", "numpy"}


def test_that_the_command_line_loads_neither_before_it_knows_what_is_wanted() -> None:
    loaded = loaded_by("eoc_app.__main__", "eoc_app.cli")
    assert not loaded & (PACKAGES_OF_THE_READER | PACKAGES_OF_THE_WINDOW)


def test_that_screens_name_exactly_the_panels_there_are() -> None:
    registered: dict[str, list[tuple[int, str]]] = {}
    for name, panel in panels().items():
        for screen, place in panel.places.items() if name != "header" else ():
            registered.setdefault(screen, []).append((place, name))
    ordered = {screen: [name for _, name in sorted(found)] for screen, found in registered.items()}
    assert {screen.name: list(screen.panels) for screen in SCREENS.values()} == ordered


def test_that_every_query_for_panels_is_read_and_every_one_read_is_there() -> None:
    read = {
        query
        for panel in panels().values()
        for query in (*panel.reads, *(panel.reads_by_platform or ()))
    }
    assert read == set(catalogue().views)


def test_that_a_long_file_has_a_reason() -> None:
    long = {
        path.relative_to(REPOSITORY).as_posix(): len(lines_of(path))
        for path in python_files()
        if len(lines_of(path)) > LONGEST
    }
    unexplained = {name: count for name, count in long.items() if name not in LONGER}
    assert not unexplained, "split them, or say in tests/long_files.toml why not"
    gone = [name for name in LONGER if not (REPOSITORY / name).is_file()]
    assert not gone, "take their reasons away too"


def rooms() -> dict[Path, list[str]]:
    """The modules of each folder of the program."""
    found: dict[Path, list[str]] = {}
    for path in python_files():
        if path.is_relative_to(REPOSITORY / "eoc_app") and not path.stem.startswith("__"):
            found.setdefault(path.parent, []).append(path.stem)
    return found


def test_that_no_room_is_a_corridor() -> None:
    full = {room.name: len(names) for room, names in rooms().items() if len(names) > MOST_MODULES}
    assert not full, "a room that holds more is two rooms"


def test_that_two_modules_of_one_name_are_the_panel_and_the_widget_of_one_thing() -> None:
    places: dict[str, list[str]] = {}
    for room, names in rooms().items():
        for name in names:
            side = (*room.relative_to(REPOSITORY / "eoc_app").parts, "")[0]
            places.setdefault(name, []).append(side)
    twice = {name: sides for name, sides in places.items() if len(sides) > 1}
    pairs = {name for name, sides in twice.items() if sorted(sides) == ["desktop", "panels"]}
    assert not {name: sides for name, sides in twice.items() if name not in pairs}
    assert pairs <= set(panels())


def test_that_most_modules_are_small() -> None:
    sizes = [
        sum(bool(line.strip()) for line in lines_of(path))
        for path in python_files()
        if path.is_relative_to(REPOSITORY / "eoc_app")
    ]
    assert statistics.median(sizes) <= 100


# Brackets around a letter keep these patterns from finding themselves.
MACHINE_PATH = re.compile(r"(?<![\w.*~])/(?:wor[k]|roo[t]|hom[e]|tm[p]|User[s])/[\w.]")
REGISTRY_HOST = re.compile(
    r"\b(?:pyp[i]|pythonhoste[d]|registr[y]\.[a-z]+|anacond[a]|crate[s])\.(?:org|io|com|net)\b",
    re.IGNORECASE,
)
NAMED_ON_PURPOSE = {"fixtures/scenario/hostile.py"}
"""Files whose machine path is an attack that must be refused."""


def test_that_no_file_speaks_of_the_machine_it_was_written_on() -> None:
    found = []
    for path in tracked_files():
        name = path.relative_to(REPOSITORY).as_posix()
        data = path.read_bytes()
        if b"\0" in data or name in NAMED_ON_PURPOSE:
            continue
        for number, line in enumerate(data.decode(errors="replace").splitlines(), 1):
            if MACHINE_PATH.search(line) or REGISTRY_HOST.search(line):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    assert not found


def test_that_the_search_for_machine_paths_finds_one() -> None:
    assert MACHINE_PATH.search("open('/" + "home/ann/x.csv')")
    assert MACHINE_PATH.search("see /" + "tmp/x")
    assert not MACHINE_PATH.search("https://example.org/" + "home/page")
    assert REGISTRY_HOST.search("--index-url https://py" + "pi.org/simple")
    assert REGISTRY_HOST.search("https://files.python" + "hosted.org/packages")


@pytest.mark.parametrize("command", [[], ["build"], ["open"], ["show"], ["brief"], ["verify"]])
def test_that_the_console_script_and_the_module_agree(command: list[str]) -> None:
    scripts = Path(sys.executable).parent
    ran = [
        subprocess.run(
            [*start, *command, "--help"], capture_output=True, text=True, check=False, cwd=scripts
        )
        for start in ([str(scripts / "eoc")], [sys.executable, "-m", "eoc_app"])
    ]
    assert [one.returncode for one in ran] == [0, 0]
    assert ran[0].stdout == ran[1].stdout
    assert not command or "example: eoc" in ran[0].stdout
