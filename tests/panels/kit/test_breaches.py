"""Possible breaches: which figures speak of which rule, and why they may be none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from eoc_app.panels.kit.breach_evidence import breach_counts, breaches
from eoc_app.views.register_view import PossibleBreach
from tests.panels.frames import at, given, period
from tests.panels.restrictions.report_windows import counted, frames, inside, risen, window

CITED: dict[str, Any] = {"citation": "Elections Act"}
BAN: dict[str, Any] = CITED | {
    "rule": "new_political_ads_ban", "imposed_by": "platform", "platform": "Meta",
    "medium": "ads on social issues and politics",
}  # fmt: skip


def told(*windows: Any, of: Any = None, **selection: Any) -> tuple[PossibleBreach, ...]:
    periods = (period(**CITED),) if of is None else of
    found = breaches(given(*frames(*windows, periods=periods), **selection))
    return found.get("p", ())


def figures(found: tuple[PossibleBreach, ...]) -> list[tuple[Any, ...]]:
    return [(one.measure, one.value_text, one.lower, one.upper, one.unit) for one in found]


def test_that_a_silence_is_spoken_of_by_active_ads_and_by_spend_with_its_bounds() -> None:
    assert figures(told(inside())) == [
        ("ads_active", "40 ads active", 40, 40, "ads"),
        ("spend", "spend between 900 and 1\u202f100 KES", 900, 1100, "KES"),
    ]


def test_that_a_ban_on_new_ads_is_spoken_of_by_rises_alone() -> None:
    (one,) = told(risen(), of=(period(**BAN),))
    text = "at least 12 ads on 5 pages that were not active in the window to 17 Oct 2024"
    assert figures((one,)) == [("ads_risen", text, 12, None, "ads")]
    assert one.title == "Ads newly active"


def test_that_a_ban_on_all_ads_is_spoken_of_by_rises_ads_and_spend() -> None:
    ban = period(**BAN | {"rule": "political_ads_ban"})
    assert [one.measure for one in told(risen(), of=(ban,))] == ["ads_risen", "ads_active", "spend"]


@pytest.mark.parametrize(
    "rule",
    ["opinion_poll_ban", "exit_poll_ban", "results_publication_ban", "campaign_limits",
     "high_risk_measures", "crisis_measures"],
)  # fmt: skip
def test_that_no_report_of_ads_speaks_of_other_rules(rule: str) -> None:
    assert told(risen(), of=(period(rule=rule),)) == ()


@pytest.mark.parametrize("relation", ["before", "after"])
def test_that_a_window_that_does_not_touch_the_period_shows_nothing(relation: str) -> None:
    assert told(window(relation=relation, days_inside=0.0)) == ()


@pytest.mark.parametrize(
    ("cells", "text", "bounds"),
    [
        ({"spend_upper": 900.0}, "spend of 900 KES", (900, 900)),
        ({"spend_upper": None}, "spend of at least 900 KES", (900, None)),
        ({"spend_lower": 0.0, "spend_upper": 100.0}, "spend between 0 and 100 KES", (0, 100)),
        (
            {"currency": None, "currency_count": 3, "spend_lower": None, "spend_upper": None},
            "spend in 3 currencies, never added up",
            (None, None),
        ),
    ],
)
def test_that_an_amount_is_printed_as_far_as_it_is_known(
    cells: dict[str, Any], text: str, bounds: tuple[float | None, float | None]
) -> None:
    (spend,) = [one for one in told(inside(**cells)) if one.measure == "spend"]
    assert (spend.value_text, (spend.lower, spend.upper)) == (text, bounds)


@pytest.mark.parametrize(
    ("cells", "measures"),
    [
        ({"ad_count": 0}, ["spend"]),
        ({"ad_count": None}, ["spend"]),
        ({"currency_count": 0, "spend_lower": 0.0, "spend_upper": 0.0}, ["ads_active"]),
        ({"window_kind": "lifelong", "window_days": None, "window_starts_on": None}, []),
    ],
)
def test_that_what_a_report_does_not_show_is_no_figure(
    cells: dict[str, Any], measures: list[str]
) -> None:
    assert [one.measure for one in told(inside(**cells))] == measures


def reasons(*windows: Any, of: Any = None, **selection: Any) -> tuple[str, ...]:
    return told(*windows, of=of, **selection)[0].reasons


def test_that_a_window_wholly_inside_a_well_known_period_has_one_reason() -> None:
    assert reasons(inside()) == (
        "active ads are counted, not new ones: some may have been allowed to keep running",
    )


def test_that_a_window_across_an_end_tells_its_days_and_the_two_clocks() -> None:
    found = reasons(window(days_inside=1.96))
    assert found[:2] == (
        "only 2 of the window's 7 days are inside",
        "report days are in Pacific time, the period's days in Nairobi time",
    )
    pacific = period(time_zone="America/Los_Angeles", **CITED)
    assert not any("clock" in one or "Pacific" in one for one in reasons(window(), of=(pacific,)))


@pytest.mark.parametrize(
    ("days", "text"),
    [(0.01, "0.1"), (1.55, "1.6"), (3.0, "3"), (6.99, "6.9"), (7.0, "7")],
)
def test_that_a_part_of_a_day_is_neither_nothing_nor_all(days: float, text: str) -> None:
    assert f"only {text} of the window's 7 days are inside" in reasons(window(days_inside=days))


@pytest.mark.parametrize(
    ("cells", "of", "reason"),
    [
        (
            {"covers_online": False},
            {"medium": "TV and radio"},
            "the rule covers TV and radio: online ads may be outside its scope",
        ),
        (
            {"covers_online": None},
            {"medium": "advertising"},
            "the rule does not say that it covers online ads (advertising)",
        ),
        (
            {"counts_issue_ads": True},
            {},
            "ads about social issues are counted along with political ones",
        ),
        (
            {},
            {"imposed_by": "platform"},
            "the source does not name the platform that imposed the rule",
        ),
        (
            {},
            {"territory": "Nairobi County"},
            "the rule covers parts of the country, the report covers all of it",
        ),
        ({}, {"confidence": "low"}, "the rule is on record with low confidence"),
        ({}, {"citation": None}, "no citation is on record"),
        (
            {},
            {"conditional": True},
            "the period takes place only if a further round is needed",
        ),
        (
            {"window_kind": "week", "ad_count": None, "relation": "overlaps", "days_inside": 2.0},
            {},
            "the source does not say in which time zone its weeks begin",
        ),
    ],
)
def test_that_a_reason_is_given_where_it_applies_and_only_there(
    cells: dict[str, Any], of: dict[str, Any], reason: str
) -> None:
    assert reason in reasons(inside(**cells), of=(period(**CITED | of),))
    assert reason not in reasons(inside())


def test_that_issue_ads_are_no_reason_where_the_rule_is_about_them_too() -> None:
    assert not any("issues" in one for one in reasons(risen(counts_issue_ads=True),
                                                      of=(period(**BAN),)))  # fmt: skip


def test_that_a_rise_says_what_else_may_have_raised_it() -> None:
    row = risen(20, days_after_compared=1, pages_new=2, ads_of_new_pages=9)
    assert reasons(row, of=(period(**BAN),)) == (
        "ads that were paused and resumed, or edited, are counted like new ones",
        "some may have begun in the 1 day between the earlier window and the period",
        "9 of them belong to 2 pages that the earlier window does not list",
    )


ZONES: tuple[Any, ...] = (
    period(time_zone="Asia/Jakarta", territory=None, **CITED),
    period(time_zone="Asia/Jayapura", territory=None, starts_at=at("2024-10-23T15:00"),
           ends_at=at("2024-10-25T15:00"), **CITED),
)  # fmt: skip


def test_that_zones_that_do_not_start_together_are_a_reason() -> None:
    assert "the period's 2 zones do not start and end together" in reasons(inside(), of=ZONES)
    found = reasons(window(), of=ZONES)
    assert "report days are in Pacific time, the period's days in 2 local zones" in found


LONG: dict[str, Any] = {"starts_at": at("2024-10-01"), "ends_at": at("2024-10-20"), **CITED}
LONGER: dict[str, Any] = LONG | {"version": 2, "ends_at": at("2024-11-01")}


@pytest.mark.parametrize(
    ("announced", "reason"),
    [
        ("2024-10-26T06:59", "announced on 26 Oct 2024, within the window"),
        ("2024-10-26T07:00", "announced on 26 Oct 2024, after the window had ended"),
        ("2024-10-19T07:00", None),
    ],
)
def test_that_what_was_announced_during_a_window_or_after_it_says_so(
    announced: str, reason: str | None
) -> None:
    versions = (period(**LONG), period(**LONGER | {"known_from_at": at(announced)}))
    late = datetime(2024, 10, 30, tzinfo=UTC)
    found = reasons(inside(), of=versions, known_at=late)
    assert (reason in found) if reason else not any("announced" in one for one in found)


def test_that_a_later_announcement_is_no_reason_where_the_window_was_inside_already() -> None:
    versions = (
        period(**LONG | {"ends_at": at("2024-10-28")}),
        period(**LONGER | {"known_from_at": at("2024-10-27")}),
    )
    found = reasons(inside(), of=versions, known_at=datetime(2024, 10, 30, tzinfo=UTC))
    assert not any("announced" in one for one in found)


def test_that_windows_of_a_period_that_is_not_known_are_left_out() -> None:
    unknown = period(known_from_at=at("2024-10-26"), **CITED)
    assert told(inside(), of=(unknown,)) == ()


def test_that_a_breach_says_its_window_source_and_exercise() -> None:
    one = told(inside(synthetic=True))[0]
    assert (one.window_starts_on, one.window_ends_on) == (date(2024, 10, 19), date(2024, 10, 25))
    assert (one.days_inside, one.window_days, one.relation) == (7, 7, "inside")
    assert (one.source, one.exercise, one.platform) == ("A report", True, "several")


def test_that_counts_are_by_period() -> None:
    assert breach_counts(given(*frames(counts=(counted("p", 3, 1),)))) == {"p": 3}
