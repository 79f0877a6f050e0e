"""Periods against what was known of them: keys may change, what they restrict may not unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.restrictions.period_change import PeriodChange, Terms, change, changes, paired
from eoc_app.domain.restrictions.restriction import Stretch

STARTS = datetime(2024, 11, 2, tzinfo=UTC)
DAY = timedelta(days=1)


def stretch(zone: str = "Africa/Nairobi", shift: int = 0, *, withdrawn: bool = False) -> Stretch:
    return Stretch(zone, STARTS + shift * DAY, STARTS + (shift + 2) * DAY, withdrawn=withdrawn)


def terms(period_id: str = "p", *stretches: Stretch, **more: object) -> Terms:
    found = Terms(period_id, "KE", "electoral_silence", "all", None, "general election", "1",
                  False, "s. 1", stretches or (stretch(),))  # fmt: skip
    return replace(found, **more)  # type: ignore[arg-type]


def told(before: list[Terms], now: list[Terms]) -> list[PeriodChange]:
    return list(changes(paired(before, now)))


def test_that_what_is_as_it_was_is_no_change() -> None:
    again = terms("p", replace(stretch(), version=3, known_from_at=STARTS))
    assert told([terms()], [again]) == []


def test_that_new_gone_withdrawn_and_announced_again_are_told_apart() -> None:
    fallen = terms("p", stretch(withdrawn=True))
    assert [one.kind for one in told([], [terms()])] == ["new"]
    assert [one.kind for one in told([terms()], [])] == ["gone"]
    assert [one.kind for one in told([terms()], [fallen])] == ["withdrawn"]
    assert [one.kind for one in told([fallen], [terms()])] == ["again"]
    assert told([fallen], []) == []


def test_that_a_moved_edge_is_told_with_both_moments() -> None:
    (found,) = told([terms()], [terms("p", stretch(shift=1))])
    assert found.kind == "otherwise"
    ((was, now),) = found.moved
    assert (was.starts_at, now.starts_at) == (STARTS, STARTS + DAY)
    assert (found.joined, found.left, found.reworded) == ((), (), ())


def test_that_each_of_the_words_that_bind_is_compared() -> None:
    for name, value in (
        ("rule", "political_ads_ban"), ("medium", "radio"), ("platform", "one"),
        ("conditional", True), ("citation", None),
    ):  # fmt: skip
        (found,) = told([terms()], [terms("p", **{name: value})])
        assert found.reworded == (name,)
    assert told([terms()], [terms("p", election="parliamentary election", round="2")]) == []


def test_that_zones_that_join_and_leave_are_told() -> None:
    cairo, nairobi = stretch("Africa/Cairo"), stretch()
    (found,) = told([terms("p", cairo)], [terms("p", nairobi)])
    assert (found.joined, found.left) == ((nairobi,), (cairo,))
    half = terms("p", cairo, replace(nairobi, withdrawn=True))
    (found,) = told([terms("p", cairo, nairobi)], [half])
    assert (found.kind, len(found.moved)) == ("otherwise", 1)


def test_that_another_key_for_the_same_is_no_change() -> None:
    assert told([terms("old")], [terms("new")]) == []
    assert told([terms("old")], [terms("new", election="otherwise spelled")]) == []


def test_that_a_key_that_changed_with_a_day_or_a_medium_is_still_one_period() -> None:
    (moved,) = told([terms("old")], [terms("new", stretch(shift=1))])
    assert (moved.kind, len(moved.moved)) == ("otherwise", 1)
    (other,) = told([terms("old")], [terms("new", medium="radio")])
    assert (other.kind, other.reworded) == ("otherwise", ("medium",))


def test_that_of_several_that_could_be_meant_none_is_guessed() -> None:
    found = told([terms("a"), terms("b", stretch(shift=5))],
                 [terms("c", stretch(shift=1)), terms("d", stretch(shift=6))])  # fmt: skip
    assert sorted(one.kind for one in found) == ["gone", "gone", "new", "new"]


def test_that_a_key_that_now_stands_for_another_country_is_gone_and_new() -> None:
    found = told([terms()], [terms("p", country_code="UG")])
    assert sorted(one.kind for one in found) == ["gone", "new"]


def test_that_rules_without_a_day_are_told_apart_by_their_election() -> None:
    undated = Stretch("Africa/Nairobi", None, None)
    assert told([terms("a", undated)], [terms("b", undated)]) == []
    found = told([terms("a", undated)], [terms("b", undated, election="another")])
    assert sorted(one.kind for one in found) == ["gone", "new"]
    (dated,) = told([terms("a", undated)], [terms("b", stretch())])
    assert dated.moved[0][0].starts_at is None


stretches = st.builds(
    stretch, st.sampled_from(("Africa/Nairobi", "Africa/Cairo")), st.integers(0, 3),
    withdrawn=st.booleans(),
)  # fmt: skip
registers = st.lists(
    st.builds(
        lambda key, one, medium: terms(key, one, medium=medium),
        st.sampled_from("abcdef"), stretches, st.sampled_from(("all", "radio")),
    ),
    max_size=6, unique_by=lambda one: one.period_id,
)  # fmt: skip


@given(registers, registers, st.randoms(use_true_random=False))
def test_that_no_period_is_lost_and_the_order_changes_nothing(
    before: list[Terms], now: list[Terms], random: object
) -> None:
    pairs = paired(before, now)
    assert sorted(one.period_id for one, _ in pairs if one) == sorted(p.period_id for p in before)
    assert sorted(one.period_id for _, one in pairs if one) == sorted(p.period_id for p in now)
    mixed = [list(before), list(now)]
    for one in mixed:
        random.shuffle(one)  # type: ignore[attr-defined]
    assert sorted(map(str, paired(*mixed))) == sorted(map(str, pairs))


@given(registers)
def test_that_a_register_against_itself_is_no_change_whatever_its_keys(before: list[Terms]) -> None:
    assert told(before, before) == []
    assert told(before, [replace(one, period_id=f"x-{one.period_id}") for one in before]) == []
    assert all(change(one, one) is None for one in before)
