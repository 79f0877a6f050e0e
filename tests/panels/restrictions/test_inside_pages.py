"""Pages before, inside and after a period, side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eoc_app.panels.restrictions import pages_in_periods as inside_pages
from eoc_app.views.view import TableView
from tests.panels.frames import at, frame, given, named, period


def page(**own: Any) -> tuple[Any, ...]:
    usual = {
        "country_code": "KE", "window_kind": "last_7_days", "platform": "several",
        "window_ends_on": [date(2024, 10, 22), date(2024, 10, 25), date(2024, 11, 2)],
        "relations": ["before", "overlaps", "after"], "days_inside": [0.0, 1.5, 0.0],
        "touching_count": 1, "page_count": 90, "page_id": "24413227922", "page_name": "A page",
        "ad_counts": [18353, 14120, 7591], "currency": "KES",
        "spend_lower": [0.0, 5.0, 7.0], "spend_upper": [100.0, 5.0, None], "change": -4233,
        "synthetic": False,
    }  # fmt: skip
    return named("period_pages", **(usual | own))


def pages(*rows: Any, of: Any = None, **selection: Any) -> TableView:
    known = frame("periods", period() if of is None else of)
    return inside_pages.build(given(known, frame("period_pages", *rows), **selection))


def test_that_pages_are_set_side_by_side_before_inside_and_after() -> None:
    view = pages(page(), period_id="p")
    assert [(column.title, column.unit) for column in view.columns] == [
        ("Page", ""), ("Page id", ""),
        ("Before", "ads to 22 Oct"), ("Across", "ads to 25 Oct, 1.5 of 7 days inside"),
        ("After", "ads to 2 Nov"), ("Largest step", "from before, ads"), ("Currency", ""),
        ("Spend before", "to 22 Oct"), ("Spend across", "to 25 Oct"), ("Spend after", "to 2 Nov"),
    ]  # fmt: skip
    assert [cell.text.replace("\u202f", " ") for cell in view.rows[0]] == [
        "A page", "24413227922", "18 353", "14 120", "7 591", "\u22124 233", "KES",
        "0 to 100 KES", "5 KES", "\u2265 7 KES",
    ]  # fmt: skip
    assert view.title.replace("\u202f", " ") == (
        "Largest fall: A page, 18 353 \u2192 14 120 \u2192 7 591 ads"
    )
    assert view.subtitle == (
        "Kenya, electoral silence; last 7 days, 1 of 90 pages: possible breaches, none proven"
    )
    assert view.codes == ("KE",)


def test_that_a_page_that_is_not_listed_is_a_dash_and_page_0_is_many() -> None:
    rows = (
        page(page_name=None, ad_counts=[None, 5, None], change=5, currency=None, spend_lower=None,
             spend_upper=None),
        page(page_id="0", page_name="x", synthetic=True),
    )  # fmt: skip
    view = pages(*rows, period_id="p")
    first, second = view.rows
    assert [cell.text for cell in first[2:6]] == ["—", "5", "—", "+5"]
    assert {cell.text for cell in first[6:]} == {"—"}
    assert first[0].text == "page 24413227922"
    assert (second[0].text, second[0].exercise) == ("many unrelated sellers", True)
    assert view.title == "Largest rise: page 24413227922, — \u2192 5 \u2192 — ads"
    assert "which is not 0" in view.footnote


def test_that_without_a_window_before_there_is_no_step() -> None:
    only = page(window_ends_on=[date(2024, 10, 25)], relations=["inside"], days_inside=[7.0],
                ad_counts=[9], spend_lower=[1.0], spend_upper=[1.0], change=9)  # fmt: skip
    view = pages(only, period_id="p")
    keys = [column.key for column in view.columns]
    assert view.rows[0][keys.index("change")].text == "—"
    assert view.title == "Most ads: A page, 9 ads"


def test_that_in_a_ban_on_new_ads_the_largest_rise_is_spoken_of() -> None:
    small = page(page_id="2", page_name="Another", ad_counts=[1, 3, 2], change=2)
    ban = period(rule="new_political_ads_ban")
    view = pages(page(), small, of=ban, period_id="p")
    assert view.title == "Largest rise: Another, 1 \u2192 3 \u2192 2 ads"
    assert pages(page(), of=ban, period_id="p").title.startswith("Largest fall: A page")
    assert pages(page(), small, period_id="p").title.startswith("Largest fall: A page")


def test_that_windows_that_are_not_shown_are_counted() -> None:
    assert "1 of 9 windows that touch the period are shown" in (
        pages(page(touching_count=9), period_id="p").footnote
    )


def test_that_pages_of_a_rule_that_ads_cannot_break_are_called_no_breach() -> None:
    view = pages(page(), of=period(rule="exit_poll_ban"), period_id="p")
    assert view.subtitle.endswith(": ads cannot break this rule")


@pytest.mark.parametrize(
    ("selection", "of", "why"),
    [
        ({}, {}, "Choose a period"),
        ({"period_id": "p"}, {}, "No advertiser report with pages touches"),
        ({"period_id": "p"}, {"known_from_at": at("2024-10-26")}, "had not been announced"),
    ],
)
def test_that_without_pages_the_panel_says_what_to_do(
    selection: dict[str, Any], of: dict[str, Any], why: str
) -> None:
    assert why in pages(of=period(**of), **selection).empty
