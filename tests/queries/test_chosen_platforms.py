"""Readings of chosen platforms: what is read of the build's, and of fewer series, is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from math import isclose
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.core.frame import Frame
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.catalogue import BY_PLATFORM, Query
from eoc_app.snapshot.connection import Snapshot

CHOICES = (
    (), ("facebook",), ("facebook", "instagram"), ("whatsapp",), ("several",), ("all", "offline"),
    ("facebook", "instagram", "messenger", "whatsapp", "several"),
)  # fmt: skip
ONE = "KE"


@pytest.fixture(scope="module")
def snapshot(small_snapshot: Path) -> Iterator[Snapshot]:
    opened = Snapshot(small_snapshot)
    yield opened
    opened.close()


def _told(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple("a figure" if isinstance(value, float) else value for value in row)


def _figures(rows: list[tuple[Any, ...]]) -> list[float]:
    return [value for row in rows for value in row if isinstance(value, float)]


def _same(found: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> bool:
    """Whether rows are equal; sums of the same figures may differ in their last bit."""
    return list(map(_told, found)) == list(map(_told, wanted)) and all(
        isclose(one, other, rel_tol=1e-12)
        for one, other in zip(_figures(found), _figures(wanted), strict=True)
    )


def _anew(snapshot: Snapshot, on: date, platforms: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Readings of a day by the query of the build, every series read from its figures."""
    given = {"window_starts_on": on, "window_ends_on": on, "platforms": list(platforms)}
    query = snapshot.catalogue.build["reading_day"]
    (rule,) = query.reads
    with_rule = f"with {rule.name} as ({rule.sql}) select * exclude (day) from ({query.sql})"
    return snapshot.ask(with_rule, given).fetchall()


@pytest.mark.parametrize("platforms", CHOICES)
def test_that_readings_of_chosen_platforms_are_those_of_the_builds_query(
    snapshot: Snapshot, platforms: tuple[str, ...]
) -> None:
    judged = {name for name, signal in snapshot.signals.items() if signal.judge is not None}
    views = snapshot.catalogue.views
    for back in (0, 1, 8, 33):
        on = snapshot.last_day - timedelta(back)
        wanted = _anew(snapshot, on, platforms)
        given = {"as_of": on, "platforms": list(platforms), "country_code": ONE}
        found = {
            name: snapshot.run(views[name], given).rows
            for name in (BY_PLATFORM, "country_filtered", "judged_filtered")
        }
        assert _same(found[BY_PLATFORM], wanted)
        assert _same(
            found["country_filtered"], [row for row in wanted if row[1] in judged or row[0] == ONE]
        )
        assert _same(found["judged_filtered"], [row for row in wanted if row[1] in judged])


def test_that_choices_leave_something_and_not_the_same(snapshot: Snapshot) -> None:
    counts = {choice: len(_anew(snapshot, snapshot.last_day, choice)) for choice in CHOICES}
    assert min(counts.values()) > 0
    assert len(set(counts.values())) > 3


def test_that_what_was_read_for_every_country_answers_for_another(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    flow, asked, run = Flow(snapshot), list[str](), Snapshot.run
    chosen = Selection(now_at=datetime(2024, 10, 26, tzinfo=UTC), platforms=("facebook",))

    def counted(self: Snapshot, query: Query, parameters: Mapping[str, object]) -> Frame:
        asked.append(query.name)
        return run(self, query, parameters)

    def times(country: str) -> int:
        asked.clear()
        selection = msgspec.structs.replace(chosen, country_code=country)
        names = ("headline", "contributions", "series", "ranking", "world_map")
        assert not [one for one in flow.draw(selection, names) if isinstance(one.view, Problem)]
        return asked.count(BY_PLATFORM)

    monkeypatch.setattr(Snapshot, "run", counted)
    first, other, *_ = sorted(
        row[0] for row in run(snapshot, snapshot.catalogue.views["watched"], {}).rows
    )
    assert [times(first), times(first), times(other)] == [1, 0, 1]
    flow = Flow(snapshot)
    flow.widen(chosen)
    assert [times(first), times(other)] == [0, 0]
