"""Whatever people call a country, the palette goes there first."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator

import pytest

from eoc_app.core.country import countries
from eoc_app.core.places import ASSETS
from eoc_app.desktop.shell.choice_match import found, prepared
from eoc_app.desktop.shell.palette import choices
from eoc_app.domain.countries.country_search import called, meant_by
from eoc_app.domain.countries.folding import folded

WATCHED = (("RU", "Russia"), ("GE", "Georgia"), ("UA", "Ukraine"), ("AT", "Austria"))
OFFERED = [prepared(choice) for choice in choices(WATCHED)]


def first(needle: str) -> str:
    hits = found(needle, OFFERED)
    return hits[0].key if hits else ""


def written() -> Iterator[tuple[str, str]]:
    """Every name that is written for a country, by hand or taken over, and its country."""
    names = tomllib.loads((ASSETS / "country_names.toml").read_text(encoding="utf-8"))
    native = tomllib.loads((ASSETS / "country_endonyms.toml").read_text(encoding="utf-8"))
    several = set(names["none"]["more than one country could be meant"])
    for table in (names["names"], names["informal"], native["endonyms"]):
        for code, spelled in table.items():
            yield from ((name, code) for name in spelled if name not in several)


@pytest.mark.parametrize(
    ("needle", "code"),
    [
        ("usa", "US"), ("USA", "US"), ("us", "US"), ("america", "US"), ("u.s.", "US"),
        ("uk", "GB"), ("britain", "GB"), ("great britain", "GB"), ("england", "GB"),
        ("ivory coast", "CI"), ("côte d'ivoire", "CI"), ("cote divoire", "CI"), ("burma", "MM"),
        ("czech republic", "CZ"), ("Deutschland", "DE"), ("España", "ES"), ("espana", "ES"),
        ("Россия", "RU"), ("ประเทศไทย", "TH"), ("ไทย", "TH"), ("대한민국", "KR"), ("한국", "KR"),
        ("日本", "JP"), ("中国", "CN"), ("台灣", "TW"), ("中華民國", "TW"),
        ("مصر", "EG"), ("भारत", "IN"), ("საქართველო", "GE"),
        ("Հայաստան", "AM"), ("Ελλάδα", "GR"), ("ישראל", "IL"), ("Éire", "IE"), ("eire", "IE"),
        ("türkiye", "TR"), ("turkiye", "TR"), ("turkey", "TR"), ("swaziland", "SZ"),
        ("macedonia", "MK"), ("zaire", "CD"), ("drc", "CD"), ("uae", "AE"), ("ksa", "SA"),
        ("holland", "NL"), ("the netherlands", "NL"), ("the gambia", "GM"), ("persia", "IR"),
        ("siam", "TH"), ("ceylon", "LK"), ("cape verde", "CV"), ("east timor", "TL"),
        ("rhodesia", "ZW"), ("vatican", "VA"), ("st lucia", "LC"), ("saint lucia", "LC"),
        ("trinidad and tobago", "TT"), ("trinidad & tobago", "TT"), ("bosnia", "BA"),
        ("o'zbekiston", "UZ"), ("ozbekiston", "UZ"), ("sakartvelo", "GE"), ("viet nam", "VN"),
        ("niger", "NE"), ("nigeria", "NG"), ("guinea", "GN"), ("congo", "CG"), ("samoa", "WS"),
        ("south korea", "KR"), ("north korea", "KP"), ("prc", "CN"), ("roc", "TW"), ("rok", "KR"),
    ],
)  # fmt: skip
def test_that_people_find_a_country_by_what_they_call_it(needle: str, code: str) -> None:
    assert first(needle) == code


def test_that_every_country_is_found_first_by_its_codes_and_its_name() -> None:
    missed = [
        (needle, country.alpha2, first(needle))
        for country in countries()
        for needle in (
            country.alpha2, country.alpha2.lower(), country.alpha3, country.alpha3.lower(),
            country.name, country.formal_name, folded(country.name),
        )
        if first(needle) != country.alpha2
        and needle != "Virgin Islands"  # two of them bear that name
    ]  # fmt: skip
    assert missed == []
    assert len(countries()) == 250


def test_that_every_written_name_leads_to_its_country_and_no_other() -> None:
    names = list(written())
    assert len(names) > 1000
    assert {code for _name, code in names} == {country.alpha2 for country in countries()}
    missed = [(name, code, first(name)) for name, code in names if first(name) != code]
    assert missed == []


def test_that_no_name_is_of_two_countries() -> None:
    owners = defaultdict(set)
    for country in countries():
        for name in (*called(country.alpha2), folded(country.alpha2), folded(country.alpha3)):
            owners[name].add(country.alpha2)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


def test_that_what_two_countries_are_called_offers_both() -> None:
    assert {hit.key for hit in found("korea", OFFERED)} >= {"KR", "KP"}
    assert {hit.key for hit in found("virgin islands", OFFERED)} >= {"VG", "VI"}
    assert {hit.key for hit in found("congo", OFFERED)} >= {"CG", "CD"}


def test_that_a_beginning_of_another_name_is_enough() -> None:
    assert first("deutsch") == "DE"
    assert first("росс") == "RU"
    assert first("ประเทศ") == "TH"
    assert first("대한") == "KR"


def test_that_screens_are_still_found_by_their_names() -> None:
    assert [first(needle) for needle in ("overview", "ads", "alarms", "takedowns", "sources")] == [
        "overview", "ads", "alarms", "takedowns", "sources",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("deutschland", ("DE",)), ("usa", ("US",)), ("england", ("GB",)), ("korea", ("KP", "KR")),
        ("nowhere at all", ()), ("", ()), ("xx", ()),
    ],
)  # fmt: skip
def test_that_what_a_name_may_mean_is_suggested(text: str, codes: tuple[str, ...]) -> None:
    assert meant_by(text) == codes
