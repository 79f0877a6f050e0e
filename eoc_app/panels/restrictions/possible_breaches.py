"""What lies inside restriction periods by the report windows: possible breaches, none proven."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from eoc_app.core.country import country
from eoc_app.domain.wording.printed import NONE, day, grouped, lower_first
from eoc_app.panels.kit.breach_evidence import BREAKABLE, of_window
from eoc_app.panels.kit.known_periods import KnownPeriod, is_wanted, periods
from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.panels.kit.printed_cells import place
from eoc_app.panels.kit.report_windows import (
    CountRow,
    WindowRow,
    chosen_period,
    days_text,
    period_name,
    window_text,
    windows,
)
from eoc_app.views.register_view import PossibleBreach
from eoc_app.views.view import Cell, Column, TableView

_COLUMNS: Final = (
    Column(key="country", title="Country", stretch=2),
    Column(key="rule", title="Rule", stretch=3),
    Column(key="measure", title="Measure", stretch=2),
    Column(key="figure", title="Figure", unit="of the whole window", stretch=4),
    Column(key="window", title="Window", unit="Pacific time", stretch=3),
    Column(key="days_inside", title="Days inside", number=True),
    Column(key="reasons", title="Why it may be none", stretch=8),
    Column(key="source", title="Source", stretch=3),
)
_MOST: Final = 300
"""More windows than anybody reads; a country or a period has its own."""
_FOOTNOTE: Final = (
    "Reports count the ads that were active in a window, not those that were made in it: a rise is"
    " at least so many ads. Windows overlap, so figures are never added up."
)

Told = tuple[KnownPeriod, WindowRow]


def build(given: Given) -> TableView:
    """Windows of the chosen period in their order, else of a country or of all, newest first."""
    chosen = given.selection
    told = [
        (one, row) for one, row in windows(given) if row.possible_breach and _is_wanted(given, one)
    ]
    if chosen.period_id is None:
        told.sort(key=_newest)
    shown = told[:_MOST]
    rows = [(one, row, each) for one, row in shown for each in of_window(one, row)]
    return TableView(
        title=_title(given),
        subtitle=_subtitle(given, len(told) - len(shown)),
        footnote=_FOOTNOTE if rows else "",
        columns=_COLUMNS,
        rows=tuple(_row(one, row, each) for one, row, each in rows),
        codes=tuple(row.country_code for _, row, _ in rows),
        period_ids=tuple(row.period_id for _, row, _ in rows),
        empty="" if rows else _empty(given),
    )


def _is_wanted(given: Given, one: KnownPeriod) -> bool:
    """Whether a period is the one chosen, and of the country and medium chosen."""
    return given.selection.period_id in (None, one.row.period_id) and is_wanted(given, one)


def _newest(item: Told) -> tuple[int, str, str, str]:
    _, row = item
    return -row.window_ends_on.toordinal(), row.country_code, row.period_id, row.window_kind


def _row(one: KnownPeriod, row: WindowRow, each: PossibleBreach) -> tuple[Cell, ...]:
    share = None if row.window_days is None else row.days_inside / row.window_days
    return (
        place(row.country_code),
        Cell(one.title, one.row.rule, exercise=one.exercise),
        Cell(each.title, each.measure),
        Cell(each.value_text, each.lower, exercise=each.exercise, upper=each.upper),
        Cell(window_text(row), row.window_ends_on.isoformat()),
        Cell(days_text(row), share, dim=share is None),
        Cell("; ".join(each.reasons) or NONE, "; ".join(each.reasons)),
        Cell(each.source, each.source),
    )


def _title(given: Given) -> str:
    """How many windows touch how many periods, over all that the selection means."""
    wanted = {one.row.period_id for one in periods(given) if _is_wanted(given, one)}
    rows = given.frames["restriction_window_counts"].read(CountRow)
    counted = [row for row in rows if row.period_id in wanted]
    count = sum(row.window_count for row in counted)
    if not count:
        return "No possible breach on record"
    where = "inside" if count == sum(row.inside_count for row in counted) else "inside or across"
    return (
        f"{_number(count, 'report window')} {where} {_number(len(counted), 'period')}:"
        " possible breaches, none proven"
    )


def _number(count: int, word: str) -> str:
    return f"{grouped(count)} {word}{'' if count == 1 else 's'}"


def _subtitle(given: Given, left_out: int) -> str:
    chosen = given.selection
    more = f"; the newest {_MOST} of {_MOST + left_out} windows" if left_out > 0 else ""
    if chosen.period_id is not None:
        one = chosen_period(given)
        return "" if one is None else f"{period_name(one)}{more}"
    if chosen.country_code is not None:
        return f"{country(chosen.country_code).name}, all periods{more}"
    return (
        "all countries: of each period and kind of report the window deepest inside;"
        f" choose a country or a period for every one{more}"
    )


def _empty(given: Given) -> str:
    chosen = given.selection
    if chosen.period_id is not None:
        return _why_none(given, chosen_period(given))
    where = "" if chosen.country_code is None else f" of {country(chosen.country_code).name}"
    return (
        f"No advertiser report of the snapshot shows anything inside a period{where} that ads can"
        " break: a ban on political ads or a silence. That is not the same as no breach."
    )


def _why_none(given: Given, one: KnownPeriod | None) -> str:
    """Why a chosen period shows no possible breach."""
    if one is None:
        return "The period chosen had not been announced by then."
    name = lower_first(one.title)
    if one.row.rule not in BREAKABLE:
        return f"Ads break no {name}: no fact in the snapshot speaks of it."
    if one.period.is_withdrawn:
        return f"The {name} was withdrawn from its days."
    if one.period.starts_at is None:
        return f"The {name} has no dates on record, so nothing can lie inside."
    return _why_silent(one, name, [row for each, row in windows(given) if each is one])


def _why_silent(one: KnownPeriod, name: str, near: Sequence[WindowRow]) -> str:
    """Why the report windows near a period that ads can break show nothing."""
    if not near:
        return f"No advertiser report of {country(one.row.country_code).name} is near the {name}."
    touching = [row for row in near if row.relation in ("inside", "overlaps")]
    if not touching:
        return f"No report window touches the {name}: {_nearest(near)}."
    where = f"inside or across the {name}"
    if "ads_active" in BREAKABLE[one.row.rule]:
        return f"The report windows {where} show neither ads nor spend."
    if all(row.compared_window_ends_on is None for row in touching):
        return (
            f"{_number(len(touching), 'report window')} {where}, but none of the same kind from"
            " before it: what is new cannot be told."
        )
    return f"The report windows {where} show no page with more ads than before."


def _nearest(near: Sequence[WindowRow]) -> str:
    def ends(relation: str) -> list[date]:
        return [row.window_ends_on for row in near if row.relation == relation]

    before, after = ends("before"), ends("after")
    parts = [f"the last before it ends on {day(max(before))}"] if before else []
    parts += [f"the first after it ends on {day(min(after))}"] if after else []
    return ", ".join(parts)


PANEL = Panel(
    "Possible breaches",
    "restrictions",
    3,
    ("periods", "restriction_windows", "restriction_window_counts"),
    build,
    narrows=frozenset({"medium"}),
    explained=(
        "Report windows that lie inside or across a restriction period, with what they show"
        " that its rule restricts. Every row is a possible breach and none is proven: a report"
        " counts the ads that were active in its window, not those that were made in it."
    ),
)
