"""Restriction periods that are otherwise than they were, as rows of changes."""

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
# How changes are put in order, by how soon they matter; see the weights of moves of scores.
_RUNNING, _COMING, _LATER, _OVER, _COUNTED = 20.0, 12.0, 4.0, 2.0, 0.5
_OF_WORDS: Final = 0.4
"""What a change of words weighs against one of times."""
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
        """The row in the domain's words."""
        return Stretch(self.time_zone, utc(self.starts_at), utc(self.ends_at), self.territory,
                       withdrawn=self.withdrawn)  # fmt: skip


def announced(given: Given, since: datetime) -> Iterator[tuple[float, Change]]:
    """Periods that were announced, moved or withdrawn after a moment, with their weight."""
    for found in _announced(given, since):
        yield _weight(given, found), _row(given, found, "announced", "")


def periods_since_previous(
    given: Given, said: PreviousScore, since: datetime
) -> Iterator[tuple[float, Change]]:
    """How periods are otherwise than the snapshot before knew them, with their weight.

    What was announced after `since`, the end of the day before, is told by that day already. What
    was over before that snapshot is counted in one row.
    """
    told = {_words(given, one, _FIRST_KNOWN) for one in _announced(given, since)}
    before = _before(given.frames["previous_periods"].read(PreviousPeriod))
    # Where none was known at all, news is that they are: not each of them.
    part = 1.0 if before else 0.2
    head = f"since snapshot {said.serial}: "
    past, invented = {"new": 0, "gone": 0, "otherwise": 0}, False
    for found in changes(paired(before, _now(given))):
        if _ends(found) <= said.as_of_at.replace(tzinfo=given.known_until.tzinfo):
            past[found.kind if found.kind in past else "otherwise"] += 1
            invented = invented or found.synthetic
        elif _words(given, found, _FIRST_KNOWN) not in told:
            yield part * _weight(given, found), _row(given, found, _FIRST_KNOWN, head)
    counted = [f"{count} {'is' if count == 1 else 'are'} {words}" for count, words in (
        (past["new"], "new on record"), (past["gone"], "no longer on record"),
        (past["otherwise"], "otherwise"),
    ) if count]  # fmt: skip
    if counted:
        text = f"{head}of periods that were over before it {', '.join(counted)}"
        yield _COUNTED, Change(cause="calendar", code=None, subject="All countries", text=text,
                               level="none", since="snapshot", exercise=invented)  # fmt: skip


def _announced(given: Given, since: datetime) -> Iterator[PeriodChange]:
    for story in given.frames["periods"].once(register).stories.values():
        if any(since < at <= given.known_at for at in story.announced):
            was, now = story.at(min(since, given.known_at)), story.at(given.known_at)
            found = change(_terms(was), _terms(now))
            if found is not None:
                yield found


def _now(given: Given) -> Iterator[Terms]:
    """Every period as this snapshot knows it at its own moment, whatever is looked at."""
    for story in given.frames["periods"].once(register).stories.values():
        found = _terms(story.at(given.known_until))
        if found is not None:
            yield found


def _terms(known: Known | None) -> Terms | None:
    return None if known is None else _of_rows(known[1], known[0].stretches)


def _before(rows: Iterable[PreviousPeriod]) -> list[Terms]:
    by_id: dict[tuple[str, str], list[PreviousPeriod]] = {}
    for row in rows:
        by_id.setdefault((row.country_code, row.period_id), []).append(row)
    return [
        _of_rows(found, tuple(sorted((row.stretch() for row in found), key=_first)))
        for found in by_id.values()
    ]


def _first(one: Stretch) -> tuple[datetime, str, str]:
    return one.starts_at or NEVER, one.time_zone, one.territory or ""


def _of_rows(rows: Iterable[PeriodRow | PreviousPeriod], stretches: tuple[Stretch, ...]) -> Terms:
    """The terms of a period; where its zones are worded otherwise, all their words."""
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


def _ends(found: PeriodChange) -> datetime:
    """The last end of a period, as it was or as it is; never where one is not on record."""
    return max(
        one.ends_at or NEVER
        for terms in (found.before, found.now)
        if terms is not None
        for one in terms.stretches
    )


def _weight(given: Given, found: PeriodChange) -> float:
    stretches = [one for terms in (found.before, found.now) if terms for one in terms.stretches]
    at = given.moment
    open_ = [one for one in stretches if one.ends_at is None or one.ends_at > at]
    ahead = min((one.starts_at for one in open_ if one.starts_at is not None), default=NEVER)
    if not open_:
        weight = _OVER
    elif ahead <= at:
        weight = _RUNNING
    else:
        weight = _COMING if ahead - at <= _SOON else _LATER
    if found.kind == "otherwise" and not (found.moved or found.joined or found.left):
        weight *= _OF_CITATION if found.reworded == ("citation",) else _OF_WORDS
    return weight


def _words(given: Given, found: PeriodChange, first: str) -> str:
    name = country(found.terms.country_code).name
    return f"{name} {change_text(found, year=given.as_of_on.year, first=first)}"


def _row(given: Given, found: PeriodChange, first: str, head: str) -> Change:
    code = found.terms.country_code
    citation = None if "citation" in found.reworded else found.terms.citation
    cited = f" ({citation})" if citation else ""
    return Change(
        cause="calendar",
        code=code,
        subject=country(code).name,
        text=f"{head}{change_text(found, year=given.as_of_on.year, first=first)}{cited}",
        level="none",
        since="snapshot" if head else "day",
        exercise=found.synthetic,
    )
