"""More files of the same kinds: spellings that no file at hand has still give the right numbers."""

# ruff: noqa: E501 - rows of files stand as they are

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.domain.figures.quantity import number, parse
from eoc_app.domain.takedowns.network_findings import places
from eoc_app.domain.takedowns.network_name import parsed
from tests.made import Made

# --- networks

INDICATORS = "Tactic,Technique,Procedure,Indicator\n0 Acquiring assets,0.9 Acquiring social media accounts,0.9.1 Acquiring Facebook assets,10 accounts\n"


def test_that_names_of_files_tell_period_origin_and_target(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        {
            "Q2-3_2025_IRAN_BASED_CIB_NETWORK.csv": INDICATORS,
            "Q4-1_2026 TÜRKİYE-BASED CIB NETWORK #2 .csv": INDICATORS,
            "Q1_2025_Côte_d_Ivoire_based_CIB_network.csv": INDICATORS,
            "Q1_2025_Myanmar-origin_CIB_network_targeting_Thailand.csv": INDICATORS,
            "q3_2024_south_africa-based_cib_network.csv": INDICATORS.replace(",", ";"),
        },
    )
    assert (made.code, made.problems) == (0, [])
    assert made.ask(
        "select origin.country_code, target.country_code, announced_on::varchar, value"
        " from takedown left join takedown_origin as origin using (takedown_id)"
        " left join takedown_target as target using (takedown_id)"
        " left join takedown_asset using (takedown_id) order by 1"
    ) == [
        ("CI", None, "2025-03-31", 10.0),
        ("IR", None, "2025-09-30", 10.0),
        ("MM", "TH", "2025-03-31", 10.0),
        ("TR", None, "2026-06-30", 10.0),
        ("ZA", None, "2024-09-30", 10.0),
    ]
    assert parsed("Q4-1_2026 TÜRKİYE-BASED CIB NETWORK #2 .csv").title == "Türkiye #2"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Russia; Iran", ["RU", "IR"]),
        ("Russia and Ukraine", ["RU", "UA"]),
        ("Bosnia and Herzegovina", ["BA"]),
        ("the USA & Trinidad and Tobago", ["US", "TT"]),
        ("Antigua and Barbuda and Saint Kitts and Nevis / U.S.", ["AG", "KN", "US"]),
        ("Libya and Middle East", ["LY", None]),
    ],
)
def test_that_and_joins_places_and_parts_of_names(text: str, codes: list[str | None]) -> None:
    assert [place.country_code for place in places(text)] == codes


LIST = "entry_date,origin_countries,target_countries,start_date,end_date,announced_date,budget_usd,fb_accounts,fb_pages,fb_pages_followers,fb_groups,fb_groups_followers,Events,ig_accounts,ig_followers,affiliation,keywords,description,source,url\n"


def test_that_days_before_months_and_both_names_of_a_country_are_read(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        {
            "list.csv": LIST
            + '21/12/2019,Georgia,"US, USA",,,20/12/2019,"$316,000",5,,,,,,,,,,,,\n'
            + '05/11/2019,Russia,Various,May-14,Oct-19,04/11/2019,,"1,234",,,,,,0,,,,,,\n'
        },
    )
    assert (made.code, made.problems) == (0, [])
    assert made.ask(
        "select announced_on::varchar, spend_lower, spend_upper, period_starts_on::varchar"
        " from takedown order by 1"
    ) == [
        ("2019-11-04", None, None, "2014-05-01"),
        ("2019-12-20", 315_500, 316_500, None),
    ]
    assert made.ask("select country_code, as_stated from takedown_target order by 1") == [
        ("US", "US"),
        (None, "Various"),
    ]
    assert made.ask("select platform, value from takedown_asset order by 2") == [
        ("instagram", 0), ("facebook", 5), ("facebook", 1234),
    ]  # fmt: skip


# --- figures


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("between 4 and 5 million", (4e6, 5e6, "range")),
        ("from 4 to 5 million", (4e6, 5e6, "range")),
        ("4 million to 5 million", (4e6, 5e6, "range")),
        ("20+ million", (20e6, None, "at_least")),
        ("20 million+", (20e6, None, "at_least")),
        ("fewer than 900", (0, 900, "less_than")),
        ("no fewer than 900", (900, None, "at_least")),
        ("up to 4 million", (0, 4e6, "at_most")),
        ("in excess of 4 million", (4e6, None, "more_than")),
    ],
)
def test_that_figures_in_words_give_their_bounds(
    text: str, bounds: tuple[float, float | None, str]
) -> None:
    found = parse(text)
    assert found is not None
    assert (found.lower, found.upper, found.qualifier) == bounds


def test_that_a_percentage_is_the_share_that_its_digits_say() -> None:
    assert [number(text) for text in ("0.9%", "96.20%", "0.07%")] == [0.009, 0.962, 0.0007]


FIGURES = "country_code,scope_note,period_start,period_end,family,metric,value,qualifier,unit,surface,statement,source\n"


def figure(metric: str, value: str, qualifier: str, unit: str, family: str) -> str:
    return f"GB,n,2024-01-01,2024-12-31,{family},{metric},{value},{qualifier},{unit},Facebook,words,report\n"


def test_that_published_figures_in_other_words_keep_their_bounds(tmp_path: Path) -> None:
    reminders = [
        ("a_clicks", "5000000", "fewer than"),
        ("b_clicks", "4-5 million", "between"),
        ("c_clicks", "over 20 million", ""),
        ("d_clicks", "5000000", "up to"),
    ]
    made = Made(
        tmp_path,
        {
            "figures.csv": FIGURES
            + "".join(figure(*said, "clicks", "voter_reminder") for said in reminders)
            + figure(
                "ai_share_of_fact_checked_misinformation", "1", "less than", "percent", "ai_label"
            )
            + figure("things_done", "7", "exactly as stated", "things", "a_family_of_its_own")
            + figure("e_clicks", "-5", "about", "clicks", "voter_reminder")
            + figure("f_clicks", "5", "", "clicks", "voter_reminder")
            + figure("g_clicks", "4-5 million", "up to", "clicks", "voter_reminder")
            + figure("some_share", "150", "about", "percent", "ai_label")
        },
    )
    assert made.ask("select metric, value, lower, upper from voter_reminder order by 1") == [
        ("a_clicks", 5e6, 0, 5e6),
        ("b_clicks", None, 4e6, 5e6),
        ("c_clicks", 20e6, 20e6, None),
        ("d_clicks", 5e6, 0, 5e6),
    ]
    assert made.ask("select value, upper, unit from ai_label") == [(0.01, 0.01, "share")]
    assert made.ask("select family, value from published_figure") == [("a_family_of_its_own", 7)]
    assert [(problem["row"], problem["column"]) for problem in made.problems] == [
        (8, "value"), (9, "qualifier"), (10, "qualifier"), (11, "value"),
    ]  # fmt: skip


# --- enforcement


def test_that_later_editions_stand_beside_earlier_ones_in_any_order_of_columns(
    tmp_path: Path,
) -> None:
    made = Made(
        tmp_path,
        {
            "meta-2025-q1.csv": 'app,policy_area,metric,period,value\nFacebook,Spam,Content Actioned,2025Q1,"7,400,000"\nFacebook,Fake Accounts,Prevalence,2025Q1,3%–4%\nFacebook,Spam,Views Prevented,2025Q1,1.2M\nFacebook,Spam,Proactive rate,2025Q1,N/A\n',
            "meta-2025-q2.csv": 'period,value,metric,app,policy_area,notes\n2025Q1,"7,300,000",Content Actioned,Facebook,Spam,x\n',
            # Called as a table of the format is, and yet a report.
            "enforcement.csv": 'app,policy_area,metric,period,value\nInstagram,Spam,Content Actioned,2025Q3,"1,000"\n',
        },
    )
    assert (made.code, made.problems) == (0, [])
    assert made.ask(
        "select vintage, metric, value, lower, upper from enforcement order by 1, 2"
    ) == [
        ("2025Q1", "content_actioned", 7.4e6, 7.35e6, 7.45e6),
        ("2025Q1", "prevalence", None, 0.03, 0.04),
        ("2025Q1", "views_prevented", 1.2e6, 1.15e6, 1.25e6),
        ("2025Q2", "content_actioned", 7.3e6, 7.25e6, 7.35e6),
        ("2025Q3", "content_actioned", 1000, 500, 1500),
    ]


# --- the calendar

ELECTIONS = (
    "country_code,name,kind,first_polling_day,last_polling_day,round,higher_risk_in_report,note\n"
)


def test_that_a_note_says_what_became_of_an_election(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        {
            "elections.csv": ELECTIONS
            + "SN,presidential election,presidential,2024-03-24,,1,no,Postponed from 2024-02-25\n"
            + "ML,presidential election,presidential,2024-02-04,,1,no,postponed indefinitely\n"
            + "BD,general election,legislative,2024-01-07,,1,no,voting was postponed in one place\n"
            + "UK,general election,legislative,2024-07-04,,1,yes,cancelled\n"
        },
    )
    assert (made.code, made.problems) == (0, [])
    assert made.ask(
        "select country_code, status, previous_polling_on::varchar from election order by 1"
    ) == [
        ("BD", "scheduled", None),
        ("GB", "cancelled", None),
        ("ML", "postponed", None),
        ("SN", "moved", "2024-02-25"),
    ]


PERIODS = "country_code,election,rule,medium,starts_local,ends_local,time_zone,round,citation,confidence,note\n"


def test_that_hours_at_the_change_of_clocks_take_the_longer_reading(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        {
            "periods.csv": PERIODS
            + "US,a,electoral_silence,tv,2024-03-10T02:30,2024-03-11T24:00,America/New_York,1,law,high,\n"
            + "US,b,electoral_silence,tv,2024-11-03T01:30,2024-11-03T01:45,America/New_York,1,law,high,\n"
            + "AU,c,electoral_silence,tv,2024-04-07T02:30,2024-04-08T00:00,Australia/Lord_Howe,1,law,low,\n"
            + "FR,d,electoral_silence,tv,2024-06-30T20:00,2024-06-29T00:00,Europe/Paris,1,law,low,\n"
            + "FR,e,electoral_silence,tv,2024-06-29T00:00,2024-06-30T20:00,Europe/Atlantis,1,law,low,\n"
            + "GE,f,electoral_silence,tv,2024-10-25T00:00,2024-10-26T20:00,Asia/Tbilisi,1,,low,\n"
        },
    )
    assert made.ask(
        "select election, starts_at::varchar, ends_at::varchar from restriction_period order by 1"
    ) == [
        ("a", "2024-03-10 07:00:00", "2024-03-12 04:00:00"),
        ("b", "2024-11-03 05:30:00", "2024-11-03 06:45:00"),
        ("c", "2024-04-06 16:00:00", "2024-04-07 13:30:00"),
        ("f", "2024-10-24 20:00:00", "2024-10-26 16:00:00"),
    ]
    assert {(problem["row"], problem["column"]) for problem in made.problems} == {
        (5, "ends_local"), (6, "time_zone"), (7, "citation"),
    }  # fmt: skip
