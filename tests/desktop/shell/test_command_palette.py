from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.shell.choice_match import Choice
from eoc_app.desktop.shell.command_palette import CommandPalette
from tests.pictures import assert_picture

CHOICES = [
    Choice("screen", "overview", "Overview", "Ctrl+1"),
    Choice("screen", "restrictions", "Restrictions", "Ctrl+3"),
    Choice("country", "GE", "Georgia", "GE"),
    Choice("country", "DE", "Germany", "DE"),
    Choice("country", "BD", "বাংলাদেশ · Bangladesh", "BD"),
    Choice("country", "XX", "<b>Bold</b> & Co", "XX"),
]


@pytest.fixture
def palette(qtbot: QtBot) -> CommandPalette:
    made = CommandPalette()
    qtbot.addWidget(made)
    made.show_choices(CHOICES)
    made.setFixedWidth(520)
    return made


def typed(qtbot: QtBot, palette: CommandPalette, text: str) -> list[str]:
    palette._line.clear()
    QTest.keyClicks(palette._line, text)
    return [choice.key for choice in palette.found]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_palette_looks_as_it_did(
    qtbot: QtBot, qapp: QApplication, palette: CommandPalette, theme: str
) -> None:
    dress(qapp, theme)
    typed(qtbot, palette, "b")
    assert_picture(palette, f"command_palette_{theme}")


def test_that_letters_narrow_the_choice_and_enter_takes_the_first(
    qtbot: QtBot, palette: CommandPalette
) -> None:
    assert typed(qtbot, palette, "ge") == ["GE", "DE"]
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert chosen.args == ["country", "GE"]
    assert not palette.isVisible()


def test_that_arrows_walk_and_turn_round(qtbot: QtBot, palette: CommandPalette) -> None:
    typed(qtbot, palette, "ge")
    QTest.keyClick(palette._line, Qt.Key.Key_Up)
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.keyClick(palette._line, Qt.Key.Key_Enter)
    assert chosen.args == ["country", "DE"]


def test_that_nothing_found_says_so_and_enter_does_nothing(
    qtbot: QtBot, palette: CommandPalette
) -> None:
    palette.show()
    assert typed(qtbot, palette, "zzz") == []
    assert palette._nothing.isVisible()
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette._line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_that_escape_leaves_without_a_choice(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.show()
    with qtbot.assertNotEmitted(palette.chosen):
        QTest.keyClick(palette._line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_that_it_opens_with_nothing_typed_inside_its_window(
    qtbot: QtBot, palette: CommandPalette
) -> None:
    typed(qtbot, palette, "ge")
    window = CommandPalette()
    qtbot.addWidget(window)
    window.resize(400, 300)
    palette.open_over(window)
    assert len(palette.found) == len(CHOICES)
    assert palette.width() <= 400


def test_that_a_click_takes_a_choice(qtbot: QtBot, palette: CommandPalette) -> None:
    palette.show()
    spot = palette._list.visualRect(palette._shown.index(1)).center()
    with qtbot.waitSignal(palette.chosen) as chosen:
        QTest.mouseClick(palette._list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == ["screen", "restrictions"]
