"""Letters as a person types them: without case, accents and signs between words."""

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
    # Folding the case of a letter may bring forth an accent, and taking a ligature apart a capital.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())
