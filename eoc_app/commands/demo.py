"""eoc demo: build the demo snapshot from fixtures, with the usual importers, and open it."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from eoc_app.builder import build
from eoc_app.commands import terminal
from eoc_app.commands.build import print_report
from eoc_app.commands.build_log import BuildLog
from eoc_app.commands.open_window import open_snapshot
from eoc_app.commands.progress import ProgressLine
from eoc_app.core.places import FIXTURES
from eoc_app.core.problem import Problem
from eoc_app.desktop.shell.display import has_display

AS_OF = datetime(2024, 10, 26, 6, tzinfo=UTC)
"""The as-of moment of the demo's sources."""
_BRIEFED = ("GE", "MD", "US")


def build_demo(out: Path) -> None:
    """Build the demo snapshot.

    Raises:
        Problem: a source of the demo was refused, or the snapshot cannot be written.
    """
    progress = ProgressLine()
    build_log = BuildLog(progress.show_source)
    report = build(
        [FIXTURES / "sources"],
        out,
        built_at=datetime.now(UTC),
        as_of=AS_OF,
        title="Global elections 2024",
        publisher="EOC demo",
        serial=214,
        progress=build_log.follow,
    )
    progress.clear()
    build_log.finish(report)
    if report.refused:
        print_report(report)
        raise Problem(
            "The demo was not built whole",
            f"{report.refused} rows or files of fixtures/sources were refused",
            "restore them with: python fixtures/generate.py",
        )


def demo_command(arguments: argparse.Namespace) -> int:
    """Build the demo and show it; without a display, write its briefing."""
    build_demo(arguments.out)
    if has_display() or arguments.screenshot is not None:
        return open_snapshot(arguments, arguments.out)
    from eoc_app.commands.brief import brief  # noqa: PLC0415

    target = Path("briefing")
    brief(arguments.out, target, _BRIEFED, now_at=arguments.now, as_of_on=arguments.as_of)
    terminal.say(f"no display here: the briefing of the demo is in {target.absolute()}")
    return 0
