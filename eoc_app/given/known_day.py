"""Severities of the day looked at, kept from one step of a slider to the next.

They rest on the day, the platforms and the method, and on no weight: whoever tries weights asks
for the same ones again and again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeVar

from eoc_app.catalogue import BY_PLATFORM
from eoc_app.given.panel import Given
from eoc_app.given.severities import Severities, severities_of
from eoc_app.given.stakes import READS as STAKES

READS: Final = ("scores", "readings_everywhere", *STAKES)
READS_BY_PLATFORM: Final = ("judged_filtered", "watched", *STAKES)
"""The queries that severities of all countries rest on, for all platforms and for some."""

_KEPT: Final = 4
"""Days that are kept at once; one of 200 countries takes half a megabyte."""

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class _Day:
    """What a day's severities were made of, held so that nothing else takes its place."""

    on: date
    sources: tuple[object, ...]
    severities: Severities
    made: dict[object, Any]

    def is_of(self, on: date, sources: tuple[object, ...]) -> bool:
        """Whether they were made of the very same things: frames are kept, and never altered."""
        return (
            on == self.on
            and len(sources) == len(self.sources)
            and all(one is other for one, other in zip(sources, self.sources, strict=True))
        )


_days: OrderedDict[int, _Day] = OrderedDict()


def severities_on(given: Given) -> Severities:
    """Every watched country on the day looked at; the same object while nothing has changed."""
    return _day(given).severities


def once(given: Given, make: Callable[[Severities], Made]) -> Made:
    """What a function makes of the day's severities, made at the first call; never to be altered.

    Only for functions that live as long as the program.
    """
    day = _day(given)
    if make not in day.made:
        day.made[make] = make(day.severities)
    made: Made = day.made[make]
    return made


def _day(given: Given) -> _Day:
    by_platform = BY_PLATFORM in given.frames
    wanted = (BY_PLATFORM, *READS_BY_PLATFORM[1:]) if by_platform else READS
    sources = (*(given.frames[name] for name in wanted), given.signals, given.method)
    on = given.as_of_on
    for key, day in _days.items():
        if day.is_of(on, sources):
            _days.move_to_end(key)
            return day
    frames = dict(given.frames)
    if "readings_everywhere" in frames:
        frames["readings_all"] = frames["readings_everywhere"]
    day = _Day(on, sources, severities_of(replace(given, frames=frames)), {})
    _days[id(day)] = day
    while len(_days) > _KEPT:
        _days.popitem(last=False)
    return day
