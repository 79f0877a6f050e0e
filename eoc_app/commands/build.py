"""eoc build: build a snapshot from source files."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from eoc_app.builder import BuildReport, build
from eoc_app.commands import terminal
from eoc_app.commands.build_log import BuildLog
from eoc_app.commands.progress import ProgressLine
from eoc_app.commands.sparing import spare
from eoc_app.disk import Unfinished


def build_command(arguments: argparse.Namespace) -> int:
    """Build a snapshot, print a row per source, and report what was refused."""
    spare(arguments.out, arguments.paths, "The snapshot")
    if arguments.report is None:
        return _built(arguments, None)
    spare(arguments.report, [arguments.out, *arguments.paths], "The report")
    # A report that cannot be written is refused before the build, not after it.
    with Unfinished(arguments.report, "The report could not be written") as report:
        return _built(arguments, report)


def _built(arguments: argparse.Namespace, report_file: Unfinished | None) -> int:
    progress = ProgressLine()
    build_log = BuildLog(progress.show_source)
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
            method=arguments.method,
            previous=arguments.previous,
            progress=build_log.follow,
        )
    finally:
        progress.clear()
    build_log.finish(report)
    print_report(report)
    if report_file is not None:
        report_file.put_whole(report.as_json().encode())
    return 1 if report.refused else 0


def print_report(report: BuildReport) -> None:
    """Print the account of a build: a row per source on stdout, problems on stderr."""
    terminal.say(f"{'importer':<22}{'read':>10}{'written':>10}{'problems':>10}  source")
    for source in report.sources:
        terminal.say(
            f"{source.importer or '-':<22}{source.rows_read:>10,}{source.rows_written:>10,}"
            f"{source.problem_count:>10,}  {source.path}"
        )
        for reason, rows in source.skipped.items():
            terminal.say(f"{'':<22}{rows:>10,}{'':>20}  skipped: {reason}")
        for note in source.notes:
            terminal.say(f"{'':<52}  note: {note}")
    for path, reason in report.skipped.items():
        terminal.say(f"{'-':<22}{'':>30}  {path}: {reason}")
    problems = [
        *report.problems,
        *(problem for source in report.sources for problem in source.problems),
    ]
    terminal.tell_problems(problems, "see them all with --report FILE.json")
    for unseen in report.unseen:
        terminal.say(f"imported, but not seen: {unseen.text}")
    rows = sum(row_count for row_count in report.table_rows.values())
    terminal.say(
        f"{report.out}: snapshot {report.snapshot_id}, {rows:,} rows, {report.refused} refused"
    )
