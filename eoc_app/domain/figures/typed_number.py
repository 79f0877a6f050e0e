"""A number as a person types it in any country: comma and point are both decimal signs.

A number that can be read in two ways is refused with both readings. It is never guessed, because a
number wrong by a power of ten looks like any other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

_GROUPS: Final = " \u00a0\u2009\u202f'\u2019\u066c"
"""Signs that can only group thousands: spaces, apostrophes, the Arabic sign, `_`."""
_DECIMALS: Final = {"\u066b": ".", "\uff0c": ",", "\uff0e": ".", "\u060c": ","}
_MINUSES: Final = "\u2212\u2013\uff0d"
_GROUPED: Final = re.compile(r"\d{1,3}(?:_\d{3})+")
_AMBIGUOUS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_PLAIN: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


class Unreadable(ValueError):  # noqa: N818 - its message is shown to a person
    """The text is not a number, or may be two. The message says which, and how to write it."""


def read(text: str) -> float:
    """Reads a number such as `2.5`, `2,5`, `1 234`, `1.234,5` or `\u0662\u066b\u0665`.

    A lone point is always a decimal point, as everywhere in this program. A lone comma before
    the last three digits (`1,234`) may also group thousands, so it is refused.

    Raises:
        Unreadable: the text is not a number, or may be more than one.
    """
    plain = _western(text.strip())
    sign = -1.0 if plain.startswith("-") else 1.0
    number = plain.removeprefix("-" if sign < 0 else "+").strip()
    if _AMBIGUOUS.fullmatch(number):
        whole, part = number.split(",")
        raise Unreadable(
            f"\u201c{text.strip()}\u201d may be {whole}{part} or {whole}.{part}: write one of these"
        )
    number = _with_point(number)
    if not _PLAIN.fullmatch(number) or not math.isfinite(size := float(number)):
        raise Unreadable(f"\u201c{text.strip()}\u201d is no number: write it as 2.5 or 1234")
    return sign * size


def _western(text: str) -> str:
    """Returns digits and decimal signs of any script as ASCII, the rest unchanged."""
    signs = []
    for sign in text:
        digit = unicodedata.decimal(sign, None)
        signs.append(str(digit) if digit is not None else _DECIMALS.get(sign, sign))
    return "".join("-" if sign in _MINUSES else sign for sign in signs)


def _with_point(number: str) -> str:
    """Returns the number with a decimal point and without signs between thousands.

    If its signs do not group thousands properly, the text is returned unchanged: it is no number.
    """
    number = re.sub(f"[{_GROUPS}]", "_", number)
    marks = [sign for sign in number if sign in ",."]
    if not marks:
        whole, mark, part = number, "", ""
    elif marks.count(marks[-1]) > 1:
        # A sign that occurs twice groups thousands: `1.234.567`.
        if set(marks) != {marks[-1]} or "_" in number:
            return number
        whole, mark, part = number.replace(marks[-1], "_"), "", ""
    else:
        whole, mark, part = number.rpartition(marks[-1])
        grouping = {*marks[:-1], *("_" if "_" in whole else "")}
        if len(grouping) > 1:
            return number
        whole = re.sub("[,.]", "_", whole)
    if "_" in whole and not _GROUPED.fullmatch(whole):
        return number
    return f"{whole.replace('_', '')}{'.' if mark else ''}{part}"
