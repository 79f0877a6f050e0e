"""What is at stake in each country, from the contests and audience sizes in a snapshot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from eoc_app.core.column import Amount, CountryCode, ElectionKind, ElectionStatus
from eoc_app.core.frame import Frame
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.stakes import UNKNOWN, Contest, Outlook, Size, Sizes, Stakes
from eoc_app.panels.kit.panel import Given

READS = ("contests", "reach")
"""The queries behind the stakes."""


class ContestRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `contests`."""

    country_code: CountryCode
    name: str
    kind: ElectionKind
    starts_on: date
    ends_on: date
    status: ElectionStatus
    previous_on: date | None
    annulled_on: date | None
    known_on: date | None
    postponed_on: date | None
    higher_risk: bool | None
    synthetic: bool

    def contest(self) -> Contest:
        """The row as a `Contest` of the domain."""
        return Contest(
            self.name,
            self.kind,
            self.starts_on,
            self.ends_on,
            self.status,
            self.previous_on,
            self.annulled_on,
            self.known_on,
            self.postponed_on,
            self.higher_risk,
            self.synthetic,
        )


class ReachRow(msgspec.Struct, frozen=True, array_like=True):
    """A row of the query `reach`."""

    country_code: CountryCode
    what: str
    ends_on: date
    value: Amount | None
    lower: Amount | None
    upper: Amount | None
    synthetic: bool

    def size(self) -> Size:
        """The row as a `Size` of the domain."""
        return Size(self.ends_on, self.value, self.lower, self.upper, self.synthetic)


def outlooks(
    method: Method, contests: Iterable[ContestRow], sizes: Iterable[ReachRow]
) -> dict[str, Outlook]:
    """The outlook of each country in the calendar; empty where the method has no stakes."""
    if method.stakes is None:
        return {}
    contests_by_code: dict[str, list[Contest]] = {}
    for row in contests:
        contests_by_code.setdefault(row.country_code, []).append(row.contest())
    sizes_by_key: dict[tuple[str, str], list[Size]] = {}
    for size in sizes:
        sizes_by_key.setdefault((size.country_code, size.what), []).append(size.size())
    return {
        code: Outlook(
            method.stakes,
            method.scale,
            listed,
            Sizes(
                tuple(sizes_by_key.get((code, "voters"), ())),
                tuple(sizes_by_key.get((code, "users"), ())),
            ),
        )
        for code, listed in contests_by_code.items()
    }


def rows_of(
    contests: Iterable[Any], sizes: Iterable[Any]
) -> tuple[list[ContestRow], list[ReachRow]]:
    """Rows of both queries, converted from the tuples of a cursor."""
    return msgspec.convert(contests, list[ContestRow]), msgspec.convert(sizes, list[ReachRow])


def stakes_on(calendar: Mapping[str, Outlook], code: str, day: date) -> Stakes:
    """The stakes of a country on a day; unknown where the calendar does not list it."""
    outlook = calendar.get(code)
    return UNKNOWN if outlook is None else outlook.on(day)


def outlooks_of(given: Given, code: str | None = None) -> dict[str, Outlook]:
    """The outlooks of all countries, or of one, from a panel's frames."""
    reach = given.frames["reach"]
    if code is None:
        return given.frames["contests"].once(_Everywhere).by(given.method, reach)
    return outlooks(
        given.method,
        [row for row in given.frames["contests"].read(ContestRow) if row.country_code == code],
        [row for row in reach.read(ReachRow) if row.country_code == code],
    )


class _Everywhere:
    """The outlooks of all countries, kept while frames and method are the same."""

    def __init__(self, contests: Frame) -> None:
        self._contests = contests
        self._last: tuple[Method, Frame, dict[str, Outlook]] | None = None

    def by(self, method: Method, reach: Frame) -> dict[str, Outlook]:
        """The outlooks by a method, with the sizes in a frame."""
        if self._last is None or self._last[0] is not method or self._last[1] is not reach:
            rows = self._contests.read(ContestRow), reach.read(ReachRow)
            self._last = method, reach, outlooks(method, *rows)
        return self._last[2]
