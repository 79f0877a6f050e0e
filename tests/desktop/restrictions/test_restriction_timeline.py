from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current, dress
from eoc_app.desktop.kit.timeline_layout import gaps, placed
from eoc_app.desktop.restrictions import timeline_frame, timeline_labels, timeline_words
from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline
from eoc_app.desktop.restrictions.timeline_frame import HEADER, Focus, Frame
from eoc_app.views.timeline_view import Bar, TimelineView
from tests.desktop.restrictions.timeline_examples import FIRST, bar, election, fortnight, lane, year
from tests.pictures import assert_picture, picture_of


def timeline(
    qtbot: QtBot, view: TimelineView | None = None, size: tuple[int, int] = (1200, 420)
) -> RestrictionTimeline:
    made = RestrictionTimeline()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show_view(view or fortnight())
    return made


def frame(**changes: float) -> Frame:
    fields = {
        "width": 1000.0, "height": 500.0, "names": 200.0, "starts": FIRST, "ends": FIRST + 14,
        "scrolled": 0.0, "row": 20.0, "pad": 4.0, "zones": True,
    }  # fmt: skip
    return Frame(**(fields | changes))  # type: ignore[arg-type]


def at(made: RestrictionTimeline, number: int, days: float) -> QPoint:
    shown = made._frame()
    y = shown.top(number, made._lanes[number]) + shown.pad + shown.row / 2
    return QPoint(round(shown.x(FIRST + days)), round(y))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_timeline_looks_as_it_did(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    dress(qapp, theme)
    assert_picture(timeline(qtbot), f"restriction_timeline_{theme}")


def test_that_it_looks_as_it_did_at_two_device_pixels_with_a_note(qtbot: QtBot) -> None:
    made = timeline(qtbot, size=(900, 360))
    made._set_focus(Focus(5, made._lanes[5].rows[0].bars[0]))
    assert_picture(made, "restriction_timeline_note_2x", ratio=2.0)


def test_that_a_few_hours_look_as_they_did(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    made.zoom(0.06, FIRST + 2.3)
    assert_picture(made, "restriction_timeline_hours")


def test_that_ten_thousand_periods_look_as_they_did(qtbot: QtBot) -> None:
    assert_picture(timeline(qtbot, year()), "restriction_timeline_year")


days = st.floats(-20, 40)
bars = st.lists(
    st.tuples(days, st.floats(0, 20)).map(lambda t: bar(t[0], t[0] + t[1], "rule")), max_size=30
)


@given(bars)
def test_that_bars_in_a_row_never_overlap_and_none_is_lost(made: list[Bar]) -> None:
    (found,) = placed([lane("GE", "Georgia", "", *made)])
    kept = [b for row in found.rows for b in row.bars]
    assert sorted(kept, key=id) == sorted(made, key=id)
    for row in found.rows:
        assert all(a.ends <= b.starts for a, b in pairwise(row.bars))
        assert row.ends == tuple(sorted(row.ends))


@given(bars)
def test_that_no_more_rows_are_used_than_bars_overlap(made: list[Bar]) -> None:
    (found,) = placed([lane("GE", "Georgia", "", *made)])
    most = max(
        (sum(b.starts <= a.starts < b.ends or b is a for b in made) for a in made), default=0
    )
    assert len(found.rows) <= most


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 30))), st.floats(0, 50))
def test_that_gaps_are_free(taken: list[tuple[float, float]], left: float) -> None:
    intervals = [(a, a + b) for a, b in taken]
    for a, b in gaps(left, 90, intervals):
        assert left <= a < b <= 90
        assert not any(x < b and a < y and x < y for x, y in intervals)


class Words(QPainter):
    """Keeps where text would be drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[tuple[float, float]] = []

    def setFont(self, *_: object) -> None: ...
    def setPen(self, *_: object) -> None: ...

    def drawText(self, *args: object) -> None:  # type: ignore[override]
        place, text = args
        assert isinstance(place, QPointF)
        self.drawn.append((place.x(), place.x() + ink.text_width(str(text), 11)))


@given(bars, st.lists(st.integers(-1, 14), max_size=4), st.lists(st.floats(0, 14), max_size=2))
@pytest.mark.usefixtures("qapp")
def test_that_no_label_crosses_a_mark_or_another_bar(
    made: list[Bar], elections: list[int], clocks: list[float]
) -> None:
    shown = frame()
    (found,) = placed([lane("GE", "Georgia", "", *made, days=tuple(map(election, elections)))])
    lines = [(shown.x(FIRST + c) - 4, shown.x(FIRST + c) + 4) for c in clocks]
    for index, row in enumerate(found.rows):
        painter = Words()
        alone = msgspec.structs.replace(found.lane)
        (one,) = placed([msgspec.structs.replace(alone, bars=row.bars)])
        timeline_labels.paint_labels(painter, 0, one, shown, lines, current())
        for left, right in painter.drawn:
            marks = [shown.x(FIRST + day + 0.5) for day in elections]
            assert not any(left < x < right for x in marks), index
            assert not any(left < b and a < right for a, b in lines)
            crossed = [
                b for b in row.bars if shown.x(b.starts) < right - 1 and left + 1 < shown.x(b.ends)
            ]
            # A label inside its own bar, or in none.
            assert len(crossed) <= 1
        for (_, a), (b, _) in pairwise(sorted(painter.drawn)):
            assert a <= b


def test_that_an_interval_over_the_edge_is_drawn_to_it(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    image, shown = picture_of(made), made._frame()
    y = at(made, 1, 1).y() + 6
    assert is_warm(image.pixelColor(round(shown.names) + 1, y))
    # And on the other side: hollow, so its rim reaches the edge.
    y = round(shown.top(5, made._lanes[5]) + shown.pad + 2)
    rim = image.pixelColor(made.viewport().width() - 2, y)
    assert rim.lightness() > 100


def is_warm(colour: QColor) -> bool:
    return colour.red() > colour.blue() + 25


def test_that_what_lies_past_the_known_is_hatched(qtbot: QtBot) -> None:
    known = picture_of(timeline(qtbot, fortnight(known_until=FIRST + 14, selected=None)))
    made = timeline(qtbot, fortnight(selected=None))
    image = picture_of(made)
    spot = at(made, 6, 13)
    around = [(spot.x() + n, spot.y()) for n in range(-6, 6)]
    assert any(image.pixelColor(*p) != known.pixelColor(*p) for p in around)
    before = at(made, 6, 8)
    assert image.pixelColor(before) == known.pixelColor(before)


def test_that_a_click_chooses_the_country_and_a_drag_does_not(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    made.zoom(0.5, FIRST + 7)
    chosen: list[str] = []
    made.country_chosen.connect(chosen.append)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(made.viewport(), left, pos=at(made, 2, 8))
    assert chosen == ["UY"]
    before = made.shown_days
    QTest.mousePress(made.viewport(), left, pos=QPoint(600, 120))
    QTest.mouseMove(made.viewport(), QPoint(640, 120))
    QTest.mouseRelease(made.viewport(), left, pos=QPoint(640, 120))
    assert chosen == ["UY"]
    assert made.shown_days[0] < before[0]


def test_that_the_wheel_zooms_about_the_pointer(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    where = QPointF(at(made, 1, 9))
    day = made._frame().at(where.x())
    event = QWheelEvent(
        where, where, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(made.viewport(), event)
    starts, ends = made.shown_days
    assert ends - starts < 14
    assert made._frame().at(where.x()) == pytest.approx(day, abs=0.01)


def test_that_the_window_is_never_left(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    made.zoom(10)
    assert made.shown_days == (FIRST, FIRST + 14)
    made.zoom(1e-9)
    starts, ends = made.shown_days
    assert ends - starts == pytest.approx(0.5)
    made.pan(1e6)
    assert made.shown_days[1] == pytest.approx(FIRST + 14)
    made.pan(-1e6)
    assert made.shown_days[0] == FIRST


def test_that_keys_zoom_pan_and_show_the_whole_again(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    for _ in range(4):
        QTest.keyClick(made, Qt.Key.Key_Plus)
    starts, ends = made.shown_days
    assert ends - starts == pytest.approx(14 * 0.8**4)
    QTest.keyClick(made, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert made.shown_days[0] == pytest.approx(starts + (ends - starts) / 8)
    QTest.keyClick(made, Qt.Key.Key_Minus)
    assert made.shown_days[1] - made.shown_days[0] == pytest.approx((ends - starts) * 1.25)
    QTest.keyClick(made, Qt.Key.Key_0)
    assert made.shown_days == (FIRST, FIRST + 14)


def test_that_a_zoom_outlives_a_change_of_the_day(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    made.zoom(0.3)
    before = made.shown_days
    made.show_view(fortnight(snapshot_at=FIRST + 3))
    assert made.shown_days == before


def test_that_keys_reach_every_period_and_open_the_country(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    key = Qt.Key
    QTest.keyClick(made, key.Key_Down)
    QTest.keyClick(made, key.Key_Right)
    QTest.keyClick(made, key.Key_Right)
    assert made.focused is not None
    assert made.focused[0] == "GE"
    assert made.focused[1] is not None
    assert made.focused[1].label == "exit-poll ban"
    assert "Election Code, Art. 45 (invented)" in made.accessibleDescription()
    QTest.keyClick(made, key.Key_Right)
    assert "Election day" in made.accessibleDescription()
    QTest.keyClick(made, key.Key_Down)
    with qtbot.waitSignal(made.country_chosen) as chosen:
        QTest.keyClick(made, key.Key_Return)
    assert chosen.args == ["BR"]
    QTest.keyClick(made, key.Key_End)
    assert made.focused is not None
    assert made.focused[0] == "TN"
    assert "foreign funding of ads" in made.accessibleDescription()


def test_that_pointing_at_a_bar_tells_its_details(qtbot: QtBot) -> None:
    made = timeline(qtbot)
    made.show()
    QTest.mouseMove(made.viewport(), at(made, 5, 8))
    assert "end moved: was Sat 2 Nov 04:00 Tbilisi" in made.accessibleDescription()
    QTest.mouseMove(made.viewport(), at(made, 5, 12.5))
    assert made.accessibleDescription().startswith("Election day")


def test_that_states_are_told_apart_without_colour() -> None:
    found = placed(fortnight().lanes)
    told = {
        timeline_words.details(lane, Focus(n, b))[1].split(" · ")[1]
        for n, lane in enumerate(found)
        for row in lane.rows
        for b in row.bars
    }
    assert told == {"in force", "next", "ended", "not known"}


def test_that_only_lanes_in_sight_are_painted() -> None:
    found = placed(year().lanes)
    seen = timeline_frame.seen(found, frame(scrolled=2000.0))
    tops = [frame(scrolled=2000.0).top(n, found[n]) for n in seen]
    assert 0 < len(seen) < 10
    assert tops[0] <= HEADER < tops[1]
    assert tops[-1] <= 500


def test_that_a_timeline_without_lanes_is_drawn_empty(qtbot: QtBot) -> None:
    made = timeline(qtbot, fortnight(lanes=()))
    picture_of(made)
    QTest.keyClick(made, Qt.Key.Key_Down)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.focused is None
