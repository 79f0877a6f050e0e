"""What was imported and nobody sees is said, and found by what the queries read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eoc_app.builder import build
from eoc_app.builder.derive import calendar_rows
from eoc_app.builder.staging.unseen import unseen
from eoc_app.commands.build import print_report
from eoc_app.core.places import QUERIES
from eoc_app.snapshot.catalogue import Catalogue
from tests.queries.tables import Tables, day
from tests.snapshots import AS_OF, BUILT_AT

ADVERTISER = (
    "advertiser_id,advertiser_name,provenance,counts_of,platform,covers_until_on,currency,"
    "same_money"
)
OUTER = """select advertiser_name
from country
left join advertiser on advertiser.country_code = country.country_code
where advertiser.country_code is null"""


@pytest.fixture
def tables() -> Tables:
    """Every table of the format, empty."""
    return Tables()


@pytest.fixture
def queries(tmp_path: Path) -> Path:
    """The program's own queries, to which a test may add."""
    return Path(shutil.copytree(QUERIES, tmp_path / "queries"))


def add_view(queries: Path, sql: str) -> Catalogue:
    head = '/*---\ntitle = "Another"\nparameters = []\n[columns]\n---*/\n'
    (queries / "views" / "another.sql").write_text(head + sql, encoding="utf-8")
    return Catalogue(queries)


def told(tables: Tables, catalogue: Catalogue | None = None) -> dict[str, tuple[int, int, bool]]:
    found = unseen(tables.connection, catalogue or tables.catalogue, calendar_rows.READS)
    return {one.table: (one.rows, one.of, one.counted) for one in found}


def advertisers(tables: Tables) -> None:
    for number, code in enumerate(("KE", "KE", None)):
        tables.add(
            "advertiser", advertiser_id=f"AR{number}", advertiser_name="An advertiser",
            country_code=code, currency="USD", same_money=True,
        )  # fmt: skip


def test_that_nothing_is_unseen_where_nothing_was_imported(tables: Tables) -> None:
    assert told(tables) == {}


def test_that_a_table_that_no_query_reads_is_unseen_whole(tables: Tables) -> None:
    advertisers(tables)
    assert told(tables) == {"advertiser": (3, 3, False)}


def test_that_rows_are_unseen_that_every_query_leaves_out(tables: Tables) -> None:
    tables.page("07-07", "1", "named", 1)
    tables.page("07-07", "1", "named", 1, region="Nairobi")
    tables.page("07-07", "2", "named", 1, region="Mombasa")
    assert told(tables) == {"ad_page": (2, 3, False)}


def test_that_figures_are_unseen_whose_metric_no_signal_reads(tables: Tables) -> None:
    """Whichever shared view the signals of a table read it by."""
    for table, seen in (
        ("candidate_safety", "attacks_recorded"),
        ("partner_report", "items_resolved"),
        ("published_figure", "recommendations_issued"),
        ("capacity", "main_languages"),
    ):
        for number, metric in enumerate((seen, "another", "a_third")):
            more = {"family": "published"} if table == "published_figure" else {}
            tables.measure(table, metric, f"05-0{number + 1}", 1, **more)
    assert told(tables) == {
        "candidate_safety": (2, 3, False),
        "partner_report": (2, 3, False),
        "published_figure": (2, 3, False),
        "capacity": (2, 3, False),
    }


def test_that_what_is_only_counted_is_called_so(tables: Tables) -> None:
    tables.network("t1", "05-01", "KE")
    for value in ("one.example", "two.example"):
        tables.add("takedown_indicator", takedown_id="t1", indicator_kind="domain", indicator=value)
    assert told(tables) == {"takedown_indicator": (2, 2, True)}


def test_that_polling_days_are_seen_in_the_periods_derived_from_them(tables: Tables) -> None:
    tables.add("polling_day", election_id="e", polling_on=day("05-01"), phase="1")
    assert told(tables) == {}


@pytest.mark.parametrize(
    ("sql", "left"),
    [
        ("select advertiser_name from advertiser", 0),
        ("select * from advertiser", 0),
        ("select a.advertiser_name from advertiser as a where a.country_code = 'KE'", 1),
        ("select advertiser_name from advertiser where country_code is null", 2),
        ("select advertiser_name from advertiser where country_code in ('UG', 'TZ')", 3),
        # Rows may be seen under some value of a parameter, and by a condition that is not certain.
        ("select advertiser_name from advertiser where country_code = $country_code", 0),
        ("select advertiser_name from advertiser where lower(country_code) = 'ug'", 0),
        (OUTER, 0),
        # Keys alone tell nobody what is in a row.
        ("select advertiser_id, count(*) from advertiser group by advertiser_id", 3),
        # A name of the query's own is not the table's.
        ("with advertiser as (select 1 as advertiser_name) select * from advertiser", 3),
        ("select (select max(advertiser_name) from advertiser) as name", 0),
    ],
)
def test_that_a_new_view_makes_seen_what_it_reads_and_no_more(
    tables: Tables, queries: Path, sql: str, left: int
) -> None:
    advertisers(tables)
    found = told(tables, add_view(queries, sql))
    assert found.get("advertiser", (0, 3, False))[0] == left


def test_that_the_report_and_the_terminal_say_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        f"AR{number},A name,published,advertisers,google,2024-10-01,USD,true" for number in range(3)
    ]
    source = tmp_path / "advertiser.csv"
    source.write_text("\n".join((ADVERTISER, *rows)) + "\n", encoding="utf-8")
    report = build([source], tmp_path / "x.duckdb", built_at=BUILT_AT, as_of=AS_OF)
    assert report.refused == 0, "nothing is wrong with it"
    (found,) = json.loads(report.as_json())["unseen"]
    assert (found["table"], found["rows"], found["of"]) == ("advertiser", 3, 3)
    print_report(report)
    said = "imported, but not seen: all 3 rows of advertiser ("
    assert said in capsys.readouterr().out
