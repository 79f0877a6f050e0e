"""Makes text from files and people harmless to print.

A terminal obeys control characters: a name from a file may move the cursor, clear the screen,
reverse the reading direction or start a line that looks like the program's own. Such characters are
printed as visible escapes that exist in every encoding.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

_ACTING: Final = (
    # Control characters C0 and C1; some terminals obey the second set too.
    r"\x00-\x1f\x7f-\x9f"
    # Direction marks and overrides, invisible joiners and fillers, line ends.
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e00ff"
    # Surrogates: bytes in a file's name that are not UTF-8.
    r"\ud800-\udfff"
)
_HARMFUL: Final = re.compile(
    # Joiners are part of Sinhala, Bengali, Persian and emoji; beside plain letters they only hide.
    rf"[{_ACTING}]|(?:^|(?<=[\x00-\u05ff\s]))[\u200c\u200d]|[\u200c\u200d](?=[\x00-\u05ff\s]|$)"
)
_IN_STRINGS: Final = re.compile(f"[{_ACTING}]")
_SHORT: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_EMOJI: Final = "\ufe0f"
"""Selects the emoji form of the preceding character, which is two columns wide."""
_WIDE: Final = frozenset("WF")


def harmless(text: str) -> str:
    """Returns a text on one line that a terminal only prints; control characters are escaped."""
    return _HARMFUL.sub(_escape, text)


def well_formed(text: str) -> str:
    """Returns a text that UTF-8 can encode: bytes that are not UTF-8 are escaped."""
    return re.sub("[\ud800-\udfff]", _escape, text)


def harmless_json(text: str) -> str:
    """Returns equivalent JSON without characters that act on a terminal."""
    return "\n".join(
        _IN_STRINGS.sub(lambda match: json.dumps(match[0])[1:-1], line) for line in text.split("\n")
    )


def columns(text: str) -> int:
    """Returns how many terminal columns a harmless text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Pads a harmless text on the right, or on the left, to a number of columns."""
    space = " " * (width - columns(text))
    return space + text if right else text + space


def cut(text: str, width: int) -> str:
    """Returns the start of a harmless text that fits into a number of columns."""
    width_so_far = 0
    for place, character in enumerate(text):
        width_so_far += _columns_of(character)
        if width_so_far > width:
            return text[:place]
    return text


def _columns_of(character: str) -> int:
    if character == _EMOJI:
        return 1
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
