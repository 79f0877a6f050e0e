"""eoc report: save what the program's maintainers need to find a fault."""

from __future__ import annotations

import argparse
from pathlib import Path

from eoc_app.commands import terminal
from eoc_app.commands.sparing import spare
from eoc_app.core.problem import Problem
from eoc_app.desktop.shell.recent_files import RecentFiles
from eoc_app.fault_report import Section, snapshot_section, write_report


def report_command(arguments: argparse.Namespace) -> int:
    """Write the report and print what it contains."""
    newest = next(iter(RecentFiles().files), None)
    snapshot = arguments.snapshot or (Path(newest.path) if newest is not None else None)
    sections: dict[str, Section] = {}
    if snapshot is not None:
        spare(arguments.out, [snapshot], "The report")
        sections["snapshot"] = _snapshot(snapshot)
    write_report(arguments.out, sections)
    terminal.say(
        f"{arguments.out}: logs, versions and settings; no row, name or text of a snapshot"
    )
    return 0


def _snapshot(path: Path) -> Section:
    # The engine is slow to load, and many reports are about a window that did not get that far.
    from eoc_app.snapshot.connection import Snapshot  # noqa: PLC0415

    try:
        snapshot = Snapshot(path)
    except Problem:
        return {**snapshot_section(path, None, None), "opens": False}
    try:
        about = snapshot.about
        section = snapshot_section(path, str(about["snapshot_id"]), int(about["schema_version"]))
    finally:
        snapshot.close()
    return {**section, "opens": True}
