"""Writes `assets/countries.csv`, `assets/not_countries.csv` and `assets/country_search.csv`:
`python assets/build_countries.py` (or into the folder that is named as its argument).

Joins ISO 3166-1 (package `iso3166`), the zones of the time zone database (package `tzdata`) and the
names written by hand in `country_names.toml`. What is searched for by people has more names: those
of `country_endonyms.toml` and informal ones, of which none leads to two countries. Names are
written in the form in which they are looked up, so that nothing is normalised when the program
starts.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import iso3166

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eoc_app.core.country import name_key
from eoc_app.domain.countries.folding import folded

ASSETS = Path(__file__).resolve().parent
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

COLUMNS = ("alpha2", "alpha3", "numeric", "name", "formal_name", "time_zone", "zones", "keys")
# Kosovo's codes are user-assigned; ISO gives it no number.
UNNUMBERED = {"XK"}


def zones_by_country() -> dict[str, list[str]]:
    """Zones in the order of zone.tab, which is by population where it matters."""
    zones: dict[str, list[str]] = defaultdict(list)
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            zones[code].append(zone)
    return zones


def main(folder: Path) -> None:
    written = tomllib.loads((ASSETS / "country_names.toml").read_text(encoding="utf-8"))
    refused = {name_key(text): why for why, texts in written["none"].items() for text in texts}
    zones = zones_by_country()
    rows = []
    owner: dict[str, str] = {}
    for entry in sorted(iso3166.countries, key=lambda entry: entry.alpha2):
        code = entry.alpha2
        name, formal, *aliases = written["names"][code]
        names = [name, formal, entry.name, entry.apolitical_name, *aliases]
        keys = [k for k in dict.fromkeys(map(name_key, names)) if k and k not in refused]
        for key in keys:
            if owner.setdefault(key, code) != code:
                sys.exit(f"{key!r} names both {owner[key]} and {code}")
        here = zones.get(code, [])
        main_zone = written["zones"].get(code) or (here[0] if len(here) == 1 else "")
        if not main_zone:
            sys.exit(f"{code} has the zones {here}; choose its main one in country_names.toml")
        ordered = list(dict.fromkeys([main_zone, *here]))
        number = "" if code in UNNUMBERED else entry.numeric
        row = (code, entry.alpha3, number, name, formal, main_zone, " ".join(ordered))
        rows.append((*row, "|".join(keys)))
    unknown = sorted(set(written["names"]) - {row[0] for row in rows})
    if unknown:
        sys.exit(f"names for codes that ISO 3166 does not have: {unknown}")
    write(folder / "countries.csv", COLUMNS, rows)
    write(folder / "country_search.csv", ("alpha2", "names"), searched(written, codes_of(rows)))
    write(folder / "not_countries.csv", ("key", "why"), sorted(refused.items()))


def codes_of(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """The owner of every ISO code, which no name of another country may be."""
    return {folded(code): row[0] for row in rows for code in row[:2]}


def searched(written: dict[str, Any], codes: dict[str, str]) -> list[tuple[str, str]]:
    """Every name that people may type, folded, by the country that it leads to."""
    endonyms = tomllib.loads((ASSETS / "country_endonyms.toml").read_text(encoding="utf-8"))
    owner = dict(codes)
    several = {folded(name) for name in written["none"]["more than one country could be meant"]}
    found = []
    for code, names in sorted(written["names"].items()):
        native = endonyms["endonyms"].get(code, [])
        spelled = [*names, *native, *written["informal"].get(code, [])]
        keys = dict.fromkeys(key for name in spelled for key in spellings(name))
        keys = {key: None for key in keys if key not in several}
        for key in keys:
            if owner.setdefault(key, code) != code:
                sys.exit(f"{key!r} leads to both {owner[key]} and {code}")
        found.append((code, "|".join(keys)))
    return found


def spellings(name: str) -> list[str]:
    """A name as it may be typed: with and without signs, `and` or `&`, `Saint` or `St`."""
    plain = name.replace("&", " and ").replace(".", "").replace(",", " ")
    made = [folded(name), folded(plain)]
    made += [folded("".join(sign for sign in plain if sign not in "'\u2018\u2019\u02bb\u02bc"))]
    for key in list(made):
        words = key.split()
        made.append(" ".join("saint" if word == "st" else word for word in words))
        made.append(" ".join("st" if word == "saint" else word for word in words))
    return [key.removeprefix("the ") for key in dict.fromkeys(made) if key]


def write(path: Path, columns: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS)
