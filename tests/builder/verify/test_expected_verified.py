"""Expected ranges, alarms and counts that were altered are found when they are computed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builder.expect.outbreak import failed
from tests.snapshots import altered


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from alarm where p_value = (select min(p_value) from alarm)", "Stored alarms"),
        ("update alarm set upper_10000 = upper_10000 + 1", "values of upper_10000"),
        ("update alarm set provenance = 'published'", "values of provenance"),
        ("update alarm set p_value = p_value * 0.999", "values of p_value"),
        ("update alarm set p_value_before = null", "values of p_value_before"),
        ("update alarm set country_code = 'FR'", "values of day"),
        ("update alarm set rule = 'by eye'", "values of rule"),
        ("insert into alarm from alarm limit 1", "rows are stored"),
        ("update expected_day set upper = upper * 1.00001", "values of upper"),
        ("update expected_day set since = since - 1", "values of since"),
    ],
)
def test_that_what_was_altered_is_found(
    outbreak_snapshot: Path, tmp_path: Path, statement: str, told: str
) -> None:
    path = altered(outbreak_snapshot, tmp_path / "altered.duckdb", statement)
    (fault,) = failed(path)
    assert told in fault
    assert "altered.duckdb" in fault


def test_that_last_digits_are_no_fault(outbreak_snapshot: Path, tmp_path: Path) -> None:
    path = altered(
        outbreak_snapshot,
        tmp_path / "rounded.duckdb",
        "update expected_day set upper = upper * (1 + 1e-9), p_value = p_value * (1 + 1e-9)",
    )
    assert failed(path) == []


@pytest.fixture
def earlier(outbreak_snapshot: Path, tmp_path: Path) -> Callable[[int], Path]:
    def made(version: int) -> Path:
        drop = [f"drop table {name}" for name in ("expected_day", "alarm", "judged_day")]
        drop.append(f"update snapshot set schema_version = {version}")
        return altered(outbreak_snapshot, tmp_path / f"{version}.duckdb", *drop)

    return made


@pytest.mark.parametrize("version", [1, 2])
def test_that_an_earlier_format_has_nothing_to_prove(
    earlier: Callable[[int], Path], version: int
) -> None:
    assert failed(earlier(version)) == []
