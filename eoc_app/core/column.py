"""What a column may hold: ranges of numbers, enumerated words, years of days.

Rows are read into structs whose fields have these types, so values outside them are refused where
they are read. The ranges refuse NaN too, because it is neither above nor below anything.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from msgspec import Meta

MOST: Final = float(2**53)
"""The largest count or amount: up to here a float represents every whole number exactly."""
YEARS: Final = range(1700, 2201)
"""The years a row may have; arithmetic on their days stays inside the calendar."""
_DIGITS: Final = 1e-9
"""Tolerance for sums of many parts, which rounding may push past the end of their scale."""

_AMOUNT: Final = Meta(ge=0, le=MOST, description="a number from 0 on")
_SIGNED: Final = Meta(ge=-MOST, le=MOST, description="a number")
WHOLE: Final = 1 + _DIGITS
"""The largest share."""
_SHARE: Final = Meta(ge=0, le=WHOLE, description="a share from 0 to 1")
_SEVERITY: Final = Meta(ge=0, le=10 + _DIGITS, description="a number from 0 to 10")
_COUNT: Final = Meta(ge=0, le=2**63 - 1, description="a whole number from 0 on")

Amount = Annotated[float, _AMOUNT]
"""A count, money or hours: never below 0."""
Signed = Annotated[float, _SIGNED]
"""A figure that may be negative, such as a difference of shares."""
Share = Annotated[float, _SHARE]
"""A part of a whole, a probability, a coverage."""
Severity = Annotated[float, _SEVERITY]
"""A severity, a score, or points of one, on the scale of the format."""
Count = Annotated[int, _COUNT]
"""A whole number of things."""

CODE: Final = Meta(description="the code of a country")
ZONE: Final = Meta(description="the IANA name of a time zone")
CountryCode = Annotated[str, CODE]
"""An ISO 3166 alpha-2 code of a country, or XK."""
ZoneName = Annotated[str, ZONE]
"""An IANA name of a time zone."""

CellState = Literal["observed", "suppressed", "below_threshold"]
Provenance = Literal["published", "measured", "estimated", "synthetic"]
Scope = Literal["country", "eu", "world"]
Qualifier = Literal[
    "exact", "about", "more_than", "at_least", "less_than", "at_most", "nearly", "range", "rounded"
]
ElectionKind = Literal[
    "presidential", "legislative", "local", "regional", "referendum", "supranational", "general",
    "other",
]  # fmt: skip
ElectionStatus = Literal[
    "held", "confirmed", "scheduled", "not_confirmed", "postponed", "moved", "snap", "cancelled",
    "annulled", "if_needed", "unknown",
]  # fmt: skip
RuleKind = Literal[
    "electoral_silence", "new_political_ads_ban", "political_ads_ban", "opinion_poll_ban",
    "exit_poll_ban", "results_publication_ban", "campaign_limits", "high_risk_measures",
    "crisis_measures",
]  # fmt: skip
ImposedBy = Literal["law", "regulator", "platform"]
Confidence = Literal["high", "medium", "low"]
DisclaimerState = Literal["named", "missing", "anonymised", "not_reported"]
WindowKind = Literal["yesterday", "last_7_days", "last_30_days", "last_90_days", "lifelong"]
AnyWindowKind = Literal[WindowKind, "week"]
NetworkKind = Literal[
    "cib", "inauthentic_behaviour", "cyber_espionage", "surveillance_for_hire", "unknown"
]
NetworkPrecision = Literal["day", "month", "quarter", "half"]
