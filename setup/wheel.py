"""Build the program's wheel twice, hold both to one digest, and run what is in it.

`python setup/wheel.py` after `setup.sh dev`; the wheel is put into dist/.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PARTS = (
    ".gitignore", "pyproject.toml", "README.md", "LICENSE", "eoc_app", "queries", "assets",
    "fixtures",
)  # fmt: skip
"""What a wheel is made from."""
AS_OF, NOW = "2024-10-26T06:00Z", "2024-10-26T06:41Z"


class Spoilt(Exception):  # noqa: N818 - what the wheel is
    """The wheel differs from build to build, or does not run."""


def main() -> int:
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wheel = same_twice(folder)
            try_out(wheel, folder)
            DIST.mkdir(exist_ok=True)
            shutil.copy(wheel, DIST / wheel.name)
    except Spoilt as spoilt:
        sys.stderr.write(f"\n{spoilt}\n")
        return 1
    sys.stdout.write(f"{digest(DIST / wheel.name)}  dist/{wheel.name}\n")
    return 0


def same_twice(folder: Path) -> Path:
    """The wheel, built here and once more from a copy that lies elsewhere and is newer.

    Raises:
        Spoilt: the second is another; names the first members that differ.
    """
    copy = folder / "copy"
    copy.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(
                ROOT / name, copy / name, ignore=unwanted, copy_function=shutil.copyfile
            )
        else:
            shutil.copyfile(ROOT / name, copy / name)
    first, second = built(ROOT, folder / "first"), built(copy, folder / "second")
    if digest(first) != digest(second):
        members = [{one.filename: one.CRC for one in zipfile.ZipFile(wheel).infolist()}
                   for wheel in (first, second)]  # fmt: skip
        differs = [name for name in members[0] if members[0][name] != members[1].get(name)]
        raise Spoilt(f"two builds of the wheel differ: {', '.join(differs[:5]) or 'their order'}")
    say("two builds in two places, one digest")
    return first


def built(source: Path, folder: Path) -> Path:
    """A wheel of a source tree, by the build back end itself: no network, no other environment."""
    said(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob("*.whl"))


def try_out(wheel: Path, folder: Path) -> None:
    """Build, verify and draw the demo with nothing but what is in the wheel.

    Raises:
        Spoilt: something is missing.
    """
    inside, work = folder / "inside", folder / "work"
    work.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
    package = inside / "eoc_app"
    ours = said(sys.executable, "-P", "-c", "import eoc_app; print(eoc_app.__file__)",
                cwd=work, inside=inside)  # fmt: skip
    if not Path(ours.strip()).is_relative_to(inside):
        raise Spoilt(f"the wheel was not tried: {ours.strip()} was")
    eoc = (sys.executable, "-P", "-m", "eoc_app")
    sources = package / "_bundled" / "fixtures" / "sources"
    for arguments in (
        ("--version",),
        ("build", sources, "--out", "demo.duckdb", "--as-of", AS_OF),
        ("verify", "demo.duckdb"),
        ("show", "demo.duckdb", "overview", "--now", NOW),
        ("open", "demo.duckdb", "--now", NOW, "--screenshot", "overview.png"),
    ):
        said(*eoc, *arguments, cwd=work, inside=inside)
    say("built, verified and drawn with what is in the wheel")


def said(*command: str | Path, cwd: Path, inside: Path | None = None) -> str:
    """What a command prints.

    Raises:
        Spoilt: it fails.
    """
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    if inside is not None:
        environment["PYTHONPATH"] = str(inside)
    run = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=environment,
        check=False,
    )
    if run.returncode:
        last = "\n".join((run.stdout + run.stderr).splitlines()[-20:])
        raise Spoilt(f"{' '.join(map(str, command))}\nended with {run.returncode}:\n{last}")
    return run.stdout


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def say(text: str) -> None:
    sys.stderr.write(f"wheel: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
