"""Countries of ISO 3166-1, and the many ways in which files write them."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from eoc_app.core.places import ASSETS

# Two small letters are a code, unless a cell may hold them as a word ("no", "na" for missing).
_WORDS = frozenset(("am", "an", "as", "at", "be", "by", "do", "in", "is", "it")) | frozenset(
    ("la", "me", "my", "na", "ne", "no", "pa", "so", "st", "to")
)
# Codes besides ISO's: the European Union's for Greece and the United Kingdom.
_OTHER_CODES = {"EL": "GR", "UK": "GB"}
_SEPARATORS = re.compile(r"[^\w]+|_+")


class UnknownCountry(KeyError):  # noqa: N818 - names the fault
    """A code that is not a country's."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with its codes, names and IANA time zones, the main zone first."""

    alpha2: str
    alpha3: str
    numeric: str
    name: str
    formal_name: str
    time_zone: str
    zones: tuple[str, ...]


def name_key(text: str) -> str:
    """Returns the text for comparing names: no case, accents, punctuation, or "the" at its ends.

    "St." and "&" are written out.
    """
    # Letters that do not decompose, and the dotless and dotted i of Turkish.
    plain = unicodedata.normalize("NFKD", text)
    plain = plain.translate({0x131: "i", 0xD8: "o", 0xF8: "o", 0x141: "l", 0x142: "l", 0x2BC: "'"})
    plain = plain.replace("&", " and ").replace("'", "").replace("’", "")
    # Decompose before folding, or a letter such as a bold A would keep its case, and again after.
    decomposed = unicodedata.normalize("NFKD", plain.casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _SEPARATORS.sub(" ", kept).split()
    words = ["saint" if word == "st" else word for word in words if word != "the"]
    return " ".join(words)


def country_code(text: str) -> str | None:
    """Returns the alpha-2 code of the country that a text names, or None; never a guess.

    Accepts names, formal names, known other names, alpha-2 and alpha-3 codes. Aggregates
    ("Europe"), former states ("USSR") and parts of countries ("Scotland") give None;
    `why_no_country` says why.
    """
    written = text.strip()
    code = _code(written)
    if code is not None:
        return code
    key = name_key(written)
    if not key or key in _refused():
        return None
    code = _names().get(key)
    if code is None and key.startswith("republic of "):
        code = _names().get(key.removeprefix("republic of "))
    return code


def why_no_country(text: str) -> str | None:
    """Returns why a known text names no present country; None if the text is unknown."""
    return _refused().get(name_key(text))


def is_country_code(code: str) -> bool:
    """Returns whether the text is an alpha-2 code in capitals."""
    return code in _countries()


def country(code: str) -> Country:
    """Returns the country of an alpha-2 code.

    Raises:
        UnknownCountry: no country has the code.
    """
    try:
        return _countries()[code]
    except KeyError as error:
        raise UnknownCountry(code) from error


def countries() -> tuple[Country, ...]:
    """Returns all countries in the order of their codes."""
    return tuple(_countries().values())


def _code(text: str) -> str | None:
    if len(text) not in {2, 3} or not (text.isascii() and text.isalpha()):
        return None
    if len(text) == 2 and text.islower() and text not in _WORDS:
        text = text.upper()
    if text in _countries():
        return text
    return _OTHER_CODES.get(text) or _alpha3().get(text)


@cache
def _rows() -> list[dict[str, str]]:
    with (ASSETS / "countries.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _countries() -> dict[str, Country]:
    return {
        row["alpha2"]: Country(
            alpha2=row["alpha2"],
            alpha3=row["alpha3"],
            numeric=row["numeric"],
            name=row["name"],
            formal_name=row["formal_name"],
            time_zone=row["time_zone"],
            zones=tuple(row["zones"].split()),
        )
        for row in _rows()
    }


@cache
def _alpha3() -> dict[str, str]:
    return {entry.alpha3: entry.alpha2 for entry in countries()}


@cache
def _names() -> dict[str, str]:
    return {key: row["alpha2"] for row in _rows() for key in row["keys"].split("|")}


@cache
def _refused() -> dict[str, str]:
    with (ASSETS / "not_countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["why"] for row in csv.DictReader(file)}
