"""Make .venv hold exactly what the requirement lists say, and say plainly what the system lacks.

Runs on any supported Python with nothing installed. Quick where nothing has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from eoc_app.desktop.shell.libraries import missing_packages  # noqa: E402 - found where it lies

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".set-up"
PROFILES = ("run", "dev")


class Missing(Exception):  # noqa: N818 - what the person lacks, no error of ours
    """Something that the person has to provide; says what, and the command that does."""


def main(profile: str) -> int:
    """Set up for running the program (`run`) or for working on it (`dev`)."""
    if profile not in PROFILES:
        sys.stderr.write(f"usage: setup.sh [{'|'.join(PROFILES)}]\n")
        return 1
    try:
        if _is_current(profile):
            return 0
        _make_venv()
        _install(profile)
        _complete_system()
        _prove()
    except Missing as missing:
        sys.stderr.write(f"\n{missing}\n")
        return 1
    STAMP.write_text(_state(profile), encoding="utf-8")
    return 0


def _wants_window() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _state(profile: str) -> str:
    """Everything that the environment depends on, as text."""
    files = [ROOT / "pyproject.toml", ROOT / "eoc_app" / "__init__.py"]
    files += [ROOT / "requirements" / f"{profile}.txt", *sorted(Path(__file__).parent.iterdir())]
    digest = hashlib.sha256()
    for path in files:
        if path.is_file():
            digest.update(path.read_bytes())
    # An editable install points at this folder, so a copied .venv must not pass for one's own.
    return f"{profile} {digest.hexdigest()} {ROOT}\nwindow: {_wants_window()}\n"


def _is_current(profile: str) -> bool:
    try:
        stamp = STAMP.read_text(encoding="utf-8")
    except OSError:
        return False
    richer = PROFILES[PROFILES.index(profile) :]
    if stamp not in {_state(name) for name in richer}:
        return False
    return _run([PYTHON, "-c", "import eoc_app"], quiet=True) == 0


def _make_venv() -> None:
    if PYTHON.exists():
        same = _run([PYTHON, "-c", _SAME_VERSION, _version()], quiet=True) == 0
        if same and _run([PYTHON, "-m", "pip", "--version"], quiet=True) == 0:
            return
    base = getattr(sys, "_base_executable", None) or sys.executable
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{_version()}-venv"
        _provide([package], f"Python {_version()} here cannot make virtual environments")
    _say(f"making .venv with Python {_version()} ({base})")
    if _run([base, "-m", "venv", "--clear", VENV]):
        raise Missing(
            f"The virtual environment {VENV} cannot be made; the lines above say why.\n"
            f"On Debian and Ubuntu: apt-get install python{_version()}-venv"
        )


_SAME_VERSION = "import sys; raise SystemExit('%d.%d' % sys.version_info[:2] != sys.argv[1])"


def _version() -> str:
    return sysconfig.get_python_version()


def _install(profile: str) -> None:
    _say(f"installing requirements/{profile}.txt into .venv (every file is checked by its hash)")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input"]
    pip += ["--disable-pip-version-check"]
    listed = ROOT / "requirements" / f"{profile}.txt"
    if _run([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", listed]):
        raise Missing(
            "The packages could not be installed; the lines above say why.\n"
            "Without a network, put the wheels into a folder and name it:"
            " PIP_NO_INDEX=1 PIP_FIND_LINKS=/path/to/wheels make run"
        )
    if _run([*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT]):
        raise Missing("The program itself could not be installed; the lines above say why.")


def _complete_system() -> None:
    """Install or name the libraries that Qt lacks; for a window only where there is a display."""
    if not sys.platform.startswith("linux"):
        return
    places = [*VENV.glob("lib/python*/site-packages/PySide6"), *VENV.glob("lib*/PySide6")]
    packages, unknown = missing_packages(places[0], window=_wants_window())
    if packages:
        _provide(packages, "System libraries that Qt needs are missing")
        packages, unknown = missing_packages(places[0], window=_wants_window())
    if packages or unknown:
        raise Missing(
            "System libraries that Qt needs are still missing: "
            + ", ".join([*packages, *unknown])
            + "\nFind out which package of your system has them, and install it."
        )


def _provide(packages: Iterable[str], why: str) -> None:
    """Install Debian packages where we may; name the command where we may not.

    Raises:
        Missing: they are not there and cannot be installed from here.
    """
    names = sorted(packages)
    command = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        raise Missing(
            f"{why}.\nOn Debian and Ubuntu install them with:\n"
            f"  sudo {command}\nand run the command again."
        )
    _say(f"{why}; installing them: {command}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "-q", "update"], quiet=True, environment=environment)
    if _run(["apt-get", "-q", *command.split()[1:]], environment=environment):
        raise Missing(f"{why}, and they could not be installed:\n  {command}")


def _prove() -> None:
    """Draw a word with the program's own fonts, as every picture will."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    if _run([PYTHON, "-c", _TRIAL], environment=environment):
        raise Missing(
            "Qt does not start on this system; the lines above say why.\n"
            "If a file of assets/ is named, this copy of the program is not whole: fetch it again."
        )


_TRIAL = """
from PySide6.QtGui import QGuiApplication
from eoc_app.desktop.kit.fonts import install_fonts
app = QGuiApplication(["eoc"])
try:
    install_fonts()
except Exception as error:
    raise SystemExit(str(error))
"""


def _run(
    command: Sequence[str | Path],
    *,
    quiet: bool = False,
    environment: dict[str, str] | None = None,
) -> int:
    where = subprocess.DEVNULL if quiet else None
    try:
        # Into stderr, so that stdout stays for what the person asked for.
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=where if quiet else sys.stderr,
            stderr=where,
            env=environment,
            cwd=ROOT,
            check=False,
        ).returncode
    except OSError:
        return 127


def _say(text: str) -> None:
    sys.stderr.write(f"set-up: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "run"))
