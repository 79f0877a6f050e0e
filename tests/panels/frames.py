"""Hand-made frames and what panels are given, for tests of panels."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from eoc_app.core.frame import Frame
from eoc_app.core.selection import Selection
from eoc_app.domain.risk.scoring_method import Method
from eoc_app.domain.risk.signal import Axis, Form, Judgement, Signal
from eoc_app.panels.kit.panel import Given
from eoc_app.snapshot.catalogue import catalogue
from tests.made_method import METHOD

DAY: Final = date(2024, 10, 25)
AS_OF: Final = datetime(2024, 10, 25, 12, tzinfo=UTC)
NOW: Final = datetime(2024, 10, 25, 18, tzinfo=UTC)
ABOUT: Final[dict[str, Any]] = {
    "snapshot_id": "0123456789abcdef", "serial": 7, "title": "Small", "publisher": "Tests",
    "as_of_at": AS_OF, "built_at": AS_OF, "window_starts_on": date(2024, 10, 1),
    "window_ends_on": DAY, "schema_version": 1, "method_version": "1.0",
    "marking": "TLP:AMBER", "exercise": False, "builder": "tests",
}  # fmt: skip


def frame(query: str, *rows: tuple[Any, ...]) -> Frame:
    """Rows as the query of that name would give them; its columns are those it declares."""
    columns = tuple(catalogue().views[query].header["columns"])
    assert all(len(row) == len(columns) for row in rows), (query, columns)
    return Frame(query, "digest", columns, list(rows))


def named(query: str, **cells: Any) -> tuple[Any, ...]:
    """One row of a query; columns that are not named are empty."""
    columns = catalogue().views[query].header["columns"]
    assert set(cells) <= set(columns), set(cells) - set(columns)
    return tuple(cells.get(column) for column in columns)


def make_signal(
    name: str,
    *,
    axis: Axis = "harm",
    judge: Judgement | None = None,
    form: Form = "count",
    unit: str = "items",
    window_days: int = 1,
    lead: int | None = None,
    confounded: bool = False,
) -> Signal:
    """A signal of the family crisis that is fresh for 7 days."""
    return Signal(name, f"Number of {name}", "crisis", axis, "things", unit, form, "sum",
                  window_days, 7, lead, confounded, judge)  # fmt: skip


JUDGED: Final = {
    "a": make_signal("a", judge=Judgement(10, 20, 3, 7), lead=1, confounded=True),
    "b": make_signal("b", judge=Judgement(10, 20, 1, 7)),
    "p": make_signal("p", axis="protective"),
}
"""Two judged signals, the first with three quarters of the weight, and one that is not judged."""
THREAT: Final = replace(METHOD, dimensions={"threat": METHOD.dimensions["threat"]}, stakes=None)
"""The program's method without its other dimensions, so that points can be told by heart."""
EARLIER: Final = (
    "previous_scores", "previous_parts", "previous_periods", "readings_then", "readings_before",
    "readings_all",
)  # fmt: skip


def given(
    *frames: Frame,
    signals: dict[str, Signal] | None = None,
    about: dict[str, Any] | None = None,
    now_at: datetime = NOW,
    method: Method = THREAT,
    **selection: Any,
) -> Given:
    """What a panel gets to know; calendars, sizes and a snapshot before are empty if not given."""
    empty = (frame(name) for name in ("contests", "reach", "figure_periods", *EARLIER))
    return Given(
        {one.query: one for one in (*empty, *frames)},
        Selection(now_at=now_at, **selection),
        ABOUT | (about or {}),
        JUDGED if signals is None else signals,
        "small.duckdb",
        method,
    )


def reading(
    signal: str,
    value: float | None,
    code: str = "KE",
    *,
    lower: float | None = None,
    upper: float | None = None,
    on: date = DAY,
    cell: str = "observed",
    provenance: str = "measured",
) -> tuple[Any, ...]:
    """A row of the queries of readings; bounds are the value unless they are named."""
    if lower is None and upper is None:
        lower = upper = value
    return (code, signal, on, value, lower, upper, cell, provenance, 1, *(None,) * 4)


def period(period_id: str = "p", version: int = 1, **cells: Any) -> tuple[Any, ...]:
    """A row of the query `periods`: silence in Kenya on 24 and 25 October, local time."""
    usual = {
        "period_id": period_id, "version": version, "country_code": "KE",
        "rule": "electoral_silence", "medium": "all", "time_zone": "Africa/Nairobi",
        "starts_at": datetime(2024, 10, 23, 21), "ends_at": datetime(2024, 10, 25, 21),
        "imposed_by": "law", "confidence": "high", "source_id": 1, "synthetic": False,
        "withdrawn": False, "conditional": False,
    }  # fmt: skip
    return named("periods", **(usual | cells))


def election(**cells: Any) -> tuple[Any, ...]:
    """A row of the query `elections`: Kenya, 5 November."""
    on = cells.pop("on", date(2024, 11, 5))
    usual = {
        "election_id": "e", "country_code": "KE", "name": "general election", "kind": "general",
        "round": "1", "polling_starts_on": on, "polling_ends_on": on, "status": "confirmed",
        "source_id": 1, "synthetic": False,
    }  # fmt: skip
    return named("elections", **(usual | cells))


def score(code: str, value: float | None, coverage: float = 1.0, *, synthetic: bool = False) -> Any:
    """A row of the query `scores`, its bounds half a point either way."""
    low, high = (None, None) if value is None else (value - 0.5, value + 0.5)
    unseen = None if value is None else 0.0
    return (code, value, low, high, coverage, synthetic, unseen, value, None, None)


def contest(code: str = "KE", on: date = date(2024, 11, 5), **cells: Any) -> tuple[Any, ...]:
    """A row of the query `contests`: Kenya, 5 November."""
    usual = {
        "country_code": code, "name": "general election", "kind": "general", "starts_on": on,
        "ends_on": on, "status": "confirmed", "synthetic": False,
    }  # fmt: skip
    return named("contests", **(usual | cells))


def at(text: str) -> datetime:
    """An instant as the queries give it: UTC without a zone."""
    return datetime.fromisoformat(text)
