"""Periods that sources state themselves, beside those that rules give: they stand.

Two periods speak of the same restriction where country, rule, who imposes it, platform, round and
medium may be the same and their times meet. Media are words: `all campaigning` may be any of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import groupby
from typing import Any, Final

import duckdb

from eoc_app.domain.elections.election import NOT_STATED

DAY: Final = timedelta(days=1)
LONG_DAYS: Final = 62
"""Longer periods, and those without an end, are compared with all of their country and rule."""

_STATED: Final = """
select rowid, source_id, source_row, period_id, version, country_code, territory, election, round,
    rule, medium, platform, imposed_by, time_zone, starts_at, ends_at, known_from_at,
    coalesce(withdrawn, false) as withdrawn, note
from restriction_period
order by country_code, rule, period_id, time_zone, territory, version
"""
_ALL: Final = frozenset({"*"})
_SAME_WORD: Final = {"tv": "television", "radio": "broadcast", "adverts": "ads"}
_GLUE: Final = frozenset(
    ("and", "as", "by", "for", "in", "of", "on", "one", "only", "or", "other", "similar", "the",
     "to", "with")
)  # fmt: skip
_COMMON: Final = frozenset(
    ("ads", "advertisements", "advertising", "apparatus", "campaign", "campaigning", "election",
     "electoral", "media", "paid", "political", "propaganda")
)  # fmt: skip
"""Words that different media share; they tell a medium only where nothing else does."""


@dataclass(frozen=True, slots=True)
class Stretched:
    """One version of a period in one zone; moments are UTC without a zone mark."""

    time_zone: str
    territory: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    withdrawn: bool = False
    row: int = 0
    source_row: int | None = None
    known_from_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a period says of itself but its times, as far as others may say the same."""

    country_code: str
    rule: str
    territory: str | None
    round: str
    medium: str
    platform: str | None
    imposed_by: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A period as a source states it: every version, and the latest of each zone."""

    period_id: str
    source_id: int
    source_row: int | None
    election: str | None
    said: Said
    versions: tuple[Stretched, ...]
    latest: tuple[Stretched, ...]
    note: str | None


def stated_periods(connection: duckdb.DuckDBPyConnection) -> list[Stated]:
    """Every period of the table, in the order of country and rule."""
    result = connection.execute(_STATED)
    names = [column[0] for column in result.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    by_key = groupby(rows, key=lambda row: (row["country_code"], row["rule"], row["period_id"]))
    return [_stated(list(group)) for _, group in by_key]


def _stated(rows: list[dict[str, Any]]) -> Stated:
    first = rows[0]
    versions = [
        Stretched(
            row["time_zone"], row["territory"], row["starts_at"], row["ends_at"], row["withdrawn"],
            row["rowid"], row["source_row"], row["known_from_at"],
        )
        for row in rows
    ]  # fmt: skip
    places = {(one.time_zone, one.territory): one for one in versions}
    return Stated(
        first["period_id"], first["source_id"], first["source_row"], first["election"],
        Said(**{name: first[name] for name in Said.__dataclass_fields__}),
        tuple(versions), tuple(places.values()), first["note"],
    )  # fmt: skip


def may_be_same(one: Said, other: Said) -> bool:
    """Whether two periods may speak of the same restriction, by all but their times and media."""
    return (
        (one.country_code, one.rule) == (other.country_code, other.rule)
        and (one.imposed_by == "platform") == (other.imposed_by == "platform")
        and (None in {one.platform, other.platform} or _folded(one) == _folded(other))
        and _same_round(one.round, other.round)
    )


def _folded(said: Said) -> str:
    return (said.platform or "").casefold()


@cache
def _same_round(one: str, other: str) -> bool:
    rounds = {word.casefold().removeprefix("phase").strip() for word in (one, other)}
    return len(rounds) == 1 or bool(rounds & {NOT_STATED, ""})


def same_medium(one: str, other: str) -> bool:
    """Whether two media share a word that tells media apart, or both are all media."""
    return bool(_media(one) & _media(other))


def may_be_same_medium(one: str, other: str) -> bool:
    """Whether one medium may be, or hold, the other."""
    return same_medium(one, other) or _ALL in {_media(one), _media(other)}


@cache
def _media(words: str) -> frozenset[str]:
    """The words that tell a medium apart; a star where it is all of them."""
    said = {_SAME_WORD.get(word, word) for word in re.findall(r"\w+", words.casefold())}
    if said & {"all", "any", "every"} or words.casefold() == "not stated":
        return _ALL
    if "television" in said:
        said.add("broadcast")
    return frozenset(said - _GLUE - _COMMON or said - _GLUE)


def meet(one: Collection[Stretched], other: Collection[Stretched]) -> bool:
    """Whether the times of two periods overlap, or lie within a day of each other, anywhere."""
    first, second = span(one), span(other)
    if first is None or second is None:
        return False
    return all(
        late is None or early - DAY <= late
        for early, late in ((first[0], second[1]), (second[0], first[1]))
    )


def span(stretches: Iterable[Stretched]) -> tuple[datetime, datetime | None] | None:
    """From the first start to the last end in any zone; None where nothing is dated."""
    dated = [(one.starts_at, one.ends_at) for one in stretches if one.starts_at is not None]
    if not dated:
        return None
    ends = [ends for _, ends in dated if ends is not None]
    return min(starts for starts, _ in dated), max(ends) if len(ends) == len(dated) else None


class Beside:
    """Stated periods, to be found by country, rule and time."""

    def __init__(self, stated: Sequence[Stated]) -> None:
        self.period_ids = {one.period_id for one in stated}
        self._by_day: dict[tuple[str, str, date], list[Stated]] = {}
        self._long: dict[tuple[str, str], list[Stated]] = {}
        for one in stated:
            if (time := span(one.versions)) is None:
                continue
            for day in _days(time):
                self._by_day.setdefault((*_key(one.said), day), []).append(one)
            if _days(time) == []:
                self._long.setdefault(_key(one.said), []).append(one)

    def near(self, said: Said, stretches: Collection[Stretched]) -> list[Stated]:
        """Periods that may be the same as one with these words and times."""
        time = span(stretches)
        if time is None:
            return []
        found = {one.period_id: one for one in self._long.get(_key(said), ())}
        for day in _days(time) or _days((time[0], time[0] + LONG_DAYS * DAY)):
            found |= {one.period_id: one for one in self._by_day.get((*_key(said), day), ())}
        return [
            one
            for _, one in sorted(found.items())
            if may_be_same(one.said, said) and meet(one.versions, stretches)
        ]


def _key(said: Said) -> tuple[str, str]:
    return said.country_code, said.rule


def _days(time: tuple[datetime, datetime | None]) -> list[date]:
    """The days of a time with one more on both sides; none where it is long or open."""
    if time[1] is None or time[1] - time[0] > LONG_DAYS * DAY:
        return []
    first = time[0].date() - DAY
    return [first + number * DAY for number in range((time[1].date() - first).days + 2)]
