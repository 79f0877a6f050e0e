"""Were we right? Hits, misses and false alarms, and whether stated probabilities came true.

Nothing is told of fewer cases than `FEWEST`, and no figure without their number. What nobody
could judge (`unclear`) counts for nothing but is told. An event that no alarm foretold is known
only if somebody recorded it; without any, recall would be a claim that nothing was missed.
Exercises are counted by themselves: who plants an outbreak knows that it comes.

After: Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review
78 (1950) 1-3. The reference of a Brier score is climatology: to state of every alarm the share
of all judged alarms that were hits. That share is known afterwards only, which makes the
reference a hard one.
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
"""Judged cases below which there is too little to judge."""
_BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Brier:
    """Mean squared distance of stated probabilities from outcomes, 0 (best) to 1.

    `reference` is that of climatology over the same alarms; `skill` the part of it that is gained
    (1 is perfect, 0 no better, below 0 worse), None where climatology makes no error.
    """

    score: float
    reference: float
    skill: float | None
    count: int


@dataclass(frozen=True, slots=True)
class BandRecord:
    """Alarms of one band; `brier` and `precision` are None where too few are judged."""

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
        """How many turned out one way or the other."""
        return self.hits + self.false_alarms


@dataclass(frozen=True, slots=True)
class Bin:
    """Judged alarms of about the same stated probability; `lower` is within, `upper` is not.

    `observed` is None where there are too few. The last bin holds 1 as well.
    """

    lower: float
    upper: float
    stated: float
    """Mean of what was stated."""
    observed: Rate | None
    count: int


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How we did; figures are None where `too_little` says why."""

    raised: int
    hits: int
    false_alarms: int
    unclear: int
    pending: int
    misses: int
    strays: int
    """Marks of alarms that are not on record."""
    exercise: bool
    """Whether exercises are counted here, and nothing else."""
    apart: int
    """Alarms of the other kind, which are not counted here."""
    precision: Rate | None
    """Of judged alarms those that were right."""
    recall: Rate | None
    """Of events that happened those that an alarm had foretold.

    Several alarms that were right of one country and day foretold one event.
    """
    brier: Brier | None
    bands: tuple[BandRecord, ...]
    bins: tuple[Bin, ...]
    """Those that hold any judged alarm."""
    too_little: tuple[str, ...]
    """What cannot be told yet, and how much is missing."""

    @property
    def judged(self) -> int:
        """How many alarms turned out one way or the other."""
        return self.hits + self.false_alarms


def track_record(
    entries: Iterable[Entry],
    outcomes: Iterable[Outcome],
    misses: Iterable[Miss],
    *,
    exercise: bool = False,
) -> TrackRecord:
    """How alarms turned out, whatever order they are told in; each alarm counts once.

    Of several marks of an alarm the last counts, of several entries the first. Only what is real
    counts, or with `exercise` only what is not.
    """
    known: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: (one.raised_at, one.snapshot_id, one.band)):
        known.setdefault(entry.alarm_id, entry)
    raised = {name: one for name, one in known.items() if one.exercise == exercise}
    marked: dict[str, Outcome] = {}
    for mark in sorted(outcomes, key=lambda one: (one.marked_at, one.verdict)):
        marked[mark.alarm_id] = mark
    alarms = [(one, marked.get(name)) for name, one in raised.items()]
    stated = _stated(alarms)
    hits = sum(hit for _, hit in stated)
    base = hits / len(stated) if stated else 0.0
    missed = len(
        {
            (one.country_code, one.day, one.what.casefold())
            for one in misses
            if one.exercise == exercise
        }
    )
    foretold = len(
        {
            (one.country_code, one.day)
            for one, mark in alarms
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
        strays=len(marked.keys() - known.keys()),
        exercise=exercise,
        apart=len(known) - len(raised),
        precision=wilson(hits, len(stated)) if enough else None,
        recall=wilson(foretold, events) if events else None,
        brier=_brier(stated, base) if enough else None,
        bands=tuple(
            _of_band(name, [one for one in alarms if one[0].band == name], base)
            for name in BAND_NAMES
        ),
        bins=tuple(_bins(stated)),
        too_little=tuple(_too_little(len(stated), foretold, missed)),
    )


Alarms = Sequence[tuple[Entry, Outcome | None]]
Stated = Sequence[tuple[float, bool]]


def _stated(alarms: Alarms) -> list[tuple[float, bool]]:
    """What was stated of each judged alarm, and whether it was right."""
    return [
        (one.probability, mark.verdict == "hit")
        for one, mark in alarms
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
    """Against climatology of all judged alarms: of one band alone it would know the band's own."""
    score = fmean((probability - hit) ** 2 for probability, hit in sorted(stated))
    reference = fmean((base - hit) ** 2 for _, hit in sorted(stated))
    skill = 1 - score / reference if reference > 0 else None
    return Brier(score, reference, skill, len(stated))


def _bins(stated: Stated) -> list[Bin]:
    found = []
    for place in range(_BINS):
        inside = sorted(
            (probability, hit)
            for probability, hit in stated
            if min(_BINS - 1, int(probability * _BINS + 1e-9)) == place
        )
        if inside:
            hits, count = sum(hit for _, hit in inside), len(inside)
            found.append(
                Bin(
                    place / _BINS,
                    (place + 1) / _BINS,
                    fmean(probability for probability, _ in inside),
                    wilson(hits, count) if count >= FEWEST else None,
                    count,
                )
            )
    return found


def _too_little(judged: int, foretold: int, missed: int) -> list[str]:
    told = []
    if judged < FEWEST:
        told.append(f"precision, Brier score: {judged} of at least {FEWEST} alarms are judged")
    if missed == 0:
        told.append("recall: no miss is recorded, which does not say that nothing was missed")
    elif foretold + missed < FEWEST:
        told.append(f"recall: {foretold + missed} of at least {FEWEST} events are on record")
    return told
