"""From which day a row of an export was known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from eoc_app.builder.cells.known_from import filled
from tests.battery.staged import outcome

COLUMNS = ("known_from_on", "known_from")


def _known(**cells: Any) -> tuple[Any, Any]:
    frame = pl.DataFrame({name: [cell] for name, cell in cells.items()})
    return filled(frame, (*frame.columns, *COLUMNS)).select(COLUMNS).row(0)


def test_that_a_day_that_is_given_is_stated_and_any_other_is_assumed() -> None:
    row = {"period_ends_on": date(2024, 6, 30)}
    assert _known(**row) == ("2024-06-30", "assumed")
    assert _known(**row, known_from_on="2024-08-01") == ("2024-08-01", "stated")
    assert _known(**row, known_from_on="2024-08-01", known_from="assumed")[1] == "assumed"
    assert _known(started_on=None, list_year=2024) == ("2024-12-31", "assumed")


def test_that_a_table_without_these_columns_stays_as_it_is() -> None:
    frame = pl.DataFrame({"period_ends_on": [date(2024, 6, 30)]})
    assert filled(frame, frame.columns) is frame


def test_that_every_table_of_public_sources_may_be_exported_as_csv(tmp_path: Path) -> None:
    head = "provenance,counts_of,country_code"
    scale = "scale_worst,scale_best,method_span"
    files = {
        "political_violence": (
            f"{head},scope,period_starts_on,period_ends_on,platform,publisher,metric,value,unit",
            "published,events,KE,country,2024-06-01,2024-06-30,offline,other,events,3,events",
        ),
        "conflict_event": (
            f"{head},dataset,event_ref,started_on,ended_on,start_precision,electoral",
            "published,an event,KE,other,e1,2024-06-01,2024-06-02,day,unknown",
        ),
        "internet_shutdown": (
            f"{head},list_year,start_precision,shutdown_kind,reach,electoral,shutdown_ref",
            "published,a shutdown,KE,2024,unknown,both,local,yes,s1",
        ),
        "country_rating": (
            f"{head},publisher,index_name,item,edition,judged_year,value,{scale}",
            "published,a rating,KE,us,ours,all,2024,2023,0.5,1,0,one",
        ),
        "coup_attempt": (
            f"{head},attempted_on,attempt_precision,outcome,attempt_ref",
            "published,an attempt,KE,2024-06-01,day,failed,c1",
        ),
    }
    for name, lines in files.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    made = outcome([tmp_path])
    assert made.problems == []
    assert {name: rows.total() for name, rows in made.tables.items()} == dict.fromkeys(files, 1)
    known = {name: dict(next(iter(rows)))["known_from_on"] for name, rows in made.tables.items()}
    assert known == {
        "political_violence": date(2024, 6, 30),
        "conflict_event": date(2024, 6, 2),
        "internet_shutdown": date(2024, 12, 31),
        "country_rating": date(2024, 12, 31),
        "coup_attempt": date(2024, 6, 1),
    }
