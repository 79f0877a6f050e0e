"""The real files through the commands: what they print is what an independent reading gives."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eoc_app.cli import run
from tests import independent_readings as own

AS_OF = "2025-07-16"
Row = dict[str, Any]


class Shown:
    """A snapshot as `eoc show` prints it."""

    def __init__(self, snapshot: Path) -> None:
        """Read a snapshot by the command alone."""
        self.snapshot = snapshot

    def panels(self, view: str, *options: str) -> dict[str, Any]:
        """The panels of a view, parsed from JSON."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            assert run(["show", str(self.snapshot), view, *options, "--format", "json"]) == 0
        panels: dict[str, Any] = json.loads(out.getvalue())["panels"]
        return panels

    def rows(self, view: str, panel: str, *options: str) -> list[Row]:
        """The rows of a table: cells by the key of their column."""
        found = self.panels(view, *options)[panel]["view"]
        keys = [column["key"] for column in found["columns"]]
        return [dict(zip(keys, row, strict=True)) for row in found["rows"]]


def built(paths: list[Path], folder: Path, *options: str) -> tuple[int, Shown, dict[str, Any]]:
    """Exit code, snapshot and report of `eoc build`."""
    out, report = folder / "real.duckdb", folder / "real.json"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        code = run(
            ["build", *map(str, paths), "--out", str(out), "--report", str(report), *options]
        )
    return code, Shown(out), json.loads(report.read_text("utf-8"))


@pytest.fixture(scope="session")
def build_of_all(
    real_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, Shown, dict[str, Any]]:
    """Everything in the folder of real files, as of a day after the last report window."""
    return built([real_data], tmp_path_factory.mktemp("real"), "--as-of", AS_OF)


@pytest.fixture(scope="session")
def shown(build_of_all: tuple[int, Shown, dict[str, Any]]) -> Shown:
    """The snapshot of the real files."""
    return build_of_all[1]


def number(cell: Row) -> float | None:
    """The value of a cell."""
    value: float | None = cell.get("value")
    return value


def span(cell: Row) -> tuple[float, float]:
    """The bounds that a cell prints: `5 043 to 5 343`, or one number for both."""
    parts = [float(re.sub(r"[^\d.]", "", part)) for part in cell["text"].split(" to ")]
    return parts[0], parts[-1]


# --- the build


def test_that_the_snapshot_of_the_real_files_holds_to_the_format_and_to_itself(
    shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(shown.snapshot)]) == 0
    assert "holds to the format and to itself" in capsys.readouterr().out


NO_COUNTRIES = {
    "Scotland", "Wales", "Northern Ireland", "Autonomous Community of Galicia", "Basque Country",
    "Turkish Republic of Northern Cyprus (TRNC)", "Republic of Somaliland", "Corsica",
    "Catalunya (Comunitat autònoma d'Espanya)", "Autonomous Community of Andalusia",
    "Serbia and Montenegro",
}  # fmt: skip


def test_that_exactly_the_expected_rows_and_files_are_refused_and_each_is_named(
    real_data: Path, build_of_all: tuple[int, Shown, dict[str, Any]]
) -> None:
    code, _, report = build_of_all
    found = report["problems"] + [
        problem for source in report["sources"] for problem in source["problems"]
    ]
    assert code == 1
    assert report["refused"] == len(found)
    for problem in found:
        assert problem["file"]
        assert problem["what"]
        assert problem["why"]
        assert problem["remedy"]
    guide = own.table(real_data / "elections" / "electionguide_2021.csv")
    without_code = {
        (line, row["country"])
        for line, row in enumerate(guide, 2)
        if row["country"] in NO_COUNTRIES
    }
    contradicting = [problem for problem in found if problem["what"].startswith("Two lists")]
    assert {
        (problem["row"], problem["value"])
        for problem in found
        if problem["file"] == "elections/electionguide_2021.csv" and problem not in contradicting
    } == without_code
    assert {(p["file"], p["row"], p["value"]) for p in contradicting} >= {
        ("elections/electionguide_2021.csv", 46, "2021-05-26"),
        ("elections/wikipedia_next_general_elections_2019_excerpt.csv", 6, "2016-09-08"),
    }
    others = [problem for problem in found if problem not in contradicting]
    by_file = Counter(p["file"] for p in others if not p["file"].startswith("public/"))
    assert by_file == {
        "facts/election_silence_wikipedia_excerpt.txt": 1,
        "meta_ad_library_report/HK_2025-07-10-last_30_days.zip": 1,
        "cib_takedowns/cib-fb-data.csv": 1,  # announced after it was entered
        "dsa/facebook_2025H2_10_AMAR.csv": 1,  # all of it after the as-of moment
        "dsa/facebook_2025H2_4_notices_excerpt.csv": 1,
        "dsa/facebook_2025H2_6_own_initiative_TC_excerpt.csv": 1,
        "facts/restriction_periods_evidence.csv": 2,  # no moments, only words
        "elections/electionguide_2021.csv": len(without_code),
    }
    evidence = [p for p in found if p["file"] == "facts/restriction_periods_evidence.csv"]
    assert [(p["row"], p["column"]) for p in evidence] == [(2, "start_local"), (4, "end_local")]


def test_that_no_row_of_a_source_is_lost_without_a_word(
    real_data: Path, build_of_all: tuple[int, Shown, dict[str, Any]]
) -> None:
    read = {source["path"]: source["rows_read"] for source in build_of_all[2]["sources"]}
    for path in (
        "elections/electionguide_2021.csv",
        "cib_takedowns/cib-fb-data.csv",
        "facts/published_2024.csv",
        "turnout/owid_turnout.csv",
        "meta_cser/meta-2024-q2.csv",
        "google_political_ads_2019/google-political-ads-advertiser-stats.csv",
        "us_2024_restriction_week/us24_page_totals_7day.csv",
    ):
        assert read[path] == len(own.table(real_data / path)), path


# --- ads


def test_that_ads_and_spend_of_each_report_window_are_those_of_its_file(
    real_data: Path, shown: Shown
) -> None:
    windows = own.ad_windows(real_data / "meta_ad_library_report")
    assert sorted(windows) == ["AR", "BR", "CH", "KE", "TH", "UA"]
    for code, window in windows.items():
        (row,) = shown.rows("ads", "ad_windows", "--country", code)
        assert row["ends"]["value"] == window.ends_on.isoformat()
        assert row["currency"]["value"] == window.currency
        assert number(row["pages"]) == len(window.page_ids), code
        assert number(row["ads"]) == window.ads
        assert number(row["missing"]) == window.missing_ads
        assert number(row["missing_share"]) == pytest.approx(window.missing_ads / window.ads)
        assert number(row["anonymised"]) == window.anonymised_ads
        assert span(row["spend"]) == window.spend
        assert span(row["missing_spend"]) == window.missing_spend


def test_that_anonymised_payers_are_not_missing_disclaimers(shown: Shown) -> None:
    (row,) = shown.rows("ads", "ad_windows", "--country", "UA")
    assert (number(row["ads"]), number(row["missing"])) == (4069, 793)
    assert number(row["anonymised"]) == 3276


def test_that_the_signal_of_a_country_is_the_share_of_its_file(
    real_data: Path, shown: Shown
) -> None:
    for code, window in own.ad_windows(real_data / "meta_ad_library_report").items():
        signals = {
            row["signal"]["value"]: row
            for row in shown.rows("signals", "signals", "--country", code)
        }
        share = number(signals["ads_without_disclaimer_share"]["value"])
        assert share == pytest.approx(window.missing_ads / window.ads), code


def test_that_page_ids_are_exact_and_names_are_in_their_own_script(
    real_data: Path, shown: Shown
) -> None:
    scripts = {"TH": "\u0e00-\u0e7f", "UA": "\u0400-\u04ff"}
    for code, window in own.ad_windows(real_data / "meta_ad_library_report").items():
        rows = shown.rows("ad_pages", "ad_pages", "--country", code)
        printed = [(row["ads"]["value"], row["page_id"]["value"]) for row in rows]
        assert all(page_id.isdigit() for _, page_id in printed)
        most = sorted(window.page_rows, reverse=True)[: len(printed)]
        assert [ads for ads, _ in printed] == [ads for ads, _, _ in most]
        here = {(ads, page_id, name.strip()) for ads, page_id, name in window.page_rows}
        for row in rows:
            key = (row["ads"]["value"], row["page_id"]["value"], row["page_name"]["value"])
            assert key in here, key
        if code in scripts:
            script = re.compile(f"[{scripts[code]}]")
            assert sum(bool(script.search(row["page_name"]["text"])) for row in rows) > 10


def test_that_ids_of_18_digits_reach_the_rows_unchanged(real_data: Path, shown: Shown) -> None:
    windows = own.ad_windows(real_data / "meta_ad_library_report")
    with duckdb.connect(str(shown.snapshot), read_only=True) as connection:
        for code, window in windows.items():
            stored = connection.execute(
                "select page_id, ad_count from ad_page where country_code = ? and region is null",
                [code],
            ).fetchall()
            assert Counter(stored) == Counter((page, ads) for ads, page, _ in window.page_rows)
    lengths = {len(page) for window in windows.values() for page in window.page_ids}
    assert {15, 16, 18} <= lengths


def test_that_windows_of_the_restriction_week_stand_by_currency_and_are_never_added_up(
    real_data: Path, shown: Shown
) -> None:
    expected = own.us_windows(real_data / "us_2024_restriction_week" / "us24_page_totals_7day.csv")
    rows = shown.rows("ads", "ad_windows", "--country", "US")
    found = {
        (row["ends"]["value"], row["currency"]["value"]): (
            number(row["pages"]), number(row["ads"]), *span(row["spend"]),
        )
        for row in rows
    }  # fmt: skip
    assert found == expected
    assert {number(row["missing_share"]) for row in rows} == {None}  # no such column: not 0


def test_that_one_page_falls_through_the_ban_at_its_window_ends(shown: Shown) -> None:
    fall = {}
    for day in ("2024-10-28", "2024-11-05", "2024-11-09"):
        rows = shown.rows("ad_pages", "ad_pages", "--country", "US", "--as-of", day)
        (row,) = [row for row in rows if row["page_id"]["value"] == "24413227922"]
        fall[row["ends"]["value"]] = row["ads"]["value"]
    assert fall == {"2024-10-28": 18353, "2024-11-05": 14120, "2024-11-09": 7591}


# --- networks


def test_that_networks_and_assets_by_origin_and_by_target_are_those_of_both_sources(
    real_data: Path, shown: Shown
) -> None:
    networks = [
        *own.announced_networks(real_data / "cib_takedowns" / "cib-fb-data.csv"),
        *own.researched_networks(real_data / "meta_threat_research"),
    ]
    for panel, key, side in (
        ("takedown_origins", "origin", "origins"),
        ("takedown_targets", "target", "targets"),
    ):
        found = {
            row[key]["value"]: (
                number(row["networks"]), number(row["accounts"]), number(row["assets"]),
            )
            for row in shown.rows("takedowns", panel)
        }  # fmt: skip
        assert found == own.by_place(networks, side)


def test_that_espionage_is_listed_and_counts_for_no_country(real_data: Path, shown: Shown) -> None:
    rows = shown.rows("takedowns", "takedowns")
    spies = [row for row in rows if row["kind"]["value"] == "cyber espionage"]
    assert sorted(row["network"]["text"] for row in spies) == [
        "Bahamut", "Pakistan", "Pakistan", "Patchwork",
    ]  # fmt: skip
    files = list((real_data / "meta_threat_research").rglob("*.csv"))
    assert len(rows) == 65 + len(files)
    origins = {
        row["origin"]["value"]: number(row["networks"])
        for row in shown.rows("takedowns", "takedown_origins")
    }
    assert origins["PK"] == 1  # the one of 2019; two espionage networks came from there too


def test_that_the_assets_of_single_networks_are_those_of_their_files(shown: Shown) -> None:
    kinds = ("accounts", "pages", "groups", "instagram")
    found = {
        row["network"]["value"]: tuple(number(row[kind]) for kind in kinds)
        for row in shown.rows("takedowns", "takedowns")
    }
    by_quarter = Counter(
        counts for name, counts in found.items() if name.startswith("threat-2023Q4-UA")
    )
    assert by_quarter == {(1020, 5, 2, 711): 1}
    assert (7704, 954, 15, 15) in found.values()  # counts with thousands commas
    assert (1326, 80, 1, 1) in found.values()  # known by its targets alone
    assert (6, None, None, 5) in found.values()  # blank is not 0


def test_that_the_budget_of_a_network_is_printed_as_bounds_of_what_was_stated(
    real_data: Path, shown: Shown
) -> None:
    printed = {
        row["network"]["value"]: span(row["spend"])
        for row in shown.rows("takedowns", "takedowns")
        if row["spend"].get("value") is not None
    }
    assert len({name for name in printed if name.startswith("cib-")}) == sum(
        bool(row["budget_usd"].strip())
        for row in own.table(real_data / "cib_takedowns" / "cib-fb-data.csv")
    )
    assert printed["cib-20191220-GE-1"] == (315_500, 316_500)  # 316,000, of six figures three
    assert printed["threat-2023Q1-GE-1"] == (33_535, 33_545)  # about $33,540


# --- published figures


def _bounds(qualifier: str, value: float) -> tuple[float | None, float | None]:
    return {
        "more than": (value, None),
        "at least": (value, None),
        "less than": (0.0, value),
        "exactly as stated": (value, value),
    }[qualifier]


def test_that_reminders_and_labels_keep_their_qualifier_and_bounds(
    real_data: Path, shown: Shown
) -> None:
    stated = own.table(real_data / "facts" / "published_2024.csv")
    for view, family in (("reminders", "voter_reminder"), ("ai_labels", "ai_label")):
        found = {
            (row["place"]["value"], row["metric"]["value"], row["platform"]["value"]): row
            for row in shown.rows(view, view)
        }
        mine = [row for row in stated if row["family"] == family]
        assert mine
        for row in mine:
            place = {"EU": "eu", "": "world"}.get(row["country_code"], row["country_code"])
            surface = row["surface"].casefold()
            platform = "several" if "+" in surface else surface
            cells = found[place, row["metric"].replace("_", " "), platform]
            value = float(row["value"])
            assert number(cells["stated"]) == value
            bounds = (number(cells["lower"]), number(cells["upper"]))
            if row["qualifier"] in ("about", "nearly"):
                assert bounds[0] is not None
                assert bounds[0] < value
                assert bounds[1] is not None
                assert bounds[1] >= value
                assert (bounds[1] > value) == (row["qualifier"] == "about")
            else:
                assert bounds == _bounds(row["qualifier"], value)
            if row["qualifier"] != "exactly as stated":
                assert cells["stated"]["text"].startswith(row["qualifier"])


def test_that_clicks_of_the_us_are_a_lower_bound_and_reach_of_india_is_as_stated(
    shown: Shown,
) -> None:
    found = {
        (row["place"]["value"], row["metric"]["value"], row["unit"]["value"]): row
        for row in shown.rows("reminders", "reminders")
    }
    clicks = found["US", "reminder clicks", "clicks"]
    assert (number(clicks["lower"]), number(clicks["upper"])) == (20_000_000, None)
    assert clicks["stated"]["text"].replace("\u202f", " ") == "more than 20 000 000"
    reach = found["IN", "voting alert reach", "people"]
    assert [number(reach[key]) for key in ("stated", "lower", "upper")] == [145_000_000] * 3


def test_that_figures_of_the_eu_and_the_world_are_no_countrys(shown: Shown) -> None:
    for code in ("DE", "FR", "US"):
        for view in ("reminders", "ai_labels"):
            for row in shown.rows(view, view, "--country", code):
                assert row["place"]["value"] in ("eu", "world", code)
    for row in shown.rows("signals", "signals", "--country", "DE"):
        if row["signal"]["value"] in ("ai_labelled_ads", "reminder_engagements_and_clicks"):
            of_country = row["country"].get("value") == "DE"
            assert not of_country or number(row["value"]) is None


def test_that_less_than_one_percent_of_the_world_is_never_printed_without_its_bounds(
    shown: Shown,
) -> None:
    (row,) = [
        row
        for row in shown.rows("signals", "signals")
        if row["signal"]["value"] == "ai_share_of_fact_checked_misinformation"
    ]
    assert row["country"]["text"] == "World"
    assert "1.0" in row["bounds"]["text"]


# --- enforcement


@pytest.fixture(scope="session")
def rows_of(shown: Shown) -> Any:
    """Ask the snapshot itself: for tables that no view prints row by row."""

    def ask(query: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(shown.snapshot), read_only=True) as connection:
            return connection.execute(query, list(values)).fetchall()

    return ask


def _quarter(period: str) -> date:
    year, quarter = int(period[:4]), int(period[-1])
    first_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return first_after - timedelta(1)


def _share_or_count(text: str) -> tuple[float, float]:
    parts = [part.strip() for part in text.split("-")]
    over = 100 if text.endswith("%") else 1
    ends = [float(part.rstrip("%").replace(",", "")) / over for part in parts]
    return ends[0], ends[-1]


@pytest.mark.parametrize("vintage", ["2023Q3", "2024Q1", "2024Q2"])
def test_that_every_cell_of_an_enforcement_vintage_is_there_and_none_is_invented(
    vintage: str, real_data: Path, rows_of: Any
) -> None:
    name = f"meta-{vintage[:4]}-{vintage[4:].lower()}.csv"
    stated = {
        (row["app"].lower(), row["policy_area"], _quarter(row["period"]), row["metric"]): row[
            "value"
        ]
        for row in own.table(real_data / "meta_cser" / name)
        if row["value"] != "N/A"
    }
    stored = rows_of(
        "select platform, policy_area, period_ends_on, metric, coalesce(value, lower),"
        " coalesce(value, upper), as_stated, scope, country_code from enforcement"
        " where vintage = ?",
        vintage,
    )
    assert len(stored) == len(stated)
    assert {row[7:] for row in stored} == {("world", None)}
    words = {_snake(key[3]): key[3] for key in stated}
    for platform, area, ends, metric, lower, upper, as_stated, *_ in stored:
        text = stated[platform, area, ends, words[metric]]
        assert as_stated == text
        assert (lower, upper) == pytest.approx(_share_or_count(text))


def _snake(words: str) -> str:
    return re.sub(r"\W+", "_", words.lower())


def test_that_a_quarter_stands_once_in_each_vintage_that_states_it(rows_of: Any) -> None:
    assert rows_of(
        "select vintage, value, unit from enforcement where platform = 'facebook' and metric ="
        " 'content_actioned' and policy_area = 'Adult Nudity & Sexual Activity'"
        " and period_ends_on = '2017-12-31' order by vintage"
    ) == [(vintage, 20_800_000, "pieces of content") for vintage in ("2023Q3", "2024Q1", "2024Q2")]


# --- the calendar


def test_that_india_votes_on_seven_days(rows_of: Any) -> None:
    days = rows_of(
        "select distinct polling_on from polling_day where country_code = 'IN' order by 1"
    )
    assert [day.isoformat()[5:] for (day,) in days] == [
        "04-19", "04-26", "05-07", "05-13", "05-20", "05-25", "06-01",
    ]  # fmt: skip


def test_that_romania_is_annulled_from_the_day_on_which_it_was(shown: Shown) -> None:
    def headline(day: str) -> str:
        panels = shown.panels("country", "--country", "RO", "--as-of", day)
        text: str = panels["headline"]["view"]["election"]
        return text

    assert headline("2024-11-20") == "presidential election, 24 Nov 2024"
    assert headline("2024-12-05") == "presidential election, 8 Dec 2024"
    assert headline("2024-12-06") == "presidential election, 8 Dec 2024 (annulled)"


def test_that_a_postponed_election_is_awaited_on_its_new_day_and_keeps_the_old_one(
    shown: Shown, rows_of: Any
) -> None:
    panels = shown.panels("country", "--country", "SN", "--as-of", "2024-03-20")
    headline = panels["headline"]["view"]
    assert headline["election"].startswith("presidential election, 24 Mar 2024")
    assert headline["t_text"] == "E\u22124"
    assert rows_of(
        "select previous_polling_on from election where country_code = 'SN'"
        " and polling_starts_on = '2024-03-24' and previous_polling_on is not null"
    ) == [(date(2024, 2, 25),)]


def test_that_every_election_of_the_guide_is_imported_with_its_day(
    real_data: Path, rows_of: Any
) -> None:
    guide = own.table(real_data / "elections" / "electionguide_2021.csv")
    (source,) = rows_of("select source_id from source where path like '%electionguide%'")
    stored = rows_of(
        "select polling_starts_on, date_precision, status from election where source_id = ?",
        *source,
    )
    words = {tuple(row.values()): row for row in guide if row["country"] not in NO_COUNTRIES}
    # What a guide lists in the same words is one election, but for referendums.
    kept = [row for row in guide if row["election"] == "Referendum" or row is words.get(
        tuple(row.values()))]  # fmt: skip
    kept = [row for row in kept if row["country"] not in NO_COUNTRIES]
    days = Counter(_guide_day(row["date"]) for row in kept)
    assert Counter(day for day, _, _ in stored) == days
    assert days[None] == 1
    statuses = Counter(status for _, _, status in stored)
    for word, status in (("Held", "held"), ("Cancelled", "cancelled"), ("Confirmed", "confirmed")):
        assert statuses[status] == sum(row["status"] == word for row in kept)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _guide_day(text: str) -> date | None:
    if text == "None":
        return None
    month, day, year = re.findall(r"\w+", text)
    return date(int(year), _MONTHS.index(month[:3]) + 1, int(day))


# --- restriction periods


def periods(shown: Shown, code: str, day: str) -> list[Row]:
    """The periods of a country as a day knew them."""
    return [
        row
        for row in shown.rows("restrictions", "periods", "--country", code, "--as-of", day)
        if row["country"]["value"] == code
    ]


def test_that_the_end_of_the_us_ban_is_the_one_that_was_known_on_the_day(shown: Shown) -> None:
    ends = {}
    for day in ("2024-11-04", "2024-11-10"):
        (ban,) = [row for row in periods(shown, "US", day) if "2024" in row["ends"]["value"]]
        ends[day] = (ban["version"]["value"], ban["ends"]["text"], ban["at_snapshot"]["text"])
    assert ends["2024-11-04"][:2] == (1, "Wed 6 Nov 2024 00:00 Los Angeles")
    assert ends["2024-11-04"][2].startswith("in force")
    assert ends["2024-11-10"][:2] == (2, "Sun 10 Nov 2024 00:00 Los Angeles")
    assert ends["2024-11-10"][2].startswith("ended")


def test_that_local_ends_are_the_right_instants(rows_of: Any) -> None:
    stored = {
        (code, starts.isoformat(timespec="minutes")): (
            starts_at.isoformat(timespec="minutes"), ends_at.isoformat(timespec="minutes"),
        )
        for code, starts, starts_at, ends_at in rows_of(
            "select country_code, starts_local, starts_at, ends_at from restriction_period"
            " where starts_at is not null and version = 1"
        )
    }  # fmt: skip
    # Offsets by hand: UTC-7 and -8 (the US clocks go back on 3 November), -6, +5:30, +2, -3, +7.
    assert stored["US", "2024-10-29T00:00"] == ("2024-10-29T07:00", "2024-11-06T08:00")
    assert stored["US", "2022-11-01T00:01"] == ("2022-11-01T07:01", "2022-11-09T08:00")
    assert stored["MX", "2024-05-30T00:00"] == ("2024-05-30T06:00", "2024-06-03T00:00")
    assert stored["IN", "2024-04-17T18:00"] == ("2024-04-17T12:30", "2024-04-19T12:30")
    assert stored["IN", "2024-05-30T18:00"] == ("2024-05-30T12:30", "2024-06-01T12:30")
    assert stored["FR", "2024-06-29T00:00"] == ("2024-06-28T22:00", "2024-06-30T18:00")
    assert stored["BR", "2024-10-03T20:40"] == ("2024-10-03T23:40", "2024-10-06T20:00")
    assert stored["ID", "2024-02-11T00:00"] == ("2024-02-10T17:00", "2024-02-13T17:00")
    assert stored["GB", "2024-07-04T07:00"] == ("2024-07-04T06:00", "2024-07-04T21:00")


def test_that_phases_and_a_rule_without_an_election_are_kept(shown: Shown) -> None:
    india = periods(shown, "IN", "2024-05-31")
    assert Counter(row["rule"]["value"] for row in india) == {
        "electoral_silence": 2, "exit_poll_ban": 1,
    }  # fmt: skip
    assert [row["at_snapshot"]["text"].split(" · ")[0] for row in india][:2] == ["in force"] * 2
    (australia,) = periods(shown, "AU", "2024-05-31")
    assert australia["at_snapshot"]["value"] == "undated"


# --- other sources


def test_that_google_amounts_are_taken_once_and_never_split_over_regions(
    real_data: Path, rows_of: Any
) -> None:
    folder = real_data / "google_political_ads_2019"
    stats = own.table(folder / "google-political-ads-advertiser-stats.csv")
    stored = rows_of(
        "select advertiser_id, country_code, currency, spend_lower, spend_upper from advertiser"
    )
    assert len(stored) == len(stats)  # one currency: the others are the same money converted
    by_id = {row[0]: row[1:] for row in stored}
    assert set(by_id) == {row["Advertiser_ID"] for row in stats}
    assert Counter(map(len, by_id)) == {20: 971, 19: 204, 18: 17, 16: 1}
    for row in stats:
        code, currency, lower, upper = by_id[row["Advertiser_ID"]]
        assert currency == "USD"
        assert lower <= float(row["Spend_USD"]) <= upper
        assert code == (row["Regions"] if row["Regions"] in ("US", "IN") else None)
    geo = own.table(folder / "google-political-ads-geo-spend.csv")
    places = rows_of(
        "select country_code, spend_lower, spend_upper from ad_location where platform = 'google'"
    )
    assert Counter(code for code, *_ in places) == Counter(row["Country"] for row in geo)
    lower, upper = sum(row[1] for row in places), sum(row[2] for row in places)
    assert lower <= sum(float(row["Spend_USD"]) for row in geo) <= upper
    weeks = own.table(folder / "google-political-ads-advertiser-weekly-spend.csv")
    found = rows_of("select sum(spend_lower), count(*), sum(spend_upper) from advertiser_week")
    assert found[0][1] == len(weeks)
    assert found[0][0] <= sum(float(row["Spend_USD"]) for row in weeks) <= found[0][2]


def test_that_turnout_is_a_share_and_aggregates_are_no_countries(
    real_data: Path, rows_of: Any
) -> None:
    stored = rows_of(
        "select source_row, country_code, value from published_figure join source"
        " using (source_id) where path like '%owid_turnout.csv' and metric = 'turnout'"
    )
    lines = dict(enumerate(own.table(real_data / "turnout" / "owid_turnout.csv"), 2))
    for line, code, value in stored:
        row = lines[line]
        assert value == pytest.approx(float(row["Voter turnout of registered voters"]) / 100)
        assert code == ("XK" if row["Code"] == "OWID_KOS" else own.alpha2(row["Code"]))
    expected = [
        row
        for row in lines.values()
        if row["Voter turnout of registered voters"] and own.alpha2(row["Code"])
    ]
    assert len(stored) >= len(expected)
    idea = rows_of(
        "select value from published_figure join source using (source_id)"
        " where path like '%idea_eu%' and metric = 'turnout' and country_code = 'AT'"
        " and year(published_figure.period_ends_on) = 2013"
    )
    assert (pytest.approx(0.7491),) in idea


def test_that_greece_of_the_dsa_report_is_el_and_its_totals_are_not_added(
    real_data: Path, tmp_path: Path
) -> None:
    code, shown, report = built([real_data / "dsa"], tmp_path)
    assert (code, report["refused"]) == (0, 0)
    stated: dict[str, float] = {}
    for row in own.table(real_data / "dsa" / "facebook_2025H2_10_AMAR.csv"):
        stated[{"EL": "GR"}.get(row["Scope"], row["Scope"])] = float(row["Value"].replace(",", ""))
    with duckdb.connect(str(shown.snapshot), read_only=True) as connection:
        stored = connection.execute(
            "select coalesce(country_code, scope), value from published_figure join source"
            " using (source_id) where path like '%AMAR%'"
        ).fetchall()
        parts = connection.execute(
            "select count(*), count(distinct (scope_note, metric)) from published_figure"
            " join source using (source_id) where path not like '%AMAR%'"
        ).fetchone()
    stated["eu"] = stated.pop("TOTAL")
    assert dict(stored) == stated
    assert "EL" not in dict(stored)
    assert parts is not None
    assert parts[0] == parts[1]
