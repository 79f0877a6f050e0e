"""Finds choices by a few letters; accents, case and left-out letters do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

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
        "\u2019": " ",
        "-": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to go to: a country, a screen."""

    kind: str
    key: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A choice in the form in which letters are compared."""

    choice: Choice
    key: str
    text: str
    words: tuple[str, ...]
    hint: str


def folded(text: str) -> str:
    """Text without case and accents."""
    # Folding the case of a letter may bring forth an accent, and taking a ligature apart a capital.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.translate(_PLAIN).split())


def prepared(choice: Choice) -> Prepared:
    """Do once for each choice what need not be done at every key."""
    text = folded(choice.text)
    return Prepared(choice, folded(choice.key), text, tuple(text.split()), folded(choice.hint))


def found(needle: str, choices: Iterable[Prepared]) -> list[Choice]:
    """The choices that match, best first; all of them, in their order, where nothing is typed."""
    wanted = folded(needle)
    if not wanted:
        return [item.choice for item in choices]
    ranked = []
    for at, item in enumerate(choices):
        rank = _rank(wanted, item)
        if rank is not None:
            ranked.append((rank, len(item.text) if rank[0] > 2 else 0, at, item.choice))
    ranked.sort(key=lambda entry: entry[:3])
    return [choice for *_, choice in ranked]


def _rank(wanted: str, item: Prepared) -> tuple[int, int] | None:
    """How well a choice matches: its code, its beginning, a word, inside, letter by letter."""
    tests = (
        wanted == item.key,
        item.text.startswith(wanted),
        any(word.startswith(wanted) for word in item.words),
        item.key.startswith(wanted),
        wanted in item.text,
        wanted in item.hint,
    )
    if any(tests):
        return tests.index(True), 0
    spread = _spread(wanted, item.text)
    return None if spread is None else (len(tests), spread)


def _spread(wanted: str, text: str) -> int | None:
    """How far apart the letters lie that match in order; None where they do not, or too far."""
    if len(wanted) < 3:
        return None
    first = at = -1
    for letter in wanted.replace(" ", ""):
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        if first < 0:
            first = at
    return at - first if at - first <= 2 * len(wanted) + 2 else None
