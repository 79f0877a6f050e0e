"""A number as a person types it, in whichever country: comma and point both part the decimals.

What can be read in two ways is refused with both readings, never guessed: a tenfold error looks
like any other number.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Final

_GROUPS: Final = " \u00a0\u2009\u202f'\u2019\u066c"
"""Signs that only ever group thousands: spaces, apostrophes, the Arabic sign; also `_`."""
_DECIMALS: Final = {"\u066b": ".", "\uff0c": ",", "\uff0e": ".", "\u060c": ","}
_MINUSES: Final = "\u2212\u2013\uff0d"
_GROUPED: Final = re.compile(r"\d{1,3}(?:_\d{3})+")
_AMBIGUOUS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_PLAIN: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


class Unreadable(ValueError):  # noqa: N818 - a text is unreadable; what it says is for a person
    """The text is no number, or two; its words say which, and how to write it."""


def read(text: str) -> float:
    """The number that a text states: `2.5`, `2,5`, `1 234`, `1.234,5`, `\u0662\u066b\u0665`.

    The point alone parts decimals, as in all that this program writes; a comma before three last
    digits may also group thousands (`1,234`) and is refused.

    Raises:
        Unreadable: there is no number, or more than one that may be meant.
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
    if not _PLAIN.fullmatch(number) or not math.isfinite(found := float(number)):
        raise Unreadable(f"\u201c{text.strip()}\u201d is no number: write it as 2.5 or 1234")
    return sign * found


def _western(text: str) -> str:
    """Digits and decimal signs of any script as ASCII, the rest as it stands."""
    made = []
    for sign in text:
        digit = unicodedata.decimal(sign, None)
        made.append(str(digit) if digit is not None else _DECIMALS.get(sign, sign))
    return "".join("-" if sign in _MINUSES else sign for sign in made)


def _with_point(number: str) -> str:
    """The same with a point before its decimals and nothing between thousands.

    Where signs stand that do not part thousands properly, the text is left as it is: no number.
    """
    number = re.sub(f"[{_GROUPS}]", "_", number)
    marks = [sign for sign in number if sign in ",."]
    if not marks:
        whole, mark, part = number, "", ""
    elif marks.count(marks[-1]) > 1:
        # A sign that stands twice groups thousands: `1.234.567`.
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
