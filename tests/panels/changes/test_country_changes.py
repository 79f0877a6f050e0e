"""What changed of one country, and what an empty list of changes does not say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from eoc_app.panels.changes import country_changes
from eoc_app.views.changes_view import Change, ChangesView, country_changes_table
from tests.panels.frames import DAY, frame, given, named

SAME = named("score_changes", before_on=DAY - timedelta(days=1), country_code="KE", score=4.0,
             coverage=1.0, score_before=4.0, coverage_before=1.0)  # fmt: skip
BEFORE = named(
    "previous_scores", snapshot_id="x", serial=6, as_of_at=datetime(2024, 10, 24, 12), day=DAY,
    method_version="1.0", method_digest="m", country_code="UG", score=None, coverage=0.0,
)  # fmt: skip
CHANGES = (
    Change(
        cause="new data", code="KE", subject="Kenya", text="3.9 → 4.0: attacks", level="elevated",
        exercise=True,
    ),
    Change(
        cause="method", code=None, subject="All countries", text="since snapshot 6: method",
        level="none", since="snapshot",
    ),
)  # fmt: skip


def told(*rows: Any, before: tuple[Any, ...] = (), **selection: Any) -> ChangesView:
    frames = (
        frame("score_changes", *rows), frame("previous_scores", *before), frame("periods"),
        frame("readings_everywhere"),
    )  # fmt: skip
    return country_changes.build(given(*frames, country_code="KE", **selection))


def test_that_an_empty_list_says_against_what_nothing_changed() -> None:
    alone = told(SAME)
    assert alone.empty == (
        "Nothing that is judged of Kenya changed since 24 Oct;"
        " no previous snapshot is kept in this one."
    )
    assert alone.subtitle == "0 changes · no previous snapshot is kept in this one"
    assert told(SAME, before=(BEFORE,)).empty.endswith("; compared with snapshot 6 too.")
    gone_back = told(SAME, before=(BEFORE,), as_of_on=DAY - timedelta(days=1))
    assert gone_back.empty.endswith("; snapshot 6 is compared only on the last day.")


def test_that_nothing_seen_is_not_told_as_nothing_changed() -> None:
    blind = (*SAME[:2], None, 0.0, None, 0.0)
    assert "does not mean that all is safe" in told(blind).empty
    assert told().empty.startswith("This snapshot has no day before 25 Oct 2024")


def test_that_a_table_of_a_countrys_changes_says_what_each_is_against() -> None:
    table = country_changes_table(ChangesView(title="What changed for Kenya", changes=CHANGES))
    assert [column.title for column in table.columns] == [
        "Cause", "Since", "Of", "Change", "Exercise",
    ]  # fmt: skip
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["new data", "day before", "Kenya", "3.9 → 4.0: attacks", "EXERCISE"],
        ["method", "snapshot before", "All countries", "since snapshot 6: method", "—"],
    ]
    assert [row[2].exercise for row in table.rows] == [True, False]
