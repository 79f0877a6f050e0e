"""Severities of all countries on the day looked at, from the panel's frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeVar

from eoc_app.domain.risk.assessor import Assessor
from eoc_app.method.severities import Severities, severities
from eoc_app.panels.kit.country_scores import reading_rows, readings_in, watched_codes
from eoc_app.panels.kit.country_stakes import READS as STAKES
from eoc_app.panels.kit.country_stakes import outlooks_of, stakes_on
from eoc_app.panels.kit.day_memory import KnownDay
from eoc_app.panels.kit.panel import Given
from eoc_app.snapshot.catalogue import BY_PLATFORM

READS: Final = ("scores", "readings_everywhere", *STAKES)
READS_BY_PLATFORM: Final = ("judged_filtered", "watched", *STAKES)
"""The queries behind the severities of all countries: for all platforms, and for some."""

Made = TypeVar("Made")


def severities_on(given: Given) -> Severities:
    """Every watched country on the day looked at; the same object while nothing has changed."""
    return _day(given).severities


def once(given: Given, make: Callable[[Severities], Made]) -> Made:
    """The function's result for the day's severities, computed at the first call. Do not alter it.

    Only for module-level functions: the cache is keyed by the function.
    """
    return _day(given).once(make)


def _day(given: Given) -> KnownDay:
    by_platform = BY_PLATFORM in given.frames
    names = (BY_PLATFORM, *READS_BY_PLATFORM[1:]) if by_platform else READS
    sources = (*(given.frames[name] for name in names), given.signals, given.method)
    return given.memory.day(given.as_of_on, sources, lambda: _severities(given))


def _severities(given: Given) -> Severities:
    frames = dict(given.frames)
    if "readings_everywhere" in frames:
        frames["readings_all"] = frames["readings_everywhere"]
    return severities_of(replace(given, frames=frames))


def severities_of(given: Given) -> Severities:
    """Severities of all countries that are watched or have readings, on the day looked at."""
    watched = watched_codes(given)
    assessor = Assessor(given.method, given.signals.values())
    judged = frozenset(indicator.name for indicator in assessor.indicators)
    rows = reading_rows(given)
    by_country = readings_in(row for row in rows if row.signal in judged)
    calendar = outlooks_of(given)
    on = given.as_of_on
    codes = watched | {row.country_code for row in rows} if assessor.indicators else set()
    terms = {
        code: assessor.terms(by_country.get(code, {}), stakes_on(calendar, code, on), on)
        for code in codes
    }
    return severities(assessor, terms)
