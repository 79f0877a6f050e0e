"""What the indicator rows of one file say of the removed network as a whole."""

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
    """The places of a list such as `United States/Germany` or `Iran, the UK and Middle East`."""
    found: list[Place] = []
    for part in re.split(r"\s*[/,;]\s*", text.strip(" .\"'\u201c\u201d")):
        found += _joined(re.split(r"\s*(?:\band\b|&)\s*", part))
    return found


def _joined(pieces: list[str]) -> list[Place]:
    """`Bosnia and Herzegovina` is one place, `Russia and Ukraine` are two."""
    found: list[Place] = []
    at = 0
    while at < len(pieces):
        pair = _place(" and ".join(pieces[at : at + 2]))
        taken = 2 if pair.country_code and at + 1 < len(pieces) else 1
        place = pair if taken == 2 else _place(pieces[at])
        found += [place] if place.as_stated else []
        at += taken
    return found


@dataclass
class Findings:
    """Targets, assets, audiences and spend found so far, each with the line that states it."""

    targets: dict[str, tuple[Place, int | None, str]] = field(default_factory=dict)
    assets: list[tuple[int, AssetCount]] = field(default_factory=list)
    audiences: dict[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    spends: list[tuple[int, Quantity, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def aims_at(self, place: Place, line: int | None, basis: str) -> None:
        """Learn of a target; each country or place counts once, on its first mention."""
        self.targets.setdefault(place.country_code or place.as_stated.lower(), (place, line, basis))

    def observe(
        self, line: int, indicator: str, technique: str, procedure: str, comment: str
    ) -> str:
        """Learn from a row; returns the kind of its indicator."""
        if targeted := _TARGETED.search(comment):
            for place in places(targeted[1]):
                self.aims_at(place, line, "inferred")
        if found := asset_count.asset_counts(indicator, technique, procedure):
            # One count for two platforms together stands under the procedure of each.
            known = {count for _, count in self.assets if count.platform == "several"}
            self.assets += [(line, count) for count in found if count not in known]
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
        """Assets with the followers stated for them, then followers of uncounted assets."""
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
