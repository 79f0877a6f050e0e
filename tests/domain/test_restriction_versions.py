"""Which version of a restriction period was known when."""

from __future__ import annotations

from datetime import UTC, datetime

from eoc_app.domain.restriction import Period, current_versions


def period(version: int, ends_day: int, known_from_at: datetime | None) -> Period:
    return Period(
        period_id="US ban",
        version=version,
        country_code="US",
        rule="new_political_ads_ban",
        medium="online ads",
        time_zone="America/Los_Angeles",
        starts_at=datetime(2024, 10, 29, 7, tzinfo=UTC),
        ends_at=datetime(2024, 11, ends_day, 8, tzinfo=UTC),
        known_from_at=known_from_at,
    )


FIRST = period(1, 6, None)
MOVED = period(2, 10, datetime(2024, 11, 6, 8, tzinfo=UTC))


def test_that_a_rule_whose_announcement_is_not_dated_is_known_all_along() -> None:
    assert current_versions([MOVED, FIRST], datetime(2024, 10, 26, tzinfo=UTC)) == [FIRST]


def test_that_a_moved_end_counts_from_the_moment_it_was_announced() -> None:
    assert current_versions([FIRST, MOVED], datetime(2024, 11, 6, 7, 59, tzinfo=UTC)) == [FIRST]
    assert current_versions([FIRST, MOVED], datetime(2024, 11, 6, 8, tzinfo=UTC)) == [MOVED]
