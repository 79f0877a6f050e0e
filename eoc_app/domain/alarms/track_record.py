"""Were we right? Hits, misses and false alarms, and whether stated probabilities came true.

No rate is given for fewer than `FEWEST` cases, and none without its number of cases. Alarms that
nobody could judge (`unclear`) are shown but count neither way. A missed event is known only if
somebody recorded it; with no misses on record, recall would claim that nothing was missed.
Exercises are counted separately: whoever plants an outbreak knows that it is coming.

After: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review
78 (1950) 1-3. The reference of a Brier score is climatology: a forecast that gives every alarm the
share of hits among all judged alarms. That share is known only afterwards, so the reference is hard
to beat.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome
from eoc_app.domain.figures.proportion import Rate, wilson
from eoc_app.domain.risk.method_parts import BAND_NAMES, BandName

FEWEST: Final = 10
"""The number of judged cases below which no rate is given."""
_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Brier:
    """Mean squared distance of stated probabilities from outcomes, 0 (best) to 1.

    `reference` is the score of climatology on the same alarms. `skill` is the improvement over it:
    1 is perfect, 0 is no better, below 0 is worse; None if climatology makes no error.
    """

    score: float
    reference: float
    skill: float | None
    count: int


@dataclass(frozen=True, slots=True)
class BandRecord:
    """The alarms of one band; `brier` and `precision` are None if too few are judged."""

    band: BandName
    raised: int
    hits: int
    false_alarms: int
    unclear: int
    pending: int
    brier: Brier | None
    precision: Rate | None

    @property
    def judged(self) -> int:
        """The number of alarms marked as a hit or a false alarm."""
        return self.hits + self.false_alarms


@dataclass(frozen=True, slots=True)
class Bin:
    """Judged alarms whose stated probability is in [`lower`, `upper`); the last bin includes 1.

    `observed` is None if the bin holds too few alarms.
    """

    lower: float
    upper: float
    stated: float
    """Mean of the stated probabilities."""
    observed: Rate | None
    count: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How our alarms turned out; a rate is None if `too_little` says why."""

    raised: int
    hits: int
    false_alarms: int
    unclear: int
    pending: int
    misses: int
    strays: int
    """The number of marks that refer to an alarm not on record."""
    exercise: bool
    """Whether only exercises are counted; otherwise only real alarms are."""
    apart: int
    """The number of alarms of the other kind (real or exercise), which are left out."""
    precision: Rate | None
    """The share of judged alarms that were right."""
    recall: Rate | None
    """The share of events that an alarm had predicted.

    Several right alarms for one country and day count as one event.
    """
    brier: Brier | None
    bands: tuple[BandRecord, ...]
    bins: tuple[Bin, ...]
    """The bins that hold at least one judged alarm."""
    too_little: tuple[str, ...]
    """The rates that cannot be given yet, each with how many cases there are so far."""

    @property
    def judged(self) -> int:
        """The number of alarms marked as a hit or a false alarm."""
        return self.hits + self.false_alarms


def track_record(
    entries: Iterable[Entry],
    outcomes: Iterable[Outcome],
    misses: Iterable[Miss],
    *,
    exercise: bool = False,
) -> TrackRecord:
    """Returns how alarms turned out; the order of the records does not matter.

    Each alarm counts once: by its first entry and its last mark. Only real alarms count, or with
    `exercise` only those of exercises.
    """
    entries_by_id: dict[str, Entry] = {}
    for entry in sorted(
        entries, key=lambda entry: (entry.raised_at, entry.snapshot_id, entry.band)
    ):
        entries_by_id.setdefault(entry.alarm_id, entry)
    raised = {name: entry for name, entry in entries_by_id.items() if entry.exercise == exercise}
    marked: dict[str, Outcome] = {}
    for mark in sorted(outcomes, key=lambda mark: (mark.marked_at, mark.verdict)):
        marked[mark.alarm_id] = mark
    alarms = [(entry, marked.get(name)) for name, entry in raised.items()]
    stated = _stated(alarms)
    hits = sum(hit for _, hit in stated)
    base = hits / len(stated) if stated else 0.0
    missed = len(
        {
            (miss.country_code, miss.day, miss.what.casefold())
            for miss in misses
            if miss.exercise == exercise
        }
    )
    foretold = len(
        {
            (entry.country_code, entry.day)
            for entry, mark in alarms
            if mark is not None and mark.verdict == "hit"
        }
    )
    enough = len(stated) >= FEWEST
    events = foretold + missed if missed and foretold + missed >= FEWEST else 0
    return TrackRecord(
        raised=len(alarms),
        hits=hits,
        false_alarms=len(stated) - hits,
        unclear=_unclear(alarms),
        pending=sum(mark is None for _, mark in alarms),
        misses=missed,
        strays=len(marked.keys() - entries_by_id.keys()),
        exercise=exercise,
        apart=len(entries_by_id) - len(raised),
        precision=wilson(hits, len(stated)) if enough else None,
        recall=wilson(foretold, events) if events else None,
        brier=_brier(stated, base) if enough else None,
        bands=tuple(
            _of_band(name, [alarm for alarm in alarms if alarm[0].band == name], base)
            for name in BAND_NAMES
        ),
        bins=tuple(_bins(stated)),
        too_little=tuple(_too_little(len(stated), foretold, missed)),
    )


Alarms = Sequence[tuple[Entry, Outcome | None]]
Stated = Sequence[tuple[float, bool]]


def _stated(alarms: Alarms) -> list[tuple[float, bool]]:
    """Returns the stated probability of each judged alarm, and whether it was right."""
    return [
        (entry.probability, mark.verdict == "hit")
        for entry, mark in alarms
        if mark is not None and mark.verdict != "unclear"
    ]


def _unclear(alarms: Alarms) -> int:
    return sum(mark is not None and mark.verdict == "unclear" for _, mark in alarms)


def _of_band(band: BandName, alarms: Alarms, base: float) -> BandRecord:
    stated = _stated(alarms)
    hits = sum(hit for _, hit in stated)
    enough = len(stated) >= FEWEST
    return BandRecord(
        band,
        len(alarms),
        hits,
        len(stated) - hits,
        _unclear(alarms),
        sum(mark is None for _, mark in alarms),
        _brier(stated, base) if enough else None,
        wilson(hits, len(stated)) if enough else None,
    )


def _brier(stated: Stated, base: float) -> Brier:
    """Compares with climatology over all judged alarms; one band's own would know that band."""
    score = fmean((probability - hit) ** 2 for probability, hit in sorted(stated))
    reference = fmean((base - hit) ** 2 for _, hit in sorted(stated))
    skill = 1 - score / reference if reference > 0 else None
    return Brier(score, reference, skill, len(stated))


def _bins(stated: Stated) -> list[Bin]:
    bins = []
    for place in range(_BINS):
        inside = sorted(
            (probability, hit)
            for probability, hit in stated
            if min(_BINS - 1, int(probability * _BINS + 1e-9)) == place
        )
        if inside:
            hits, count = sum(hit for _, hit in inside), len(inside)
            bins.append(
                Bin(
                    place / _BINS,
                    (place + 1) / _BINS,
                    fmean(probability for probability, _ in inside),
                    wilson(hits, count) if count >= FEWEST else None,
                    count,
                )
            )
    return bins


def _too_little(judged: int, foretold: int, missed: int) -> list[str]:
    reasons = []
    if judged < FEWEST:
        reasons.append(f"precision, Brier score: {judged} of at least {FEWEST} alarms are judged")
    if missed == 0:
        reasons.append("recall: no miss is recorded, which does not mean that nothing was missed")
    elif foretold + missed < FEWEST:
        reasons.append(f"recall: {foretold + missed} of at least {FEWEST} events are on record")
    return reasons
