"""Ten thousand restriction periods over a year: their states in the reader, their bars on screen.

Run: python -m tests.benchmarks.restriction_clock. Prints one line of JSON with seconds.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtWidgets import QApplication

from eoc_app.builder import build
from eoc_app.core.country import countries
from eoc_app.core.selection import Selection
from eoc_app.domain.dates.day_axis import axis
from eoc_app.domain.restrictions.restriction import standing_of
from eoc_app.panels.kit.known_periods import register
from eoc_app.panels.kit.panel import Given
from eoc_app.panels.kit.timeline_lanes import lanes
from eoc_app.reader.flow import Flow
from eoc_app.reader.process import COLLECT
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.timeline_view import TimelineView

PERIODS: Final = 10_000
COUNTRIES: Final = 200
YEAR: Final = datetime(2024, 1, 1, tzinfo=UTC)
AS_OF: Final = datetime(2024, 7, 1, tzinfo=UTC)
KINDS: Final = ("electoral_silence", "opinion_poll_ban", "political_ads_ban", "exit_poll_ban")
ZONES: Final = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")


def write(folder: Path) -> Path:
    """A snapshot of periods: every fourth was moved once announced, every tenth has zones."""
    rng = random.Random(7)
    codes = [country.alpha2 for country in countries()][:COUNTRIES]
    head = (
        "provenance,counts_of,period_id,version,known_from_at,country_code,rule,medium,"
        "starts_local,ends_local,time_zone,starts_at,ends_at,imposed_by,citation,confidence"
    )
    lines = [head]
    for number in range(PERIODS):
        starts = YEAR + timedelta(hours=rng.randrange(360 * 24))
        ends = starts + timedelta(hours=rng.randrange(12, 14 * 24))
        versions = [(1, "", ends)]
        if number % 4 == 0:
            told = (starts - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
            versions.append((2, told, ends + timedelta(days=3)))
        for zone in ZONES if number % 10 == 0 else ZONES[:1]:
            for version, known, until in versions:
                cells = (starts, until, zone, starts, until)
                ends_of = [c if isinstance(c, str) else c.strftime("%Y-%m-%dT%H:%M") for c in cells]
                lines.append(
                    f"published,periods,p{number},{version},{known},{codes[number % COUNTRIES]},"
                    f"{KINDS[number % len(KINDS)]},"
                    f"all campaigning,{','.join(ends_of)},law,Elections Act s. 12,medium"
                )
    source = folder / "restriction_period.csv"
    source.write_text("\n".join(lines) + "\n", "utf-8")
    out = folder / "periods.duckdb"
    build([source], out, built_at=AS_OF, as_of=AS_OF)
    return out


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def given(flow: Flow, at: datetime) -> Given:
    """What a panel of the snapshot gets to know at a moment."""
    snapshot = flow.snapshot
    frames = {
        name: snapshot.run(snapshot.catalogue.views[name], {}) for name in ("periods", "elections")
    }
    return Given(frames, Selection(now_at=at, at=at), snapshot.about, snapshot.signals)


def states(asked: Given) -> list[float]:
    """Seconds for the state of every period, for moments through the year."""
    known = asked.frames["periods"].once(register)
    found = []
    for day in range(2, 364, 6):
        at = YEAR + timedelta(days=day)

        def state(at: datetime = at) -> None:
            for one in known.known(at, asked.known_until):
                standing_of(one.period, at, asked.known_until)

        found.append(timed(state))
    return found


def year(asked: Given) -> TimelineView:
    """Every period of the year as one view."""
    starts, ends = axis(YEAR), axis(YEAR) + 366
    return TimelineView(
        title="A year",
        lanes=lanes(asked, starts, ends, everyone=True),
        starts=starts,
        ends=ends,
        snapshot_at=axis(asked.moment),
        wall_at=axis(asked.now_at),
        known_until=axis(asked.known_until),
        selected=None,
        exercise=False,
    )


def drawn(asked: Given) -> dict[str, object]:
    """Seconds to the first paint of the year, and of each frame of scrolling and zooming."""
    from eoc_app.desktop.kit import theme
    from eoc_app.desktop.shell.app import application

    app = application()
    theme.dress(app, "dark")
    start = time.perf_counter()
    sent = msgspec.msgpack.encode(year(asked))
    made = time.perf_counter() - start
    rounds = [painted(app, sent) for _ in range(5)]
    return {
        "view_made": made,
        "first_paint": [first for first, _ in rounds],
        "frames": [frame for _, frames in rounds for frame in frames],
    }


def painted(app: QApplication, sent: bytes) -> tuple[float, list[float]]:
    """Seconds from an answer to its first paint, and of every frame after it."""
    from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline

    widget = RestrictionTimeline()
    widget.resize(1600, 900)
    widget.show()
    app.processEvents()

    def show() -> None:
        widget.show_view(msgspec.msgpack.decode(sent, type=TimelineView))
        widget.viewport().repaint()

    first = timed(show)
    scroll, days = widget.verticalScrollBar(), 2.0
    acts: list[tuple[Callable[[Any], object], list[float]]] = [
        (lambda value: scroll.setValue(int(value)), [60.0 * step for step in range(40)]),
        (widget.zoom, [0.8] * 12),
        (widget.pan, [days] * 20),
        (widget.zoom, [1.25] * 12),
    ]
    frames = []
    for act, values in acts:
        for value in values:
            start = time.perf_counter()
            act(value)
            widget.viewport().repaint()
            frames.append(time.perf_counter() - start)
    widget.close()
    return first, frames


def main() -> int:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        flow = Flow(Snapshot(write(Path(folder))))
        gc.set_threshold(*COLLECT)  # as the reader does
        asked = given(flow, AS_OF)
        found: dict[str, object] = {"states": states(asked), **drawn(asked)}
        found["bars"] = sum(len(lane.bars) for lane in year(asked).lanes)
        flow.snapshot.close()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
