"""Collects from a file's indicator rows what they say of the removed network as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from eoc_app.core.country import country_code
from eoc_app.domain.figures.quantity import Quantity
from eoc_app.domain.takedowns import asset_count
from eoc_app.domain.takedowns.asset_count import AssetCount
from eoc_app.domain.takedowns.defang import indicator_kind
from eoc_app.domain.takedowns.network_name import Place

_TARGETED: Final = re.compile(r"countr(?:y|ies) likely targeted:\s*([^\r\n]+)", re.IGNORECASE)
_ADVERTISING: Final = re.compile(r"running ads|advertising", re.IGNORECASE)


def _place(text: str) -> Place:
    return Place(text, country_code(text) or country_code(re.sub(r"(?i)^the\s+", "", text)))


def places(text: str) -> list[Place]:
    """Returns the places in a list: `United States/Germany`, `Iran, the UK and Middle East`."""
    places: list[Place] = []
    for part in re.split(r"\s*[/,;]\s*", text.strip(" .\"'\u201c\u201d")):
        places += _joined(re.split(r"\s*(?:\band\b|&)\s*", part))
    return places


def _joined(pieces: list[str]) -> list[Place]:
    """Joins `Bosnia and Herzegovina` into one place; `Russia and Ukraine` stay two."""
    places: list[Place] = []
    at = 0
    while at < len(pieces):
        pair = _place(" and ".join(pieces[at : at + 2]))
        piece_count = 2 if pair.country_code and at + 1 < len(pieces) else 1
        place = pair if piece_count == 2 else _place(pieces[at])
        places += [place] if place.as_stated else []
        at += piece_count
    return places


@dataclass
class Findings:
    """Targets, assets, audiences and spend so far, each with the line that states it."""

    targets: dict[str, tuple[Place, int | None, str]] = field(default_factory=dict)
    assets: list[tuple[int, AssetCount]] = field(default_factory=list)
    audiences: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    spends: list[tuple[int, Quantity, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def aims_at(self, place: Place, line: int | None, basis: str) -> None:
        """Adds a target; each country or place counts once, at its first mention."""
        self.targets.setdefault(place.country_code or place.as_stated.lower(), (place, line, basis))

    def observe(
        self, line: int, indicator: str, technique: str, procedure: str, comment: str
    ) -> str:
        """Collects from a row, and returns the kind of its indicator."""
        if targeted := _TARGETED.search(comment):
            for place in places(targeted[1]):
                self.aims_at(place, line, "inferred")
        if counts := asset_count.asset_counts(indicator, technique, procedure):
            # A count for two platforms together is repeated under the procedure of each.
            of_several = {count for _, count in self.assets if count.platform == "several"}
            self.assets += [(line, count) for count in counts if count not in of_several]
            return "asset_count"
        if audience := asset_count.audience(indicator, procedure):
            self.audiences.setdefault(audience[:2], (line, audience[2]))
        if _ADVERTISING.search(f"{technique} {procedure}"):
            if paid := asset_count.spend(indicator):
                self.spends.append((line, *paid))
            elif re.search(r"[$€£]\s?x", indicator):
                self.notes.append("the source leaves a placeholder where the spend belongs")
        return indicator_kind(indicator)

    def asset_rows(self) -> Iterator[dict[str, Any]]:
        """Yields assets with their stated followers, then followers without counted assets."""
        audiences = dict(self.audiences)
        for line, count in self.assets:
            _, followers = audiences.pop((count.platform, count.asset_kind), (0, None))
            figure = count.quantity
            yield _asset(line, count.platform, count.asset_kind, figure, followers)
        for (platform, kind), (line, followers) in audiences.items():
            yield _asset(line, platform, kind, Quantity(None, None, None, "about"), followers)


def _asset(
    line: int, platform: str, kind: str, figure: Quantity, followers: float | None
) -> dict[str, Any]:
    return {
        "source_row": line,
        "counts_of": "assets of the network that Meta removed",
        "platform": platform,
        "asset_kind": kind,
        "value": figure.value,
        "lower": figure.lower,
        "upper": figure.upper,
        "qualifier": figure.qualifier,
        "followers": followers,
    }
