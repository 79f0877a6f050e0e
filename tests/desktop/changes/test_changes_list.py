from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from tests.desktop import widget_views as views
from tests.pictures import assert_picture


@pytest.fixture
def shown(qtbot: QtBot) -> ChangesList:
    made = ChangesList()
    qtbot.addWidget(made)
    made.resize(620, 260)
    made.show_view(views.changes())
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_that_the_model_keeps_the_contract_of_models(
    shown: ChangesList, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(shown.model())


def test_that_enter_opens_the_country_of_a_change(shown: ChangesList, qtbot: QtBot) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert caught.args == ["MD"]


def test_that_a_change_of_no_country_opens_nothing(shown: ChangesList, qtbot: QtBot) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_End)
    with qtbot.assertNotEmitted(shown.country_chosen):
        qtbot.keyClick(shown, Qt.Key.Key_Return)


def test_that_a_click_opens_the_country(shown: ChangesList, qtbot: QtBot) -> None:
    spot = shown.visualRect(shown.model().index(2, 0)).center()
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert caught.args == ["US"]


def test_that_a_long_change_takes_the_lines_it_needs(shown: ChangesList) -> None:
    view = views.changes()
    long = msgspec.structs.replace(view.changes[0], text="a long account of it " * 20)
    before = shown.sizeHintForRow(0)
    shown.show_view(msgspec.structs.replace(view, changes=(long,)))
    assert shown.sizeHintForRow(0) > 2 * before


def test_that_a_reader_hears_cause_and_subject(shown: ChangesList) -> None:
    said = shown.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "stopped: Mozambique: partner reports silent for 9 days: coverage 52 %"


def test_that_changes_of_what_was_invented_are_stamped_and_said(qtbot: QtBot) -> None:
    view = views.changes()
    invented = msgspec.structs.replace(view.changes[0], exercise=True)
    for changes, stamped in ((view.changes, False), ((invented,), True)):
        frame = PanelFrame(ChangesList(), "What changed")
        qtbot.addWidget(frame)
        frame.show_view(msgspec.structs.replace(view, changes=changes))
        assert frame._stamp.isVisibleTo(frame) == stamped
        shown = frame.findChild(ChangesList)
        assert shown is not None
        said = shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said.endswith(" (exercise: synthetic)") == stamped


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_list_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(frame)
    frame.show_view(views.changes())
    assert_picture(frame, f"changes_list_{name}", size=(680, 260))


def test_that_a_narrow_list_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    made = ChangesList()
    qtbot.addWidget(made)
    view = views.changes()
    odd = msgspec.structs.replace(view.changes[0], subject="<b>ไทย</b>")
    made.show_view(msgspec.structs.replace(view, changes=(odd, *view.changes[1:])))
    assert_picture(made, "changes_list_narrow_2x", size=(270, 380), ratio=2.0)
