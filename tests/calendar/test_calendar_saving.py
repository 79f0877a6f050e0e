"""The register as CSV, and what is said of a file that was written or could not be."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest

from eoc_app.calendar import as_csv, as_icalendar, save
from eoc_app.calendar.spreadsheet import GUARD
from eoc_app.core.problem import Problem
from eoc_app.views.register_view import RegisterView
from tests.calendar.registers import AS_OF, period, polling, register, version, zone_state


def rows(view: RegisterView) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(view), newline="")))


def test_that_a_table_has_a_row_for_each_zone_with_filters_and_marking_in_each() -> None:
    several = (zone_state("Asia/Jakarta", territory="West"), zone_state("Asia/Jayapura"))
    undated = period(zone_state(starts=None, ends=None), period_id="no-day")
    view = register(period(*several), undated, unruled=("NG",))
    found = rows(view)
    assert [(row["period_id"], row["time_zone"], row["territory"]) for row in found] == [
        ("mx-silence", "Asia/Jakarta", "West"),
        ("mx-silence", "Asia/Jayapura", ""),
        ("no-day", "America/Mexico_City", ""),
        ("", "", ""),
    ]
    assert found[0]["starts_local"] == "2024-05-30T00:00:00"
    assert found[0]["starts_at"] == "2024-05-29T17:00:00Z"
    assert found[2]["starts_local"] == found[2]["ends_at"] == ""
    assert (found[3]["country_code"], found[3]["state"]) == ("NG", "no_rule")
    assert {(row["marking"], row["as_of"], row["known_at"], row["snapshot"]) for row in found} == {
        ("TLP:AMBER", "2024-06-01T18:00:00Z", "2024-06-01T18:00:00Z", "Monday")
    }


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@sum", " =1", "\t=1", "\n=1", "\uff1d1"])
def test_that_no_cell_is_a_formula(said: str) -> None:
    (row,) = rows(register(period(election=said, medium=said)))
    for cell in (row["election"], row["medium"]):
        assert cell.startswith(GUARD)
        assert cell.replace(GUARD, "") == said


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_that_no_cell_is_one_where_another_mark_ends_cells(mark: str) -> None:
    said = f"a{mark}=1+1{mark} @x{mark}b{mark}"
    (row,) = rows(register(period(election=said)))
    for piece in row["election"].split(mark):
        assert not piece.lstrip().startswith(("=", "@"))
    assert row["election"].replace(GUARD, "") == said


def test_that_ordinary_cells_are_as_they_are() -> None:
    (row,) = rows(register(period(medium='say "no", twice\nor more', election="a-b=c")))
    assert row["medium"] == 'say "no", twice\nor more'
    assert row["election"] == "a-b=c"


def test_that_what_was_written_is_said(tmp_path: Path) -> None:
    undated = period(zone_state(starts=None, ends=None), period_id="no-day")
    several = (zone_state("Asia/Jakarta"), zone_state("Asia/Jayapura"))
    view = register(period(*several), undated, polling=(polling(),), unruled=("NG",))
    saved = save(view, tmp_path / "out.ics")
    assert (saved.periods, saved.rows, saved.polling, saved.undated) == (1, 2, 1, 1)
    assert "1 period without dates left out" in str(saved)
    assert "not the same as no restriction: Nigeria" in str(saved)
    assert (tmp_path / "out.ics").read_bytes() == as_icalendar(view)
    saved = save(view, tmp_path / "OUT.CSV")
    assert (saved.periods, saved.rows) == (2, 4)
    assert (tmp_path / "OUT.CSV").read_text("utf-8-sig") == as_csv(view).replace("\r\n", "\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["OUT.CSV", "out.ics"]


def test_that_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    taken = tmp_path / "folder.ics"
    (taken / "inside").mkdir(parents=True)
    with pytest.raises(Problem, match="could not be written"):
        save(register(period()), taken)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.ics"]
    with pytest.raises(Problem, match="kind of calendar file"):
        save(register(period()), tmp_path / "x.txt")
    with pytest.raises(Problem, match="nothing to put"):
        save(register(unruled=("NG",)), tmp_path / "x.ics")


def test_that_every_announced_version_has_a_row_and_what_is_left_out_is_said(
    tmp_path: Path,
) -> None:
    was, now = zone_state(), zone_state(ends=datetime(2024, 6, 3))
    told = (
        version(was, 1, note="first"),
        version(now, 2, known_from_at=AS_OF),
        version(was, 3, known=False),
    )
    view = register(period(now, versions=told, breach_count=2, moved="end moved"))
    found = rows(view)
    assert [(row["version"], row["ends_local"], row["known_from_at"]) for row in found] == [
        ("1", "2024-06-02T18:00:00", ""),
        ("2", "2024-06-03T00:00:00", "2024-06-01T18:00:00Z"),
    ]
    assert [row["state"] for row in found] == ["replaced", "in_force"]
    assert found[0]["wall_text"] == "replaced by version 2"
    assert [(row["breach_count"], row["moved"]) for row in found] == [("", ""), ("2", "end moved")]
    assert [row["note"] for row in found] == ["first", ""]
    saved = save(view, tmp_path / "out.csv")
    assert (saved.rows, saved.earlier, saved.unannounced) == (2, 1, 1)
    assert "1 restriction period as 2 rows, 1 earlier version among them." in str(saved)
    assert "1 version that was not known at that moment left out" in str(saved)
    assert "1 version that was not known" in str(save(view, tmp_path / "out.ics"))
