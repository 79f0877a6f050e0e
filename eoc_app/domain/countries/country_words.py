"""The countries that free words name: a place, a title of an entry in a calendar."""

from __future__ import annotations

import re
from typing import Final

from eoc_app.core.country import country_code

_LONGEST: Final = 7
"""Words of the longest name that is looked for."""
_PARTS: Final = re.compile(r"[,;:()\[\]|/\n\u2010-\u2015]+|\s-\s")
_WORDS: Final = re.compile(r"[^\W\d_][\w'\u2019.]*|&")


def countries_named(text: str) -> list[str]:
    """The codes of the countries whose names stand in a text, each once, in order.

    The longest name counts (`Papua New Guinea` names no Guinea). A code counts only in capitals
    and only where it is a part by itself, as in `silence (MX)`: `IT` or `NO` are words.
    """
    found: dict[str, None] = {}
    for part in _PARTS.split(text[:1000]):
        alone = part.strip()
        if len(alone) in (2, 3) and alone.isupper() and (code := country_code(alone)):
            found[code] = None
    words = _WORDS.findall(text[:1000])
    place = 0
    while place < len(words):
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            name = " ".join(words[place : place + count])
            code = country_code(name) if len(name) > 3 else None
            if code is not None:
                found[code] = None
                place += count - 1
                break
        place += 1
    return list(found)
