"""Possible breaches: report windows inside restriction periods. None is proven."""

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
    Column(key="reasons", title="Reasons to doubt it", stretch=8),
    Column(key="source", title="Source", stretch=3),
)
_MOST: Final = 300
"""More windows than anybody reads; a selected country or period has its own list."""
_FOOTNOTE: Final = (
    "Reports count the ads that were active in a window, not those that were made in it: a rise in"
    " ads is a lower bound for new ads. Windows overlap, so figures are never added up."
)

_PeriodWindow = tuple[KnownPeriod, WindowRow]


def build(given: Given) -> TableView:
    """Windows of the selected period in their order; without one, the newest windows first."""
    selection = given.selection
    listed = [
        (period, row)
        for period, row in windows(given)
        if row.possible_breach and _is_wanted(given, period)
    ]
    if selection.period_id is None:
        listed.sort(key=_newest)
    shown = listed[:_MOST]
    rows = [(period, row, breach) for period, row in shown for breach in of_window(period, row)]
    return TableView(
        title=_title(given),
        subtitle=_subtitle(given, len(listed) - len(shown)),
        footnote=_FOOTNOTE if rows else "",
        columns=_COLUMNS,
        rows=tuple(_row(period, row, breach) for period, row, breach in rows),
        codes=tuple(row.country_code for _, row, _ in rows),
        period_ids=tuple(row.period_id for _, row, _ in rows),
        empty="" if rows else _empty(given),
    )


def _is_wanted(given: Given, period: KnownPeriod) -> bool:
    """Whether a period is the selected one, and of the selected country and medium."""
    return given.selection.period_id in (None, period.row.period_id) and is_wanted(given, period)


def _newest(item: _PeriodWindow) -> tuple[int, str, str, str]:
    _, row = item
    return -row.window_ends_on.toordinal(), row.country_code, row.period_id, row.window_kind


def _row(period: KnownPeriod, row: WindowRow, breach: PossibleBreach) -> tuple[Cell, ...]:
    share = None if row.window_days is None else row.days_inside / row.window_days
    return (
        place(row.country_code),
        Cell(period.title, period.row.rule, exercise=period.exercise),
        Cell(breach.title, breach.measure),
        Cell(breach.value_text, breach.lower, exercise=breach.exercise, upper=breach.upper),
        Cell(window_text(row), row.window_ends_on.isoformat()),
        Cell(days_text(row), share, dim=share is None),
        Cell("; ".join(breach.reasons) or NONE, "; ".join(breach.reasons)),
        Cell(breach.source, breach.source),
    )


def _title(given: Given) -> str:
    """The number of windows and of the periods that they touch, over the whole selection."""
    period_ids = {period.row.period_id for period in periods(given) if _is_wanted(given, period)}
    rows = given.frames["restriction_window_counts"].read(CountRow)
    counted = [row for row in rows if row.period_id in period_ids]
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
    selection = given.selection
    more = f"; the newest {_MOST} of {_MOST + left_out} windows" if left_out > 0 else ""
    if selection.period_id is not None:
        period = chosen_period(given)
        return "" if period is None else f"{period_name(period)}{more}"
    if selection.country_code is not None:
        return f"{country(selection.country_code).name}, all periods{more}"
    return (
        "all countries: for each period and kind of report, the window most inside it; choose a"
        f" country or a period to see every window{more}"
    )


def _empty(given: Given) -> str:
    selection = given.selection
    if selection.period_id is not None:
        return _why_none(given, chosen_period(given))
    where = "" if selection.country_code is None else f" of {country(selection.country_code).name}"
    return (
        f"No advertiser report of the snapshot shows anything inside a period{where} that ads can"
        " break: a ban on political ads or an electoral silence. That is not the same as no breach."
    )


def _why_none(given: Given, period: KnownPeriod | None) -> str:
    """Why the selected period shows no possible breach."""
    if period is None:
        return "The chosen period had not been announced by then."
    name = lower_first(period.title)
    if period.row.rule not in BREAKABLE:
        return f"Ads cannot break this rule ({name}), so the snapshot has no facts to test it."
    if period.period.is_withdrawn:
        return f"The {name} was withdrawn: it is no longer planned for these days."
    if period.period.starts_at is None:
        return f"The {name} has no dates on record, so nothing can lie inside."
    return _why_silent(period, name, [row for near, row in windows(given) if near is period])


def _why_silent(period: KnownPeriod, name: str, near: Sequence[WindowRow]) -> str:
    """Why the report windows near a period show nothing, although ads can break its rule."""
    if not near:
        return (
            f"No advertiser report of {country(period.row.country_code).name} is near the {name}."
        )
    touching = [row for row in near if row.relation in ("inside", "overlaps")]
    if not touching:
        return f"No report window touches the {name}: {_nearest(near)}."
    where = f"inside or across the {name}"
    if "ads_active" in BREAKABLE[period.row.rule]:
        return f"The report windows {where} show neither ads nor spend."
    if all(row.compared_window_ends_on is None for row in touching):
        return (
            f"{_number(len(touching), 'report window')} {where}, but none of the same kind from"
            " before it: what is new cannot be determined."
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
