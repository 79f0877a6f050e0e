"""The choices of the restriction screen: told once, shown as the selection has them, never cut."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.core.selection import Selection
from eoc_app.desktop.restrictions.restriction_controls import RestrictionControls
from eoc_app.desktop.restrictions.zone_choice import ZoneChoice, zone_named, zones
from tests.desktop.restrictions.restriction_views import NOW


class Shown:
    """Controls over a page, and what they told."""

    def __init__(self, qtbot: QtBot, width: int = 1400) -> None:
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.controls = RestrictionControls()
        down = QVBoxLayout(self.page)
        down.addWidget(self.controls)
        down.addWidget(QWidget(), 1)
        self.told: list[dict[str, Any]] = []
        self.controls.selection_changed.connect(self.told.append)
        self.page.resize(width, 400)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def button(self, text: str) -> QPushButton:
        found = self.controls.findChildren(QPushButton)
        return next(one for one in found if one.text() == text)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("One day", {"span": "day"}),
        ("Season", {"span": "season"}),
        ("Country", {"grouping": "country"}),
        ("Kind", {"grouping": "kind"}),
    ],
)
def test_that_a_button_tells_what_it_stands_for(
    qtbot: QtBot, text: str, changes: dict[str, str]
) -> None:
    shown = Shown(qtbot)
    qtbot.mouseClick(shown.button(text), Qt.MouseButton.LeftButton)
    assert shown.told == [changes]


def test_that_what_is_chosen_elsewhere_is_shown_and_not_told(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.controls.offer_media({"broadcast", "online"})
    shown.controls.follow(
        Selection(
            now_at=NOW, span="season", grouping="kind", medium="online", room_zone="Asia/Tokyo"
        )
    )
    checked = [b.text() for b in shown.controls.findChildren(QPushButton) if b.isChecked()]
    assert checked == ["Season", "Kind"]
    assert shown.controls.media.currentText() == "online"
    assert shown.controls.zone.currentText() == "Asia/Tokyo"
    assert shown.told == []


def test_that_media_are_offered_once_and_all_of_them_again(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    shown.controls.offer_media({"online", "broadcast"})
    shown.controls.offer_media({"online"})
    media = shown.controls.media
    assert [media.itemText(n) for n in range(media.count())] == ["All media", "broadcast", "online"]
    for index in (1, 0):
        media.activated.emit(index)
    assert shown.told == [{"medium": "broadcast"}, {"medium": None}]


@pytest.mark.parametrize("width", [480, 700, 830, 1000, 1230, 1600, 3700])
def test_that_no_control_is_cut_or_covered_at_any_width(qtbot: QtBot, width: int) -> None:
    shown = Shown(qtbot, width)
    shown.controls.follow(Selection(now_at=NOW, country_code="US"))
    QApplication.processEvents()
    row = shown.controls.layout()
    assert row is not None
    places = []
    for number in range(row.count()):
        item = row.itemAt(number)
        assert item is not None
        if item.isEmpty():
            continue
        box = item.geometry()
        assert shown.controls.rect().contains(box), number
        assert box.size() == item.sizeHint(), number
        places.append(box)
    assert len(places) == 5
    for number, box in enumerate(places):
        assert not any(box.intersects(other) for other in places[number + 1 :])


def test_that_export_is_asked_for(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    with qtbot.waitSignal(shown.controls.export_requested):
        qtbot.mouseClick(shown.controls.export, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Dublin", "Europe/Dublin"),
        ("europe/dublin", "Europe/Dublin"),
        ("dublin", "Europe/Dublin"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("atlantis", None),
        ("", None),
    ],
)
def test_that_a_zone_is_known_by_its_name_or_its_place(typed: str, zone: str | None) -> None:
    assert zone_named(typed) == zone


def test_that_zones_are_places_and_utc() -> None:
    assert zones()[0] == "UTC"
    assert len(zones()) > 400
    assert not any(name.startswith(("Etc/", "posix", "right", "SystemV")) for name in zones())


# The list that opens under what is typed holds the keyboard, which this platform cannot.
TYPED = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def choice(qtbot: QtBot) -> tuple[ZoneChoice, list[str]]:
    made = ZoneChoice()
    qtbot.addWidget(made)
    made.show_zone("Asia/Tokyo")
    told: list[str] = []
    made.zone_chosen.connect(told.append)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made, told


def type_in(qtbot: QtBot, made: ZoneChoice, text: str, key: Qt.Key) -> None:
    line = made.line
    line.selectAll()
    qtbot.keyClicks(line, text)
    completer = made.completer()
    popup = completer.popup() if completer is not None else None
    if popup is not None:
        popup.hide()
    qtbot.keyClick(line, key)


@TYPED
def test_that_a_zone_is_typed_and_told_once(qtbot: QtBot) -> None:
    made, told = choice(qtbot)
    type_in(qtbot, made, "dublin", Qt.Key.Key_Return)
    made.clearFocus()
    assert told == ["Europe/Dublin"]
    assert made.currentText() == "Europe/Dublin"


@TYPED
def test_that_a_name_that_is_none_gives_the_zone_back(qtbot: QtBot) -> None:
    made, told = choice(qtbot)
    type_in(qtbot, made, "Atlantis", Qt.Key.Key_Return)
    assert (made.currentText(), told) == ("Asia/Tokyo", [])
    type_in(qtbot, made, "Lon", Qt.Key.Key_Escape)
    assert (made.currentText(), told) == ("Asia/Tokyo", [])


@TYPED
def test_that_typing_is_not_undone_by_a_view_that_comes(qtbot: QtBot) -> None:
    made, _told = choice(qtbot)
    line = made.line
    line.selectAll()
    qtbot.keyClicks(line, "Euro")
    made.show_zone("Asia/Tokyo")
    assert line.text().startswith("Euro")


def test_that_controls_are_targets_of_at_least_24_pixels(qtbot: QtBot) -> None:
    shown = Shown(qtbot)
    for one in (*shown.controls.findChildren(QPushButton), shown.controls.media):
        assert one.height() >= 24, one.accessibleName()
        assert shown.page.rect().contains(one.mapTo(shown.page, QPoint(0, 0)))
