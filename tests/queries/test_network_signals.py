"""Signals over removed networks, on announcements written by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables


def _asset(tables: Tables, network: str, value: float | None, **row: Any) -> None:
    tables.add("takedown_asset", takedown_id=network, value=value, **{"asset_kind": "page"} | row)


def test_that_a_network_counts_in_each_country_that_it_targeted(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", "UG", "KE", None)
    tables.network("b", "03-01", "KE", networks=2.0)
    assert tables.figures("networks_removed_targeting") == [
        ("KE", "03-01", "all", 3.0, 3.0, 3.0),
        ("UG", "03-01", "all", 1.0, 1.0, 1.0),
    ]


@pytest.mark.parametrize(
    "kind", ["inauthentic_behaviour", "cyber_espionage", "surveillance_for_hire", "unknown"]
)
def test_that_only_coordinated_inauthentic_behaviour_counts_as_networks(
    tables: Tables, kind: str
) -> None:
    tables.network("a", "03-01", "KE", kind=kind)
    assert tables.signal("networks_removed_targeting") == []
    assert tables.signal("assets_removed_targeting") == []


def test_that_an_announcement_without_a_day_is_on_no_day(tables: Tables) -> None:
    tables.network("a", None, "KE")
    assert tables.signal("networks_removed_targeting") == []


def test_that_origins_are_counted_apart_from_targets(tables: Tables) -> None:
    tables.network("a", "03-01", "UG")
    for place in ("RU", "RU", None):
        tables.add("takedown_origin", takedown_id="a", country_code=place, as_stated="x")
    assert tables.figures("networks_removed_originating") == [("RU", "03-01", "all", 1.0, 1.0, 1.0)]


def test_that_assets_add_up_by_platform_and_all_is_written_several(tables: Tables) -> None:
    tables.network("a", "03-01", "KE")
    _asset(tables, "a", 10, platform="facebook")
    _asset(tables, "a", 5, platform="facebook", asset_kind="account")
    _asset(tables, "a", 7, platform="all")
    assert tables.figures("assets_removed_targeting") == [
        ("KE", "03-01", "facebook", 15.0, 15.0, 15.0),
        ("KE", "03-01", "several", 7.0, 7.0, 7.0),
    ]


def test_that_a_statement_that_no_network_was_removed_is_0(tables: Tables) -> None:
    tables.network("none", "03-31", "KE", networks=0.0)
    nothing = [("KE", "03-31", "all", 0.0, 0.0, 0.0)]
    assert tables.figures("networks_removed_targeting") == nothing
    assert tables.figures("breakout_category_targeting") == nothing
    assert tables.figures("assets_removed_targeting") == [("KE", "03-31", "several", 0, 0, 0)]
    assert tables.signal("followers_of_networks_targeting") == []


def test_that_a_statement_of_none_adds_nothing_to_what_was_removed_the_same_day(
    tables: Tables,
) -> None:
    tables.network("none", "03-31", "KE", networks=0.0)
    tables.network("a", "03-31", "KE", breakout_category=4)
    _asset(tables, "a", 10, platform="several")
    assert tables.figures("networks_removed_targeting") == [("KE", "03-31", "all", 1, 1, 1)]
    assert tables.figures("breakout_category_targeting") == [("KE", "03-31", "all", 4, 4, 4)]
    assert tables.figures("assets_removed_targeting") == [("KE", "03-31", "several", 10, 10, 10)]


def test_that_a_network_without_stated_assets_is_unknown_and_not_0(tables: Tables) -> None:
    tables.network("a", "03-01", "KE")
    assert tables.figures("assets_removed_targeting") == [
        ("KE", "03-01", "several", None, 0.0, None)
    ]
    _asset(tables, "a", None, qualifier="about")
    _asset(tables, "a", 30, asset_kind="group")
    assert tables.figures("assets_removed_targeting") == [
        ("KE", "03-01", "facebook", None, 30.0, None)
    ]


def test_that_a_qualified_number_of_assets_keeps_its_bounds(tables: Tables) -> None:
    tables.network("a", "03-01", "KE")
    _asset(tables, "a", 100, lower=100, qualifier="more_than")
    assert tables.figures("assets_removed_targeting") == [
        ("KE", "03-01", "facebook", 100.0, 100.0, None)
    ]


def test_that_followers_that_are_not_stated_leave_only_a_lower_bound(tables: Tables) -> None:
    tables.network("a", "03-01", "KE")
    _asset(tables, "a", 1, followers=500)
    assert tables.figures("followers_of_networks_targeting") == [
        ("KE", "03-01", "facebook", 500.0, None, None)
    ]
    _asset(tables, "a", 1, asset_kind="group")
    assert tables.figures("followers_of_networks_targeting") == [
        ("KE", "03-01", "facebook", None, 500.0, None)
    ]


def test_that_the_highest_stated_breakout_category_of_a_day_counts(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", breakout_category=2)
    tables.network("b", "03-01", "KE", breakout_category=4, kind="inauthentic_behaviour")
    tables.network("c", "03-01", "KE")
    tables.network("d", "03-02", "KE")
    tables.network("e", "03-01", "KE", breakout_category=6, kind="cyber_espionage")
    assert tables.figures("breakout_category_targeting") == [("KE", "03-01", "all", 4.0, 4.0, 4.0)]


def test_that_networks_of_which_nothing_is_stated_are_no_first_offenders(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", recidivist=True)
    tables.network("b", "03-01", "KE", recidivist=False)
    tables.network("c", "03-01", "KE")
    assert tables.shares("recidivist_networks_share") == [("KE", "03-01", 1.0, 2.0, 0.5, 0.5)]


def test_that_a_withheld_network_is_suppressed_and_not_counted_as_none(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", cell="suppressed")
    (row,) = tables.signal("networks_removed_targeting")
    assert (row["cell"], row["numerator"], row["numerator_upper"]) == ("suppressed", None, None)


def test_that_the_weakest_provenance_of_the_rows_is_told(tables: Tables) -> None:
    tables.network("a", "03-01", "KE", source_id=4)
    tables.network("b", "03-01", "KE", provenance="estimated", source_id=3)
    _asset(tables, "a", 1, provenance="synthetic", source_id=5)
    (networks,) = tables.signal("networks_removed_targeting")
    assert (networks["provenance"], networks["source_id"]) == ("estimated", 3)
    by_platform = {row["platform"]: row for row in tables.signal("assets_removed_targeting")}
    assert by_platform["facebook"]["provenance"] == "synthetic"
    assert by_platform["several"]["provenance"] == "estimated"
