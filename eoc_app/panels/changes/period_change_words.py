"""Changes of a restriction period in words: old and new, in local time and in UTC."""

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
    """One change of a period; `first` is the wording for a period that was not known before.

    The year is printed where it is not `year`.
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
    parts = [*_moved(change, year), *_zones(change, year), *_reworded(change)]
    return f"{short_rule(before.rule)}: {'; '.join(parts)}"


def _span(terms: Terms, year: int) -> str:
    """The times of a period in its first zone, and the number of its other zones."""
    first = terms.stretches[0]
    more = len(terms.stretches) - 1
    text = _times(first, year) + (f", in {more} more {_zone(more)}" if more else "")
    return f"{text}, {_FURTHER}" if terms.conditional else text


def _times(stretch: Stretch, year: int) -> str:
    if stretch.starts_at is None and stretch.ends_at is None:
        return "no dates on record"
    zone = stretch.time_zone
    return (
        f"{_local(stretch.starts_at, zone, year)} to {_local(stretch.ends_at, zone, year)}"
        f" {zone_name(zone)} ({_utc(stretch.starts_at, year)} to {_utc(stretch.ends_at, year)} UTC)"
    )


def _moved(change: PeriodChange, year: int) -> Iterator[str]:
    """The old and new start and end, in the first zone in which each moved."""
    pairs = [pair for pair in change.moved if not pair[0].withdrawn and not pair[1].withdrawn]
    whole = len(change.terms.stretches)
    for edge in ("starts_at", "ends_at"):
        edges = [
            (getattr(was, edge), getattr(stretch, edge), stretch.time_zone)
            for was, stretch in pairs
            if getattr(was, edge) != getattr(stretch, edge)
        ]
        if not edges:
            continue
        was, now, zone = edges[0]
        zones = f", in {len(edges)} of {whole} zones" if whole > 1 else ""
        yield (
            f"{edge.removesuffix('s_at')} moved: {_local(was, zone, year)} \u2192"
            f" {_local(now, zone, year)} {zone_name(zone)}"
            f" ({_utc(was, year)} \u2192 {_utc(now, year)} UTC){zones}"
        )


def _zones(change: PeriodChange, year: int) -> Iterator[str]:
    """Zones that were added, removed, withdrawn or announced again."""
    fell = [stretch for was, stretch in change.moved if stretch.withdrawn and not was.withdrawn]
    back = [stretch for was, stretch in change.moved if was.withdrawn and not stretch.withdrawn]
    for words, stretches in (
        ("withdrawn in", fell), ("announced again in", back), ("now in", change.joined),
    ):  # fmt: skip
        if stretches:
            yield f"{words} {_places(stretches)}: {_times(stretches[0], year)}"
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


def _places(stretches: Sequence[Stretch]) -> str:
    return listed(
        [stretch.territory or zone_name(stretch.time_zone) for stretch in stretches], most=2
    )


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
