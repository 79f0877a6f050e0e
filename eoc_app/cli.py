"""The commands; each loads only what it needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from eoc_app import log
from eoc_app.commands import alerts_options, options, terminal, values
from eoc_app.commands.ending import ended, hold_to_text
from eoc_app.commands.parser import Parser, ShowVersions, add_debug

Command = Callable[[argparse.Namespace], int]
_PROCESSES = {"open": "window"}
"""What the log calls the process of a command, where that is not the command's own name."""


def run(arguments: Sequence[str]) -> int:
    """Run a command; 0 where all went well, 1 where anything was refused or failed."""
    return ended(lambda: _run(arguments))


def _run(arguments: Sequence[str]) -> int:
    parsed = parser().parse_args(arguments)
    hold_to_text(vars(parsed))
    detailed = "debug" in parsed
    log.begin(parsed.process, detailed=detailed, echo=terminal.tell if detailed else None)
    command: Command = parsed.command
    return command(parsed)


@cache
def parser() -> argparse.ArgumentParser:
    """The register of commands: every one with its arguments."""
    register = Parser(prog="eoc", description="Election operations: build, open, show and brief.")
    register.add_argument(
        "--version", action=ShowVersions, help="print the versions of program, format and method"
    )
    add_debug(register)
    commands = register.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)

    build = _add(
        commands,
        "build",
        _build,
        "import files and folders into a snapshot",
        "eoc build exports/ AdLibrary_GE.zip --out monday.duckdb --as-of 2024-10-26T06:00Z",
    )
    build.add_argument(
        "paths", nargs="+", type=values.path, metavar="PATH", help="file, folder or zip"
    )
    build.add_argument(
        "--out", required=True, type=values.path, metavar="FILE", help="the snapshot"
    )
    build.add_argument(
        "--as-of",
        type=values.instant,
        metavar="INSTANT",
        help="moment that the snapshot speaks for; default: end of the last day",
    )
    options.add_imprint_options(build)

    open_ = _add(
        commands,
        "open",
        _open,
        "open the window",
        "eoc open monday.duckdb --screen country --country GE",
    )
    open_.add_argument(
        "file",
        nargs="?",
        type=values.path,
        metavar="FILE",
        help="the snapshot; default: the last one opened",
    )
    options.add_window_options(open_)

    demo = _add(commands, "demo", _demo, "build the demo snapshot and open it", "eoc demo")
    demo.add_argument(
        "--out",
        type=values.path,
        default="demo.duckdb",
        metavar="FILE",
        help="where the snapshot goes (default demo.duckdb)",
    )
    options.add_window_options(demo)

    show = _add(
        commands,
        "show",
        _show,
        "print any view as data",
        "eoc show monday.duckdb ads --country KE --format table",
    )
    show.add_argument("file", type=values.path, metavar="FILE")
    show.add_argument("view", nargs="?", metavar="VIEW", help="a screen or one of its panels")
    show.add_argument("--list", action="store_true", help="list the views")
    options.add_selection_options(show)
    show.add_argument("--since", type=values.day, metavar="DAY")
    show.add_argument("--until", type=values.day, metavar="DAY")
    show.add_argument(
        "--span",
        choices=("day", "fortnight", "season"),
        default="fortnight",
        help="length of the restriction timeline",
    )
    options.add_weights(show, "--weight", "try another weight, with the view what_if")
    options.add_restriction_options(show)
    options.add_alarm_options(show)
    show.add_argument("--format", choices=("json", "table"), default="table")

    calendar = _add(
        commands,
        "calendar",
        _calendar,
        "write restriction periods and polling days as a calendar or a spreadsheet",
        "eoc calendar monday.duckdb --out restrictions.ics --country MX",
    )
    calendar.add_argument("file", type=values.path, metavar="FILE")
    calendar.add_argument(
        "--out", required=True, type=values.path, metavar="FILE", help="ends in .ics, or in .csv"
    )
    calendar.add_argument("--country", type=values.country, metavar="CC", help="ISO 3166 code")
    options.add_known_at(calendar)
    calendar.add_argument("--now", type=values.instant, metavar="INSTANT", help=options.NOW)

    brief = _add(
        commands,
        "brief",
        _brief,
        "write dated pictures and their manifest",
        "eoc brief monday.duckdb --out briefing --country GE --country MD",
    )
    options.add_brief_options(brief)

    verify = _add(
        commands,
        "verify",
        _verify,
        "check a snapshot against the format and itself",
        "eoc verify monday.duckdb",
    )
    verify.add_argument("file", type=values.path, metavar="FILE")

    alerts = _add(
        commands,
        "alerts",
        _alerts,
        "keep the record of our own alarms, and say whether they were right",
        "eoc alerts exports/ score",
    )
    alerts_options.add_alerts_options(alerts)

    fetch = _add(
        commands,
        "fetch",
        _fetch,
        "fetch a published snapshot or source file for later use offline",
        "eoc fetch https://example.org/monday.duckdb --out monday.duckdb",
    )
    options.add_fetch_options(fetch)

    report = _add(
        commands,
        "report",
        _report,
        "write what the people who maintain the program need: logs and versions, no data",
        "eoc report --out report.zip",
    )
    options.add_report_options(report)
    return register  # fmt: skip


def _add(commands: Any, name: str, command: Command, what: str, example: str) -> Parser:
    parser: Parser = commands.add_parser(
        name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.set_defaults(command=command, process=_PROCESSES.get(name, name))
    add_debug(parser)
    return parser


def _build(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.build import build_command

    return build_command(arguments)


def _open(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.open_window import open_command

    return open_command(arguments)


def _demo(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.demo import demo_command

    return demo_command(arguments)


def _show(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.show import show_command

    return show_command(arguments)


def _calendar(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.calendar import calendar_command

    return calendar_command(arguments)


def _brief(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.brief import brief_command

    return brief_command(arguments)


def _verify(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.verify import verify_command

    return verify_command(arguments)


def _alerts(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.alerts import alerts_command

    return alerts_command(arguments)


def _fetch(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.fetch import fetch_command

    return fetch_command(arguments)


def _report(arguments: argparse.Namespace) -> int:
    from eoc_app.commands.save_report import report_command

    return report_command(arguments)
