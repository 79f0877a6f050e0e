"""Writes `assets/countries.csv` and `assets/not_countries.csv`: `python assets/build_countries.py`
(or into the folder that is named as its argument).

Joins ISO 3166-1 (package `iso3166`), the zones of the time zone database (package `tzdata`) and the
names written by hand in `country_names.toml`. Names are written as the keys that
`eoc_app.domain.country` looks up, so that nothing is normalised when the program starts.
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

from eoc_app.domain.country import name_key

ASSETS = Path(__file__).resolve().parent
if TYPE_CHECKING:
    from collections.abc import Sequence

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
    write(folder / "not_countries.csv", ("key", "why"), sorted(refused.items()))


def write(path: Path, columns: tuple[str, ...], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ASSETS)
