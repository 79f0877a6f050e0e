from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.desktop.kit import time_axis
from eoc_app.domain.wording import axis_words

OCT_26 = float(date(2024, 10, 26).toordinal())


def wide(text: str) -> float:
    return 6.5 * len(text)


@given(
    st.floats(-1e6, 4e6), st.floats(0.01, 2e6), st.floats(10, 4000), st.sampled_from([None, 3, 5])
)
def test_that_labels_never_touch_and_stand_inside(
    starts: float, days: float, pixels: float, most: int | None
) -> None:
    ticks = time_axis.ticks(starts, starts + days, pixels, wide, most)
    scale = pixels / (
        min(starts + days, axis_words.LAST) - max(starts, axis_words.FIRST) if ticks else 1
    )
    assert most is None or len(ticks) <= most
    assert all(starts <= tick.at <= starts + days for tick in ticks)
    for before, after in pairwise(ticks):
        room = (after.at - before.at) * scale
        assert room > (wide(before.text) + wide(after.text)) / 2


@pytest.mark.parametrize(
    ("days", "text"),
    [(0.5, "03:00"), (3, "Sun 27"), (60, "11 Nov"), (366, "Apr"), (5000, "2030")],
)
def test_that_ticks_fit_the_scale(days: float, text: str) -> None:
    ticks = time_axis.ticks(OCT_26, OCT_26 + days, 420, wide, 5)
    assert text in [tick.text for tick in ticks]


def test_that_a_window_without_length_has_no_ticks() -> None:
    assert time_axis.ticks(OCT_26, OCT_26, 400, wide) == ()


def test_that_a_day_stands_at_its_noon_and_an_instant_where_it_is() -> None:
    assert time_axis.middle(OCT_26) == OCT_26 + 0.5
    assert time_axis.middle(OCT_26 + 0.25) == OCT_26 + 0.25


def test_that_days_and_instants_read_as_people_write_them() -> None:
    assert axis_words.day_text(OCT_26) == "Sat 26 Oct 2024"
    assert axis_words.instant_text(OCT_26) == "Sat 26 Oct 2024"
    assert axis_words.instant_text(OCT_26 + 1 / 3) == "Sat 26 Oct 2024 08:00"
    assert axis_words.instant_text(OCT_26 + 0.99999) == "Sun 27 Oct 2024"


def test_that_a_half_open_period_names_its_last_day_and_a_change_of_year() -> None:
    assert axis_words.period_text(OCT_26, OCT_26 + 14) == "26 Oct to 8 Nov 2024"
    assert axis_words.period_text(OCT_26, OCT_26 + 100) == "26 Oct 2024 to 2 Feb 2025"
