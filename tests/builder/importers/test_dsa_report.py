"""Tables of the harmonised DSA transparency report."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.dsa_report import IMPORTER, UNNAMED
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from tests.builder.importers.public_files import short, taken

Facts = list[dict[str, Any]]

LEAD = "Applicability,Service,Reporting period"
RECIPIENTS = f"{LEAD},Section,Indicator,Scope,Value,Contextual information"
NOTICES = (
    f'{LEAD},Category of illegal content,"Description of the sub-category ""Other""",'
    "Number of notices received ,Number of notices received from Trusted flaggers,"
    "Median time to take action,Median time to take action (Trusted Flagger notices),"
    "Contextual information on Number of notices received "
)
OWN = (
    f"{LEAD},Category of {{}},Description,Number of measures taken at the provider's own initiative"
    " ,Visibility restriction Disable"
)
PERIOD = "All,Instagram,2026-01-01/2026-06-30"


def _import(path: Path) -> tuple[Facts, Intake]:
    source = Source(path.name, path)
    intake = Intake(source.path)
    assert IMPORTER.recognises(source)
    tables: dict[str, Facts] = defaultdict(list)
    for batch in IMPORTER.read(source, intake):
        tables[batch.table] += batch.frame.to_dicts()
    assert set(tables) <= {"published_figure"}
    return tables["published_figure"], intake


def _file(folder: Path, *lines: str) -> tuple[Facts, Intake]:
    path = folder / "table.csv"
    path.write_text("\n".join([*lines, ""]))
    return _import(path)


def test_that_merged_cells_are_filled_and_greece_is_a_country(tmp_path: Path) -> None:
    facts, intake = _file(
        tmp_path,
        RECIPIENTS,
        f'{PERIOD},AMAR,Average monthly active recipients,TOTAL,"9,000",a note',
        f'{PERIOD},AMAR,Average monthly active recipients,AT,"4,000",',
        ',,,,,EL,"5,000",',
    )
    found = [(f["scope"], f["country_code"], f["value"], f["platform"]) for f in facts]
    assert found == [
        ("eu", None, 9000, "instagram"),
        ("country", "AT", 4000, "instagram"),
        ("country", "GR", 5000, "instagram"),
    ]
    assert {(f["family"], f["metric"]) for f in facts} == {
        ("user_base", "monthly_active_recipients")
    }
    assert {f["period_starts_on"] for f in facts} == {date(2026, 1, 1)}
    assert intake.period_ends_on == date(2026, 6, 30)


def test_that_totals_categories_and_keywords_are_different_metrics_of_the_eu(
    tmp_path: Path,
) -> None:
    facts, _ = _file(
        tmp_path,
        NOTICES,
        f"{PERIOD},TOTAL,,900,30,14.8,11.7,words",
        f"{PERIOD},STATEMENT_CATEGORY_VIOLENCE,,600,20,14.8,11.7,",
        f"{PERIOD},KEYWORD_COORDINATED_HARM,,600,20,14.8,11.7,",
    )
    received = {
        fact["metric"]: fact["value"]
        for fact in facts
        if fact["statement"].startswith("number of notices received:")
    }
    assert received == {
        "notices_received_total": 900,
        "notices_received_category": 600,
        "notices_received_keyword": 600,
    }
    assert {(f["scope"], f["country_code"], f["family"]) for f in facts} == {("eu", None, "dsa")}
    assert len(facts) == 12
    units = {f["metric"]: f["unit"] for f in facts}
    assert units["notices_median_hours_to_action_total"] == "hours"


def test_that_a_median_of_no_notices_is_no_duration(tmp_path: Path) -> None:
    row = f"{PERIOD},STATEMENT_CATEGORY_VIOLENCE,,0,20,0.0,11.7,"
    facts, intake = _file(tmp_path, NOTICES, row)
    medians = {f["metric"]: f["value"] for f in facts if "median" in f["metric"]}
    assert medians == {"notices_median_hours_to_action_trusted_flaggers_category": 11.7}
    assert intake.skipped == {"medians printed as 0.0 where nothing was received": 1}


def test_that_a_service_keeps_its_name_whatever_its_platform(tmp_path: Path) -> None:
    services = (
        "TikTok",
        "Amazon Store",
        "YouTube",
        "X",
        "Google Play",
        "WhatsApp Channels",
        "Temu",
    )
    facts, _ = _file(
        tmp_path,
        RECIPIENTS,
        *(f"All,{name},2026-01-01/2026-06-30,AMAR,Recipients,DE,{n}," for n, name in
          enumerate(services, 1)),
    )  # fmt: skip
    assert [(fact["service"], fact["platform"]) for fact in facts] == [
        ("TikTok", "tiktok"),
        ("Amazon Store", "other"),
        ("YouTube", "youtube"),
        ("X", "x"),
        ("Google Play", "google"),
        ("WhatsApp Channels", "whatsapp"),
        ("Temu", "other"),
    ]


def test_that_other_keywords_are_told_apart_by_their_descriptions(tmp_path: Path) -> None:
    facts, _ = _file(
        tmp_path,
        NOTICES,
        f"{PERIOD},TOTAL,,9,,,,",
        f"{PERIOD},STATEMENT_CATEGORY_A,,5,,,,",
        f"{PERIOD},KEYWORD_OTHER,GDPR,1,,,,",
        f"{PERIOD},KEYWORD_OTHER,PRIVACY,4,,,,",
        f"{PERIOD},STATEMENT_CATEGORY_B,,4,,,,",
        f"{PERIOD},KEYWORD_OTHER,PRIVACY,3,,,,",
        f"{PERIOD},KEYWORD_OTHER,,1,,,,",
    )
    found = [(fact["scope_note"], fact["value"]) for fact in facts]
    assert found == [
        ("total: TOTAL", 9),
        ("category: STATEMENT_CATEGORY_A", 5),
        ("keyword: KEYWORD_OTHER (GDPR)", 1),
        ("keyword: KEYWORD_OTHER (PRIVACY) in STATEMENT_CATEGORY_A", 4),
        ("category: STATEMENT_CATEGORY_B", 4),
        ("keyword: KEYWORD_OTHER (PRIVACY) in STATEMENT_CATEGORY_B", 3),
        ("keyword: KEYWORD_OTHER", 1),
    ]


@pytest.mark.parametrize(
    ("heading", "metric"),
    [
        ("incompatibility with the provider's terms", "own_initiative_terms_measures_total"),
        ("illegal content", "own_initiative_illegal_measures_total"),
    ],
)
def test_that_own_initiative_measures_keep_their_ground_apart(
    tmp_path: Path, heading: str, metric: str
) -> None:
    facts, _ = _file(tmp_path, OWN.format(heading), f'{PERIOD},TOTAL,,"96,466",')
    assert [(fact["metric"], fact["value"]) for fact in facts] == [(metric, 96466)]


def test_that_other_tables_of_the_report_are_recognised_and_refused_plainly(tmp_path: Path) -> None:
    facts, intake = _file(tmp_path, f"{LEAD},Indicator,Number of people", f"{PERIOD},x,5")
    assert facts == []
    assert "not imported" in intake.problems[0].what


def test_that_rows_that_cannot_be_read_are_named_and_all_are_accounted_for(tmp_path: Path) -> None:
    facts, intake = _file(
        tmp_path,
        RECIPIENTS,
        ",,,,,AT,100,",
        f"{PERIOD},AMAR,Recipients,AT,100,",
        ",,,,,XX,100,",
        ",,,,,BE,many,",
        ",,2026,,,BG,100,",
        ",,,,,,,",
    )
    assert [fact["country_code"] for fact in facts] == ["AT"]
    assert [problem.place.row for problem in intake.problems] == [2, 4, 5, 6]
    assert intake.rows_read == 6
    assert sum(intake.skipped.values()) == 1


def test_that_the_real_tables_give_what_a_hand_count_gives(real_data: Path) -> None:
    folder = real_data / "dsa"
    facts, intake = _import(folder / "facebook_2025H2_10_AMAR.csv")
    with (folder / "facebook_2025H2_10_AMAR.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    by_hand = {row[5]: int(row[6].replace(",", "")) for row in rows}
    states = {f["country_code"]: f["value"] for f in facts if f["scope"] == "country"}
    assert len(states) == 27
    assert states["GR"] == by_hand["EL"]
    (total,) = [f["value"] for f in facts if f["scope"] == "eu"]
    assert total == by_hand["TOTAL"]
    # Each state's average is rounded, so the states add up to the total within one a state.
    assert abs(sum(states.values()) - total) <= 27
    assert (intake.rows_read, intake.problems) == (28, [])
    for name, cells in (("4_notices_excerpt", 10), ("6_own_initiative_TC_excerpt", 5)):
        facts, intake = _import(folder / f"facebook_2025H2_{name}.csv")
        with (folder / f"facebook_2025H2_{name}.csv").open(newline="") as stream:
            rows = list(csv.reader(stream))[1:]
        filled = sum(bool(cell.strip()) for row in rows for cell in row[5 : 5 + cells])
        assert len(facts) + sum(intake.skipped.values()) == filled
        assert {f["scope"] for f in facts} == {"eu"}
        assert intake.problems == []


def test_that_moderators_are_counted_by_language_and_never_as_recipients(tmp_path: Path) -> None:
    lead = "VLOPs,{},2026-01-01/2026-06-30,Human resources dedicated to content moderation "
    facebook = lead.format("Facebook")
    expertise = "Number of total moderators with sufficient linguistic expertise "
    name, tables, intake = taken(
        tmp_path / "9_human_resources.csv",
        RECIPIENTS,
        f"{facebook},Number of internal moderators employed by the provider,Total number,18,",
        f"{facebook},{expertise},Total number,135,Some words about it",
        f"{facebook},{expertise},ro,4,",
        f"{facebook},{expertise},Romanian,4,",
        f"{lead.format('Amazon Store')},{expertise},ro,9,",
    )
    assert name == "dsa_report"
    assert set(tables) == {"capacity"}
    assert short(tables["capacity"], "platform", "metric", "language", "value", "scope") == [
        ("facebook", "moderators_internal", None, 18, "eu"),
        ("facebook", "moderators", None, 135, "eu"),
        ("facebook", "moderators_of_language", "ro", 4, "eu"),
    ]
    assert [(p.place.row, p.why) for p in intake.problems] == [
        (5, "its scope is neither the total nor the code of a language")
    ]
    assert intake.skipped == {UNNAMED: 1}
