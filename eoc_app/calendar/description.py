"""The description of a calendar entry, line by line."""

from __future__ import annotations

from datetime import UTC, datetime

from eoc_app.calendar.entry import EXERCISE, NO_CITATION, Entry, without_links
from eoc_app.core.country import country
from eoc_app.domain.wording import printed as wording
from eoc_app.views.register_view import PollingEvent, RegisterView

_NO_END = (
    "No end on record: this entry marks the start only, and the rule stays in force until"
    " something on record ends it."
)


_NO_RULE = "No rule on record means that we know of none, not that there is none."


def of_register(view: RegisterView) -> str:
    """Describes the whole file: source, moment, marking, and what it does not say."""
    lines = [
        *_source(view),
        "No rule on record means that we know of none, not that there is none.",
    ]
    if view.unruled:
        names = ", ".join(country(code).name for code in view.unruled)
        lines.append(f"No rule on record for: {names}.")
    if view.exercise:
        lines.insert(0, f"{EXERCISE}: it holds synthetic entries.")
    return "\n".join(lines)


def of_entry(view: RegisterView, entry: Entry) -> str:
    """Describes a period: state by both clocks, local and UTC times, law, source, and moves."""
    period, zone = entry.period, entry.zone
    breaches = "breach" if period.breach_count == 1 else "breaches"
    lines = [
        f"{EXERCISE}: synthetic, no real rule" if period.exercise else "",
        f"State at {wording.moment(view.at)} ({view.at_word}): {zone.state_text}",
        f"State by the wall clock, {wording.moment(view.now_at)}: {zone.wall_text}",
        f"Local ({zone.time_zone}): {_span(zone.starts_local, zone.ends_local)}",
        f"UTC: {_span(_civil(zone.starts_at), _civil(zone.ends_at))}",
        _NO_END if zone.ends_at is None else "",
        f"All zones: {period.zones_text}" if period.zones_text else "",
        f"Moved: {period.moved}" if period.moved else "",
        "Withdrawn: it does not take place on these days" if entry.is_withdrawn else "",
        "Takes place only if a further round is needed" if entry.is_conditional else "",
        f"In scope: {period.medium}" + (f" ({period.platform})" if period.platform else ""),
        f"Election: {entry.election}" if entry.election else "",
        f"Round or phase: {period.round}" if period.round else "",
        f"Citation: {entry.citation or NO_CITATION}",
        f"Confidence: {entry.confidence}; version {entry.number}",
        f"Imposed by: {period.imposed_by}; says so: {period.stated_by or 'not stated'}",
        f"{period.breach_count} possible {breaches} on record" if period.breach_count else "",
        f"Note: {entry.note}" if entry.note else "",
        *_source(view),
    ]
    return without_links("\n".join(line for line in lines if line))


def of_polling(view: RegisterView, polling: PollingEvent) -> str:
    """Describes polling: what is voted on, and how certain the day is."""
    lines = [
        f"{EXERCISE}: synthetic, no real election" if polling.exercise else "",
        f"Round or phase: {polling.round}",
        f"Status: {polling.status.replace('_', ' ')}",
        *_source(view),
    ]
    return without_links("\n".join(line for line in lines if line))


def _source(view: RegisterView) -> list[str]:
    return [
        view.marking,
        f"Snapshot: {view.snapshot_title} by {view.publisher} ({view.snapshot_id[:12]})",
        f"As of {wording.moment(view.as_of_at)}",
        f"Periods as known at {wording.moment(view.known_at)}",
    ]


def _civil(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC).replace(tzinfo=None)


def _span(starts: datetime | None, ends: datetime | None) -> str:
    first = "not on record" if starts is None else _moment(starts)
    last = "no end on record" if ends is None else f"{_moment(ends)} (not included)"
    return f"{first} to {last}"


def _moment(civil: datetime) -> str:
    clock = f"{civil:%H:%M:%S}" if civil.second or civil.microsecond else f"{civil:%H:%M}"
    return f"{wording.weekday(civil.date())} {clock}"
