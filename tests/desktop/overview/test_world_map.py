from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current, dress
from eoc_app.desktop.overview import map_labels
from eoc_app.desktop.overview.world import world
from eoc_app.desktop.overview.world_map import WorldMap
from eoc_app.views.map_view import MapView
from tests.desktop import widget_views as views
from tests.pictures import assert_picture, picture_of


@pytest.fixture
def shown(qtbot: QtBot) -> WorldMap:
    made = WorldMap()
    qtbot.addWidget(made)
    made.resize(720, 440)
    made.show_view(views.world())
    with qtbot.waitActive(made):
        made.show()
    picture_of(made)
    return made


def at(shown: WorldMap, code: str) -> QPoint:
    point = shown._canvas._picture.anchor(code)
    assert point is not None
    return point.toPoint()


def with_levels(**levels: str) -> MapView:
    view = views.world()
    return msgspec.structs.replace(
        view,
        places=tuple(
            msgspec.structs.replace(place, level=levels.get(place.code, place.level))
            for place in view.places
        ),
    )


@pytest.mark.parametrize("code", ["BR", "GE", "MD", "US", "UY"])
def test_that_a_click_chooses_the_country_small_or_large(
    shown: WorldMap, qtbot: QtBot, code: str
) -> None:
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.mouseClick(shown._canvas, Qt.MouseButton.LeftButton, pos=at(shown, code))
    assert caught.args == [code]


def test_that_land_that_is_not_watched_is_not_chosen(shown: WorldMap, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shown.country_chosen):
        qtbot.mouseClick(shown._canvas, Qt.MouseButton.LeftButton, pos=at(shown, "AU"))


def test_that_a_drag_moves_the_map_and_chooses_nothing(shown: WorldMap, qtbot: QtBot) -> None:
    canvas = shown._canvas
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    picture_of(shown)
    before = at(shown, "BR")
    with qtbot.assertNotEmitted(shown.country_chosen):
        qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
        qtbot.mouseMove(canvas, QPoint(340, 210))
        qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(340, 210))
    picture_of(shown)
    assert at(shown, "BR").x() == pytest.approx(before.x() + 40, abs=1)


def test_that_the_wheel_zooms_to_the_pointer(shown: WorldMap) -> None:
    canvas, spot = shown._canvas, QPointF(at(shown, "BR"))
    turn = QWheelEvent(
        spot, canvas.mapToGlobal(spot), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    scale = canvas._viewport.scale()
    QApplication.sendEvent(canvas, turn)
    picture_of(shown)
    assert canvas._viewport.scale() > 1.3 * scale
    assert (at(shown, "BR") - spot.toPoint()).manhattanLength() <= 1


def test_that_zero_and_a_double_click_show_everything_again(shown: WorldMap, qtbot: QtBot) -> None:
    canvas = shown._canvas
    whole = canvas._viewport.transform()
    for by_key in (True, False):
        qtbot.keyClick(canvas, Qt.Key.Key_Plus)
        assert canvas._viewport.transform() != whole
        if by_key:
            qtbot.keyClick(canvas, Qt.Key.Key_0)
        else:
            qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(30, 200))
        assert canvas._viewport.transform() == whole


def test_that_the_map_cannot_be_dragged_out_of_sight(shown: WorldMap) -> None:
    canvas = shown._canvas
    canvas._viewport.zoom_by(4, QPointF(360, 200))
    for _ in range(50):
        canvas._viewport.pan(QPointF(500, 500))
    seen = canvas._viewport.transform().mapRect(canvas._viewport.home)
    assert seen.intersects(QRectF(canvas.rect()))


def test_that_arrows_go_to_the_next_country_and_enter_chooses(
    shown: WorldMap, qtbot: QtBot
) -> None:
    canvas = shown._canvas
    shown.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas._marked == "GE"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas._marked == "UZ"
    with qtbot.waitSignal(shown.country_chosen) as caught:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert caught.args == ["UZ"]


def test_that_every_country_is_reached_by_keys_in_rank_order(shown: WorldMap, qtbot: QtBot) -> None:
    canvas = shown._canvas
    reached = []
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    for _ in views.world().places:
        reached.append(canvas._marked)
        qtbot.keyClick(canvas, Qt.Key.Key_PageDown)
    assert reached == [place.code for place in views.world().places]


def test_that_a_reader_hears_the_country_that_is_marked(shown: WorldMap, qtbot: QtBot) -> None:
    qtbot.keyClick(shown._canvas, Qt.Key.Key_End)
    assert "Tunisia: — · not assessable" in shown._canvas.accessibleDescription()


def test_that_names_overlap_neither_each_other_nor_a_mark(shown: WorldMap) -> None:
    for size in ((400, 260), (720, 440), (1500, 800)):
        picture_of(shown, size=size)
        picture = shown._canvas._picture
        names = picture.names
        assert len(names) >= 8
        for n, name in enumerate(names):
            assert QRectF(shown._canvas.rect()).contains(name.box)
            assert not any(name.box.intersects(other.box) for other in names[:n])
            for code, radius in picture.dots.items():
                centre = picture.anchor(code)
                assert centre is not None
                mark = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
                assert not name.box.intersects(mark)


def test_that_the_highest_score_is_named_first_where_room_is_short() -> None:
    crowd = [
        map_labels.Wanted(
            code, (f"{code} name",), QPointF(50, 20), QRectF(45, 15, 10, 10), QRectF()
        )
        for code in ("AA", "BB", "CC")
    ]
    placed = map_labels.place(crowd, [], [], QRectF(0, 0, 130, 40))
    assert [name.code for name in placed][:1] == ["AA"]
    assert len(placed) < 3


def pixel(shown: WorldMap, code: str, dx: int = 0, dy: int = 0) -> QColor:
    spot = at(shown, code) + QPoint(dx, dy)
    return picture_of(shown).pixelColor(shown._canvas.mapTo(shown, spot))


def test_that_land_that_is_not_watched_is_no_band(shown: WorldMap) -> None:
    assert pixel(shown, "AU") == current().land
    assert current().land not in [current().band(level) for level in current().bands]


def test_that_what_is_drawn_in_parts_is_what_is_drawn_at_once(qtbot: QtBot) -> None:
    later = with_levels(BR="guarded", GE="low", MZ="severe", JP="no_data")
    changed, fresh = WorldMap(), WorldMap()
    for made in (changed, fresh):
        qtbot.addWidget(made)
    changed.show_view(views.world())
    before = picture_of(changed, size=(720, 440))
    changed.show_view(later)
    fresh.show_view(later)
    assert picture_of(changed) != before
    assert picture_of(changed) == picture_of(fresh, size=(720, 440))
    assert pixel(changed, "BR", dy=-22) == current().band("guarded")


def days(count: int) -> Iterator[MapView]:
    """A world in which some countries change every day: bands, rules, scores, the one chosen."""
    drawn, pattern = views.world(), random.Random(7)  # noqa: S311 - a pattern, no secret
    levels = ("low", "guarded", "severe", "not_assessable", "no_data")
    places = [
        msgspec.structs.replace(drawn.places[0], code=code, name=code) for code in world().shapes
    ]
    for _ in range(count):
        for number in range(0, len(places), pattern.randint(3, 9)):
            places[number] = msgspec.structs.replace(
                places[number],
                level=pattern.choice(levels),
                outline=pattern.choice((None, None, "both", "then", "now")),
                label=f"{pattern.uniform(0, 100):.1f}",
            )
        chosen = pattern.choice(places).code
        yield msgspec.structs.replace(drawn, places=tuple(places), selected=chosen)


def test_that_days_drawn_in_turn_are_each_what_is_drawn_at_once(qtbot: QtBot) -> None:
    moved = WorldMap()
    qtbot.addWidget(moved)
    for day in days(6):
        fresh = WorldMap()
        qtbot.addWidget(fresh)
        moved.show_view(day)
        fresh.show_view(day)
        assert picture_of(moved, size=(720, 440)) == picture_of(fresh, size=(720, 440))


def test_that_rules_of_neighbours_are_drawn_in_order_of_rank_on_every_day(qtbot: QtBot) -> None:
    moved, fresh = WorldMap(), WorldMap()
    both = [
        msgspec.structs.replace(place, code=code, name=code, outline=outline)
        for place, code, outline in zip(
            views.world().places, ("FR", "DE"), ("then", "now"), strict=False
        )
    ]
    first = msgspec.structs.replace(views.world(), places=tuple(both), selected=None)
    later = msgspec.structs.replace(first, places=tuple(reversed(both)))
    for made in (moved, fresh):
        qtbot.addWidget(made)
    moved.show_view(first)
    picture_of(moved, size=(720, 440))
    moved.show_view(later)
    fresh.show_view(later)
    picture_of(moved), picture_of(fresh, size=(720, 440))
    assert lines_of(moved) == lines_of(fresh)


def lines_of(shown: WorldMap) -> QImage:
    pixmap = shown._canvas._picture._outlines.pixmap
    assert pixmap is not None
    return pixmap.toImage()


def test_that_an_equal_view_is_not_drawn_again(shown: WorldMap) -> None:
    held = shown._canvas._view
    shown.show_view(views.world())
    assert shown._canvas._view is held


def test_that_a_place_without_a_shape_is_said_and_not_lost(qtbot: QtBot) -> None:
    view = views.world()
    union = msgspec.structs.replace(view.places[0], code="EU", name="European Union")
    made = WorldMap()
    qtbot.addWidget(made)
    made.show_view(msgspec.structs.replace(view, places=(*view.places, union)))
    texts = [child.property("text") for child in made.findChildren(QWidget)]
    assert any("Not on this map: European Union" in str(text) for text in texts)


def test_that_mark_up_in_a_name_stays_text_in_the_tool_tip(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = views.world()
    odd = msgspec.structs.replace(view.places[3], name="<img src=x> & co")
    made = WorldMap()
    qtbot.addWidget(made)
    made.resize(720, 440)
    made.show_view(msgspec.structs.replace(view, places=(*view.places[:3], odd)))
    picture_of(made)
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _of: told.append(text))
    spot = at(made, "BR")
    QApplication.sendEvent(
        made._canvas, QHelpEvent(QEvent.Type.ToolTip, spot, made._canvas.mapToGlobal(spot))
    )
    assert "&lt;img src=x&gt; &amp; co" in told[0]


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_map_looks_as_it_was_accepted(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    dress(qapp, name)
    frame = PanelFrame(WorldMap(), "World map")
    qtbot.addWidget(frame)
    frame.show_view(views.world())
    assert_picture(frame, f"world_map_{name}", size=(720, 480))


def test_that_a_small_map_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    frame = PanelFrame(WorldMap(), "World map")
    qtbot.addWidget(frame)
    frame.show_view(views.world(exercise=frozenset()))
    assert_picture(frame, "world_map_small_2x", size=(400, 330), ratio=2.0)


def test_that_a_map_of_a_page_looks_as_it_was_accepted(qtbot: QtBot) -> None:
    made = WorldMap()
    qtbot.addWidget(made)
    made.show_view(views.world(selected="US"))
    assert_picture(made, "world_map_page", size=(1500, 820))


def test_that_a_zoomed_map_in_focus_looks_as_it_was_accepted(shown: WorldMap, qtbot: QtBot) -> None:
    qtbot.keyClick(shown._canvas, Qt.Key.Key_Home)
    for _ in range(5):
        qtbot.keyClick(shown._canvas, Qt.Key.Key_Plus)
    assert_picture(shown, "world_map_zoomed", size=(720, 440))
