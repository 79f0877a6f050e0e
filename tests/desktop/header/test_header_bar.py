from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.header.header_bar import HEIGHT, HeaderBar
from eoc_app.desktop.kit.theme import dress
from tests.desktop import widget_views as views
from tests.pictures import assert_picture

# The offscreen platform says it of every pop-up.
NO_KEYBOARD = pytest.mark.qt_log_ignore(
    "This plugin does not support (grabbing the keyboard|raise|propagateSizeHints)"
)


@pytest.fixture
def bar(qtbot: QtBot) -> HeaderBar:
    made = HeaderBar()
    qtbot.addWidget(made)
    made.resize(1600, HEIGHT)
    made.show_view(views.header(cursor_on=date(2024, 10, 25)))
    made.show()
    return made


def named(bar: QWidget, name: str) -> QWidget:
    return next(w for w in bar.findChildren(QWidget) if w.accessibleName() == name)


def test_that_a_step_back_asks_for_the_day_before(bar: HeaderBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.day_chosen) as caught:
        qtbot.mouseClick(named(bar, "One day earlier"), Qt.MouseButton.LeftButton)
    assert caught.args == [date(2024, 10, 24)]


def test_that_the_cursor_stays_inside_the_window(bar: HeaderBar, qtbot: QtBot) -> None:
    days: list[date] = []
    bar.day_chosen.connect(days.append)
    bar.step_day(40)
    assert days == [date(2024, 10, 26)]
    assert not named(bar, "One day later").isEnabled()
    bar.step_day(-1000)
    assert days[-1] == date(2024, 7, 1)
    assert not named(bar, "One day earlier").isEnabled()


def test_that_a_late_answer_does_not_pull_the_cursor_back(bar: HeaderBar) -> None:
    bar.step_day(-1)
    bar.step_day(-1)
    bar.show_view(views.header(cursor_on=date(2024, 10, 24)))
    assert named(bar, "Day shown: Wed 23 Oct 2024").isVisible()


@NO_KEYBOARD
def test_that_the_calendar_chooses_a_day(bar: HeaderBar, qtbot: QtBot) -> None:
    from PySide6.QtCore import QDate
    from PySide6.QtWidgets import QCalendarWidget

    button = named(bar, "Day shown: Fri 25 Oct 2024")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calendar = bar.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.minimumDate() == QDate(2024, 7, 1)
    assert calendar.maximumDate() == QDate(2024, 10, 26)
    with qtbot.waitSignal(bar.day_chosen) as caught:
        calendar.activated.emit(QDate(2024, 9, 3))
    assert caught.args == [date(2024, 9, 3)]


def test_that_the_search_field_opens_the_palette(bar: HeaderBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.palette_requested):
        qtbot.mouseClick(named(bar, "Go to a country or screen"), Qt.MouseButton.LeftButton)


def test_that_the_theme_can_be_switched(bar: HeaderBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.theme_toggled):
        qtbot.mouseClick(named(bar, "Switch between dark and light"), Qt.MouseButton.LeftButton)


def boxes(bar: HeaderBar) -> dict[str, QCheckBox]:
    return {box.accessibleName(): box for box in bar.findChildren(QCheckBox)}


@NO_KEYBOARD
def test_that_platforms_are_chosen_once_the_menu_closes(bar: HeaderBar, qtbot: QtBot) -> None:
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "All platforms")
    chosen: list[tuple[str, ...]] = []
    bar.platforms_chosen.connect(chosen.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    boxes(bar)["Threads"].setChecked(False)
    boxes(bar)["WhatsApp"].setChecked(False)
    assert chosen == []
    qtbot.keyClick(boxes(bar)["Facebook"], Qt.Key.Key_Escape)
    assert chosen == [("facebook", "instagram")]
    assert button.text() == "2 of 4 platforms"


@NO_KEYBOARD
def test_that_no_platform_means_every_platform(bar: HeaderBar, qtbot: QtBot) -> None:
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "All platforms")
    chosen: list[tuple[str, ...]] = []
    bar.platforms_chosen.connect(chosen.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    for box in boxes(bar).values():
        box.setChecked(False)
    qtbot.keyClick(boxes(bar)["Facebook"], Qt.Key.Key_Return)
    assert chosen == []
    assert all(box.isChecked() for box in boxes(bar).values())


@pytest.mark.parametrize("width", [1024, 1366, 1600, 3840])
def test_that_parts_do_not_overlap_at_any_width(bar: HeaderBar, width: int) -> None:
    bar.show_view(views.header(title="Elections of the whole world in the second half of 2024"))
    bar.resize(width, HEIGHT)
    parts = [
        child
        for child in bar.children()
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
    ]
    assert len(parts) == 7
    for n, part in enumerate(parts):
        assert bar.rect().contains(part.geometry())
        for other in parts[:n]:
            assert not part.geometry().intersects(other.geometry())


def test_that_a_reader_hears_age_marking_and_exercise(bar: HeaderBar) -> None:
    bar.show_view(views.header(aged=True, age_text="9 days old"))
    for word in ("9 days old", "aged", "TLP:AMBER", "exercise", "not signed"):
        assert word in bar.accessibleName()


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_header_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    bar = HeaderBar()
    qtbot.addWidget(bar)
    bar.show_view(views.header())
    assert_picture(bar, f"header_bar_{name}", size=(1600, HEIGHT))


def test_that_a_narrow_header_of_an_old_snapshot_looks_as_accepted(qtbot: QtBot) -> None:
    bar = HeaderBar()
    qtbot.addWidget(bar)
    bar.show_view(
        views.header(
            title="<img src=x> Elections of the world, second half of 2024",
            aged=True, age_text="9 days old", marking="TLP:RED",
        )
    )  # fmt: skip
    assert_picture(bar, "header_bar_narrow_2x", size=(1024, HEIGHT), ratio=2.0)
