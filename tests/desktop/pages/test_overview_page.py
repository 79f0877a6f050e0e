"""Intervals come after the ranks that they are of, and stand beside them on map and table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.overview.map_canvas import MapCanvas, tip_of
from eoc_app.desktop.pages.overview_page import OverviewPage
from eoc_app.views.any_view import AnyView
from eoc_app.views.map_view import MapView
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.ranking_view import RankingView
from tests.desktop import widget_views as views

NOW = datetime(2024, 10, 26, 7, tzinfo=UTC)
HERE = Selection(now_at=NOW)
TRACE = Trace("readings_everywhere", "abc")


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> OverviewPage:
    install_fonts()
    dress(qapp, "dark")
    made = OverviewPage()
    qtbot.addWidget(made)
    made.resize(1400, 800)
    return made


def say(page: OverviewPage, panel: str, view: AnyView | ProblemView) -> None:
    page.take_answer(Answer(ticket=1, panel=panel, view=view, traces=(TRACE,), last=False))


def ask(page: OverviewPage) -> None:
    """What the window does when it asks, up to the answers of what ranks countries."""
    page.set_loading()
    page.follow(HERE)
    page.show_window(views.header())
    say(page, "world_map", views.world().with_intervals(None))
    say(page, "ranking", views.ranking(tried=False))


def complete(page: OverviewPage) -> None:
    """The answers that come once intervals are drawn."""
    say(page, "world_map", views.world())
    say(page, "ranking", views.ranking())
    say(page, "intervals", views.intervals())


def told(page: OverviewPage) -> tuple[bool, bool]:
    """Whether map and table tell intervals."""
    world, rows = page.view("world_map"), page.view("ranking")
    assert isinstance(world, MapView)
    assert isinstance(rows, RankingView)
    return (any(one.interval for one in world.places), any(one.interval for one in rows.rows))


def test_that_intervals_are_told_by_map_table_and_both_twins_once_they_come(
    page: OverviewPage,
) -> None:
    ask(page)
    assert told(page) == (False, False)
    complete(page)
    assert told(page) == (True, True)
    for panel in ("world_map", "ranking"):
        view = page.view(panel)
        assert isinstance(view, MapView | RankingView)
        table = view.as_table()
        place = [column.title for column in table.columns].index("Rank interval")
        assert [row[place].text for row in table.rows][:3] == ["1–3", "1–4", "2–6"]
        assert TRACE in page.frames[panel]._traces
    world = page.view("world_map")
    assert isinstance(world, MapView)
    tip = tip_of(world.places[2], world.interval_text)
    assert "90 % of 2 000 draws: rank 2–6, score 6.6 to 7.4" in tip


def test_that_the_map_is_not_painted_anew_for_intervals(page: OverviewPage) -> None:
    ask(page)
    (canvas,) = page.findChildren(MapCanvas)
    painted = canvas._painted
    complete(page)
    assert canvas._painted is painted
    assert canvas._view is not painted


def test_that_a_page_joins_nothing(page: OverviewPage) -> None:
    ask(page)
    say(page, "intervals", views.intervals())
    assert told(page) == (False, False), "what is shown is what the reader sent, and no more"


def test_that_intervals_of_another_kind_are_told_in_words(page: OverviewPage) -> None:
    ask(page)
    say(page, "intervals", views.world())
    assert page.failed == {"intervals"}
    view = page.view("ranking")
    assert isinstance(view, RankingView)
    assert "it is a MapView where a IntervalsView was asked for" in view.footnote


def test_that_intervals_that_cannot_be_drawn_are_told_where_they_would_stand(
    page: OverviewPage,
) -> None:
    ask(page)
    say(page, "intervals", ProblemView(what="Too little memory", why="it is full", remedy="wait"))
    assert page.failed == {"intervals"}
    view = page.view("ranking")
    assert isinstance(view, RankingView)
    assert view.footnote.startswith("No intervals: Too little memory: it is full. ")
    ask(page)
    page.take_bug(Bug(ticket=2, panel="intervals", traceback="Traceback\nKeyError: 'x'", last=True))
    view = page.view("ranking")
    assert isinstance(view, RankingView)
    assert "the program is at fault: KeyError: 'x'" in view.footnote
    ask(page)
    complete(page)
    assert page.failed == set()
    view = page.view("ranking")
    assert isinstance(view, RankingView)
    assert not view.footnote.startswith("No intervals")
