"""eoc show restrictions: every period as data, at any moment and as it was known at any."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eoc_app.cli import run
from eoc_app.commands import values
from eoc_app.core.problem import Problem

NOW = ("--now", "2024-10-25T18:00Z")


@pytest.fixture
def show(capsys: pytest.CaptureFixture[str], small_snapshot: Path) -> Any:
    """Shows a view of the small snapshot; gives the exit code and both outputs."""

    def act(*arguments: str) -> tuple[int, str, str]:
        code = run(["show", str(small_snapshot), *arguments, *NOW])
        told = capsys.readouterr()
        return code, told.out, told.err

    return act


@pytest.fixture
def record(show: Any) -> Any:
    """The restrictions as data."""

    def act(*arguments: str) -> Any:
        code, out, err = show("restrictions", *arguments, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return act


def test_that_every_period_has_its_states_zones_law_and_versions(record: Any) -> None:
    found = record("--country", "KE")["restrictions"]
    (period,) = found["periods"]
    assert (period["period_id"], period["state"], period["wall_state"]) == (
        "ke-silence",
        "upcoming",
        "not_known",
    )
    assert (period["citation"], period["confidence"]) == ("Elections Act s. 1", "medium")
    (zone,) = period["zones"]
    assert (zone["time_zone"], zone["starts_local"], zone["starts_at"]) == (
        "Africa/Nairobi",
        "2024-11-03T00:00:00",
        "2024-11-02T21:00:00Z",
    )
    assert [version["version"] for version in period["versions"]] == [1]
    assert isinstance(period["breach_count"], int)
    assert found["queries"]["periods"]
    assert (found["at"], found["now_at"]) == ("2024-10-25T12:00:00Z", "2024-10-25T18:00:00Z")


def test_that_the_register_stands_beside_the_panels(record: Any) -> None:
    told = record()
    assert list(told) == ["snapshot", "selection", "restrictions", "panels"]
    assert "restriction_register" not in told["panels"]
    assert {period["country_code"] for period in told["restrictions"]["periods"]} == {
        "KE",
        "TZ",
        "US",
    }


def test_that_a_moment_of_any_offset_is_asked_for(record: Any) -> None:
    for at, state in (
        ("2024-11-02T23:59+03:00", "upcoming"),
        ("2024-11-03T00:00+03:00", "in_force"),
        ("2024-11-05T13:59:59Z", "in_force"),
    ):
        found = record("--country", "KE", "--at", at)["restrictions"]
        assert found["periods"][0]["by_dates"] == state, at
    after = record("--country", "KE", "--at", "2024-11-05T17:00+03:00")["restrictions"]
    assert after["periods"][0]["state"] == "not_known"
    assert after["periods"][0]["by_dates"] == "ended"


def test_that_what_was_known_then_is_told(record: Any) -> None:
    def period(known_at: str) -> Any:
        asked = ("--at", "2024-10-29T12:00-04:00", "--known-at", known_at)
        return record("--country", "US", *asked)["restrictions"]["periods"][0]

    before, after = period("2024-10-24T09:59Z"), period("2024-10-24T10:00Z")
    assert [(one["version"], one["zones"][0]["ends_local"]) for one in (before, after)] == [
        (1, "2024-10-27T00:00:00"),
        (2, "2024-10-30T00:00:00"),
    ]
    assert (before["moved"], after["state"]) == ("", "in_force")
    assert after["moved"].startswith("end moved")
    assert [version["known"] for version in before["versions"]] == [True, False]


def test_that_a_country_without_a_rule_is_a_record_of_its_own(record: Any) -> None:
    (period,) = record("--country", "NZ")["restrictions"]["periods"]
    assert (period["country_code"], period["country"]) == ("NZ", "New Zealand")
    assert (period["state"], period["state_text"]) == ("no_rule", "no rule on record")
    assert (period["wall_state"], period["breach_count"]) == ("no_rule", None)


def test_that_medium_and_period_choose(record: Any) -> None:
    for option, value in (("--medium", "polls"), ("--period", "tz-poll")):
        periods = record(option, value)["restrictions"]["periods"]
        named = [period["period_id"] for period in periods if period["state"] != "no_rule"]
        assert named == ["tz-poll"]


def test_that_the_room_has_a_clock_of_its_own(record: Any) -> None:
    told = record("--room", "Asia/Tokyo", "--grouping", "kind")
    assert told["selection"]["room_zone"] == "Asia/Tokyo"
    assert told["selection"]["grouping"] == "kind"
    assert told["panels"]["next_changes"]["view"]["room_zone"] == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("overview", "--at", "2024-10-20"), "--at applies to restrictions only"),
        (("ranking", "--known-at", "2024-10-20"), "--known-at applies"),
        (("ads", "--medium", "polls"), "--medium applies"),
        (("overview", "--room", "Asia/Tokyo"), "--room applies"),
        (("restrictions", "--at", "2024-10-20", "--as-of", "2024-10-20"), "Two moments"),
        (("restrictions", "--period", "nothing"), "ke-silence"),
        (("periods", "--medium", "smoke signals"), "all campaigning"),
        (("restrictions", "--room", "Mars/Base"), "is not an IANA time zone"),
        (("restrictions", "--room", "PST"), "is not an IANA time zone"),
        (("restrictions", "--at", "soon"), "2024-10-26T02:00-04:00"),
        (("restrictions", "--at", "9999-12-31T23:00-05:00"), "cannot be read"),
    ],
)
def test_that_what_has_no_meaning_is_refused(
    show: Any, arguments: tuple[str, ...], says: str
) -> None:
    code, out, err = show(*arguments)
    assert (code, out) == (1, "")
    assert says in err


def test_that_panels_of_the_screen_take_the_options_too(show: Any) -> None:
    asked = ("--at", "2024-10-29T12:00-04:00", "--known-at", "2024-10-24T10:00Z")
    code, out, err = show("restriction_register", "--country", "US", *asked)
    assert (code, err) == (0, "")
    assert "2024-10-30 00:00" in out


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-06-01T12:00-06:00", "2024-06-01T18:00:00+00:00"),
        ("2024-06-01T12:00Z", "2024-06-01T12:00:00+00:00"),
        ("2024-06-01T12:00", "2024-06-01T12:00:00+00:00"),
        ("2024-06-01 12:00:30+05:30", "2024-06-01T06:30:30+00:00"),
        ("2024-06-01", "2024-06-01T23:59:59+00:00"),
    ],
)
def test_that_an_instant_without_an_offset_is_utc(text: str, utc: str) -> None:
    assert values.instant(text).isoformat() == utc


def test_that_a_zone_is_a_place_or_utc() -> None:
    assert values.zone("Europe/Dublin") == "Europe/Dublin"
    assert values.zone("UTC") == "UTC"
    with pytest.raises(Problem, match="time zone is not known"):
        values.zone("../etc/passwd")
