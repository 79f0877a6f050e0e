"""Made-up alarms, marks and misses for tests of our own record."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from hypothesis import strategies as st

from eoc_app.domain.alarms.alarm_record import VERDICTS, Entry, Miss, Outcome, Verdict, alarm_id
from eoc_app.domain.risk.method_parts import BAND_NAMES, BandName

AT: Final = datetime(2024, 10, 25, 6, tzinfo=UTC)
DAY: Final = date(2024, 10, 25)


def entry(
    number: int, probability: float = 0.6, band: BandName = "high", *, code: str = "GE"
) -> Entry:
    """An alarm of a day of its own."""
    day = DAY + timedelta(number)
    return Entry(
        alarm_id=alarm_id(code, "score", day), snapshot_id="0123456789abcdef", country_code=code,
        subject="score", day=day, band=band, probability=probability,
        raised_at=AT + timedelta(number), per_shift=3.0,
    )  # fmt: skip


def mark(of: Entry, verdict: Verdict, *, hours: int = 1) -> Outcome:
    """A mark some hours after the alarm."""
    return Outcome(alarm_id=of.alarm_id, verdict=verdict, marked_by="analyst",
                   marked_at=of.raised_at + timedelta(hours=hours))  # fmt: skip


def miss(number: int, *, code: str = "GE") -> Miss:
    """An event of a day of its own."""
    return Miss(country_code=code, day=DAY - timedelta(number), what=f"event {number}",
                marked_by="shift_lead", marked_at=AT)  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Entry], list[Outcome], list[Miss]]:
    """Alarms of every band, most of them marked, some more than once, and misses."""
    entries, outcomes = [], []
    for number in range(draw(st.integers(0, 40))):
        probability = draw(st.sampled_from((0.05, 0.15, 0.35, 0.6, 0.8)) | st.floats(0, 1))
        entries.append(entry(number, probability, draw(st.sampled_from(BAND_NAMES))))
        verdicts = draw(st.lists(st.sampled_from(VERDICTS), max_size=2))
        outcomes += [mark(entries[-1], one, hours=at) for at, one in enumerate(verdicts)]
    return entries, outcomes, [miss(number) for number in range(draw(st.integers(0, 12)))]
