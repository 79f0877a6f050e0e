"""Measures what the program promises to be fast at, and prints one table. No test asserts a time.

Run: python -m tests.benchmarks [--quick] [--out FILE]
The snapshot of ten million rows is made on the first run (under two minutes) and kept in .bench/.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from eoc_app.builder import build
from tests.benchmarks import build_speed, whole_build
from tests.benchmarks.gestures import session, worst
from tests.benchmarks.measured import Line, milliseconds, seconds, share_below, table
from tests.benchmarks.starting import NOW, ROOT, python, starts
from tests.benchmarks.ten_million import ten_million

DEMO = ("the demo", 2.0)
LARGE = ("10 million rows", 2.5)


def demo(folder: Path) -> Path:
    """The demo's snapshot, from fixtures/sources."""
    out = folder / "demo.duckdb"
    moment = datetime.fromisoformat(NOW)
    build([ROOT / "fixtures" / "sources"], out, built_at=moment, as_of=moment)
    return out


def openings(snapshots: dict[str, Path], rounds: int) -> list[Line]:
    """Process start to complete overview, against the floor of the same run."""
    found = starts(snapshots, rounds)
    floor = median(found["floor"])
    lines = [
        Line("floor: PySide6 and pyqtgraph, empty plot, whole process", seconds(found["floor"]))
    ]
    for name, bound in (DEMO, LARGE):
        ratio = median(found[name]) / floor
        lines.append(
            Line(f"open {name}, to the overview", seconds(found[name]), f"{floor:.3f} s",
                 f"{ratio:.2f}", f"<= {bound}", ratio <= bound)
        )  # fmt: skip
        later = found[f"{name}, intervals"]
        lines.append(
            Line("  the same, with rank intervals, for which nobody waits", seconds(later),
                 f"{floor:.3f} s", f"{median(later) / floor:.2f}")
        )  # fmt: skip
        whole = found[f"{name}, whole"]
        lines.append(
            Line("  the same, picture saved and process ended", seconds(whole),
                 f"{floor:.3f} s", f"{median(whole) / floor:.2f}")
        )  # fmt: skip
    return lines


def clock(found: dict[str, Any]) -> list[Line]:
    """Ten thousand restriction periods: their states, their first paint, their frames."""
    states, first, frames = found["states"], found["first_paint"], found["frames"]
    slow = share_below(states, 0.95)
    frame = share_below(frames, 0.95)
    return [
        Line("state of 10,000 periods at a moment", milliseconds(states), "", "", "95 % <= 20 ms",
             slow <= 0.02),
        Line(f"timeline of {found['bars']:,} periods, first paint", milliseconds(first), "", "",
             "median <= 150 ms", median(first) <= 0.15),
        Line("  the same, made in the reader before", f"{1000 * found['view_made']:.0f} ms"),
        Line(f"  scrolled and zoomed ({len(frames)} frames)",
             f"{milliseconds(frames)}, {1 / median(frames):.0f} frames/s", "", "",
             "95 % <= 33 ms", frame <= 0.033),
    ]  # fmt: skip


def draws(found: dict[str, Any]) -> list[Line]:
    """Intervals and what-if scores of 200 countries by 60 indicators.

    Draws are held against one matrix product: 2,000 draws of weights times all severities.
    """
    lines = []
    for name, bound in (("usual", 130), ("worst", 240)):
        times, product = found[name]["intervals"], found["product"]
        ratio = median(times) / median(product)
        lines.append(
            Line(f"2,000 draws, 200 countries x 60 indicators, {found[name]['drawn']:.0%} drawn",
                 milliseconds(times), milliseconds(product), f"{ratio:.0f}", f"<= {bound}",
                 ratio <= bound)
        )  # fmt: skip
    steps = found["usual"]["what_if"]
    lines.append(Line("what-if weights, one step of a slider", milliseconds(steps), "", "",
                      "95 % <= 33 ms", share_below(steps, 0.95) <= 0.033))  # fmt: skip
    lines += [
        Line("  severities of all countries, once a day looked at",
             milliseconds(found["usual"]["severities"])),
        Line("  effective weights and correlations", milliseconds(found["usual"]["effects"])),
    ]  # fmt: skip
    return lines


def judging(found: dict[str, Any]) -> list[Line]:
    """Expected ranges and alarms of all series, by the builder's own step."""
    spent, step = found["seconds"], found["longest_step"]
    return [
        Line(f"judge {found['expected_day']:,} figures of 12,000 series at build",
             f"{spent:.1f} s", "", "", "<= 60 s", spent <= 60),
        Line("  longest step, after which a build can be stopped", f"{step:.2f} s", "", "",
             "<= 2 s", step <= 2),
        Line("  most memory of the process", f"{found['most_memory_mb']:,} MB"),
    ]  # fmt: skip


def days(found: dict[str, Any]) -> list[Line]:
    """Risk of a day not looked at before, and steps of a slider, by the reader's own path."""
    lines = []
    for name in ("catalogue", "sixty"):
        one = found[name]
        times, steps = one["days"], one["steps"]
        what = f"200 countries x {one['indicators']} indicators, {one['ranked']:.0f} ranked"
        ratio = median(times) / median(one["floor"])
        lines.append(
            Line(f"risk of a day with 2,000 draws, {what}", milliseconds(times),
                 milliseconds(one["floor"]), f"{ratio:.1f}", "median <= 150 ms",
                 median(times) <= 0.15)
        )  # fmt: skip
        if steps:
            lines.append(
                Line("  one step of a what-if slider there", milliseconds(steps), "", "",
                     "95 % <= 33 ms", share_below(steps, 0.95) <= 0.033)
            )  # fmt: skip
    return lines


def building(rows: int, rounds: int) -> Line:
    """Rows per second from Ad Library csv, against DuckDB's own reading into text columns."""
    made: list[float] = []
    floor: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        report = place / "FacebookAdLibraryReport_2025-07-03_BR_last_30_days_advertisers.csv"
        build_speed.write_report(report, rows)
        for _ in range(rounds):
            floor.append(
                build_speed.seconds(lambda: build_speed.read_csv(report, place / "floor.duckdb"))
            )
            start = time.perf_counter()
            build([report], place / "out.duckdb", built_at=datetime.now(UTC))
            made.append(time.perf_counter() - start)
    # The fastest of each: whatever else runs on the machine slows both, but not alike.
    ratio = min(floor) / min(made)
    return Line(
        f"build {rows:,} rows of Ad Library csv", f"{rows / min(made):,.0f} rows/s (fastest)",
        f"{rows / min(floor):,.0f} rows/s", f"{ratio:.2f}", f">= {build_speed.BOUND}",
        ratio >= build_speed.BOUND,
    )  # fmt: skip


def commands(snapshots: dict[str, Path], *, quick: bool) -> list[Line]:
    """Commands for which there is no bound."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name, path in snapshots.items():
            wanted = [("show", "overview"), ("show", "country", "--country", "KE")]
            if not (quick and name == LARGE[0]):
                wanted.append(("verify",))
            for command, *rest in wanted:
                said = ["-m", "eoc_app", command, str(path), *rest]
                try:
                    length = f"{python(Path(folder), *said)[0]:.2f} s"
                except RuntimeError as error:
                    length = f"failed: {str(error).splitlines()[-1][:60]}"
                lines.append(Line(f"eoc {' '.join([command, *rest])}, {name}", length))
    return lines


def main(arguments: list[str]) -> int:
    """Print the table; 0 whatever it says."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, in about a minute")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the table there too")
    chosen = parser.parse_args(arguments)
    large = ten_million()
    with tempfile.TemporaryDirectory() as folder:
        snapshots = {DEMO[0]: demo(Path(folder)), LARGE[0]: large}
        lines = openings(snapshots, 4 if chosen.quick else 15)
        quick = ("--quick",) if chosen.quick else ()
        said = python(Path(folder), "-m", "tests.benchmarks.journey", str(large), *quick)[1]
        found = json.loads(said.splitlines()[-1])
        lines += session(found)
        said = python(Path(folder), "-m", "tests.benchmarks.restriction_clock")[1]
        lines += clock(json.loads(said.splitlines()[-1]))
        said = python(Path(folder), "-m", "tests.benchmarks.risk_draws")[1]
        lines += draws(json.loads(said.splitlines()[-1]))
        said = python(Path(folder), "-m", "tests.benchmarks.risk_day", str(large))[1]
        lines += days(json.loads(said.splitlines()[-1]))
        said = python(Path(folder), "-m", "tests.benchmarks.expected_ranges")[1]
        lines += judging(json.loads(said.splitlines()[-1]))
        lines.append(building(500_000, 2) if chosen.quick else building(1_500_000, 5))
        if not chosen.quick:
            lines += whole_build.lines()
        lines += commands(snapshots, quick=chosen.quick)
    told = f"{table(lines)}\n\n{worst(found['turns'])}"
    print(told)
    if chosen.out is not None:
        chosen.out.write_text(told + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
