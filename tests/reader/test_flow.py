"""The one path from a snapshot to a view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from statistics import mean

import pytest

from eoc_app.core.frame import Frame
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.panels import panels, screen_panels
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import Query, catalogue
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.header_view import HeaderView
from eoc_app.views.ranking_view import RankingView
from eoc_app.views.series_grid_view import SeriesGridView
from tests.snapshots import NOW, altered


class Counted(Snapshot):
    """A snapshot that counts the queries that are run on it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.asked: list[str] = []

    def run(self, query: Query, parameters: Mapping[str, object]) -> Frame:
        self.asked.append(query.name)
        return super().run(query, parameters)


@pytest.fixture
def flow(small_snapshot: Path) -> Iterator[Flow]:
    """A flow over the small snapshot."""
    snapshot = Counted(small_snapshot)
    yield Flow(snapshot)
    snapshot.close()


def asked(flow: Flow) -> list[str]:
    assert isinstance(flow.snapshot, Counted)
    return flow.snapshot.asked


def test_that_every_panel_draws_a_view_with_its_queries(flow: Flow) -> None:
    known = catalogue().views
    for drawn in flow.draw(Selection(now_at=NOW, country_code="KE"), tuple(panels())):
        assert not isinstance(drawn.view, Problem), drawn.panel
        wanted = panels()[drawn.panel].reads
        assert [trace.query for trace in drawn.traces] == list(wanted)
        assert all(known[trace.query].digest == trace.digest for trace in drawn.traces)


def test_that_panels_that_read_the_same_share_one_answer(flow: Flow) -> None:
    list(flow.draw(Selection(now_at=NOW), ("world_map", "ranking", "world_map")))
    assert len(asked(flow)) == len(set(asked(flow)))


def test_that_another_day_is_asked_again_and_the_first_is_kept(flow: Flow) -> None:
    first = Selection(now_at=NOW)
    other = Selection(now_at=NOW, as_of_on=date(2024, 10, 10))
    list(flow.draw(first, ("ranking",)))
    count = len(asked(flow))
    list(flow.draw(other, ("ranking",)))
    assert "scores" in asked(flow)[count:]
    assert "periods" not in asked(flow)[count:], "periods are the same on every day"
    count = len(asked(flow))
    list(flow.draw(first, ("ranking",)))
    assert len(asked(flow)) == count


@pytest.mark.parametrize(
    ("on", "shown"),
    [(date(2023, 1, 1), "2024-10-01"), (date(2030, 1, 1), "2024-10-25"), (None, "2024-10-25"),
     (date(2024, 10, 7), "2024-10-07")],
)  # fmt: skip
def test_that_the_day_looked_at_is_held_inside_the_window(
    flow: Flow, on: date | None, shown: str
) -> None:
    (drawn,) = flow.draw(Selection(now_at=NOW, as_of_on=on), ("header",))
    assert isinstance(drawn.view, HeaderView)
    assert drawn.view.cursor_on.isoformat() == shown


def test_that_a_problem_of_one_panel_leaves_the_others(
    small_snapshot: Path, tmp_path: Path
) -> None:
    path = altered(
        small_snapshot,
        tmp_path / "odd.duckdb",
        "update restriction_period set time_zone = 'Mars/Olympus' where country_code = 'KE'",
    )
    snapshot = Snapshot(path)
    found = {
        drawn.panel: drawn.view
        for drawn in Flow(snapshot).draw(Selection(now_at=NOW), ("header", "periods", "sources"))
    }
    problem = found["periods"]
    assert isinstance(problem, Problem)
    assert "Mars/Olympus" in problem.why
    assert problem.place.column == "time_zone"
    assert problem.place.file == "odd.duckdb"
    assert not isinstance(found["sources"], Problem)
    snapshot.close()


def test_that_a_bug_in_a_panel_is_no_problem(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(flow.snapshot, "run", fail)
    with pytest.raises(ZeroDivisionError):
        next(flow.draw(Selection(now_at=NOW), ("header",)))


def test_that_chosen_platforms_judge_anew_and_all_of_them_judge_the_same(flow: Flow) -> None:
    def rows(*platforms: str) -> list[tuple[str, float | None, float]]:
        selection = Selection(now_at=NOW, platforms=platforms)
        (drawn,) = flow.draw(selection, ("ranking",))
        assert isinstance(drawn.view, RankingView)
        return [(row.code, row.score, round(row.coverage, 9)) for row in drawn.view.rows]

    (header,) = flow.draw(Selection(now_at=NOW), ("header",))
    assert isinstance(header.view, HeaderView)
    stored, judged = rows(), rows(*header.view.platforms)
    assert [row[0] for row in stored] == [row[0] for row in judged]
    for one, other in zip(stored, judged, strict=True):
        assert one[1] == pytest.approx(other[1])
        assert one[2] == other[2]
    assert rows("whatsapp") != stored


def test_that_the_last_points_of_a_daily_series_are_its_reading(flow: Flow) -> None:
    (drawn,) = flow.draw(Selection(now_at=NOW, country_code="KE"), ("series",))
    assert isinstance(drawn.view, SeriesGridView)
    query = catalogue().views["readings"]
    frame = flow.snapshot.run(query, {"as_of": date(2024, 10, 25), "country_code": "KE"})
    readings = {row[1]: row for row in frame.rows}
    held = 0
    for series in drawn.view.series:
        signal = flow.snapshot.signals[series.signal]
        if signal.window_days == 1 and series.days and series.signal in readings:
            row = readings[series.signal]
            ends = series.days.index(row[2].toordinal()) + 1
            # Where the last daily figure would count, the week up to a settled day does.
            starts = ends - (row[9] if signal.unit == "reports a day" else 1)
            points = (series.values, series.lower, series.upper)
            known = [[x for x in one[starts:ends] if x is not None] for one in points]
            assert [mean(some) if some else None for some in known] == [
                None if one is None else pytest.approx(one) for one in row[3:6]
            ]
            held += 1
    assert held >= 5


def test_that_a_screen_that_is_none_is_a_problem_that_names_them() -> None:
    assert screen_panels("takedowns") == ("takedowns", "takedown_origins", "takedown_targets")
    with pytest.raises(Problem, match="overview"):
        screen_panels("weather")


def test_that_a_frame_is_read_only_by_a_struct_of_its_columns(flow: Flow) -> None:
    frame = flow.snapshot.run(catalogue().views["watched"], {})
    from eoc_app.method.score import Score

    with pytest.raises(TypeError, match="watched"):
        frame.read(Score)
