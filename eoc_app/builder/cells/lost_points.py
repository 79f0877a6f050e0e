"""Scores whose decimal point was lost on the way: 9189 for 91.89, 896 for 89.60, 65487 for 65.487.

Such a score has two decimals, the last of which may be a zero that was lost too, or three where it
has five digits. What is left open the ranks may settle, since a score never rises with its rank. A
score that stays open is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

LARGEST: Final = 100.0
_DECIMALS: Final = {5: (3,), 4: (2,), 3: (1, 2, 0), 2: (0, 1), 1: (0,)}
"""By digits, how many of them may stand after the point."""


def are_lost(texts: Sequence[str]) -> bool:
    """Whether scores of 0 to 100 have lost their points: one of them is above, and none has one."""
    return any(text.isdecimal() and float(text) > LARGEST for text in texts)


def _readings(text: str) -> list[float]:
    if not text.isdecimal():
        return [float(text)]
    known = (round(int(text) / 10**places, places) for places in _DECIMALS.get(len(text), ()))
    return sorted({value for value in known if value <= LARGEST})


def restored(scores: Mapping[int, Sequence[str]]) -> dict[tuple[int, str], float]:
    """The scores of one edition that their digits and ranks prove, by rank and text.

    `scores` are the texts of each rank, as they stand in the file.
    """
    places = [(rank, text) for rank in sorted(scores) for text in dict.fromkeys(scores[rank])]
    open_ = {place: _readings(place[1]) for place in places}
    highest = LARGEST
    for place in places:
        open_[place] = [value for value in open_[place] if value <= highest]
        highest = max(open_[place], default=highest)
    lowest = 0.0
    for place in reversed(places):
        open_[place] = [value for value in open_[place] if value >= lowest]
        lowest = min(open_[place], default=lowest)
    return {place: values[0] for place, values in open_.items() if len(values) == 1}
