"""Tables, header and changes: a dash is not 0, and world figures are nobody's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from eoc_app.domain.wording.printed import near_day
from eoc_app.panels.ads import ad_pages, ad_windows
from eoc_app.panels.header import header
from eoc_app.panels.series import ai_labels, reminders, signals, sources
from eoc_app.panels.takedowns import takedown_origins, takedown_targets, takedowns
from eoc_app.views.view import Cell, TableView
from tests.panels.frames import AS_OF, DAY, frame, given, make_signal, named, reading

OLD = DAY - timedelta(days=9)


def cells(view: TableView, row: int = 0) -> dict[str, Cell]:
    keys = [column.key for column in view.columns]
    return dict(zip(keys, view.rows[row], strict=True))


def window(**changed: Any) -> tuple[Any, ...]:
    usual = {
        "country_code": "KE", "window_kind": "last_7_days", "window_ends_on": DAY,
        "platform": "several", "page_count": 2, "ad_count": 100, "missing_ad_count": 10,
        "anonymised_ad_count": 0, "reported_ad_count": 100, "currency": "KES",
        "spend_lower": 900.0, "spend_upper": 1100.0, "missing_spend_lower": 0.0,
        "missing_spend_upper": 100.0, "provenance": "measured", "source_id": 1,
    }  # fmt: skip
    return named("ad_windows", **(usual | changed))


def figure(**changed: Any) -> tuple[Any, ...]:
    usual = {
        "scope": "country", "country_code": "KE", "metric": "reminder_impressions", "kind": "any",
        "platform": "several", "period_starts_on": date(2024, 1, 1), "period_ends_on": DAY,
        "value": 20e6, "lower": 20e6, "upper": None, "qualifier": "more_than",
        "unit": "impressions", "cell": "observed", "days": 1, "provenance": "published",
        "counts_of": "notices", "source_id": 1,
    }  # fmt: skip
    return named("voter_reminder_figures", **(usual | changed))


def test_that_a_window_prints_counts_shares_and_intervals() -> None:
    found = cells(ad_windows.build(given(frame("ad_windows", window()))))
    assert (found["ads"].value, found["missing"].value) == (100, 10)
    assert found["missing_share"].value == pytest.approx(0.1)
    assert found["spend"].text == "900 to 1\u202f100\u202fKES"
    assert found["missing_spend"].text == "0 to 100\u202fKES"


def test_that_a_window_that_reports_no_disclaimers_has_dashes_not_zeros() -> None:
    row = window(reported_ad_count=0, missing_ad_count=0, ad_count=None, missing_spend_upper=None)
    found = cells(ad_windows.build(given(frame("ad_windows", row))))
    for key in ("ads", "missing", "missing_share", "anonymised", "missing_spend"):
        assert (found[key].text, found[key].value) == ("—", None), key


def test_that_an_open_bound_is_no_interval() -> None:
    row = window(spend_upper=None, missing_spend_upper=None)
    found = cells(ad_windows.build(given(frame("ad_windows", row))))
    assert found["spend"].text == "≥ 900\u202fKES"
    assert found["missing_spend"].text == "≥ 0\u202fKES"


def test_that_page_0_stands_for_many_and_long_ids_keep_their_digits() -> None:
    usual = {
        "country_code": "KE", "window_kind": "last_7_days", "window_ends_on": DAY,
        "disclaimer_state": "missing", "ad_count": 4, "synthetic": True, "source_id": 1,
    }  # fmt: skip
    rows = (
        named("ad_pages", **usual, page_id="100000000000000001", page_name="ไทย"),
        named("ad_pages", **usual, page_id="0"),
    )
    view = ad_pages.build(given(frame("ad_pages", *rows)))
    first, second = cells(view), cells(view, 1)
    assert first["page_id"].value == "100000000000000001"
    assert (first["page_name"].text, first["page_name"].exercise) == ("ไทย", True)
    assert first["disclaimer"].text == "ran without a disclaimer"
    assert first["spend"].text == "—"
    assert second["page_name"].text == "many unrelated sellers"


@pytest.mark.parametrize("panel", [reminders, ai_labels])
def test_that_a_figure_is_shown_as_stated(panel: Any) -> None:
    name = panel.PANEL.reads[0]
    view = panel.build(given(frame(name, figure())))
    found = cells(view)
    assert found["stated"].text == "more than 20\u202f000\u202f000"
    assert (found["lower"].value, found["upper"].value) == (20e6, None)
    assert found["upper"].text == "—"
    assert found["qualifier"].text == "more than"
    assert panel.build(given(frame(name))).empty


@pytest.mark.parametrize(("scope", "name"), [("world", "World"), ("eu", "European Union")])
def test_that_a_world_figure_is_no_countrys(scope: str, name: str) -> None:
    row = figure(scope=scope, country_code=None)
    view = reminders.build(given(frame("voter_reminder_figures", row), country_code="KE"))
    assert cells(view)["place"].text == name
    assert view.codes == (None,)


@pytest.mark.parametrize("cell", ["suppressed", "below_threshold"])
def test_that_a_withheld_figure_says_so_in_its_place(cell: str) -> None:
    row = figure(cell=cell, value=None, lower=None)
    found = cells(reminders.build(given(frame("voter_reminder_figures", row))))
    assert found["stated"].text == cell.replace("_", " ")
    assert found["stated"].value is None


def test_that_synthetic_figures_are_marked() -> None:
    row = figure(provenance="synthetic")
    view = reminders.build(given(frame("voter_reminder_figures", row)))
    assert cells(view)["stated"].exercise


def test_that_what_an_announcement_does_not_state_is_a_dash() -> None:
    row = named(
        "takedown_networks", takedown_id="t", network="N", kind="cib", date_precision="quarter",
        announced_on=DAY, origins=["RU"], targets=[], indicators=0, synthetic=True, source_id=1,
        accounts=12.0,
    )  # fmt: skip
    view = takedowns.build(given(frame("takedown_networks", row)))
    found = cells(view)
    assert found["accounts"].text == "12"
    for key in ("pages", "groups", "instagram", "followers", "breakout", "recidivist", "targets"):
        assert (found[key].text, found[key].value) == ("—", None), key
    assert found["announced"].text == "quarter to 25 Oct 2024"
    assert found["origins"].text == "Russia"
    assert found["network"].exercise
    assert "not 0" in view.footnote


@pytest.mark.parametrize(
    ("panel", "query"),
    [(takedown_origins, "takedown_origins"), (takedown_targets, "takedown_targets")],
)
def test_that_networks_by_place_keep_places_that_are_no_country(panel: Any, query: str) -> None:
    view = panel.build(given(frame(query, ("KE", "KE", 2.0, None, 30.0, 1, False),
                                   (None, "Various", 1.0, 4.0, 4.0, 0, True))))  # fmt: skip
    assert [row[0].text for row in view.rows] == ["Kenya", "Various"]
    assert view.codes == ("KE", None)
    assert view.rows[0][2].text == "—"
    assert "cannot be summed" in view.footnote
    assert panel.build(given(frame(query))).empty


def test_that_sources_are_listed_with_their_digest() -> None:
    row = named(
        "sources", source_id=1, path="a.csv", importer="canonical", title="", publisher="P",
        provenance="synthetic", digest="f" * 64, byte_count=10, rows_read=3, rows_written=2,
        problem_count=1,
    )  # fmt: skip
    found = cells(sources.build(given(frame("sources", row))))
    assert found["digest"].value == "f" * 64
    assert (found["title"].text, found["provenance"].exercise) == ("canonical", True)
    assert found["licence"].text == "—"
    assert sources.build(given(frame("sources"))).empty


def world(signal: str, numerator: float | None, **changed: Any) -> tuple[Any, ...]:
    usual = {
        "scope": "world", "signal": signal, "platform": "facebook", "day": date(2024, 6, 30),
        "period_days": 91, "numerator": numerator, "numerator_lower": numerator,
        "numerator_upper": numerator, "cell": "observed", "provenance": "published",
        "source_id": 1,
    }  # fmt: skip
    return named("world_readings", **(usual | changed))


def test_that_signals_tell_what_is_known_and_list_what_is_not() -> None:
    view = signals.build(
        given(
            frame(
                "readings_all", reading("a", 25), reading("b", 25, on=OLD), reading("a", 1, "UG")
            ),
            frame("world_readings"),
            country_code="KE",
        )
    )
    rows = {row[1].value: row for row in view.rows}
    assert set(rows) == {"a", "b", "p"}
    told = {name: tuple(row[at].text for at in (3, 6, 7, 8)) for name, row in rows.items()}
    assert told == {
        "a": ("25 items", "25 Oct", "Severe", "fresh"),
        "b": ("25 items", near_day(OLD, DAY), "—", "stale"),
        "p": ("—", "—", "not judged", "no data"),
    }


def test_that_world_figures_in_the_signals_are_nobodys_country_and_bounds_stay_bounds() -> None:
    shares = {"s": make_signal("s", form="share", unit="share"), "a": make_signal("a")}
    part = {"denominator": 200.0, "denominator_lower": 200.0, "denominator_upper": 200.0}
    view = signals.build(
        given(
            frame("readings_all"),
            frame("world_readings", world("a", 20e6, numerator_upper=None),
                  world("s", 50.0, **part), world("s", 5.0, platform="all"), world("unknown", 1.0)),
            signals=shares,
        )
    )  # fmt: skip
    assert [row[0].text for row in view.rows] == ["World"] * 3
    assert view.codes == (None,) * 3
    assert [row[3].text for row in view.rows] == [
        "at least 20\u202f000\u202f000 items", "25\u202f%", "—",
    ]  # fmt: skip
    assert all(row[7].text == "not judged" for row in view.rows)


def test_that_the_header_says_how_old_the_snapshot_is() -> None:
    def built(now_at: datetime) -> Any:
        return header.build(
            given(frame("watched", ("KE", "Kenya", "x")), frame("platforms", ("facebook",)),
                  now_at=now_at, as_of_on=date(2024, 10, 3))
        )  # fmt: skip

    view = built(AS_OF + timedelta(hours=5))
    assert (view.age_text, view.aged) == ("5 h old", False)
    assert (view.cursor_on, view.trust) == (date(2024, 10, 3), "unsigned")
    assert view.countries == (("KE", "Kenya"),)
    assert built(AS_OF + timedelta(days=2)).aged
    early = built(AS_OF - timedelta(hours=1))
    assert (early.age_text, early.aged) == ("dated after this clock", True)


def test_that_a_synthetic_interval_is_marked_though_it_is_no_point() -> None:
    view = signals.build(
        given(
            frame("readings_all", reading("a", None, lower=1, upper=3, provenance="synthetic")),
            frame("world_readings"),
        )
    )
    assert any(cell.exercise for cell in view.rows[0])


def test_that_a_share_is_printed_as_per_cent() -> None:
    row = figure(metric="ai_share_of_fact_checked_misinformation", unit="share",
                 qualifier="range", value=None, lower=0.0143, upper=0.0214)  # fmt: skip
    found = cells(ai_labels.build(given(frame("ai_label_figures", row))))
    assert found["metric"].text == "AI share of fact checked misinformation"
    assert found["stated"].text == "1.4\u202f% to 2.1\u202f%"
    assert (found["lower"].text, found["lower"].value) == ("1.4\u202f%", 0.0143)
