"""The one country that the names of a file state where it holds none; ordinary words are none."""

from __future__ import annotations

import re
from typing import Final

from eoc_app.builder.sources.source import Source
from eoc_app.core.country import country_code

_YEAR: Final = r"(?:20)?\d\d(?![A-Za-z0-9])"
_DATED: Final = re.compile(rf"([A-Za-z]{{2}})(?:(?P<apart>[-_ ])(?=20))?{_YEAR}")
_CAPITALS: Final = re.compile(r"[A-Z]{2,}")
_NO_CODES: Final = frozenset({"ad", "ai", "id", "pr", "tv"})
"""Codes that in names of such files are an abbreviation; only a year makes them a country."""


def codes(name: str) -> set[str]:
    """Countries whose codes a name states: first before a year (`us24`), or alone in capitals."""
    found: set[str | None] = set()
    dated = _DATED.match(name)
    if dated is not None:
        code = dated[1]
        if not dated["apart"]:
            found.add(country_code(code.upper()))
        elif code not in _NO_CODES:
            found.add(country_code(code))
    words = ["", *re.split(r"[\W\d_]+", name), ""]
    for before, code, after in zip(words, words[1:], words[2:], strict=False):
        if _CAPITALS.fullmatch(code) and len(code) == 2 and code.lower() not in _NO_CODES:
            # Capitals tell an ordinary word from a code only where those around it are small.
            is_plain = country_code(code.lower()) is not None
            if is_plain or not any(map(_CAPITALS.fullmatch, (before, after))):
                found.add(country_code(code))
    return {code for code in found if code is not None}


def spelled(name: str) -> str | None:
    """The country whose name comes first, the longest that the words give (`south_sudan_…`)."""
    words = [word.lower() for word in re.split(r"[\W\d_]+", name) if word]
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        code = country_code(text) if len(text) > 2 else None
        if code is not None:
            return code
    return None


def of(source: Source) -> str | None:
    """The country that the nearest name states; None where none does, or one states several."""
    own = source.name.rsplit(".", 1)[0]
    for name in (own, *(around.removesuffix(".zip") for around in source.around)):
        stated = codes(name)
        if len(stated) > 1:
            return None
        code = next(iter(stated), None) or (spelled(name) if name == own else None)
        if code is not None:
            return code
    return None
