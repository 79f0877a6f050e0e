"""eoc brief: a briefing of dated pages for people who were not in the room."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from eoc_app import log
from eoc_app.commands import terminal
from eoc_app.commands.weight_options import Weights, weights_of
from eoc_app.desktop.shell.display import draw_unseen, hold_display, loading_qt


def brief_command(arguments: argparse.Namespace) -> int:
    """Write the overview, the restrictions, a page per country, and one for trial weights."""
    files = brief(
        arguments.file,
        arguments.out,
        arguments.country,
        width=arguments.width,
        theme=arguments.theme,
        as_of_on=arguments.as_of,
        now_at=arguments.now,
        what_if=weights_of(arguments.what_if, "--what-if"),
    )
    log.note("briefed", file=log.digest_of(arguments.file), files=len(files))
    for path in files:
        terminal.say(str(path))
    return 0


def brief(
    file: Path,
    out: Path,
    countries: Sequence[str],
    *,
    width: int = 1600,
    theme: str = "light",
    as_of_on: date | None = None,
    now_at: datetime | None = None,
    what_if: Weights = (),
) -> list[Path]:
    """Write a briefing and return its files, the manifest last.

    Weights in `what_if` add one page, which is stamped with them; they affect no other page.

    Raises:
        Problem: the snapshot cannot be read, a weight is not part of its method, a panel failed,
            or the folder cannot be written; the previous content of the folder is kept.
    """
    draw_unseen()
    hold_display()
    with loading_qt():
        from eoc_app.briefing.writer import Order, write_briefing  # noqa: PLC0415

    return write_briefing(
        Order(
            file=file.absolute(),
            out=out,
            countries=tuple(dict.fromkeys(countries)),
            width=width,
            theme=theme,
            as_of_on=as_of_on,
            now_at=now_at or datetime.now(UTC),
            what_if=what_if,
        )
    )
