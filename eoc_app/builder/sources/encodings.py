"""The encoding of a file, which is one for the whole file: by its marks, else by its own bytes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from eoc_app.builder.sources import stated_country
from eoc_app.builder.sources.source import Source

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8"),
)
PAGES: Final = {
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1254": "Windows-1254 (Turkish)",
    "mac_roman": "Mac Roman",
    "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_u": "KOI8 (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)",
    "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)",
    "cp874": "Windows-874 (Thai)",
    "gb18030": "GB 18030 (Chinese)",
    "big5": "Big 5 (Chinese)",
    "cp932": "Shift JIS (Japanese)",
    "cp949": "Windows-949 (Korean)",
}
"""Encodings other than Unicode that are told apart, the likelier of two equals first."""
SAMPLE: Final = 4_000
"""Words with bytes outside ASCII that are looked at."""
_BLOCK: Final = 1 << 20
_FOREIGN: Final = re.compile(rb"[^\x00-\x7f]")
_WORD: Final = re.compile(rb"[A-Za-z'\x80-\xff]*[\x80-\xff][A-Za-z'\x40-\xff]*")
_USUAL: Final = {
    "cp1252": "éèêëàâáãäåæçñóòôõöøúùûüíìîïßœýðþÉÈÀÁÂÃÄÅÆÇÑÓÔÕÖØÚÜÍÎŒÐÞ",
    "cp1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰöüÖÜăâîşţĂÂÎŞŢđĐôĺľŕäÄ",
    "cp1254": "çğıöşüÇĞİÖŞÜâîûéè",
    "mac_roman": "éèêëàâáãäåæçñóòôõöøúùûüíìîïßœÉÀÁÂÃÄÅÆÇÑÓÔÕÖØÚÜÍÎŒ",
}
"""Letters that are usual in the languages of an encoding for Latin letters."""
_USUAL_IN: Final = {
    "cp1250": "AL BA CZ HR HU ME PL RO RS SI SK",
    "cp1251": "BG BY KG KZ MK MN RU TJ UA UZ",
    "cp1253": "CY GR",
    "cp1254": "AZ TR",
    "cp1255": "IL",
    "cp1256": "AE BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE",
    "cp874": "TH",
    "gb18030": "CN SG",
    "big5": "HK MO TW",
    "cp932": "JP",
    "cp949": "KR",
}
_CLEAR: Final = 0.95
"""Share of the words that must look like words."""
_MARGIN: Final = 0.03
"""By how much other readings must look less like words."""
_BESIDE_WORDS: Final = frozenset("’‘“”«»–—…·ªº°€£©®™\u00a0")
_ONLY_ACCENTS: Final = re.compile(r"[^\W\d_A-Za-z]{5}")


@dataclass(frozen=True)
class Verdict:
    """What a file's bytes are: its encoding, and whether that is known by more than its words."""

    name: str | None
    """Python's name; None where none can be told."""
    guessed: bool = False

    @property
    def words(self) -> str:
        """The encoding as people call it."""
        return PAGES.get(self.name or "", (self.name or "unknown").upper())


def by_mark(head: bytes) -> str | None:
    """The Unicode encoding that a byte-order mark, or the pattern of zero bytes, states."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[:4096]
    if len(sample) < 16 or not sample.count(0):
        return None
    evens, odds = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    # Text in Latin letters has a zero in every other byte.
    if odds > 0.4 * half and evens < 0.05 * half:
        return "utf-16-le"
    if evens > 0.4 * half and odds < 0.05 * half:
        return "utf-16-be"
    return None


def of_head(head: bytes) -> str | None:
    """The encoding that the first bytes tell; None where they are no Unicode text."""
    marked = by_mark(head)
    if marked is not None:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return None
    return "utf-8"


def of(source: Source) -> Verdict:
    """The encoding of a file as its first bytes tell it; if they do not, as all of its bytes do.

    A file that begins as UTF-8 may turn out to be none: `judged` decides then.
    """
    name = of_head(source.head)
    return Verdict(name) if name is not None else judged(source)


def judged(source: Source) -> Verdict:
    """The encoding of a file that holds bytes that are no UTF-8, by all of its lines.

    UTF-8 where a mark says so or most lines with foreign letters are; its other lines are damaged.
    Else the encoding in which its words look like words.
    """
    if "encoding" not in source.memory:
        source.memory["encoding"] = _judged(source)
    found: Verdict = source.memory["encoding"]
    return found


def _judged(source: Source) -> Verdict:
    if source.head.startswith(codecs.BOM_UTF8):
        return Verdict("utf-8")
    whole = broken = 0
    words: list[bytes] = []
    for line in _lines(source):
        if not _FOREIGN.search(line):
            continue
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            broken += 1
            if len(words) < SAMPLE:
                words.extend(_WORD.findall(line))
        else:
            whole += 1
    if whole >= broken:
        return Verdict("utf-8")
    return Verdict(_of_words(words, stated_country.of(source)), guessed=True)


def _lines(source: Source) -> Iterator[bytes]:
    rest = b""
    with source.open_quietly() as stream:
        while piece := stream.read(_BLOCK):
            *lines, rest = re.split(rb"[\r\n]", rest + piece)
            yield from lines
    yield rest


def _of_words(words: list[bytes], country: str | None) -> str | None:
    """The encoding in which nearly all words look like words.

    Of several that give different words as good as each other, the one that was usual in the
    country; else Windows-1252 if it is one of them; else None.
    """
    counted = Counter(words)
    scores = [(_score(name, counted), -place, name) for place, name in enumerate(PAGES)]
    ranked = sorted(scores, reverse=True)
    best = ranked[0][0]
    if best < _CLEAR:
        return None
    close = [name for score, _, name in ranked if score > best - _MARGIN]
    read = {tuple(word.decode(name) for word in counted) for name in close}
    usual = next((name for name, codes in _USUAL_IN.items() if country in codes.split()), "")
    if len(read) == 1:
        return close[0]
    return next((name for name in (usual, "cp1252") if name in close), None)


def _score(name: str, words: Counter[bytes]) -> float:
    """Share of words that look like words in an encoding; 0 where bytes have no letter in it."""
    good = 0.0
    for word, times in words.items():
        try:
            text = word.decode(name)
        except UnicodeDecodeError:
            return 0.0
        good += times * _likeness(text, _USUAL.get(name, ""))
    return good / max(1, words.total())


def _likeness(text: str, usual: str) -> float:
    """How much a word looks like one: letters of one script, capitals only where they may be."""
    foreign = [letter for letter in text if letter > "\x7f" and letter not in _BESIDE_WORDS]
    if not foreign:
        return 1.0
    scripts = {_script(letter) for letter in text if letter.isalpha() and letter not in "ªº"}
    if len(scripts) > 1 or any(unicodedata.category(letter)[0] not in "LM" for letter in foreign):
        return 0.0
    if any(a.islower() and b.isupper() for a, b in pairwise(text)):
        return 0.2
    if scripts != {"LATIN"}:
        return 0.99 if len(text) > 1 else 0.6
    if _ONLY_ACCENTS.search(text):
        return 0.3  # another script, read as Latin
    known = sum(letter in usual for letter in foreign) / len(foreign)
    return 0.5 + 0.5 * known


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    script = name.split(" ", 1)[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA"} else script
