"""eoc build: source files into a snapshot."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from eoc_app.builder import BuildReport, build
from eoc_app.problem import Problem

_PRINTED_PROBLEMS = 20
_SECONDS_BETWEEN = 0.2


class ProgressLine:
    """One line on a terminal that says which file is being read and how far; silent elsewhere."""

    def __init__(self) -> None:
        self._shown_at = 0.0
        self._width = 0

    def __call__(self, path: str, rows: int, done: int, total: int) -> None:
        """Show how far the build has come, at most five times a second."""
        now = time.monotonic()
        if not sys.stderr.isatty() or now - self._shown_at < _SECONDS_BETWEEN:
            return
        self._shown_at = now
        share = f"{done / total:4.0%}" if total else ""
        text = f"{share} {rows:>10,} rows  {path}"[:110]
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")


def build_command(arguments: argparse.Namespace) -> int:
    """Build, print a row per source, and say what was refused."""
    progress = ProgressLine()
    try:
        report = build(
            arguments.paths,
            arguments.out,
            built_at=datetime.now(UTC),
            as_of=arguments.as_of,
            title=arguments.title,
            publisher=arguments.publisher,
            serial=arguments.serial,
            marking=arguments.marking,
            progress=progress,
        )
    finally:
        progress.clear()
    if arguments.report is not None:
        _write_report(arguments.report, report)
    print_report(report)
    return 1 if report.refused else 0


def _write_report(path: Path, report: BuildReport) -> None:
    try:
        path.write_text(report.as_json(), encoding="utf-8")
    except OSError as error:
        raise Problem(
            "The report cannot be written",
            error.strerror or str(error),
            "choose another place with --report; the snapshot itself is whole",
            file=str(path),
        ) from error


def print_report(report: BuildReport) -> None:
    """Print the account of a build: a row per source on stdout, problems on stderr."""
    print(f"{'importer':<22}{'read':>10}{'written':>10}{'problems':>10}  source")
    for source in report.sources:
        print(
            f"{source.importer or '-':<22}{source.rows_read:>10,}{source.rows_written:>10,}"
            f"{source.problem_count:>10,}  {source.path}"
        )
        for reason, rows in source.skipped.items():
            print(f"{'':<22}{rows:>10,}{'':>20}  skipped: {reason}")
    for path, reason in report.skipped.items():
        print(f"{'-':<22}{'':>30}  {path}: {reason}")
    problems = [*report.problems, *(one for source in report.sources for one in source.problems)]
    for problem in problems[:_PRINTED_PROBLEMS]:
        print(problem, file=sys.stderr)
    if len(problems) > _PRINTED_PROBLEMS:
        left = len(problems) - _PRINTED_PROBLEMS
        print(f"{left} more problems: see them all with --report FILE.json", file=sys.stderr)
    rows = sum(report.table_rows.values())
    print(f"{report.out}: snapshot {report.snapshot_id}, {rows:,} rows, {report.refused} refused")
