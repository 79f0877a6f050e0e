"""Text reduced to plain letters for comparing: no case, accents or punctuation."""

from __future__ import annotations

import unicodedata

# Letters that do not decompose into a base letter and an accent.
_PLAIN = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "'": " ",
        "\u2018": " ",
        "\u2019": " ",
        "\u02bb": " ",
        "\u02bc": " ",
        "`": " ",
        "-": " ",
    }
)


def folded(text: str) -> str:
    """Text without case and accents."""
    # Folding may produce an accent, and splitting a ligature a capital: normalise on both sides.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())
