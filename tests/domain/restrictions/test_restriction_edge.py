"""Edges of rules are read from words, and words without an anchor are told apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.domain.elections.election_anchor import Edge, Hour, NoAnchor, edge, hour

HOUR = timedelta(hours=1)
READ = {
    "polls close": Edge("close"),
    "the close of poll": Edge("close"),
    "the opening of the polls": Edge("open"),
    "the first polls open": Edge("open", "first"),
    "48 hours before polls close": Edge("close", elapsed=-48 * HOUR),
    "two days before polls open": Edge("open", days=-2),
    "1 hour and 30 minutes after polls close": Edge("close", elapsed=1.5 * HOUR),
    "30 minutes after the last polls close": Edge("close", "last", elapsed=HOUR / 2),
    "30 minutes after the close of the last polls": Edge("close", "last", elapsed=HOUR / 2),
    "00:00 on polling day": Edge("day"),
    "24:00 on the day before polling day": Edge("day", clock=24 * HOUR, days=-1),
    "noon on the day after the last polling day": Edge("day", "last", 12 * HOUR, 1),
    "midnight on the first polling day": Edge("day", "first"),
    "00:00 3 days before polling day": Edge("day", days=-3),
    "07:30 2 weeks before election day": Edge("day", clock=7.5 * HOUR, days=-14),
    "20:40 on the Thursday before polling day": Edge(
        "day", clock=20 * HOUR + timedelta(minutes=40), days=-1, weekday=3
    ),
    "00:00 on the Wednesday before": Edge("day", days=-1, weekday=2),
    "24:00 on the Saturday after polling day": Edge("day", clock=24 * HOUR, days=1, weekday=5),
}


@pytest.mark.parametrize("words", READ)
def test_that_the_words_of_an_edge_are_read(words: str) -> None:
    assert edge(words) == READ[words]


@given(st.sampled_from(list(READ)), st.data())
def test_that_case_and_blanks_change_nothing(words: str, data: st.DataObject) -> None:
    loud = "".join(c.upper() if data.draw(st.booleans()) else c for c in words)
    wide = loud.replace(" ", data.draw(st.sampled_from((" ", "  ", " \u00a0 "))))
    assert edge(f" {wide} ") == READ[words]
    assert edge(f"until {words}") == READ[words]


@pytest.mark.parametrize(
    "words", ["2024-06-01T00:00", "48 hours", "three days before", "", "00:00 on Sunday", "always"]
)
def test_that_an_edge_without_an_anchor_is_told_as_that(words: str) -> None:
    with pytest.raises(NoAnchor, match="neither the polls nor polling day"):
        edge(words)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("3 days before polling day", "no clock time"),
        ("25:00 on polling day", "clock time"),
        ("23:60 on polling day", "clock time"),
        ("00:00 48 hours before polling day", "days and weeks"),
        ("800 days before polls open", "731 days"),
        ("when the polls are nearly closed", "not those of an edge"),
    ],
)
def test_that_words_that_cannot_be_read_say_why(words: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as raised:
        edge(words)
    assert not isinstance(raised.value, NoAnchor)


@given(st.integers(0, 24 * 60))
def test_that_every_clock_time_of_a_day_is_an_hour_and_24_00_too(minutes: int) -> None:
    text = f"{minutes // 60:02d}:{minutes % 60:02d}"
    assert hour(text) == Hour(timedelta(minutes=minutes))
    assert hour(f"{text} America/Argentina/Ushuaia").time_zone == "America/Argentina/Ushuaia"
    assert edge(f"{text} on polling day").clock == timedelta(minutes=minutes)


@pytest.mark.parametrize("words", ["24:01", "6 pm", "18", "", "18:00 Europe/Paris and later"])
def test_that_what_is_no_hour_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="clock time"):
        hour(words)
