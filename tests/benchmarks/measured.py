"""What was measured, against its floor and its bound, as one line of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


def share_below(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least a share (0-1) of them do not exceed."""
    ordered = sorted(values)
    needed = -(-round(len(ordered) * share * 1000) // 1000)
    return ordered[max(0, min(len(ordered), needed) - 1)]


@dataclass(frozen=True)
class Line:
    """One line. `compared` and `limit` decide where there is a bound; else it only informs."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    bound: str = ""
    holds: bool | None = None

    def cells(self) -> tuple[str, ...]:
        """The line's cells."""
        verdict = {True: "ok", False: "OVER", None: ""}[self.holds]
        return (self.what, self.measured, self.floor, self.ratio, self.bound, verdict)


def seconds(values: Sequence[float]) -> str:
    """Median and 95th percentile, in seconds."""
    return f"{median(values):.3f} s ({share_below(values, 0.95):.3f})"


def milliseconds(values: Sequence[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    return f"{1000 * median(values):.1f} ms ({1000 * share_below(values, 0.95):.1f})"


def table(lines: Sequence[Line]) -> str:
    """All lines under one head, columns aligned."""
    head = ("what", "median (95 %)", "floor", "ratio", "bound", "")
    rows = [head, *(line.cells() for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    printed = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return "\n".join([printed[0], "  ".join("-" * width for width in widths), *printed[1:]])
