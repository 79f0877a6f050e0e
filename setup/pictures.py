"""Draw anew the pictures of docs/ and the golden pictures of the tests, and say which changed.

`python setup/pictures.py` after `setup.sh dev`. A picture that is as it was keeps its file. Look at
each one that changed before it is committed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs" / "pictures"
GOLDEN = ROOT / "fixtures" / "golden"
AS_OF, NOW = "2024-10-26T06:00Z", "2024-10-26T06:41Z"
SCREENS = {"overview": (), "country": ("--country", "GE"), "restrictions": (), "alarms": ()}
"""The screens that the README shows, and what is chosen on each."""


def main() -> int:
    before = {path: digest(path) for path in pictures()}
    with tempfile.TemporaryDirectory() as folder:
        draw_screens(Path(folder))
    failed = accept_golden()
    changed = [path for path in pictures() if before.get(path) != digest(path)]
    for path in changed:
        say(f"{'changed' if path in before else 'new'}: {path.relative_to(ROOT)}")
    say(
        f"{len(changed)} of {len(pictures())} pictures changed; look at them before you commit them"
    )
    return failed


def pictures() -> list[Path]:
    return [*sorted(DOCS.glob("*.png")), *sorted(GOLDEN.rglob("*.png"))]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def draw_screens(folder: Path) -> None:
    """Draw the screens of the README from a demo without a title, as `eoc build` makes it."""
    demo = folder / "demo.duckdb"
    eoc("build", ROOT / "fixtures" / "sources", "--out", demo, "--as-of", AS_OF)
    for screen, chosen in SCREENS.items():
        drawn = folder / f"{screen}.png"
        eoc("open", demo, "--screen", screen, *chosen, "--now", NOW, "--theme", "dark",
            "--size", "1600x900", "--room", "UTC", "--screenshot", drawn)  # fmt: skip
        keep(drawn, DOCS / f"{screen}.png")


def keep(drawn: Path, place: Path) -> None:
    """Put a picture in its place, unless the one that is there has the same pixels."""
    if not place.exists() or QImage(str(place)) != QImage(str(drawn)):
        place.write_bytes(drawn.read_bytes())


def accept_golden() -> int:
    """Run the tests that hold widgets against pictures, each accepting what differs."""
    holding = sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("test_*.py")
        if "assert_picture(" in path.read_text(encoding="utf-8")
    )
    command = [sys.executable, "-m", "pytest", "-q", "-k", "not accept", *holding]
    return ran(command, EOC_ACCEPT_PICTURES="1")


def eoc(*arguments: str | Path) -> None:
    """Run a command of the program.

    Raises:
        SystemExit: it fails; what it said stands above.
    """
    if ran([sys.executable, "-m", "eoc_app", *map(str, arguments)]):
        raise SystemExit(1)


def ran(command: list[str], **more: str) -> int:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | more
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=sys.stderr, check=False)
    return done.returncode


def say(text: str) -> None:
    sys.stderr.write(f"pictures: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    raise SystemExit(main())
