"""The countries named in free text, such as a place or the title of a calendar entry."""

from __future__ import annotations

import re
from typing import Final

from eoc_app.core.country import country_code

_LONGEST: Final = 7
"""The longest name to look for, in words."""
_PARTS: Final = re.compile(r"[,;:()\[\]|/\n\u2010-\u2015]+|\s-\s")
_WORDS: Final = re.compile(r"[^\W\d_][\w'\u2019.]*|&")


def countries_named(text: str) -> list[str]:
    """Returns the codes of the countries that a text names, each once, in the order of the text.

    The longest name wins (`Papua New Guinea` does not name Guinea). A code counts only in capitals
    and only standing apart, as in `silence (MX)`, because `IT` and `NO` are words too.
    """
    codes: dict[str, None] = {}
    for part in _PARTS.split(text[:1000]):
        alone = part.strip()
        if len(alone) in (2, 3) and alone.isupper() and (code := country_code(alone)):
            codes[code] = None
    words = _WORDS.findall(text[:1000])
    place = 0
    while place < len(words):
        for count in range(min(_LONGEST, len(words) - place), 0, -1):
            name = " ".join(words[place : place + count])
            code = country_code(name) if len(name) > 3 else None
            if code is not None:
                codes[code] = None
                place += count - 1
                break
        place += 1
    return list(codes)
