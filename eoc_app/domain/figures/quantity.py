"""Figures as sources state them: a value, its qualifier and the interval they allow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

QUALIFIERS: Final = {
    "exact": "exact",
    "exactly": "exact",
    "exactly as stated": "exact",
    "count": "exact",
    "about": "about",
    "approximately": "about",
    "around": "about",
    "roughly": "about",
    "some": "about",
    "~": "about",
    "estimate": "about",
    "more than": "more_than",
    "over": "more_than",
    "above": "more_than",
    "greater than": "more_than",
    "in excess of": "more_than",
    "upwards of": "more_than",
    ">": "more_than",
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "or more": "at_least",
    "lower bound": "at_least",
    "≥": "at_least",
    "less than": "less_than",
    "fewer than": "less_than",
    "under": "less_than",
    "below": "less_than",
    "<": "less_than",
    "at most": "at_most",
    "up to": "at_most",
    "no more than": "at_most",
    "not more than": "at_most",
    "as many as": "at_most",
    "upper bound": "at_most",
    "≤": "at_most",
    "nearly": "nearly",
    "almost": "nearly",
    "range": "range",
    "between": "range",
    "rounded": "rounded",
}


@dataclass(frozen=True)
class Quantity:
    """A figure in some unit; `lower` and `upper` are None if the source leaves them open."""

    value: float | None
    lower: float | None
    upper: float | None
    qualifier: str


def qualifier(text: str) -> str | None:
    """Returns the format's word for a source's qualifier, or None if there is none."""
    folded = " ".join(text.strip().lower().replace("_", " ").split())
    return QUALIFIERS.get(folded)


def rounding_step(value: float) -> float:
    """Returns the unit of the last non-zero digit: 100 for 49 200, 0.01 for 0.01, 1 for 37."""
    if value == 0 or not math.isfinite(value):
        return 0.0
    digits = f"{abs(value):.12g}"
    if "e" in digits:
        mantissa, exponent = digits.split("e")
        places = len(mantissa.split(".")[1]) if "." in mantissa else 0
        return float(10.0 ** (int(exponent) - places))
    if "." in digits:
        return float(10.0 ** -len(digits.split(".")[1]))
    return float(10.0 ** (len(digits) - len(digits.rstrip("0"))))


def stated(value: float, how: str) -> Quantity:
    """Returns the interval that a qualified, non-negative figure allows.

    `about` and `rounded` allow half a rounding step either way, `nearly` half a step below.
    A one-sided bound leaves the other side open, but never below 0.

    Raises:
        ValueError: `how` is not one of the format's qualifiers.
    """
    half = rounding_step(value) / 2
    match how:
        case "exact":
            lower, upper = value, value
        case "about" | "rounded":
            lower, upper = value - half, value + half
        case "nearly":
            lower, upper = value - half, value
        case "more_than" | "at_least":
            return Quantity(value, value, None, how)
        case "less_than" | "at_most":
            return Quantity(value, min(0.0, value), value, how)
        case "range":
            return Quantity(value, None, None, how)
        case _:
            raise ValueError(how)
    return Quantity(value, lower, upper, how)


_MAGNITUDES: Final = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
}
_NUMBER: Final = re.compile(
    # The last group has three digits, so that a decimal comma is not read as a thousands comma.
    r"(?P<number>(?:\d{1,3}(?:[,\u00a0\u202f ]\d{2,3})*[,\u00a0\u202f ]\d{3}|\d+)(?:\.\d+)?)"
    r"\s*(?P<magnitude>thousand|million|billion|bn|[km])?(?P<percent>\s*%)?",
    re.IGNORECASE,
)


def number(text: str) -> float | None:
    """Reads a number as people write it (`1,200`, `3 million`, `4%` as a share), or None."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    digits = re.sub(r"[,\u00a0\u202f ]", "", match["number"])
    # The exponent shifts the decimal point exactly; dividing 0.9 by 100 would not give 0.009.
    value = float(f"{digits}e-2" if match["percent"] else digits)
    return value * _MAGNITUDES.get((match["magnitude"] or "").lower(), 1.0)


_BETWEEN: Final = re.compile(
    r"(?:between\s+(?=.*\sand\s)|from\s+(?=.*\sto\s))?(.+?)\s+(?:and|to)\s+(.+)", re.IGNORECASE
)
_OR_MORE: Final = re.compile(r"([^+]+?)(?:\s+or more|\s*\+(\s*[a-z]+)?)", re.IGNORECASE)


def _shared_unit(low: str, high: str) -> str:
    """Returns the unit that the lower end borrows from the upper, as `3` does in `3-5 million`."""
    ends = [_NUMBER.fullmatch(end.strip()) for end in (low, high)]
    if ends[0] is None or ends[1] is None or ends[0]["magnitude"] or ends[0]["percent"]:
        return ""
    return (ends[1]["magnitude"] or "") + (ends[1]["percent"] or "")


def parse(text: str) -> Quantity | None:
    """Reads a figure with its qualifier: `more than 20 million`, `≤100`, `4%-5%`; or None."""
    folded = " ".join(text.strip().split())
    if not folded:
        return None
    spoken = _BETWEEN.fullmatch(folded)
    parts = list(spoken.groups()) if spoken else re.split(r"\s*[-\u2013]\s*", folded)
    if len(parts) == 2:
        low, high = number(parts[0] + _shared_unit(*parts)), number(parts[1])
        if low is not None and high is not None and low <= high:
            return Quantity(None, low, high, "range")
    plain = number(folded)
    if plain is not None:
        return stated(plain, "exact")
    suffixed = _OR_MORE.fullmatch(folded)
    if suffixed is not None:
        figure = number(f"{suffixed[1]}{suffixed[2] or ''}")
        return None if figure is None else stated(figure, "at_least")
    for words, how in sorted(QUALIFIERS.items(), key=lambda item: -len(item[0])):
        if folded.lower().startswith(words):
            figure = number(folded[len(words) :])
            if figure is not None and how != "range":
                return stated(figure, how)
    return None
