"""The names by which people search for countries: endonyms, abbreviations and former names.

More names than are accepted in a file (`country.country_code`), because a person who searches sees
the result and can correct it. No name leads to two countries.
"""

from __future__ import annotations

import csv
from functools import cache

from eoc_app.core.country import countries
from eoc_app.core.places import ASSETS
from eoc_app.domain.countries.folding import folded


def called(code: str) -> tuple[str, ...]:
    """Returns the names of a country, folded by `folding.folded`."""
    return _names().get(code, ())


def meant_by(text: str) -> tuple[str, ...]:
    """Returns the alpha-2 codes that a text may mean: by code, by name, by start of a name."""
    wanted = folded(text).removeprefix("the ")
    if not wanted:
        return ()
    by_code = [
        country.alpha2
        for country in countries()
        if wanted in map(folded, (country.alpha2, country.alpha3))
    ]
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
