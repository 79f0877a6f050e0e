"""The parser of the command line: errors as Problems; help and version printed by `terminal`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

from eoc_app.commands import terminal
from eoc_app.core.problem import Problem


class Parser(argparse.ArgumentParser):
    """A parser that raises a Problem where the standard one prints and exits."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line.

        Raises:
            Problem: always.
        """
        raise Problem("The command was not understood", message, f"see: {self.prog} --help")

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ARG002
        terminal.say(*message.splitlines())


class ShowVersions(argparse.Action):
    """`--version`: versions of the program and its platform; no command is needed."""

    def __init__(self, option_strings: Sequence[str], dest: str, **more: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **more)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the versions and exit."""
        from eoc_app.core.versions import versions  # noqa: PLC0415 - nothing else needs them

        for name, version in versions().items():
            terminal.say(f"{name:<8}{version}")
        parser.exit()


def add_debug(parser: argparse.ArgumentParser) -> None:
    """`--debug`, before or after the command's name."""
    parser.add_argument(
        "--debug",
        action="store_true",
        default=argparse.SUPPRESS,
        help="note every single answer in the log, and print the log while it is written",
    )
