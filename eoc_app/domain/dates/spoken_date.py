"""Dates as people write them, and how precise they are."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Precision = Literal["day", "month", "year"]

NO_DATE: Final = frozenset(
    {"", "none", "null", "nan", "n/a", "na", "-", "\u2013", "\u2014", "?", "tbd", "tba", "unknown",
     "no data", "to be determined", "to be announced", "to be confirmed", "tbc", "nat"}
)  # fmt: skip
"""Words in a date cell that mean "no date"."""

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH: Final = r"(?P<{0}>[a-z]{{3,9}})\.?"
_DAY: Final = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<{0}>\d{{4}})"
_TO: Final = r"\s*(?:-|\u2013|\u2014|\.\.|to|until|through)\s*"
_CITATION: Final = re.compile(r"\[[^\[\]]*\]")
_WEEKDAY: Final = re.compile(
    r"(?P<name>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?,?\s+",
)
_VAGUE: Final = re.compile(
    r"(?P<word>early|mid|middle of|late|end of|by|before|no later than|not later than|"
    r"on or before|around|circa|c\.|ca\.|about|expected|probably|due)(?:\s+in)?[\s-]+"
)


@dataclass(frozen=True)
class SpokenDate:
    """The days from `starts_on` to `ends_on`, both included.

    With precision `day` the date is exactly these days; with `month` or `year` it is some day
    between them. `vague` keeps a word such as `by` or `late` that the two days cannot express.
    """

    starts_on: date
    ends_on: date
    precision: Precision
    vague: str | None = None


def without_citations(text: str) -> str:
    """Returns an encyclopaedia cell without `[6]` or `[note 2]`, with single spaces."""
    return " ".join(_CITATION.sub(" ", text).split())


def says_no_date(text: str) -> bool:
    """Returns whether a cell states no date (`None`, `TBD`, or it is empty)."""
    return without_citations(text).casefold().strip(" .") in NO_DATE


def _month(word: str) -> int | None:
    numbers = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if name.startswith(word) or (word == "sept" and number == 9)
    ]
    return numbers[0] if len(numbers) == 1 else None


def _exact(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year), month, int(day)) if month else None
    except ValueError:
        return None


def _span(first: date | None, last: date | None) -> SpokenDate | None:
    if first is None or last is None or last < first:
        return None
    return SpokenDate(first, last, "day")


def _whole_month(year: int, month: int | None) -> SpokenDate | None:
    if month is None or not 1 <= month <= 12 or year < 1:
        return None
    last = calendar.monthrange(year, month)[1]
    return SpokenDate(date(year, month, 1), date(year, month, last), "month")


def _iso(text: str) -> SpokenDate | None:
    if match := re.fullmatch(
        r"(\d{4})-(\d{2})-(\d{2})(?:[t ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?", text
    ):
        day = _exact(match[1], int(match[2]), match[3])
        return _span(day, day)
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        return _whole_month(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{4}", text) and text != "0000":
        return SpokenDate(date(int(text), 1, 1), date(int(text), 12, 31), "year")
    return None


def _patterns() -> tuple[re.Pattern[str], ...]:
    day, month, year = (part.format for part in (_DAY, _MONTH, _YEAR))
    first_month_first = rf"{month('m1')}\s*{day('d1')}(?:,?\s+{year('y1')})?"
    first_day_first = rf"{day('d1')}\s*{month('m1')}(?:,?\s+{year('y1')})?"
    shapes = (
        # May 4, 2017 and 4 May 2017
        rf"{month('m1')}\s*{day('d1')},?\s+{year('y2')}",
        rf"{day('d1')}\s*{month('m1')},?\s+{year('y2')}",
        # May 4-7, 2017 and 4-7 May 2017
        rf"{month('m1')}\s*{day('d1')}{_TO}{day('d2')},?\s+{year('y2')}",
        rf"{day('d1')}{_TO}{day('d2')}\s+{month('m1')},?\s+{year('y2')}",
        # April 11 - May 19, 2019 and 11 April - 19 May 2019, with or without the first year
        rf"{first_month_first}{_TO}{month('m2')}\s*{day('d2')},?\s+{year('y2')}",
        rf"{first_day_first}{_TO}{day('d2')}\s*{month('m2')},?\s+{year('y2')}",
    )
    return tuple(re.compile(shape) for shape in shapes)


_SHAPES: Final = _patterns()


def _worded(text: str) -> SpokenDate | None:
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            part = match.groupdict()
            first_month = _month(part["m1"])
            last_month = _month(part["m2"]) if part.get("m2") else first_month
            last_day = part.get("d2") or part["d1"]
            first = _exact(part.get("y1") or part["y2"], first_month, part["d1"])
            return _span(first, _exact(part["y2"], last_month, last_day))
    if match := re.fullmatch(r"([a-z]{3,9})\.?,?\s+(?:of\s+)?(\d{4})", text):
        return _whole_month(int(match[2]), _month(match[1]))
    return None


def parse(text: str) -> SpokenDate | None:
    """Reads a date or a range of days in English or ISO 8601; None if it cannot be read.

    Nothing is guessed: `03/04/2020` gives None, and so does a date with the wrong weekday.
    """
    folded = without_citations(text).casefold().strip(" .,;")
    weekday = _WEEKDAY.match(folded)
    if weekday is not None:
        folded = folded[weekday.end() :]
    vague = _VAGUE.match(folded)
    if vague is not None:
        folded = folded[vague.end() :]
    spoken = _iso(folded) or _worded(folded)
    if spoken is None and (apart := re.split(r"\s*\.\.\s*|\s+to\s+|\s*/\s*", folded)) != [folded]:
        spoken = _between(apart)
    if spoken is None:
        return None
    if weekday is not None and (
        spoken.precision != "day"
        or not _WEEKDAYS[spoken.starts_on.weekday()].startswith(weekday["name"][:3])
    ):
        return None
    if vague is None:
        return spoken
    return SpokenDate(spoken.starts_on, spoken.ends_on, spoken.precision, vague["word"])


def _between(parts: list[str]) -> SpokenDate | None:
    """Reads two dates with a separator, as in `2019-03..2019-05-29`, as one range of days."""
    if len(parts) != 2:
        return None
    first, last = (_iso(part) or _worded(part) for part in parts)
    if first is None or last is None or last.ends_on < first.starts_on:
        return None
    return SpokenDate(first.starts_on, last.ends_on, "day")


def year_within(text: str) -> SpokenDate | None:
    """Returns the year in a phrase such as `2020 general`; None if it has none or several."""
    years = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", without_citations(text)))
    return _iso(years.pop()) if len(years) == 1 else None
