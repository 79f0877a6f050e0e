"""Rules on record: a law that no election has met yet is on record all the same."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from eoc_app.panels.country import restriction_clock as clock
from eoc_app.panels.kit.rules_on_record import rules
from eoc_app.panels.overview import ranking
from eoc_app.panels.restrictions import restriction_register as register
from eoc_app.panels.restrictions import timeline
from tests.panels.frames import at, election, frame, given, named, period, score

LAW = "Election Act s. 9"


def rule(version: int = 1, **cells: Any) -> tuple[Any, ...]:
    usual: dict[str, Any] = {
        "rule_id": "ua-silence", "version": version, "country_code": "UA",
        "rule": "electoral_silence", "medium": "all campaigning",
        "starts": "00:00 on the day before polling day", "ends": "polls close",
        "imposed_by": "law", "citation": LAW, "confidence": "low", "synthetic": False,
    }  # fmt: skip
    return named("restriction_rules", **(usual | cells))


def frames(*rows: Any, elections: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    return (
        frame("periods", period()), frame("elections", *elections),
        frame("restriction_rules", *rows), frame("restriction_windows"),
        frame("restriction_window_counts"),
        frame("source_names", (1, "a list", "", "published", None)),
        frame("scores", score("UA", 3.0), score("AM", 3.0)), frame("score_history"),
    )  # fmt: skip


def test_that_a_country_whose_rule_is_on_record_is_not_told_to_have_none() -> None:
    asked = given(*frames(rule()))
    chips = {row.code: row.chip for row in ranking.build(asked).rows}
    assert (chips["UA"].standing, chips["UA"].text) == (
        "undated", "rule on record, no election day",
    )  # fmt: skip
    assert chips["AM"].text == "no rule on record"


def test_that_the_clock_of_a_country_lists_the_rule_with_its_law() -> None:
    asked = given(*frames(rule()), country_code="UA")
    (row,) = clock.build(asked).rows
    assert (row.title, row.standing, row.citation) == ("Electoral silence", "undated", LAW)
    assert row.detail.startswith("from 00:00 on the day before polling day until polls close")


def test_that_the_register_tells_rules_without_a_period_apart_from_no_rule() -> None:
    view = register.build(given(*frames(rule(), elections=(election(country_code="AM"),))))
    assert [one.country_code for one in view.rules_without_period] == ["UA"]
    assert view.unruled == ("AM",)


def test_that_an_election_that_a_rule_does_not_reach_says_that_there_is_a_rule() -> None:
    ahead = election(country_code="UA", on=date(2024, 10, 27))
    view = timeline.build(given(*frames(rule(), elections=(ahead,))))
    notes = {lane.code: lane.note for lane in view.lanes}
    assert notes["UA"] == "rule on record, but none for this election"


@pytest.mark.parametrize(
    "cells",
    [
        {"known_from_at": datetime(2024, 10, 26)},
        {"applies_until_on": date(2024, 10, 24)},
    ],
)
def test_that_a_rule_not_yet_known_or_already_lifted_is_not_on_record(cells: Any) -> None:
    assert rules(given(*frames(rule(**cells)))) == {}


def test_that_the_newest_wording_known_is_the_one_told() -> None:
    told = frames(rule(), rule(2, starts="00:00 on polling day", known_from_at=at("2024-10-20")))
    assert rules(given(*told))["UA"][0].starts == "00:00 on polling day"
    early = rules(given(*told, as_of_on=date(2024, 10, 18)))["UA"][0]
    assert early.starts == "00:00 on the day before polling day"


def test_that_a_rule_that_has_its_period_is_not_told_a_second_time() -> None:
    derived = period("d", country_code="UA", rule_id="ua-silence", time_zone="Europe/Kyiv")
    stated = period("s", country_code="AM", time_zone="Asia/Yerevan")
    polls = rule(rule_id="am-polls", country_code="AM", rule="opinion_poll_ban")
    parts = frames(rule(), rule(rule_id="am-silence", country_code="AM"), polls)
    view = register.build(given(frame("periods", derived, stated), *parts[1:]))
    assert [one.rule_id for one in view.rules_without_period] == ["am-polls"]
