"""Texts over a chart stand clear of the diamonds of elections."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from eoc_app.desktop.series.series_area import Area
from eoc_app.desktop.series.series_labels import clear_of_elections
from eoc_app.views.series_view import Mark, SeriesView
from tests.desktop.series.series_examples import series

AREA = Area(QRectF(50, 20, 300, 100), starts=0, ends=300, bottom=0, top=1)


def with_elections(*days: float) -> SeriesView:
    return series(30, marks=tuple(Mark(at=day, label="vote", kind="election") for day in days))


def test_that_the_unit_begins_after_the_elections_at_the_start_of_a_window() -> None:
    at = clear_of_elections(AREA, with_elections(0, 7), 60)
    assert at > AREA.x(7) + 8


def test_that_the_unit_stays_at_the_edge_where_no_election_is_near() -> None:
    assert clear_of_elections(AREA, with_elections(150), 60) == AREA.rect.left()
    assert clear_of_elections(AREA, with_elections(), 60) == AREA.rect.left()
