"""Threat-research files by tactic, technique and procedure, in the shapes that are published."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from eoc_app.builder.importers import importer_of
from eoc_app.builder.importers.threat_research import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Tables = dict[str, list[dict[str, Any]]]

ACQUIRE = "0. Acquiring assets,0.9 Acquiring social media accounts"
FACEBOOK = f"{ACQUIRE},0.9.1 Acquiring Facebook assets"
INSTAGRAM = f"{ACQUIRE},0.9.2 Acquiring Instagram accounts"
DOMAINS = "0. Acquiring assets,0.6 Acquiring domains,0.6.2 Acquiring domains"
HEADER = "Tactic ,Technique,Procedure,Indicator,Notes"


def _import(path: Path) -> tuple[Tables, Intake]:
    source = Source(f"{path.parent.name}/{path.name}", path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: Tables = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    return tables, intake


def _file(
    folder: Path,
    *rows: str,
    name: str = "Q2_2024_RUSSIA-BASED CIB NETWORK #1 .csv",
    header: str = HEADER,
) -> tuple[Tables, Intake]:
    path = folder / name
    path.write_bytes("\r\n".join([header, *rows, ""]).encode())
    return _import(path)


def _dead(text: str) -> bool:
    """No address in a text could be followed (told without the code under test)."""
    links = re.search(r"(?i)https?://[^\s/\[\]]+(?=/|\s|$)", text)
    hosts = re.search(r"(?i)(?<![\w/\]])[a-z0-9-]+\.(?:com|net|org|io|it|info)(?![\w\]])", text)
    return links is None and hosts is None and not re.search(r"\w@\w+\.\w", text)


@pytest.mark.parametrize(
    "header",
    [
        "Tactic,Technique,Procedure,Indicator",
        "Tactic ,Technique,Procedure,Indicator,Notes",
        "Tactic,Technique,Procedure,Indicator,Commernts",
        "\ufefftactic,technique,procedure,indicator,Note",
    ],
)
def test_that_every_header_variant_is_read_by_its_content(tmp_path: Path, header: str) -> None:
    wide = "," * header.count(",")
    tables, _ = _file(tmp_path, f"{DOMAINS},example-one[.]net{wide[3:]}", header=header)
    assert [row["indicator"] for row in tables["takedown_indicator"]] == ["example-one[.]net"]


def test_that_a_file_with_another_header_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "Q2_2024_RUSSIA-BASED CIB NETWORK.csv"
    path.write_text("Tactic,Technique,Procedure\n0,0.9,0.9.1\n")
    assert not IMPORTER.recognises(Source(path.name, path))


def test_that_the_dispatcher_gives_the_file_to_this_importer(tmp_path: Path) -> None:
    path = tmp_path / "Q2_2024_GHANA_BASED_CIB_NETWORK.csv"
    path.write_text(f"{HEADER}\n{FACEBOOK},3 pages,\n")
    found = importer_of(Source(path.name, path))
    assert found is not None
    assert found[0] == "threat_research"


def test_that_asset_counts_become_assets_and_stay_indicators(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        f"{FACEBOOK},154 Accounts ,",
        f'{FACEBOOK},"7,704 Facebook acounts",',
        f"{FACEBOOK},23 Pages,",
        f"{FACEBOOK},1 Group,",
        f"{INSTAGRAM},18 accounts ,",
    )
    assets = [(a["platform"], a["asset_kind"], a["value"]) for a in tables["takedown_asset"]]
    assert assets == [
        ("facebook", "account", 154),
        ("facebook", "account", 7704),
        ("facebook", "page", 23),
        ("facebook", "group", 1),
        ("instagram", "account", 18),
    ]
    assert {row["indicator_kind"] for row in tables["takedown_indicator"]} == {"asset_count"}


def test_that_one_count_for_two_platforms_is_counted_once(tmp_path: Path) -> None:
    shared = "About 110 accounts on Facebook and Instagram"
    tables, _ = _file(tmp_path, f"{FACEBOOK},{shared},", f"{INSTAGRAM},{shared},")
    (asset,) = tables["takedown_asset"]
    assert (asset["platform"], asset["value"], asset["qualifier"]) == ("several", 110, "about")
    assert (asset["lower"], asset["upper"]) == (105, 115)


def test_that_counts_on_platforms_of_others_are_no_removed_assets(tmp_path: Path) -> None:
    tables, _ = _file(tmp_path, f"{ACQUIRE},0.9.7 Acquiring Telegram channels,12 channels,")
    assert "takedown_asset" not in tables


def test_that_a_file_without_counts_has_no_asset_rows_rather_than_zeros(tmp_path: Path) -> None:
    tables, _ = _file(tmp_path, f"{DOMAINS},example-one[.]net,")
    assert "takedown_asset" not in tables
    assert len(tables["takedown"]) == 1


def test_that_followers_join_their_assets_and_bounds_do_not(tmp_path: Path) -> None:
    engage = "7. Targeted engagement,7.2 Engaging with users"
    tables, _ = _file(
        tmp_path,
        f"{FACEBOOK},2 Pages,",
        f"{FACEBOOK},1 Group,",
        f"{engage},7.2.2 Acquiring Page followers,About 1.9 million accounts followed these Pages,",
        f"{engage},7.2.3 Acquiring Group members,less than 100 accounts joined this Group,",
        f"{engage},7.2.4 Acquiring Instagram followers,No accounts followed these.,",
    )
    followers = {
        (a["platform"], a["asset_kind"]): (a["value"], a["followers"])
        for a in tables["takedown_asset"]
    }
    assert followers == {
        ("facebook", "page"): (2, 1_900_000),
        ("facebook", "group"): (1, None),
        ("instagram", "account"): (None, 0),
    }


def test_that_ad_spend_becomes_bounds_and_a_placeholder_does_not(tmp_path: Path) -> None:
    ads = "7. Targeted engagement,7.1 Running ads,7.1.1 Advertising to promote content"
    spent, _ = _file(tmp_path, f'{ads},"Around $1.2 million in spending, paid mostly in dongs",')
    (takedown,) = spent["takedown"]
    assert (takedown["spend_lower"], takedown["spend_upper"]) == (1_150_000, 1_250_000)
    assert takedown["currency"] == "USD"
    left_open, _ = _file(tmp_path, f"{ads},Around $xx in spending for ads,")
    assert left_open["takedown"][0]["spend_lower"] is None
    assert "placeholder" in left_open["takedown"][0]["note"]


def test_that_merged_cells_are_filled_but_never_against_their_numbers(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path,
        f"{DOMAINS},example-one[.]net,",
        ",,0.6.2 Acquiring domains,example-two[.]net,",
        ",,,example-three[.]net,",
        ",,0.9.1 Acquiring Facebook assets,3 Pages,",
        "1. Disguising assets,1.2 Posing as persons,,Posing as a teacher,",
        ",,,,",
        ",,,An indicator after a separator,",
    )
    steps = [(r["tactic"], r["technique"], r["procedure"]) for r in tables["takedown_indicator"]]
    first = ("0. Acquiring assets", "0.6 Acquiring domains", "0.6.2 Acquiring domains")
    assert steps[:3] == [first] * 3
    assert steps[3] == ("0. Acquiring assets", None, "0.9.1 Acquiring Facebook assets")
    assert steps[4] == ("1. Disguising assets", "1.2 Posing as persons", None)
    assert steps[5] == (None, None, None)
    assert intake.skipped == {"blank separator row": 1}


def test_that_cells_over_several_lines_keep_the_line_they_start_on(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        '"0. Acquiring\r\nassets",0.6 Domains,0.6.2 Domains,"example-one[.]net \r\n",',
        f"{DOMAINS},example-two[.]net,",
    )
    lines = [(row["source_row"], row["indicator"]) for row in tables["takedown_indicator"]]
    assert lines == [(2, "example-one[.]net"), (5, "example-two[.]net")]


def test_that_published_defanging_is_kept_and_live_addresses_are_defanged(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        f"{DOMAINS},https://twitter[.]com/someone,see https://forum.example-two.com/x",
        f"{DOMAINS},https://twitter.com/someone,redirects to example-two.com",
        f"{DOMAINS},example-two.com,",
        f"{DOMAINS},blog[.]example-two.com,",
        f"{DOMAINS},info[at]example-two.com,",
        f"{DOMAINS},info@example-two.com,",
        f"{DOMAINS},hxxps://www[.]example-two[.]com/a,",
    )
    indicators = [row["indicator"] for row in tables["takedown_indicator"]]
    assert indicators == [
        "https://twitter[.]com/someone",
        "hxxps://twitter[.]com/someone",
        "example-two[.]com",
        "blog[.]example-two[.]com",
        "info[at]example-two[.]com",
        "info[at]example-two[.]com",
        "hxxps://www[.]example-two[.]com/a",
    ]
    comments = [row["comment"] for row in tables["takedown_indicator"][:2]]
    assert comments == [
        "see hxxps://forum[.]example-two[.]com/x",
        "redirects to example-two[.]com",
    ]


@pytest.mark.parametrize(
    ("name", "key", "kind", "announced_on", "precision"),
    [
        (
            "Q2_2024_RUSSIA-BASED CIB NETWORK #2 .csv",
            "2024Q2-RU-2",
            "cib",
            date(2024, 6, 30),
            "quarter",
        ),
        (
            "Q1 2022_Iran-based IB_cluster.csv",
            "2022Q1-IR-inauthentic-behaviour-1",
            "inauthentic_behaviour",
            date(2022, 3, 31),
            "quarter",
        ),
        (
            "Q2 2025_ Türkiye _ Iran-based CIB network.csv",
            "2025Q2-TR-IR-1",
            "cib",
            date(2025, 6, 30),
            "quarter",
        ),
        (
            "Q2-3_2025_IOCs - Q2-3_2025_POLAND_BASED_CIB_NETWORK_CS1.csv",
            "2025Q2Q3-PL-cs1-1",
            "cib",
            date(2025, 9, 30),
            "half",
        ),
        (
            "Q4-1_2026_IOCs - IRAN_BASED_CIB_NETWORK_2.csv",
            "2026H1-IR-2",
            "cib",
            date(2026, 6, 30),
            "half",
        ),
        (
            "Q1_2023_ Somename_APT.csv",
            "2023Q1-XX-somename-cyber-espionage-1",
            "cyber_espionage",
            date(2023, 3, 31),
            "quarter",
        ),
        (
            "Q4_2023_Pakistan_based_Espionage_network.csv",
            "2023Q4-PK-cyber-espionage-1",
            "cyber_espionage",
            date(2023, 12, 31),
            "quarter",
        ),
        (
            "Q3 2023_Iran-based_recidivist_CIB_cluster.csv",
            "2023Q3-IR-recidivist-1",
            "cib",
            date(2023, 9, 30),
            "quarter",
        ),
        (
            "Q2_2023_Somename_Russia_based_CIB_network_updated.csv",
            "2023Q2-RU-somename-updated-1",
            "cib",
            date(2023, 6, 30),
            "quarter",
        ),
    ],
)
def test_that_the_name_gives_period_kind_and_key(
    tmp_path: Path, name: str, key: str, kind: str, announced_on: date, precision: str
) -> None:
    tables, intake = _file(tmp_path, f"{FACEBOOK},3 Pages,", name=name)
    (takedown,) = tables["takedown"]
    assert takedown["takedown_id"] == f"threat-{key}"
    assert (takedown["kind"], takedown["networks"]) == (kind, 1)
    assert (takedown["announced_on"], takedown["date_precision"]) == (announced_on, precision)
    assert takedown["recidivist"] is (True if "recidivist" in name else None)
    assert intake.period_ends_on == announced_on


def test_that_the_folder_gives_the_period_where_the_name_does_not(tmp_path: Path) -> None:
    folder = tmp_path / "Q2_2023 "
    folder.mkdir()
    tables, _ = _file(folder, f"{FACEBOOK},3 Pages,", name="Ghana_based_CIB_network.csv")
    assert tables["takedown"][0]["period_starts_on"] == date(2023, 4, 1)


def test_that_a_file_without_a_period_is_refused_whole_with_a_remedy(tmp_path: Path) -> None:
    tables, intake = _file(tmp_path, f"{FACEBOOK},3 Pages,", name="Ghana_based_CIB.csv")
    assert not tables
    assert "Q2_2024" in intake.problems[0].remedy


def test_that_targets_in_the_name_are_no_origins(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        f"{FACEBOOK},3 Pages,",
        name="Q1_2024_MOLDOVA_&_MADAGASCAR_TARGETING_CIB_NETWORK.csv",
    )
    targets = {(t["country_code"], t["basis"]) for t in tables["takedown_target"]}
    assert targets == {("MD", "file_name"), ("MG", "file_name")}
    assert "takedown_origin" not in tables


def test_that_likely_targets_are_inferred_once_a_country(tmp_path: Path) -> None:
    said = "Spoofing Registration date: {}, Country likely targeted: {}"
    tables, _ = _file(
        tmp_path,
        f'{DOMAINS},a[.]net,"{said.format("7/13/2024", "France")}"',
        f'{DOMAINS},b[.]net,"{said.format("9/5/2024", "USA")}"',
        f'{DOMAINS},c[.]net,"""{said.format("2024-03-05", "United States/Germany")}"""',
        f'{DOMAINS},d[.]net,"{said.format("n/a", "Middle East")}"',
    )
    targets = [
        (t["country_code"], t["as_stated"], t["source_row"]) for t in tables["takedown_target"]
    ]
    assert targets == [
        ("FR", "France", 2),
        ("US", "USA", 3),
        ("DE", "Germany", 4),
        (None, "Middle East", 5),
    ]
    assert {t["basis"] for t in tables["takedown_target"]} == {"inferred"}
    registered = [row["registered_on"] for row in tables["takedown_indicator"]]
    assert registered == [date(2024, 7, 13), date(2024, 9, 5), date(2024, 3, 5), None]


def test_that_the_order_of_registration_days_is_the_files_own_and_never_a_guess(
    tmp_path: Path,
) -> None:
    said = "Registration date: {}"
    european, _ = _file(
        tmp_path,
        f"{DOMAINS},a[.]net,{said.format('13/7/2024')}",
        f"{DOMAINS},b[.]net,{said.format('9/5/2024')}",
    )
    assert [r["registered_on"] for r in european["takedown_indicator"]] == [
        date(2024, 7, 13),
        date(2024, 5, 9),
    ]
    unclear, intake = _file(tmp_path, f"{DOMAINS},b[.]net,{said.format('9/5/2024')}")
    assert unclear["takedown_indicator"][0]["registered_on"] is None
    assert intake.problems[0].place.value == "9/5/2024"


def test_that_every_row_is_imported_skipped_or_refused(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path,
        f"{FACEBOOK},3 Pages,",
        ",,,,",
        f"{FACEBOOK},,",
        f"{FACEBOOK},3 Pages,a note,and a stray cell",
    )
    assert intake.rows_read == 4
    assert len(tables["takedown_indicator"]) == 1
    assert sum(intake.skipped.values()) == 2
    assert [problem.place.row for problem in intake.problems] == [5]


def _published(real_data: Path) -> Iterator[tuple[Path, list[list[str]]]]:
    for path in sorted((real_data / "meta_threat_research").glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            yield path, list(csv.reader(stream))[1:]


def test_that_the_published_files_give_what_a_hand_count_gives(real_data: Path) -> None:
    networks: Counter[str] = Counter()
    origins: Counter[str] = Counter()
    keys: set[str] = set()
    for path, rows in _published(real_data):
        tables, intake = _import(path)
        assert intake.problems == []
        # By hand: an indicator row is one whose fourth cell is not blank.
        stated = [row for row in rows if row[3].strip()]
        found = tables["takedown_indicator"]
        assert len(found) == len(stated), path.name
        assert intake.rows_read == len(rows) == len(found) + sum(intake.skipped.values())
        assert all(_dead(f"{r['indicator']} {r['comment'] or ''}") for r in found), path.name
        # By hand: asset counts are figures in the rows on Facebook and Instagram assets.
        counted: Counter[str] = Counter()
        for row in stated:
            match = re.match(r"([\d,]+) .*?(account|page|group)", row[3].strip(), re.IGNORECASE)
            if match and row[2].startswith(("0.9.1 ", "0.9.2 ")):
                counted[match[2].lower()] += int(match[1].replace(",", ""))
        imported: Counter[str] = Counter()
        for asset in tables["takedown_asset"]:
            if asset["platform"] != "several":
                imported[asset["asset_kind"]] += int(asset["value"])
        assert imported == counted, path.name
        (takedown,) = tables["takedown"]
        keys.add(takedown["takedown_id"])
        networks[f"{takedown['period_ends_on']:%Y-%m} {takedown['kind']}"] += 1
        origins.update(origin["country_code"] for origin in tables["takedown_origin"])
    assert len(keys) == 41
    assert networks == {
        "2023-03 cib": 6,
        "2023-03 cyber_espionage": 3,
        "2023-06 cib": 5,
        "2023-09 cib": 4,
        "2023-09 inauthentic_behaviour": 1,
        "2023-12 cib": 3,
        "2023-12 cyber_espionage": 1,
        "2024-03 cib": 6,
        "2024-06 cib": 6,
        "2024-09 cib": 3,
        "2024-12 cib": 3,
    }
    named = ("CN", "RU", "IR", "TR", "PK", "US", "TG", "BF", "VE", "MD")
    assert {code: origins[code] for code in named} == {
        "CN": 8, "RU": 6, "IR": 6, "TR": 3, "PK": 2, "US": 2, "TG": 1, "BF": 1, "VE": 1, "MD": 1,
    }  # fmt: skip


def test_that_the_largest_published_list_has_its_registration_days(real_data: Path) -> None:
    (path,) = (real_data / "meta_threat_research").glob("*/*Doppelganger*")
    tables, _ = _import(path)
    frame = pl.from_dicts(tables["takedown_indicator"], infer_schema_length=None)
    said = frame.filter(pl.col("comment").str.contains(r"Registration date: \d"))
    assert said["registered_on"].null_count() == 0
    assert len(said) == 241
    assert {t["country_code"] for t in tables["takedown_target"]} == {
        "FR", "DE", "IL", "IT", "PL", "UA", "US", "LV", "GB", None,
    }  # fmt: skip
