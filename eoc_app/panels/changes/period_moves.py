"""Restriction periods that changed, as rows of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

import msgspec

from eoc_app.core.column import CountryCode, RuleKind, ZoneName
from eoc_app.core.country import country
from eoc_app.domain.restrictions.period_change import PeriodChange, Terms, change, changes, paired
from eoc_app.domain.restrictions.restriction import Stretch
from eoc_app.panels.changes.period_change_words import change_text
from eoc_app.panels.changes.previous_snapshot import PreviousScore
from eoc_app.panels.kit.instants import NEVER, utc
from eoc_app.panels.kit.known_periods import Known, PeriodRow, register
from eoc_app.panels.kit.panel import Given
from eoc_app.views.changes_view import Change

_SOON: Final = timedelta(days=14)
_FIRST_KNOWN = "new on record"
# Sort weights of changes, by how soon they matter; compare the weights of moves of scores.
_RUNNING, _COMING, _LATER, _OVER, _COUNTED = 20.0, 12.0, 4.0, 2.0, 0.5
_OF_WORDS: Final = 0.4
"""The weight of a change of wording, relative to a change of times."""
_OF_CITATION: Final = 0.1


class PreviousPeriod(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `previous_periods`."""

    country_code: CountryCode
    period_id: str
    territory: str | None
    election: str | None
    round: str | None
    rule: RuleKind
    medium: str
    platform: str | None
    time_zone: ZoneName
    starts_at: datetime | None
    ends_at: datetime | None
    citation: str | None
    withdrawn: bool
    conditional: bool
    synthetic: bool

    def stretch(self) -> Stretch:
        """The row as a `Stretch` of the domain."""
        return Stretch(self.time_zone, utc(self.starts_at), utc(self.ends_at), self.territory,
                       withdrawn=self.withdrawn)  # fmt: skip


def announced(given: Given, since: datetime) -> Iterator[tuple[float, Change]]:
    """Periods announced, moved or withdrawn after a moment, with their sort weights."""
    for period_change in _announced(given, since):
        yield _weight(given, period_change), _row(given, period_change, "announced", "")


def periods_since_previous(
    given: Given, previous: PreviousScore, since: datetime
) -> Iterator[tuple[float, Change]]:
    """Changes of periods since the previous snapshot, with their sort weights.

    Announcements after `since`, the end of the day before, are left out: the changes since that day
    include them. Periods that were over before that snapshot are counted in one row.
    """
    shown = {
        _words(given, period_change, _FIRST_KNOWN) for period_change in _announced(given, since)
    }
    before = _before(given.frames["previous_periods"].read(PreviousPeriod))
    # Where no period was known before, the news is that there are any, so each one weighs less.
    part = 1.0 if before else 0.2
    head = f"since snapshot {previous.serial}: "
    past, synthetic = {"new": 0, "gone": 0, "otherwise": 0}, False
    for period_change in changes(paired(before, _now(given))):
        if _ends(period_change) <= previous.as_of_at.replace(tzinfo=given.known_until.tzinfo):
            past[period_change.kind if period_change.kind in past else "otherwise"] += 1
            synthetic = synthetic or period_change.synthetic
        elif _words(given, period_change, _FIRST_KNOWN) not in shown:
            yield (
                part * _weight(given, period_change),
                _row(given, period_change, _FIRST_KNOWN, head),
            )
    counted = [f"{count} {'is' if count == 1 else 'are'} {words}" for count, words in (
        (past["new"], "new on record"), (past["gone"], "no longer on record"),
        (past["otherwise"], "otherwise"),
    ) if count]  # fmt: skip
    if counted:
        text = f"{head}of periods that were over before it {', '.join(counted)}"
        yield _COUNTED, Change(cause="calendar", code=None, subject="All countries", text=text,
                               level="none", since="snapshot", exercise=synthetic)  # fmt: skip


def _announced(given: Given, since: datetime) -> Iterator[PeriodChange]:
    for story in given.frames["periods"].once(register).stories.values():
        if any(since < at <= given.known_at for at in story.announced):
            was, now = story.at(min(since, given.known_at)), story.at(given.known_at)
            period_change = change(_terms(was), _terms(now))
            if period_change is not None:
                yield period_change


def _now(given: Given) -> Iterator[Terms]:
    """Every period as this snapshot knows it at its own moment, whatever day is looked at."""
    for story in given.frames["periods"].once(register).stories.values():
        terms = _terms(story.at(given.known_until))
        if terms is not None:
            yield terms


def _terms(known: Known | None) -> Terms | None:
    return None if known is None else _of_rows(known[1], known[0].stretches)


def _before(rows: Iterable[PreviousPeriod]) -> list[Terms]:
    by_id: dict[tuple[str, str], list[PreviousPeriod]] = {}
    for row in rows:
        by_id.setdefault((row.country_code, row.period_id), []).append(row)
    return [
        _of_rows(zone_rows, tuple(sorted((row.stretch() for row in zone_rows), key=_first)))
        for zone_rows in by_id.values()
    ]


def _first(stretch: Stretch) -> tuple[datetime, str, str]:
    return stretch.starts_at or NEVER, stretch.time_zone, stretch.territory or ""


def _of_rows(rows: Iterable[PeriodRow | PreviousPeriod], stretches: tuple[Stretch, ...]) -> Terms:
    """The terms of a period; where its zones differ in wording, all wordings."""
    listed = list(rows)
    first = min(listed, key=lambda row: (row.time_zone, row.territory or ""))
    return Terms(
        first.period_id,
        first.country_code,
        _all(row.rule for row in listed) or "",
        _all(row.medium for row in listed) or "",
        _all(row.platform for row in listed),
        first.election,
        first.round,
        any(row.conditional for row in listed),
        _all(row.citation for row in listed),
        stretches,
        any(row.synthetic for row in listed),
    )


def _all(words: Iterable[str | None]) -> str | None:
    return "; ".join(sorted({word for word in words if word})) or None


def _ends(period_change: PeriodChange) -> datetime:
    """The latest end of a period, before or after the change; NEVER where one is not on record."""
    return max(
        stretch.ends_at or NEVER
        for terms in (period_change.before, period_change.now)
        if terms is not None
        for stretch in terms.stretches
    )


def _weight(given: Given, period_change: PeriodChange) -> float:
    stretches = [
        stretch
        for terms in (period_change.before, period_change.now)
        if terms
        for stretch in terms.stretches
    ]
    at = given.moment
    open_ = [stretch for stretch in stretches if stretch.ends_at is None or stretch.ends_at > at]
    ahead = min(
        (stretch.starts_at for stretch in open_ if stretch.starts_at is not None), default=NEVER
    )
    if not open_:
        weight = _OVER
    elif ahead <= at:
        weight = _RUNNING
    else:
        weight = _COMING if ahead - at <= _SOON else _LATER
    if period_change.kind == "otherwise" and not (
        period_change.moved or period_change.joined or period_change.left
    ):
        weight *= _OF_CITATION if period_change.reworded == ("citation",) else _OF_WORDS
    return weight


def _words(given: Given, period_change: PeriodChange, first: str) -> str:
    name = country(period_change.terms.country_code).name
    return f"{name} {change_text(period_change, year=given.as_of_on.year, first=first)}"


def _row(given: Given, period_change: PeriodChange, first: str, head: str) -> Change:
    code = period_change.terms.country_code
    citation = None if "citation" in period_change.reworded else period_change.terms.citation
    cited = f" ({citation})" if citation else ""
    return Change(
        cause="calendar",
        code=code,
        subject=country(code).name,
        text=f"{head}{change_text(period_change, year=given.as_of_on.year, first=first)}{cited}",
        level="none",
        since="snapshot" if head else "day",
        exercise=period_change.synthetic,
    )
