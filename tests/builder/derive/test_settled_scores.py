"""The scores that the method page sets side by side are those that both methods give the demo."""

from __future__ import annotations

from pathlib import Path

from tests.reference.settled_levels import side_by_side

PAGE = Path(__file__).resolve().parents[3] / "docs" / "parts" / "settled-weeks.md"


def test_that_old_and_new_scores_of_the_demo_on_the_method_page_are_true(
    demo_snapshot: Path,
) -> None:
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if "%" in line]
    computed = side_by_side(demo_snapshot)
    assert len(computed) > 30
    assert computed[2:] == told[: len(computed) - 2], (
        "run: python tests/reference/settled_levels.py DEMO.duckdb > docs/parts/settled-weeks.md"
    )
