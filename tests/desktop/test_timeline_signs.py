"""Signs on bars, groups of lanes, and what a timeline says of a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.fonts import install_fonts
from eoc_app.desktop.theme import dress
from eoc_app.desktop.widgets import timeline_frame, timeline_words
from eoc_app.desktop.widgets.restriction_chart import RestrictionChart
from eoc_app.desktop.widgets.restriction_strip import RestrictionStrip
from eoc_app.desktop.widgets.restriction_timeline import RestrictionTimeline
from eoc_app.desktop.widgets.timeline_frame import HEADER, HEADING, Focus
from eoc_app.desktop.widgets.timeline_layout import placed
from eoc_app.desktop.widgets.timeline_legend import signs_of
from eoc_app.domain.day_axis import FOREVER, axis
from eoc_app.views import Bar, TimelineView
from tests.desktop.timeline_examples import (
    FIRST,
    bar,
    by_kind,
    by_next_change,
    fortnight,
    lane,
    one_day,
    season,
    signs,
)
from tests.pictures import assert_picture, picture_of

THEMES = pytest.mark.parametrize("theme", ["dark", "light"])


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    install_fonts()
    dress(qapp, "dark")
    yield
    dress(qapp, "dark")


def timeline(
    qtbot: QtBot, view: TimelineView, size: tuple[int, int] = (1200, 330)
) -> RestrictionTimeline:
    made = RestrictionTimeline()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show_view(view)
    return made


def at(made: RestrictionTimeline, number: int, days: float) -> QPoint:
    shown = made._frame()
    y = shown.top(number, made._lanes[number]) + shown.pad + shown.row / 2
    return QPoint(round(shown.x(FIRST + days)), round(y))


@THEMES
@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("day", one_day()),
        ("season", season()),
        ("kind", by_kind()),
        ("next_change", by_next_change()),
    ],
)
def test_that_spans_and_groups_look_as_they_did(
    qtbot: QtBot, qapp: QApplication, theme: str, name: str, view: TimelineView
) -> None:
    dress(qapp, theme)
    assert_picture(timeline(qtbot, view), f"restriction_timeline_{name}_{theme}")


@THEMES
def test_that_signs_and_their_legend_look_as_they_did(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    dress(qapp, theme)
    made = RestrictionChart()
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show_view(signs())
    assert_picture(made, f"restriction_chart_signs_{theme}")


def colours(made: RestrictionTimeline, number: int, days: float) -> set[str]:
    """The colours in a column of pixels through a bar."""
    spot, image = at(made, number, days), picture_of(made)
    return {image.pixelColor(spot.x(), spot.y() + n).name() for n in range(-8, 8)}


def test_that_the_part_in_all_zones_is_told_from_the_rest_by_its_height(qtbot: QtBot) -> None:
    made = timeline(qtbot, signs())
    image = picture_of(made)
    # At the upper rim of the lane: the core reaches it, the fringe does not.
    top = round(made._frame().top(0, made._lanes[0]) + made.pad + 3)
    core, fringe = at(made, 0, 5).x(), at(made, 0, 3.6).x()
    beside = at(made, 0, 2.9).x()
    assert image.pixelColor(core, top) != image.pixelColor(beside, top)
    assert image.pixelColor(fringe, top) == image.pixelColor(beside, top)
    assert colours(made, 0, 3.6) != colours(made, 0, 2.9)


@pytest.mark.parametrize(
    ("label", "differs"),
    [("moved", {"standing": "moved"}), ("conditional", {"conditional": True})],
)
def test_that_withdrawn_and_conditional_bars_have_a_broken_rim(
    qtbot: QtBot, label: str, differs: dict[str, Any]
) -> None:
    plain = bar(2, 9, "rule", "upcoming")
    rims = []
    for one in (plain, msgspec.structs.replace(plain, **differs)):
        made = timeline(qtbot, fortnight(lanes=(lane("GE", "Georgia", "", one),), selected=None))
        shown, image = made._frame(), picture_of(made)
        y = round(shown.top(0, made._lanes[0]) + shown.pad + 2)
        left, right = round(shown.x(FIRST + 5)), round(shown.x(FIRST + 8))
        rims.append({image.pixelColor(x, y).name() for x in range(left, right)})
    solid, broken = rims
    assert len(solid) < len(broken), label


@pytest.mark.parametrize("edge", ["left", "right"])
def test_that_a_bar_over_the_edge_says_that_it_goes_on(qtbot: QtBot, edge: str) -> None:
    inside = (0.0, 14.0)
    over = (-1.0, 14.0) if edge == "left" else (0.0, 15.0)
    seen = []
    for starts, ends in (inside, over):
        one = bar(starts, ends, "", "upcoming")
        made = timeline(qtbot, fortnight(lanes=(lane("GE", "Georgia", "", one),), selected=None))
        image, shown = picture_of(made), made._frame()
        x = round(shown.names) + 4 if edge == "left" else made.viewport().width() - 5
        seen.append(image.pixelColor(x, at(made, 0, 7).y()).lightness())
    assert seen[1] > seen[0] + 60


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


def told(one: Bar) -> list[str]:
    (found,) = placed([lane("GE", "Georgia", "Asia/Tbilisi", one)])
    return timeline_words.details(found, Focus(0, one))


TBILISI: dict[str, Any] = {
    "starts": axis(datetime(2024, 10, 25, 20, tzinfo=UTC)),
    "ends": axis(datetime(2024, 10, 27, 16, tzinfo=UTC)),
    "label": "silence",
    "standing": "in_force",
}


def test_that_a_period_is_told_in_local_time_and_in_utc() -> None:
    one = Bar(
        **TBILISI, title="Electoral silence", state="in force \N{MIDDLE DOT} 9 h left",
        zone="Asia/Tbilisi", medium="broadcast", citation="Election Code, Art. 45",
        confidence="secondary", breaches=2, exercise=True,
        moved_from=axis(datetime(2024, 10, 26, 14, tzinfo=UTC)),
    )  # fmt: skip
    assert told(one) == [
        "Electoral silence",
        "Georgia \N{MIDDLE DOT} in force \N{MIDDLE DOT} 9 h left",
        "Sat 26 Oct 00:00 to Sun 27 Oct 20:00 Tbilisi",
        "Fri 25 Oct 2024 20:00 to Sun 27 Oct 2024 16:00 UTC",
        "end moved: was Sat 26 Oct 18:00 Tbilisi",
        "medium: broadcast",
        "Election Code, Art. 45",
        "confidence: secondary",
        "2 report windows inside: possible breaches",
        "synthetic, for exercise",
    ]


def test_that_what_is_not_on_record_is_said_so() -> None:
    lines = told(Bar(**(TBILISI | {"ends": FOREVER}), zone="Asia/Tbilisi"))
    assert "from Sat 26 Oct 00:00 Tbilisi, no end on record" in lines
    assert "from Fri 25 Oct 2024 20:00 UTC" in lines
    assert "no citation on record" in lines
    assert told(Bar(**TBILISI, breaches=1))[-1] == "1 report window inside: possible breaches"


def test_that_a_period_of_several_zones_says_from_which_to_which() -> None:
    one = Bar(
        **TBILISI, zone="America/New_York", zones="in force in 4 of 6 zones", conditional=True
    )
    lines = told(one)
    assert "in force in 4 of 6 zones" in lines
    assert "first zone to last: Fri 25 Oct 16:00 to Sun 27 Oct 12:00 New York" in lines
    assert "only if a further round is needed" in lines
    again = msgspec.structs.replace(one, state="in force in 4 of 6 zones \N{MIDDLE DOT} 9 h left")
    assert sum("4 of 6" in line for line in told(again)) == 1


@pytest.mark.parametrize("zone", ["", "Nowhere/Place", "../etc", "Europe"])
def test_that_a_zone_that_is_none_leaves_utc(zone: str) -> None:
    lines = told(Bar(**TBILISI, zone=zone))
    assert "Fri 25 Oct 2024 20:00 to Sun 27 Oct 2024 16:00 UTC" in lines


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 10**7),
)
def test_that_seconds_survive_the_way_over_the_axis(starts: datetime, length: int) -> None:
    starts = starts.replace(microsecond=0)
    ends = starts + timedelta(seconds=length)
    one = Bar(**(TBILISI | {"starts": axis(starts), "ends": axis(ends)}), zone="UTC")
    first, last = timeline_words.local_text(one).removesuffix(" UTC").split(" to ")
    assert first.endswith(f"{starts:%H:%M}")
    assert last.endswith(f"{ends:%H:%M}")


def test_that_the_legend_explains_what_is_there_and_nothing_else() -> None:
    assert set(signs_of(signs())) == {
        "in_force", "upcoming", "ended", "moved", "not_known", "conditional", "fringe", "was",
        "edge", "election", "exercise",
    }  # fmt: skip
    one = lane("GE", "Georgia", "", bar(2, 4, "silence"))
    assert signs_of(fortnight(lanes=(one,))) == ("in_force",)
    assert signs_of(fortnight(lanes=())) == ()


def test_that_the_legend_wraps_and_nothing_of_it_is_cut(qtbot: QtBot) -> None:
    made = RestrictionChart()
    qtbot.addWidget(made)
    made.show_view(signs())
    legend = made.legend
    assert legend.heightForWidth(300) > legend.heightForWidth(1200)
    for width in (200, 300, 700, 1200):
        places = legend._placed(width)
        assert [sign for sign, _, _ in places] == list(signs_of(signs()))
        assert all(a[1] < b[1] or a[2] < b[2] for a, b in pairwise(places))
