"""What a window may ask of any page stands in the class of all pages."""

from __future__ import annotations

import ast

import pytest

from eoc_app.conversation.wire import Answer
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.desktop.pages import make_page
from eoc_app.views.series_grid_view import SeriesGridView
from tests.conftest import REPOSITORY
from tests.snapshots import NOW


def test_that_nothing_in_the_window_is_asked_for_by_its_name_in_a_text() -> None:
    desktop = REPOSITORY / "eoc_app" / "desktop"
    by_name = [
        f"{path.relative_to(desktop)}:{node.lineno}"
        for path in sorted(desktop.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("getattr", "hasattr", "setattr", "delattr")
    ]
    assert by_name == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.usefixtures("qtbot")
def test_that_every_card_holds_what_a_page_may_ask_of_any(screen: str) -> None:
    page = make_page(screen)
    for frame in page.findChildren(PanelFrame):
        assert isinstance(frame.content, Content)
        kind = type(frame.content).show_view.__annotations__.get("view")
        assert kind, f"{type(frame.content).__name__} does not say which view it draws"
    for frame in page.frames.values():
        # Before there is anything to draw, a card can be asked all of it.
        frame.content.tick(NOW)
        assert isinstance(frame.content.whole_height(400), int | None)
        frame.content.for_paper()


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
