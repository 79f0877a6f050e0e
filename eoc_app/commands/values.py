"""Values of options, parsed or refused with a Problem."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from eoc_app.core.problem import Problem
from eoc_app.domain.figures import typed_number

_YEARS: Final = range(1900, 2200)
"""Years that a snapshot may cover."""
_LONGEST_SIDE: Final = 20_000
"""Longest side of a window or a page, in pixels."""
_HIGHEST: Final = 1_000_000_000
"""Highest number of a snapshot in its series, or of a record."""
_SUGGESTED: Final = 4
"""How many countries are suggested for an unknown name."""


def path(text: str) -> Path:
    """The path of a file or a folder; an empty one is refused."""
    if not text:
        raise Problem("The path is empty", "it names no file and no folder",
                      "name one; a variable of a script may be unset")  # fmt: skip
    return Path(text)


def day(text: str) -> date:
    """A calendar day."""
    try:
        parsed = date.fromisoformat(text)
        _hold_to_years(parsed)
    except ValueError as error:
        raise Problem("The day cannot be read", str(error), "write it as 2024-10-26",
                      value=text) from error  # fmt: skip
    return parsed


def instant(text: str) -> datetime:
    """An instant in UTC, also where no offset is written; a day means its end."""
    try:
        at = datetime.fromisoformat(text)
        if len(text) <= len("2024-10-26"):
            at = datetime.combine(at.date(), time(23, 59, 59))
        parsed = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        _hold_to_years(parsed)
    except (ValueError, OverflowError) as error:
        raise Problem(
            "The instant cannot be read",
            str(error),
            "write it as 2024-10-26T06:00Z or 2024-10-26T02:00-04:00",
            value=text,
        ) from error
    return parsed


def _hold_to_years(on: date) -> None:
    if on.year not in _YEARS:
        raise ValueError(f"its year is not from {_YEARS[0]} to {_YEARS[-1]}")


def zone(text: str) -> str:
    """The name of an IANA time zone."""
    from eoc_app.domain.dates import civil_time  # noqa: PLC0415 - only needed for a zone

    if civil_time.zone(text) is None:
        raise Problem("The time zone is not known", f"{text!r} is not an IANA time zone",
                      "write it as Europe/Dublin, or UTC", value=text)  # fmt: skip
    return text


def country(text: str) -> str:
    """A country's ISO 3166 alpha-2 code."""
    # This reads the list of countries, which most commands do not need.
    from eoc_app.core.country import country as named  # noqa: PLC0415
    from eoc_app.core.country import country_code, why_no_country  # noqa: PLC0415

    code = country_code(text)
    if code is None:
        from eoc_app.domain.countries.country_search import meant_by  # noqa: PLC0415

        suggestions = [
            f"{candidate} ({named(candidate).name})" for candidate in meant_by(text)[:_SUGGESTED]
        ]
        raise Problem(
            "The country is not known",
            why_no_country(text) or f"{text!r} is not an ISO 3166 code or an English name",
            f"write {' or '.join(suggestions)}"
            if suggestions
            else "use a two-letter code such as GE",
            value=text,
        )
    return code


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels."""
    wide, _, high = text.partition("x")
    sides = [_whole(side, 1, _LONGEST_SIDE) for side in (wide, high)]
    if sides[0] is None or sides[1] is None:
        raise Problem("The size cannot be read",
                      f"{text!r} is not WxH, each from 1 to {_LONGEST_SIDE:,}",
                      "write it as 1600x900", value=text)  # fmt: skip
    return sides[0], sides[1]


def width(text: str) -> int:
    """The width of a page in pixels."""
    return _number(text, 1, _LONGEST_SIDE)


def serial(text: str) -> int:
    """The number of a snapshot in its series, or of a record."""
    return _number(text, 1, _HIGHEST)


def _number(text: str, least: int, most: int) -> int:
    number = _whole(text, least, most)
    if number is None:
        raise Problem("The number cannot be used",
                      f"{text!r} is not a whole number from {least:,} to {most:,}",
                      f"write it in digits, such as {least}", value=text)  # fmt: skip
    return number


def _whole(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if least <= int(text) <= most else None


def sha256(text: str) -> str:
    """A SHA-256 in lower-case hexadecimal digits."""
    if len(text) != 64 or not set(text) <= set("0123456789abcdefABCDEF"):
        raise Problem("The SHA-256 cannot be read", "it is not 64 hexadecimal digits",
                      "copy it whole from the publisher", value=text)  # fmt: skip
    return text.lower()


def weight(text: str) -> tuple[str, float]:
    """A name and a weight from 0 to a million: `threat=0.4`."""
    name, _, value_text = text.partition("=")
    value, why = _decimal(value_text)
    if not name or not 0 <= value <= 1_000_000:
        raise Problem("The weight cannot be read",
                      f"{text!r} is not a name, an equals sign and a number from 0 to a"
                      f" million{why}",
                      "write it as threat=0.4, by the name of a dimension or a signal",
                      value=text)  # fmt: skip
    return name, value


def positive(text: str) -> float:
    """A number above zero."""
    number, why = _decimal(text)
    if not 0 < number <= 1_000_000:
        raise Problem("The number cannot be used",
                      f"{text!r} is not a number between 0 and a million{why}",
                      "write it as 30 or 0.5", value=text)  # fmt: skip
    return number


def gigabytes(text: str) -> int:
    """Bytes, given in gigabytes."""
    return round(positive(text) * 1e9)


def _decimal(text: str) -> tuple[float, str]:
    """A number with decimal comma or point; NaN and the reason where it cannot be read."""
    try:
        return typed_number.read(text), ""
    except typed_number.Unreadable as refusal:
        return math.nan, f": {refusal}"
