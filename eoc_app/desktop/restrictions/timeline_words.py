"""What a timeline tells of a period, a polling day or a lane; local times are worked out here."""

from __future__ import annotations

from eoc_app.desktop.kit.timeline_layout import PlacedLane
from eoc_app.desktop.restrictions.timeline_frame import Focus
from eoc_app.domain.dates.day_axis import instant
from eoc_app.domain.wording import axis_words
from eoc_app.domain.wording.printed import moment, zone_name
from eoc_app.views.timeline_view import STANDINGS, Bar

_IF_NEEDED = "only if a further round is needed"


def details(lane: PlacedLane, focus: Focus) -> list[str]:
    """What is told of a bar, a mark or a lane; the first line is its name."""
    if focus.mark is not None:
        return [
            focus.mark.label or "election day",
            lane.lane.name,
            axis_words.instant_text(focus.mark.at),
        ]
    if focus.bar is not None:
        return _of_bar(lane.lane.name, focus.bar)
    lines = [lane.lane.name, lane.lane.zone, lane.lane.note]
    for bar in lane.undated:
        lines += [f"no date on record: {bar.title or bar.label}", _law(bar)]
    return [line for line in lines if line]


def _of_bar(country: str, bar: Bar) -> list[str]:
    state = bar.state or STANDINGS[bar.standing]
    lines = [
        bar.title or bar.label,
        f"{country} \N{MIDDLE DOT} {'day shown: ' if bar.wall_state else ''}{state}",
        f"now: {bar.wall_state}" if bar.wall_state else "",
        "" if bar.zones in state else bar.zones,
        local_text(bar),
        utc_text(bar),
        moved_text(bar),
        _IF_NEEDED if bar.conditional and "further round" not in bar.title else "",
        f"medium: {bar.medium}" if bar.medium else "",
        _law(bar),
        f"confidence: {bar.confidence}" if bar.confidence else "",
        breaches_text(bar.breaches),
        "synthetic, for exercise" if bar.exercise else "",
    ]
    return [line for line in lines if line]


def local_text(bar: Bar) -> str:
    """Both ends in the zone's own time; nothing where the zone is not known.

    Of a period in several zones: from the first zone's start to the last zone's end.
    """
    last = bar.ends_zone or bar.zone
    starts, ends = _local(bar.starts, bar.zone), _local(bar.ends, last)
    if starts is None:
        return ""
    place = zone_name(bar.zone)
    first = starts if last == bar.zone else f"{starts} {place}"
    words = f"{first} to {ends} {zone_name(last)}"
    if not ends:
        words = f"from {starts} {place}, no end on record"
    return f"first zone to last: {words}" if bar.zones else words


def utc_text(bar: Bar) -> str:
    """Both ends in UTC."""
    starts, ends = instant(bar.starts), instant(bar.ends)
    first = moment(starts) if starts else ""
    return f"{first.removesuffix(' UTC')} to {moment(ends)}" if ends else f"from {first}"


def moved_text(bar: Bar) -> str:
    """Where the end was before it was moved."""
    if bar.moved_from is None:
        return ""
    was, at = _local(bar.moved_from, bar.zone), instant(bar.moved_from)
    if was:
        return f"end moved: was {was} {zone_name(bar.zone)}"
    return f"end moved: was {moment(at)}" if at else "end moved: had no end on record"


def breaches_text(count: int) -> str:
    """How many report windows may show breaches; nothing where there is none."""
    if not count:
        return ""
    return f"{count} report {'window' if count == 1 else 'windows'} inside: possible breaches"


def _law(bar: Bar) -> str:
    return bar.citation or "no citation on record"


def _local(at: float, zone: str) -> str | None:
    """An instant in a zone, without the zone's name; empty for what never ends.

    None where the zone is not one: then only UTC is told.
    """
    when = instant(at)
    if not zone:
        return None
    try:
        return moment(when, zone).removesuffix(f" {zone_name(zone)}") if when else ""
    except (KeyError, ValueError, OSError, OverflowError):
        return None
