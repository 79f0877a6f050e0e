"""A card that a filter emptied offers to clear it; paper offers nothing."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.views.view import Narrowing, WayOut
from tests.desktop import widget_views as views
from tests.desktop.kit.test_panel_frame import PROBLEM
from tests.pictures import assert_picture

KENYA, OLD = Narrowing("country", "Kenya"), Narrowing("day", "1 Oct 2024")
NOTHING = msgspec.structs.replace(
    views.changes(),
    title="Kenya: Networks removed",
    changes=(),
    empty="The snapshot holds no removed network of Kenya. It is empty because of the filter"
    " \u201cKenya\u201d: for all countries there are 106 rows.",
    ways_out=(WayOut((KENYA,), 106), WayOut((OLD,), 3)),
)


@pytest.fixture
def frame(qtbot: QtBot) -> PanelFrame:
    made = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(made)
    made.resize(420, 220)
    made.show()
    return made


def offered(frame: PanelFrame) -> list[QPushButton]:
    return [one for one in frame.findChildren(QPushButton) if one.isVisible()]


def test_that_every_way_out_has_a_button_that_tells_its_filters(
    frame: PanelFrame, qtbot: QtBot
) -> None:
    told: list[tuple[str, ...]] = []
    frame.widened.connect(told.append)
    frame.show_view(NOTHING)
    buttons = offered(frame)
    assert [one.text() for one in buttons] == ["Show all countries", "Go to the newest day"]
    for button in buttons:
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.height() >= 24
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [("country",), ("day",)]


def test_that_filters_that_only_together_emptied_it_are_cleared_together(
    frame: PanelFrame, qtbot: QtBot
) -> None:
    told: list[tuple[str, ...]] = []
    frame.widened.connect(told.append)
    frame.show_view(msgspec.structs.replace(NOTHING, ways_out=(WayOut((KENYA, OLD), 3),)))
    (button,) = offered(frame)
    assert button.text() == "Show without these filters"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told == [("country", "day")]


def test_that_nothing_of_it_stays_when_the_card_shows_something_else(frame: PanelFrame) -> None:
    frame.show_view(NOTHING)
    frame.show_problem(PROBLEM)
    assert [one.text() for one in offered(frame)] == ["Copy"]
    frame.show_view(msgspec.structs.replace(NOTHING, ways_out=()))
    assert offered(frame) == []


def test_that_paper_offers_nothing(frame: PanelFrame) -> None:
    frame.show_sources(shown=True)
    frame.show_view(NOTHING)
    assert offered(frame) == []


def test_the_picture_of_an_emptied_card(frame: PanelFrame) -> None:
    frame.show_view(NOTHING)
    assert_picture(frame, "panel_frame_emptied_dark")
