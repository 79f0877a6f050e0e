"""The record of our own alarms as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome
from eoc_app.domain.alarms.track_record import BandRecord, Brier, TrackRecord
from eoc_app.domain.figures.proportion import LEVEL, Rate
from eoc_app.ledger import Kept


def listed(records: Sequence[Kept], outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for each alarm, mark and miss, with the outcome of each alarm."""
    marked = {one.alarm_id: one for one in sorted(outcomes, key=lambda each: each.marked_at)}
    if not records:
        yield "  nothing is on record"
    for one in records:
        record = one.record
        if isinstance(record, Entry):
            mark = marked.get(record.alarm_id)
            outcome = _spaced(mark.verdict) if mark else "pending"
            yield (
                f"  {one.number:>4}  {record.day}  {record.country_code}  {record.alarm_id}  "
                f"{record.subject}, {record.band}, stated {record.probability:.0%}: {outcome}"
                f"{_exercise(record)}"
            )
        elif isinstance(record, Outcome):
            note = f": {record.note}" if record.note else ""
            yield (
                f"  {one.number:>4}  {record.marked_at.date()}  mark of {record.alarm_id}: "
                f"{_spaced(record.verdict)}, by {_spaced(record.marked_by)}{note}"
            )
        elif isinstance(record, Miss):
            yield (
                f"  {one.number:>4}  {record.day}  {record.country_code}  miss: {record.what}"
                f"{_exercise(record)}"
            )


def scored(record: TrackRecord) -> Iterator[str]:
    """The counts, then every rate with its number of cases, then what has too few cases."""
    kind = "exercise alarms" if record.exercise else "alarms"
    yield (
        f"{record.raised} {kind} raised: {record.hits} hits, {record.false_alarms} false alarms, "
        f"{record.unclear} unclear, {record.pending} pending; {record.misses} misses"
    )
    if record.apart:
        kind_apart = "real ones" if record.exercise else "of exercises"
        option = "without --exercise" if record.exercise else "with --exercise"
        yield f"{record.apart} {kind_apart} are not counted here ({option} they are)"
    if record.strays:
        yield f"{record.strays} marks are of alarms that are not on record"
    if record.precision is not None:
        yield f"precision {rate(record.precision)}"
    if record.recall is not None:
        yield f"recall    {rate(record.recall)}"
    if record.brier is not None:
        yield f"Brier     {brier(record.brier)}"
    yield from (f"too little to judge: {why}" for why in record.too_little)
    yield from (_band(one) for one in record.bands if one.raised)
    for one in record.bins:
        result = "too few to judge" if one.observed is None else f"came true {rate(one.observed)}"
        bounds = f"{one.lower:.0%}\u2013{one.upper:.0%}"
        yield f"  stated {one.stated:.0%} (among {bounds}), {one.count} judged: {result}"


def rate(share: Rate) -> str:
    """A share with its interval and its number of cases."""
    return (
        f"{share.share:.0%} of {share.count} "
        f"({LEVEL:.0%} interval {share.lower:.0%}\u2013{share.upper:.0%})"
    )


def brier(score: Brier) -> str:
    """A Brier score beside its reference."""
    skill = "skill cannot be measured" if score.skill is None else f"skill {score.skill:+.2f}"
    return f"{score.score:.3f} of {score.count} (climatology {score.reference:.3f}, {skill})"


def _band(band: BandRecord) -> str:
    head = (
        f"  {band.band}: {band.raised} raised, {band.hits} hits, {band.false_alarms} false alarms"
    )
    if band.precision is None or band.brier is None:
        return f"{head}: {band.judged} judged, too few"
    return f"{head}; precision {rate(band.precision)}; Brier {brier(band.brier)}"


def _exercise(record: Entry | Miss) -> str:
    return " (exercise)" if record.exercise else ""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
