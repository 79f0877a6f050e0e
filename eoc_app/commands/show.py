"""eoc show: print any view of the window as a table or as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from eoc_app.commands import terminal
from eoc_app.commands.panel_faults import Faults
from eoc_app.commands.rank_interval_words import and_intervals, with_intervals
from eoc_app.commands.restriction_register_text import (
    REGISTER,
    SCREEN,
    as_record,
    hold_to_restrictions,
    know_periods,
)
from eoc_app.commands.weight_options import hold_to_what_if, weights_of
from eoc_app.core.one_thread import on_one_thread
from eoc_app.core.precomputed import NOT_AGAIN, counted
from eoc_app.core.printable import columns, harmless, padded
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection, hold_to_window
from eoc_app.domain.wording.printed import NONE
from eoc_app.panels import panels, screen_panels
from eoc_app.panels.alarms.alarm_words import only_of
from eoc_app.reader.flow import Drawn, Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.view import TableView

ALARMS: Final = "alarms"
_WIDEST = 60
_EXERCISE: Final = "EXERCISE"
FORMER_NAMES: Final = {
    "clock": "restriction_clock",
    "inside": "possible_breaches",
    "inside_pages": "pages_in_periods",
    "register": "restriction_register",
}
"""What some views were called before; scripts may still ask for them so."""


def show_command(arguments: argparse.Namespace) -> int:
    """Print a view; 1 where one of its panels has a problem instead."""
    if arguments.list:
        for name, panel in panels().items():
            need = " (needs --country)" if panel.needs_country else ""
            terminal.say(f"{panel.screen:<14}{name:<22}{panel.title}{need}")
        return 0
    if arguments.view is None:
        raise Problem("No view was named", "there is nothing to show",
                      "name one, or list them with: eoc show FILE --list")  # fmt: skip
    on_one_thread()
    names = _panels_of(arguments.view)
    hold_to_restrictions(arguments, names)
    _hold_to_alarms(arguments, names)
    hold_to_what_if(arguments.weight, arguments.view, names)
    with_register = arguments.view == SCREEN and arguments.format == "json"
    snapshot = Snapshot(arguments.file)
    try:
        selection = Selection(
            now_at=arguments.now or datetime.now(UTC),
            country_code=arguments.country,
            as_of_on=arguments.as_of,
            since_on=arguments.since,
            until_on=arguments.until,
            platforms=tuple(arguments.platform),
            span=arguments.span,
            at=arguments.at,
            known_at=arguments.known_at,
            medium=arguments.medium,
            period_id=arguments.period,
            alarms_per_shift=arguments.per_shift,
            weights=weights_of(arguments.weight, "--weight"),
            **{
                name: chosen
                for name, chosen in (
                    ("grouping", arguments.grouping),
                    ("room_zone", arguments.room),
                )
                if chosen is not None
            },
        )
        about = snapshot.about
        hold_to_window(selection, about["window_starts_on"], about["window_ends_on"])
        _know_platforms(snapshot, selection.platforms)
        know_periods(snapshot, selection.medium, selection.period_id)
        requested = (*names, REGISTER) if with_register else names
        faults = Faults()
        all_drawn = faults.draw(Flow(snapshot), selection, and_intervals(requested))
        drawn = [
            _of_country(panel_drawn, selection)
            for panel_drawn in with_intervals(all_drawn, requested)
        ]
    finally:
        snapshot.close()
    for name, fault in faults.items():
        terminal.tell_fault(f"kept the panel {name!r} from being made", fault)
    if with_register and REGISTER in faults:
        return 1
    if arguments.format == "json":
        record = {"snapshot": about, "selection": selection}
        if with_register:
            *panels_drawn, last = drawn
            record |= {"restrictions": as_record(last), "panels": _records(panels_drawn)}
        else:
            record["panels"] = _records(drawn)
        plain = msgspec.to_builtins(record)
        terminal.say_json(plain)
    else:
        _print_tables(drawn)
        if about["precomputed"]:
            terminal.say(f"{counted(about['precomputed'])}: {NOT_AGAIN}")
    problems = [panel_drawn.view for panel_drawn in drawn if isinstance(panel_drawn.view, Problem)]
    terminal.tell_problems(problems, "see them all with --format json")
    return 1 if problems or faults else 0


def _hold_to_alarms(arguments: argparse.Namespace, names: Iterable[str]) -> None:
    if arguments.per_shift is not None and any(panels()[name].screen != ALARMS for name in names):
        raise Problem(
            "The option has no meaning here",
            f"--per-shift is the budget of alarms, and {arguments.view} shows no alarms",
            "leave it out, or show: alarms",
            value="--per-shift",
        )


def _of_country(drawn: Drawn, selection: Selection) -> Drawn:
    """The screen of alarms always lists every country; with --country only that one is printed."""
    if isinstance(drawn.view, AlarmsView) and selection.country_code is not None:
        return replace(drawn, view=only_of(drawn.view, selection.country_code))
    return drawn


def _know_platforms(snapshot: Snapshot, requested: Sequence[str]) -> None:
    if not requested:
        return
    in_snapshot = [row[0] for row in snapshot.run(snapshot.catalogue.views["platforms"], {}).rows]
    for name in requested:
        if name not in in_snapshot:
            raise Problem(
                "The platform is not in the snapshot",
                f"{name!r} is none of {', '.join(in_snapshot) or 'its platforms: it has none'}",
                "choose one of them with --platform",
                file=snapshot.path.name,
                value=name,
            )


def _panels_of(view: str) -> tuple[str, ...]:
    view = FORMER_NAMES.get(view, view)
    screens = {panel.screen for panel in panels().values()}
    return (view,) if view in panels() and view not in screens else screen_panels(view)


def _records(drawn: Iterable[Drawn]) -> dict[str, Any]:
    return {
        panel.panel: {
            "view": {"problem": panel.view.as_record()}
            if isinstance(panel.view, Problem)
            else panel.view,
            **({} if isinstance(panel.view, Problem) else {"exercise": panel.view.is_exercise}),
            "queries": {trace.query: trace.digest for trace in panel.traces},
        }
        for panel in drawn
    }


def _print_tables(drawn: Iterable[Drawn]) -> None:
    for panel in drawn:
        if isinstance(panel.view, Problem):
            continue
        table = panel.view.as_table()
        stamp = f"{_EXERCISE} \u00b7 " if panel.view.is_exercise or table.is_exercise else ""
        terminal.say(stamp + " \u00b7 ".join(filter(None, (table.title, table.subtitle))))
        if table.empty:
            terminal.say(f"  {table.empty}", "")
            continue
        _print_table(table)
        if table.footnote:
            terminal.say(*(f"  {line}" for line in table.footnote.split("\n")))
        terminal.say()


def _print_table(table: TableView) -> None:
    heads = [f"{column.title} ({column.unit})" if column.unit else column.title
             for column in table.columns]  # fmt: skip
    heads = [harmless(head) for head in heads]
    texts = [[harmless(cell.text or NONE) for cell in row] for row in table.rows]
    widths = [
        min(_WIDEST, max(columns(row[place]) for row in (heads, *texts)))
        for place in range(len(heads))
    ]
    marks = ["*" if any(cell.exercise for cell in row) else " " for row in table.rows]
    lines = zip((" ", " ", *marks), (heads, ["-" * width for width in widths], *texts), strict=True)
    for mark, row in lines:
        cells = [
            padded(text, width, right=column.number)
            for text, width, column in zip(row, widths, table.columns, strict=True)
        ]
        terminal.say(f"{mark} " + "  ".join(cells).rstrip())
    if "*" in marks:
        terminal.say(f"  * synthetic, for {_EXERCISE} only")
