"""Signals over tables in the common shape of figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.queries.tables import Tables, day, moment

PLAIN = [
    # signal, table, metric, what else the row needs
    ("ai_labelled_ads", "ai_label", "ads_labelled", {"item_kind": "ad"}),
    ("ai_labelled_content", "ai_label", "content_labelled", {}),
    ("reminder_engagements_and_clicks", "voter_reminder", "reminder_engagements", {}),
    ("reminder_engagements_and_clicks", "voter_reminder", "reminder_clicks", {}),
    ("reminder_impressions", "voter_reminder", "reminder_impressions", {}),
    ("reminder_reach", "voter_reminder", "voting_alert_reach", {}),
    ("partner_items_removed", "partner_report", "items_removed", {}),
    ("partner_reports_per_day", "partner_report", "items_reported", {}),
    ("partner_reports_per_day", "partner_report", "items_received", {}),
    ("attacks_on_candidates", "candidate_safety", "attacks_recorded", {}),
    ("attacks_on_candidates", "candidate_safety", "non_lethal_attacks", {}),
    ("attacks_on_women", "candidate_safety", "attacks_recorded", {"gender": "women"}),
    ("attacks_on_women", "candidate_safety", "non_lethal_attacks", {"gender": "women"}),
    ("candidates_killed", "candidate_safety", "candidates_killed", {}),
    ("candidates_protected", "candidate_safety", "candidates_protected", {}),
    ("candidates_protected", "candidate_safety", "accounts_protected", {}),
    ("crisis_designations", "crisis", "crisis_policy_designations", {"lever": "designation"}),
    ("crisis_levers_in_use", "crisis", "levers_in_use", {"lever": "policy"}),
    ("reviewer_languages", "capacity", "reviewer_languages", {}),
    ("classifier_languages", "capacity", "classifier_languages", {}),
    ("reviewer_hours", "capacity", "reviewer_hours", {}),
    ("government_requests_received", "government_request", "requests_received", {}),
    ("messaging_user_reports_per_day", "user_report", "reports_received", {}),
    ("items_fact_checked", "fact_check", "items_fact_checked", {"activity": "fact_check"}),
    ("literacy_campaign_reach", "fact_check", "campaign_reach", {"activity": "media_literacy"}),
]


@pytest.mark.parametrize(("signal", "table", "metric", "own"), PLAIN)
def test_that_a_figure_goes_through_with_its_bounds(
    tables: Tables, signal: str, table: str, metric: str, own: dict[str, str]
) -> None:
    tables.measure(table, metric, "05-01", 20, lower=20, qualifier="more_than", **own)
    tables.measure(table, metric, "05-02", 7, **own)
    tables.measure(table, metric, "05-03", None, lower=4, upper=5, qualifier="range", **own)
    tables.measure(table, "another_metric", "05-04", 1, **own)
    assert tables.figures(signal) == [
        ("KE", "05-01", "facebook", 20.0, 20.0, None),
        ("KE", "05-02", "facebook", 7.0, 7.0, 7.0),
        ("KE", "05-03", "facebook", None, 4.0, 5.0),
    ]


@pytest.mark.parametrize(("signal", "table", "metric", "own"), PLAIN)
def test_that_withheld_cells_are_no_numbers(
    tables: Tables, signal: str, table: str, metric: str, own: dict[str, str]
) -> None:
    tables.measure(table, metric, "05-01", None, cell="suppressed", **own)
    tables.measure(table, metric, "05-02", None, upper=9, cell="below_threshold", **own)
    rows = tables.signal(signal)
    assert [row["cell"] for row in rows] == ["suppressed", "below_threshold"]
    assert [row["numerator"] for row in rows] == [None, None]
    assert [row["numerator_lower"] for row in rows] == [None, 0.0]
    assert [row["numerator_upper"] for row in rows] == [None, 9.0]


@pytest.mark.parametrize("scope", ["eu", "world"])
def test_that_figures_of_the_world_and_the_eu_stay_theirs(tables: Tables, scope: str) -> None:
    tables.measure(
        "voter_reminder", "reminder_engagements", "06-09", 41e6, scope=scope, starts_on="01-01"
    )
    (row,) = tables.signal("reminder_engagements_and_clicks")
    assert (row["scope"], row["country_code"], row["period_days"]) == (scope, None, 161)


@pytest.mark.parametrize(
    ("signal", "table", "metric", "whole", "part"),
    [
        ("reminder_impressions", "voter_reminder", "reminder_impressions",
         {"reminder_kind": "any"}, {"reminder_kind": "sticker"}),
        ("ai_labelled_content", "ai_label", "content_labelled",
         {"label_kind": "any"}, {"label_kind": "detected"}),
        ("partner_items_removed", "partner_report", "items_removed",
         {"language": None}, {"language": "sw"}),
        ("candidates_killed", "candidate_safety", "candidates_killed",
         {"gender": None}, {"gender": "women"}),
        ("messaging_user_reports_per_day", "user_report", "reports_received",
         {"reason": None}, {"reason": "spam"}),
        ("government_requests_received", "government_request", "requests_received",
         {"request_kind": "any"}, {"request_kind": "data"}),
    ],
)  # fmt: skip
def test_that_a_total_and_its_parts_are_never_added_up(
    tables: Tables,
    signal: str,
    table: str,
    metric: str,
    whole: dict[str, str | None],
    part: dict[str, str | None],
) -> None:
    for value in (3, 4):
        tables.measure(table, metric, "05-01", value, **part)
        tables.measure(table, metric, "05-02", value, **part)
    tables.measure(table, metric, "05-01", 10, **whole)
    assert [figure[3] for figure in tables.figures(signal)] == [10.0, 7.0]


def test_that_reports_a_day_are_spread_over_their_period(tables: Tables) -> None:
    tables.measure("partner_report", "items_reported", "06-30", 910, starts_on="04-01")
    tables.measure("user_report", "reports_received", "06-30", 70, starts_on="06-24")
    assert tables.figures("partner_reports_per_day")[0][3:] == (10.0, 10.0, 10.0)
    assert tables.figures("messaging_user_reports_per_day")[0][3:] == (10.0, 10.0, 10.0)


def test_that_clicks_stand_only_where_no_engagements_are_stated(tables: Tables) -> None:
    tables.measure("voter_reminder", "reminder_engagements", "05-01", 50)
    tables.measure("voter_reminder", "reminder_clicks", "05-01", 20)
    tables.measure("voter_reminder", "reminder_clicks", "05-01", 30, platform="instagram")
    assert tables.figures("reminder_engagements_and_clicks") == [
        ("KE", "05-01", "facebook", 50.0, 50.0, 50.0),
        ("KE", "05-01", "instagram", 30.0, 30.0, 30.0),
    ]


def test_that_reaches_overlap_so_the_largest_counts(tables: Tables) -> None:
    tables.measure("voter_reminder", "registration_sticker_viewers", "05-01", 63, upper=70)
    tables.measure("voter_reminder", "reminder_reach", "05-01", 40)
    assert tables.figures("reminder_reach") == [("KE", "05-01", "facebook", 63.0, 63.0, 70.0)]


def test_that_labels_on_ads_alone_are_a_lower_bound_of_all_labels(tables: Tables) -> None:
    tables.measure("ai_label", "ads_labelled", "05-01", 6, item_kind="ad")
    assert tables.figures("ai_labels_applied") == [("KE", "05-01", "facebook", None, 6.0, None)]
    tables.measure("ai_label", "content_labelled", "05-01", 50)
    assert tables.figures("ai_labels_applied") == [("KE", "05-01", "facebook", 56.0, 56.0, 56.0)]


def test_that_the_disclosed_share_is_of_all_labels_stated_or_added_up(tables: Tables) -> None:
    tables.measure("ai_label", "content_labelled", "05-01", 5, label_kind="self_disclosed")
    assert tables.shares("ai_self_disclosed_share") == []
    tables.measure("ai_label", "content_labelled", "05-01", 15, label_kind="detected")
    tables.measure("ai_label", "ads_labelled", "05-01", 99, label_kind="detected")
    assert tables.shares("ai_self_disclosed_share") == [("KE", "05-01", 5.0, 20.0, 0.25, 0.25)]
    tables.measure("ai_label", "content_labelled", "05-01", 50, label_kind="any")
    assert tables.shares("ai_self_disclosed_share") == [("KE", "05-01", 5.0, 50.0, 0.1, 0.1)]


def test_that_a_share_stated_as_less_than_stays_a_bound(tables: Tables) -> None:
    metric = "ai_share_of_fact_checked_misinformation"
    tables.measure(
        "ai_label", metric, "05-01", 0.01, lower=0, upper=0.01, qualifier="less_than",
        item_kind="fact_checked_misinformation", unit="share",
    )  # fmt: skip
    tables.measure("ai_label", metric, "05-02", 0.2, lower=0.2, qualifier="at_least")
    assert tables.shares(metric) == [
        ("KE", "05-01", 0.01, 1.0, 0.0, 0.01),
        ("KE", "05-02", 0.2, 1.0, 0.2, 1.0),
    ]


SHARES = [
    ("reminder_click_share", "voter_reminder", "reminder_clicks", "reminder_impressions"),
    (
        "partner_resolved_within_5_days_share",
        "partner_report",
        "items_resolved_within_5_days",
        "items_resolved",
    ),
    (
        "government_requests_complied_share",
        "government_request",
        "requests_complied",
        "requests_received",
    ),
    (
        "oversight_recommendations_implemented_share",
        "published_figure",
        "recommendations_implemented",
        "recommendations_issued",
    ),
]


@pytest.mark.parametrize(("signal", "table", "part", "whole"), SHARES)
def test_that_a_share_is_taken_from_two_figures_of_one_period(
    tables: Tables, signal: str, table: str, part: str, whole: str
) -> None:
    own = {"family": "oversight"} if table == "published_figure" else {}
    tables.measure(table, part, "05-01", 40, **own)
    tables.measure(table, whole, "05-01", 100, **own)
    tables.measure(table, part, "05-02", 40, **own)
    tables.measure(table, whole, "05-03", 100, **own)
    tables.measure(table, part, "05-04", 40, lower=40, qualifier="more_than", **own)
    tables.measure(table, whole, "05-04", 100, **own)
    tables.measure(table, part, "05-05", 40, **own)
    tables.measure(table, whole, "05-05", 100, lower=80, upper=200, qualifier="about", **own)
    tables.measure(table, part, "05-06", None, cell="suppressed", **own)
    tables.measure(table, whole, "05-06", 100, **own)
    assert tables.shares(signal) == [
        ("KE", "05-01", 40.0, 100.0, 0.4, 0.4),
        ("KE", "05-04", 40.0, 100.0, 0.4, 1.0),
        ("KE", "05-05", 40.0, 100.0, 0.2, 0.5),
        ("KE", "05-06", None, 100.0, 0.0, 1.0),
    ]
    assert [row["cell"] for row in tables.signal(signal)][-1] == "suppressed"


def test_that_a_share_of_two_open_figures_is_no_number(tables: Tables) -> None:
    for metric, figure in (("reminder_clicks", 20e6), ("reminder_impressions", 1e9)):
        tables.measure(
            "voter_reminder", metric, "11-05", figure, lower=figure, qualifier="more_than"
        )
    (row,) = tables.signal("reminder_click_share")
    assert (row["numerator"], row["numerator_lower"], row["numerator_upper"]) == (None, 20e6, None)


def test_that_medians_are_averaged_and_say_of_how_many(tables: Tables) -> None:
    tables.measure("partner_report", "median_resolution_hours", "05-01", 10, language="sw")
    tables.measure("partner_report", "median_resolution_hours", "05-01", 30, language="en")
    (row,) = tables.signal("partner_median_resolution_hours")
    assert (row["numerator"], row["denominator"]) == (40.0, 2.0)


def test_that_attacks_recorded_hold_the_non_lethal_ones(tables: Tables) -> None:
    tables.measure("candidate_safety", "attacks_recorded", "05-01", 9)
    tables.measure("candidate_safety", "non_lethal_attacks", "05-01", 7)
    assert tables.figures("attacks_on_candidates") == [("KE", "05-01", "facebook", 9.0, 9.0, 9.0)]


def test_that_a_disrupted_election_is_on_the_day_that_was_given_up(tables: Tables) -> None:
    elections: list[tuple[str, str, dict[str, Any]]] = [
        ("held", "03-24", {"previous_polling_on": day("02-25")}),
        ("annulled", "11-24", {"annulled_on": day("12-06")}),
        ("cancelled", "05-01", {}),
        ("held", "06-01", {}),
        ("postponed", "07-01", {"date_precision": "month"}),
    ]
    for number, (status, held_on, own) in enumerate(elections):
        tables.add(
            "election",
            election_id=str(number),
            name="general election",
            kind="general",
            polling_starts_on=day(held_on),
            status=status,
            **own,
        )
    assert [figure[1] for figure in tables.figures("elections_disrupted")] == [
        "02-25",
        "05-01",
        "12-06",
    ]


def _silence(tables: Tables, version: int, starts: str, **own: Any) -> None:
    tables.add(
        "restriction_period",
        **{
            "period_id": "KE-silence",
            "version": version,
            "rule": "electoral_silence",
            "medium": "all campaigning",
            "starts_local": moment(starts),
            "time_zone": "Africa/Nairobi",
            "imposed_by": "law",
            "confidence": "high",
        }
        | own,
    )


def test_that_a_restriction_begins_once_by_its_newest_version(tables: Tables) -> None:
    _silence(tables, 1, "2024-05-30T00:00")
    _silence(tables, 2, "2024-05-31T08:00")
    assert tables.figures("restriction_periods_begun") == [
        ("KE", "05-31", "offline", 1.0, 1.0, 1.0)
    ]


def test_that_a_period_of_several_zones_begins_once_with_the_first_of_them(tables: Tables) -> None:
    for starts, zone in (
        ("2024-05-31T00:00", "Asia/Jayapura"),
        ("2024-05-30T22:00", "Asia/Jakarta"),
    ):
        _silence(tables, 1, starts, time_zone=zone)
    assert [figure[:4] for figure in tables.figures("restriction_periods_begun")] == [
        ("KE", "05-30", "offline", 1.0)
    ]


def test_that_a_withdrawn_period_does_not_begin(tables: Tables) -> None:
    _silence(tables, 1, "2024-05-30T00:00")
    _silence(tables, 2, "2024-05-30T00:00", withdrawn=True)
    assert tables.signal("restriction_periods_begun") == []


@pytest.mark.parametrize(
    ("announced", "began"), [("2024-05-29T00:00", "06-03"), ("2024-06-01T00:00", "05-30")]
)
def test_that_a_period_begins_by_what_was_announced_until_then(
    tables: Tables, announced: str, began: str
) -> None:
    _silence(tables, 1, "2024-05-30T00:00")
    _silence(tables, 2, "2024-06-03T00:00", known_from_at=moment(announced))
    assert [figure[1] for figure in tables.figures("restriction_periods_begun")] == [began]


def test_that_what_is_announced_after_its_start_begins_to_count_then(tables: Tables) -> None:
    _silence(tables, 1, "2024-05-30T00:00", known_from_at=moment("2024-06-02T10:00"))
    assert [figure[1] for figure in tables.figures("restriction_periods_begun")] == ["06-02"]


def languages(tables: Tables, on: str, main: float | None, covered: float | None) -> None:
    """What a source says of a country's main languages and of those that reviewers cover."""
    for metric, value in (("main_languages", main), ("main_languages_reviewed", covered)):
        if value is not None:
            tables.measure("capacity", metric, on, value, function="all")


def test_that_languages_without_reviewers_are_a_share_of_the_main_ones(tables: Tables) -> None:
    languages(tables, "05-01", 4, 1)
    languages(tables, "05-02", 4, 4)
    languages(tables, "05-03", 2, 3)  # more covered than there are main ones: none is left
    rows = tables.signal("languages_without_reviewers_share")
    assert [(row["numerator"], row["denominator"]) for row in rows] == [(3, 4), (0, 4), (0, 2)]


def test_that_covered_languages_say_nothing_without_the_number_of_main_ones(
    tables: Tables,
) -> None:
    languages(tables, "05-01", None, 4)
    languages(tables, "05-02", 4, None)
    assert tables.signal("languages_without_reviewers_share") == []
    assert tables.signal("languages_without_classifiers_share") == []


def test_that_bounds_of_languages_are_carried_to_the_share(tables: Tables) -> None:
    tables.measure("capacity", "main_languages", "05-01", 5, lower=5, qualifier="at_least")
    tables.measure("capacity", "main_languages_reviewed", "05-01", 2)
    tables.measure("capacity", "main_languages", "05-02", 5)
    tables.measure("capacity", "main_languages_reviewed", "05-02", None, cell="suppressed")
    first, second = tables.signal("languages_without_reviewers_share")
    assert (first["numerator_lower"], first["numerator_upper"]) == (3, None)
    assert (second["cell"], second["numerator"], second["numerator_lower"]) == (
        "suppressed", None, 0,
    )  # fmt: skip


def test_that_attacks_without_a_gender_are_not_attacks_on_women(tables: Tables) -> None:
    tables.measure("candidate_safety", "attacks_recorded", "05-01", 9)
    tables.measure("candidate_safety", "attacks_recorded", "05-01", 2, gender="men")
    assert tables.signal("attacks_on_women") == []
