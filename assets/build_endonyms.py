"""Writes `assets/country_endonyms.toml`: `python assets/build_endonyms.py`.

What each country is called in languages spoken there, as the Unicode CLDR has it, which Qt carries
(Unicode License v3, see `assets/COUNTRY_NAMES.md`). Run by hand: a newer
Qt may word some names otherwise. `country_names.toml` has what is added by hand.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QLocale

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eoc_app.core.country import is_country_code

HEAD = """\
# Made by assets/build_endonyms.py from Qt's copy of the Unicode CLDR (Unicode licence v3).
# code = [what the country is called in languages that are spoken there].

[endonyms]
"""


def main() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    every = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    for locale in every:
        code, name = QLocale.territoryToCode(locale.territory()), locale.nativeTerritoryName()
        if name and is_country_code(code):
            names[code].add(name)
    lines = [
        f"{code} = {json.dumps(sorted(names[code]), ensure_ascii=False)}" for code in sorted(names)
    ]
    path = Path(__file__).resolve().parent / "country_endonyms.toml"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
