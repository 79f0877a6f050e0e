"""No amount of money goes without its currency, wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from eoc_app.core.selection import Selection
from eoc_app.domain.figures.currency import CURRENCIES
from eoc_app.domain.risk.signal import Signal
from eoc_app.panels import panels
from eoc_app.panels.kit.money import in_currency
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.view import TableView, View
from tests.panels.frames import frame, given
from tests.reader.test_narrowing import NOW

REPOSITORY: Final = Path(__file__).resolve().parents[3]
MONEY: Final = [signal for signal in catalogue().signals.values() if signal.form == "money"]
_DIGITS: Final = re.compile(r"\d")


@pytest.fixture(scope="module")
def drawn(demo_snapshot: Path) -> Iterator[dict[str, list[View]]]:
    """Every panel of the demo, of all countries and of one."""
    snapshot = Snapshot(demo_snapshot)
    flow, found = Flow(snapshot), dict[str, list[View]]()
    for name, panel in panels().items():
        codes = ("KE",) if panel.needs_country else (None, "KE")
        chosen = [Selection(now_at=NOW, country_code=code) for code in codes]
        views = [one.view for each in chosen for one in flow.draw(each, (name,))]
        found[name] = [view for view in views if isinstance(view, View)]
    yield found
    snapshot.close()


def test_that_nothing_is_told_in_a_report_currency() -> None:
    files = [
        path
        for folder in ("eoc_app", "queries", "docs")
        for ending in ("py", "sql", "md", "toml")
        for path in (REPOSITORY / folder).rglob(f"*.{ending}")
    ]
    assert len(files) > 300
    said = re.compile(r"report(?:'s)? currency|\d of the currency")
    assert [path.name for path in files if said.search(path.read_text(encoding="utf-8"))] == []


def parts(found: Any) -> Iterator[dict[str, Any]]:
    """Every struct within a view, as it goes out to programs."""
    if isinstance(found, dict):
        yield found
        for inner in found.values():
            yield from parts(inner)
    elif isinstance(found, list | tuple):
        for inner in found:
            yield from parts(inner)


def test_that_what_is_told_of_signals_of_money_has_a_currency(
    drawn: dict[str, list[View]],
) -> None:
    names, seen = {signal.name for signal in MONEY}, set()
    for panel, views in drawn.items():
        if panel == "method":
            continue  # weights, and no amount
        for part in (part for view in views for part in parts(msgspec.to_builtins(view))):
            if part.get("signal") in names and "unit" in part:
                amounts = [part.get(key) for key in ("value", "values", "observed", "range_days")]
                if any(amounts):
                    assert part["unit"] in CURRENCIES, (panel, part["signal"], part["unit"])
                    seen.add(panel)
    assert {"series", "headline"} <= seen


def test_that_every_amount_in_a_table_states_its_currency(drawn: dict[str, list[View]]) -> None:
    seen = set()
    for panel, views in drawn.items():
        for view in (view for view in views if isinstance(view, TableView)):
            for place, column in enumerate(view.columns):
                if "spend" in column.key:
                    for cell in (row[place] for row in view.rows):
                        if _DIGITS.search(cell.text):
                            assert cell.text[-3:] in CURRENCIES, (panel, cell.text)
                            seen.add(panel)
    assert seen >= {"ad_windows", "ad_pages"}


def test_that_the_table_of_signals_tells_money_in_the_country_s_own(
    drawn: dict[str, list[View]],
) -> None:
    names, found = {signal.name for signal in MONEY}, set()
    for view in drawn["signals"]:
        assert isinstance(view, TableView)
        place = {column.key: number for number, column in enumerate(view.columns)}
        for row in view.rows:
            if row[place["signal"]].value in names and row[place["value"]].value is not None:
                unit = row[place["unit"]].text
                assert unit in CURRENCIES
                assert row[place["value"]].text.endswith(unit)
                found.add(unit)
    assert len(found) > 10, "countries have currencies of their own"


def test_that_a_chart_has_the_currency_on_its_axis(drawn: dict[str, list[View]]) -> None:
    (grid,) = drawn["series"]
    (chart,) = (
        part for part in parts(msgspec.to_builtins(grid)) if part.get("signal") == "ad_spend"
    )
    assert chart["unit"] == "KES"
    assert "KES" in chart["value_text"]


@pytest.mark.parametrize("signal", MONEY, ids=lambda signal: signal.name)
def test_that_a_currency_nobody_knows_is_called_so(signal: Signal) -> None:
    row = (signal.name, "KE", "KES")
    told = given(frame("currencies", row))
    assert in_currency(told, signal, "KE").unit == "KES"
    for other in (in_currency(told, signal, "UG"), in_currency(given(), signal, "KE")):
        assert other.unit == "currency not known"
