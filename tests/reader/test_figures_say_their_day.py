"""No figure of a signal stands without its day: other screens show the same signal on others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.desktop.alarms.alarm_rows import alarm_row, note_row
from eoc_app.domain.wording.printed import NONE
from eoc_app.panels import panels
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.any_view import AnyView
from eoc_app.views.changes_view import ChangesView
from eoc_app.views.contributions_view import ContributionsView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.risk_view import RiskView, why_not_table
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.view import TableView

NOW = datetime(2024, 10, 26, 7, tzinfo=UTC)
DAY = re.compile(r"\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
NO_FIGURE = {"header", "world_map", "ranking", "restriction_strip", "restriction_clock", "timeline",
             "next_changes", "periods", "restriction_register", "method", "what_if", "intervals",
             "sources"}  # fmt: skip
"""Panels that tell no figure of any signal."""


@pytest.fixture(scope="module", params=["GE", "KE", "CL"])
def drawn(request: pytest.FixtureRequest, demo_snapshot: Path) -> dict[str, AnyView]:
    """Every panel of the demo for one country, as of a day that was gone back to."""
    snapshot = Snapshot(demo_snapshot)
    selection = Selection(now_at=NOW, country_code=request.param, as_of_on=date(2024, 10, 22))
    found = {one.panel: one.view for one in Flow(snapshot).draw(selection, tuple(panels()))}
    snapshot.close()
    views = {name: view for name, view in found.items() if not isinstance(view, Problem)}
    assert set(views) == set(panels())
    return views


def parts(view: Any) -> Iterator[Any]:
    """Every struct in a view, itself among them."""
    if isinstance(view, msgspec.Struct):
        yield view
        for name in view.__struct_fields__:
            yield from parts(getattr(view, name))
    elif isinstance(view, tuple):
        for one in view:
            yield from parts(one)


def says_day(part: msgspec.Struct) -> bool:
    """Whether a text of a struct names a day, or a field holds one."""
    cells = [getattr(part, name) for name in part.__struct_fields__]
    return any(
        isinstance(cell, date) or (isinstance(cell, str) and DAY.search(cell) is not None)
        for cell in cells
    )


def has_figure(part: msgspec.Struct) -> bool:
    """Whether a struct prints a figure of a signal."""
    texts = [getattr(part, name, "") for name in ("value_text", "observed_text")]
    if isinstance(getattr(part, "flips", None), tuple):
        return False
    if getattr(part, "kind", "") in ("weight", "dimension"):
        return False
    if getattr(part, "reason", "") in ("no_data", "suppressed", "below_threshold"):
        return False
    told = getattr(part, "text", "")
    texts += [told] if isinstance(told, str) else []
    return any(re.search(r"\d", text) for text in texts if text != NONE)


def test_that_every_struct_that_prints_a_figure_of_a_signal_has_its_day(
    drawn: dict[str, AnyView], demo_snapshot: Path
) -> None:
    snapshot = Snapshot(demo_snapshot)
    signals = set(snapshot.signals)
    snapshot.close()
    bare, found = [], 0
    for name, view in drawn.items():
        for part in parts(view):
            signal = getattr(part, "signal", None) or getattr(part, "name", None)
            if signal in signals and has_figure(part):
                found += 1
                if not says_day(part):
                    bare.append((name, part))
    assert bare == []
    assert found > 20


def test_that_a_headline_says_of_which_days_its_figures_are(drawn: dict[str, AnyView]) -> None:
    view = drawn["headline"]
    assert isinstance(view, HeadlineView)
    for axis in view.beside:
        assert all(DAY.search(figure.text) for figure in axis.figures)
    signals = [flip for flip in view.flips if " instead of " in flip and "weight" not in flip]
    assert all(DAY.search(flip) for flip in signals)
    parts_of = drawn["contributions"]
    assert isinstance(parts_of, ContributionsView)
    told = [part for part in parts_of.parts if part.dimension == "threat" and part.points > 0
            and part.value_text != NONE]  # fmt: skip
    assert all(DAY.search(part.value_text) for part in told)
    for part in told:
        reason = f"{part.title[:1].lower()}{part.title[1:]}: "
        _before, is_told, after = view.sentence.partition(reason)
        assert not is_told or DAY.search(after.split(";")[0])


def test_that_changes_say_of_which_day_a_figure_is(drawn: dict[str, AnyView]) -> None:
    for name in ("changes", "country_changes"):
        view = drawn[name]
        assert isinstance(view, ChangesView)
        news = [one.text for one in view.changes if one.cause in ("new data", "revised")]
        # A score moved, and a figure with it.
        moved = [text for text in news if text.count("\u2192") > 1]
        assert all(DAY.search(text) for text in moved), moved


def test_that_the_rows_of_the_alarms_screen_have_a_day(drawn: dict[str, AnyView]) -> None:
    view = drawn["alarms"]
    assert isinstance(view, AlarmsView)
    listed = [alarm_row(row, {}) for row in view.alarms] + [note_row(row) for row in view.notes]
    assert listed
    for row in listed:
        assert any(DAY.search(cell.text) for cell in row.cells), row


def test_that_a_chart_says_of_which_day_its_last_figure_is(drawn: dict[str, AnyView]) -> None:
    view = drawn["series"]
    assert isinstance(view, SeriesGridView)
    told = [one for one in view.series if one.value_text != NONE]
    assert all(DAY.search(one.state_text) for one in told)


def test_that_every_row_of_every_table_of_figures_has_a_day(drawn: dict[str, AnyView]) -> None:
    for name in sorted(set(panels()) - NO_FIGURE):
        table = drawn[name].as_table()
        if table.empty:
            continue
        for row in _figures(name, table):
            assert any(DAY.search(cell.text) for cell in row) or _dated(table), (name, row)


def _figures(name: str, table: TableView) -> Iterator[tuple[Any, ...]]:
    """Rows that tell a figure; of views that say a sentence of scores only those of signals."""
    for row in table.rows:
        texts = [cell.text for cell in row]
        beside = texts[0] in ("protection", "effort") and not texts[1].startswith("no figure")
        if name == "headline" and not beside:
            continue
        if name in ("contributions", "series", "signals") and NONE in texts[2:4]:
            continue
        if name == "contributions" and texts[1] != "threat":
            continue
        if name in ("changes", "country_changes", "risk", "signals"):
            continue
        yield row


def _dated(table: TableView) -> bool:
    """Whether the days of all figures stand in the heads of the columns or above the table."""
    heads = " ".join(column.title for column in table.columns)
    return DAY.search(f"{heads} {table.title} {table.subtitle}") is not None


def test_that_the_answer_why_a_signal_is_not_flagged_has_its_day(
    drawn: dict[str, AnyView],
) -> None:
    view = drawn["risk"]
    assert isinstance(view, RiskView)
    table = why_not_table(view)
    judged = [row for row in table.rows if row[1].value in ("below_watch", "flagged", "below_band")]
    assert all(DAY.search(row[2].text) for row in judged)


def test_that_signals_are_listed_with_the_day_of_their_figure(drawn: dict[str, AnyView]) -> None:
    table = drawn["signals"]
    assert isinstance(table, TableView)
    keys = [column.key for column in table.columns]
    value, on = keys.index("value"), keys.index("measured_on")
    for row in table.rows:
        assert row[value].text == NONE or DAY.search(row[on].text), row
