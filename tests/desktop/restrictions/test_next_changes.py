"""The list of what changes next: countdowns, both times, keys, and nothing lost when renewed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.restrictions.next_changes import NextChanges
from eoc_app.views.next_changes_view import NextChangesView
from tests.desktop.restrictions.restriction_views import NOW, change, hours, next_changes
from tests.pictures import assert_picture

WIDTHS = pytest.mark.parametrize("width", [220, 300, 380, 430, 640, 900, 1600])


def listed(
    qtbot: QtBot, width: int = 430, height: int = 440, view: NextChangesView | None = None
) -> NextChanges:
    made = still(qtbot, width, height, view)
    made.show()
    QApplication.processEvents()
    return made


def still(
    qtbot: QtBot, width: int = 430, height: int = 440, view: NextChangesView | None = None
) -> NextChanges:
    """A list that was never shown: no pointer is over it and no keyboard in it."""
    made = NextChanges()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show_view(view or next_changes())
    return made


def told(made: NextChanges, row: int) -> str:
    return str(made.rows.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_list_looks_as_it_did(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    dress(qapp, theme)
    made = still(qtbot)
    made.mark_period("Brazil-Ban on political ads")
    assert_picture(made, f"next_changes_{theme}")


@pytest.mark.parametrize(("name", "width"), [("wide", 900), ("narrow", 280)])
def test_that_it_looks_as_it_did_at_other_widths(qtbot: QtBot, name: str, width: int) -> None:
    made = still(qtbot, width)
    assert_picture(made, f"next_changes_{name}")


@WIDTHS
def test_that_no_words_meet_and_none_leave_the_row(qtbot: QtBot, width: int) -> None:
    made = listed(qtbot, width)
    at = made.rows.columns()
    for number in range(len(next_changes().changes)):
        row = made.rows.set_row(number, at)
        assert not row.words.cut
        assert at.what + row.words.width <= at.width
        if at.mode == "beside":
            assert at.what + row.words.width <= at.width - at.count
        one = row.change
        local = ink.text_width(one.local_text, 12)
        room = ink.text_width(one.room_text, 12)
        if at.mode != "stacked":
            assert at.local + local <= at.room
            assert at.room + room <= at.width
        elif width > 240:
            assert at.local + max(local, room) <= at.width


@WIDTHS
def test_that_rows_are_as_high_as_what_is_in_them(qtbot: QtBot, width: int) -> None:
    made = listed(qtbot, width)
    rows = [made.rows.set_row(n, made.rows.columns()) for n in range(7)]
    heights = [made.rows.sizeHintForRow(n) for n in range(7)]
    assert heights == [int(row.height) for row in rows]
    assert all(row.top + row.words.height <= row.height for row in rows)
    made.for_paper()
    made.resize(width, made.whole_height(width))
    QApplication.processEvents()
    assert made.rows.verticalScrollBar().maximum() == 0


def test_that_a_row_tells_everything_to_a_screen_reader(qtbot: QtBot) -> None:
    made = listed(qtbot)
    assert told(made, 0) == (
        "in 1 m 15 s: Lithuania, Electoral silence begins, local Sat 26 Oct 09:42 Vilnius, "
        "room Sat 26 Oct 07:42 Dublin"
    )
    assert told(made, 1).endswith(", exercise")
    assert "Electoral silence ends" in told(made, 2)
    assert made.rows.accessibleName() == next_changes().title


def test_that_the_countdown_runs_and_says_now_when_it_has_come(qtbot: QtBot) -> None:
    made = listed(qtbot)
    assert not made.tick(NOW + timedelta(seconds=5))
    assert told(made, 0).startswith("in 1 m 10 s")
    assert made.tick(NOW + timedelta(seconds=75))
    assert told(made, 0).startswith("now: Lithuania")
    assert not made.tick(NOW + timedelta(seconds=76))
    assert told(made, 0).startswith("now: Lithuania")
    assert told(made, 6).startswith("in 44 d 11 h")


class Painted(QObject):
    """Counts the regions of a widget that are painted."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.heights: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            region: Any = event.region()
            self.heights.append(sum(rect.height() for rect in region))
        return False


def test_that_only_countdowns_that_change_are_painted_again(qtbot: QtBot) -> None:
    made = listed(qtbot)
    far = next_changes(changes=next_changes().changes[5:])
    calm = listed(qtbot, view=far)
    for widget, painted in ((made, True), (calm, False)):
        widget.tick(NOW + timedelta(seconds=1))
        QApplication.processEvents()
        watched = Painted(widget.rows.viewport())
        widget.tick(NOW + timedelta(seconds=2))
        QApplication.processEvents()
        assert bool(watched.heights) is painted
        assert sum(watched.heights) < widget.rows.viewport().height() / 2


def test_that_a_list_of_another_day_does_not_run(qtbot: QtBot) -> None:
    made = listed(qtbot, view=next_changes(live=False))
    before = told(made, 0)
    assert not made.tick(NOW + timedelta(days=400))
    assert told(made, 0) == before == told(made, 0)
    assert before.startswith("in 1 m:")


def test_that_paper_shows_all_rows_and_no_seconds(qtbot: QtBot) -> None:
    made = NextChanges()
    qtbot.addWidget(made)
    made.for_paper()
    made.show_view(next_changes())
    assert not made.tick(NOW + timedelta(seconds=75))
    assert told(made, 0).startswith("in 1 m:")
    assert told(made, 2).startswith("in 9 h 18 m:")


def test_that_keys_and_clicks_choose_the_period(qtbot: QtBot) -> None:
    made = listed(qtbot)
    chosen: list[str] = []
    made.period_chosen.connect(chosen.append)
    made.rows.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_End, Qt.Key.Key_Space):
        QTest.keyClick(made.rows, key)
    box = made.rows.visualRect(made.rows.model().index(2, 0))
    QTest.mouseClick(made.rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert chosen == [
        "Georgia-Exit-poll ban", "Argentina-Campaign-period limits", "Georgia-Electoral silence",
    ]  # fmt: skip


def test_that_the_keyboard_reaches_the_list_through_its_card(qtbot: QtBot) -> None:
    made = listed(qtbot)
    made.setFocus()
    assert made.focusProxy() is made.rows
    assert made.rows.currentIndex().row() == 0


def test_that_renewing_keeps_the_row_and_the_place(qtbot: QtBot) -> None:
    made = listed(qtbot, height=150)
    rows = made.rows
    rows.setCurrentIndex(rows.model().index(4, 0))
    scrolled = rows.verticalScrollBar().value()
    assert scrolled > 0
    made.tick(NOW + timedelta(seconds=80))
    left = next_changes().changes[1:]
    made.show_view(next_changes(changes=left, now_at=NOW + timedelta(seconds=79)))
    assert rows.currentIndex().row() == 3
    assert rows.verticalScrollBar().value() == scrolled
    # The answer is a second old when it comes; the clock does not go back for it.
    assert rows.now == NOW + timedelta(seconds=80)


def test_that_a_view_of_the_snapshots_day_starts_from_its_own_moment(qtbot: QtBot) -> None:
    made = listed(qtbot)
    made.tick(NOW + timedelta(days=3))
    past = next_changes(live=False, now_at=NOW - timedelta(days=1))
    made.show_view(past)
    assert told(made, 2).startswith("in 1 d 9 h")
    made.show_view(next_changes())
    assert told(made, 2).startswith("in 9 h 18 m 36 s")


def test_that_thousands_of_changes_are_listed(qtbot: QtBot) -> None:
    many = tuple(
        msgspec.structs.replace(
            change(hours(n), "starts", "Georgia", "Silence", "Asia/Tbilisi"), period_id=f"p{n}"
        )
        for n in range(1, 2001)
    )
    made = listed(qtbot, view=next_changes(changes=many))
    assert made.rows.model().rowCount() == 2000
    assert len(made.rows.painted) < 30


def test_that_a_period_chosen_elsewhere_is_brought_into_sight(qtbot: QtBot) -> None:
    made = listed(qtbot, height=150)
    made.mark_period("Argentina-Campaign-period limits")
    box = made.rows.visualRect(made.rows.model().index(6, 0))
    assert made.rows.viewport().rect().contains(box.center())
