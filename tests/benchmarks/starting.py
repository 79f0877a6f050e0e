"""How long programs need to stand: the floor and `eoc open`, turn and turn about."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
NOW: Final = "2024-10-26T06:00Z"


def environment(home: Path) -> dict[str, str]:
    """The person's own settings stay out of it, and out of harm.

    Compiled modules are kept, as an installed program has them.
    """
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }


def python(home: Path, *arguments: str) -> tuple[float, str]:
    """Run Python on something; seconds of the whole process, and what it printed.

    Raises:
        RuntimeError: it failed.
    """
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    length = time.monotonic() - start
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
    return length, done.stdout


def starts(snapshots: Mapping[str, Path], rounds: int) -> dict[str, list[float]]:
    """Seconds of the floor, and of each snapshot to its overview, to its intervals, to the end.

    The floor is measured before and after each snapshot's turn in every round.
    """
    found: dict[str, list[float]] = {"floor": []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        picture = home / "picture.png"
        for number in range(rounds + 1):
            taken: dict[str, list[float]] = {"floor": []}
            for name, path in snapshots.items():
                taken["floor"].append(python(home, "tests/benchmarks/floor.py")[0])
                start = time.monotonic()
                whole, said = python(home, "-m", "tests.benchmarks.opened", str(path), str(picture))
                readable, complete = (float(moment) - start for moment in said.split()[:2])
                taken[name], taken[f"{name}, intervals"] = [readable], [complete]
                taken[f"{name}, whole"] = [whole]
            # The first round fills the caches of the machine, and does not count.
            for name, values in taken.items() if number else ():
                found.setdefault(name, []).extend(values)
    return found
