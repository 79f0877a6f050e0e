"""Local times of periods: zones that are none, UTC that says otherwise, zones of a calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.builder import BuildReport, build
from eoc_app.builder.verify.proof import proofs
from eoc_app.snapshot.connection import Snapshot

AT = datetime(2024, 10, 26, 6, tzinfo=UTC)
COLUMNS = (
    "provenance,counts_of,period_id,version,known_from_at,country_code,election,round,rule,medium,"
    "platform,starts_local,ends_local,time_zone,starts_at,ends_at,imposed_by,stated_by,citation,"
    "confidence,note"
)
LIST = "country_code,rule,starts_local,ends_local,time_zone,starts_at,ends_at,citation,confidence"


def table(code: str, zone: str, starts_at: str = "", ends_at: str = "") -> str:
    return (
        f"{COLUMNS}\npublished,periods,p1,1,2024-01-01T00:00,{code},parliament 2024,all,"
        f"electoral_silence,all,,2024-10-26T00:00,2024-10-28T00:00,{zone},{starts_at},{ends_at},"
        "law,x,law 1,high,\n"
    )


def listed(code: str, zone: str, starts_at: str = "", ends_at: str = "") -> str:
    return (
        f"{LIST}\n{code},electoral_silence,2024-10-26T00:00,2024-10-28T00:00,{zone},{starts_at},"
        f"{ends_at},law 1,high\n"
    )


def calendar(place: str, *event: str, zone: str = "") -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, zone.split("\n")), "BEGIN:VEVENT",
             "UID:a", *event, "SUMMARY:Electoral silence", f"LOCATION:{place}",
             "URL:https://example.org/law", "END:VEVENT", "END:VCALENDAR"]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def made(folder: Path, name: str, text: str) -> tuple[BuildReport, list[dict[str, Any]]]:
    (folder / name).write_text(text, encoding="utf-8")
    out = folder / "out.duckdb"
    report = build([folder / name], out, built_at=AT, as_of=AT)
    with duckdb.connect(str(out), read_only=True) as connection:
        found = connection.execute("select * from restriction_period order by time_zone")
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return report, rows


both = pytest.mark.parametrize(
    ("name", "text"), [("restriction_period.csv", table), ("periods.csv", listed)]
)


@both
@pytest.mark.parametrize(
    "zone", ["UTC+1", "CET", "PST", "Europe/Nowhere", "europe/berlin", "+01:00"]
)
def test_that_a_zone_that_is_none_refuses_its_row(
    tmp_path: Path, name: str, text: Any, zone: str
) -> None:
    report, rows = made(tmp_path, name, text("DE", zone))
    assert rows == []
    (problem,) = report.sources[0].problems
    assert (problem.place.column, problem.place.value) == ("time_zone", zone)


@both
def test_that_utc_that_contradicts_the_local_time_is_named_and_the_law_s_time_stands(
    tmp_path: Path, name: str, text: Any
) -> None:
    report, (row,) = made(
        tmp_path, name, text("KZ", "Asia/Almaty", "2024-10-25T18:00Z", "2024-10-27T18:00Z")
    )
    assert row["starts_local"] == datetime(2024, 10, 26)
    assert row["starts_at"] == datetime(2024, 10, 25, 19)
    assert row["ends_at"] == datetime(2024, 10, 27, 19)
    assert [one.place.column for one in report.sources[0].problems] == ["starts_at", "ends_at"]
    assert "another moment" in row["note"]


@both
def test_that_utc_that_agrees_says_nothing(tmp_path: Path, name: str, text: Any) -> None:
    report, (row,) = made(
        tmp_path, name, text("KZ", "Asia/Almaty", "2024-10-25T19:00Z", "2024-10-27T19:00Z")
    )
    assert report.refused == 0
    assert "moment" not in (row["note"] or "")


@both
def test_that_a_zone_of_another_country_is_noted(tmp_path: Path, name: str, text: Any) -> None:
    report, (row,) = made(tmp_path, name, text("DE", "Europe/Paris"))
    assert report.refused == 0
    assert row["time_zone"] == "Europe/Paris"
    assert "a zone of France" in row["note"]
    assert "another country" in str(report.sources[0].skipped)


@both
@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("IN", "Asia/Calcutta"),
        ("XK", "Europe/Belgrade"),
        ("FR", "Pacific/Noumea"),
        ("US", "Pacific/Guam"),
        ("DK", "America/Nuuk"),
    ],
)
def test_that_another_name_of_the_country_s_own_zone_is_not_noted(
    tmp_path: Path, name: str, text: Any, code: str, zone: str
) -> None:
    report, (row,) = made(tmp_path, name, text(code, zone))
    assert report.refused == 0
    assert "a zone of" not in (row["note"] or "")


CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


MOUNTAIN = """BEGIN:VTIMEZONE
TZID:Mountain
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0600
TZOFFSETTO:-0700
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0600
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
END:VTIMEZONE"""


def event(zone: str, start: str, end: str) -> tuple[str, str]:
    return f"DTSTART;TZID={zone}:{start}", f"DTEND;TZID={zone}:{end}"


def test_that_a_zone_that_only_the_calendar_defines_is_read(tmp_path: Path) -> None:
    told = event("Customized Time Zone", "20241026T180000", "20241028T180000")
    report, (row,) = made(tmp_path, "x.ics", calendar("Germany", *told, zone=CUSTOM))
    assert report.refused == 0
    assert row["time_zone"] == "Europe/Berlin"
    assert (row["starts_local"], row["ends_local"]) == (
        datetime(2024, 10, 26, 18), datetime(2024, 10, 28, 18),
    )  # fmt: skip
    # Clocks were put back between the two.
    assert (row["starts_at"], row["ends_at"]) == (
        datetime(2024, 10, 26, 16), datetime(2024, 10, 28, 17),
    )  # fmt: skip


def test_that_of_several_zones_the_one_that_shows_the_calendar_s_time_is_told(
    tmp_path: Path,
) -> None:
    told = event("Mountain", "20241026T180000", "20241027T180000")
    _, (row,) = made(tmp_path, "x.ics", calendar("United States", *told, zone=MOUNTAIN))
    assert row["time_zone"] == "America/Denver"
    assert row["starts_local"] == datetime(2024, 10, 26, 18)
    assert row["starts_at"] == datetime(2024, 10, 27)


@pytest.mark.parametrize(
    "zone", ["", CUSTOM.replace("FREQ=YEARLY", "FREQ=SECONDLY"), CUSTOM.replace("+0100", "often")]
)
def test_that_a_zone_that_is_not_defined_or_not_readably_is_refused(
    tmp_path: Path, zone: str
) -> None:
    told = event("Customized Time Zone", "20241026T180000", "20241028T180000")
    report, rows = made(tmp_path, "x.ics", calendar("Germany", *told, zone=zone))
    assert rows == []
    assert "Customized Time Zone" in report.sources[0].problems[0].why


def test_that_a_zone_by_its_windows_name_is_read(tmp_path: Path) -> None:
    told = event("W. Europe Standard Time", "20241026T180000", "20241028T180000")
    _, (row,) = made(tmp_path, "x.ics", calendar("Germany", *told))
    assert row["time_zone"] == "Europe/Berlin"


def test_that_whole_days_of_a_country_with_several_clocks_are_days_in_each(tmp_path: Path) -> None:
    days = ("DTSTART;VALUE=DATE:20241026", "DTEND;VALUE=DATE:20241028")
    report, rows = made(tmp_path, "x.ics", calendar("Brazil", *days))
    assert report.refused == 0
    assert len(rows) > 2
    assert {row["period_id"] for row in rows} == {rows[0]["period_id"]}
    assert {(row["starts_local"], row["ends_local"]) for row in rows} == {
        (datetime(2024, 10, 26), datetime(2024, 10, 28))
    }
    begins = {row["time_zone"]: row["starts_at"] for row in rows}
    assert begins["America/Sao_Paulo"] == datetime(2024, 10, 26, 3)
    assert len(set(begins.values())) == len(begins)
    snapshot = Snapshot(tmp_path / "out.duckdb")
    assert [proof.name for proof in proofs(snapshot) if proof.problem is not None] == []
    snapshot.close()


def test_that_whole_days_of_a_country_with_one_clock_are_told_once(tmp_path: Path) -> None:
    days = ("DTSTART;VALUE=DATE:20241026", "DTEND;VALUE=DATE:20241028")
    _, (row,) = made(tmp_path, "x.ics", calendar("Germany", *days))
    assert row["time_zone"] == "Europe/Berlin"
