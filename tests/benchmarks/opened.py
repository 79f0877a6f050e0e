"""Runs `eoc open` and says when its screen could be read, and when what takes long had come too.

Run: python -m tests.benchmarks.opened FILE PICTURE.png. Prints two moments of the machine's own
monotonic clock, which the process that started this one shares: both after painting, the second
before the picture is saved.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from eoc_app.cli import run
from eoc_app.desktop.shell import opening


def _started(*parts: Any) -> Any:
    # Called when the window's modules have just been loaded, so that loading them here costs
    # nothing and changes no order.
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from eoc_app.desktop.shell import window

    class Watched(window.Window):
        _told = False

        def _settle(self, panel: str) -> None:
            super()._settle(panel)
            if self.is_readable and not self._told:
                self._told = True
                QTimer.singleShot(0, self, self._tell_readable)

        def _tell_readable(self) -> None:
            QApplication.sendPostedEvents()
            self.repaint()
            print(time.monotonic(), flush=True)

        def grab(self, *area: Any) -> Any:
            print(time.monotonic(), flush=True)
            return super().grab(*area)

    from eoc_app.desktop.shell import app

    setattr(app, "Window", Watched)  # noqa: B010 - the class is a stand-in, not the module's own
    return _Started(*parts)


_Started = opening.Started
opening.Started = _started  # type: ignore[assignment, misc]

if __name__ == "__main__":
    sys.exit(run(["open", sys.argv[1], "--screenshot", sys.argv[2]]))
