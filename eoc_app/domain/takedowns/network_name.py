"""Reads the name of a threat-research file: period, kind of network, origins, targets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from eoc_app.core.country import country_code
from eoc_app.domain.dates import span
from eoc_app.domain.dates.span import Span

_ABBREVIATED: Final = frozenset({"us", "usa", "uk", "uae", "drc"})
"""The only words of at most three letters that name a country: `in`, `and`, `no` do not."""

_JOINING: Final = frozenset({"and", "the", "in", "from", "of", "against", "by", "on"})
_FILLING_WORDS: Final = """
    action adversarial apps apt associated behavior behaviour cib cluster clusters coordinated cyber
    espionage for github githubiocs hackers hire ib inauthentic indicators iocs malicious malware
    meta metas mobile network networks operation operations recidivist removing report reports
    surveillance taking threat update updated
"""
_FILLING: Final = frozenset(_FILLING_WORDS.split())
_NUMBER: Final = re.compile(r"(?<![A-Za-z0-9])#?\s*(\d{1,2})$")
_KINDS: Final = (
    ("surveillance_for_hire", r"surveillance"),
    ("cyber_espionage", r"espionage|\bapt\b|hackers?\b|malware|malicious"),
    ("cib", r"\bcib\b|coordinated inauthentic"),
    ("inauthentic_behaviour", r"\bib\b|inauthentic"),
)


@dataclass(frozen=True)
class Place:
    """A place in a source's words, with its code if it is a country."""

    as_stated: str
    country_code: str | None


@dataclass(frozen=True)
class NetworkName:
    """A network as its file's name describes it; `label` is the network's own name, if any."""

    period: Span | None
    kind: str
    origins: tuple[Place, ...]
    targets: tuple[Place, ...]
    label: str
    number: int | None
    recidivist: bool
    updated: bool

    @property
    def title(self) -> str:
        """The network's own name, or its origin and number if it has none."""
        places = " and ".join(place.as_stated for place in self.origins)
        aims = " and ".join(place.as_stated for place in self.targets)
        title = self.label or places or (f"network targeting {aims}" if aims else "network")
        if self.label and places and self.label != places:
            title = f"{self.label} ({places})"
        if self.kind == "inauthentic_behaviour":
            title += ", inauthentic behaviour"
        if self.recidivist:
            title += ", recidivist"
        return title + (f" #{self.number}" if self.number else "")

    def key(self, prefix: str, when: str) -> str:
        """Returns a stable key for the name, such as `threat-2024Q2-RU-1`."""
        codes = [place.country_code or _slug(place.as_stated) for place in self.origins]
        if not codes and self.targets:
            codes = ["to", *(p.country_code or _slug(p.as_stated) for p in self.targets)]
        placed = {_slug(place.as_stated) for place in self.origins}
        parts = [prefix, when, *(codes or ["XX"])]
        if self.label and _slug(self.label) not in placed:
            parts.append(_slug(self.label))
        if self.kind != "cib":
            parts.append(_slug(self.kind))
        parts += ["recidivist"] * self.recidivist + ["updated"] * self.updated
        return "-".join([*parts, str(self.number or 1)])


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("ı", "i"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^\w]+|_+", "-", letters).strip("-")


def places_in(words: list[str]) -> tuple[list[Place], list[str]]:
    """Returns the countries named in a run of words, longest names first, and the other words."""
    places: list[Place] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(6, len(words) - at), 0, -1):
            text = " ".join(words[at : at + length])
            if length == 1 and len(text) <= 3 and text.lower() not in _ABBREVIATED:
                continue
            code = country_code(text)
            if code:
                if code not in {place.country_code for place in places}:
                    places.append(Place(_cased(text), code))
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return places, rest


def _cased(text: str) -> str:
    """Returns an all-capital or all-small name in usual case; abbreviations stay in capitals."""
    words = text.split()
    if text not in (text.upper(), text.lower()):
        return text
    if text.lower() in _ABBREVIATED:
        return text.upper()
    words = [word.replace("\u0130", "I") for word in words]  # lower() would leave a second dot
    joined = " ".join(w.lower() if w.lower() in _JOINING else w.capitalize() for w in words)
    return joined[:1].upper() + joined[1:]


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text)), "unknown")


def _own_words(words: Iterable[str]) -> list[str]:
    return [
        word
        for word in words
        if word.lower() not in _FILLING | _JOINING
        and re.search(r"\w", word)
        and not re.fullmatch(r"[qQhH][1-4]", word)
    ]


def parsed(name: str, around: Iterable[str] = ()) -> NetworkName:
    """Parses a file's name; its folders (nearest first) supply a period that it does not state.

    Words before `based` or `origin` are origins. Words before `targeting` are targets, or else the
    words after it. Other countries are origins, and the remaining words are the network's own name.
    """
    stem = unicodedata.normalize("NFC", PurePosixPath(name).stem).strip()
    # A browser's `name (1).csv` is the same file again, not network 1.
    stem = re.sub(r"\s*\(\d+\)$", "", stem)
    period = next((p for p in map(span.found_in, (stem, *around)) if p), None)
    spaced = re.sub(r"[_\-–—.,:]+", " ", span.removed_from(stem))
    words = re.sub(r"[()\[\]&]", " ", spaced).split()
    text = " ".join(words).lower()

    number = _NUMBER.search(text)
    if number:
        words = _NUMBER.sub("", " ".join(words)).split()
    kind = _kind(text)

    origins: list[Place] = []
    targets: list[Place] = []
    label: list[str] = []
    run: list[str] = []
    aimed = False
    for word in [*words, ""]:
        if word.lower() not in {"based", "origin", "targeting", ""}:
            run.append(word)
            continue
        places, rest = places_in(run)
        if aimed and not word:
            # `… targeting Thailand`: the targets follow the word.
            targets += places
            label += _own_words(rest)
            break
        aimed = word.lower() == "targeting" and not places
        label_words = _own_words(rest)
        if word and not places and label_words:
            # A place that is not a country: keep its words, without a code.
            places, label_words = [Place(_cased(" ".join(label_words)), None)], []
        (targets if word.lower() == "targeting" else origins).extend(places)
        label += label_words
        run = []
    return NetworkName(
        period,
        kind,
        tuple(origins),
        tuple(targets),
        " ".join(label),
        int(number[1]) if number else None,
        "recidivist" in text,
        re.search(r"\bupdated?\b", text) is not None,
    )
