"""What further screens are drawn with is loaded while nobody waits."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys, time
from eoc_app.desktop.shell.app import application
from eoc_app.desktop.shell.pages_ahead import PagesAhead
from PySide6.QtCore import QObject
app = application()
resting = False
owner = QObject()
ahead = PagesAhead(lambda: resting, owner)
PAGES = ["eoc_app.desktop.pages." + name + "_page"
         for name in ("overview", "country", "restrictions", "alarms", "method", "table")]
def loaded():
    return [name for name in PAGES if name in sys.modules]
assert loaded() == [], loaded()
ahead.begin()
def turn(seconds, until=lambda: False):
    end = time.monotonic() + seconds
    while time.monotonic() < end and not until():
        app.processEvents()
        time.sleep(0.001)
turn(0.6)
assert loaded() == [], "somebody waits"
resting = True
turn(60, lambda: loaded() == PAGES and ahead.is_done)
assert loaded() == PAGES, loaded()
assert not ahead._next.isActive()
assert "pyqtgraph" not in sys.modules
print("ok")
"""


def test_that_pages_are_loaded_at_rest_and_plots_are_not() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120
    )
    assert ended.stdout.strip().endswith("ok"), ended.stderr
