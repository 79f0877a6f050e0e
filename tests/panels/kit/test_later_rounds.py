"""A later round falls with the round before it, from the day on which that was annulled."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from eoc_app.panels.kit.nearby_elections import ElectionRow, days_to_polling, elections
from tests.panels.frames import frame, given

FIRST = ElectionRow(
    election_id="first", country_code="RO", name="presidential election", kind="presidential",
    round="1", polling_starts_on=date(2024, 11, 24), polling_ends_on=date(2024, 11, 24),
    status="annulled", previous_polling_on=None, annulled_on=date(2024, 12, 6),
    status_known_from_at=None, new_day_known_from_at=None, higher_risk=None, source_id=1,
    synthetic=False,
)  # fmt: skip
SECOND = msgspec.structs.replace(
    FIRST, election_id="second", round="2", polling_starts_on=date(2024, 12, 8),
    polling_ends_on=date(2024, 12, 8), status="scheduled", annulled_on=None, source_id=2,
)  # fmt: skip


def shown(day: date, **second: Any) -> tuple[str, str]:
    """The name of the nearest election of a day and its status."""
    later = msgspec.structs.replace(SECOND, **second)
    rows = [msgspec.structs.astuple(row) for row in (FIRST, later)]
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    asked = given(frame("elections", *rows), country_code="RO", at=at, known_at=at)
    known = elections(asked)["RO"]
    _, nearest = days_to_polling(known, day)
    assert nearest is not None
    return nearest.election_id, nearest.status


@pytest.mark.parametrize(
    ("day", "second", "expected"),
    [
        (date(2024, 12, 5), {}, ("second", "scheduled")),
        (date(2024, 12, 7), {}, ("second", "annulled")),
        (date(2024, 12, 7), {"status": "held"}, ("second", "held")),
        (date(2024, 12, 7), {"kind": "legislative"}, ("second", "scheduled")),
        (date(2024, 12, 7), {"round": "not stated"}, ("second", "scheduled")),
    ],
)
def test_that_a_later_round_is_annulled_with_the_first(
    day: date, second: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert shown(day, **second) == expected


def test_that_the_vote_that_takes_the_place_of_an_annulled_round_stands() -> None:
    annulled = msgspec.structs.replace(FIRST, round="2")
    again = msgspec.structs.replace(SECOND, round="1", polling_starts_on=date(2025, 1, 20),
                                    polling_ends_on=date(2025, 1, 20))  # fmt: skip
    rows = [msgspec.structs.astuple(row) for row in (annulled, again)]
    at = datetime(2025, 1, 10, 12, tzinfo=UTC)
    known = elections(given(frame("elections", *rows), country_code="RO", at=at, known_at=at))
    _, nearest = days_to_polling(known["RO"], date(2025, 1, 10))
    assert nearest is not None
    assert (nearest.election_id, nearest.status) == ("second", "scheduled")
