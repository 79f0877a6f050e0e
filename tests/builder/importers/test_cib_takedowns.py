"""Lists of announced takedowns."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from eoc_app.builder.importers.cib_takedowns import IMPORTER
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source

Tables = dict[str, list[dict[str, Any]]]

HEADER = (
    "entry_date,origin_countries,target_countries,start_date,end_date,announced_date,budget_usd,"
    "fb_accounts,fb_pages,fb_pages_followers,fb_groups,fb_groups_followers,Events,ig_accounts,"
    "ig_followers,affiliation,keywords,description,source,url"
)


def _import(path: Path) -> tuple[Tables, Intake]:
    source = Source(path.name, path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: Tables = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    return tables, intake


def _row(**cells: str) -> str:
    row = dict.fromkeys(HEADER.split(","), "") | {
        "origin_countries": "Ghana",
        "target_countries": "Ghana",
        "announced_date": "10/30/2019",
    }
    return ",".join(f'"{cell}"' for cell in (row | cells).values())


def _file(folder: Path, *rows: str) -> tuple[Tables, Intake]:
    path = folder / "list.csv"
    path.write_text("\ufeff" + "\n".join([HEADER, *rows, ""]))
    return _import(path)


def test_that_the_order_of_day_and_month_is_what_the_columns_values_prove(tmp_path: Path) -> None:
    american, _ = _file(tmp_path, _row(announced_date="05/06/2020"), _row())
    assert american["takedown"][0]["announced_on"] == date(2020, 5, 6)
    european, _ = _file(
        tmp_path, _row(announced_date="05/06/2020"), _row(announced_date="30/10/2019")
    )
    assert european["takedown"][0]["announced_on"] == date(2020, 6, 5)
    other_column, _ = _file(tmp_path, _row(announced_date="05/06/2020", entry_date="21/06/2020"))
    assert other_column["takedown"][0]["announced_on"] == date(2020, 6, 5)


def test_that_an_order_that_no_value_proves_is_refused_and_never_guessed(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path, _row(announced_date="05/06/2020"), _row(announced_date="05/05/2020")
    )
    assert [takedown["announced_on"] for takedown in tables["takedown"]] == [date(2020, 5, 5)]
    assert [(p.place.row, p.place.value) for p in intake.problems] == [(2, "05/06/2020")]
    contradicting, intake = _file(
        tmp_path,
        _row(announced_date="05/06/2020"),
        _row(announced_date="30/10/2019"),
        _row(announced_date="10/30/2019"),
    )
    assert len(contradicting["takedown"]) == 2
    assert [p.place.row for p in intake.problems] == [2]


def test_that_spreadsheet_months_are_months_of_a_year(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path,
        _row(start_date="May-14", end_date="Feb-16"),
        _row(start_date="2016"),
        _row(start_date="soon"),
    )
    spans = [(t["period_starts_on"], t["period_ends_on"]) for t in tables["takedown"]]
    assert spans == [
        (date(2014, 5, 1), date(2016, 2, 29)),
        (date(2016, 1, 1), None),
        (None, None),
    ]
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(4, "start_date")]


def test_that_blank_is_not_stated_and_zero_is_zero(tmp_path: Path) -> None:
    tables, intake = _file(
        tmp_path,
        _row(fb_accounts="1,488", fb_groups="0", fb_groups_followers="0", ig_followers="2,100"),
        _row(fb_accounts="many"),
    )
    assets = [
        (a["platform"], a["asset_kind"], a["value"], a["followers"], a["qualifier"])
        for a in tables["takedown_asset"]
    ]
    assert assets == [
        ("facebook", "account", 1488, None, "exact"),
        ("facebook", "group", 0, 0, "exact"),
        ("instagram", "account", None, 2100, "about"),
    ]
    assert [(p.place.column, p.place.value) for p in intake.problems] == [("fb_accounts", "many")]


def test_that_a_budget_becomes_bounds_in_dollars_and_a_blank_one_nothing(tmp_path: Path) -> None:
    tables, _ = _file(tmp_path, _row(budget_usd="9,500,000"), _row())
    spends = [(t["spend_lower"], t["spend_upper"], t["currency"]) for t in tables["takedown"]]
    assert spends == [(9_450_000, 9_550_000, "USD"), (None, None, None)]


def test_that_cells_of_several_places_give_one_row_a_country(tmp_path: Path) -> None:
    tables, _ = _file(
        tmp_path,
        _row(
            origin_countries="USA, UAE",
            target_countries="Yemen, US, Various, the UK, Middle East, USA, Yemen, Macedonia",
        ),
        _row(target_countries="Bosnia and Herzegovina"),
    )
    assert [o["country_code"] for o in tables["takedown_origin"]] == ["US", "AE", "GH"]
    targets = [(t["as_stated"], t["country_code"]) for t in tables["takedown_target"]]
    assert sorted(targets[:-1], key=str) == [
        ("Macedonia", "MK"),
        ("Middle East", None),
        ("US", "US"),
        ("Various", None),
        ("Yemen", "YE"),
        ("the UK", "GB"),
    ]
    assert targets[-1] == ("Bosnia and Herzegovina", "BA")


def test_that_networks_of_one_announcement_stay_apart(tmp_path: Path) -> None:
    shared = "https://about.fb.com/news/one-announcement/"
    tables, _ = _file(tmp_path, _row(url=shared), _row(url=shared, fb_pages="7"))
    assert [t["takedown_id"] for t in tables["takedown"]] == [
        "cib-20191030-GH-1",
        "cib-20191030-GH-2",
    ]
    assert {t["announcement_url"] for t in tables["takedown"]} == {shared}


def test_that_a_row_that_comes_again_is_the_same_network(tmp_path: Path) -> None:
    tables, intake = _file(tmp_path, _row(fb_pages="7"), _row(fb_pages="8"), _row(fb_pages="7"))
    assert len(tables["takedown"]) == len(tables["takedown_origin"]) == 2
    assert intake.rows_read == 3
    assert intake.skipped == {"rows that repeat an earlier row": 1}
    assert not intake.problems


def test_that_an_announcement_after_its_own_entry_is_marked(tmp_path: Path) -> None:
    tables, intake = _file(tmp_path, _row(entry_date="10/15/2019"))
    assert tables["takedown"][0]["announced_on"] == date(2019, 10, 30)
    assert "one is wrong" in tables["takedown"][0]["note"]
    assert [p.place.column for p in intake.problems] == ["announced_date"]


def test_that_every_row_is_imported_skipped_or_refused(tmp_path: Path) -> None:
    tables, intake = _file(tmp_path, _row(), "", _row(announced_date="unknown"))
    assert intake.rows_read == 3
    assert (len(tables["takedown"]), sum(intake.skipped.values()), len(intake.problems)) == (
        1,
        1,
        1,
    )


def test_that_the_real_list_gives_what_a_hand_count_gives(real_data: Path) -> None:
    path = real_data / "cib_takedowns" / "cib-fb-data.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    tables, intake = _import(path)
    assert intake.rows_read == len(rows) == len(tables["takedown"]) == 65
    assert len({t["takedown_id"] for t in tables["takedown"]}) == 65
    # The list enters one network twelve days before its announcement; nothing else is doubtful.
    assert [p.place.row for p in intake.problems] == [45]
    months = Counter(f"{row['announced_date'][6:]}-{row['announced_date'][:2]}" for row in rows)
    assert Counter(f"{t['announced_on']:%Y-%m}" for t in tables["takedown"]) == months
    for column, platform, kind in (
        ("fb_accounts", "facebook", "account"),
        ("fb_pages", "facebook", "page"),
        ("fb_groups", "facebook", "group"),
        ("Events", "facebook", "event"),
        ("ig_accounts", "instagram", "account"),
    ):
        stated = [int(row[column].replace(",", "")) for row in rows if row[column].strip()]
        found = [
            asset["value"]
            for asset in tables["takedown_asset"]
            if (asset["platform"], asset["asset_kind"]) == (platform, kind)
            and asset["value"] is not None
        ]
        assert (len(found), sum(found)) == (len(stated), sum(stated)), column
    russian = sum("Russia" in row["origin_countries"] for row in rows)
    assert sum(o["country_code"] == "RU" for o in tables["takedown_origin"]) == russian
    american = sum(
        bool({"US", "USA"} & {part.strip() for part in row["target_countries"].split(",")})
        for row in rows
    )
    assert sum(t["country_code"] == "US" for t in tables["takedown_target"]) == american
    places = {t["as_stated"] for t in tables["takedown_target"] if t["country_code"] is None}
    assert places == {
        "Various", "Middle East", "North Africa", "West Papua", "Latin America",
        "Southeast Asia", "The Gulf",
    }  # fmt: skip
