"""What the words of an election say of its kind, its status and its round."""

from __future__ import annotations

import re
from typing import Final

_BODY: Final = (
    r"parliament|legislat|sen[aá]t|senaat|chamber|assembl|asamblea|house of|congress|\bdiet\b"
    r"|duma|\bcouncil of|house of councill|national council|general council|people'?s council"
    r"|grand and general|representative council|advisory council|consultative|supreme council"
    r"|bundestag|knesset|deput(?:y|ies)"
)
KINDS: Final = {
    "referendum": r"referend|plebiscit|popular (?:vote|initiative)|ballot (?:measure|question)",
    "supranational": r"european parliament|european elections?\b|pan-african parliament",
    "presidential": r"president|head of state",
    "local": (
        r"\blocal\b|municip|\bmayor|\bwards?\b|communal|\bcity\b|\bcounty\b|\bshire\b|borough"
        r"|barangay|village|district council|town council|\bcommune (?:council|election)"
    ),
    "regional": (
        r"regional|provinc|governor|gubernatorial|cantonal|prefectur|departmental|autonomous"
        r"|\bstate (?:elections?|assembl|legislat|parliament)"
    ),
    "legislative": _BODY,
    "general": r"general election|general and |national election|federal election|\bnational and ",
}
_SEVERAL: Final = re.compile(r"\band\b|&|\+|/|,")
_STATUSES: Final = {
    "annulled": r"annul|invalidat|void",
    "cancelled": r"cancel+ed|abandon|called off",
    "postponed": r"postpon|delay|deferred|suspend",
    "if_needed": r"if (?:needed|necessary|required)",
    "snap": r"\bsnap\b|\bearly\b",
    "moved": r"moved|rescheduled|brought forward",
    "not_confirmed": r"not confirmed|unconfirmed|tentative|provisional|expected|tbc|tbd",
    "confirmed": r"confirmed|official",
    "held": r"\bheld\b|completed|concluded|past",
    "scheduled": r"schedul|upcoming|planned|called",
}


def kind(words: str) -> str:
    """The format's kind of an election by its name; `other` where the words do not say.

    Several kinds joined by `and` are one general election. Of a body's name that holds two
    (`Regional Assembly`, `Local Legislative Council`) the narrower part of the country counts.
    """
    text = " ".join(words.casefold().replace("\u2019", "'").split())
    found = [name for name, shape in KINDS.items() if re.search(shape, text)]
    if "supranational" in found:
        return "supranational"
    if "regional representative council" in text:
        found.remove("regional")
    if not found:
        return "other"
    if len(found) > 1 and ("general" in found or _SEVERAL.search(text)):
        return "general"
    return found[0]


def status(words: str) -> str:
    """The format's status of an election by a source's own word; `unknown` where it is new.

    Of several (`Moved Up/ Snap`) the one that says more of why counts.
    """
    text = words.casefold()
    return next((name for name, shape in _STATUSES.items() if re.search(shape, text)), "unknown")


def round_of(words: str) -> str | None:
    """The round that an election's words name (`1`, `2`, `phase 3`), or None."""
    text = words.casefold()
    if re.search(r"second[- ]round|2nd round|round (?:2|two|ii)\b|run-?off|second tour", text):
        return "2"
    if re.search(r"first[- ]round|1st round|round (?:1|one|i)\b", text):
        return "1"
    match = re.search(r"\b(?:phase|stage) (\d+)", text)
    return f"phase {match[1]}" if match else None
