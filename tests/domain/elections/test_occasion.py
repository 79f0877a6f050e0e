"""Elections that several sources list are one occasion, with what became of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.elections.election import Election, PollingDay
from eoc_app.domain.elections.election_anchor import hour
from eoc_app.domain.elections.occasion import Fate, Occasion, occasions


def election(day: str, code: str = "RO", **more: Any) -> Election:
    on = date.fromisoformat(day)
    wanted = {"name": "election", "kind": "presidential", "round": "1", "ends_on": on}
    return Election(
        more.pop("key", f"{code}-{day}"), code, starts_on=on, **{**wanted, **more}
    )  # fmt: skip


def of(*elections: Election) -> list[Occasion]:
    return occasions(elections).get(elections[0].country_code, [])


def test_that_two_kinds_on_one_day_are_one_occasion() -> None:
    (one,) = of(election("2024-06-02"), election("2024-06-02", kind="legislative"))
    assert {member.kind for member in one.members} == {"presidential", "legislative"}
    assert (one.fates, one.ordinal) == ((Fate(),), 1)


def test_that_a_listing_without_a_round_is_the_one_that_states_it() -> None:
    (one,) = of(
        election("2024-06-02", round="not stated", key="guide"),
        election("2024-06-02", closes=hour("18:00"), key="facts"),
    )
    assert [(member.election_id, member.round) for member in one.members] == [("guide", "1")]
    assert one.closes == hour("18:00")


@pytest.mark.parametrize("stale", ["2024-02-25", "2024-03-24"])
def test_that_a_calendar_that_missed_a_move_adds_no_occasion(stale: str) -> None:
    moved = election("2024-03-24", previous_on=date(2024, 2, 25), status="moved")
    for order in ([moved, election(stale)], [election(stale), moved]):
        (one,) = of(*order)
        assert one.called_on == date(2024, 2, 25)
        assert one.fates == (Fate(date(2024, 2, 25) - date(2024, 3, 24)), Fate())


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_that_an_election_without_a_new_day_is_withdrawn_once_that_is_known(status: str) -> None:
    known = datetime(2024, 5, 1, tzinfo=UTC)
    (one,) = of(election("2024-06-02", status=status, known_from_at=known))
    assert one.fates == (Fate(), Fate(withdrawn=True, known_from_at=known))


def test_that_a_moved_election_that_was_cancelled_afterwards_is_withdrawn() -> None:
    (one,) = of(election("2024-06-09", previous_on=date(2024, 6, 2), status="cancelled"))
    assert one.fates == (Fate(timedelta(days=-7)), Fate(), Fate(withdrawn=True))


def test_that_what_is_held_stays_held_whatever_a_later_list_says() -> None:
    (one,) = of(election("2024-06-02", status="cancelled"), election("2024-06-02", status="held"))
    assert one.fates == (Fate(),)


ANNULLED = election("2024-11-24", annulled_on=date(2024, 12, 6), status="annulled")


def test_that_a_round_after_an_annulled_one_falls_when_that_day_is_over() -> None:
    first, second = of(ANNULLED, election("2024-12-08", round="2"))
    assert first.fates == (Fate(),)
    day_over = datetime(2024, 12, 6, 22, tzinfo=UTC)
    assert second.fates == (Fate(), Fate(withdrawn=True, known_from_at=day_over))


@pytest.mark.parametrize(
    "other",
    [
        election("2024-12-01", round="2"), election("2024-12-08", kind="legislative", round="2"),
        election("2025-05-04", round="2"), election("2024-12-08", round="2", status="held"),
        election("2024-12-08"),
    ],
)  # fmt: skip
def test_that_nothing_else_falls_with_an_annulled_round(other: Election) -> None:
    assert all(one.fates == (Fate(),) for one in of(ANNULLED, other))


@pytest.mark.parametrize("round_", ["1", "not stated"])
def test_that_the_vote_that_takes_the_place_of_an_annulled_round_stands(round_: str) -> None:
    second = election("2024-12-08", round="2", annulled_on=date(2024, 12, 20), status="annulled")
    _, again = of(second, election("2025-01-26", round=round_))
    assert again.fates == (Fate(),)


def test_that_a_round_before_one_that_was_annulled_early_stands() -> None:
    second = election(
        "2024-12-08", round="second", annulled_on=date(2024, 11, 20), status="annulled"
    )
    first, _ = of(election("2024-11-24", round="first"), second)
    assert first.fates == (Fate(),)


def test_that_a_round_annulled_before_its_day_does_not_take_place() -> None:
    (one,) = of(election("2024-12-08", annulled_on=date(2024, 12, 6)))
    assert [fate.withdrawn for fate in one.fates] == [False, True]


def test_that_what_still_stands_on_a_day_comes_before_what_was_moved_from_it() -> None:
    local = election("2024-06-09", kind="local", previous_on=date(2024, 6, 2), status="moved")
    found = of(local, election("2024-06-02"))
    assert [(one.members[0].kind, one.ordinal) for one in found] == [
        ("presidential", 1), ("local", 2),
    ]  # fmt: skip


def test_that_a_bare_day_gives_way_to_one_that_says_more() -> None:
    day = date(2024, 4, 19)
    said = PollingDay(day, "phase 1", "Assam", "Asia/Kolkata", hour("07:00"), hour("17:00"))
    (one,) = of(election("2024-04-19", "IN", days=(PollingDay(day, "1"), said)))
    assert [(found.phase, found.territory) for found in one.days] == [("1", "Assam")]


def test_that_a_list_of_far_off_places_leaves_the_country_its_own_day() -> None:
    far = PollingDay(date(2024, 6, 29), "1", "Martinique", "America/Martinique")
    (one,) = of(election("2024-06-30", "FR", days=(far,)))
    assert [(day.polling_on.day, day.territory) for day in one.days] == [
        (30, None), (29, "Martinique"),
    ]  # fmt: skip
    paris = PollingDay(date(2024, 6, 30), "1", None, "Europe/Paris")
    (whole,) = of(election("2024-06-30", "FR", days=(far, paris)))
    assert set(whole.days) == {far, paris}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("AR", "MX")), st.integers(0, 40),
            st.sampled_from(("presidential", "legislative")),
            st.sampled_from(("held", "scheduled", "cancelled", "if_needed")),
        ),
        max_size=12,
        unique_by=lambda item: item[:3],
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_that_the_order_of_a_calendar_changes_no_day_and_no_fate(
    said: list[tuple[str, int, str, str]], chance: Random
) -> None:
    listed = [
        election(
            (date(2024, 1, 1) + timedelta(days=days)).isoformat(), code, kind=kind, status=status,
            key=f"{code} {days} {kind}",
        )
        for code, days, kind, status in said
    ]  # fmt: skip
    shuffled = list(listed)
    chance.shuffle(shuffled)

    def told(elections: list[Election]) -> dict[str, list[Any]]:
        return {
            code: [
                (one.called_on, one.fates, {m.election_id for m in one.members}) for one in found
            ]
            for code, found in occasions(elections).items()
        }

    assert told(shuffled) == told(listed)
    keys = {key for found in told(listed).values() for _, _, ids in found for key in ids}
    assert keys == {one.election_id for one in listed}
