"""What signals' headers say of alarms: what to do, and how long figures still grow."""

from __future__ import annotations

import re

import pytest

from eoc_app.domain.risk.signal import Signal
from eoc_app.snapshot.catalogue import catalogue

SIGNALS = catalogue().signals
LONGEST = 140
VERBS = {"Ask", "Call", "Check", "Confirm", "List", "Open", "Read"}
"""What an analyst can do from her desk."""


def _says(signal: Signal) -> str:
    return signal.name


def test_that_every_judged_signal_says_what_to_do() -> None:
    assert [s.name for s in SIGNALS.values() if s.judge and not s.action] == []


@pytest.mark.parametrize("signal", [s for s in SIGNALS.values() if s.action], ids=_says)
def test_that_an_action_is_one_sentence_that_begins_with_the_act(signal: Signal) -> None:
    words = signal.action.split()
    assert words[0] in VERBS
    assert len(signal.action) < LONGEST
    assert re.fullmatch(r"[^.!?;:]+\.", signal.action)
    assert len(words) >= 8, "whom or what is missing"


def test_that_volumes_and_protection_that_go_up_ask_for_nothing() -> None:
    """Two are worse the higher they are, whatever their axis: waiting partners, and requests."""
    asking = {s.name for s in SIGNALS.values() if s.action and s.axis != "harm"}
    assert asking == {"partner_median_resolution_hours", "government_requests_received"}


def test_that_harm_of_single_countries_always_asks_for_something() -> None:
    """Prevalence is published for the world alone, and no alarm is of the world."""
    silent = {s.name for s in SIGNALS.values() if s.axis == "harm" and not s.action}
    assert silent == {"hateful_prevalence_share"}


def test_that_figures_settle_before_they_are_stale() -> None:
    assert all(0 <= s.settles_days < s.fresh_days for s in SIGNALS.values())
