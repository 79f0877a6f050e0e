"""The catalogue of restriction rules and the calendar that they are applied to."""

from __future__ import annotations

import csv
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from eoc_app.catalogue import catalogue
from eoc_app.domain.country import country_code
from eoc_app.domain.restriction_edge import edge, hour

PUBLISHED = Path(__file__).resolve().parents[1] / "fixtures" / "sources" / "published"
ENCYCLOPAEDIA = "encyclopaedia list of election silence rules"
PERIODS = "list of restriction periods of 2024"
KNOWLEDGE = "general knowledge of the compilers"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


RULES = _rows(PUBLISHED / "restriction_rules.csv")
POLLING_DAYS = _rows(PUBLISHED / "polling_days_2024.csv")
ELECTIONS = _rows(PUBLISHED / "elections_2024.csv")
STATED = _rows(PUBLISHED / "restriction_periods_2024.csv")


def _name(row: dict[str, str]) -> str:
    return "-".join(row[name] for name in ("country_code", "rule", "territory", "election_kinds"))


def test_that_the_catalogue_holds_rules_of_at_least_25_countries() -> None:
    codes = {row["country_code"] for row in RULES}

    assert len(codes) >= 60
    assert {country_code(code) for code in codes} == codes


@pytest.mark.parametrize("row", RULES, ids=_name)
def test_that_a_rule_says_in_the_formats_words_what_it_rests_on(row: dict[str, str]) -> None:
    values = catalogue().schema["restriction_rule"].values

    assert row["citation"].strip()
    assert row["medium"].strip()
    assert row["stated_by"] in {ENCYCLOPAEDIA, PERIODS, KNOWLEDGE}
    for name in ("rule", "imposed_by", "confidence"):
        assert row[name] in values[name]
    for kind in row["election_kinds"].split(";"):
        assert kind == "all" or kind in catalogue().schema["election"].values["kind"]


@pytest.mark.parametrize("row", RULES, ids=_name)
def test_that_the_edges_and_hours_of_a_rule_can_be_read(row: dict[str, str]) -> None:
    edges = [edge(row["starts"]), edge(row["ends"])]
    hours = {"open": row["polls_open_local"], "close": row["polls_close_local"]}

    for words in filter(None, hours.values()):
        assert hour(words).time_zone in {None, *available_timezones()}
    for one in edges:
        assert one.anchor == "day" or hours[one.anchor], "no usual hour of the polls"


def test_that_a_rule_that_was_not_read_in_its_law_is_low_and_says_so() -> None:
    for row in RULES:
        unread = row["stated_by"] in {ENCYCLOPAEDIA, KNOWLEDGE}
        assert not unread or row["confidence"] == "low", row
        assert row["confidence"] != "low" or "unverified" in row["note"], row


def test_that_every_zone_is_one_of_the_iana_names() -> None:
    zones = {zone for row in RULES for zone in row["time_zones"].split(";") if zone}
    zones |= {row["time_zone"] for row in POLLING_DAYS}

    assert zones <= available_timezones()


def test_that_every_country_of_the_encyclopaedias_list_has_a_rule_from_it(real_data: Path) -> None:
    text = (real_data / "facts" / "election_silence_wikipedia_excerpt.txt").read_text("utf-8")
    listed = {country_code(name) for name in re.findall(r"^- ([^(]+) \(", text, re.MULTILINE)}
    ours = {row["country_code"] for row in RULES if row["stated_by"] == ENCYCLOPAEDIA}

    assert None not in listed
    assert len(listed) == 20
    assert listed <= ours


def test_that_every_listed_period_has_a_rule_of_its_country_and_kind(real_data: Path) -> None:
    listed = _rows(real_data / "facts" / "restriction_periods_2024.csv") + STATED
    ours = {(row["country_code"], row["rule"]) for row in RULES}

    assert {(row["country_code"], row["rule"]) for row in listed} <= ours


def test_that_every_polling_day_belongs_to_an_election_of_the_calendar() -> None:
    elections = {(row["country_code"], row["name"], row["round"]): row for row in ELECTIONS}

    for day in POLLING_DAYS:
        whole = elections[day["country_code"], day["election"], day["round"]]
        saturday = day["country_code"] == "FR" and day["territory"]
        assert saturday or whole["first_polling_day"] <= day["polling_on"], day
        assert day["polling_on"] <= whole["last_polling_day"], day


def test_that_polls_in_brazil_close_at_one_moment_in_every_zone() -> None:
    closing: dict[str, set[float]] = {}
    for day in POLLING_DAYS:
        if day["country_code"] == "BR":
            text = f"{day['polling_on']}T{day['polls_close_local']}"
            there = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(day["time_zone"]))
            closing.setdefault(day["round"], set()).add(there.timestamp())

    assert {round_: len(moments) for round_, moments in closing.items()} == {"1": 1, "2": 1}


def test_that_the_calendar_holds_every_fate_an_election_can_have() -> None:
    fates = {(row["country_code"], row["last_polling_day"]): row for row in ELECTIONS}

    assert fates["SN", "2024-03-24"]["status"] == "moved"
    assert fates["RO", "2024-11-24"]["status"] == "annulled"
    assert fates["RO", "2024-12-08"]["status"] == "cancelled"
    assert fates["UY", "2024-11-24"]["status"] == "if needed"
    for row in ELECTIONS:
        if row["status"] not in {"", "if needed"}:
            assert row["status_known_from"], row
