"""The record of our own alarms in lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from eoc_app.domain.alarms.alarm_record import Entry, Miss, Outcome
from eoc_app.domain.alarms.track_record import BandRecord, Brier, TrackRecord
from eoc_app.domain.figures.proportion import LEVEL, Rate
from eoc_app.ledger import Kept


def listed(kept: Sequence[Kept], outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One line for each alarm and each miss, with how the alarm was marked."""
    marked = {one.alarm_id: one for one in sorted(outcomes, key=lambda one: one.marked_at)}
    if not kept:
        yield "  nothing is on record"
    for one in kept:
        record = one.record
        if isinstance(record, Entry):
            mark = marked.get(record.alarm_id)
            told = _spaced(mark.verdict) if mark else "pending"
            yield (
                f"  {one.number:>4}  {record.day}  {record.country_code}  {record.alarm_id}  "
                f"{record.subject}, {record.band}, stated {record.probability:.0%}: {told}"
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


def scored(found: TrackRecord) -> Iterator[str]:
    """Counts first, then every figure with its number of cases, then what cannot be told yet."""
    kind = "exercise alarms" if found.exercise else "alarms"
    yield (
        f"{found.raised} {kind} raised: {found.hits} hits, {found.false_alarms} false alarms, "
        f"{found.unclear} unclear, {found.pending} pending; {found.misses} misses"
    )
    if found.apart:
        apart = "real ones" if found.exercise else "of exercises"
        how = "without --exercise" if found.exercise else "with --exercise"
        yield f"{found.apart} {apart} are not counted here ({how} they are)"
    if found.strays:
        yield f"{found.strays} marks are of alarms that are not on record"
    if found.precision is not None:
        yield f"precision {rate(found.precision)}"
    if found.recall is not None:
        yield f"recall    {rate(found.recall)}"
    if found.brier is not None:
        yield f"Brier     {brier(found.brier)}"
    yield from (f"too little to judge: {why}" for why in found.too_little)
    yield from (_band(one) for one in found.bands if one.raised)
    for one in found.bins:
        seen = "too few to judge" if one.observed is None else f"came true {rate(one.observed)}"
        among = f"{one.lower:.0%}\u2013{one.upper:.0%}"
        yield f"  stated {one.stated:.0%} (among {among}), {one.count} judged: {seen}"


def rate(one: Rate) -> str:
    """A share with its interval and its number."""
    return (
        f"{one.share:.0%} of {one.count} "
        f"({LEVEL:.0%} interval {one.lower:.0%}\u2013{one.upper:.0%})"
    )


def brier(one: Brier) -> str:
    """A Brier score beside its reference."""
    skill = "no skill can be told" if one.skill is None else f"skill {one.skill:+.2f}"
    return f"{one.score:.3f} of {one.count} (climatology {one.reference:.3f}, {skill})"


def _band(one: BandRecord) -> str:
    head = f"  {one.band}: {one.raised} raised, {one.hits} hits, {one.false_alarms} false alarms"
    if one.precision is None or one.brier is None:
        return f"{head}: {one.judged} judged, too few"
    return f"{head}; precision {rate(one.precision)}; Brier {brier(one.brier)}"


def _exercise(record: Entry | Miss) -> str:
    return " (exercise)" if record.exercise else ""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
