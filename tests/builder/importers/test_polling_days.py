"""Lists of polling days are read with their zones and hours; their election is told in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.polling_days import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

HEADER = (
    "country_code,election,round,polling_on,phase,territory,time_zone,polls_open_local,"
    "polls_close_local"
)
LINE = "FR,legislative election,1,2024-06-29,1,Martinique,America/Martinique,08:00,18:00"
Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(*lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "polling_days.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return write


def taken(path: Path) -> tuple[dict[int, dict[str, Any]], Intake]:
    source, intake = Source(path.name, path), Intake(path.name)
    known = importer_of(source)
    assert known is not None
    assert known[1] is IMPORTER
    rows = [row for batch in IMPORTER.read(source, intake) for row in batch.frame.to_dicts()]
    return {row["source_row"]: row for row in rows}, intake


def test_that_a_polling_day_says_where_when_and_for_which_election(written: Write) -> None:
    rows, intake = taken(written(LINE, LINE))
    assert rows[2] == rows[2] | {
        "election_id": "FR/1/legislative election", "polling_on": date(2024, 6, 29), "phase": "1",
        "territory": "Martinique", "time_zone": "America/Martinique",
        "polls_open_local": "08:00", "polls_close_local": "18:00",
    }  # fmt: skip
    assert intake.skipped == {"rows that repeat an earlier row": 1}


def test_that_a_stated_key_of_the_election_is_kept(written: Write) -> None:
    header = "country_code,election_id,polling_on"
    rows, _ = taken(written("IN,IN-2024-04-19-legislative,2024-04-26", header=header))
    assert rows[2]["election_id"] == "IN-2024-04-19-legislative"
    assert rows[2]["phase"] == "1"


@pytest.mark.parametrize(
    ("column", "cell"),
    [("country_code", "QQ"), ("polling_on", "in June"), ("time_zone", "AST")],
)
def test_that_a_day_that_cannot_be_placed_is_refused(
    written: Write, column: str, cell: str
) -> None:
    cells = dict(zip(HEADER.split(","), LINE.split(","), strict=True)) | {column: cell}
    rows, intake = taken(written(",".join(cells.values())))
    assert not rows
    (problem,) = intake.problems
    assert (problem.place.row, problem.place.column, problem.place.value) == (2, column, cell)


@pytest.mark.parametrize("cell", ["8 pm", "25:00", "18:00 AST"])
def test_that_a_day_with_an_hour_that_cannot_be_read_is_kept_without_it(
    written: Write, cell: str
) -> None:
    rows, intake = taken(written(LINE.replace("18:00", cell)))
    assert rows[2]["polls_close_local"] is None
    assert [problem.place.column for problem in intake.problems] == ["polls_close_local"]
