from __future__ import annotations

import subprocess
import sys
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.theme import current, dress
from eoc_app.desktop.series import series_area, series_bounds, series_plot, series_words
from eoc_app.desktop.series.series_card import Size
from eoc_app.desktop.series.series_chart import SeriesChart
from eoc_app.views.series_view import SeriesView, Shade
from tests.desktop.series.series_examples import (
    ELECTION,
    counts,
    published,
    series,
    silent,
    uncertain,
)
from tests.pictures import assert_picture, picture_of

SIZES: dict[Size, tuple[int, int]] = {"small": (300, 230), "panel": (460, 270), "page": (1000, 520)}


def chart(qtbot: QtBot, view: SeriesView, size: Size = "panel") -> SeriesChart:
    made = SeriesChart(size)
    qtbot.addWidget(made)
    made.resize(*SIZES[size])
    made.show_view(view)
    return made


def drawn(qtbot: QtBot, view: SeriesView) -> QImage:
    return picture_of(chart(qtbot, view))


def near(a: QColor, b: QColor) -> bool:
    return all(
        abs(x - y) <= 24
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )


VIEWS: dict[str, SeriesView] = {
    "share": series(),
    "counts": counts(),
    "published": published(),
    "money": counts(
        90, form="money", unit="EUR", value_text="EUR 47 thousand", upper=(None,) * 90,
        axis="effort", level="guarded",
    ),
    "fortnight": series(14),
    "uncertain": uncertain(),
    "mark_up": counts(
        spans=published().spans[:1],
        title="<b>bold</b> & ভোট การเลือกตั้ง вибори انتخابات, a long title of clicks that go to"
        " official sites",
    ),
    "no_data": silent("no_data", "no source reports this"),
    "stale": silent("stale", "last report 16 Sep, 40 days ago"),
    "suppressed": silent("suppressed", "fewer than 10: suppressed"),
    "below_threshold": silent("below_threshold", "below 100", upper=(100.0,) * 366),
}  # fmt: skip


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", VIEWS)
def test_that_a_panel_looks_as_it_did(
    qtbot: QtBot, qapp: QApplication, name: str, theme: str
) -> None:
    dress(qapp, theme)
    assert_picture(chart(qtbot, VIEWS[name]), f"series_chart_{name}_{theme}")


@pytest.mark.parametrize("size", SIZES)
def test_that_every_size_looks_as_it_did_at_two_device_pixels(qtbot: QtBot, size: Size) -> None:
    widget = chart(qtbot, series(), size)
    assert_picture(widget, f"series_chart_{size}_2x", ratio=2.0)


def test_that_the_read_out_looks_as_it_did(qtbot: QtBot) -> None:
    widget = chart(qtbot, counts(60))
    area = widget._area()
    widget.hover(QPointF(area.x(area.starts + 40.5), area.rect.center().y()))
    assert_picture(widget, "series_chart_reading")


def test_that_the_four_ways_of_not_knowing_and_knowing_look_different(qtbot: QtBot) -> None:
    kinds = ("no_data", "stale", "suppressed", "below_threshold")
    # The same figures and words: only the state differs.
    same: dict[str, Any] = {"state_text": "words", "value_text": "", "level": "none"}
    views = [msgspec.structs.replace(VIEWS["stale"], knowledge=k, **same) for k in kinds]
    fresh = msgspec.structs.replace(VIEWS["stale"], knowledge="fresh", **same)
    pictures = [drawn(qtbot, view) for view in (*views, fresh)]
    assert len({bytes(p.constBits()) for p in pictures}) == 5


@pytest.mark.parametrize("knowledge", ["no_data", "suppressed", "below_threshold"])
def test_that_silence_is_never_drawn_as_zero_or_as_protection(qtbot: QtBot, knowledge: str) -> None:
    view = silent(knowledge, "nothing here")
    image = drawn(qtbot, view)
    colours = {image.pixelColor(x, y).name() for x in range(0, 460, 2) for y in range(90, 250)}
    assert current().harm.name() not in colours
    assert current().protective.name() not in colours
    assert series_area.value_scale(view, 5).ticks == ()


def test_that_a_gap_is_not_bridged(qtbot: QtBot) -> None:
    values: tuple[float | None, ...] = (0.1,) * 10 + (None,) * 10 + (0.1,) * 10
    view = series(30, values=values, alarms=(), shades=(), marks=(), watch=None, alert=None)
    widget = chart(qtbot, view)
    image, area = picture_of(widget), widget._area()

    def seen(day: float) -> bool:
        x = round(area.x(view.days[0] + day))
        y = area.y(0.1)
        colours = [image.pixelColor(x, round(y) + step) for step in (-2, -1, 0, 1)]
        return any(colour.red() > colour.green() + 40 for colour in colours)

    assert seen(5)
    assert not seen(15)
    assert seen(25)


def test_that_a_restriction_that_began_before_the_window_is_shaded_to_its_edge(
    qtbot: QtBot,
) -> None:
    view = series(30, shades=(), marks=(), alarms=())
    long = Shade(starts=view.starts - 100, ends=view.starts + 3, label="ban")
    plain = chart(qtbot, view)
    shaded = chart(qtbot, msgspec.structs.replace(view, shades=(long,)))
    area = plain._area()
    x, y = round(area.rect.left()) + 2, round(area.rect.top()) + 12
    assert picture_of(plain).pixelColor(x, y) != picture_of(shaded).pixelColor(x, y)


def test_that_a_lone_bound_is_no_point(qtbot: QtBot) -> None:
    first = uncertain().days[0]
    assert series_bounds.lone_bounds(uncertain()) == {first + 30, first + 35}
    exact = drawn(qtbot, uncertain(lower=(None,) * 40, upper=(None,) * 40))
    bound = drawn(qtbot, uncertain())
    widget = chart(qtbot, uncertain())
    place = QPointF(widget._area().x(first + 30.5), widget._area().y(0.2)).toPoint()
    above = QPoint(place.x(), place.y() - 5)
    assert exact.pixelColor(above) != bound.pixelColor(above)


def test_that_a_figure_of_another_size_does_not_press_the_days_flat() -> None:
    view = counts(spans=published().spans)
    assert series_area.value_scale(view, 5).top < 100_000
    assert len(series_area.off_scale(view)) == 3


def test_that_a_threshold_far_above_is_told_but_does_not_press_the_line_flat() -> None:
    view = series(values=(0.01,) * 366, alarms=(), watch=0.5, alert=0.9)
    assert series_area.value_scale(view, 5).top < 0.05
    assert "alert threshold 90.0" in view.heard


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_enter_opens_the_signal(qtbot: QtBot, key: Qt.Key) -> None:
    widget = chart(qtbot, series())
    with qtbot.waitSignal(widget.opened) as opened:
        QTest.keyClick(widget, key)
    assert opened.args == ["ads_without_disclaimer_share_1"]


def test_that_a_double_click_opens_and_t_asks_for_the_table(qtbot: QtBot) -> None:
    widget = chart(qtbot, series())
    with qtbot.waitSignal(widget.opened):
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    with qtbot.waitSignal(widget.table_requested) as asked:
        QTest.keyClick(widget, Qt.Key.Key_T)
    assert asked.args == ["ads_without_disclaimer_share_1"]


def test_that_keys_move_the_read_out_day_by_day_from_the_cursor(qtbot: QtBot) -> None:
    widget = chart(qtbot, series(cursor=float(ELECTION - 3)))
    for keys, day in (
        ((Qt.Key.Key_Left,), "Wed 23 Oct 2024"),
        ((Qt.Key.Key_Left, Qt.Key.Key_Left), "Mon 21 Oct 2024"),
        ((Qt.Key.Key_Right,), "Tue 22 Oct 2024"),
        ((Qt.Key.Key_End, Qt.Key.Key_Right), "Sat 26 Oct 2024"),
        ((Qt.Key.Key_Home, Qt.Key.Key_Left), "Fri 27 Oct 2023"),
    ):
        for key in keys:
            QTest.keyClick(widget, key)
        assert widget.accessibleDescription().startswith(day)
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    assert widget.accessibleDescription() == series().heard


def test_that_a_reading_says_day_value_bounds_and_what_falls_on_it() -> None:
    view = counts(spans=published().spans[:1])
    lines = series_words.reading(view, 360)
    assert lines[0] == "Mon 21 Oct 2024"
    assert lines[1].endswith("clicks")
    assert lines[2].startswith("between ")
    assert "more than 20 million" in lines
    assert "synthetic, for exercise" in lines
    assert series_words.reading(series(), 123)[1] == "no figure for this day"


def test_that_the_description_says_everything_that_is_drawn() -> None:
    told = series().heard
    for part in ("harm signal", "19 %", "alert since", "law takes effect",
                 "Campaign silence", "watch threshold", "source: Ad Library Report"):  # fmt: skip
        assert part in told


def test_that_text_that_looks_like_mark_up_stays_text(qtbot: QtBot) -> None:
    title = "<img src='file:///etc/passwd'> " + "very long " * 60
    widget = chart(qtbot, series(title=title))
    assert "&lt;img" in widget.toolTip()
    assert "<img" not in widget.toolTip()


def test_that_moving_the_cursor_paints_only_the_cursor(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = chart(qtbot, series())
    picture_of(widget)
    painted: list[str] = []
    for module in ("series_card.paint_words", "series_plot.paint"):
        monkeypatch.setattr(
            f"eoc_app.desktop.series.{module}", lambda *_, name=module: painted.append(name)
        )
    before = picture_of(widget)
    widget.show_view(series(cursor=float(ELECTION - 100)))
    assert picture_of(widget) != before
    assert not painted
    widget.show_view(series(cursor=float(ELECTION - 100), value_text="18 %"))
    picture_of(widget)
    assert "series_card.paint_words" in painted


def test_that_a_change_of_theme_repaints_all(qtbot: QtBot, qapp: QApplication) -> None:
    widget = chart(qtbot, series())
    picture_of(widget)
    dress(qapp, "light")
    assert near(picture_of(widget).pixelColor(230, 264), current().surface)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never freed from 3.12 on")
def test_that_repainting_loses_no_references_to_none(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = chart(qtbot, series())
    with qtbot.waitExposed(widget):
        widget.show()
    paint_cursor, painted = series_plot.paint_cursor, []

    def counted(*args: Any) -> None:
        painted.append(1)
        paint_cursor(*args)

    monkeypatch.setattr(series_plot, "paint_cursor", counted)
    days = [series(60, cursor=float(ELECTION - n)) for n in range(20)]
    before = sys.getrefcount(None)
    for n in range(1000):
        if n % 10 == 0:
            widget.release()
        widget.show_view(days[n % 20])
        widget.repaint()
    assert len(painted) >= 1000
    # A binding that gives a reference too many away at each call would lose many thousands.
    assert sys.getrefcount(None) > before - 1000


def test_that_small_charts_do_not_wait_for_pyqtgraph() -> None:
    code = (
        "import sys; from eoc_app.desktop.series import series_grid; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_that_the_large_plot_zooms_in_time_and_keeps_zero(qtbot: QtBot) -> None:
    widget = chart(qtbot, series(), "page")
    picture_of(widget)
    page = widget._page
    assert page is not None
    page.show_days(ELECTION - 30, ELECTION)
    area = widget._area()
    assert (area.starts, area.ends, area.bottom) == (ELECTION - 30, ELECTION, 0)
    page.show_days(ELECTION - 3000, ELECTION + 3000)
    area = widget._area()
    assert (area.starts, area.ends) == series_area.window(series())


def test_that_linked_large_plots_show_the_same_days(qtbot: QtBot) -> None:
    one, other = chart(qtbot, series(), "page"), chart(qtbot, counts(), "page")
    one.show()
    other.show()
    one.link_x(other)
    assert other._page is not None
    other._page.show_days(ELECTION - 50, ELECTION - 10)
    area = one._area()
    assert area.starts == pytest.approx(ELECTION - 50, abs=1)
    assert area.ends == pytest.approx(ELECTION - 10, abs=1)


def test_that_the_large_plot_reads_out_under_the_pointer(qtbot: QtBot) -> None:
    widget = chart(qtbot, series(), "page")
    picture_of(widget)
    area = widget._area()
    widget.hover(QPointF(area.x(ELECTION - 9.5), area.rect.center().y()))
    assert widget.accessibleDescription().startswith("Wed 16 Oct 2024")
