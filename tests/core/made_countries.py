"""Made-up signals, readings and calendars for tests of the score."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from hypothesis import strategies as st

from eoc_app.domain.risk.reading import Reading
from eoc_app.domain.risk.signal import Axis, Judgement, Signal
from eoc_app.domain.risk.stakes import Contest, Outlook, Size, Sizes, Stakes
from tests.made_method import METHOD

ON: Final = date(2024, 10, 25)
CELLS = ("observed", "suppressed", "below_threshold")
amounts = st.floats(min_value=0, max_value=1e9)


class Country(NamedTuple):
    """What one country is judged by on one day."""

    signals: list[Signal]
    readings: dict[str, Reading]
    stakes: Stakes


def make_signal(
    name: str,
    weight: float | None = 1.0,
    *,
    axis: Axis = "harm",
    fresh_days: int = 7,
    vulnerability: bool = False,
    judge: Judgement | None = None,
    confounded: bool = False,
) -> Signal:
    """A signal judged by 10 and 20 unless it says otherwise; not judged where it has no weight."""
    own = judge or (None if weight is None else Judgement(10.0, 20.0, weight, fresh_days))
    dimension: Literal["threat", "vulnerability"] = "vulnerability" if vulnerability else "threat"
    return Signal(name, name, "family", axis, "things", "items", "count", "sum", 1, fresh_days,
                  None, confounded, own, dimension)  # fmt: skip


def reading(name: str, value: float | None = 10, *, age: int = 0, cell: str = "observed",
            synthetic: bool = False) -> Reading:  # fmt: skip
    """A reading whose bounds are its value."""
    return Reading(name, ON - timedelta(age), value, value, value, cell, synthetic)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Thresholds and a weight."""
    watch = draw(st.floats(min_value=1e-3, max_value=1e6))
    alert = watch * draw(st.floats(min_value=1.01, max_value=100))
    return Judgement(watch, alert, draw(st.floats(min_value=0.1, max_value=5)), 7)


@st.composite
def contests(draw: st.DrawFn) -> Contest:
    """An election of any kind and fate within two years of the day."""
    starts_on = ON + timedelta(draw(st.integers(-400, 400)))
    moved = draw(st.none() | st.integers(-60, 60))
    known = draw(st.none() | st.integers(-30, 30))
    annulled = draw(st.none() | st.integers(-30, 30))
    return Contest(
        "an election",
        draw(st.sampled_from(("presidential", "local", "general", "something else"))),
        starts_on,
        starts_on + timedelta(draw(st.integers(0, 40))),
        draw(st.sampled_from(("scheduled", "held", "cancelled", "snap", "if_needed", "postponed"))),
        None if moved is None else starts_on + timedelta(moved),
        None if annulled is None else starts_on + timedelta(annulled),
        None if known is None else ON + timedelta(known),
        None if known is None or draw(st.booleans()) else ON + timedelta(known - 9),
        draw(st.none() | st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def sizes(draw: st.DrawFn) -> tuple[Size, ...]:
    """Up to two sizes as stated, the older first."""
    found = []
    for age in sorted(draw(st.lists(st.integers(-200, 800), max_size=2)), reverse=True):
        low, value, high = sorted(draw(st.floats(1, 1e9)) for _ in range(3))
        stated = draw(st.sampled_from(((value, low, high), (None, low, high), (value, None, None))))
        found.append(Size(ON - timedelta(age), *stated))
    return tuple(found)


@st.composite
def calendars(draw: st.DrawFn) -> Stakes:
    """The stakes of a day by some calendar, often an empty one."""
    assert METHOD.stakes is not None
    listed = draw(st.lists(contests(), max_size=3))
    stated = Sizes(draw(sizes()), draw(sizes()))
    return Outlook(METHOD.stakes, METHOD.scale, listed, stated).on(ON)


@st.composite
def countries(draw: st.DrawFn) -> Country:
    """Signals of every axis, some judged, and readings of all kinds for some of them."""
    signals = [
        make_signal(
            f"s{number}",
            draw(st.none() | st.floats(min_value=0.1, max_value=5)),
            axis=draw(st.sampled_from(("harm", "harm", "protective", "effort"))),
            fresh_days=draw(st.integers(0, 30)),
            vulnerability=draw(st.booleans()),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    return Country(signals, draw(readings_of(signals)), draw(calendars()))


@st.composite
def readings_of(draw: st.DrawFn, signals: list[Signal]) -> dict[str, Reading]:
    """Readings of most of some signals: values, bounds, open ends, withheld, old."""
    found = {}
    for signal in signals:
        if draw(st.integers(0, 4)):
            low, value, high = sorted((draw(amounts), draw(amounts), draw(amounts)))
            found[signal.name] = Reading(
                signal.name,
                ON - timedelta(draw(st.integers(0, 40))),
                draw(st.sampled_from((value, value, None))),
                draw(st.sampled_from((low, low, None))),
                draw(st.sampled_from((high, high, None))),
                draw(st.sampled_from((*CELLS, "observed", "observed"))),
                draw(st.booleans()),
            )
    return found


@st.composite
def seen_countries(draw: st.DrawFn) -> Country:
    """Judged signals most of which are freshly seen, so that most have a score."""
    signals = [
        make_signal(f"s{number}", judge=draw(judgements()), vulnerability=draw(st.booleans()))
        for number in range(draw(st.integers(2, 8)))
    ]
    readings = {}
    for signal in signals:
        assert signal.judge is not None
        if draw(st.integers(0, 9)):
            value = signal.judge.alert * draw(st.floats(0, 2.5))
            readings[signal.name] = reading(signal.name, value)
    return Country(signals, readings, draw(calendars()))
