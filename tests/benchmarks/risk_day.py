"""Risk of a day with its draws, and a step of a what-if slider, by the reader's own path.

Run: python -m tests.benchmarks.risk_day FILE. FILE is a large snapshot as ten_million makes it.
Prints one line of JSON: seconds of each act over the catalogue's signals and over 60 indicators.
"""

# mypy does not infer a lambda that keeps a value by default.
# mypy: disable-error-code="misc"

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from eoc_app.core.one_thread import on_one_thread
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.domain.risk.indicator import STAKES
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.reader.process import COLLECT
from eoc_app.snapshot.catalogue import Query
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.intervals_view import IntervalsView
from tests.benchmarks.judged_days import judged_days
from tests.benchmarks.ten_million import AS_OF, LAST_DAY

DAYS: Final = tuple(LAST_DAY - timedelta(days=20 + 11 * number) for number in range(30))
STEPS: Final = 60
READINGS: Final = Query(
    "floor", {"parameters": ["as_of"]}, "select * from reading_day where day = $as_of", "floor"
)
"""The floor: what any program must read of a day before it can judge it."""


def drawn(flow: Flow, selection: Selection, panel: str) -> Any:
    """A panel's view.

    Raises:
        Problem: it could not be drawn.
    """
    (one,) = flow.draw(selection, (panel,))
    if isinstance(one.view, Problem):
        raise one.view
    return one.view


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measured(path: Path) -> dict[str, Any]:
    """Seconds for each day, none of which was looked at before, and for each step of a slider."""
    snapshot = Snapshot(path)
    flow = Flow(snapshot)
    gc.freeze()
    gc.set_threshold(*COLLECT)

    def on(day: date, *weights: tuple[str, float]) -> Selection:
        return Selection(now_at=AS_OF, as_of_on=day, weights=weights)

    # As the reader does while nobody waits: numpy is loaded, and the overview is on screen.
    first = drawn(flow, on(LAST_DAY), "intervals")
    assert isinstance(first, IntervalsView)
    days, counts, floor = [], [], []
    for day in DAYS:
        drawn(flow, on(day), "ranking")
        days.append(timed(lambda day=day: drawn(flow, on(day), "intervals")))
        floor.append(timed(lambda day=day: snapshot.run(READINGS, {"as_of": day})))
        counts.append(len(drawn(flow, on(day), "intervals").intervals))
    steps = []
    if "what_if" in panels():
        name = next(one.name for one in snapshot.signals.values() if one.judge)
        drawn(flow, on(DAYS[0]), "what_if")
        for number in range(STEPS):
            weights = (name, 0.1 * number)
            steps.append(timed(lambda w=weights: drawn(flow, on(DAYS[0], w), "what_if")))
    judged = sum(one.judge is not None for one in snapshot.signals.values())
    snapshot.close()
    return {
        "indicators": judged + len(STAKES),
        "ranked": sum(counts) / len(counts),
        "floor": floor,
        "days": days,
        "steps": steps,
    }


def main(arguments: list[str]) -> int:
    """Print what was measured."""
    on_one_thread()  # before numpy is loaded
    large = Path(arguments[0])
    found = {"catalogue": measured(large), "sixty": measured(judged_days(large, DAYS))}
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
