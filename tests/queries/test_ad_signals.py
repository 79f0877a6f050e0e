"""Signals over advertiser reports, on windows written by hand."""

from __future__ import annotations

import pytest

from tests.queries.tables import Tables, day


def test_that_the_share_of_unlabelled_ads_counts_missing_over_all_that_report(
    tables: Tables,
) -> None:
    tables.page("07-07", "1", "named", 60)
    tables.page("07-07", "1", "missing", 20)
    tables.page("07-07", "0", "missing", 5)
    tables.page("07-07", "2", "anonymised", 15)
    (row,) = tables.signal("ads_without_disclaimer_share")
    assert row == {
        "scope": "country",
        "country_code": "KE",
        "day": day("07-07"),
        "period_days": 7,
        "platform": "several",
        "numerator": 25.0,
        "numerator_lower": 25.0,
        "numerator_upper": 25.0,
        "denominator": 100.0,
        "denominator_lower": 100.0,
        "denominator_upper": 100.0,
        "cell": "observed",
        "provenance": "published",
        "source_id": 1,
        "row_count": 4,
    }


def test_that_reports_without_a_disclaimer_column_say_nothing_of_disclaimers(
    tables: Tables,
) -> None:
    tables.page("07-07", "1", "not_reported", 60)
    for name in (
        "ads_without_disclaimer_share",
        "spend_without_disclaimer_share",
        "pages_without_disclaimer_share",
        "ads_anonymised_payer_share",
    ):
        assert tables.signal(name) == []
    assert tables.figures("ads_listed") == [("KE", "07-07", "several", 60.0, 60.0, 60.0)]


def test_that_rows_that_do_not_report_are_in_neither_number_of_a_share(tables: Tables) -> None:
    tables.page("07-07", "1", "not_reported", 900)
    tables.page("07-07", "2", "named", 3)
    tables.page("07-07", "3", "missing", 1)
    assert tables.shares("ads_without_disclaimer_share") == [("KE", "07-07", 1.0, 4.0, 0.25, 0.25)]


@pytest.mark.parametrize(
    ("ends", "chosen"),
    [
        ({"last_7_days": 1, "last_30_days": 1}, 7),
        ({"last_7_days": 1, "last_30_days": 2}, 30),
        ({"yesterday": 1, "last_30_days": 1}, 30),
        ({"yesterday": 2, "last_30_days": 1}, 1),
        ({"lifelong": 3, "last_90_days": 1}, 90),
    ],
)
def test_that_a_country_is_read_by_one_kind_of_window(
    tables: Tables, ends: dict[str, int], chosen: int
) -> None:
    for kind, count in ends.items():
        for number in range(count):
            tables.page(f"07-0{number + 1}", "1", "named", 4, window_kind=kind)
    assert {row["period_days"] for row in tables.signal("ads_listed")} == {chosen}
    assert {row["period_days"] for row in tables.signal("ads_without_disclaimer_share")} == {chosen}


def test_that_the_same_window_in_two_files_is_counted_once(tables: Tables) -> None:
    tables.page("07-07", "1", "missing", 4)
    tables.page("07-07", "1", "missing", 5, source_id=2)
    tables.page("07-07", "2", "named", 5, source_id=2)
    assert tables.shares("ads_without_disclaimer_share") == [("KE", "07-07", 5.0, 10.0, 0.5, 0.5)]


def test_that_regions_are_not_added_to_their_country(tables: Tables) -> None:
    tables.page("07-07", "1", "missing", 4)
    tables.page("07-07", "1", "missing", 3, region="Nairobi County")
    assert tables.figures("ads_listed") == [("KE", "07-07", "several", 4.0, 4.0, 4.0)]


def test_that_an_unknown_number_of_ads_opens_the_bounds(tables: Tables) -> None:
    tables.page("07-07", "1", "missing", None)
    tables.page("07-07", "2", "named", 10)
    (row,) = tables.signal("ads_without_disclaimer_share")
    assert (row["numerator"], row["numerator_lower"], row["numerator_upper"]) == (None, 0.0, None)
    assert (row["denominator"], row["denominator_lower"]) == (None, 10.0)


def test_that_small_amounts_are_an_interval_and_the_share_has_exact_bounds(tables: Tables) -> None:
    tables.page("07-07", "1", "missing", 1, spend_lower=0, spend_upper=100)
    tables.page("07-07", "2", "missing", 1, spend_lower=300, spend_upper=300)
    tables.page("07-07", "3", "named", 1, spend_lower=600, spend_upper=600)
    tables.page("07-07", "4", "named", 1, spend_lower=0, spend_upper=100)
    (row,) = tables.shares("spend_without_disclaimer_share")
    lowest, highest = 300 / (300 + 700), 400 / (400 + 600)
    assert row == ("KE", "07-07", None, None, lowest, highest)
    assert tables.figures("ad_spend") == [("KE", "07-07", "several", None, 900.0, 1100.0)]


def test_that_exact_spend_has_a_best_value(tables: Tables) -> None:
    tables.page("07-07", "2", "missing", 1, spend_lower=300, spend_upper=300)
    tables.page("07-07", "3", "named", 1, spend_lower=900, spend_upper=900)
    assert tables.shares("spend_without_disclaimer_share") == [
        ("KE", "07-07", 300.0, 1200.0, 0.25, 0.25)
    ]
    assert tables.figures("ad_spend") == [("KE", "07-07", "several", 1200.0, 1200.0, 1200.0)]


@pytest.mark.parametrize("second", ["USD", None])
def test_that_amounts_in_several_currencies_are_never_added_up(
    tables: Tables, second: str | None
) -> None:
    tables.page("07-07", "1", "missing", 1, spend_lower=5, spend_upper=5)
    tables.page("07-07", "2", "named", 1, spend_lower=5, spend_upper=5, currency=second)
    assert tables.signal("spend_without_disclaimer_share") == []
    assert tables.signal("ad_spend") == []


def test_that_page_0_is_no_page_and_one_page_with_two_disclaimers_is_one(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 60)
    tables.page("07-07", "1", "missing", 20)
    tables.page("07-07", "2", "named", 5)
    tables.page("07-07", "0", "missing", 15)
    (row,) = tables.signal("pages_without_disclaimer_share")
    assert (row["numerator"], row["denominator"], row["row_count"]) == (1.0, 2.0, 3)


def test_that_anonymised_payers_are_a_share_of_their_own(tables: Tables) -> None:
    tables.page("07-07", "1", "anonymised", 1)
    tables.page("07-07", "2", "missing", 3)
    assert tables.shares("ads_anonymised_payer_share") == [("KE", "07-07", 1.0, 4.0, 0.25, 0.25)]


def test_that_spend_without_any_lower_bound_has_bounds_and_no_best_value(tables: Tables) -> None:
    tables.page("07-07", "1", "missing", 1, spend_upper=0)
    tables.page("07-07", "2", "named", 1, spend_upper=0)
    assert tables.figures("ad_spend") == [("KE", "07-07", "several", None, 0.0, 0.0)]
    (row,) = tables.signal("spend_without_disclaimer_share")
    assert (row["numerator"], row["denominator"]) == (None, None)
    assert (row["numerator_upper"], row["denominator_upper"]) == (0.0, 0.0)


def test_that_no_spend_without_a_disclaimer_is_a_stated_zero(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 1, spend_lower=5, spend_upper=5)
    (row,) = tables.signal("spend_without_disclaimer_share")
    assert (row["numerator"], row["denominator"]) == (0.0, 5.0)


def test_that_a_week_without_any_lower_bound_has_no_best_value(tables: Tables) -> None:
    _week(tables, "EUR", None, same_money=False)
    assert tables.figures("advertiser_weekly_spend") == [("KE", "07-07", "google", None, 0.0, 0.0)]


def _week(tables: Tables, currency: str, spend: float | None, *, same_money: bool) -> None:
    tables.add(
        "advertiser_week",
        advertiser_id="AR1",
        week_starts_on=day("07-01"),
        platform="google",
        currency=currency,
        spend_lower=spend,
        spend_upper=spend or 0,
        same_money=same_money,
    )


def test_that_the_same_money_in_several_currencies_is_counted_in_one(tables: Tables) -> None:
    _week(tables, "EUR", 90, same_money=True)
    _week(tables, "USD", 100, same_money=True)
    _week(tables, "USD", 50, same_money=True)
    assert tables.figures("advertiser_weekly_spend") == [
        ("KE", "07-07", "google", 150.0, 150.0, 150.0)
    ]


def test_that_a_week_billed_in_several_currencies_gives_no_sum(tables: Tables) -> None:
    _week(tables, "EUR", 90, same_money=False)
    _week(tables, "USD", 100, same_money=False)
    assert tables.signal("advertiser_weekly_spend") == []
