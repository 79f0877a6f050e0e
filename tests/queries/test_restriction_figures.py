"""What report windows show inside restriction periods: rises, spend, and which rules they touch."""

from __future__ import annotations

import pytest

from tests.queries.tables import Tables, day
from tests.queries.windows import ban, build, week


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


@pytest.mark.parametrize("amounts", [(0, 0), (0, None), (None, None)])
def test_that_no_ads_and_no_spend_are_no_possible_breach(
    tables: Tables, amounts: tuple[float | None, float | None]
) -> None:
    tables.page("07-07", "1", "named", 0, spend_lower=amounts[0], spend_upper=amounts[1])
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", rule="electoral_silence")
    (row,) = build(tables)
    assert (row["possible_breach"], row["currency_count"]) == (False, 0)
    assert (row["spend_lower"], row["spend_upper"]) == amounts


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
    ban(tables, "2024-07-01T07:00", "2024-07-08T07:00", medium=medium, imposed_by="law")
    (row,) = build(tables)
    assert row["covers_online"] is covers
    tables.connection.execute("update restriction_period set imposed_by = 'platform'")
    (row,) = build(tables)
    assert row["covers_online"] is True


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
