"""Lists of rules are read with their versions, and what cannot be applied is named by its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.restriction_rules import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

PUBLISHED = Path(__file__).resolve().parents[3] / "fixtures" / "sources" / "published"
HEADER = "country_code,rule,medium,starts,ends,citation,confidence"
LINE = "FR,electoral_silence,all,00:00 on the day before polling day,polls close,L49,high"
Write = Callable[..., Path]


def taken(path: Path) -> tuple[dict[int, dict[str, Any]], Intake]:
    source, intake = Source(path.name, path), Intake(path.name)
    known = importer_of(source)
    assert known is not None
    assert known[1] is IMPORTER
    rows = [row for batch in IMPORTER.read(source, intake) for row in batch.frame.to_dicts()]
    kept = {row["source_row"]: row for row in rows}
    refused = {problem.place.row for problem in intake.problems} - set(kept)
    assert intake.rows_read == len(rows) + sum(intake.skipped.values()) + len(refused)
    return kept, intake


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(*lines: str, header: str = HEADER, name: str = "rules.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return write


def more(**cells: str) -> tuple[str, str]:
    """A header and a line with further columns."""
    return f"{HEADER},{','.join(cells)}", f"{LINE},{','.join(cells.values())}"


def test_that_a_rule_is_kept_in_the_words_of_its_source(written: Write) -> None:
    rows, intake = taken(written(LINE))
    assert not intake.problems
    assert rows[2]["rule_id"].startswith("FR-electoral_silence-")
    assert {name: rows[2][name] for name in ("version", "starts", "ends", "imposed_by")} == {
        "version": 1, "starts": "00:00 on the day before polling day", "ends": "polls close",
        "imposed_by": "law",
    }  # fmt: skip
    assert (rows[2]["election_kinds"], rows[2]["rounds"]) == ("all", "all")
    assert rows[2]["time_zones"] is rows[2]["territory"] is rows[2]["known_from_at"] is None


def test_that_further_columns_are_read_whatever_they_are_called(written: Write) -> None:
    header, line = more(
        elections="Presidential and parliamentary", rounds="first; 2", territory="Martinique",
        time_zones="America/Martinique; Europe/Paris", polls_close="20:00 Europe/Paris",
        polls_open_local="8:00", applies_from="2012-01-01", applies_until="2024-12-31",
        platform="Meta", stated_by="Arcom", known_from="2024-01-01", note="a note",
    )  # fmt: skip
    rows, intake = taken(written(line, header=header))
    assert not intake.problems
    assert rows[2] == rows[2] | {
        "election_kinds": "presidential;legislative", "rounds": "1;2", "territory": "Martinique",
        "time_zones": "America/Martinique;Europe/Paris", "polls_open_local": "8:00",
        "polls_close_local": "20:00 Europe/Paris", "applies_from_on": date(2012, 1, 1),
        "applies_until_on": date(2024, 12, 31), "platform": "Meta", "imposed_by": "platform",
        "stated_by": "Arcom", "known_from_at": datetime(2024, 1, 1, 4), "note": "a note",
    }  # fmt: skip


def test_that_a_later_row_about_a_rule_is_its_next_version(written: Write) -> None:
    shorter = LINE.replace("the day before polling day", "polling day")
    elsewhere = LINE.replace(",all,", ",television,")
    rows, intake = taken(written(LINE, shorter, LINE, elsewhere))
    assert rows[2]["rule_id"] == rows[3]["rule_id"] != rows[5]["rule_id"]
    assert [row["version"] for row in rows.values()] == [1, 2, 1]
    assert intake.skipped == {"rows that repeat an earlier row": 1}


@pytest.mark.parametrize(
    "cells",
    [{"territory": "Corsica"}, {"platform": "Meta"}, {"rounds": "2"}, {"elections": "local"}],
)
def test_that_another_territory_platform_round_or_kind_is_another_rule(
    written: Write, cells: dict[str, str]
) -> None:
    header, line = more(**cells)
    rows, _ = taken(written(f"{LINE},", line, header=header))
    assert len({row["rule_id"] for row in rows.values()}) == 2
    assert {row["version"] for row in rows.values()} == {1}


def test_that_a_stated_key_makes_rows_versions_of_one_rule(written: Write) -> None:
    header, line = more(rule_id="HU-silence")
    rows, _ = taken(written(line, line.replace(",all,", ",all campaigning,"), header=header))
    assert len({row["rule_id"] for row in rows.values()}) == 1
    assert rows[2]["rule_id"].startswith("HU-silence~")
    assert [row["version"] for row in rows.values()] == [1, 2]


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("country_code", "QQ", "cannot be imported"), ("rule", "noise", "cannot be imported"),
        ("confidence", "sure", "cannot be imported"),
        ("starts", "00:00 on 2024-06-29", "without an anchor"),
        ("ends", "the end", "without an anchor"),
        ("ends", "2 days before polling day", "cannot be imported"),
        ("ends", "24:00 2 days before polling day", "cannot be imported"),
        ("time_zones", "CET", "cannot be imported"),
        ("time_zones", "Europe/Paris;Paris", "cannot be imported"),
        ("polls_close_local", "8 pm", "cannot be imported"),
        ("polls_open", "08:00 CET", "cannot be imported"),
        ("elections", "beauty contest", "cannot be imported"),
        ("applies_from", "last year", "cannot be imported"),
        ("imposed_by", "custom", "cannot be imported"),
    ],
)  # fmt: skip
def test_that_a_row_that_gives_no_rule_is_refused_by_cell(
    written: Write, column: str, cell: str, what: str
) -> None:
    names = HEADER.split(",")
    header, good = (HEADER, LINE) if column in names else (f"{HEADER},{column}", f"{LINE},")
    cells = dict(zip(header.split(","), good.split(","), strict=True)) | {column: cell}
    rows, intake = taken(written(",".join(cells.values()), good, header=header))
    assert set(rows) == {3}
    (problem,) = intake.problems
    assert what in problem.what
    assert (problem.place.row, problem.place.column, problem.place.value) == (2, column, cell)


def test_that_a_rule_that_stops_before_it_begins_is_refused(written: Write) -> None:
    header, line = more(applies_from="2024-01-01", applies_until="2023-01-01")
    rows, intake = taken(written(line, header=header))
    assert not rows
    assert [problem.place.column for problem in intake.problems] == ["applies_until"]


def test_that_a_rule_without_a_citation_or_a_readable_announcement_is_kept(written: Write) -> None:
    header, line = more(known_from="in spring")
    rows, intake = taken(written(line.replace(",L49,", ",,"), header=header))
    assert rows[2]["citation"] is rows[2]["known_from_at"] is None
    assert [problem.place.column for problem in intake.problems] == ["known_from", "citation"]


def test_that_periods_and_exported_rules_go_to_their_own_importers(written: Write) -> None:
    periods = "country_code,rule,starts_local,ends_local,time_zone"
    line = "FR,electoral_silence,2024-06-29T00:00,2024-06-30T20:00,Europe/Paris"
    exported = (
        "provenance,counts_of,rule_id,version,country_code,rule,medium,election_kinds,rounds,"
        "starts,ends,imposed_by,confidence"
    )
    for header, row, name, importer in (
        (periods, line, "a.csv", "restriction_calendar"),
        (exported, "published,a rule,r,1,FR,x,all,all,all,a,b,law,low", "restriction_rule.csv",
         "canonical"),
        (HEADER, LINE, "restriction_rule_2024.csv", "restriction_rules"),
    ):  # fmt: skip
        path = written(row, header=header, name=name)
        known = importer_of(Source(path.name, path))
        assert known is not None
        assert known[0] == importer


def test_that_the_published_catalogue_is_read_whole() -> None:
    rows, intake = taken(PUBLISHED / "restriction_rules.csv")
    assert not intake.problems
    assert not intake.skipped
    assert len({row["country_code"] for row in rows.values()}) >= 25
    assert all(row["citation"] and row["stated_by"] for row in rows.values())


def test_that_rules_whose_digests_begin_alike_stay_two(written: Write) -> None:
    lines = [LINE.replace(",all,", f",medium {number},") for number in (483, 1641)]
    rows, intake = taken(written(*lines))
    assert len({row["rule_id"] for row in rows.values()}) == 2
    assert [row["version"] for row in rows.values()] == [1, 1]
    assert not intake.problems
