"""Report windows around restriction periods, on periods and windows written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables, day, moment
from tests.queries.windows import ban, build, week


def _near(tables: Tables, **wanted: Any) -> list[tuple[Any, ...]]:
    """Version, window's end as MM-DD, relation and days inside, in the order of the table."""
    return [
        (row["version"], f"{row['window_ends_on']:%m-%d}", row["relation"], row["days_inside"])
        for row in build(tables)
        if all(row[name] == value for name, value in wanted.items())
    ]


def test_that_a_window_lies_before_across_inside_or_after_a_period(tables: Tables) -> None:
    for ends_on in ("06-30", "07-03", "07-07", "07-10", "07-16"):
        week(tables, ends_on, a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")  # midnight to midnight, Pacific time
    assert _near(tables) == [
        (1, "06-30", "before", 0),
        (1, "07-03", "overlaps", 3),
        (1, "07-07", "inside", 7),
        (1, "07-10", "overlaps", 4),
        (1, "07-16", "after", 0),
    ]


@pytest.mark.parametrize(
    ("starts", "ends", "relation", "days"),
    [
        ("2024-07-01T07:00:00", "2024-07-08T07:00:00", "inside", 7),
        ("2024-07-01T07:00:01", "2024-07-08T07:00:00", "overlaps", 7 - 1 / 86400),
        ("2024-07-01T07:00:00", "2024-07-08T06:00:00", "overlaps", 7 - 1 / 24),
        ("2024-07-07T06:00:00", "2024-07-08T06:00:00", "overlaps", 1),
        ("2024-07-08T07:00:00", "2024-07-09T07:00:00", "before", 0),
        ("2024-06-30T07:00:00", "2024-07-01T07:00:00", "after", 0),
        ("2024-06-30T07:00:00", None, "inside", 7),
    ],
)
def test_that_report_days_are_pacific_days_and_ends_are_half_open(
    tables: Tables, starts: str, ends: str | None, relation: str, days: float
) -> None:
    week(tables, "07-07", a=1)
    ban(tables, starts, ends)
    ((_, _, found, inside),) = _near(tables)
    assert (found, pytest.approx(inside)) == (relation, days)


def test_that_the_day_on_which_clocks_are_put_back_is_one_day(tables: Tables) -> None:
    week(tables, "11-05", a=1)  # Pacific clocks are put back on 3 November 2024
    ban(tables, "2024-10-29T07:00", "2024-11-06T08:00")
    assert _near(tables) == [(1, "11-05", "inside", 7)]
    (row,) = build(tables)
    assert (row["window_starts_on"], row["window_days"]) == (day("10-30"), 7)


def test_that_of_windows_that_do_not_touch_the_nearest_two_are_told(tables: Tables) -> None:
    for number in range(1, 29):
        week(tables, f"06-{number:02}", a=1)
        week(tables, f"07-{number:02}", a=1)
    week(tables, "06-20", kind="last_30_days", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-02T07:00")
    assert [f"{row['window_ends_on']:%m-%d}" for row in build(tables)] == [
        "06-20",
        "06-27", "06-28",
        *(f"07-{number:02}" for number in range(1, 8)),
        "07-08", "07-09",
    ]  # fmt: skip


def test_that_a_window_half_a_year_away_is_not_near(tables: Tables) -> None:
    week(tables, "01-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    assert build(tables) == []


def test_that_rises_are_against_the_last_window_before_the_period(tables: Tables) -> None:
    week(tables, "06-20", a=1, b=90)
    week(tables, "06-28", a=5, b=9, gone=4)
    week(tables, "07-07", a=8, b=2, new=6)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    inside = build(tables)[-1]
    assert (inside["compared_window_ends_on"], inside["days_after_compared"]) == (day("06-28"), 2)
    assert (inside["pages_risen"], inside["ads_risen"]) == (2, 3 + 6)
    assert (inside["pages_new"], inside["ads_of_new_pages"]) == (1, 6)
    assert (inside["ad_count"], inside["possible_breach"]) == (16, True)
    assert [row["ads_risen"] for row in build(tables)[:-1]] == [None, None]


def test_that_ads_are_summed_by_page_before_they_are_compared(tables: Tables) -> None:
    for state, before, inside in (("named", 5, 1), ("missing", 1, 6)):
        tables.page("06-30", "1", state, before)
        tables.page("07-07", "1", state, inside)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    row = build(tables)[-1]
    assert (row["pages_risen"], row["ads_risen"], row["row_count"]) == (1, 1, 2)


def test_that_page_0_is_no_page_and_an_unknown_count_is_no_rise(tables: Tables) -> None:
    week(tables, "06-30", **{"0": 1, "unsaid": None, "b": 3})
    week(tables, "07-07", **{"0": 4, "unsaid": 9, "b": None})
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    row = build(tables)[-1]
    assert (row["pages_risen"], row["ads_risen"], row["ad_count"]) == (0, 3, None)


def test_that_kinds_of_windows_platforms_and_regions_are_not_mixed(tables: Tables) -> None:
    week(tables, "06-30", kind="last_30_days", a=1)
    week(tables, "06-30", platform="facebook", a=1)
    week(tables, "06-30", region="Nairobi County", a=1)
    week(tables, "07-07", a=9)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    (row,) = [row for row in build(tables) if row["relation"] == "inside"]
    assert (row["compared_window_ends_on"], row["ads_risen"]) == (None, None)
    assert not row["possible_breach"]
    assert len(build(tables)) == 3


def test_that_the_later_of_two_files_of_a_window_counts(tables: Tables) -> None:
    week(tables, "07-07", a=9)
    week(tables, "07-07", source_id=2, a=4, b=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    (row,) = build(tables)
    assert (row["ad_count"], row["source_id"]) == (5, 2)


def test_that_amounts_of_several_currencies_are_not_added_up(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 1, spend_lower=0, spend_upper=100)
    tables.page("07-07", "2", "named", 1, spend_lower=50, spend_upper=50)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    (row,) = build(tables)
    assert (row["currency"], row["spend_lower"], row["spend_upper"]) == ("KES", 50, 150)
    tables.page("07-07", "3", "named", 1, currency="USD", spend_lower=1, spend_upper=1)
    (row,) = build(tables)
    assert (row["currency"], row["currency_count"], row["spend_lower"]) == (None, 2, None)


def test_that_one_open_amount_leaves_the_sum_open(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 1, spend_lower=5, spend_upper=None)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    (row,) = build(tables)
    assert (row["spend_lower"], row["spend_upper"]) == (5, None)


def test_that_each_announcement_has_its_own_rows_and_says_until_when_it_stood(
    tables: Tables,
) -> None:
    for ends_on in ("10-28", "11-05", "11-09"):
        week(tables, ends_on, a=1)
    ban(tables, "2024-10-29T07:00", "2024-11-06T08:00")
    ban(tables, "2024-10-29T07:00", "2024-11-10T08:00", version=2,
        known_from_at=moment("2024-11-06T12:00"))  # fmt: skip
    assert _near(tables, version=1) == [
        (1, "10-28", "before", 0),
        (1, "11-05", "inside", 7),
        (1, "11-09", "overlaps", 3),
    ]
    assert [found[2] for found in _near(tables, version=2)] == ["before", "inside", "inside"]
    said = {(r["version"], r["known_from_at"], r["superseded_at"]) for r in build(tables)}
    assert said == {
        (1, None, moment("2024-11-06T12:00")),
        (2, moment("2024-11-06T12:00"), None),
    }


def test_that_a_version_replaced_before_it_was_known_is_left_out(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-02T07:00", known_from_at=moment("2024-06-02T00:00"))
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", version=2)
    assert _near(tables) == [(2, "07-07", "inside", 7)]


def test_that_a_withdrawn_period_has_windows_until_it_was_withdrawn(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    ban(tables, None, None, version=2, withdrawn=True, known_from_at=moment("2024-06-20T00:00"))
    (row,) = build(tables)
    assert (row["version"], row["superseded_at"]) == (1, moment("2024-06-20T00:00"))


def test_that_a_period_without_a_date_has_no_windows(tables: Tables) -> None:
    week(tables, "07-07", a=1)
    ban(tables, None, None)
    assert build(tables) == []


def test_that_a_period_of_several_zones_runs_from_the_first_start_to_the_last_end(
    tables: Tables,
) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-05T07:00", time_zone="Asia/Jakarta")
    ban(tables, "2024-07-03T07:00", "2024-07-08T07:00", time_zone="Asia/Jayapura")
    assert _near(tables) == [(1, "07-07", "inside", 7)]


def test_that_zones_that_are_announced_apart_are_put_together_as_they_were_known(
    tables: Tables,
) -> None:
    week(tables, "07-07", a=1)
    for zone in ("Asia/Jakarta", "Asia/Jayapura"):
        ban(tables, "2024-07-02T07:00", "2024-07-05T07:00", time_zone=zone)
    ban(tables, "2024-07-01T07:00", "2024-07-05T07:00", time_zone="Asia/Jakarta", version=2,
        known_from_at=moment("2024-06-10T00:00"))  # fmt: skip
    ban(tables, "2024-07-02T07:00", "2024-07-08T07:00", time_zone="Asia/Jayapura", version=2,
        known_from_at=moment("2024-06-20T00:00"))  # fmt: skip
    stages = [(r["known_from_at"], r["relation"], r["days_inside"]) for r in build(tables)]
    assert stages == [
        (moment("2024-06-10T00:00"), "overlaps", 4),
        (moment("2024-06-20T00:00"), "inside", 7),
        (None, "overlaps", 3),
    ]


@pytest.mark.parametrize(
    ("rule", "before", "breach", "risen"),
    [
        ("new_political_ads_ban", 3, True, 6),
        ("new_political_ads_ban", 9, False, 0),
        ("political_ads_ban", 9, True, 0),
        ("electoral_silence", 9, True, 0),
        ("opinion_poll_ban", 3, False, None),
        ("exit_poll_ban", 3, False, None),
        ("results_publication_ban", 3, False, None),
        ("campaign_limits", 3, False, None),
    ],
)
def test_that_only_what_a_rule_restricts_is_a_possible_breach_of_it(
    tables: Tables,
    rule: str,
    before: int,
    breach: bool,  # noqa: FBT001
    risen: int | None,
) -> None:
    week(tables, "06-30", a=before)
    week(tables, "07-07", a=9)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", rule=rule)
    first, second = build(tables)
    assert (second["possible_breach"], second["ads_risen"]) == (breach, risen)
    assert not first["possible_breach"]


def test_that_no_ads_and_no_spend_are_no_possible_breach(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 0, spend_lower=0, spend_upper=0)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", rule="electoral_silence")
    (row,) = build(tables)
    assert not row["possible_breach"]


def test_that_a_lifelong_window_is_placed_by_its_last_day_and_tells_rises_only(
    tables: Tables,
) -> None:
    for ends_on, ads in (("06-30", 100), ("07-04", 108), ("07-20", 150)):
        week(tables, ends_on, kind="lifelong", a=ads)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    rows = build(tables)
    assert [row["relation"] for row in rows] == ["before", "overlaps", "after"]
    assert (rows[1]["days_inside"], rows[1]["window_days"]) == (4, None)
    assert (rows[1]["ads_risen"], rows[1]["possible_breach"]) == (8, True)
    tables.connection.execute("update restriction_period set rule = 'electoral_silence'")
    assert not any(row["possible_breach"] for row in build(tables))


@pytest.mark.parametrize(
    ("medium", "covers"),
    [
        ("online ads of one platform", True),
        ("television and the Internet", True),
        ("all campaigning", True),
        ("all media", True),
        ("public meetings and campaigning", True),
        ("all", True),
        ("TV and radio advertising", False),
        ("broadcast and similar apparatus", False),
        ("all broadcast media", False),
        ("rallies", False),
        ("advertising", None),
        ("not stated", None),
    ],
)
def test_that_a_rules_words_tell_whether_it_covers_ads_online(
    tables: Tables,
    medium: str,
    covers: bool | None,  # noqa: FBT001
) -> None:
    week(tables, "07-07", a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", medium=medium)
    (row,) = build(tables)
    assert row["covers_online"] is covers


@pytest.mark.parametrize(
    ("policy_of", "platform", "counted"),
    [
        (None, "several", True),
        ("Meta", "several", True),
        ("Meta", "google", False),
        ("Google", "several", False),
        ("Google", "google", True),
        ("TikTok", "several", False),
        ("TikTok", "all", True),
        ("a platform", "several", True),
    ],
)
def test_that_a_platforms_own_rule_is_not_held_against_another_platform(
    tables: Tables,
    policy_of: str | None,
    platform: str,
    counted: bool,  # noqa: FBT001
) -> None:
    week(tables, "07-07", platform=platform, a=1)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", platform=policy_of)
    assert bool(build(tables)) is counted


def _spent(tables: Tables, currency: str, spend: float, *, same_money: bool) -> None:
    tables.add(
        "advertiser_week",
        advertiser_id="AR1",
        week_starts_on=day("07-01"),
        platform="google",
        currency=currency,
        spend_lower=spend,
        spend_upper=spend,
        same_money=same_money,
    )


def test_that_a_week_of_spend_is_a_window_without_ads(tables: Tables) -> None:
    _spent(tables, "EUR", 90, same_money=True)
    _spent(tables, "USD", 100, same_money=True)
    _spent(tables, "USD", 50, same_money=True)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", rule="electoral_silence")
    (row,) = build(tables)
    assert (row["window_kind"], row["relation"], row["row_count"]) == ("week", "inside", 2)
    assert (row["ad_count"], row["currency"], row["spend_upper"]) == (None, "USD", 150)
    assert row["possible_breach"]


def test_that_a_week_billed_in_several_currencies_has_no_sum(tables: Tables) -> None:
    _spent(tables, "EUR", 90, same_money=False)
    _spent(tables, "USD", 100, same_money=False)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", rule="electoral_silence")
    (row,) = build(tables)
    assert (row["currency_count"], row["spend_lower"], row["possible_breach"]) == (2, None, True)


def test_that_whatever_is_synthetic_behind_a_row_makes_it_so(tables: Tables) -> None:
    week(tables, "06-30", provenance="synthetic", a=1)
    week(tables, "07-07", a=9)
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00")
    assert [row["provenance"] for row in build(tables)] == ["synthetic", "synthetic"]
    tables.connection.execute("update ad_page set provenance = 'measured'")
    assert [row["provenance"] for row in build(tables)] == ["measured", "measured"]
    tables.connection.execute("update restriction_period set provenance = 'synthetic'")
    assert [row["provenance"] for row in build(tables)] == ["synthetic", "synthetic"]
