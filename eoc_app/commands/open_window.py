"""eoc open: open the window, or save a picture of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eoc_app.core.country import is_country_code
from eoc_app.core.problem import Problem
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.shell.display import draw_unseen
from eoc_app.desktop.shell.opening import Opening
from eoc_app.desktop.shell.recent_files import RecentFiles
from eoc_app.desktop.shell.start import open_window


def open_command(arguments: argparse.Namespace) -> int:
    """Open the named snapshot, or the last one opened."""
    return open_snapshot(arguments, arguments.file or _last_file())


def open_snapshot(arguments: argparse.Namespace, path: Path) -> int:
    """Open a snapshot with the options of the command line."""
    path = path.absolute()
    last_state = RecentFiles().of(path) if arguments.screenshot is None else None
    is_screen_named = bool(arguments.screen or arguments.country)
    screen = arguments.screen or ("country" if arguments.country else "overview")
    code = arguments.country
    if last_state is not None and not is_screen_named and last_state.screen in SCREENS:
        # Continue where this file was left.
        screen, code = last_state.screen, last_state.country_code
    if screen not in SCREENS:
        raise Problem(
            "There is no such screen",
            f"{screen!r} is none of {', '.join(SCREENS)}",
            "choose one of them with --screen",
            value=screen,
        )
    if arguments.screenshot is not None:
        draw_unseen()
    return open_window(
        Opening(
            path=path,
            screen=screen,
            country_code=code if code is None or is_country_code(code) else None,
            as_of_on=arguments.as_of,
            platforms=tuple(arguments.platform),
            theme=arguments.theme,
            size=arguments.size,
            screenshot=arguments.screenshot,
            now_at=arguments.now,
            room_zone=arguments.room,
        )
    )


def _last_file() -> Path:
    newest = next(iter(RecentFiles().files), None)
    if newest is None:
        raise Problem(
            "No snapshot was named",
            "and none was opened here before",
            f"name one: {Path(sys.argv[0]).name} open FILE, or try: eoc demo",
        )
    return Path(newest.path)
