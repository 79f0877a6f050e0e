"""What was made of whole days, kept from one step of a slider to the next.

It rests on the day, the platforms and the method, and on no weight: whoever tries weights asks for
the same again and again. A reader holds one memory for its snapshot.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from eoc_app.method.severities import Severities

KEPT: Final = 4
"""Days that are kept at once; one of 200 countries takes half a megabyte."""

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class KnownDay:
    """The severities of a day and what they were made of, held so that nothing takes its place."""

    on: date
    sources: tuple[object, ...]
    severities: Severities
    _made: dict[object, Any] = field(default_factory=dict, repr=False)

    def is_of(self, on: date, sources: tuple[object, ...]) -> bool:
        """Whether they were made of the very same things: frames are kept, and never altered."""
        return (
            on == self.on
            and len(sources) == len(self.sources)
            and all(own is other for own, other in zip(self.sources, sources, strict=True))
        )

    def once(self, make: Callable[[Severities], Made]) -> Made:
        """What a function makes of the severities, made at the first call; never to be altered.

        Only for functions that live as long as the program.
        """
        if make not in self._made:
            self._made[make] = make(self.severities)
        made: Made = self._made[make]
        return made


class DayMemory:
    """The days looked at last; the newest push out the oldest."""

    def __init__(self) -> None:
        self._days: OrderedDict[int, KnownDay] = OrderedDict()

    def __len__(self) -> int:
        return len(self._days)

    def day(
        self, on: date, sources: tuple[object, ...], make: Callable[[], Severities]
    ) -> KnownDay:
        """The day that was made of these very sources; made now where it is not kept."""
        for key, day in self._days.items():
            if day.is_of(on, sources):
                self._days.move_to_end(key)
                return day
        made = KnownDay(on, sources, make())
        self._days[id(made)] = made
        while len(self._days) > KEPT:
            self._days.popitem(last=False)
        return made
