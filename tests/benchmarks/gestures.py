"""Lines of what a window takes for the steps of a session, and its longest turns in words."""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import Any

from tests.benchmarks.measured import Line, milliseconds, share_below


def _step(what: str, taken: list[float], repaints: list[float], most: float, slow: float) -> Line:
    """A step's line: as a ratio to a bare repaint of the same page, by its median and its 95 %."""
    floor = median(repaints)
    ratio, slowest = median(taken) / floor, share_below(taken, 0.95) / floor
    return Line(
        f"{what} ({len(taken)} times)", milliseconds(taken), milliseconds(repaints),
        f"{ratio:.1f} ({slowest:.1f})", f"median <= {most}, 95 % <= {slow}",
        ratio <= most and slowest <= slow,
    )  # fmt: skip


def session(found: dict[str, Any]) -> list[Line]:
    """What a window over ten million rows takes for each step, beside bare repaints."""
    turns, repaints = [turn[1] for turn in found["turns"]], found["repaints"]
    held, floor = share_below(turns, 0.999), median(repaints["overview"])
    return [
        _step("day cursor, to the repainted overview", found["days"], repaints["overview"],
              2.0, 3.0),
        _step("another country, to the painted page", found["countries"], repaints["country"],
              3.5, 5.0),
        Line(f"event loop held, 99.9 % of {len(turns):,} turns", f"{1000 * held:.1f} ms",
             milliseconds(repaints["overview"]), f"{held / floor:.1f}", "<= 2.5",
             held / floor <= 2.5),
        Line("memory of the window process", f"{found['window_mb']:.0f} MB", "", "", "<= 300 MB",
             found["window_mb"] <= 300),
        Line("memory of the reader", f"{found['reader_mb']:.0f} MB", "", "", "<= 700 MB",
             found["reader_mb"] <= 700),
    ]  # fmt: skip


def worst(turns: list[list[Any]], count: int = 12) -> str:
    """The longest turns, and how often each kind of step was over 50 ms."""
    ordered = sorted(turns, key=lambda turn: -turn[1])
    over = Counter(turn[0] for turn in ordered if turn[1] > 0.05)
    told = [f"{1000 * length:7.1f} ms  {step}: {', '.join(events) or 'timer or socket'}"
            for step, length, events in ordered[:count]]  # fmt: skip
    kinds = ", ".join(f"{step} ({number})" for step, number in over.most_common(count))
    return "\n".join(["Longest turns of the event loop:", *told, f"Over 50 ms: {kinds or 'none'}"])
