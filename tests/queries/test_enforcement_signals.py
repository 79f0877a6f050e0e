"""Signals over vintages of an enforcement report."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables


def _stated(tables: Tables, metric: str, value: float | None, **row: Any) -> None:
    tables.measure(
        "enforcement",
        metric,
        "06-30",
        value,
        **{"starts_on": "04-01", "scope": "world", "policy_area": "Hate Speech"} | row,
    )


@pytest.mark.parametrize(
    ("signal", "policy_area"),
    [
        ("hateful_content_actioned", "Hate Speech"),
        ("hateful_content_actioned", "Hateful Conduct"),
        ("violence_incitement_actioned", "Violence And Incitement"),
        ("fake_accounts_actioned", "Fake Accounts"),
    ],
)
def test_that_the_newest_vintage_of_a_quarter_counts_for_the_world(
    tables: Tables, signal: str, policy_area: str
) -> None:
    _stated(tables, "content_actioned", 100, vintage="2024Q2", policy_area=policy_area)
    _stated(tables, "content_actioned", 120, vintage="2024Q3", policy_area=policy_area)
    _stated(tables, "content_actioned", 7, policy_area="Spam")
    (row,) = tables.signal(signal)
    assert (row["scope"], row["country_code"], row["period_days"]) == ("world", None, 91)
    assert (row["numerator"], row["row_count"]) == (120.0, 1)


def test_that_restored_content_is_a_share_of_what_was_actioned(tables: Tables) -> None:
    _stated(tables, "content_actioned", 1000)
    _stated(tables, "content_restored_with_appeal", 20)
    _stated(tables, "content_restored_without_appeal", 30)
    _stated(tables, "content_appealed", 250)
    (restored,) = tables.shares("hateful_content_restored_share")
    assert restored[2:] == (50.0, 1000.0, 0.05, 0.05)
    (appealed,) = tables.shares("hateful_content_appealed_share")
    assert appealed[2:] == (250.0, 1000.0, 0.25, 0.25)


def test_that_a_proactive_rate_is_weighted_by_what_was_actioned(tables: Tables) -> None:
    _stated(tables, "proactive_rate", 0.9, lower=0.85, upper=0.95, qualifier="rounded")
    assert tables.signal("hateful_proactive_share") == []
    _stated(tables, "content_actioned", 1000)
    (row,) = tables.shares("hateful_proactive_share")
    assert row[2:] == (900.0, 1000.0, 0.85, 0.95)


def test_that_prevalence_is_drawn_from_its_two_bounds(tables: Tables) -> None:
    _stated(tables, "lowerbound_prevalence", 0.01, lower=0.01, qualifier="at_least")
    _stated(tables, "upperbound_prevalence", 0.02, lower=0, upper=0.02, qualifier="at_most")
    (row,) = tables.shares("hateful_prevalence_share")
    assert row[2:] == (None, 1.0, 0.01, 0.02)


def test_that_prevalence_known_only_from_above_starts_at_0(tables: Tables) -> None:
    _stated(tables, "ubp", 0.05, lower=0, upper=0.05, qualifier="at_most")
    (row,) = tables.shares("hateful_prevalence_share")
    assert row[2:] == (None, 1.0, 0.0, 0.05)


def test_that_prevalence_in_one_range_keeps_it(tables: Tables) -> None:
    _stated(tables, "prevalence", None, lower=0.04, upper=0.05, qualifier="range")
    (row,) = tables.shares("hateful_prevalence_share")
    assert row[2:] == (None, 1.0, 0.04, 0.05)
