"""A cache of results for whole days, kept from one step of a slider to the next.

The results depend on the day, the platforms and the method, not on the weights: trying other
weights needs the same results again and again. A reader holds one memory for its snapshot.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from eoc_app.method.severities import Severities

KEPT: Final = 4
"""How many days are kept; a day of 200 countries takes half a megabyte."""

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class KnownDay:
    """The severities of a day, with references to their sources so that no id is used again."""

    on: date
    sources: tuple[object, ...]
    severities: Severities
    _made: dict[object, Any] = field(default_factory=dict, repr=False)

    def is_of(self, on: date, sources: tuple[object, ...]) -> bool:
        """Whether they come from the very same objects: frames are kept and never altered."""
        return (
            on == self.on
            and len(sources) == len(self.sources)
            and all(source is other for source, other in zip(self.sources, sources, strict=True))
        )

    def once(self, make: Callable[[Severities], Made]) -> Made:
        """The function's result for the severities, computed at the first call. Do not alter it.

        Only for module-level functions: the cache is keyed by the function.
        """
        if make not in self._made:
            self._made[make] = make(self.severities)
        result: Made = self._made[make]
        return result


class DayMemory:
    """The days looked at last; the newest push out the oldest."""

    def __init__(self) -> None:
        self._days: OrderedDict[int, KnownDay] = OrderedDict()

    def __len__(self) -> int:
        return len(self._days)

    def day(
        self, on: date, sources: tuple[object, ...], make: Callable[[], Severities]
    ) -> KnownDay:
        """The day computed from these very sources, from the cache or computed now."""
        for key, day in self._days.items():
            if day.is_of(on, sources):
                self._days.move_to_end(key)
                return day
        newest = KnownDay(on, sources, make())
        self._days[id(newest)] = newest
        while len(self._days) > KEPT:
            self._days.popitem(last=False)
        return newest
