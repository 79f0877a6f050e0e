from __future__ import annotations

import csv
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.core.country import (
    Country,
    countries,
    country,
    country_code,
    is_country_code,
    name_key,
    why_no_country,
)
from eoc_app.core.places import ASSETS

if TYPE_CHECKING:
    from collections.abc import Callable

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kenya", "KE"),
        ("KEN", "KE"),
        ("KE", "KE"),
        ("ke", "KE"),
        ("  Türkiye ", "TR"),
        ("TÜRKİYE", "TR"),
        ("TURKEY", "TR"),
        ("Hellenic Republic", "GR"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("the UK", "GB"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("United States of America", "US"),
        ("Russian Federation", "RU"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("DRC", "CD"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Republic of Korea", "KR"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Republic of China", "TW"),
        ("People's Republic of China", "CN"),
        ("Republic of Kenya", "KE"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Macedonia", "MK"),
        ("Cape Verde", "CV"),
        ("Kosovo", "XK"),
        ("Palestinian Territory", "PS"),
        ("St. Kitts & Nevis", "KN"),
        ("Bahamas, The", "BS"),
        ("Sao Tome and Principe", "ST"),
        ("Guinea-Bissau", "GW"),
        ("Reunion", "RE"),
        ("Aland Islands", "AX"),
    ],
)
def test_that_a_name_is_found_however_it_is_written(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Europe", "an aggregate, not a country"),
        ("EU", "an aggregate, not a country"),
        ("the Middle East", "an aggregate, not a country"),
        ("World", "an aggregate, not a country"),
        ("Various", "no country is named"),
        ("", "no country is named"),
        ("None", "no country is named"),
        ("N/A", "no country is named"),
        ("USSR", "a former state"),
        ("Yugoslavia", "a former state"),
        ("East Germany", "a former state"),
        ("Republic of Vietnam", "a former state"),
        ("Serbia and Montenegro", "a former state"),
        ("Sudan (former)", "a former state"),
        ("Scotland", "part of a country"),
        ("Republic of Somaliland", "a place whose status has no code of its own"),
        ("Korea", "more than one country could be meant"),
        ("Atlantis", None),
    ],
)
def test_that_what_is_no_country_of_today_is_never_guessed(text: str, why: str | None) -> None:
    assert country_code(text) is None
    assert why_no_country(text) == why


@pytest.mark.parametrize("word", ["no", "na", "in", "it", "is", "and", "can", "are", "Per", "El"])
def test_that_a_word_is_not_taken_for_a_code(word: str) -> None:
    assert country_code(word) is None


def test_that_codes_are_unique_and_every_country_is_found_by_all_its_names() -> None:
    everyone = countries()
    assert len(everyone) == 250
    assert len({c.alpha2 for c in everyone}) == len({c.alpha3 for c in everyone}) == 250
    for entry in everyone:
        for text in (entry.alpha2, entry.alpha3, entry.name, entry.formal_name):
            if why_no_country(text) is None:
                assert country_code(text) == entry.alpha2, text
        assert country_code(entry.name) == entry.alpha2


def test_that_every_time_zone_exists_and_the_main_one_comes_first() -> None:
    for entry in countries():
        assert entry.zones[0] == entry.time_zone
        for zone in entry.zones:
            assert ZoneInfo(zone).key == zone
    assert country("US").time_zone == "America/New_York"
    assert len(country("RU").zones) > 10


@given(st.sampled_from(countries()), st.sampled_from((str.upper, str.lower, str.title)))
def test_that_case_does_not_matter_in_a_name(entry: Country, change: Callable[[str], str]) -> None:
    assert country_code(change(entry.name)) == entry.alpha2


@given(st.text())
def test_that_a_key_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


@given(st.text())
def test_that_no_text_gives_anything_but_a_code_or_none(text: str) -> None:
    found = country_code(text)
    assert found is None or is_country_code(found)


def test_that_codes_are_exact() -> None:
    assert is_country_code("KE")
    assert not is_country_code("ke")
    assert not is_country_code("EL")
    with pytest.raises(KeyError):
        country("ZZ")


def test_that_the_asset_is_what_its_script_writes(tmp_path: Path) -> None:
    script = str(ASSETS / "build_countries.py")
    subprocess.run([sys.executable, script, str(tmp_path)], check=True)
    for name in ("countries.csv", "not_countries.csv", "country_search.csv"):
        assert (tmp_path / name).read_bytes() == (ASSETS / name).read_bytes()


def test_that_names_are_written_for_every_country_and_no_other() -> None:
    written = tomllib.loads((ASSETS / "country_names.toml").read_text(encoding="utf-8"))
    assert set(written["names"]) == {entry.alpha2 for entry in countries()}


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not on this machine")
@pytest.mark.parametrize(
    ("file", "column", "separator"),
    [
        ("elections/electionguide_2021.csv", "country", None),
        ("elections/election_day_holidays_2016_2026.csv", "country_iso2", None),
        ("cib_takedowns/cib-fb-data.csv", "origin_countries", ","),
        ("cib_takedowns/cib-fb-data.csv", "target_countries", ","),
        ("turnout/owid_turnout.csv", "Entity", None),
        ("turnout/idea_eu_turnout_2021.csv", "Country", None),
        ("dsa/facebook_2025H2_10_AMAR.csv", "Scope", None),
        ("google_political_ads_2019/google-political-ads-geo-spend.csv", "Country", None),
    ],
)
def test_that_every_cell_of_real_files_is_a_country_or_has_a_reason(
    file: str, column: str, separator: str | None
) -> None:
    with (REAL / file).open(encoding="utf-8-sig", newline="") as lines:
        cells = {row[column] or "" for row in csv.DictReader(lines)}
    texts = {part for cell in cells for part in (cell.split(separator) if separator else [cell])}
    unexplained = [t for t in texts if country_code(t) is None and why_no_country(t) is None]
    assert texts
    assert unexplained == []
