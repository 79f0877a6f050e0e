"""eoc calendar: what it writes, what comes back of it, what it refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from icalendar import Calendar

from eoc_app.cli import run

NOW = ("--now", "2024-10-25T18:00Z")
COLUMNS = (
    "period_id, version, known_from_at, country_code, territory, election, round, rule, medium, "
    "platform, starts_local, ends_local, time_zone, starts_at, ends_at, imposed_by, stated_by, "
    "citation, confidence, coalesce(withdrawn, false), coalesce(conditional, false), provenance"
)


def eoc(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def rows(path: Path, more: str = "", where: str = "true") -> list[tuple[Any, ...]]:
    """The periods of a snapshot, without the keys of tables that a calendar does not hold."""
    query = f"select {COLUMNS}{more} from restriction_period where {where} order by all"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def built(capsys: pytest.CaptureFixture[str], source: Path, as_of: str) -> Path:
    out = source.with_suffix(".duckdb")
    code, _, err = eoc(capsys, "build", source, "--out", out, "--as-of", as_of)
    refused = [line for line in err.splitlines() if line.startswith("A restriction period has")]
    assert code == (1 if refused else 0), err
    return out


KNOWN = "(known_from_at is null or known_from_at <= timestamp '{}')"


@pytest.mark.parametrize(
    ("which", "as_of"),
    [("demo_snapshot", "2024-10-26T06:00Z"), ("small_snapshot", "2024-10-25T12:00Z")],
)
def test_that_a_calendar_comes_back_as_the_same_periods(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    which: str,
    as_of: str,
) -> None:
    snapshot: Path = request.getfixturevalue(which)
    target = tmp_path / "room.ics"
    code, out, err = eoc(capsys, "calendar", snapshot, "--out", target, *NOW)
    assert (code, err) == (0, "")
    again = built(capsys, target, as_of)
    known = KNOWN.format(as_of.removesuffix("Z"))
    exported = rows(snapshot, ", note", f"starts_at is not null and {known}")
    assert exported == rows(again, ", note")
    assert f"{len({row[0] for row in exported})} restriction periods" in out


def test_that_a_table_comes_back_as_the_versions_that_were_known(
    capsys: pytest.CaptureFixture[str], demo_snapshot: Path, tmp_path: Path
) -> None:
    target = tmp_path / "room.csv"
    assert eoc(capsys, "calendar", demo_snapshot, "--out", target, *NOW)[0] == 0
    again = built(capsys, target, "2024-10-26T06:00Z")
    exported = rows(demo_snapshot, ", note", KNOWN.format("2024-10-26T06:00"))
    assert rows(again, ", note") == exported
    assert any(row[1] > 1 for row in exported)
    assert any(row[-2] == "synthetic" for row in exported)
    assert any(row[10] is None for row in exported), "one without dates"


def test_that_what_was_known_then_is_written_for_one_country(
    capsys: pytest.CaptureFixture[str], small_snapshot: Path, tmp_path: Path
) -> None:
    def ends(*options: str) -> list[str]:
        target = tmp_path / "us.ics"
        code, _, err = eoc(
            capsys, "calendar", small_snapshot, "--out", target, "--country", "US", *options, *NOW
        )
        assert (code, err) == (0, "")
        events: list[Any] = Calendar.from_ical(target.read_bytes()).events
        return [f"{event.end:%m-%d %H:%M}" for event in events]

    assert ends() == ["10-30 00:00"]
    assert ends("--known-at", "2024-10-24T09:59Z") == ["10-27 00:00"]
    assert ends("--known-at", "2024-10-24T12:00+02:00") == ["10-30 00:00"]


def test_that_the_same_moment_gives_the_same_bytes(
    capsys: pytest.CaptureFixture[str], demo_snapshot: Path, tmp_path: Path
) -> None:
    written = []
    for name in ("one", "two"):
        target = tmp_path / f"{name}.ics"
        eoc(capsys, "calendar", demo_snapshot, "--out", target, *NOW)
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_that_a_country_without_a_rule_is_told_and_has_a_row_in_a_table(
    capsys: pytest.CaptureFixture[str], small_snapshot: Path, tmp_path: Path
) -> None:
    code, _, err = eoc(
        capsys, "calendar", small_snapshot, "--out", tmp_path / "x.ics", "--country", "NZ"
    )
    assert code == 1
    assert "not the same as none" in err
    code, out, _ = eoc(
        capsys, "calendar", small_snapshot, "--out", tmp_path / "x.csv", "--country", "NZ"
    )
    assert code == 0
    assert "No rule on record, which is not the same as no restriction: New Zealand." in out
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [(row["country_code"], row["state"]) for row in csv.DictReader(stream)] == [
            ("NZ", "no_rule")
        ]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("x.txt", "ends in '.txt'"),
        ("x", "has no ending"),
        ("nowhere/x.ics", "the folder does not exist"),
        ("taken.ics", "there is a folder of that name"),
    ],
)
def test_that_a_file_that_cannot_be_written_is_refused(
    capsys: pytest.CaptureFixture[str], small_snapshot: Path, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "taken.ics").mkdir()
    code, out, err = eoc(capsys, "calendar", small_snapshot, "--out", tmp_path / name)
    assert (code, out) == (1, "")
    assert says in err
    assert [path.name for path in tmp_path.iterdir()] == ["taken.ics"]


def test_that_no_snapshot_is_overwritten_by_its_calendar(
    capsys: pytest.CaptureFixture[str], small_snapshot: Path, tmp_path: Path
) -> None:
    misnamed = tmp_path / "snapshot.ics"
    misnamed.write_bytes(small_snapshot.read_bytes())
    code, _, err = eoc(capsys, "calendar", misnamed, "--out", misnamed)
    assert code == 1
    assert "would take the place of" in err
    assert misnamed.read_bytes() == small_snapshot.read_bytes()
    code, _, err = eoc(capsys, "calendar", tmp_path / "no.duckdb", "--out", tmp_path / "x.ics")
    assert (code, "cannot be opened" in err) == (1, True)


def test_that_the_calendar_of_a_calendar_is_its_own(
    capsys: pytest.CaptureFixture[str], demo_snapshot: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.ics", tmp_path / "second.ics"
    eoc(capsys, "calendar", demo_snapshot, "--out", first, *NOW)
    again = built(capsys, first, "2024-10-26T06:00Z")
    eoc(capsys, "calendar", again, "--out", second, *NOW)

    def periods(path: Path) -> list[str]:
        events: list[Any] = Calendar.from_ical(path.read_bytes()).events
        kept = [event for event in events if "X-EOC-PERIOD-ID" in event]
        return [json.dumps([str(event[key]) for key in ("UID", "SUMMARY", "SEQUENCE", "STATUS")])
                for event in kept]  # fmt: skip

    assert sorted(periods(first)) == sorted(periods(second))
