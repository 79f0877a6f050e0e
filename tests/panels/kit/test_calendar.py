"""Elections as they stood on the day looked at."""

from __future__ import annotations

from datetime import date

import pytest

from eoc_app.core.selection import Selection
from eoc_app.panels.kit.nearby_elections import days_to_polling, elections
from eoc_app.panels.kit.panel import Given
from tests.panels.frames import ABOUT, JUDGED, NOW, frame, named

POLLING = date(2024, 10, 5)
ANNULLED = date(2024, 10, 20)


def given_on(on: date) -> Given:
    row = named(
        "elections",
        election_id="a", country_code="RO", name="presidential election", kind="presidential",
        round="1", polling_starts_on=POLLING, polling_ends_on=POLLING, status="annulled",
        annulled_on=ANNULLED, source_id=1, synthetic=False,
    )  # fmt: skip
    selection = Selection(now_at=NOW, as_of_on=on)
    return Given({"elections": frame("elections", row)}, selection, ABOUT, JUDGED)


@pytest.mark.parametrize(
    ("on", "status", "annulled_on"),
    [
        (date(2024, 10, 1), "scheduled", None),
        (date(2024, 10, 10), "held", None),
        (ANNULLED, "annulled", ANNULLED),
    ],
)
def test_that_an_annulment_is_not_known_before_its_day(
    on: date, status: str, annulled_on: date | None
) -> None:
    [row] = elections(given_on(on))["RO"]
    assert (row.status, row.annulled_on) == (status, annulled_on)


def test_that_the_next_election_counts_before_one_that_is_just_over() -> None:
    [first] = elections(given_on(date(2024, 10, 10)))["RO"]
    assert days_to_polling([first], date(2024, 10, 11)) == (-6, first)
    assert days_to_polling([first], date(2024, 9, 25)) == (10, first)
