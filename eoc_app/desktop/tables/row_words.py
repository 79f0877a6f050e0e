"""Which rows hold the words that somebody filters by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\u202f\u00a0\u2009 ,.'\u2019](?=\d{3}(?:\D|$))")
"""What groups thousands on screens, in other programs and by hand."""
_ACCENTS: Final = re.compile("[\u0300-\u036f]")


def searchable(text: str) -> str:
    """A text as a filter compares it: case, accents and the grouping of digits left out."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    # Once for every other group: a group's last digit is also what the next one stands after.
    ungrouped = _BETWEEN_DIGITS.sub("", _BETWEEN_DIGITS.sub("", bare))
    return ungrouped.replace("\u2212", "-")


def holding(texts: Sequence[str], words: str) -> Iterable[int]:
    """Places of the searchable texts in which every word of `words` occurs."""
    wanted = searchable(words).split()
    return (n for n, text in enumerate(texts) if all(word in text for word in wanted))
