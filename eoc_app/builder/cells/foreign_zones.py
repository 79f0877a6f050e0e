"""Times that are told in a zone of another country than the one they are of."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Final

from eoc_app.core.country import countries, country

FOREIGN: Final = "rows told in a time zone of another country, which is noted on each"

_PARTS: Final = {
    "AU": "CC CX HM NF",
    "CN": "HK MO",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "CK NU TK",
    "US": "AS GU MP PR UM VI",
}
"""Territories with a code of their own that belong to a state, by ISO 3166: its zones are theirs
as well, since people vote there for the state."""


@cache
def _owners() -> dict[str, set[str]]:
    """The countries in which each zone is in use; names that are only other spellings have none."""
    found: dict[str, set[str]] = defaultdict(set)
    for place in countries():
        for name in place.zones:
            found[name].add(place.alpha2)
    for state, parts in _PARTS.items():
        for owners in found.values():
            if not owners.isdisjoint(parts.split()):
                owners.add(state)
    return dict(found)


def note_of(code: str, time_zone: str) -> str | None:
    """What to note of a time in a zone of other countries; None where it is one of the country."""
    owners = _owners().get(time_zone, set())
    if not owners or code in owners:
        return None
    names = " and ".join(sorted(country(owner).name for owner in owners))
    return f"told in {time_zone}, which is a zone of {names}, not of {country(code).name}"
