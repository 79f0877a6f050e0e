"""Threat-report indicators by type and value."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.threat_indicators import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Tables = dict[str, list[dict[str, Any]]]


def _file(
    folder: Path,
    *rows: str,
    name: str = "2022_04_report.csv",
    header: str = "type,value,comment,ds",
) -> tuple[Tables, Intake]:
    path = folder / name
    path.write_text("\n".join([header, *rows, ""]))
    source = Source(path.name, path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: Tables = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    return tables, intake


@pytest.mark.parametrize(
    "header", ["type,value,comment,ds", "indicator_type,indicator_value,comment,ds"]
)
def test_that_both_headers_are_read_and_addresses_defanged(tmp_path: Path, header: str) -> None:
    tables, intake = _file(
        tmp_path,
        "domain_name,example-one.io,Some Group,2022-04-07",
        "phishing_url,https://example-two.online/login.html,Some Group,2022-04-07",
        "md5,43535540e94b39279af925e9548dce7f,Some Group,2022-04-07",
        "android_package_name,com.example.editor,Editor,2022-04-07",
        header=header,
    )
    found = [(r["indicator_kind"], r["indicator"]) for r in tables["takedown_indicator"]]
    assert found == [
        ("domain", "example-one[.]io"),
        ("url", "hxxps://example-two[.]online/login.html"),
        ("hash", "43535540e94b39279af925e9548dce7f"),
        ("other", "com[.]example[.]editor"),
    ]
    assert tables["takedown_indicator"][3]["comment"] == "Editor (android_package_name)"
    (takedown,) = tables["takedown"]
    assert (takedown["announced_on"], takedown["date_precision"]) == (date(2022, 4, 7), "day")
    assert takedown["kind"] == "unknown"
    assert intake.period_starts_on == date(2022, 4, 7)


def test_that_comments_tell_coordinated_networks_apart_from_each_other_and_from_hackers(
    tmp_path: Path,
) -> None:
    tables, _ = _file(
        tmp_path,
        "domain_name,a.com,Group (Iran),2022-04-07",
        'domain_name,b.com,"CIB: Costa Rica, El Salvador",2022-04-07',
        'domain_name,c.com,"CIB: Russia, Ukraine",2022-04-07',
    )
    kinds = {t["takedown_id"]: t["kind"] for t in tables["takedown"]}
    assert kinds == {
        "threat-20220407-XX-unknown-1": "unknown",
        "threat-20220407-CR-SV-1": "cib",
        "threat-20220407-RU-UA-1": "cib",
    }
    origins = [(o["country_code"], o["basis"]) for o in tables["takedown_origin"]]
    assert origins == [(code, "inferred") for code in ("CR", "SV", "RU", "UA")]


def test_that_origins_left_by_the_comments_come_from_the_files_name(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        "cib_url,https://a[.]com/x,China: CIB Petition,2022-09-27",
        "domain_name,b.eu,France-targeting CIB domain,2022-09-27",
        "domain_name,c.eu,Multiple-targeting CIB domain,2022-09-27",
        name="2022_09_removing_coordinated_inauthentic_behavior_from_china_and_russia.csv",
    )
    origins = {o["takedown_id"]: o["country_code"] for o in tables["takedown_origin"]}
    assert origins == {"threat-20220927-CN-1": "CN", "threat-20220927-XX-1": "RU"}
    targets = [(t["takedown_id"][-4:], t["country_code"]) for t in tables["takedown_target"]]
    assert targets == [("XX-1", "FR"), ("XX-1", None)]


@pytest.mark.parametrize(
    ("name", "kind", "codes"),
    [
        ("2021_12_taking_action_against_surveillance_for_hire.csv", "surveillance_for_hire", []),
        (
            "2021_11_action_against_hackers_in_pakistan_and_syria.csv",
            "cyber_espionage",
            ["PK", "SY"],
        ),
        ("2023_05_malware_iocs.csv", "cyber_espionage", []),
    ],
)
def test_that_other_operations_are_not_counted_as_coordinated_behaviour(
    tmp_path: Path, name: str, kind: str, codes: list[str]
) -> None:
    tables, _ = _file(tmp_path, "domain_name,a.com,Host,2021-12-16", name=name)
    assert [takedown["kind"] for takedown in tables["takedown"]] == [kind]
    assert [origin["country_code"] for origin in tables["takedown_origin"]] == codes


def test_that_the_files_month_serves_where_rows_have_no_day(tmp_path: Path) -> None:
    tables, _ = _file(tmp_path, "domain_name,a.com,Host", header="type,value,comment")
    (takedown,) = tables["takedown"]
    assert (takedown["announced_on"], takedown["date_precision"]) == (date(2022, 4, 30), "month")


def test_that_rows_that_cannot_be_read_are_named_and_all_are_accounted_for(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path,
        "domain_name,a.com,Host,2021-12-16",
        "domain_name,,Host,2021-12-16",
        "domain_name,b.com,Host,05/04/2022",
        "",
        "domain_name,c.com,Host,2021-12-16,stray",
    )
    assert [problem.place.row for problem in intake.problems] == [3, 4, 6]
    assert intake.problems[1].place.value == "05/04/2022"
    refused = len(intake.problems)
    written = len(tables["takedown_indicator"])
    assert intake.rows_read == written + refused + sum(intake.skipped.values()) == 5
