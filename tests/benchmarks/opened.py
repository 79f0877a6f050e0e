"""Runs `eoc open` and says when its screen was complete and painted, before the picture is saved.

Run: python -m tests.benchmarks.opened FILE PICTURE.png. Prints a moment of the machine's own
monotonic clock, which the process that started this one shares.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from eoc_app.cli import run
from eoc_app.desktop import opening


def _started(*parts: Any) -> Any:
    # Called when the window's modules have just been loaded, so that loading them here costs
    # nothing and changes no order.
    from eoc_app.desktop import window

    class Watched(window.Window):
        def grab(self, *area: Any) -> Any:
            print(time.monotonic(), flush=True)
            return super().grab(*area)

    from eoc_app.desktop import app

    setattr(app, "Window", Watched)  # noqa: B010 - the class is a stand-in, not the module's own
    return _Started(*parts)


_Started = opening.Started
opening.Started = _started  # type: ignore[assignment, misc]

if __name__ == "__main__":
    sys.exit(run(["open", sys.argv[1], "--screenshot", sys.argv[2]]))
