"""The dialog of what changed of one country."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.country_changes_dialog import CountryChangesDialog
from eoc_app.desktop.kit.fonts import install_fonts
from eoc_app.desktop.kit.theme import dress
from eoc_app.views.changes_view import Change, ChangesView
from tests.desktop.clicks import pasted
from tests.pictures import assert_picture

VIEW = ChangesView(
    title="What changed for Moldova since 25 Oct",
    subtitle="3 changes · compared with snapshot 213 too",
    changes=(
        Change(
            cause="new data", code="MD", subject="Moldova", level="high", exercise=True,
            text="6.8 → 6.9: share of ads that ran without a disclaimer 15 % → 17 %",
        ),
        Change(
            cause="stopped", code="MD", subject="Moldova", level="not_assessable", exercise=True,
            text="3 signals are no longer seen (assets in removed networks that targeted the"
            " country and 2 more): coverage 96 % → 61 %, no longer assessable",
        ),
        Change(
            cause="calendar", code="MD", subject="Moldova", level="none", since="snapshot",
            text="since snapshot 213: silence ended Sun 20 Oct 21:00 Chisinau",
        ),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    install_fonts()
    dress(qapp, "dark")
    yield
    dress(qapp, "dark")


def test_that_changes_are_copied_with_their_stamp(qtbot: QtBot) -> None:
    made = CountryChangesDialog(VIEW)
    qtbot.addWidget(made)
    assert made.windowTitle() == VIEW.title
    made.show()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(made.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    _, lines = pasted()
    assert lines[0] == ["Cause", "Since", "Of", "Change", "Exercise"]
    assert [line[-1] for line in lines[1:]] == ["EXERCISE", "EXERCISE", "—"]
    assert "6.8 → 6.9" in lines[1][3]


def test_that_rows_take_the_place_of_the_list_and_give_it_back(qtbot: QtBot) -> None:
    made = CountryChangesDialog(VIEW)
    qtbot.addWidget(made)
    made.show()
    assert (made.list.isVisible(), made.table.isVisible()) == (True, False)
    qtbot.mouseClick(made.as_table, Qt.MouseButton.LeftButton)
    assert (made.list.isVisible(), made.table.isVisible()) == (False, True)
    qtbot.mouseClick(made.as_table, Qt.MouseButton.LeftButton)
    assert made.list.isVisible()


def test_that_no_change_is_told_in_words(qtbot: QtBot) -> None:
    empty = "Nothing that is judged of Moldova changed since 25 Oct; no previous snapshot is kept."
    made = CountryChangesDialog(ChangesView(title="What changed", changes=(), empty=empty))
    qtbot.addWidget(made)
    assert made.frame.state == "empty"
    assert made.copy.isHidden(), "there is nothing to copy"
    assert made.accessibleDescription() == empty
    assert_picture(made, "country_changes_dialog_empty", size=(900, 240))


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_dialog_looks_as_accepted(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, name)
    made = CountryChangesDialog(VIEW)
    qtbot.addWidget(made)
    assert_picture(made, f"country_changes_dialog_{name}", size=(700, 260))


def test_that_the_rows_of_the_dialog_look_as_accepted(qtbot: QtBot) -> None:
    made = CountryChangesDialog(VIEW)
    qtbot.addWidget(made)
    made.as_table.setChecked(True)
    assert_picture(made, "country_changes_dialog_rows", size=(900, 260))
