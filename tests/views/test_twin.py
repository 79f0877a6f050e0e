"""Every view has a table twin with the same numbers."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from eoc_app.panels import panels
from eoc_app.views.any_view import AnyView
from eoc_app.views.clock_view import ClockView
from eoc_app.views.contributions_view import ContributionsView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.intervals_view import IntervalsView
from eoc_app.views.map_view import MapView
from eoc_app.views.method_view import MethodView, correlations_table
from eoc_app.views.ranking_view import RankingView
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.timeline_view import TimelineView
from eoc_app.views.view import TableView, View
from eoc_app.views.what_if_view import WhatIfView
from tests.desktop.series.series_examples import by_the_week, published, ranged, rare, weekly
from tests.panels.alarms.alarm_frames import alarm, shown, stopped
from tests.panels.frames import score
from tests.snapshots import views_of


@pytest.fixture(scope="module")
def drawn(small_snapshot: object) -> dict[str, AnyView]:
    """Every panel's view of Kenya."""
    return views_of(small_snapshot)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(panels()))
def test_that_every_view_has_rows_of_one_cell_for_each_column(
    drawn: dict[str, AnyView], name: str
) -> None:
    view = drawn[name]
    table = view.as_table()
    assert table.title == view.title
    assert table.empty == view.empty
    assert table.rows or table.empty
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert len({column.key for column in table.columns}) == len(table.columns)
    assert len(table.codes) in (0, len(table.rows))
    texts = [cell.text for row in table.rows for cell in row]
    assert not any(text in ("nan", "None", "-0", "inf") for text in texts)


def test_that_a_kind_of_view_without_a_twin_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="Pictured does not say what it is as a table"):

        class Pictured(View, frozen=True, kw_only=True):
            """A new kind of view whose author thought of nobody who cannot see it."""

            @property
            def is_exercise(self) -> bool:
                return True


def test_that_a_kind_of_view_cannot_be_defined_without_saying_what_is_heard_of_it() -> None:
    with pytest.raises(TypeError, match="Mute does not say what a screen reader is told of it"):

        class Mute(View, frozen=True, kw_only=True):
            """A new kind of view whose author thought of nobody who only hears it."""

            @property
            def is_exercise(self) -> bool:
                return True

            def as_table(self) -> TableView:
                raise NotImplementedError


def test_that_ranking_and_map_tell_the_same_scores(drawn: dict[str, AnyView]) -> None:
    ranking, world = drawn["ranking"], drawn["world_map"]
    assert isinstance(ranking, RankingView)
    assert isinstance(world, MapView)
    told = drawn["intervals"]
    assert isinstance(told, IntervalsView)
    shown, mapped = (view.with_intervals(told).as_table() for view in (ranking, world))
    titles = ("Country", "Rank", "Rank interval", "Score", "Score interval")

    def cells(table: TableView) -> list[tuple[str, ...]]:
        places = [[column.title for column in table.columns].index(title) for title in titles]
        return [tuple(row[place].text for place in places) for row in table.rows]

    assert cells(shown) == cells(mapped)
    bands = [{row[place].text for row in table.rows} for table, place in ((shown, 7), (mapped, 5))]
    assert bands[0] == bands[1], "a band has one name, wherever it is written"
    assert any(row[2] != "—" for row in cells(shown))
    for row, told_of in zip(ranking.rows, shown.rows, strict=True):
        assert (told_of[3].value, told_of[5].value, told_of[8].value) == (
            row.score, row.lower, row.coverage,
        )  # fmt: skip


def test_that_points_in_the_table_add_up_to_the_score(drawn: dict[str, AnyView]) -> None:
    view = drawn["contributions"]
    assert isinstance(view, ContributionsView)
    points = [row[2].value for row in view.as_table().rows]
    assert sum(float(point or 0) for point in points) == pytest.approx(view.total, abs=1e-9)


def test_that_every_bar_and_polling_day_has_a_row(drawn: dict[str, AnyView]) -> None:
    view = drawn["timeline"]
    assert isinstance(view, TimelineView)
    parts = sum(len(lane.bars) + len(lane.elections) + bool(lane.note) for lane in view.lanes)
    assert len(view.as_table().rows) == parts


def test_that_both_clocks_head_a_column(drawn: dict[str, AnyView]) -> None:
    view = drawn["restriction_clock"]
    assert isinstance(view, ClockView)
    titles = [column.title for column in view.as_table().columns]
    assert view.snapshot_clock in titles
    assert view.wall_clock in titles


def test_that_every_point_of_a_series_has_its_row(drawn: dict[str, AnyView]) -> None:
    grid = drawn["series"]
    assert isinstance(grid, SeriesGridView)
    assert len(grid.as_table().rows) == len(grid.series)
    for series in grid.series:
        rows = series.as_table().rows
        assert len(rows) == len({*series.days, *series.range_days}) + len(series.spans)
        values = {row[1].value: row[2].value for row in rows[: len(rows) - len(series.spans)]}
        days = [date.fromordinal(on).isoformat() for on in series.days]
        assert [values[on] for on in days] == list(series.values)


def test_that_the_table_of_a_series_says_what_was_expected_of_each_figure() -> None:
    view = ranged()
    table = view.as_table()
    columns = [column.key for column in table.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in table.rows]
    assert table.footnote.startswith("expected by EARS C3")
    assert [row["expected"].value for row in rows] == list(view.expected)
    assert [row["range_from"].value for row in rows] == list(view.range_lower)
    assert [row["range_to"].value for row in rows] == list(view.range_upper)
    assert [n for n, row in enumerate(rows) if row["exceeds"].value == "yes"] == list(view.exceeded)
    assert rows[3]["exceeds"].text == "not judged"
    assert rows[3]["rule"].text == "none: fewer than seven steps since the series began"
    assert rows[118]["judged"].value == view.values[118]


def test_that_a_mean_that_was_judged_stands_beside_the_figure_of_the_day() -> None:
    view = by_the_week()
    table = view.as_table()
    at = [column.key for column in table.columns].index("judged")
    assert [row[at].value for row in table.rows] == list(view.range_observed)


def test_that_a_day_that_has_only_a_range_has_a_row() -> None:
    kept = weekly(days=weekly().days[:-1], values=weekly().values[:-1],
                  lower=(None,) * 16, upper=(None,) * 16, synthetic=(False,) * 16)  # fmt: skip
    row = kept.as_table().rows[-1]
    assert (row[2].value, row[5].value) == (None, 90.0)


def test_that_the_table_of_all_series_says_what_the_newest_figure_was_judged_by() -> None:
    view = SeriesGridView(title="Signals", series=(rare(), published()))
    table = view.as_table()
    first, second = (
        dict(zip([column.key for column in table.columns], row, strict=True)) for row in table.rows
    )
    assert (first["expected"].text, first["exceeds"].text) == ("0.4 attacks", "no")
    assert first["expected_by"].text.startswith("expected by EARS C2")
    assert (second["expected"].value, second["expected_by"].value) == (None, None)


def test_that_a_table_is_its_own_twin(drawn: dict[str, AnyView]) -> None:
    view = drawn["sources"]
    assert isinstance(view, TableView)
    assert view.as_table() is view
    assert msgspec.json.encode(view)


def test_that_alarms_come_before_notes_and_every_number_has_its_unit() -> None:
    row = (alarm("a", 0.02), alarm("p", 0.0002), alarm("s", 0.001, 0.3, expected=0.1))
    silent = (stopped("b", 9),)
    table = shown(*row, silent=silent, scores=(score("KE", 4.5),)).as_table()
    found = {
        cells[2].value: {
            column.key: cell for column, cell in zip(table.columns, cells, strict=True)
        }
        for cells in table.rows
    }
    kinds = [cells["kind"].text for cells in found.values()]
    assert list(found) == ["s", "a", "b", "p"]
    assert kinds == ["Alarm", "Alarm", "Stopped", "Note"]
    assert [found["a"][key].text for key in ("observed", "expected", "bound", "as_rare_as")] == [
        "50 items", "10 items", "20 items", "1 in 50",
    ]  # fmt: skip
    assert found["s"]["observed"].text == "30\u202f%"
    assert found["a"]["stated_to_be_right"].text == "35\u202f%"
    assert found["b"]["observed"].value is None
    assert found["p"]["what_to_do"].value is None
    assert table.codes == ("KE",) * 4
    assert "expects 1.5 alarms by chance" in table.footnote
    assert "Measured since 1 Jul 2024: 40 of" in table.footnote


def test_that_the_twin_of_tried_weights_says_so_first(drawn: dict[str, AnyView]) -> None:
    view = drawn["what_if"]
    assert isinstance(view, WhatIfView)
    stamped = msgspec.structs.replace(view, stamp="WHAT IF: Threat 0.4 (method 0.6)").as_table()
    assert stamped.title.startswith("WHAT IF: Threat 0.4 (method 0.6)")
    assert stamped.stamp == "WHAT IF: Threat 0.4 (method 0.6)"
    assert [row[2].value for row in stamped.rows] == [row.score for row in view.rows]
    assert [row[5].value for row in stamped.rows] == [row.method_score for row in view.rows]


def test_that_the_twin_of_a_method_tells_what_weights_do_and_every_rule(
    drawn: dict[str, AnyView],
) -> None:
    view = drawn["method"]
    assert isinstance(view, MethodView)
    table = view.as_table()
    assert [row[4].value for row in table.rows] == [one.effective_weight for one in view.indicators]
    assert [row[5].value for row in table.rows] == [one.variance_share for one in view.indicators]
    assert all(f"{what}: {how}." in table.footnote for what, how in view.rules)
    assert len(correlations_table(view).rows) == len(view.correlations)


def test_that_a_headline_of_synthetic_figures_is_marked_in_its_table_too(
    drawn: dict[str, AnyView],
) -> None:
    view = drawn["headline"]
    assert isinstance(view, HeadlineView)
    for synthetic in (False, True):
        rows = msgspec.structs.replace(view, exercise=synthetic).as_table().rows
        marked = {row[0].text for row in rows if row[1].exercise}
        assert marked >= {"score", "coverage", "why"} if synthetic else not marked
