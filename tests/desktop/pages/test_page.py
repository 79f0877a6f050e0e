"""What a window may ask of any page stands in the class of all pages."""

from __future__ import annotations

import ast

import pytest

from eoc_app.conversation.wire import Answer
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.pages import make_page
from eoc_app.views.series_grid_view import SeriesGridView
from tests.conftest import REPOSITORY


def test_that_the_window_asks_pages_for_nothing_by_its_name_in_a_text() -> None:
    window = REPOSITORY / "eoc_app" / "desktop" / "shell" / "window.py"
    called = {
        node.func.id
        for node in ast.walk(ast.parse(window.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called.isdisjoint({"getattr", "hasattr", "setattr"})


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.usefixtures("qtbot")
def test_that_every_page_can_be_wired_like_any_other(screen: str) -> None:
    page, requests = make_page(screen), list[str]()
    page.why_not_requested.connect(lambda: requests.append("why not"))
    page.changes_requested.connect(lambda: requests.append("changes"))
    page.export_requested.connect(lambda: requests.append("export"))
    page.why_not_requested.emit()
    page.changes_requested.emit()
    page.export_requested.emit()
    assert requests == ["why not", "changes", "export"]
    assert page.shows_record is (screen == "alarms")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.usefixtures("qtbot")
def test_that_a_view_of_another_kind_than_a_card_draws_ends_in_words(screen: str) -> None:
    page = make_page(screen)
    strange = SeriesGridView(title="Signals over time", series=())
    panels = [panel for panel in page.frames if panel != "series"]
    for panel in panels:
        page.take_answer(Answer(ticket=1, panel=panel, view=strange, traces=(), last=True))
        assert page.frames[panel].state == "failed"
    assert page.failed == set(panels)
