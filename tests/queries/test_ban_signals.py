"""Ads in windows that lie inside a ban, on bans and windows written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables, day, moment


def _ban(tables: Tables, version: int, starts: str, ends: str, **more: Any) -> None:
    tables.add(
        "restriction_period",
        **{
            "period_id": "KE-ban",
            "version": version,
            "rule": "political_ads_ban",
            "medium": "online advertising",
            "starts_local": moment(starts),
            "ends_local": moment(ends),
            "time_zone": "Africa/Nairobi",
            "imposed_by": "law",
            "confidence": "high",
        }
        | more,
    )


@pytest.mark.parametrize(
    ("starts", "ends", "counted"),
    [
        ("2024-07-01T00:00", "2024-07-08T00:00", True),
        ("2024-07-01T00:01", "2024-07-08T00:00", False),
        ("2024-07-01T00:00", "2024-07-07T23:59", False),
        ("2024-06-01T12:00", "2024-08-01T12:00", True),
    ],
)
def test_that_only_windows_wholly_inside_a_ban_count_as_ads_in_it(
    tables: Tables,
    starts: str,
    ends: str,
    counted: bool,  # noqa: FBT001
) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    _ban(tables, 1, starts, ends)
    expected = [("KE", "07-07", "several", 9.0, 9.0, 9.0)] if counted else []
    assert tables.figures("ads_in_ban_window") == expected


def test_that_a_ban_counts_by_its_newest_version_and_only_for_ads_online(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    _ban(tables, 1, "2024-06-01T00:00", "2024-08-01T00:00")
    _ban(tables, 2, "2024-06-01T00:00", "2024-07-01T00:00")
    _ban(tables, 1, "2024-06-01T00:00", "2024-08-01T00:00", period_id="tv", medium="television")
    assert tables.signal("ads_in_ban_window") == []


def test_that_a_ban_counts_by_what_was_announced_by_the_windows_end(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    _ban(tables, 1, "2024-06-01T00:00", "2024-08-01T00:00")
    _ban(
        tables, 2, "2024-06-01T00:00", "2024-07-01T00:00", known_from_at=moment("2024-07-08T00:00")
    )
    assert [figure[1] for figure in tables.figures("ads_in_ban_window")] == ["07-07"]
    tables.connection.execute(
        "update restriction_period set known_from_at = timestamp '2024-07-07 23:00'"
        " where version = 2"
    )
    assert tables.signal("ads_in_ban_window") == []


def test_that_a_window_must_lie_inside_every_zone_of_a_ban_and_counts_once(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    for zone in ("Asia/Jakarta", "Asia/Makassar"):
        _ban(tables, 1, "2024-06-01T00:00", "2024-08-01T00:00", time_zone=zone)
    assert tables.figures("ads_in_ban_window") == [("KE", "07-07", "several", 9.0, 9.0, 9.0)]
    _ban(tables, 1, "2024-06-01T00:00", "2024-07-02T00:00", time_zone="Asia/Jayapura")
    assert tables.signal("ads_in_ban_window") == []


@pytest.mark.parametrize(
    ("version", "own"),
    [(1, {"withdrawn": True}), (2, {"withdrawn": True}), (1, {"territory": "Nairobi County"}),
     (1, {"medium": "rallies"})],
)  # fmt: skip
def test_that_a_ban_that_is_withdrawn_or_of_a_part_or_of_other_media_counts_no_ads(
    tables: Tables, version: int, own: dict[str, Any]
) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    for earlier in range(1, version):
        _ban(tables, earlier, "2024-06-01T00:00", "2024-08-01T00:00")
    _ban(tables, version, "2024-06-01T00:00", "2024-08-01T00:00", **own)
    assert tables.signal("ads_in_ban_window") == []


def test_that_a_ban_without_an_end_on_record_is_still_in_force(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 9, window_starts_on=day("07-01"))
    _ban(tables, 1, "2024-06-01T00:00", "2024-08-01T00:00", ends_local=None)
    assert [figure[3] for figure in tables.figures("ads_in_ban_window")] == [9.0]
