"""Readings of the real files by the standard library alone: they know no importer."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import iso3166

MISSING: Final = "These ads ran without a disclaimer"
ANONYMISED: Final = "an advertiser in Ukraine"


def table(path: Path) -> list[dict[str, str]]:
    """A csv file as rows by column."""
    text = path.read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@dataclass
class AdWindow:
    """What one advertisers file of the Ad Library Report adds up to."""

    ends_on: date
    currency: str
    rows: int = 0
    ads: int = 0
    missing_ads: int = 0
    anonymised_ads: int = 0
    spend: tuple[float, float] = (0.0, 0.0)
    missing_spend: tuple[float, float] = (0.0, 0.0)
    page_ids: set[str] = field(default_factory=set)
    page_rows: list[tuple[int, str, str]] = field(default_factory=list)
    region_rows: int = 0

    def add(self, page_id: str, name: str, disclaimer: str, spent: str, ads: int) -> None:
        upper = float(spent.lstrip("≤"))
        lower = 0.0 if spent.startswith("≤") else upper
        self.rows += 1
        self.ads += ads
        self.spend = (self.spend[0] + lower, self.spend[1] + upper)
        if disclaimer == MISSING:
            self.missing_ads += ads
            before = self.missing_spend
            self.missing_spend = (before[0] + lower, before[1] + upper)
        if disclaimer == ANONYMISED:
            self.anonymised_ads += ads
        if page_id != "0":
            self.page_ids.add(page_id)
        self.page_rows.append((ads, page_id, name))


def ad_windows(folder: Path) -> dict[str, AdWindow]:
    """The country-wide window of each zip that is one."""
    windows: dict[str, AdWindow] = {}
    for archive in sorted(folder.glob("*.zip")):
        if not zipfile.is_zipfile(archive):
            continue
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist():
                if not name.endswith("_advertisers.csv"):
                    continue
                ends, code = name.split("_")[1:3]
                text = opened.read(name).decode("utf-8").replace("\ufeff", "")
                header, *rows = csv.reader(io.StringIO(text, newline=""))
                currency = re.findall(r"\((\w{3})\)", header[3])[0]
                windows[code] = AdWindow(date.fromisoformat(ends), currency)
                for page_id, page, disclaimer, spent, ads in rows:
                    windows[code].add(page_id, page, disclaimer, spent, int(ads))
    return windows


def us_windows(path: Path) -> dict[tuple[str, str], tuple[int, int, float, float]]:
    """Pages, ads and spend bounds by window end and currency; 100 is the floor of the report."""
    found: dict[tuple[str, str], tuple[int, int, float, float]] = {}
    for row in table(path):
        key = (row["ds"], row["main_currency"])
        pages, ads, lower, upper = found.get(key, (0, 0, 0.0, 0.0))
        spent = float(row["total_spend_formatted"])
        floor = 0.0 if spent == 100 else spent
        ads += int(row["total_num_ads"])
        found[key] = (pages + 1, ads, lower + floor, upper + spent)
    return found


@dataclass(frozen=True)
class Network:
    """A removed network: codes or stated places, and the assets that its source states."""

    origins: frozenset[str]
    targets: frozenset[str]
    assets: dict[str, int]


NAMES: Final = {
    "us": "US", "usa": "US", "uk": "GB", "the uk": "GB", "uae": "AE", "russia": "RU", "iran": "IR",
    "vietnam": "VN", "macedonia": "MK", "kosovo": "XK", "turkey": "TR", "türkiye": "TR",
    "syria": "SY", "palestine": "PS", "bolivia": "BO", "venezuela": "VE", "moldova": "MD",
    "tanzania": "TZ", "bosnia": "BA", "democratic republic of the congo": "CD",
    "ivory coast": "CI", "united states": "US",
}  # fmt: skip


def place(name: str) -> str:
    """The code of a country, or a place as stated that is none."""
    name = name.strip()
    if name.casefold() in NAMES:
        return NAMES[name.casefold()]
    found = iso3166.countries_by_name.get(name.upper())
    return found.alpha2 if found else name


_CIB_ASSETS: Final = {
    "fb_accounts": "account", "ig_accounts": "instagram", "fb_pages": "page",
    "fb_groups": "group", "Events": "event",
}  # fmt: skip


def announced_networks(path: Path) -> Iterator[Network]:
    """The list of announced takedowns."""
    for row in table(path):
        yield Network(
            frozenset(place(part) for part in row["origin_countries"].split(",")),
            frozenset(place(part) for part in row["target_countries"].split(",")),
            {
                kind: int(row[column].replace(",", ""))
                for column, kind in _CIB_ASSETS.items()
                if row[column].strip()
            },
        )


_ORIGINS: Final = {
    "togo _ burkina faso": "TG BF", "venezuela_us": "VE US", "türkiye _ iran": "TR IR",
    "moldova_&_madagascar_targeting": "", "china": "CN", "georgia": "GE", "iran": "IR",
    "türkiye": "TR", "russia": "RU", "bangladesh": "BD", "croatia": "HR", "israel": "IL",
    "us-based": "US", "vietnam": "VN", "lebanon": "LB", "moldova_based": "MD", "myanmar": "MM",
    "ukraine": "UA", "benin": "BJ", "ghana": "GH",
}  # fmt: skip
_COUNT: Final = re.compile(
    r"\s*([\d,]+)\s+(?:(facebook|instagram)\s+)?(account|page|group)s?\s*", re.IGNORECASE
)
_AIMED_AT: Final = re.compile(r"country likely targeted:\s*([^\"]+)", re.IGNORECASE)


def researched_networks(folder: Path) -> Iterator[Network]:
    """One network a file; espionage is left out, as in the views by country."""
    for path in sorted(folder.rglob("*.csv")):
        name = unicodedata.normalize("NFC", path.name).casefold()
        if "apt" in name.split(".")[0].split("_")[-1] or "espionage" in name:
            continue
        origins = next(codes for word, codes in _ORIGINS.items() if word in name)
        assets: Counter[str] = Counter()
        targets = {"MD", "MG"} if "madagascar_targeting" in name else set()
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in list(csv.reader(file))[1:]:
                aimed = _AIMED_AT.search(row[4]) if len(row) > 4 else None
                if aimed:
                    targets |= {place(part) for part in aimed[1].split("/")}
                found = _COUNT.fullmatch(row[3]) if len(row) > 3 else None
                if found is None:
                    continue
                kind = found[3].casefold()
                if kind == "account" and "instagram" in f"{found[2]} {row[2]}".casefold():
                    kind = "instagram"
                assets[kind] += int(found[1].replace(",", ""))
        yield Network(frozenset(origins.split()), frozenset(targets), dict(assets))


def by_place(networks: list[Network], side: str) -> dict[str, tuple[int, int | None, int | None]]:
    """Networks, accounts and all assets by place; None where no network states any."""
    found: dict[str, list[Network]] = defaultdict(list)
    for network in networks:
        for code in getattr(network, side):
            found[code].append(network)
    return {
        code: (
            len(here),
            _total(here, {"account", "instagram"}),
            _total(here, {"account", "instagram", "page", "group", "event"}),
        )
        for code, here in found.items()
    }


def _total(networks: list[Network], kinds: set[str]) -> int | None:
    stated = [
        count for network in networks for kind, count in network.assets.items() if kind in kinds
    ]
    return sum(stated) if stated else None


def alpha2(alpha3: str) -> str | None:
    """The two-letter code of a three-letter one; None for aggregates and dead states."""
    found = iso3166.countries_by_alpha3.get(alpha3)
    return found.alpha2 if found else None
