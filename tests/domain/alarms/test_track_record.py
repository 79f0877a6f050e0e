"""Whether we were right: figures with their numbers, or why there are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome, Verdict, alarm_id
from eoc_app.domain.alarms.track_record import FEWEST, TrackRecord, track_record
from eoc_app.domain.figures.proportion import wilson
from tests.domain.alarms.made_alarms import AT, DAY, entry, histories, mark, miss

History = tuple[list[Entry], list[Outcome], list[Miss]]


def record(
    verdicts: Sequence[str | None], *, misses: int = 0, probability: float = 0.6
) -> TrackRecord:
    """One alarm for each verdict, None where it is not marked."""
    entries = [entry(number, probability) for number in range(len(verdicts))]
    told = zip(entries, verdicts, strict=True)
    marks = [mark(one, cast("Verdict", of)) for one, of in told if of]
    return track_record(entries, marks, [miss(number) for number in range(misses)])


def test_that_alarms_are_counted_by_how_they_turned_out() -> None:
    found = record(["hit"] * 7 + ["false_alarm"] * 3 + ["unclear"] * 2 + [None], misses=5)
    assert (found.raised, found.judged, found.pending, found.unclear) == (13, 10, 1, 2)
    assert (found.hits, found.false_alarms, found.misses) == (7, 3, 5)
    assert found.precision is not None
    assert (found.precision.share, found.precision.count) == (0.7, 10)
    assert found.recall is not None
    assert found.recall.share == pytest.approx(7 / 12)
    assert found.recall.count == 12
    assert found.too_little == ()


def test_that_the_brier_score_is_that_of_brier_beside_climatology() -> None:
    found = record(["hit"] * 6 + ["false_alarm"] * 6, probability=0.8).brier
    assert found is not None
    assert found.score == pytest.approx((0.04 + 0.64) / 2)
    assert found.reference == pytest.approx(0.25)
    assert found.skill == pytest.approx(1 - 0.34 / 0.25)
    assert found.count == 12


def test_that_a_band_is_held_against_the_share_of_hits_of_all_bands() -> None:
    low = [entry(number, 0.1, "guarded") for number in range(10)]
    high = [entry(number + 20, 0.9, "severe") for number in range(10)]
    marks = [mark(one, "false_alarm") for one in low] + [mark(one, "hit") for one in high]
    found = {one.band: one for one in track_record(low + high, marks, []).bands}
    for name in ("guarded", "severe"):
        brier = found[name].brier
        assert brier is not None
        assert brier.score == pytest.approx(0.01)
        assert brier.reference == pytest.approx(0.25)
        assert brier.skill == pytest.approx(0.96)
    assert found["low"].brier is None


@pytest.mark.parametrize("judged", range(FEWEST))
def test_that_of_too_few_alarms_nothing_is_told_but_their_number(judged: int) -> None:
    found = record([*(["hit"] * judged), None, None, "unclear"], misses=20)
    assert (found.precision, found.brier) == (None, None)
    assert all(one.brier is None and one.precision is None for one in found.bands)
    assert all(one.observed is None for one in found.bins)
    assert f"{judged} of at least {FEWEST}" in found.too_little[0]


def test_that_without_a_recorded_miss_no_recall_is_claimed() -> None:
    found = record(["hit"] * 50)
    assert found.recall is None
    assert found.precision is not None
    assert "no miss is recorded" in found.too_little[0]
    few = record(["hit"] * 3 + ["false_alarm"] * 9, misses=2)
    assert few.recall is None
    assert few.too_little == (f"recall: 5 of at least {FEWEST} events are on record",)


def test_that_several_alarms_foretell_one_event() -> None:
    alarms = [
        replace(entry(0), subject=name, alarm_id=alarm_id("GE", name, DAY))
        for name in "abcdefghijkl"
    ]
    found = track_record(alarms, [mark(one, "hit") for one in alarms],
                         [miss(number) for number in range(9)])  # fmt: skip
    assert found.hits == 12
    assert found.recall is not None
    assert found.recall.share == pytest.approx(0.1)
    assert found.recall.count == 10


def test_that_the_last_mark_counts_and_an_alarm_counts_once() -> None:
    one = entry(0)
    told = [mark(one, "hit", hours=1), mark(one, "false_alarm", hours=9)]
    again = replace(
        one, snapshot_id="another", raised_at=one.raised_at.replace(hour=20), band="low"
    )
    found = track_record([again, one], told[::-1], [])
    assert (found.raised, found.hits, found.false_alarms) == (1, 0, 1)
    assert [band.raised for band in found.bands if band.band == "high"] == [1]


def test_that_marks_without_an_alarm_are_told() -> None:
    found = track_record([], [mark(entry(1), "hit")], [])
    assert (found.raised, found.hits, found.strays) == (0, 0, 1)


@given(histories())
def test_that_every_figure_is_on_its_scale_and_has_its_number(history: History) -> None:
    found = track_record(*history)
    assert found.raised == found.judged + found.unclear + found.pending
    for name in ("raised", "hits", "false_alarms", "unclear", "pending"):
        assert sum(getattr(one, name) for one in found.bands) == getattr(found, name)
    assert sum(one.count for one in found.bins) == found.judged
    briers = [one for one in (found.brier, *(band.brier for band in found.bands)) if one]
    for brier in briers:
        assert 0 <= brier.score <= 1
        assert 0 <= brier.reference <= 1
        assert brier.skill is None or brier.skill <= 1
        assert brier.count >= FEWEST
    rates = [found.precision, found.recall, *(one.observed for one in found.bins)]
    for one in (*rates, *(band.precision for band in found.bands)):
        if one is not None:
            assert 0 <= one.lower <= one.share <= one.upper <= 1
            assert one.count >= FEWEST
    for bin_ in found.bins:
        assert bin_.lower - 1e-9 <= bin_.stated <= bin_.upper + 1e-9
    assert (found.precision is None) == (found.judged < FEWEST)


@given(histories(), st.randoms(use_true_random=False))
def test_that_the_order_of_records_changes_nothing(history: History, rng: random.Random) -> None:
    entries, outcomes, misses = ([*one] for one in history)
    rng.shuffle(entries)
    rng.shuffle(outcomes)
    rng.shuffle(misses)
    assert track_record(entries, outcomes, misses) == track_record(*history)


def test_that_a_forecaster_who_is_right_as_often_as_stated_lies_in_the_intervals() -> None:
    rng = random.Random(5)  # noqa: S311 - no secret
    stated = [rng.random() for _ in range(5_000)]
    entries = [entry(number, share) for number, share in enumerate(stated)]
    marks = [mark(one, "hit" if rng.random() < one.probability else "false_alarm")
             for one in entries]  # fmt: skip
    found = track_record(entries, marks, [])
    assert len(found.bins) == 10
    held = sum(
        one.observed is not None and one.observed.lower <= one.stated <= one.observed.upper
        for one in found.bins
    )
    assert held >= 8
    assert found.brier is not None
    assert found.brier.score == pytest.approx(1 / 6, abs=0.01)
    assert (found.brier.skill or 0) > 0.3


def test_that_a_forecaster_who_always_overstates_lies_outside() -> None:
    rng = random.Random(6)  # noqa: S311 - no secret
    entries = [entry(number, 0.8) for number in range(300)]
    marks = [mark(one, "hit" if rng.random() < 0.4 else "false_alarm") for one in entries]
    found = track_record(entries, marks, [])
    (only,) = found.bins
    assert only.observed is not None
    assert only.observed.upper < only.stated
    assert found.brier is not None
    assert (found.brier.skill or 0) < 0


def test_that_wilsons_interval_is_that_of_published_tables() -> None:
    # Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
    for hits, count, lower, upper in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605),
                                      (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):  # fmt: skip
        found = wilson(hits, count, 0.95)
        assert found.lower == pytest.approx(lower, abs=5e-5)
        assert found.upper == pytest.approx(upper, abs=5e-5)
    with pytest.raises(ValueError, match="no share"):
        wilson(0, 0)


@pytest.mark.parametrize(
    "changed",
    [{"band": "blue"}, {"probability": 1.2}, {"probability": float("nan")}, {"per_shift": -1.0},
     {"alarm_id": " "}, {"raised_at": datetime(2024, 10, 25, 6)}],
)  # fmt: skip
def test_that_an_alarm_that_nobody_can_mean_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        replace(entry(1), **changed)  # type: ignore[arg-type]


def test_that_a_mark_names_a_role_and_no_person() -> None:
    with pytest.raises(ValueError, match="roles are analyst"):
        replace(mark(entry(1), "hit"), marked_by="Ann Example")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="500"):
        replace(mark(entry(1), "hit"), note="x" * 501)
    with pytest.raises(ValueError, match="empty"):
        replace(miss(1), what=" ")


def test_that_an_alarm_has_one_name_whichever_snapshot_tells_it() -> None:
    assert alarm_id("GE", "score", DAY) == alarm_id("GE", "score", DAY)
    others = {
        alarm_id("GE", "score", DAY),
        alarm_id("GE", "ads", DAY),
        alarm_id("MD", "score", DAY),
    }
    assert len(others) == 3
    assert AT.tzinfo is not None


def test_that_exercises_are_counted_apart() -> None:
    real = [entry(number) for number in range(12)]
    planted = [replace(one, exercise=True, alarm_id=f"x{n}") for n, one in enumerate(real)]
    marks = [mark(one, "false_alarm") for one in real] + [mark(one, "hit") for one in planted]
    misses = [miss(1), replace(miss(2), exercise=True), replace(miss(3), exercise=True)]
    found = track_record([*real, *planted], marks, misses)
    assert (found.raised, found.hits, found.false_alarms, found.misses) == (12, 0, 12, 1)
    assert (found.exercise, found.apart, found.strays) == (False, 12, 0)
    other = track_record([*real, *planted], marks, misses, exercise=True)
    assert (other.raised, other.hits, other.false_alarms, other.misses) == (12, 12, 0, 2)
    assert (other.exercise, other.apart, other.strays) == (True, 12, 0)
    assert found == replace(track_record(real, marks[:12], misses[:1]), apart=12)


def test_that_an_exercise_has_another_name_than_the_real_alarm() -> None:
    assert alarm_id("GE", "ads", DAY) != alarm_id("GE", "ads", DAY, exercise=True)
