"""Local civil time is turned into UTC by the rules of its zone, and nothing is guessed."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.dates import civil_time

NEW_YORK = ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_that_a_period_across_a_clock_change_uses_each_end_s_own_offset() -> None:
    zone = ZoneInfo("America/Los_Angeles")
    assert civil_time.utc(at("2024-10-29T00:00"), zone, "start") == at("2024-10-29T07:00")
    assert civil_time.utc(at("2024-11-06T00:00"), zone, "end") == at("2024-11-06T08:00")


def test_that_a_time_that_clocks_skip_is_the_moment_of_the_skip() -> None:
    skipped = at("2024-03-10T02:30")
    assert civil_time.occurrence(skipped, NEW_YORK) == "never"
    assert civil_time.utc(skipped, NEW_YORK, "start") == at("2024-03-10T07:00")
    assert civil_time.utc(skipped, NEW_YORK, "end") == at("2024-03-10T07:00")


def test_that_a_time_shown_twice_keeps_the_doubtful_hour_inside_the_interval() -> None:
    doubled = at("2024-11-03T01:30")
    assert civil_time.occurrence(doubled, NEW_YORK) == "twice"
    assert civil_time.utc(doubled, NEW_YORK, "start") == at("2024-11-03T05:30")
    assert civil_time.utc(doubled, NEW_YORK, "end") == at("2024-11-03T06:30")


def test_that_a_day_which_a_country_skipped_is_the_moment_of_the_skip() -> None:
    zone = ZoneInfo("Pacific/Apia")  # 30 December 2011 never was
    assert civil_time.utc(at("2011-12-30T12:00"), zone, "start") == at("2011-12-30T10:00")


@given(
    st.datetimes(datetime(1975, 1, 1), datetime(2037, 12, 31)),
    st.sampled_from(["Europe/Paris", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Cairo", "UTC"]),
)
def test_that_times_shown_once_come_back_and_a_start_is_never_after_its_end(
    civil: datetime, name: str
) -> None:
    zone = ZoneInfo(name)
    start, end = (civil_time.utc(civil, zone, edge) for edge in ("start", "end"))
    assert start <= end
    if civil_time.occurrence(civil, zone) == "once":
        assert start == end
        assert civil_time.local(start, zone) == civil


def test_that_24_00_is_the_next_midnight_and_24_01_is_no_time() -> None:
    found = civil_time.moment("2024-02-28 24:00")
    assert found is not None
    assert found.civil == at("2024-02-29T00:00")
    assert civil_time.moment("2024-02-28T24:01") is None


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-10-29T00:00Z", "2024-10-29T00:00"),
        ("2024-10-29 00:00:30-07:00", "2024-10-29T07:00:30"),
        ("2024-10-29T00:00+0530", "2024-10-28T18:30"),
        ("2024-10-29", "2024-10-29T00:00"),
    ],
)
def test_that_a_written_offset_counts(text: str, utc: str) -> None:
    found = civil_time.moment(text)
    assert found is not None
    assert found.utc == at(utc)


@pytest.mark.parametrize(
    "text",
    ["", "2024-13-01", "2024-02-30T00:00", "2024-10-29T25:00", "10/29/2024", "9999-12-31T24:00",
     "0001-01-01T00:00+05:00", "2024-10-29T00:00+30:00"],
)  # fmt: skip
def test_that_what_is_no_moment_is_none(text: str) -> None:
    assert civil_time.moment(text) is None


@pytest.mark.parametrize(
    "name", ["PST", "+02:00", "", "America", "../etc/passwd", "Europe/Nowhere"]
)
def test_that_only_places_are_zones(name: str) -> None:
    assert civil_time.zone(name) is None


def test_that_a_zoned_time_is_refused_instead_of_converted_twice() -> None:
    with pytest.raises(ValueError, match="2024"):
        civil_time.utc(at("2024-10-29T00:00+00:00"), NEW_YORK, "start")


def test_that_a_whole_day_ends_where_the_next_begins() -> None:
    day = at("2024-12-31T00:00").date()
    assert civil_time.day_after(day) - timedelta(days=1) == at("2024-12-31T00:00")


@given(st.integers(1990, 2035), st.sampled_from(["America/Detroit", "Africa/Cairo", "Asia/Gaza"]))
def test_that_the_changes_of_a_year_give_the_offset_of_every_hour_in_it(
    year: int, name: str
) -> None:
    where = ZoneInfo(name)
    changes = civil_time.clock_changes(where, year)
    for hours in range(0, 365 * 24, 191):
        at = datetime(year, 1, 1) + timedelta(hours=hours)
        offset = [offset for changed_at, offset in changes if changed_at <= at][-1]
        assert civil_time.local(at, where) == at + offset


def test_that_zones_whose_clocks_agree_in_a_year_have_the_same_changes() -> None:
    new_york, detroit = NEW_YORK, ZoneInfo("America/Detroit")
    assert civil_time.clock_changes(new_york, 2024) == civil_time.clock_changes(detroit, 2024)
    assert civil_time.clock_changes(new_york, 1970) != civil_time.clock_changes(detroit, 1970)


@pytest.mark.parametrize(
    "name",
    ["right/Europe/Paris", "posix/Europe/Paris", "Etc/GMT+5", "Etc/UTC", "europe/paris",
     "EUROPE/PARIS", "Europe/", "Europe/../Europe/Paris", "PST8PDT", "EST", "", "Europe/Nowhere"],
)  # fmt: skip
def test_that_only_places_and_utc_are_zones(name: str) -> None:
    assert civil_time.zone(name) is None


def test_that_places_of_the_zone_database_are_zones() -> None:
    for name in ("Europe/Paris", "America/Argentina/Buenos_Aires", "US/Eastern", "UTC"):
        found = civil_time.zone(name)
        assert found is not None
        assert found.key == name
