"""Finds choices by a few letters; accents, case and left-out letters do not matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from eoc_app.domain.countries.folding import folded


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to go to: a country, a screen."""

    kind: str
    key: str
    text: str
    hint: str
    codes: tuple[str, ...] = ()
    """Further codes that mean it and nothing else."""
    also: tuple[str, ...] = ()
    """What people call it besides, in the form in which letters are compared."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A choice in the form in which letters are compared."""

    choice: Choice
    codes: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    hint: str
    also: tuple[str, ...]


@lru_cache(maxsize=2048)
def prepared(choice: Choice) -> Prepared:
    """Do once for each choice what need not be done at every key."""
    text = folded(choice.text)
    codes = tuple(map(folded, (choice.key, *choice.codes)))
    return Prepared(choice, codes, text, tuple(text.split()), folded(choice.hint), choice.also)


def found(needle: str, choices: Iterable[Prepared]) -> list[Choice]:
    """The choices that match, best first; all of them, in their order, where nothing is typed."""
    wanted = folded(needle)
    # Nobody's country is found by its article.
    wanted = wanted.removeprefix("the ") or wanted
    if not wanted:
        return [item.choice for item in choices]
    ranked = []
    for at, item in enumerate(choices):
        rank = _rank(wanted, item)
        if rank is not None:
            ranked.append((rank, len(item.text) if rank[0] >= _INSIDE else 0, at, item.choice))
    ranked.sort(key=lambda entry: entry[:3])
    return [choice for *_, choice in ranked]


_INSIDE = 4
"""From this rank on, shorter texts come first: the letters say more of them."""


def _rank(wanted: str, item: Prepared) -> tuple[int, int] | None:
    """How well a choice matches: a code or a name whole, a beginning, inside, letter by letter."""
    tests = (
        wanted in item.codes,
        wanted == item.text or wanted in item.also,
        item.text.startswith(wanted),
        any(word.startswith(wanted) for word in item.words),
        any(name.startswith(wanted) for name in item.also),
        item.codes[0].startswith(wanted),
        wanted in item.text,
        wanted in item.hint,
        len(wanted) > 2 and any(f" {wanted}" in name for name in item.also),
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
