"""What a rule yields for elections: phases, zones, hours, fates and versions, case by case."""

# ruff: noqa: FBT001 - parameters of tests

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from eoc_app.domain.elections.election import PollingDay
from eoc_app.domain.elections.election_anchor import edge, hour
from eoc_app.domain.elections.occasion import occasions
from eoc_app.domain.elections.polls import OutsideCalendar
from eoc_app.domain.restrictions.derived_period import Backwards, Nowhere, periods
from eoc_app.domain.restrictions.polls_of_rule import Scope
from eoc_app.domain.restrictions.restriction_rule import kinds_of, never_lasts, rounds_of
from tests.domain.restrictions.rules import derived, election, only, rule

DAY = timedelta(days=1)


def test_that_a_moved_election_keeps_the_key_of_its_period() -> None:
    silence = rule("00:00 on the day before polling day", "polls close")
    (before,) = derived(silence, election(date(2024, 2, 25), "SN"))
    moved = election(date(2024, 3, 24), "SN", previous_on=date(2024, 2, 25), status="moved")
    (after,) = derived(silence, moved)
    assert after.period_id == before.period_id == "CC-rule-2024-02-25"
    assert [one.of_old_day for one in after.versions] == [True, False]


def test_that_several_phases_are_several_periods_and_the_last_polls_one() -> None:
    days = tuple(PollingDay(date(2024, 4, 19) + 7 * DAY * n, str(n + 1)) for n in range(7))
    india = election(date(2024, 4, 19), "IN", ends_on=days[-1].polling_on, days=days)
    silence = derived(rule("48 hours before polls close", "polls close"), india)
    assert [one.phase for one in silence] == list("1234567")
    assert len({one.period_id for one in silence}) == 7
    (whole,) = derived(rule("the first polls open", "1 hour after the last polls close"), india)
    (one,) = whole.versions
    assert whole.phase == "all"
    assert (one.starts_local, one.ends_local) == (
        datetime(2024, 4, 19, 8), datetime(2024, 5, 31, 19),
    )  # fmt: skip


def test_that_a_country_of_one_clock_has_one_zone_and_others_each_of_theirs() -> None:
    silence = rule("00:00 on the day before polling day", "polls close")
    (argentina,) = derived(silence, election(date(2024, 6, 2), "AR"))
    assert [one.stretch.time_zone for one in argentina.versions] == [
        "America/Argentina/Buenos_Aires"
    ]
    (states,) = derived(silence, election(date(2024, 11, 5), "US"))
    ends = [one.stretch.ends_at for one in states.versions]
    assert len(set(ends)) >= 6
    zones = [one.stretch.time_zone for one in states.versions]
    assert zones[0] == "America/New_York"
    assert len(zones) < 10


def test_that_without_an_hour_the_whole_polling_day_is_taken_and_marked() -> None:
    one = only(rule("48 hours before polls close", "polls close", ["UTC"], None),
               election(date(2024, 2, 8)))  # fmt: skip
    assert (one.starts_local, one.ends_local) == (datetime(2024, 2, 6), datetime(2024, 2, 9))
    assert one.assumed
    assert not only(rule("polls open", "polls close", ["UTC"]), election(date(2024, 2, 8))).assumed


def test_that_hours_of_the_day_come_before_the_election_s_and_these_before_the_rule_s() -> None:
    silence = rule("00:00 on polling day", "polls close")
    stated = election(date(2024, 6, 30), closes=hour("19:00"))
    assert only(silence, stated).ends_local.hour == 19
    day = PollingDay(date(2024, 6, 30), closes=hour("20:00"))
    listed = election(date(2024, 6, 30), closes=hour("19:00"), days=(day,))
    assert only(silence, listed).ends_local.hour == 20


def test_that_an_hour_of_a_named_zone_is_that_moment_for_a_rule_in_another() -> None:
    ban = rule("00:00 on polling day", "polls close", ["America/Los_Angeles"])
    stated = election(date(2024, 11, 5), "US", closes=hour("20:00"), time_zone="America/New_York")
    assert only(ban, stated).ends_local == datetime(2024, 11, 5, 17)


def test_that_a_rule_of_a_territory_applies_where_that_votes() -> None:
    days = (
        PollingDay(date(2024, 6, 29), "1", "Martinique", "America/Martinique"),
        PollingDay(date(2024, 6, 30), "1", None, "Europe/Paris"),
    )
    silence = rule("00:00 on polling day", "polls close", territory="martinique")
    (found,) = derived(silence, election(date(2024, 6, 30), days=days))
    places = {one.stretch.time_zone: one.starts_local.day for one in found.versions}
    assert places == {"America/Martinique": 29, "Europe/Paris": 30}
    assert {one.stretch.territory for one in found.versions} == {"martinique"}


@pytest.mark.parametrize(
    ("kinds", "kind", "governed"),
    [
        ("all", "local", True), ("local", "local", True), ("local", "general", False),
        ("presidential; legislative", "general", True), ("general", "legislative", True),
        ("parliamentary", "legislative", True), ("presidential", "legislative", False),
        ("presidential and legislative", "presidential", True),
    ],
)  # fmt: skip
def test_that_a_rule_governs_the_kinds_of_election_that_it_names(
    kinds: str, kind: str, governed: bool
) -> None:
    silence = rule("00:00 on polling day", "polls close", kinds=frozenset(kinds_of(kinds)))
    assert bool(derived(silence, election(date(2024, 6, 30), kind=kind))) == governed


@pytest.mark.parametrize(
    ("rounds", "round_", "governed"),
    [("all", "2", True), ("2", "1", False), ("first", "1", True), ("1;2", "2", True),
     ("1", "not stated", True), ("2", "not stated", False)],
)  # fmt: skip
def test_that_a_rule_governs_the_rounds_that_it_names(
    rounds: str, round_: str, governed: bool
) -> None:
    silence = rule("00:00 on polling day", "polls close", rounds=frozenset(rounds_of(rounds)))
    assert bool(derived(silence, election(date(2024, 6, 30), round=round_))) == governed


def test_that_a_second_round_that_may_be_needed_is_conditional() -> None:
    silence = rule("00:00 on polling day", "polls close")
    (found,) = derived(silence, election(date(2024, 7, 7), round="2", status="if_needed"))
    assert found.conditional


def test_that_a_shorter_law_is_a_version_from_the_first_election_that_it_governs() -> None:
    laws = [
        rule("00:00 on the day before polling day", "polls close"),
        rule("00:00 on polling day", "polls close", version=2,
             known_from_at=datetime(2013, 4, 1, tzinfo=UTC), applies_from_on=date(2014, 1, 1)),
    ]  # fmt: skip
    assert only(laws, election(date(2010, 4, 11), "HU")).starts_local.day == 10
    (found,) = derived(laws, election(date(2014, 4, 6), "HU"))
    assert [(one.stretch.version, one.starts_local.day) for one in found.versions] == [
        (1, 5), (2, 6),
    ]  # fmt: skip


@pytest.mark.parametrize("known", [datetime(2013, 4, 1, tzinfo=UTC), None])
def test_that_a_wording_replaced_long_before_an_election_was_called_gives_it_no_version(
    known: datetime | None,
) -> None:
    laws = [
        rule("00:00 on the day before polling day", "polls close"),
        rule("00:00 on polling day", "polls close", version=2, known_from_at=known,
             applies_from_on=date(2014, 1, 1)),
    ]  # fmt: skip
    called_on = date(2013, 4, 1) if known else date(2014, 1, 1)
    (eve,) = derived(laws, election(called_on + 399 * DAY, "HU"))
    (day,) = derived(laws, election(called_on + 400 * DAY, "HU"))
    assert [len(eve.versions), len(day.versions)] == [2, 1]
    assert day.versions[0].rule.version == 2


def test_that_a_moved_election_keeps_its_old_day_however_early_it_was_moved() -> None:
    moved = election(
        date(2024, 3, 24), "SN", previous_on=date(2024, 2, 25), status="moved",
        known_from_at=datetime(2022, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    (found,) = derived(rule("00:00 on polling day", "polls close"), moved)
    assert [one.starts_local.month for one in found.versions] == [2, 3]


def test_that_between_postponement_and_new_day_a_period_is_withdrawn() -> None:
    put_off, found_at = (datetime(2024, month, 3, tzinfo=UTC) for month in (2, 3))
    moved = election(
        date(2024, 3, 24), "SN", previous_on=date(2024, 2, 25), status="moved",
        known_from_at=put_off, new_day_from_at=found_at,
    )  # fmt: skip
    (found,) = derived(rule("00:00 on polling day", "polls close"), moved)
    stretches = [one.stretch for one in found.versions]
    assert [(one.withdrawn, one.known_from_at) for one in stretches] == [
        (False, None), (True, put_off), (False, found_at),
    ]  # fmt: skip
    assert [one.starts_local.month for one in found.versions] == [2, 2, 3]
    assert found.period_id.endswith("2024-02-25")


def test_that_keys_of_several_fates_on_one_day_have_twelve_digits_of_their_kinds() -> None:
    silence = rule("00:00 on polling day", "polls close")
    stays = election(date(2024, 6, 2))
    gone = election(date(2024, 6, 2), kind="local", status="cancelled")
    keys = [found.period_id for found in derived(silence, stays, gone)]
    assert keys[0] == "CC-rule-2024-06-02"
    assert re.fullmatch(r"CC-rule-2024-06-02-[0-9a-f]{12}", keys[1])


ONTARIO = PollingDay(date(2024, 10, 21), "1", "Ontario", "America/Toronto", hour("09:30"))


def test_that_a_territory_that_no_polling_day_names_votes_by_the_rules_own_zones() -> None:
    ban = rule("polls open", "polls close", ["America/Halifax"], territory="Atlantic")
    (found,) = derived(ban, election(date(2024, 10, 21), "CA", days=(ONTARIO,)))
    (one,) = found.versions
    assert (one.stretch.territory, one.stretch.time_zone) == ("Atlantic", "America/Halifax")
    assert (one.starts_local, one.unlisted) == (datetime(2024, 10, 21, 8), True)
    listed = rule("polls open", "polls close", ["America/Toronto"], territory="Ontario")
    one = only(listed, election(date(2024, 10, 21), "CA", days=(ONTARIO,)))
    assert (one.starts_local, one.unlisted) == (datetime(2024, 10, 21, 9, 30), False)


def test_that_a_territory_without_a_polling_day_or_a_zone_is_told() -> None:
    ban = rule("polls open", "polls close", territory="Atlantic")
    listed = election(date(2024, 10, 21), "CA", days=(ONTARIO,))
    assert list(periods([ban], occasions([listed])["CA"])) == [Nowhere(ban, listed)]


def test_that_a_moment_without_a_year_is_told_from_a_zone_without_a_name() -> None:
    last = election(date.max, "FR")
    with pytest.raises(OutsideCalendar):
        derived(rule("polls open", "1 day after polls close", ["UTC"]), last)
    with pytest.raises(ValueError, match="no IANA zone"):
        derived(rule("polls open", "polls close", ["UTC/x"]), election(date(2024, 6, 2)))


def test_that_an_end_that_does_not_lie_after_its_start_gives_no_period() -> None:
    backwards = rule("12:00 on polling day", "polls close", closes="11:00")
    given = list(periods([backwards], occasions([election(date(2024, 6, 9))])["FR"]))
    assert [type(one) for one in given] == [Backwards]


@pytest.mark.parametrize(
    ("starts", "ends", "never"),
    [
        ("polls close", "polls open", True), ("00:00 on polling day", "00:00 on polling day", True),
        ("20:00 on polling day", "12:00 on the Sunday before", True),
        ("12:00 on polling day", "polls close", False), ("polls open", "polls close", False),
        ("00:00 on the first polling day", "24:00 2 days before the last polling day", False),
    ],
)  # fmt: skip
def test_that_edges_that_never_leave_time_between_them_are_known(
    starts: str, ends: str, never: bool
) -> None:
    assert never_lasts(edge(starts), edge(ends), Scope()) == never
