"""What a person writes behind an option, read or refused with a Problem."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time

from eoc_app.problem import Problem


def day(text: str) -> date:
    """A calendar day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Problem("The day cannot be read", str(error), "write it as 2024-10-26",
                      value=text) from error  # fmt: skip


def instant(text: str) -> datetime:
    """An instant in UTC, which is also meant where no offset is written; a day means its end."""
    try:
        at = datetime.fromisoformat(text)
        if len(text) <= len("2024-10-26"):
            at = datetime.combine(at.date(), time(23, 59, 59))
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Problem(
            "The instant cannot be read",
            str(error),
            "write it as 2024-10-26T06:00Z or 2024-10-26T02:00-04:00",
            value=text,
        ) from error


def zone(text: str) -> str:
    """The name of an IANA time zone."""
    from eoc_app.domain import civil_time  # noqa: PLC0415 - only few commands need it

    if civil_time.zone(text) is None:
        raise Problem("The time zone is not known", f"{text!r} is no IANA name of a place",
                      "write it as Europe/Dublin, or UTC", value=text)  # fmt: skip
    return text


def country(text: str) -> str:
    """A country's ISO 3166 alpha-2 code."""
    from eoc_app.domain.country import country_code  # noqa: PLC0415 - reads the list of countries

    code = country_code(text)
    if code is None:
        raise Problem("The country is not known", f"{text!r} is no ISO 3166 code or name",
                      "use a two-letter code such as GE", value=text)  # fmt: skip
    return code


def size(text: str) -> tuple[int, int]:
    """Width and height in pixels."""
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise Problem("The size cannot be read", f"{text!r} is not WxH", "write it as 1600x900")
    return int(width), int(height)


def sha256(text: str) -> str:
    """A SHA-256 in small hexadecimal digits."""
    if len(text) != 64 or not set(text) <= set("0123456789abcdefABCDEF"):
        raise Problem("The SHA-256 cannot be read", "it is not 64 hexadecimal digits",
                      "copy it whole from the publisher", value=text)  # fmt: skip
    return text.lower()


def weight(text: str) -> tuple[str, float]:
    """A name and a weight from 0 to a million: `threat=0.4`."""
    name, _, number = text.partition("=")
    try:
        found = float(number)
    except ValueError:
        found = math.nan
    if not name or not 0 <= found <= 1_000_000:
        raise Problem("The weight cannot be read",
                      f"{text!r} is no name with a number from 0 to a million",
                      "write it as threat=0.4, by the name of a dimension or a signal",
                      value=text)  # fmt: skip
    return name, found


def positive(text: str) -> float:
    """A number above zero."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1_000_000:
        raise Problem("The number cannot be used", f"{text!r} is none between 0 and a million",
                      "write it as 30 or 0.5", value=text)  # fmt: skip
    return number


def gigabytes(text: str) -> int:
    """Bytes, given in gigabytes."""
    return round(positive(text) * 1e9)
