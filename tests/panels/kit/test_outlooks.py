"""Outlooks of all countries are made once, and anew where anything that they rest on is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from eoc_app.panels.kit.country_stakes import outlooks_of, stakes_on
from tests.made_method import METHOD
from tests.panels.frames import contest, frame, given, named

ON = date(2024, 11, 5)
VOTERS = named("reach", country_code="KE", what="voters", ends_on=date(2024, 10, 1), value=100.0,
               lower=100.0, upper=100.0, synthetic=False)  # fmt: skip
USERS = named("reach", country_code="KE", what="users", ends_on=date(2024, 10, 1), value=50.0,
              lower=50.0, upper=50.0, synthetic=False)  # fmt: skip


def test_that_outlooks_are_kept_while_they_rest_on_the_same() -> None:
    asked = given(frame("contests", contest()), frame("reach", VOTERS, USERS), method=METHOD)
    assert outlooks_of(asked) is outlooks_of(asked)


def test_that_other_sizes_of_the_same_calendar_are_not_those_kept() -> None:
    calendar = frame("contests", contest())
    blind = given(calendar, frame("reach"), method=METHOD)
    seen = given(calendar, frame("reach", VOTERS, USERS), method=METHOD)
    assert stakes_on(outlooks_of(blind), "KE", ON).reach.severity is None
    assert stakes_on(outlooks_of(seen), "KE", ON).reach.severity is not None


def test_that_another_method_has_outlooks_of_its_own() -> None:
    first = given(frame("contests", contest()), frame("reach"), method=METHOD)
    assert METHOD.stakes is not None
    rule = replace(METHOD.stakes, kinds={**METHOD.stakes.kinds, "general": 0.5})
    other = replace(first, method=replace(METHOD, stakes=rule))
    told = [stakes_on(outlooks_of(one), "KE", ON).election.severity for one in (first, other)]
    assert told == [10.0, 5.0]
