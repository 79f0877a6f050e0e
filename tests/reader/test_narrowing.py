"""What narrows a view is declared by its panel, seen in its words, and named where nothing is left.

Every panel is held to it, those to come too: each is drawn with every filter and without.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from msgspec.structs import replace

from eoc_app.core.selection import FILTERS, NO_FILTERS, FilterName, Selection, cleared, widest
from eoc_app.panels import panels
from eoc_app.panels.kit.narrowing import emptied
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.any_view import AnyView
from eoc_app.views.register_view import RegisterView
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.view import Narrowing, TableView, View

NOW: Final = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)
SET: Final[dict[FilterName, tuple[dict[str, Any], ...]]] = {
    "country": ({"country_code": "KE"}, {"country_code": "FI"}, {"country_code": "GE"}),
    "platforms": ({"platforms": ("facebook",)}, {"platforms": ("whatsapp", "instagram")}),
    "medium": ({"medium": "all campaigning"}, {"medium": "opinion polls"}),
    "period": ({"period_id": "us-2024"}, {"period_id": "GE"}),
    "window": ({"since_on": date(2024, 10, 1), "until_on": date(2024, 10, 9)},),
    "span": ({"span": "day"}, {"span": "season"}),
    "known": ({"known_at": datetime(2024, 1, 1, tzinfo=UTC)},),
    "day": ({"as_of_on": date(2024, 8, 1)}, {"at": datetime(2024, 9, 1, 12, tzinfo=UTC)}),
}
"""Values of each filter that change what the demo shows; periods stand for the first of a place."""
WORDS_ONLY: Final = {"title", "subtitle", "footnote", "empty", "narrowed", "ways_out"}
MARKS: Final = {"selected", "selected_period", "cursor_on"}
"""Parts of a view that point at something and leave nothing out."""


class Demo:
    """The demo's views; each is drawn once."""

    def __init__(self, path: Path) -> None:
        self.flow = Flow(Snapshot(path))
        self._drawn: dict[tuple[str, Selection], AnyView] = {}

    def view(self, panel: str, selection: Selection) -> AnyView:
        key = (panel, selection)
        if key not in self._drawn:
            (drawn,) = self.flow.draw(selection, (panel,))
            assert isinstance(drawn.view, View), (panel, drawn.view)
            self._drawn[key] = drawn.view
        return self._drawn[key]


@pytest.fixture(scope="module")
def demo(demo_snapshot: Path) -> Iterator[Demo]:
    found = Demo(demo_snapshot)
    yield found
    found.flow.snapshot.close()


def base(panel: str) -> Selection:
    """Nothing is narrowed, but that a panel of one country has one."""
    return Selection(now_at=NOW, country_code="MD" if panels()[panel].needs_country else None)


def narrowed(demo: Demo, panel: str, name: FilterName) -> Iterator[Selection]:
    for parts in SET[name]:
        yield replace(base(panel), **_real(demo, parts))


def _real(demo: Demo, parts: dict[str, Any]) -> dict[str, Any]:
    """A period is known by its country here, since its key is made from its words."""
    if "period_id" not in parts:
        return parts
    register = demo.view("restriction_register", base("restriction_register"))
    assert isinstance(register, RegisterView)
    found = [one.period_id for one in register.periods if one.breach_count]
    place = 0 if parts["period_id"] == "GE" else -1
    return {"period_id": found[place]}


def shown(view: AnyView) -> Any:
    """All that a view shows but its words: those may say that a filter changes nothing."""
    return _without(msgspec.to_builtins(view), WORDS_ONLY | MARKS)


def _without(found: Any, left_out: set[str]) -> Any:
    if isinstance(found, dict):
        return {key: value for key, value in found.items() if key not in left_out}
    return found


def test_that_every_part_of_a_selection_is_a_filter_or_leaves_nothing_out() -> None:
    parts = [part for several in FILTERS.values() for part in several]
    assert sorted([*parts, *NO_FILTERS]) == sorted(Selection.__struct_fields__)
    assert set(SET) == set(FILTERS)
    for name in FILTERS:
        assert set(cleared(name)) == set(widest((name,))) == set(FILTERS[name])


@pytest.mark.parametrize("panel", list(panels()))
def test_that_a_filter_that_changes_a_view_is_declared_and_named(demo: Demo, panel: str) -> None:
    declared, whole = panels()[panel].narrowed_by, demo.view(panel, base(panel))
    felt: set[FilterName] = set()
    for name in FILTERS:
        for selection in narrowed(demo, panel, name):
            view = demo.view(panel, selection)
            if shown(view) == shown(whole):
                continue
            felt.add(name)
            assert name in declared, f"{panel} is narrowed by {name} and does not say so"
            if name == "day":
                continue
            (told,) = (one for one in view.narrowed if one.name == name)
            where = view.title if name == "country" else f"{view.title} {view.subtitle}"
            assert told.text in where
    unfelt = declared - felt - {"known", "day"}
    assert not unfelt, f"{panel} names filters that leave nothing out of it"


@pytest.mark.parametrize("panel", list(panels()))
def test_that_an_empty_view_says_which_filter_emptied_it(demo: Demo, panel: str) -> None:
    every = len(demo.view(panel, base(panel)).as_table().rows)
    for name in FILTERS:
        for selection in narrowed(demo, panel, name):
            view = demo.view(panel, selection)
            if not view.empty or demo.view(panel, base(panel)).empty:
                continue
            if name == "country" and panels()[panel].needs_country:
                # Without it there is no such view, so nothing can be offered.
                assert any(one.text in view.empty for one in view.narrowed)
                continue
            ways = {one.name: (way, one) for way in view.ways_out for one in way.filters}
            assert name in ways, f"{panel} is empty and does not blame {name}: {view.empty}"
            way, told = ways[name]
            assert told.text in view.empty
            if replace(selection, **widest((name,))) == base(panel):
                assert way.row_count == every


def test_that_filters_that_only_together_leave_nothing_are_all_named(demo: Demo) -> None:
    chosen = Selection(now_at=NOW, country_code="FI", medium="semaphore")
    view = demo.view("periods", chosen)
    (way,) = view.ways_out
    assert {one.name for one in way.filters} == {"country", "medium"}
    assert way.row_count == len(demo.view("periods", Selection(now_at=NOW)).as_table().rows)
    assert "the filter \u201cFinland\u201d and the filter \u201conly semaphore\u201d" in view.empty


def test_that_the_day_is_to_blame_before_anything_was_announced(small_snapshot: Path) -> None:
    snapshot = Snapshot(small_snapshot)
    chosen = Selection(now_at=NOW, country_code="KE", as_of_on=date(2024, 10, 1))
    (drawn,) = Flow(snapshot).draw(chosen, ("takedowns",))
    snapshot.close()
    assert isinstance(drawn.view, View)
    assert [one.name for way in drawn.view.ways_out for one in way.filters] == ["day"]
    assert drawn.view.empty == (
        "The snapshot holds no removed network of Kenya that was announced by 1 Oct 2024: that is"
        " not the same as none. It is empty because of the day shown, 1 Oct 2024: on the newest day"
        " there are 2 rows."
    )


def test_that_what_is_empty_without_filters_too_blames_none() -> None:
    nothing = TableView(title="Networks", columns=(), rows=(), empty="No network of Kenya.")
    kenya, old = Narrowing("country", "Kenya"), Narrowing("day", "1 Oct 2024")
    assert emptied(nothing, [], ()) == nothing
    view = emptied(nothing, [(kenya,), (old,), (kenya, old)], ())
    assert view.ways_out == ()
    assert view.empty == (
        "No network of Kenya. There is nothing for all countries or on the newest day either."
    )


def test_that_an_empty_chart_names_its_country_and_platforms(demo: Demo) -> None:
    chosen = Selection(now_at=NOW, country_code="FI", platforms=("facebook",))
    view = demo.view("series", chosen)
    assert isinstance(view, SeriesGridView)
    said = {series.empty for series in view.series if series.empty}
    assert said == {"No figure of Finland in these days, only Facebook: not the same as zero."}


def test_that_a_country_is_named_once_where_a_title_has_it(demo: Demo) -> None:
    view = demo.view("headline", Selection(now_at=NOW, country_code="MD"))
    assert view.title == "Moldova"
    assert demo.view("contributions", base("contributions")).title.startswith("Moldova: ")
