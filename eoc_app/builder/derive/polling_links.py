"""Polling days that were listed without the key of their election find it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import duckdb
import polars as pl

from eoc_app.builder.staging.reading_sources import Reading
from eoc_app.builder.staging.rows import relation
from eoc_app.domain.elections import election_words
from eoc_app.domain.elections.election import NOT_STATED

NEAR: Final = 3
"""Days by which places far from the capital may vote before or after an election's own days."""

LONG_DAYS: Final = 62
"""Elections of more days are looked at for every polling day of their country."""

_STRAY: Final = """
select rowid, source_id, source_row, election_id, country_code, polling_on
from polling_day
where election_id not in (select election_id from election)
order by source_id, source_row, rowid
"""
_ELECTIONS: Final = """
select election_id, country_code, name, kind, round, polling_starts_on,
    coalesce(polling_ends_on, polling_starts_on), date_precision = 'day'
from election
order by higher_risk is null, source_id, source_row
"""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An election to which polling days may belong, in the order of preference."""

    election_id: str
    country_code: str | None
    name: str
    kind: str
    round: str
    starts_on: date | None
    ends_on: date | None
    is_dated: bool


def link(connection: duckdb.DuckDBPyConnection, readings: Sequence[Reading]) -> None:
    """Give every polling day the key of its election; what has none is reported and removed.

    A key without the mark of its file (`~` and what follows) is that of the election which has it
    with one. The words `country/round/election` of a list, and a key that no election has, are
    matched by the country and the day, then by round and name.
    """
    stray = connection.execute(_STRAY).fetchall()
    if not stray:
        return
    listed = [_Listed(*row) for row in connection.execute(_ELECTIONS).fetchall()]
    by_key: dict[str, str] = {}
    by_day: dict[tuple[str | None, date | None], list[_Listed]] = {}
    for one in listed:
        by_key.setdefault(one.election_id.partition("~")[0], one.election_id)
        for day in _days_near(one):
            by_day.setdefault((one.country_code, day), []).append(one)
    links: dict[int, str | None] = {}
    for rowid, source_id, source_row, key, code, polling_on in stray:
        places = ((where, day) for where in (code, None) for day in (polling_on, None))
        near = [one for place in places for one in by_day.get(place, ())]
        links[rowid] = by_key.get(key) or _by_day(key, near, polling_on)
        if links[rowid] is None:
            intake = readings[source_id - 1].intake
            intake.rows_written -= 1
            intake.refuse(
                "A polling day was not imported",
                "no election of its country has days near it, or the key that it names",
                "add the election, or correct the day, the round or the key",
                row=source_row,
                column="polling_on",
                value=str(polling_on),
            )
    found = pl.DataFrame(
        {"row": list(links), "key": list(links.values())}, {"row": pl.Int64, "key": pl.String}
    )
    with relation(connection, found) as given:
        connection.execute(
            f"update polling_day set election_id = found.key from {given} as found "
            "where polling_day.rowid = found.row and found.key is not null"
        )
        connection.execute(
            f"delete from polling_day where rowid in (select row from {given} where key is null)"
        )


def _days_near(one: _Listed) -> Sequence[date | None]:
    """The days on which places may vote in an election; None alone where it is of many days."""
    if one.starts_on is None or one.ends_on is None or not one.is_dated:
        return ()
    days = (one.ends_on - one.starts_on).days
    if not 0 <= days <= LONG_DAYS or {one.starts_on.year, one.ends_on.year} & {1, 9999}:
        return (None,)
    return [one.starts_on + timedelta(days=away) for away in range(-NEAR, days + NEAR + 1)]


def _by_day(key: str, elections: Sequence[_Listed], polling_on: date) -> str | None:
    """The election of a country that the words and the day of a polling day tell, if any."""
    words = key.split("/", 2)
    round_, name = (words[1], words[2]) if len(words) == 3 else ("", "")
    best: tuple[tuple[object, ...], str] | None = None
    for number, one in enumerate(elections):
        if one.starts_on is None or one.ends_on is None:
            continue
        away = max((one.starts_on - polling_on).days, (polling_on - one.ends_on).days, 0)
        unlike = bool(round_) and one.round not in {round_, NOT_STATED}
        if away > NEAR or (away and unlike):
            continue
        kind = election_words.kind(name)
        named = name.casefold() in one.name.casefold() or one.kind in {kind, "general"}
        score = (unlike, away, not named, one.round == NOT_STATED, number)
        if best is None or score < best[0]:
            best = score, one.election_id
    return best[1] if best else None
