"""Signs on bars and their legend; how spans and groups look."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.restrictions.restriction_chart import RestrictionChart
from eoc_app.desktop.restrictions.restriction_timeline import RestrictionTimeline
from eoc_app.desktop.restrictions.timeline_legend import signs_of
from eoc_app.views.timeline_view import TimelineView
from tests.desktop.restrictions.timeline_examples import (
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
from tests.desktop.restrictions.timeline_widgets import at, timeline
from tests.pictures import assert_picture, picture_of

THEMES = pytest.mark.parametrize("theme", ["dark", "light"])


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
