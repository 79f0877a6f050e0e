"""Daily figures of three countries: one that stopped, one half in, one that goes on as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest

from eoc_app.builder import build
from eoc_app.builder.verify.proof import proofs
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.alarms_view import AlarmsView
from eoc_app.views.series_grid_view import SeriesGridView
from eoc_app.views.view import TableView

SIGNAL: Final = "partner_reports_per_day"
AS_OF: Final = datetime(2024, 10, 26, 6, tzinfo=UTC)
LAST: Final = date(2024, 10, 25)
FIRST: Final = LAST - timedelta(100)
WEEK: Final = (70, 62, 66, 60, 64, 30, 20)
CUT: Final = {date(2024, 10, 23): 0.4, date(2024, 10, 24): 0.2, date(2024, 10, 25): 0.05}
HEAD: Final = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,metric,value,"
    "unit"
)


def _rows() -> Iterator[str]:
    yield HEAD
    for number in range(101):
        on = FIRST + timedelta(number)
        usual = WEEK[on.weekday()]
        figures = {"KE": usual, "MX": int(usual * CUT.get(on, 1))}
        if on <= date(2024, 10, 13):
            figures["GH"] = usual
        for code, figure in figures.items():
            yield f"measured,reports,country,{code},{on},{on},all,items_reported,{figure},items"


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flow]:
    folder = tmp_path_factory.mktemp("weeks")
    source, out = folder / "partner_report.csv", folder / "weeks.duckdb"
    source.write_text("\n".join(_rows()), encoding="utf-8")
    assert build([source], out, built_at=AS_OF, as_of=AS_OF).refused == 0
    snapshot = Snapshot(out)
    yield Flow(snapshot)
    snapshot.close()


def _draw(flow: Flow, name: str, **selection: Any) -> Any:
    (drawn,) = flow.draw(Selection(now_at=AS_OF, **selection), (name,))
    assert not isinstance(drawn.view, Problem), drawn.view
    return drawn.view


def _signal(flow: Flow, code: str, on: date | None = None, **selection: Any) -> dict[str, Any]:
    view = _draw(flow, "signals", country_code=code, as_of_on=on, **selection)
    assert isinstance(view, TableView)
    keys = [column.key for column in view.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in view.rows]
    (row,) = [row for row in rows if row["signal"].value == SIGNAL]
    return row


def test_that_the_snapshot_proves(flow: Flow) -> None:
    assert [proof for proof in proofs(flow.snapshot) if proof.problem is not None] == []


@pytest.mark.parametrize("platforms", [(), ("all",)])
def test_that_a_country_that_goes_on_as_it_was_has_one_band_on_all_weekdays(
    flow: Flow, platforms: tuple[str, ...]
) -> None:
    days = [date(2024, 10, 20) + timedelta(number) for number in range(7)]
    rows = [_signal(flow, "KE", on, platforms=platforms) for on in days]
    assert {row["level"].value for row in rows} == {"elevated"}
    assert {round(row["value"].value, 9) for row in rows} == {round(sum(WEEK) / 7, 9)}


@pytest.mark.parametrize("platforms", [(), ("all",)])
def test_that_days_of_which_a_part_is_in_lower_no_band(
    flow: Flow, platforms: tuple[str, ...]
) -> None:
    mexico, kenya = (_signal(flow, code, platforms=platforms) for code in ("MX", "KE"))
    assert mexico["level"] == kenya["level"]
    assert mexico["value"].value == pytest.approx(sum(WEEK) / 7)
    assert mexico["state"].value == "fresh"
    assert (mexico["span"].text, kenya["span"].text) == ("week to 22 Oct", "week to 24 Oct")
    assert mexico["measured_on"].text != _signal(flow, "GH")["measured_on"].text


def test_that_a_series_that_stopped_is_stale_and_an_alarm_of_its_own(flow: Flow) -> None:
    alarms = _draw(flow, "alarms")
    assert isinstance(alarms, AlarmsView)
    stopped = [row for row in alarms.alarms if row.kind == "stopped"]
    assert [(row.code, row.measured_on) for row in stopped] == [("GH", date(2024, 10, 13))]
    assert "due by 17 Oct 2024, within 4 days" in stopped[0].why
    assert _signal(flow, "GH")["state"].value == "stale"
    assert _signal(flow, "GH", platforms=("all",))["state"].value == "stale"
    assert _signal(flow, "GH", date(2024, 10, 17))["state"].value == "fresh"
    assert _signal(flow, "GH", date(2024, 10, 18))["state"].value == "stale"


def test_that_a_chart_says_which_days_its_value_stands_for(flow: Flow) -> None:
    told = {}
    for code in ("KE", "GH"):
        view = _draw(flow, "series", country_code=code)
        assert isinstance(view, SeriesGridView)
        (told[code],) = [one for one in view.series if one.signal == SIGNAL]
    assert told["KE"].state_text == "week to 24 Oct"
    assert told["GH"].state_text == "stale: last figure 13 Oct"
    assert told["KE"].footnote.startswith("judged by the week, not by single days")
    assert told["KE"].alarms == ()
