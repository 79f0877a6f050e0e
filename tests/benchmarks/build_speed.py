"""Rows per second of a whole build from Ad Library csv, as a ratio to DuckDB's own reading of it.

Run: python tests/benchmarks/build_speed.py [ROWS]. The floor is `read_csv` of the same file into a
table with all columns text, in a file of the same storage version on the same disk, checkpointed,
as the builder writes one too; the same into memory is printed for comparison. All are measured in
turn, and the medians count.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from eoc_app.builder import build
from eoc_app.builder.assembly import STORAGE_VERSION

BOUND = 0.8
ROUNDS = 7
NAMES = (
    "Governo do Estado",
    "กรุงเทพมหานคร",
    "Hon. Amina Wanjiru",
    "Odhiambo, MP",
    "Олена Коваленко",
    'The "Real" Voice',
    "বাংলাদেশ সংবাদ",
    "محمد علي",
)


def write_report(path: Path, rows: int) -> None:
    """An advertisers file as the Ad Library gives it, with made-up pages, from a fixed seed."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "\ufeffPage ID,Page name,Disclaimer,Amount spent (BRL),Number of ads in Library\n"
        )
        for number in range(rows):
            name = f"{chance.choice(NAMES)} {number % 9973}"
            if "," in name or '"' in name:
                name = '"' + name.replace('"', '""') + '"'
            payer = "These ads ran without a disclaimer" if chance.random() < 0.2 else name
            low = chance.random() < 0.5
            spent = "≤100" if low else str(int(chance.paretovariate(0.8) * 100))
            page = chance.randrange(10**14, 10**15)
            file.write(f"{page},{name},{payer},{spent},{chance.randrange(1, 200)}\n")


def seconds(act: Callable[[], object]) -> float:
    """How long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def read_csv(report: Path, out: Path | None) -> None:
    """DuckDB's own reading into a table with all columns text."""
    connection = duckdb.connect()
    if out is not None:
        out.unlink(missing_ok=True)
        connection.execute(f"attach '{out}' as o (storage_version '{STORAGE_VERSION}')")
        connection.execute("use o")
    connection.execute(f"create table t as select * from read_csv('{report}', all_varchar = true)")
    if out is not None:
        connection.execute("checkpoint o")
    connection.close()


def main(rows: int) -> int:
    """Print rows per second and ratios; 1 where the bound is missed."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        report = place / "FacebookAdLibraryReport_2025-07-03_BR_last_30_days_advertisers.csv"
        write_report(report, rows)
        now = datetime.now(UTC)
        measured: dict[str, list[float]] = {"build": [], "read_csv": [], "read_csv, memory": []}
        for _ in range(ROUNDS):
            measured["read_csv"].append(seconds(lambda: read_csv(report, place / "floor.duckdb")))
            measured["read_csv, memory"].append(seconds(lambda: read_csv(report, None)))
            measured["build"].append(
                seconds(lambda: build([report], place / "out.duckdb", built_at=now))
            )
        median = {name: statistics.median(times) for name, times in measured.items()}
        for name, took in median.items():
            print(f"{name:18} {took:6.2f} s  {rows / took:12,.0f} rows/s")
        ratio = median["read_csv"] / median["build"]
        print(f"ratio to read_csv into a table in a file: {ratio:.2f} (bound {BOUND})")
        memory = median["read_csv, memory"] / median["build"]
        print(f"ratio to read_csv into a table in memory: {memory:.2f}")
    return 0 if ratio >= BOUND else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000))
