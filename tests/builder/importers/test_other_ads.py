"""Folders of Ad Library downloads as people keep them: no window is counted twice."""

from __future__ import annotations

from pathlib import Path

from tests.made import Made

PAGES = "Page ID,Page name,Disclaimer,Amount spent (KES),Number of ads in Library\n"
REPORT = "FacebookAdLibraryReport_2025-07-05_KE_last_30_days_"


def test_that_one_window_is_taken_from_one_file(tmp_path: Path) -> None:
    made = Made(
        tmp_path,
        {
            f"a/{REPORT}advertisers.csv": PAGES + "1,A,A,500,2\n",
            f"b/{REPORT}advertisers.csv": PAGES + "1,A,A,600,3\n2,B,B,70,1\n",
            f"b/{REPORT}advertisers (1).csv": PAGES + "1,A,A,500,2\n",
            # Other regions, days, currencies and kinds of file are other facts.
            f"a/{REPORT}Nairobi.csv": PAGES + "1,A,A,200,1\n",
            f"a/{REPORT}locations.csv": "Location name,Amount spent (KES)\nNairobi,300\n",
            f"a/{REPORT.replace('07-05', '07-06')}advertisers.csv": PAGES + "1,A,A,400,2\n",
        },
    )
    assert made.ask(
        "select window_ends_on::varchar, region, page_rows, spend_upper from ad_window order by all"
    ) == [
        ("2025-07-05", "Nairobi", 1, 200),
        ("2025-07-05", None, 1, 500),
        ("2025-07-06", None, 1, 400),
    ]
    assert made.ask("select count(*), sum(spend_upper) from ad_page") == [(3, 1100)]
    assert made.ask("select count(*) from ad_location") == [(1,)]
    (problem,) = made.problems
    assert problem["file"] == f"b/{REPORT}advertisers.csv"
    assert f"a/{REPORT}advertisers.csv" in problem["why"]
