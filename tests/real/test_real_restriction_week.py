"""The real restriction week: what one page, and all of them, ran before, inside and across a ban.

Read once more here, by the standard library alone, and compared with what the panels tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.view import TableView
from tests import independent_readings as own
from tests.real.test_real_files import built

PAGE = "24413227922"
BEFORE_MOVED = datetime(2024, 11, 4, tzinfo=UTC)
"""The ban was known to end with 5 November, Pacific time."""
AFTER_MOVED = datetime(2024, 11, 10, tzinfo=UTC)
"""It had become known that it would end with 9 November."""
NOW = datetime(2024, 11, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def flow(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flow]:
    """A snapshot of the restriction week and of the periods of that year."""
    paths = [
        real_data / "us_2024_restriction_week",
        real_data / "facts" / "restriction_periods_2024.csv",
    ]
    _, shown, report = built(paths, tmp_path_factory.mktemp("week"))
    assert report["refused"] == 0
    snapshot = Snapshot(shown.snapshot)
    yield Flow(snapshot)
    snapshot.close()


@pytest.fixture(scope="module")
def ads(real_data: Path) -> dict[str, Counter[str]]:
    """Ads of each page by the last day of the window."""
    found: dict[str, Counter[str]] = {}
    path = real_data / "us_2024_restriction_week" / "us24_page_totals_7day.csv"
    for row in own.table(path):
        found.setdefault(row["ds"], Counter())[row["page_id"]] += int(row["total_num_ads"])
    return found


def table(flow: Flow, panel: str, **selection: Any) -> TableView:
    (drawn,) = flow.draw(Selection(now_at=NOW, **selection), (panel,))
    assert isinstance(drawn.view, TableView), drawn.view
    return drawn.view


def cells(view: TableView) -> list[dict[str, Any]]:
    keys = [column.key for column in view.columns]
    return [dict(zip(keys, row, strict=True)) for row in view.rows]


def ban(flow: Flow) -> str:
    (period_id,) = set(table(flow, "possible_breaches", country_code="US").period_ids)
    assert period_id is not None
    return period_id


@pytest.mark.parametrize(
    ("known_at", "relations"),
    [
        (BEFORE_MOVED, ["Before", "Inside", "Across"]),
        (AFTER_MOVED, ["Before", "Inside", "Inside"]),
    ],
)
def test_that_one_page_falls_through_the_ban_as_it_was_known(
    flow: Flow, known_at: datetime, relations: list[str]
) -> None:
    view = table(flow, "pages_in_periods", period_id=ban(flow), known_at=known_at)
    windows = [column for column in view.columns if column.key.startswith("ads_")]
    assert [column.title for column in windows] == relations
    assert [column.unit.split(",")[0] for column in windows] == [
        "ads to 28 Oct", "ads to 5 Nov", "ads to 9 Nov",
    ]  # fmt: skip
    (page,) = [row for row in cells(view) if row["page_id"].value == PAGE]
    assert [page[column.key].value for column in windows] == [18353, 14120, 7591]
    assert "possible breaches, none proven" in view.subtitle


def test_that_every_page_that_is_told_has_the_ads_of_the_file(
    flow: Flow, ads: dict[str, Counter[str]]
) -> None:
    rows = cells(table(flow, "pages_in_periods", period_id=ban(flow), known_at=AFTER_MOVED))
    assert len(rows) > 200
    for row in rows:
        page_id = row["page_id"].value
        told = [row[f"ads_{place}"].value for place in (1, 2, 3)]
        assert told == [counts.get(page_id) for _, counts in sorted(ads.items())], page_id


@pytest.mark.parametrize(
    ("known_at", "days_inside"), [(BEFORE_MOVED, [1, 3 / 7]), (AFTER_MOVED, [1, 1])]
)
def test_that_rises_are_those_of_the_file_and_are_called_possible(
    flow: Flow, ads: dict[str, Counter[str]], known_at: datetime, days_inside: list[float]
) -> None:
    view = table(flow, "possible_breaches", period_id=ban(flow), known_at=known_at)
    before, *windows = [counts for _, counts in sorted(ads.items())]
    rows = cells(view)
    assert [row["measure"].value for row in rows] == ["ads_risen", "ads_risen"]
    for row, counts in zip(rows, windows, strict=True):
        assert row["figure"].value == sum((counts - before).values())
        assert row["figure"].upper is None
        assert f"on {len(counts - before):,} pages".replace(",", "\u202f") in row["figure"].text
    assert [row["days_inside"].value for row in rows] == pytest.approx(days_inside)
    assert view.title.endswith("1 period: possible breaches, none proven")


def test_that_the_last_window_says_why_it_may_be_no_breach(flow: Flow) -> None:
    def last(known_at: datetime) -> str:
        rows = cells(table(flow, "possible_breaches", period_id=ban(flow), known_at=known_at))
        return str(rows[-1]["reasons"].text)

    assert "only 3 of the window's 7 days are inside" in last(BEFORE_MOVED)
    assert "announced on 6 Nov 2024, within the window" in last(AFTER_MOVED)
    assert "pages that the earlier window does not list" in last(AFTER_MOVED)


def test_that_a_ban_on_exit_polls_has_no_breach_by_ads(flow: Flow) -> None:
    snapshot = flow.snapshot
    ((period_id,),) = snapshot.ask(
        "select period_id from restriction_period where country_code = 'GB'", None
    ).fetchall()
    assert (
        "Ads cannot break this rule (exit-poll ban), so the snapshot has no facts to test it."
        in table(flow, "possible_breaches", period_id=period_id).empty
    )
