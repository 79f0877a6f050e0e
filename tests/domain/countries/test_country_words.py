"""Places and titles name countries, and ordinary words name none."""

from __future__ import annotations

import pytest

from eoc_app.core.country import countries
from eoc_app.domain.countries.country_words import countries_named


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Tbilisi, Georgia", ["GE"]),
        ("Electoral silence \u2013 Papua New Guinea (all campaigning)", ["PG"]),
        ("Silence in C\xf4te d\u2019Ivoire and Trinidad & Tobago", ["CI", "TT"]),
        ("Ban on political ads - MX", ["MX"]),
        ("Kenya, KENYA, Kenya", ["KE"]),
        ("Guinea-Bissau: no ads", ["GW"]),
        ("NO new ads, IT is ALL over", []),
        ("Silencio electoral de hoy", []),
        ("us and them", []),
        ("Scotland", []),
        ("", []),
    ],
)
def test_that_the_longest_names_count_and_codes_only_by_themselves(
    words: str, codes: list[str]
) -> None:
    assert countries_named(words) == codes


def test_that_every_country_is_found_by_its_name_inside_a_title() -> None:
    missed = [
        country.name
        for country in countries()
        if countries_named(f"Electoral silence in {country.name} (all)") != [country.alpha2]
    ]
    assert missed == []
