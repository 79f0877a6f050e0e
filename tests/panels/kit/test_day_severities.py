"""Severities of a day are made once, and never kept for other frames, days or methods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from eoc_app.method.effective_weights import effects
from eoc_app.panels.kit import day_severities
from eoc_app.panels.kit.day_memory import KEPT
from eoc_app.panels.kit.panel import Given
from tests.made_method import METHOD
from tests.panels.frames import THREAT, frame, given, reading, score


def made(*readings: Any, **more: Any) -> Given:
    return given(frame("readings_everywhere", *readings), frame("scores", score("KE", 5)), **more)


def test_that_the_same_frames_give_the_same_object_whatever_weights_are_tried() -> None:
    first = made(reading("a", 20), reading("b", 10))
    other = replace(first, selection=made(weights=(("a", 1.0),)).selection)
    assert day_severities.severities_on(first) is day_severities.severities_on(other)
    assert day_severities.once(first, effects) is day_severities.once(other, effects)


def test_that_other_frames_days_and_methods_are_their_own() -> None:
    first = made(reading("a", 20))
    found = day_severities.severities_on(first)
    assert day_severities.severities_on(made(reading("a", 20))) is not found
    moved = replace(first, selection=made(as_of_on=date(2024, 10, 20)).selection)
    assert day_severities.severities_on(moved) is not found
    assert day_severities.severities_on(replace(first, method=METHOD)) is not found
    assert day_severities.severities_on(replace(first, method=THREAT)) is found
    assert day_severities.severities_on(replace(first, signals=dict(first.signals))) is not found


def test_that_only_few_days_are_kept() -> None:
    first = made(reading("a", 20))
    for day in range(1, 13):
        other = made(as_of_on=date(2024, 10, day)).selection
        day_severities.severities_on(replace(first, selection=other))
    assert len(first.memory) == KEPT


def test_that_readings_of_every_country_are_taken() -> None:
    known = day_severities.severities_on(
        made(reading("a", 20), reading("a", 10, "UG"), country_code="KE")
    )
    assert known.codes == ("KE", "UG")
    assert known.point[:, 0].tolist() == pytest.approx([8.0, 4.0])
