"""Options that several commands share."""

from __future__ import annotations

import argparse
from typing import Final

from eoc_app.commands import values

NOW: Final = "stands in for the wall clock, to make the same picture again"
OF_RESTRICTIONS: Final = ("at", "known_at", "grouping", "medium", "room", "period")
"""Options that apply to restrictions only."""


def add_selection_options(parser: argparse.ArgumentParser) -> None:
    """Add options for country, day, platforms and wall clock."""
    parser.add_argument("--country", type=values.country, metavar="CC", help="ISO 3166 code")
    parser.add_argument("--as-of", type=values.day, metavar="DAY", help="a day of the snapshot")
    parser.add_argument("--platform", action="append", default=[], metavar="P")
    parser.add_argument("--now", type=values.instant, metavar="INSTANT", help=NOW)


def add_known_at(parser: argparse.ArgumentParser) -> None:
    """Add the option for the moment up to which announcements count."""
    parser.add_argument(
        "--known-at",
        type=values.instant,
        metavar="INSTANT",
        help="periods as they had been announced by then; default: by the moment looked at",
    )


def add_restriction_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that apply to restrictions only."""
    group = parser.add_argument_group(
        "restrictions", "only with the view restrictions and its panels"
    )
    group.add_argument(
        "--at",
        type=values.instant,
        metavar="INSTANT",
        help="state at that moment, such as 2024-06-01T12:00-06:00; UTC where no offset is"
        " written, a day means its end (default: the end of the day looked at)",
    )
    add_known_at(group)  # type: ignore[arg-type]  # a group adds arguments like a parser
    group.add_argument(
        "--grouping",
        choices=("next_change", "country", "kind"),
        help="order of the timeline (default next_change)",
    )
    group.add_argument("--medium", metavar="M", help="media in scope, as the periods name them")
    group.add_argument("--period", metavar="ID", help="one period, by its period_id")
    add_room(group)  # type: ignore[arg-type]


def add_alarm_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that apply to alarms only."""
    group = parser.add_argument_group("alarms", "only with the view alarms")
    group.add_argument(
        "--per-shift",
        type=values.positive,
        metavar="N",
        help="false alarms that a shift accepts (default: what the snapshot's method says)",
    )


def add_weights(parser: argparse.ArgumentParser, option: str, what: str) -> None:
    """Add an option for trial weights, which may be repeated."""
    parser.add_argument(
        option,
        action="append",
        default=[],
        type=values.weight,
        metavar="NAME=WEIGHT",
        help=f"{what}: the weight of a dimension or an indicator (repeat for several)",
    )


def add_brief_options(brief: argparse.ArgumentParser) -> None:
    """Add options for the pages of a briefing and their look."""
    brief.add_argument("file", type=values.path, metavar="FILE")
    brief.add_argument("--out", required=True, type=values.path, metavar="DIR")
    brief.add_argument("--country", action="append", default=[], type=values.country, metavar="CC")
    brief.add_argument(
        "--width", type=values.width, default=1600, metavar="PX", help="default 1600"
    )
    brief.add_argument("--theme", choices=("dark", "light"), default="light")
    brief.add_argument("--as-of", type=values.day, metavar="DAY")
    add_weights(brief, "--what-if", "add a page, stamped as a trial, by another weight")
    brief.add_argument("--now", type=values.instant, metavar="INSTANT", help=NOW)


def add_room(parser: argparse.ArgumentParser) -> None:
    """Add the option for the time zone of the operations room."""
    parser.add_argument(
        "--room",
        type=values.zone,
        metavar="ZONE",
        help="zone of the room, such as Europe/Dublin (default UTC; the window keeps its last one)",
    )


def add_window_options(parser: argparse.ArgumentParser) -> None:
    """Add options for what the window shows first, and its look."""
    parser.add_argument("--screen", metavar="NAME", help="the screen to show first")
    add_selection_options(parser)
    add_room(parser)
    parser.add_argument("--theme", choices=("dark", "light"))
    parser.add_argument(
        "--size",
        type=values.size,
        metavar="WxH",
        help="of the window or the picture (default: as the last time; a picture 1600x900)",
    )
    parser.add_argument(
        "--screenshot", type=values.path, metavar="PNG", help="save a picture and quit"
    )


def add_fetch_options(fetch: argparse.ArgumentParser) -> None:
    """Add options for what to fetch, the target file, and limits of time and size."""
    fetch.add_argument("url", metavar="URL", help="where it is published: http or https")
    fetch.add_argument(
        "--out", required=True, type=values.path, metavar="FILE", help="where it goes"
    )
    fetch.add_argument("--sha256", type=values.sha256, metavar="HEX", help="refuse any other file")
    fetch.add_argument(
        "--timeout",
        type=values.positive,
        metavar="SECONDS",
        help="longest silence of the server, before and between kilobytes (default 30)",
    )
    fetch.add_argument(
        "--within",
        type=values.positive,
        metavar="SECONDS",
        help="longest time for the whole file (default 3600)",
    )
    fetch.add_argument(
        "--limit",
        type=values.gigabytes,
        default=4_000_000_000,
        metavar="GB",
        help="refuse a larger file (default 4 gigabytes)",
    )
    fetch.add_argument("--replace", action="store_true", help="replace FILE when all has come")


def add_imprint_options(build: argparse.ArgumentParser) -> None:
    """Add options for what a snapshot says of itself, and for the snapshot to compare it with."""
    build.add_argument("--title", metavar="T", help="what it is called")
    build.add_argument("--publisher", metavar="P", help="who answers for it")
    build.add_argument("--serial", type=values.serial, metavar="N", help="its number in the series")
    build.add_argument(
        "--marking",
        default="TLP:AMBER",
        metavar="TLP:COLOUR",
        help="Traffic Light Protocol 2.0 marking (default TLP:AMBER)",
    )
    build.add_argument(
        "--method",
        type=values.path,
        default="platform",
        metavar="NAME|FILE",
        help="the method profile that scores are by: platform (default), or a file of your own",
    )
    build.add_argument(
        "--previous",
        type=values.path,
        metavar="FILE",
        help="say what changed since that snapshot (default: the one that --out replaces)",
    )
    build.add_argument(
        "--report", type=values.path, metavar="FILE.json", help="write the report there"
    )


def add_report_options(report: argparse.ArgumentParser) -> None:
    """Add options for the report's file, and the snapshot that it names by id and digest."""
    report.add_argument(
        "--out", required=True, type=values.path, metavar="FILE.zip", help="where it goes"
    )
    report.add_argument(
        "--snapshot",
        type=values.path,
        metavar="FILE",
        help="name this snapshot by its id and digest; default: the last one opened",
    )
