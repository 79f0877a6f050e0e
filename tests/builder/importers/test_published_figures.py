"""Published figures keep their qualifier, go to their family's table and never change scope."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder.importers.published_figures import IMPORTER, platform
from eoc_app.builder.sources.intake import Intake
from eoc_app.builder.sources.source import Source
from eoc_app.domain.figures import quantity

HEADER = (
    "country_code,scope_note,period_start,period_end,family,metric,value,qualifier,unit,surface,"
    "statement,source\n"
)
STATED = "country,election,metric,value_as_stated,qualifier,source_url\n"
Write = Callable[[str], Path]


def taken(path: Path) -> tuple[dict[int, tuple[str, dict[str, Any]]], Intake]:
    """The table and the row that each line gave."""
    source, intake = Source(path.name, path), Intake(path.name)
    assert IMPORTER.recognises(source)
    rows = [
        (batch.table, row)
        for batch in IMPORTER.read(source, intake)
        for row in batch.frame.to_dicts()
    ]
    refused = {problem.place.row for problem in intake.problems}
    assert intake.rows_read == len(rows) + sum(intake.skipped.values()) + len(refused)
    return {row["source_row"]: (table, row) for table, row in rows}, intake


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "figures.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def line(
    code: str = "BR",
    family: str = "voter_reminder",
    metric: str = "reminder_engagements",
    value: str = "20000000",
    how: str = "more than",
    unit: str = "engagements",
    surface: str = "Facebook",
    statement: str = "",
    end: str = "2024-12-31",
) -> str:
    return (
        f"{code},local elections,2024-01-01,{end},{family},{metric},{value},{how},{unit},{surface},"
        f"{statement},report: part\n"
    )


@pytest.mark.parametrize(
    ("how", "qualifier", "lower", "upper"),
    [
        ("more than", "more_than", 2e7, None),
        ("at least", "at_least", 2e7, None),
        ("less than", "less_than", 0.0, 2e7),
        ("about", "about", 1.5e7, 2.5e7),
        ("nearly", "nearly", 1.5e7, 2e7),
        ("exactly as stated", "exact", 2e7, 2e7),
    ],
)
def test_that_a_qualifier_becomes_the_interval_that_it_allows(
    written: Write, how: str, qualifier: str, lower: float, upper: float | None
) -> None:
    rows, _ = taken(written(HEADER + line(how=how)))
    _, row = rows[2]
    assert (row["value"], row["qualifier"]) == (2e7, qualifier)
    assert (row["lower"], row["upper"]) == (lower, upper)


@pytest.mark.parametrize(
    ("code", "scope", "country"),
    [("BR", "country", "BR"), ("EU", "eu", None), ("", "world", None), ("global", "world", None)],
)
def test_that_a_world_or_union_figure_never_gets_a_country(
    written: Write, code: str, scope: str, country: str | None
) -> None:
    rows, _ = taken(written(HEADER + line(code=code)))
    assert (rows[2][1]["scope"], rows[2][1]["country_code"]) == (scope, country)


@pytest.mark.parametrize(
    ("family", "table"),
    [
        ("voter_reminder", "voter_reminder"),
        ("ai_label", "ai_label"),
        ("candidate_safety", "candidate_safety"),
        ("partner_report", "partner_report"),
        ("crisis", "crisis"),
        ("capacity", "capacity"),
        ("media_literacy", "fact_check"),
        ("user_report", "user_report"),
        ("government_request", "government_request"),
        ("takedown", "published_figure"),
        ("enforcement", "published_figure"),
        ("oversight", "published_figure"),
    ],
)
def test_that_each_family_goes_to_its_table(written: Write, family: str, table: str) -> None:
    rows, _ = taken(written(HEADER + line(family=family, metric="some_count")))
    assert rows[2][0] == table
    if table == "published_figure":
        assert rows[2][1]["family"] == family
        assert rows[2][1]["citation"] == "report: part"
    else:
        assert "report: part" in rows[2][1]["note"]


@pytest.mark.parametrize(
    ("metric", "statement", "kind"),
    [
        ("registration_sticker_viewers", "", "sticker"),
        ("voting_alert_reach", "", "voting_alert"),
        ("messaging_reminder_reach", "", "messaging_campaign"),
        ("reminder_impressions", "top-of-feed reminders", "top_of_feed"),
        ("reminder_engagements", "engaged with election-day notifications", "election_day_notice"),
        ("reminder_engagements", "voter information units and election day information", "any"),
        ("reminder_clicks", "clicks to official websites", "any"),
    ],
)
def test_that_the_kind_of_a_reminder_is_read_or_any(
    written: Write, metric: str, statement: str, kind: str
) -> None:
    rows, _ = taken(written(HEADER + line(metric=metric, statement=statement)))
    assert rows[2][1]["reminder_kind"] == kind
    assert rows[2][1]["election"] == "local elections"


@pytest.mark.parametrize(
    ("metric", "statement", "item", "label"),
    [
        ("ads_labelled", "ads labelled with AI disclaimers", "ad", "any"),
        ("ads_labelled", "self-disclosed by the advertiser", "ad", "self_disclosed"),
        ("content_labelled", "detected by C2PA metadata", "content", "any"),
        ("content_labelled", "found by IPTC metadata", "content", "metadata"),
        ("ai_share_of_fact_checked_misinformation", "", "fact_checked_misinformation", "any"),
    ],
)
def test_that_what_carries_a_label_is_told(
    written: Write, metric: str, statement: str, item: str, label: str
) -> None:
    rows, _ = taken(written(HEADER + line(family="ai_label", metric=metric, statement=statement)))
    assert (rows[2][1]["item_kind"], rows[2][1]["label_kind"]) == (item, label)


@pytest.mark.parametrize(
    ("surface", "word"),
    [
        ("Facebook", "facebook"),
        ("Facebook+Instagram", "several"),
        ("Facebook, Instagram and Threads", "several"),
        ("WhatsApp", "whatsapp"),
        ("all", "all"),
        ("", "all"),
        ("offline", "offline"),
        ("Billboards", "other"),
    ],
)
def test_that_a_surface_becomes_the_format_s_platform(surface: str, word: str) -> None:
    assert platform(surface) == word


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        (line(code="QQ"), "country_code"),
        (line(value="many"), "value"),
        (line(value='"1,2345"'), "value"),
        (line(how="perhaps"), "qualifier"),
        (line(how="range"), "qualifier"),
        (line(unit=""), "unit"),
        (line(end="2023-12-31"), "period_end"),
        (line(end="someday"), "period_end"),
    ],
)
def test_that_a_row_that_gives_no_figure_is_refused_by_cell(
    written: Write, bad: str, column: str
) -> None:
    rows, intake = taken(written(HEADER + bad + line()))
    assert set(rows) == {3}
    assert [(p.place.row, p.place.column) for p in intake.problems] == [(2, column)]


def test_that_thousands_commas_and_signs_are_read(written: Write) -> None:
    rows, _ = taken(
        written(
            HEADER
            + line(value='"1,200,000"', how="count")
            + line(value="-12", how="exactly", unit="percentage points")
        )
    )
    assert rows[2][1]["value"] == 1.2e6
    assert (rows[3][1]["value"], rows[3][1]["unit"]) == (-12.0, "percentage_points")


def test_that_figures_in_words_are_read_with_period_unit_and_bounds(written: Write) -> None:
    rows, intake = taken(
        written(
            STATED
            + "US,2020 general,people helped register to vote,4.5 million,estimate from states,u\n"
            + "US,2020 general,visits on Election Day (people),more than 33 million,lower bound,u\n"
            + "US,2022 midterm,information notices delivered,80 million or more,lower bound (x),u\n"
            + "global,2024 elections,share of fact-checked misinformation that was AI,less than 1%,"
            "upper bound,u\n"
            + "EU,2019-03..2019-05-29,political ad spend,19.8 million EUR,rounded,u\n"
            + "EU,2019-03..2019-05-29,political ads in Ad Library,343736,count,u\n"
            + "US,2024 general,sign-ups,roughly 100000,estimate,u\n"
            + "US,2024 general,sign-ups,more than 5,upper bound,u\n"
            + "US,general,sign-ups,5,count,u\n"
            + "US,2024 general,sign-ups,lots,count,u\n"
            + "US,2024 general,sign-ups,5,maybe,u\n"
        )
    )
    told = {
        number: (table, r["scope"], r["value"], r["lower"], r["upper"], r["qualifier"], r["unit"])
        for number, (table, r) in rows.items()
    }
    assert told == {
        2: ("voter_reminder", "country", 4.5e6, 4.45e6, 4.55e6, "about", "people"),
        3: ("voter_reminder", "country", 3.3e7, 3.3e7, None, "more_than", "people"),
        4: ("published_figure", "country", 8e7, 8e7, None, "at_least", "notices"),
        5: ("ai_label", "world", 0.01, 0.0, 0.01, "less_than", "share"),
        6: ("published_figure", "eu", 19.8e6, 19.75e6, 19.85e6, "rounded", "EUR"),
        7: ("published_figure", "eu", 343736.0, 343736.0, 343736.0, "exact", "ads"),
        8: ("published_figure", "country", 1e5, 5e4, 1.5e5, "about", "sign-ups"),
    }
    assert (str(rows[6][1]["period_starts_on"]), str(rows[6][1]["period_ends_on"])) == (
        "2019-03-01",
        "2019-05-29",
    )
    assert str(rows[2][1]["period_ends_on"]) == "2020-12-31"
    assert [(p.place.row, p.place.column) for p in intake.problems] == [
        (9, "value_as_stated"),
        (10, "election"),
        (11, "value_as_stated"),
        (12, "qualifier"),
    ]


def test_that_the_real_report_s_figures_are_kept_as_stated(real_data: Path) -> None:
    path = real_data / "facts" / "published_2024.csv"
    rows, intake = taken(path)
    with path.open(encoding="utf-8", newline="") as stream:
        stated = dict(enumerate(csv.DictReader(stream), 2))
    assert set(rows) == set(stated)
    assert not intake.problems
    for number, cells in stated.items():
        _, row = rows[number]
        assert row["value"] == float(cells["value"])
        assert row["qualifier"] == quantity.qualifier(cells["qualifier"])
        assert row["country_code"] == (cells["country_code"] if row["scope"] == "country" else None)
        assert (row["scope"] == "world") == (cells["country_code"] == "")
        assert row["metric"] == cells["metric"]
        assert str(row["period_starts_on"]) == cells["period_start"]
        assert str(row["period_ends_on"]) == cells["period_end"]
    assert intake.title == "Published figures: 2024 human rights report"
    assert str(intake.period_starts_on) == min(cells["period_start"] for cells in stated.values())


def test_that_the_real_public_numbers_all_become_figures(real_data: Path) -> None:
    rows, intake = taken(real_data / "facts" / "voter_engagement_public_numbers.csv")
    assert not intake.problems
    bounds = {number: row["qualifier"] for number, (_, row) in rows.items()}
    assert bounds[4] == bounds[5] == "more_than"
    assert bounds[7] == "at_least"
    assert bounds[10] == "less_than"
