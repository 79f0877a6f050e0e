"""Build and verify the demo on every supported Python of this machine; all must say the same.

`python setup/pythons.py` after `setup.sh dev`. Says which Python it did not find.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
SUPPORTED = ("3.11", "3.12", "3.13")
AS_OF, NOW = "2024-10-26T06:00Z", "2024-10-26T06:41Z"
VIEWS = ("overview", "country", "restrictions", "alarms", "method")
TABLES = """
import duckdb, hashlib, sys
file = duckdb.connect(sys.argv[1], read_only=True)
for (name,) in sorted(file.sql("select table_name from duckdb_tables()").fetchall()):
    kept = "* exclude (built_at)" if name == "snapshot" else "*"
    rows = sorted(map(repr, file.sql(f'select {kept} from "{name}"').fetchall()))
    print(name, len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest())
"""


class Differs(Exception):  # noqa: N818 - what was found, no error of ours
    """A Python that cannot build the demo, or says something else of it."""


def main() -> int:
    own = version_of(VENV / "bin" / "python")
    try:
        expected = answers(VENV / "bin" / "python")
        say(f"Python {own}: the demo is built and verified")
        for version in SUPPORTED:
            if version == own:
                continue
            python = python_of(version)
            if python is None:
                say(f"Python {version}: none here that can make virtual environments, so not tried")
                continue
            same(expected, answers(equipped(python, version)), version, own)
            say(f"Python {version} ({python}): builds, verifies and shows the same as {own}")
    except Differs as differs:
        sys.stderr.write(f"\n{differs}\n")
        return 1
    return 0


def version_of(python: Path) -> str:
    """`3.12` of a Python that can make virtual environments, nothing of any other."""
    asked = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    try:
        run = subprocess.run(
            [str(python), "-c", asked], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


def python_of(version: str) -> Path | None:
    """A Python of a version, on the path or under pyenv."""
    home = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = shutil.which(f"python{version}")
    candidates = [Path(on_path)] if on_path else []
    candidates += sorted(home.glob(f"versions/{version}.*/bin/python"))
    return next((python for python in candidates if version_of(python) == version), None)


def equipped(python: Path, version: str) -> Path:
    """A virtual environment of that Python with all that running needs; made once."""
    folder = VENV / f"python{version}"
    own, stamp = folder / "bin" / "python", folder / ".set-up"
    wanted = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return own
    said(python, "-m", "venv", "--clear", folder)
    pip: list[str | Path] = [
        own,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
    ]
    said(*pip, "--require-hashes", "--only-binary", ":all:", "--requirement",
         ROOT / "requirements" / "run.txt")  # fmt: skip
    said(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    stamp.write_text(wanted, encoding="utf-8")
    return own


def answers(python: Path) -> dict[str, str]:
    """What the demo is and says on a Python: its tables, then views as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder, "demo.duckdb")
        eoc: list[str | Path] = [python, "-m", "eoc_app"]
        said(*eoc, "build", ROOT / "fixtures" / "sources", "--out", demo, "--as-of", AS_OF)
        said(*eoc, "verify", demo)
        found = {"tables": said(python, "-c", TABLES, demo)}
        for view in VIEWS:
            text = said(*eoc, "show", demo, view, "--country", "GE", "--format", "json",
                        "--now", NOW)  # fmt: skip
            found[view] = json.dumps(undated(json.loads(text)), indent=1)
    return found


def undated(value: object) -> object:
    """A view without the moment at which its file was built."""
    if isinstance(value, dict):
        return {name: undated(inner) for name, inner in value.items() if name != "built_at"}
    return [undated(inner) for inner in value] if isinstance(value, list) else value


def said(*command: str | Path) -> str:
    """What a command prints.

    Raises:
        Differs: it fails.
    """
    run = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    if run.returncode:
        said_last = "\n".join((run.stdout + run.stderr).splitlines()[-20:])
        raise Differs(f"{' '.join(map(str, command))}\nended with {run.returncode}:\n{said_last}")
    return run.stdout


def same(expected: dict[str, str], found: dict[str, str], version: str, own: str) -> None:
    """Hold what one Python says against another.

    Raises:
        Differs: it says something else; names the first line that differs.
    """
    for name, text in expected.items():
        if text == found[name]:
            continue
        pairs = zip(text.splitlines(), found[name].splitlines(), strict=False)
        before, after = next(((a, b) for a, b in pairs if a != b), ("more lines", "fewer lines"))
        raise Differs(
            f"Python {version} differs from {own} in {name}:\n  {own}: {before}\n"
            f"  {version}: {after}\nSums of floats must be exact (math.fsum), numpy's or SQL's."
        )


def say(text: str) -> None:
    sys.stderr.write(f"pythons: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
