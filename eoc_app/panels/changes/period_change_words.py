"""What is otherwise of a restriction period, in words: old and new, in local time and in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from eoc_app.domain.restrictions.period_change import PeriodChange, Terms
from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.domain.wording.printed import NONE, day, listed, short_day, weekday, zone_name
from eoc_app.panels.kit.period_standing import short_rule

_FURTHER = "if a further round is needed"


def change_text(change: PeriodChange, *, year: int, first: str) -> str:
    """One change of a period; `first` says how one is called that was not known before.

    Moments of another year than `year` say theirs.
    """
    before, now = change.before, change.now
    rule = short_rule(change.terms.rule)
    if before is None or now is None:
        if now is None:
            return f"{rule} no longer on record, not announced as withdrawn: was " + _span(
                change.terms, year
            )
        withdrawn = " and withdrawn already" if now.is_withdrawn else ""
        return f"{rule} {first}{withdrawn}: {_span(now, year)}"
    if change.kind == "withdrawn":
        return f"{rule} withdrawn: was {_span(before, year)}"
    if change.kind == "again":
        return f"{rule} announced again after it was withdrawn: {_span(now, year)}"
    told = [*_moved(change, year), *_zones(change, year), *_reworded(change)]
    return f"{short_rule(before.rule)}: {'; '.join(told)}"


def _span(terms: Terms, year: int) -> str:
    """When a period runs, in its first zone; how many others it has."""
    first = terms.stretches[0]
    more = len(terms.stretches) - 1
    text = _times(first, year) + (f", in {more} more {_zone(more)}" if more else "")
    return f"{text}, {_FURTHER}" if terms.conditional else text


def _times(one: Stretch, year: int) -> str:
    if one.starts_at is None and one.ends_at is None:
        return "no dates on record"
    zone = one.time_zone
    return (
        f"{_local(one.starts_at, zone, year)} to {_local(one.ends_at, zone, year)}"
        f" {zone_name(zone)} ({_utc(one.starts_at, year)} to {_utc(one.ends_at, year)} UTC)"
    )


def _moved(change: PeriodChange, year: int) -> Iterator[str]:
    """Old and new of each end, of the first zone in which it moved."""
    here = [pair for pair in change.moved if not pair[0].withdrawn and not pair[1].withdrawn]
    whole = len(change.terms.stretches)
    for edge in ("starts_at", "ends_at"):
        found = [(getattr(was, edge), getattr(one, edge), one.time_zone) for was, one in here
                 if getattr(was, edge) != getattr(one, edge)]  # fmt: skip
        if not found:
            continue
        was, now, zone = found[0]
        zones = f", in {len(found)} of {whole} zones" if whole > 1 else ""
        yield (
            f"{edge.removesuffix('s_at')} moved: {_local(was, zone, year)} \u2192"
            f" {_local(now, zone, year)} {zone_name(zone)}"
            f" ({_utc(was, year)} \u2192 {_utc(now, year)} UTC){zones}"
        )


def _zones(change: PeriodChange, year: int) -> Iterator[str]:
    """Zones that joined, left, fell or came back."""
    fell = [one for was, one in change.moved if one.withdrawn and not was.withdrawn]
    back = [one for was, one in change.moved if was.withdrawn and not one.withdrawn]
    for words, found in (
        ("withdrawn in", fell), ("announced again in", back), ("now in", change.joined),
    ):  # fmt: skip
        if found:
            yield f"{words} {_places(found)}: {_times(found[0], year)}"
    if change.left:
        yield f"no longer in {_places(change.left)}, not announced as withdrawn"


def _reworded(change: PeriodChange) -> Iterator[str]:
    before, now = change.before, change.now
    if before is None or now is None:
        return
    for name in change.reworded:
        was, then = getattr(before, name), getattr(now, name)
        match name:
            case "rule":
                yield f"now {short_rule(then)}"
            case "conditional":
                yield f"now only {_FURTHER}" if then else f"no longer only {_FURTHER}"
            case _:
                yield f"{name} {was or NONE} \u2192 {then or NONE}"


def _places(found: Sequence[Stretch]) -> str:
    return listed([one.territory or zone_name(one.time_zone) for one in found], most=2)


def _zone(count: int) -> str:
    return "zone" if count == 1 else "zones"


def _local(at: datetime | None, zone: str, year: int) -> str:
    if at is None:
        return "not on record"
    local = at.astimezone(ZoneInfo(zone))
    on = weekday(local.date())
    return f"{on if local.year != year else on.rpartition(' ')[0]} {local:%H:%M}"


def _utc(at: datetime | None, year: int) -> str:
    if at is None:
        return NONE
    at = at.astimezone(UTC)
    return f"{short_day(at.date()) if at.year == year else day(at.date())} {at:%H:%M}"
