"""Files of which each later one holds again what the earlier one held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

Evidence = Mapping[str, date | None]
"""What says how late a file is, in words, and the day that it says; the surest first."""


@dataclass(frozen=True)
class Download:
    """What a file is one download of, and when it was made as far as anything says so."""

    series: str
    look: Callable[[], tuple[Evidence, Evidence]]
    """Reads the evidence, and hints that count only where no evidence tells two files apart."""

    @cached_property
    def said(self) -> tuple[Evidence, Evidence]:
        """The evidence and the hints, looked for once."""
        return self.look()


def later(one: Download, other: Download) -> tuple[bool, str] | None:
    """Whether the first of two downloads is the later one, and by what; None where none can know.

    The surest evidence that tells them apart decides, unless another one says the contrary.
    """
    for mine, theirs in zip(one.said, other.said, strict=True):
        told = list(_apart(mine, theirs))
        if told:
            return told[0] if len({is_later for is_later, _ in told}) == 1 else None
    return None


def _apart(mine: Evidence, theirs: Evidence) -> Iterator[tuple[bool, str]]:
    for words, day in mine.items():
        other = theirs.get(words)
        if day is not None and other is not None and day != other:
            yield day > other, f"{words} ({max(day, other)}, not {min(day, other)})"
