"""What lies inside periods: possible breaches, never proven, and why there is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eoc_app.panels.restrictions import possible_breaches as panel
from eoc_app.views.view import TableView
from tests.panels.frames import at, given, period
from tests.panels.restrictions.report_windows import counted, frames, inside, risen, window


def table(*windows: Any, periods: Any = None, counts: Any = (), **selection: Any) -> TableView:
    return panel.build(given(*frames(*windows, periods=periods, counts=counts), **selection))


def cells(view: TableView, row: int = 0) -> dict[str, Any]:
    return dict(zip((column.key for column in view.columns), view.rows[row], strict=True))


def test_that_a_row_tells_figure_window_days_and_reasons() -> None:
    view = table(window(days_inside=1.5), counts=(counted("p", 1, 0),))
    found = {key: cell.text for key, cell in cells(view).items()}
    reasons = found.pop("reasons")
    assert found == {
        "country": "Kenya", "rule": "Electoral silence", "measure": "Ads active",
        "figure": "40 ads active", "window": "last 7 days to 25 Oct 2024",
        "days_inside": "1.5 of 7", "source": "A report",
    }  # fmt: skip
    assert reasons.startswith("only 1.5 of the window's 7 days are inside; ")
    assert cells(view)["days_inside"].value == pytest.approx(1.5 / 7)
    spend = cells(view, 1)["figure"]
    assert (spend.value, spend.upper) == (900, 1100)


def test_that_a_row_opens_its_period_and_its_country() -> None:
    view = table(inside(), counts=(counted("p", 1, 1),))
    assert view.codes == ("KE", "KE")
    assert view.period_ids == ("p", "p")


def test_that_the_title_counts_windows_and_periods_and_proves_nothing() -> None:
    other = period("q", country_code="UG", time_zone="Africa/Kampala")
    both = {
        "periods": (period(), other),
        "counts": (counted("p", 2, 2), counted("q", 1, 0, "UG"), counted("gone", 5, 5)),
    }
    every = table(inside(), window(period_id="q", country_code="UG"), **both)
    assert every.title == (
        "3 report windows inside or across 2 periods: possible breaches, none proven"
    )
    one = table(inside(), **both, country_code="KE")
    assert one.title == "2 report windows inside 1 period: possible breaches, none proven"
    assert "a lower bound" in one.footnote
    assert [row[0].text for row in every.rows] == ["Kenya", "Kenya", "Uganda", "Uganda"]


def test_that_newest_windows_come_first_and_those_of_one_period_in_the_order_of_time() -> None:
    rows = [inside(window_ends_on=date(2024, 10, day)) for day in (11, 18, 25)]
    days = [row[4].value for row in table(*rows).rows[::2]]
    assert days == ["2024-10-25", "2024-10-18", "2024-10-11"]
    days = [row[4].value for row in table(*rows, period_id="p").rows[::2]]
    assert days == ["2024-10-11", "2024-10-18", "2024-10-25"]


def test_that_more_windows_than_anybody_reads_are_counted_not_hidden() -> None:
    view = table(*(inside() for _ in range(301)), country_code="KE")
    assert len(view.rows) == 600
    assert view.subtitle == "Kenya, all periods; the newest 300 of 301 windows"


def test_that_media_that_are_not_asked_for_are_left_out_of_a_chosen_period_too() -> None:
    assert table(inside(), medium="broadcast").empty
    assert table(inside(), medium="all").rows
    assert table(inside(), medium="broadcast", period_id="p").empty
    chosen = table(inside(), medium="all", period_id="p")
    assert chosen.rows
    assert chosen.subtitle == "Kenya, electoral silence"


NEAR: dict[str, Any] = {"possible_breach": False}
BAN: dict[str, Any] = {"rule": "new_political_ads_ban", "imposed_by": "platform"}


@pytest.mark.parametrize(
    ("of", "windows", "why"),
    [
        (
            {"rule": "exit_poll_ban"},
            [inside(**NEAR)],
            "Ads cannot break this rule (exit-poll ban), so the snapshot has no facts to test it.",
        ),
        (
            {"withdrawn": True},
            [],
            "The electoral silence was withdrawn: it is no longer planned for these days.",
        ),
        (
            {"starts_at": None, "ends_at": None},
            [],
            "The electoral silence has no dates on record, so nothing can lie inside.",
        ),
        ({}, [], "No advertiser report of Kenya is near the electoral silence."),
        (
            {},
            [window(**NEAR, relation="before", window_ends_on=date(2024, 10, 22)),
             window(**NEAR, relation="after", window_ends_on=date(2024, 11, 5))],
            ("No report window touches the electoral silence: the last before it ends on"
             " 22 Oct 2024, the first after it ends on 5 Nov 2024."),
        ),
        (
            {},
            [inside(**NEAR)],
            "The report windows inside or across the electoral silence show neither ads nor spend.",
        ),
        (
            BAN,
            [inside(**NEAR)],
            ("1 report window inside or across the ban on new political ads, but none of the same"
             " kind from before it: what is new cannot be determined."),
        ),
        (
            BAN,
            [risen(0, **NEAR)],
            ("The report windows inside or across the ban on new political ads show no page with"
             " more ads than before."),
        ),
    ],
)  # fmt: skip
def test_that_a_period_without_a_possible_breach_says_why(
    of: dict[str, Any], windows: list[Any], why: str
) -> None:
    view = table(*windows, periods=(period(**of),), period_id="p")
    assert (view.rows, view.empty, view.title) == ((), why, "No possible breach on record")


def test_that_nothing_found_is_not_called_clear() -> None:
    assert "not the same as no breach" in table().empty
    assert "of Kenya" in table(country_code="KE").empty
    later = period(known_from_at=at("2024-10-26"))
    assert table(periods=(later,), period_id="p").empty == (
        "The chosen period had not been announced by then."
    )
