"""Expected ranges on charts: bands, rings, and what is said of them."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.theme import current, dress
from eoc_app.desktop.series import series_area, series_range, series_words
from eoc_app.desktop.series.series_card import Size
from eoc_app.desktop.series.series_chart import SeriesChart
from eoc_app.desktop.series.series_grid import SeriesGrid
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.series_view import SeriesView
from tests.desktop.series.series_examples import ELECTION, by_the_week, ranged, rare, series, weekly
from tests.pictures import assert_picture, picture_of

SIZES: dict[Size, tuple[int, int]] = {"small": (300, 260), "panel": (460, 290), "page": (1000, 540)}
VIEWS = {"share": ranged(), "rare": rare(), "weekly": weekly(), "by_the_week": by_the_week()}


def chart(qtbot: QtBot, view: SeriesView, size: Size = "panel") -> SeriesChart:
    made = SeriesChart(size)
    qtbot.addWidget(made)
    made.resize(*SIZES[size])
    made.show_view(view)
    return made


def without(view: SeriesView) -> SeriesView:
    """The same view as if no range were known; its words stay."""
    return msgspec.structs.replace(
        view, range_days=(), expected=(), range_lower=(), range_upper=(), exceeded=()
    )


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", VIEWS)
def test_that_a_range_looks_as_it_was_accepted(
    qtbot: QtBot, qapp: QApplication, name: str, theme: str
) -> None:
    dress(qapp, theme)
    assert_picture(chart(qtbot, VIEWS[name]), f"series_range_{name}_{theme}")


@pytest.mark.parametrize("size", SIZES)
def test_that_a_range_looks_as_accepted_at_every_size(qtbot: QtBot, size: Size) -> None:
    assert_picture(chart(qtbot, ranged(), size), f"series_range_{size}_2x", ratio=2.0)


def test_that_the_legend_explains_bands_and_rings_where_there_are_any(qtbot: QtBot) -> None:
    made = SeriesGrid()
    qtbot.addWidget(made)
    made.resize(1180, 620)
    told = {
        "range_text": "expected range (1 in 500 quiet figures is above)",
        "exceeded_text": "above its expected range",
    }
    views = tuple(VIEWS.values())
    plain = SeriesGridView(title="Signals", series=views)
    made.show_view(plain)
    assert "range" not in made._legend.accessibleDescription()
    made.show_view(msgspec.structs.replace(plain, **told))
    for text in told.values():
        assert text in made._legend.accessibleDescription()
    made.show()
    assert_picture(made, "series_range_grid")


def test_that_why_no_chart_has_a_range_is_told_once_and_not_by_each(qtbot: QtBot) -> None:
    why = "no expected range: ranges are computed for all platforms together only"
    views = tuple(msgspec.structs.replace(without(view), range_text=why) for view in VIEWS.values())
    made = SeriesGrid()
    qtbot.addWidget(made)
    made.resize(1180, 620)
    made.show_view(SeriesGridView(title="Signals", series=views, range_text=why))
    made.show()
    assert made._legend.accessibleDescription().startswith(f"{why}, ")
    assert {chart.view.range_text for chart in made.charts if chart.view} == {""}


def changed(one: QImage, other: QImage, day: float, value: float, widget: SeriesChart) -> bool:
    area = widget._area()
    at = QPointF(area.x(day + 0.5), area.y(value)).toPoint()
    return one.pixelColor(at) != other.pixelColor(at)


def test_that_a_day_without_a_range_is_a_gap_that_is_not_bridged(qtbot: QtBot) -> None:
    view = ranged()
    widget, plain = chart(qtbot, view), chart(qtbot, without(view))
    assert widget._area() == plain._area()
    one, other = picture_of(widget), picture_of(plain)
    # Away from the line and every mark: just inside the upper edge.
    inside = [
        changed(one, other, day, (high or 0.074) - 0.003, widget)
        for day, high in zip(view.range_days, view.range_upper, strict=True)
    ]
    known = [high is not None for high in view.range_upper]
    gap = known.index(False, 20)
    assert inside[20:40] == [True] * 20
    assert inside[gap + 1 : gap + 5] == [False] * 4
    assert not any(inside[:11])


def test_that_one_day_alone_has_a_band_that_can_be_seen(qtbot: QtBot) -> None:
    view = weekly()
    widget, plain = chart(qtbot, view), chart(qtbot, without(view))
    day = view.range_days[9]
    assert changed(picture_of(widget), picture_of(plain), day, 110, widget)
    assert not changed(picture_of(widget), picture_of(plain), day + 3, 110, widget)


def test_that_a_ring_stands_around_the_figure_that_exceeds_and_no_other(qtbot: QtBot) -> None:
    view = rare(alarms=(), alert=None)
    rings = list(view.exceedances)
    assert rings == [(view.range_days[30], 2.0)]
    widget = chart(qtbot, view)
    plain = chart(qtbot, msgspec.structs.replace(view, exceeded=()))
    area = widget._area()
    above = -series_range.RING * (area.top - area.bottom) / area.rect.height()
    one, other = picture_of(widget), picture_of(plain)
    assert changed(one, other, rings[0][0], 2.0 - above, widget)
    # Above the band's level but not above the level in force: no ring.
    assert not changed(one, other, view.range_days[45], 2.0 - above, widget)


def test_that_a_ring_is_not_the_mark_of_the_alert_threshold(qtbot: QtBot) -> None:
    view = rare(exceeded=(30,), alarms=(), alert=None)
    ringed = picture_of(chart(qtbot, view))
    heavy = msgspec.structs.replace(view, exceeded=(), alarms=(30,))
    assert picture_of(chart(qtbot, heavy)) != ringed


def test_that_rings_that_would_touch_become_one(qtbot: QtBot) -> None:
    view = ranged()
    widget = chart(qtbot, view)
    picture = picture_of(widget)
    area = widget._area()
    harm = current().harm
    days = [day for day, _ in view.exceedances]
    assert len(days) > 5
    # Inside a drawn-out ring no stroke crosses from figure to figure but the line itself.
    x = round(area.x(days[2] + 0.5))
    column = [picture.pixelColor(x, y) for y in range(round(area.rect.top()), picture.height())]
    strokes = sum(abs(colour.red() - harm.red()) < 12 for colour in column)
    assert strokes < 24


def test_that_a_range_far_above_is_cut_and_its_end_is_told(qtbot: QtBot) -> None:
    view = rare()
    assert series_area.value_scale(view, 5).top <= 4.0
    assert series_area.value_scale(without(view), 5).top <= 4.0
    cut = picture_of(chart(qtbot, view))
    low = msgspec.structs.replace(view, range_upper=(3.0,) * 60)
    assert cut != picture_of(chart(qtbot, low))
    assert "expected 0.4 attacks, range 0 to 9 attacks" in series_words.reading(view, 50)


def test_that_a_range_over_nothing_but_zeros_is_part_of_the_axis() -> None:
    view = rare(values=(0.0,) * 60, alarms=(), exceeded=(), range_upper=(3.0,) * 60, alert=None)
    assert 3.0 <= series_area.value_scale(view, 5).top <= 4.0


def test_that_a_reading_says_what_was_expected_and_by_which_rule() -> None:
    view = ranged()
    lines = series_words.reading(view, 118)
    assert any(line.startswith("expected ") and "range " in line for line in lines)
    assert "by EARS C3" in lines
    assert "above its expected range" in lines
    first = series_words.reading(view, 3)
    assert "not judged: fewer than seven steps since the series began" in first


def test_that_a_reading_says_where_the_level_in_force_is_another() -> None:
    inside = series_words.reading(rare(), 30)
    assert "inside its range, ringed at the level in force" in inside
    above = rare(exceeded=(), range_upper=(1.5,) * 60)
    assert "above the range drawn, not at the level in force" in series_words.reading(above, 30)


def test_that_a_mean_of_days_that_was_judged_is_told_beside_the_day() -> None:
    view = by_the_week()
    at = view.exceeded[0]
    lines = series_words.reading(view, at)
    assert any(line.startswith("judged at ") for line in lines)
    assert "by Farrington flexible, 7 days together" in lines
    (day, value), *_ = view.exceedances
    assert (day, value) == (view.range_days[at], view.range_observed[at])


def test_that_the_description_says_range_and_rings() -> None:
    told = rare().heard
    assert "expected by EARS C2" in told
    assert "1 ringed as exceeding" in told
    assert "ringed" not in series().heard


def test_that_the_cursor_moves_over_a_range_without_painting_it_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = chart(qtbot, ranged())
    picture_of(widget)
    painted: list[int] = []
    monkeypatch.setattr(
        "eoc_app.desktop.series.series_plot.paint_range", lambda *_: painted.append(1)
    )
    widget.show_view(ranged(cursor=float(ELECTION - 40)))
    picture_of(widget)
    assert painted == []
    widget.show_view(ranged(exceeded=()))
    picture_of(widget)
    assert painted == [1]


def test_that_a_read_out_with_its_range_looks_as_accepted(qtbot: QtBot) -> None:
    widget = chart(qtbot, by_the_week())
    area = widget._area()
    widget.hover(QPointF(area.x(ELECTION - 3 + 0.5), area.rect.center().y()))
    assert_picture(widget, "series_range_reading")
