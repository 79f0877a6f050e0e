"""Counts of removed assets, their followers and their advertising, as stated in prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from eoc_app.domain.figures import quantity
from eoc_app.domain.figures.quantity import Quantity

_PLATFORMS: Final = ("facebook", "instagram", "threads", "whatsapp", "messenger")
_KINDS: Final = {"page": "page", "group": "group", "event": "event", "channel": "other"}
_MAGNITUDE: Final = r"(?:\s*(?:million|thousand|billion|bn|[km])\b)?"
_FIGURE: Final = rf"(?P<figure>(?:[a-z]+\s+){{0,2}}[~<>≤≥]?\s*\d[\d,.]*{_MAGNITUDE})"
_COUNT: Final = re.compile(
    rf"{_FIGURE}\s+(?:(?P<platform>{'|'.join(_PLATFORMS)})\s+)?"
    r"(?P<noun>acc?ounts?|profiles?|pages?|groups?|events?|channels?)"
    r"(?:\s+on\s+(?P<surfaces>[a-z ,&]+?))?[\s.]*",
    re.IGNORECASE,
)
_FOLLOWED: Final = re.compile(
    rf"(?:{_FIGURE}|(?P<none>no))\s+(?:[a-z]+\s+)?(?:acc?ounts?|people|users)"
    r"\s+(?:followed|joined|liked)",
    re.IGNORECASE,
)
_AUDIENCES: Final = {
    "page follower": ("facebook", "page"),
    "group member": ("facebook", "group"),
    "instagram follower": ("instagram", "account"),
    "threads follower": ("threads", "account"),
}
_CURRENCIES: Final = {"$": "USD", "€": "EUR", "£": "GBP", "usd": "USD", "us dollars": "USD"}
_SPEND: Final = re.compile(
    r"(?:(?P<how>about|around|approximately|roughly|nearly|almost|over|more than|less than|under"
    r"|up to|at least)\s+)?"
    r"(?:(?P<sign>[$€£])\s?(?P<after>\d[\d,]*(?:\.\d+)?"
    rf"{_MAGNITUDE})"
    r"|(?P<before>\d[\d,]*(?:\.\d+)?)\s*(?P<word>usd|us dollars))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class AssetCount:
    """Assets of one kind on one platform."""

    platform: str
    asset_kind: str
    quantity: Quantity


def _named(text: str) -> list[str]:
    return [platform for platform in _PLATFORMS if platform in text.lower()]


def _single_count(text: str, procedure: str) -> AssetCount | None:
    match = _COUNT.fullmatch(text.strip())
    figure = quantity.parse(match["figure"]) if match else None
    if match is None or figure is None:
        return None
    noun = match["noun"].lower().rstrip("s")
    kind = _KINDS.get(noun, "account")
    named = _named(match["platform"] or match["surfaces"] or "")
    if not named:
        named = _named(procedure) or (["facebook"] if kind in ("page", "group", "event") else [])
    platform = "several" if len(named) > 1 else (named or ["other"])[0]
    return AssetCount(platform, kind, figure)


def asset_counts(text: str, technique: str, procedure: str) -> list[AssetCount]:
    """Returns the counts that an indicator states for the publisher's own platforms.

    Empty for other prose. The platform is the one named in the text, else the procedure's. Assets
    on other companies' platforms (X, Telegram) were found, not removed, so they do not count.
    """
    about = procedure or technique
    if "acquiring" not in about.lower() or (procedure and not _named(procedure)):
        return []
    text = " ".join(text.split())
    whole = _single_count(text, procedure)
    if whole is not None:
        return [whole]
    parts = re.split(r"\s*(?:;|,(?!\d)|\band\b|&)\s*", text)
    counts = [_single_count(part, procedure) for part in parts if part]
    stated = [count for count in counts if count is not None]
    return stated if len(stated) == len(counts) else []


def audience(text: str, procedure: str) -> tuple[str, str, float] | None:
    """Returns platform, asset kind and the followers or members stated for them together.

    A bound (`less than 100`) is not a number of followers and gives None.
    """
    for words, (platform, kind) in _AUDIENCES.items():
        if words in procedure.lower():
            match = _FOLLOWED.match(" ".join(text.split()))
            if match is None:
                return None
            if match["none"]:
                return platform, kind, 0.0
            figure = quantity.parse(match["figure"])
            if figure is None or figure.value is None:
                return None
            bound = figure.qualifier in ("less_than", "at_most")
            return None if bound else (platform, kind, figure.value)
    return None


def spend(text: str) -> tuple[Quantity, str] | None:
    """Returns the advertising spend stated in prose and its currency code, or None."""
    match = _SPEND.search(" ".join(text.split()))
    if match is None:
        return None
    figure = quantity.number(match["after"] or match["before"])
    how = quantity.qualifier(match["how"]) if match["how"] else "exact"
    if figure is None or how is None:
        return None
    return quantity.stated(figure, how), _CURRENCIES[(match["sign"] or match["word"]).lower()]
