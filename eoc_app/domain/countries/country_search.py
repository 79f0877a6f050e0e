"""What people call countries: endonyms, abbreviations and former names, to search by.

Wider than what a file may be taken to name (`country.country_code`): who searches sees what was
found. No name leads to two countries.
"""

from __future__ import annotations

import csv
from functools import cache

from eoc_app.core.country import countries
from eoc_app.core.places import ASSETS
from eoc_app.domain.countries.folding import folded


def called(code: str) -> tuple[str, ...]:
    """The names of a country, folded as `folding.folded` does."""
    return _names().get(code, ())


def meant_by(text: str) -> tuple[str, ...]:
    """The alpha-2 codes of the countries that a text may mean: by code, by name, by beginning."""
    wanted = folded(text).removeprefix("the ")
    if not wanted:
        return ()
    by_code = [one.alpha2 for one in countries() if wanted in map(folded, (one.alpha2, one.alpha3))]
    whole = by_code or [code for code, names in _names().items() if wanted in names]
    if whole or len(wanted) < 3:
        return tuple(whole)
    return tuple(
        code
        for code, names in _names().items()
        if any(f" {wanted}" in f" {name}" for name in names)
    )


@cache
def _names() -> dict[str, tuple[str, ...]]:
    with (ASSETS / "country_search.csv").open(encoding="utf-8", newline="") as file:
        return {row["alpha2"]: tuple(row["names"].split("|")) for row in csv.DictReader(file)}
