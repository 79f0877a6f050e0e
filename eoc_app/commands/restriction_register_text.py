"""The restriction register on the command line: checks of its options, and its JSON record."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from eoc_app.commands.options import OF_RESTRICTIONS
from eoc_app.core.country import country
from eoc_app.core.problem import Problem
from eoc_app.panels import panels
from eoc_app.panels.kit.known_periods import PeriodRow
from eoc_app.reader.flow import Drawn
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.register_view import RegisterPeriod, RegisterView

REGISTER: Final = "restriction_register"
SCREEN: Final = "restrictions"
_NO_RULE: Final = "no rule on record"


def hold_to_restrictions(arguments: argparse.Namespace, names: Sequence[str]) -> None:
    """Refuse options that the requested views would ignore.

    Raises:
        Problem: an option for restrictions is used with another view, or two options name a
            moment.
    """
    used = [name for name in OF_RESTRICTIONS if getattr(arguments, name) is not None]
    if used and any(panels()[name].screen != SCREEN for name in names):
        option = f"--{used[0].replace('_', '-')}"
        raise Problem(
            "The option has no meaning here",
            f"{option} applies to restrictions only, and {arguments.view} does not show them",
            "leave it out, or show: restrictions",
            value=option,
        )
    if arguments.at is not None and arguments.as_of is not None:
        raise Problem(
            "Two moments are asked for",
            "--at names a moment and --as-of a day",
            "leave one of the two out",
        )


def know_periods(snapshot: Snapshot, medium: str | None, period_id: str | None) -> None:
    """Refuse a medium or a period that is not in the snapshot.

    Raises:
        Problem: the snapshot has no period of that medium or with that id.
    """
    if medium is None and period_id is None:
        return
    rows = snapshot.run(snapshot.catalogue.views["periods"], {}).read(PeriodRow)
    for what, value, in_snapshot in (
        ("medium", medium, {row.medium for row in rows}),
        ("period", period_id, {row.period_id for row in rows}),
    ):
        if value is not None and value not in in_snapshot:
            listed = "; ".join(sorted(in_snapshot)[:12]) or "none"
            raise Problem(
                f"The {what} is not in the snapshot",
                f"it holds {listed}"
                + (f" and {len(in_snapshot) - 12} more" if len(in_snapshot) > 12 else ""),
                f"choose one of them with --{what}",
                file=snapshot.path.name,
                value=value,
            )


def as_record(drawn: Drawn) -> dict[str, Any]:
    """The register as plain values: every period, and an entry for each country without a rule.

    The entry of a country without a rule on record says so in its state: a missing entry could be
    taken for the absence of restrictions.
    """
    queries = {trace.query: trace.digest for trace in drawn.traces}
    view = drawn.view
    if isinstance(view, Problem):
        return {"problem": view.as_record(), "queries": queries}
    if not isinstance(view, RegisterView):
        raise TypeError(type(view).__name__)
    record: dict[str, Any] = msgspec.to_builtins(view)
    record["periods"] = [*record["periods"], *map(_without_rule, view.unruled)]
    return {**record, "queries": queries}


def _without_rule(code: str) -> dict[str, Any]:
    empty_fields = dict.fromkeys(RegisterPeriod.__struct_fields__)
    return {
        **empty_fields,
        "country_code": code,
        "country": country(code).name,
        "title": _NO_RULE.capitalize(),
        "state": "no_rule",
        "state_text": _NO_RULE,
        "wall_state": "no_rule",
        "wall_text": _NO_RULE,
        "by_dates": "no_rule",
        "territories": [],
        "zones": [],
        "versions": [],
        "breaches": [],
    }
