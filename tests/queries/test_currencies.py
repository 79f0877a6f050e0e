"""A signal of money has one currency in a country, and the view names that one."""

from __future__ import annotations

from typing import Any, Final

import pytest

from eoc_app.snapshot.catalogue import catalogue
from tests.queries.answers import ask, short
from tests.queries.tables import Tables, day

MONEY: Final = [name for name, signal in catalogue().signals.items() if signal.form == "money"]


def currencies(tables: Tables) -> list[tuple[Any, ...]]:
    """What the view says, once the signals are computed as a build does."""
    for name in MONEY:
        for row in tables.signal(name):
            tables.add("signal_day", signal=name, **row)
    return short(ask(tables, "currencies"), "signal", "country_code", "currency")


def week(tables: Tables, starts: str, currency: str, spend: float, *, same_money: bool) -> None:
    tables.add(
        "advertiser_week",
        advertiser_id="AR1",
        week_starts_on=day(starts),
        platform="google",
        currency=currency,
        spend_lower=spend,
        spend_upper=spend,
        same_money=same_money,
    )


def test_that_every_signal_of_money_is_spoken_of_by_the_view() -> None:
    text = catalogue().views["currencies"].sql
    assert all(f"'{name}'" in text for name in MONEY)


@pytest.mark.parametrize(("first", "second"), [("KES", "USD"), ("USD", "KES")])
def test_that_of_a_country_only_the_currency_of_most_days_is_counted(
    tables: Tables, first: str, second: str
) -> None:
    for ends, currency in (("07-05", first), ("07-06", first), ("07-07", second)):
        tables.page(ends, "1", "named", 1, spend_lower=700, spend_upper=700, currency=currency)
        tables.page(ends, "2", "missing", 1, spend_lower=300, spend_upper=300, currency=currency)
    assert [figure[1:4] for figure in tables.figures("ad_spend")] == [
        ("07-05", "several", 1000.0),
        ("07-06", "several", 1000.0),
    ]
    shares = tables.shares("spend_without_disclaimer_share")
    assert [share[1] for share in shares] == ["07-05", "07-06"]
    assert currencies(tables) == [("ad_spend", "KE", first)]


def test_that_platforms_of_other_currencies_are_not_added_up_either(tables: Tables) -> None:
    for ends in ("07-06", "07-07"):
        tables.page(ends, "1", "named", 1, spend_lower=700, spend_upper=700, currency="KES")
    tables.page(
        "07-07", "1", "named", 1, spend_lower=9, spend_upper=9, currency="USD", platform="youtube"
    )
    assert {figure[2] for figure in tables.figures("ad_spend")} == {"several"}


def test_that_weeks_of_another_currency_are_left_out(tables: Tables) -> None:
    week(tables, "07-01", "EUR", 90, same_money=False)
    week(tables, "06-24", "USD", 5, same_money=False)
    assert [figure[3] for figure in tables.figures("advertiser_weekly_spend")] == [90.0]
    assert currencies(tables) == [("advertiser_weekly_spend", "KE", "EUR")]


@pytest.mark.parametrize(
    ("several", "taken"), [(("CZK", "EUR", "USD"), "USD"), (("CZK", "EUR"), "EUR")]
)
def test_that_the_same_money_is_told_in_the_currency_that_is_counted(
    tables: Tables, several: tuple[str, ...], taken: str
) -> None:
    for amount, currency in enumerate(several, 1):
        week(tables, "07-01", currency, amount, same_money=True)
    assert [figure[3] for figure in tables.figures("advertiser_weekly_spend")] == [
        float(several.index(taken) + 1)
    ]
    assert currencies(tables) == [("advertiser_weekly_spend", "KE", taken)]


def test_that_a_report_in_several_currencies_has_none(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 1, spend_lower=5, spend_upper=5, currency="KES")
    tables.page("07-07", "2", "named", 1, spend_lower=5, spend_upper=5, currency="USD")
    assert currencies(tables) == []
