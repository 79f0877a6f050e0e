"""Lanes in groups under headings, and what a click or a key chooses on a timeline."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eoc_app.desktop.restrictions import timeline_frame
from eoc_app.desktop.restrictions.restriction_strip import RestrictionStrip
from eoc_app.desktop.restrictions.timeline_frame import HEADER, HEADING
from tests.desktop.restrictions.timeline_examples import (
    bar,
    by_kind,
    by_next_change,
    fortnight,
    lane,
    season,
    signs,
)
from tests.desktop.restrictions.timeline_widgets import at, timeline
from tests.pictures import picture_of

THEMES = pytest.mark.parametrize("theme", ["dark", "light"])


def test_that_lanes_of_a_group_stand_under_its_heading(qtbot: QtBot) -> None:
    made = timeline(qtbot, by_kind())
    shown = made._frame()
    tops = [shown.top(n, one) for n, one in enumerate(made._lanes)]
    tall = [shown.tall(one) for one in made._lanes]
    assert tops[0] == HEADER + HEADING
    between = [b - (a + h) for (a, b), h in zip(pairwise(tops), tall, strict=False)]
    assert between == [0, 0, HEADING, 0, HEADING]
    assert made.whole_height(1200) == tops[-1] + tall[-1] + 2


def test_that_a_heading_is_no_lane_for_pointer_or_keys(qtbot: QtBot) -> None:
    made = timeline(qtbot, by_kind())
    shown = made._frame()
    above_brazil = shown.top(3, made._lanes[3]) - HEADING / 2
    assert timeline_frame.hit(made._lanes, shown, 300, above_brazil) is None
    assert timeline_frame.hit(made._lanes, shown, 300, HEADER + 4) is None
    seen = []
    for _ in range(6):
        QTest.keyClick(made, Qt.Key.Key_Down)
        assert made.focused is not None
        seen.append(made.focused[0])
    assert seen == ["GE", "UY", "MD", "BR", "US", "GH"]


def test_that_the_heading_of_what_is_seen_first_stays_above_it(qtbot: QtBot) -> None:
    made = timeline(qtbot, by_kind(), (1200, 150))
    scroll = made.verticalScrollBar()
    for value in range(0, scroll.maximum() + 1, 7):
        scroll.setValue(value)
        shown = made._frame()
        above = timeline_frame.sticky(made._lanes, shown)
        assert above is not None
        group, top = above
        first = timeline_frame.seen(made._lanes, shown)[0]
        assert group == made._lanes[first].lane.group
        assert top <= HEADER
        others = [
            shown.top(n, one) - HEADING
            for n, one in enumerate(made._lanes)
            if one.heading and one.heading != group and n > first
        ]
        assert all(top + HEADING <= y for y in others)


def test_that_keys_never_leave_a_lane_under_the_heading(qtbot: QtBot) -> None:
    made = timeline(qtbot, by_kind(), (1200, 150))
    QTest.keyClick(made, Qt.Key.Key_End)
    for _ in range(5):
        QTest.keyClick(made, Qt.Key.Key_Up)
        assert made._focus is not None
        top = made._frame().top(made._focus.lane, made._lanes[made._focus.lane])
        assert top >= HEADER + HEADING


def test_that_the_strip_has_no_room_for_headings(qtbot: QtBot) -> None:
    made = RestrictionStrip()
    qtbot.addWidget(made)
    made.show_view(by_kind())
    assert not any(one.heading or one.headings for one in made._lanes)
    plain = RestrictionStrip()
    qtbot.addWidget(plain)
    lanes = tuple(msgspec.structs.replace(one, group="") for one in by_kind().lanes)
    plain.show_view(by_kind(lanes=lanes))
    assert made.whole_height(700) == plain.whole_height(700)


def test_that_a_click_on_a_bar_chooses_the_period_and_on_the_name_the_country(
    qtbot: QtBot,
) -> None:
    made = timeline(qtbot, fortnight())
    told: list[tuple[str, str]] = []
    made.period_chosen.connect(lambda key: told.append(("period", key)))
    made.country_chosen.connect(lambda code: told.append(("country", code)))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(made.viewport(), left, pos=at(made, 2, 1.5))
    QTest.mouseClick(made.viewport(), left, pos=QPoint(30, at(made, 2, 1.5).y()))
    assert told == [("period", "silence, 48 h-1.1"), ("country", "UY")]


def test_that_enter_chooses_the_period_in_focus_and_on_a_lane_the_country(qtbot: QtBot) -> None:
    made = timeline(qtbot, fortnight())
    told: list[str] = []
    made.period_chosen.connect(told.append)
    made.country_chosen.connect(told.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(made, key)
    assert told == ["GE", "campaign silence-2"]


def test_that_a_bar_without_a_key_opens_its_country(qtbot: QtBot) -> None:
    lanes = (lane("GE", "Georgia", "", bar(2, 4, "silence", period_id="")),)
    made = timeline(qtbot, fortnight(lanes=lanes))
    with qtbot.waitSignal(made.country_chosen) as chosen:
        QTest.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=at(made, 0, 3))
    assert chosen.args == ["GE"]


def test_that_the_chosen_period_is_ringed(qtbot: QtBot) -> None:
    none = picture_of(timeline(qtbot, signs(selected_period=None)))
    made = timeline(qtbot, signs())
    ringed = picture_of(made)
    spot = at(made, 6, 3)
    y = round(made._frame().top(6, made._lanes[6]) + made.pad + 1)
    assert ringed.pixelColor(spot.x(), y) != none.pixelColor(spot.x(), y)
    far = at(made, 4, 8)
    assert ringed.pixelColor(far) == none.pixelColor(far)


def test_that_the_keyboard_keeps_its_place_when_views_are_renewed(qtbot: QtBot) -> None:
    made = timeline(qtbot, by_next_change(), (1200, 200))
    QTest.keyClick(made, Qt.Key.Key_End)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right):
        QTest.keyClick(made, key)
    before, scrolled = made.focused, made.verticalScrollBar().value()
    assert before is not None
    assert before[1] is not None
    told = tuple(
        msgspec.structs.replace(
            one,
            bars=tuple(msgspec.structs.replace(b, state="in force \N{MIDDLE DOT} 1 m left")
                       for b in one.bars),
        )
        for one in reversed(by_next_change().lanes)
    )  # fmt: skip
    made.show_view(by_next_change(lanes=told))
    after = made.focused
    assert after is not None
    assert after[1] is not None
    assert (after[0], after[1].period_id) == (before[0], before[1].period_id)
    assert after[1].state == "in force \N{MIDDLE DOT} 1 m left"
    assert made.verticalScrollBar().value() == scrolled
    made.show_view(by_next_change(lanes=()))
    assert made.focused is None


def test_that_escape_is_left_to_the_page_while_a_period_is_chosen(qtbot: QtBot) -> None:
    made = timeline(qtbot, fortnight(selected_period="campaign silence-2"))
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.focused is not None
    made.show_view(fortnight())
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.focused is None


def test_that_in_a_season_a_silence_under_its_election_can_still_be_pointed_at(
    qtbot: QtBot,
) -> None:
    made = timeline(qtbot, season())
    shown, (name, found) = (
        made._frame(),
        next((lane.lane.name, lane) for lane in made._lanes if lane.lane.elections),
    )
    top = shown.top(made._lanes.index(found), found)
    x = shown.x(found.lane.elections[0].at)
    upper = timeline_frame.hit(made._lanes, shown, x, top + shown.pad + 3)
    lower = timeline_frame.hit(made._lanes, shown, x, top + shown.pad + shown.row - 3)
    assert upper is not None
    assert lower is not None
    assert (upper.mark is not None, lower.mark, lower.bar is not None) == (True, None, True), name
