"""What narrows a screen is one line of chips: seen, heard, and cleared by mouse and by keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.core.selection import FILTERS, FilterName, Selection
from eoc_app.desktop.header.filter_row import ELSEWHERE, FilterRow
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.filter_chip import KINDS, WIDENING, WITHOUT
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.panels import panels
from tests.desktop.restrictions.restriction_views import NOW
from tests.pictures import assert_picture

ALL = frozenset(FILTERS)
EVERY = Selection(
    now_at=NOW, country_code="KE", platforms=("facebook", "tiktok"), medium="broadcast",
    period_id="p", since_on=date(2024, 10, 1), until_on=date(2024, 10, 9), span="day",
    as_of_on=date(2024, 10, 3),
)  # fmt: skip


class Shown:
    """A row above a page, and what it told."""

    def __init__(self, qtbot: QtBot, width: int = 900) -> None:
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.row, self.below = FilterRow(), QPushButton("below")
        down = QVBoxLayout(self.page)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.row)
        down.addWidget(self.below, 1)
        self.told: list[str] = []
        self.row.cleared.connect(self.told.append)
        self.page.resize(width, 300)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def texts(self) -> list[str]:
        return [chip.text() for chip in self.row.chips.values() if chip.isVisible()]


def test_that_screens_know_which_filters_narrow_their_panels() -> None:
    for screen in SCREENS.values():
        heeded = frozenset(name for panel in screen.panels for name in panels()[panel].narrowed_by)
        assert screen.narrowed_by == heeded, screen.name


def test_that_every_filter_has_a_name_and_a_way_to_clear_it() -> None:
    assert set(KINDS) == set(WITHOUT) == set(WIDENING) == set(FILTERS)


def test_that_nothing_takes_no_room(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for selection in (Selection(now_at=NOW), Selection(now_at=NOW, span="season")):
        shown.row.show_filters(selection, ALL)
        assert not shown.row.isVisible()
    shown.row.show_filters(EVERY, frozenset())
    assert not shown.row.isVisible(), "a screen that heeds none of them"


def test_that_every_filter_of_the_screen_is_a_chip_and_no_other(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.row.name_period("p", "Kenya, electoral silence")
    shown.row.show_filters(EVERY, ALL)
    assert shown.texts() == [
        f"{text} \N{MULTIPLICATION SIGN}"
        for text in (
            "Kenya", "Facebook and TikTok", "Broadcast", "Kenya, electoral silence",
            "1 Oct 2024 to 9 Oct 2024", "One day",
        )
    ]  # fmt: skip
    assert set(shown.row.chips) == ALL - set(ELSEWHERE)
    shown.row.show_filters(EVERY, frozenset({"country"}))
    assert shown.texts() == ["Kenya \N{MULTIPLICATION SIGN}"]


@pytest.mark.parametrize("name", [name for name in FILTERS if name not in ELSEWHERE])
def test_that_a_chip_is_cleared_by_mouse_and_by_keys_and_says_what_it_does(
    qtbot: QtBot, name: FilterName
) -> None:
    shown = Shown(qtbot)
    shown.row.show_filters(EVERY, frozenset({name}))
    chip = shown.row.chips[name]
    assert chip.accessibleName().startswith("Filter, ")
    assert chip.accessibleName().endswith(WITHOUT[name])
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert chip.height() >= 24
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    chip.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
        qtbot.keyClick(chip, key)
    assert shown.told == [name] * 3


def test_that_escape_clears_the_period_and_nothing_else(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.row.show_filters(EVERY, frozenset({"country"}))
    qtbot.keyClick(shown.row.chips["country"], Qt.Key.Key_Escape)
    assert shown.told == []
    shown.row.show_filters(EVERY, frozenset({"country", "period"}))
    qtbot.keyClick(shown.row.chips["country"], Qt.Key.Key_Escape)
    assert shown.told == ["period"]


def test_that_the_keyboard_goes_to_the_next_chip_and_then_back_to_the_page(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.row.emptied.connect(shown.below.setFocus)
    both = Selection(now_at=NOW, country_code="KE", medium="broadcast")
    shown.row.show_filters(both, ALL)
    shown.row.chips["country"].setFocus()
    shown.row.show_filters(Selection(now_at=NOW, medium="broadcast"), ALL)
    assert shown.row.chips["medium"].hasFocus()
    shown.row.show_filters(Selection(now_at=NOW), ALL)
    assert shown.below.hasFocus()


def test_that_a_change_is_spoken_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(qtbot)
    heard: list[str] = []

    def hear(event: object) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    for selection in (Selection(now_at=NOW, country_code="KE"),) * 2 + (Selection(now_at=NOW),):
        shown.row.show_filters(selection, ALL)
    assert heard == ["Narrowed to Kenya", "Nothing is filtered out"]


def test_that_a_long_name_is_cut_in_the_chip_and_whole_beside_it(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    name = "A & B <i>Islands</i>, " + "ban on new political ads " * 6
    shown.row.name_period("p", name)
    shown.row.show_filters(EVERY, ALL)
    QApplication.processEvents()
    chip = shown.row.chips["period"]
    text = chip.text().replace("&&", "&")
    assert text.endswith("\N{MULTIPLICATION SIGN}")
    assert ink.text_width(text, 13) <= chip.width()
    assert name.strip() in chip.accessibleName()


@pytest.mark.parametrize("width", [480, 700, 960, 1366, 3840])
def test_that_no_chip_is_cut_or_covered_at_any_width(qtbot: QtBot, width: int) -> None:
    shown = Shown(qtbot, width)
    shown.row.name_period("p", "United States, ban on new political ads")
    shown.row.show_filters(EVERY, ALL)
    QApplication.processEvents()
    boxes = [chip.geometry() for chip in shown.row.chips.values()]
    for number, box in enumerate(boxes):
        assert box.right() < shown.row.width()
        assert not any(box.intersects(other) for other in boxes[number + 1 :])


@pytest.mark.parametrize("look", ["dark", "light"])
def test_the_picture_of_the_row(qtbot: QtBot, look: str) -> None:
    from eoc_app.desktop.kit.theme import dress

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application, look)
    row = FilterRow()
    qtbot.addWidget(row)
    row.resize(700, 36)
    row.name_period("p", "Kenya, electoral silence")
    row.show_filters(EVERY, ALL)
    row.resize(700, row.heightForWidth(700))
    assert_picture(row, f"filter_row_{look}")
