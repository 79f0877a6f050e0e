"""Build and verify ten million rows in processes of their own, beside a bare load of the same.

The floor is what DuckDB alone takes, with the memory that a build has, to read the same Parquet
files and to write them as tables in the order of the format into a file of the same storage
version. Processor seconds of all threads are compared: they hold on a machine that is busy.

Run: python -m tests.benchmarks.whole_build [ROWS]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb
import psutil

from eoc_app.builder.assembly import MEMORY, STORAGE_VERSION
from eoc_app.snapshot.catalogue import catalogue
from tests.benchmarks.measured import Line, table
from tests.benchmarks.starting import NOW, ROOT, environment
from tests.benchmarks.ten_million import ROWS, write_sources

BUILD_BOUND: Final = 3.6
"""0.65 of the 5.5 floors that a build took before issue 10."""
VERIFY_BOUND: Final = 2.2
"""0.55 of the 4.1 floors that verify took before issue 10."""
MEMORY_BOUND: Final = 1000
_PAUSE: Final = 0.02


@dataclass(frozen=True)
class Run:
    """What a process and its children took."""

    processor: float
    """Seconds of all threads."""
    wall: float
    most_memory: float
    """Megabytes resident in all of them at once, at their widest."""

    def words(self) -> str:
        """As a cell of the table."""
        return f"{self.processor:.1f} s of processor, {self.wall:.1f} s"


def run(home: Path, *arguments: str) -> Run:
    """Run Python on something and watch it.

    Raises:
        RuntimeError: it failed.
    """
    start = time.monotonic()
    child = psutil.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    processor = most = 0.0
    while child.poll() is None:
        try:
            family = [child, *child.children(recursive=True)]
            most = max(most, sum(one.memory_info().rss for one in family) / 1e6)
            times = child.cpu_times()
            processor = times.user + times.system + times.children_user + times.children_system
        except psutil.Error:
            pass  # it ended meanwhile
        time.sleep(_PAUSE)
    if child.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {child.stderr.read().strip()[-2000:]}")
    return Run(processor, time.monotonic() - start, most)


def load(sources: Path, out: Path) -> None:
    """The floor: every file of a table as that table, in its order."""
    connection = duckdb.connect(
        config={"memory_limit": MEMORY, "temp_directory": str(out.with_suffix(".spill"))}
    )
    connection.execute(f"attach '{out}' as made (storage_version '{STORAGE_VERSION}')")
    for path in sorted(sources.iterdir()):
        order = ", ".join(catalogue().schema[path.stem].order_by)
        connection.execute(
            f"create table made.{path.stem} as select * from read_parquet('{path}')"
            f" order by {order}"
        )
    connection.execute("checkpoint made")
    connection.close()


def lines(rows: int = ROWS) -> list[Line]:
    """Build and verify against the floor; memory of the build at its widest."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sources, out = place / "sources", place / "made.duckdb"
        write_sources(sources, rows)
        this = "tests.benchmarks.whole_build"
        floor = run(place, "-m", this, "--load", str(sources), str(place / "floor.duckdb"))
        said = ("--out", str(out), "--as-of", NOW)
        build = run(place, "-m", "eoc_app", "build", str(sources), *said)
        verify = run(place, "-m", "eoc_app", "verify", str(out))
    built, verified = (one.processor / floor.processor for one in (build, verify))
    what = f"{rows:,} rows"
    return [
        Line(f"build {what}", build.words(), floor.words(), f"{built:.2f}", f"<= {BUILD_BOUND}",
             built <= BUILD_BOUND),
        Line("  memory at its widest", f"{build.most_memory:.0f} MB", "", "",
             f"<= {MEMORY_BOUND} MB", build.most_memory <= MEMORY_BOUND),
        Line(f"eoc verify {what}", verify.words(), floor.words(), f"{verified:.2f}",
             f"<= {VERIFY_BOUND}", verified <= VERIFY_BOUND),
    ]  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the table, or load as the floor does."""
    if arguments[:1] == ["--load"]:
        load(Path(arguments[1]), Path(arguments[2]))
    else:
        print(table(lines(int(arguments[0]) if arguments else ROWS)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
