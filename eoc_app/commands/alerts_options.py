"""Actions and options of `eoc alerts`, the record of our own alarms."""

from __future__ import annotations

import argparse
from typing import Final

from eoc_app.commands import options, values
from eoc_app.core.problem import Problem

_ROLES: Final = ("analyst", "shift-lead", "briefer", "reviewer", "data-engineer")
_VERDICTS: Final = ("hit", "false-alarm", "unclear")


def add_alerts_options(alerts: argparse.ArgumentParser) -> None:
    """Add the snapshot or its folder, and the actions on the record beside it."""
    alerts.add_argument(
        "place", type=values.path, metavar="FILE|FOLDER", help="a snapshot or its folder"
    )
    # The same class of parser as this one, which refuses with a Problem.
    actions = alerts.add_subparsers(
        required=True, metavar="ACTION", dest="action", parser_class=type(alerts)
    )

    listing = actions.add_parser("list", help="every record that stands, with its number")
    listing.add_argument(
        "--pending", action="store_true", help="only alarms that nobody has marked"
    )
    _add_format(listing)

    raised = actions.add_parser(
        "raise", help="put a country's band, or a signal's alarm, on record (needs a snapshot)"
    )
    raised.add_argument("--country", required=True, type=values.country, metavar="CC")
    raised.add_argument("--signal", metavar="NAME", help="the signal whose alarm it is")
    raised.add_argument("--as-of", type=values.day, metavar="DAY", help="a day of the snapshot")
    _add_now(raised)

    mark = actions.add_parser("mark", help="say how an alarm turned out")
    mark.add_argument("alarm", type=_short, metavar="ALARM", help="its name, as list shows it")
    mark.add_argument("verdict", choices=_VERDICTS)
    _add_who(mark)
    _add_note(mark)

    miss = actions.add_parser("miss", help="record an event that no alarm foretold")
    miss.add_argument("--country", required=True, type=values.country, metavar="CC")
    miss.add_argument("--day", required=True, type=values.day, metavar="DAY")
    miss.add_argument("--what", required=True, type=_short, metavar="TEXT", help="without names")
    miss.add_argument("--exercise", action="store_true", help="it happened in an exercise only")
    _add_who(miss)

    withdraw = actions.add_parser("withdraw", help="take a record back; it stays in the file")
    withdraw.add_argument("number", type=values.serial, metavar="NUMBER", help="as list shows it")
    _add_who(withdraw)
    _add_note(withdraw)

    score = actions.add_parser("score", help="hits, misses, false alarms and calibration")
    score.add_argument(
        "--exercise", action="store_true", help="count exercises, which are left out otherwise"
    )
    _add_format(score)


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, choices=_ROLES, help="a role, never a person")
    _add_now(parser)


def _add_note(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--note", type=_short, metavar="TEXT", help="without names of persons")


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", type=values.instant, metavar="INSTANT", help=options.NOW)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("json", "table"), default="table")


def _short(text: str) -> str:
    from eoc_app.domain.alarms.alarm_record import LONGEST_TEXT  # noqa: PLC0415 - only few commands need it

    if not text.strip() or len(text) > LONGEST_TEXT:
        raise Problem(
            "The text cannot be used",
            f"it is empty, or longer than {LONGEST_TEXT} characters",
            "say it in a sentence or two",
            value=text,
        )
    return text
