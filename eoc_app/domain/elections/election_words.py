"""Reads the kind, status and round of an election from its name or a source's words."""

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
    """Returns the format's kind of an election from its name; `other` if the name does not say.

    Several kinds joined by `and` are one general election. If a body's name contains two kinds
    (`Regional Assembly`, `Local Legislative Council`), the smaller part of the country counts.
    """
    text = " ".join(words.casefold().replace("\u2019", "'").split())
    kinds = [name for name, shape in KINDS.items() if re.search(shape, text)]
    if "supranational" in kinds:
        return "supranational"
    if "regional representative council" in text:
        kinds.remove("regional")
    if not kinds:
        return "other"
    if len(kinds) > 1 and ("general" in kinds or _SEVERAL.search(text)):
        return "general"
    return kinds[0]


def status(words: str) -> str:
    """Returns the format's status for a source's word; `unknown` if the word is new.

    If there are several (`Moved Up/ Snap`), the word that better explains the date counts.
    """
    text = words.casefold()
    return next((name for name, shape in _STATUSES.items() if re.search(shape, text)), "unknown")


def round_of(words: str) -> str | None:
    """Returns the round named in an election's words (`1`, `2`, `phase 3`), or None."""
    text = words.casefold()
    if re.search(r"second[- ]round|2nd round|round (?:2|two|ii)\b|run-?off|second tour", text):
        return "2"
    if re.search(r"first[- ]round|1st round|round (?:1|one|i)\b", text):
        return "1"
    match = re.search(r"\b(?:phase|stage) (\d+)", text)
    return f"phase {match[1]}" if match else None
