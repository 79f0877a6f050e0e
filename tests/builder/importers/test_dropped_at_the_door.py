"""Free text and names of people do not come in: no column that is written carries them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest

from eoc_app.snapshot.catalogue import catalogue
from tests.battery.staged import outcome

SOURCES: Final = Path(__file__).resolve().parents[2] / "battery" / "sources"
PUBLIC: Final = ("conflict_events", "internet_shutdowns", "coup_attempts", "country_ratings",
                 "political_violence")  # fmt: skip
WORDS: Final = {
    "side_a", "side_b", "source_headline", "actor1", "location", "notes", "area_name", "relid",
    "electoral_purpose",
}  # fmt: skip
"""Columns of the files that name people and places or hold sentences."""
TABLES: Final = ("conflict_event", "internet_shutdown", "coup_attempt", "country_rating")


def _texts(folder: Path) -> set[str]:
    """What the columns of words hold in the files of a source."""
    found: set[str] = set()
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                found |= {row[name] for name in WORDS & set(row) if row[name]}
    return found


@pytest.mark.parametrize("importer", PUBLIC)
def test_that_no_name_and_no_sentence_of_a_file_is_in_any_row(importer: str) -> None:
    texts = set[str]()
    for folder in sorted((SOURCES / importer).iterdir()):
        texts |= _texts(folder)
        made = outcome([folder])
        cells = {cell for rows in made.tables.values() for row in rows for _, cell in row}
        written = " ".join(cell for cell in cells if isinstance(cell, str))
        assert [text for text in _texts(folder) if text in written] == []
    assert texts or importer not in {"conflict_events", "internet_shutdowns"}


def test_that_tables_of_public_events_have_no_column_for_words() -> None:
    for name in TABLES:
        columns = set(catalogue().schema[name].columns)
        assert not columns & {"note", "title", "name", "actor", "place", "description", "url"}
