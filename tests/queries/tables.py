"""An in-memory snapshot whose rows a test writes by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import duckdb

from eoc_app.snapshot.catalogue import Catalogue, catalogue

DEFAULTS: Final[dict[str, Any]] = {
    "source_id": 1,
    "provenance": "published",
    "counts_of": "things, by their publisher, on all surfaces",
    "scope": "country",
    "platform": "facebook",
    "qualifier": "exact",
    "unit": "items",
    "cell": "observed",
    "date_precision": "day",
    "basis": "stated",
    "item_kind": "content",
    "label_kind": "any",
    "reminder_kind": "any",
    "function": "all",
    "activity": "any",
    "request_kind": "any",
    "vintage": "2024Q3",
    "publisher": "acled",
    "known_from": "assumed",
    "known_from_on": date(2024, 1, 1),
    "round": "1",
    "status": "scheduled",
}

_COMMENTS: Final = re.compile(r"comment on (?:table|column) \S+ is '(?:[^']|'')*';")
"""What takes most of the time to make a table, and no query reads."""


def day(text: str) -> date:
    """A day of 2024 as MM-DD, or any day as YYYY-MM-DD."""
    return date.fromisoformat(text if len(text) > 5 else f"2024-{text}")


class Tables:
    """Every table of the format, empty at first."""

    def __init__(self) -> None:
        self.catalogue: Catalogue = catalogue()
        self.connection = duckdb.connect()
        for table in self.catalogue.schema.values():
            self.connection.execute(_COMMENTS.sub("", table.sql))

    def add(self, table: str, **row: Any) -> None:
        """One row; required columns that are not named take a usual value."""
        columns = self.catalogue.schema[table].columns
        values = {
            name: row.get(name, DEFAULTS.get(name) if rule.required else None)
            for name, rule in columns.items()
        }
        if "country_code" in columns and "country_code" not in row:
            values["country_code"] = "KE" if values.get("scope", "country") == "country" else None
        unknown = set(row) - set(columns)
        assert not unknown, unknown
        marks = ", ".join("?" for _ in values)
        self.connection.execute(f"insert into {table} values ({marks})", list(values.values()))

    def measure(
        self, table: str, metric: str, ends_on: str, value: float | None, **row: Any
    ) -> None:
        """A figure in the common shape, of one day unless `starts_on` says otherwise."""
        starts_on = row.pop("starts_on", ends_on)
        self.add(
            table,
            metric=metric,
            period_starts_on=day(starts_on),
            period_ends_on=day(ends_on),
            value=value,
            **row,
        )

    def page(self, ends_on: str, page_id: str, state: str, ads: int | None, **row: Any) -> None:
        """A row of a 7-day report window of Kenya."""
        row = {"window_kind": "last_7_days", "platform": "several", "currency": "KES"} | row
        self.add(
            "ad_page",
            window_ends_on=day(ends_on),
            page_id=page_id,
            disclaimer_state=state,
            ad_count=ads,
            **row,
        )

    def network(self, takedown_id: str, on: str | None, *targets: str | None, **row: Any) -> None:
        """A removed network and the places that it aimed at."""
        row = {"network": takedown_id, "kind": "cib", "networks": 1.0} | row
        self.add(
            "takedown",
            takedown_id=takedown_id,
            announced_on=None if on is None else day(on),
            **row,
        )
        for target in targets:
            self.add(
                "takedown_target",
                takedown_id=takedown_id,
                country_code=target,
                as_stated=target or "Various",
            )

    def method(self, **changed: Any) -> None:
        """The table `signal` as the builder fills it; by single days unless level_days is named."""
        for signal in self.catalogue.signals.values():
            judge = signal.judge
            self.add(
                "signal",
                **{
                    "signal": signal.name,
                    "title": signal.title,
                    "family": signal.family,
                    "axis": signal.axis,
                    "counts_of": signal.counts,
                    "unit": signal.unit,
                    "form": signal.form,
                    "combine": signal.combine,
                    "window_days": signal.window_days,
                    "fresh_days": signal.fresh_days,
                    "lead": signal.lead,
                    "confounded_by_effort": signal.confounded_by_effort,
                    "watch": judge.watch if judge else None,
                    "alert": judge.alert if judge else None,
                    "weight": judge.weight if judge else None,
                    "settles_days": signal.settles_days,
                    "events": signal.events,
                    "query_digest": self.catalogue.signal_queries[signal.name].digest,
                }
                | changed,
            )

    def signal_day(self, signal: str, on: str, figure: float | None, **row: Any) -> None:
        """A computed row of one day; bounds are the figure itself unless they are named."""
        whole = row.get("denominator")
        self.add(
            "signal_day",
            **{
                "signal": signal,
                "day": day(on),
                "period_days": 1,
                "numerator": figure,
                "numerator_lower": figure,
                "numerator_upper": figure,
                "denominator_lower": whole,
                "denominator_upper": whole,
                "row_count": 1,
            }
            | row,
        )

    def answer(
        self, sql: str, parameters: dict[str, Any] | None = None
    ) -> duckdb.DuckDBPyConnection:
        """A statement's open answer, the shared views that it reads made before."""
        named = set(re.findall(r"\w+", sql))
        wanted = [view for view in self.catalogue.shared.values() if view.name in named]
        if wanted:
            # Asked each time: a transaction that is rolled back takes its views with it.
            views = "select view_name from duckdb_views() where temporary"
            made = {name for (name,) in self.connection.execute(views).fetchall()}
            for one in (one for view in wanted for one in (*view.reads, view)):
                if one.name not in made:
                    self.connection.execute(one.creation)
                    made.add(one.name)
        return self.connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """What a statement answers."""
        result = self.answer(sql, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def signal(self, name: str) -> list[dict[str, Any]]:
        """What a signal's query answers."""
        return self.rows(self.catalogue.signal_queries[name].sql)

    def figures(self, name: str) -> list[tuple[Any, ...]]:
        """A signal's rows in short: country, MM-DD, platform, best value, lower, upper."""
        return [
            (
                row["country_code"],
                f"{row['day']:%m-%d}",
                row["platform"],
                row["numerator"],
                row["numerator_lower"],
                row["numerator_upper"],
            )
            for row in self.signal(name)
        ]

    def shares(self, name: str) -> list[tuple[Any, ...]]:
        """A share's rows in short: country, MM-DD, numerator, denominator, share from, share to."""
        return [
            (
                row["country_code"],
                f"{row['day']:%m-%d}",
                row["numerator"],
                row["denominator"],
                *share_bounds(row),
            )
            for row in self.signal(name)
        ]

    def readings(
        self, since: str, until: str, platforms: Sequence[str] = ()
    ) -> list[dict[str, Any]]:
        """What the build makes of `signal_day`, of all platforms or as if there were these only."""
        days = {"window_starts_on": day(since), "window_ends_on": day(until)}
        return self.rows(
            self.catalogue.build["reading_day"].sql, days | {"platforms": list(platforms)}
        )

    def chosen_readings(self, on: str, platforms: Sequence[str]) -> list[dict[str, Any]]:
        """What a screen reads of chosen platforms on a day; other series are the build's."""
        query = self.catalogue.views["readings_filtered"].sql
        rows = self.rows(query, {"as_of": day(on), "platforms": list(platforms)})
        return [{"day": day(on)} | row for row in rows]


def share_bounds(row: dict[str, Any]) -> tuple[float | None, float | None]:
    """Smallest and largest share that a row's bounds allow, rounded to a millionth."""
    part, rest = row["numerator_lower"], row["denominator_upper"]
    lower = upper = None
    if None not in (part, rest, row["numerator_upper"]):
        rest -= row["numerator_upper"]
        lower = round(part / (part + rest), 6) if part + rest else None
    part, rest = row["numerator_upper"], row["denominator_lower"]
    if None not in (part, rest, row["numerator_lower"]):
        rest -= row["numerator_lower"]
        upper = round(part / (part + rest), 6) if part + rest else None
    return lower, upper


def moment(text: str) -> datetime:
    """An instant or a local time."""
    return datetime.fromisoformat(text)
