"""What a timeline says of a period: local times, UTC, and what is not on record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.desktop.kit.timeline_layout import placed
from eoc_app.desktop.restrictions import timeline_words
from eoc_app.desktop.restrictions.timeline_frame import Focus
from eoc_app.domain.dates.day_axis import FOREVER, axis
from eoc_app.views.timeline_view import Bar
from tests.desktop.restrictions.timeline_examples import (
    lane,
)

THEMES = pytest.mark.parametrize("theme", ["dark", "light"])


def told(one: Bar) -> list[str]:
    (found,) = placed([lane("GE", "Georgia", "Asia/Tbilisi", one)])
    return timeline_words.details(found, Focus(0, one))


TBILISI: dict[str, Any] = {
    "starts": axis(datetime(2024, 10, 25, 20, tzinfo=UTC)),
    "ends": axis(datetime(2024, 10, 27, 16, tzinfo=UTC)),
    "label": "silence",
    "standing": "in_force",
}


def test_that_a_period_is_told_in_local_time_and_in_utc() -> None:
    one = Bar(
        **TBILISI, title="Electoral silence", state="in force \N{MIDDLE DOT} 9 h left",
        zone="Asia/Tbilisi", medium="broadcast", citation="Election Code, Art. 45",
        confidence="secondary", breaches=2, exercise=True,
        moved_from=axis(datetime(2024, 10, 26, 14, tzinfo=UTC)),
    )  # fmt: skip
    assert told(one) == [
        "Electoral silence",
        "Georgia \N{MIDDLE DOT} in force \N{MIDDLE DOT} 9 h left",
        "Sat 26 Oct 00:00 to Sun 27 Oct 20:00 Tbilisi",
        "Fri 25 Oct 2024 20:00 to Sun 27 Oct 2024 16:00 UTC",
        "end moved: was Sat 26 Oct 18:00 Tbilisi",
        "medium: broadcast",
        "Election Code, Art. 45",
        "confidence: secondary",
        "2 report windows inside: possible breaches",
        "synthetic, for exercise",
    ]


def test_that_what_is_not_on_record_is_said_so() -> None:
    lines = told(Bar(**(TBILISI | {"ends": FOREVER}), zone="Asia/Tbilisi"))
    assert "from Sat 26 Oct 00:00 Tbilisi, no end on record" in lines
    assert "from Fri 25 Oct 2024 20:00 UTC" in lines
    assert "no citation on record" in lines
    assert told(Bar(**TBILISI, breaches=1))[-1] == "1 report window inside: possible breaches"


def test_that_a_period_of_several_zones_says_from_which_to_which() -> None:
    one = Bar(
        **TBILISI, zone="America/New_York", zones="in force in 4 of 6 zones", conditional=True
    )
    lines = told(one)
    assert "in force in 4 of 6 zones" in lines
    assert "first zone to last: Fri 25 Oct 16:00 to Sun 27 Oct 12:00 New York" in lines
    assert "only if a further round is needed" in lines
    again = msgspec.structs.replace(one, state="in force in 4 of 6 zones \N{MIDDLE DOT} 9 h left")
    assert sum("4 of 6" in line for line in told(again)) == 1


@pytest.mark.parametrize("zone", ["", "Nowhere/Place", "../etc", "Europe"])
def test_that_a_zone_that_is_none_leaves_utc(zone: str) -> None:
    lines = told(Bar(**TBILISI, zone=zone))
    assert "Fri 25 Oct 2024 20:00 to Sun 27 Oct 2024 16:00 UTC" in lines


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 10**7),
)
def test_that_seconds_survive_the_way_over_the_axis(starts: datetime, length: int) -> None:
    starts = starts.replace(microsecond=0)
    ends = starts + timedelta(seconds=length)
    one = Bar(**(TBILISI | {"starts": axis(starts), "ends": axis(ends)}), zone="UTC")
    first, last = timeline_words.local_text(one).removesuffix(" UTC").split(" to ")
    assert first.endswith(f"{starts:%H:%M}")
    assert last.endswith(f"{ends:%H:%M}")
