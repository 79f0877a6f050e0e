"""Expected ranges, alarms and counts as a build stores them."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from eoc_app.anomaly.expected import expected_ranges
from eoc_app.builder import build
from eoc_app.builder.expect.expected_days import Expectation
from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_budget import ONE_IN, level_for
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.builder.expect.outbreak import (
    AS_OF,
    ATTACKS,
    FIRST,
    HEAD,
    OUTBREAK,
    REPORTS,
    failed,
    make,
    rows,
)


def test_that_an_outbreak_is_an_alarm_until_the_next_figure(outbreak_snapshot: Path) -> None:
    outbreak = FIRST + timedelta(OUTBREAK)
    found = rows(
        outbreak_snapshot,
        "select day, measured_on, span_days, observed, expected, p_value, p_value_before, upper_20,"
        " upper_10000, rule, since, provenance from alarm"
        f" where signal = '{REPORTS}' and country_code = 'KE' and p_value < 0.0001",
    )
    (row,) = found
    assert row[:3] == (outbreak, outbreak, 1)
    assert row[3] > 1200
    assert row[4] == pytest.approx(400, rel=0.05)
    assert 400 < row[7] < row[8] < 800
    assert row[6] > 0.0001
    assert row[9:] == ("EARS C2", FIRST, "measured")


def test_that_an_alarm_has_the_weakest_provenance_of_its_day(outbreak_snapshot: Path) -> None:
    found = rows(
        outbreak_snapshot,
        f"select provenance from alarm where signal = '{ATTACKS}' and p_value < 1e-6",
    )
    assert found == [("estimated",)]


def test_that_the_newest_figures_that_settle_are_not_judged_and_the_last_judged_one_stands(
    outbreak_snapshot: Path,
) -> None:
    last = AS_OF.date()
    told = dict(
        rows(
            outbreak_snapshot,
            f"select day, rule from expected_day where signal = '{ATTACKS}' and country_code = 'KE'"
            f" and day > date '{last}' - 5",
        )
    )
    settles = catalogue().signals[ATTACKS].settles_days
    assert [on for on, rule in sorted(told.items()) if "not complete" in rule] == [
        last - timedelta(days) for days in reversed(range(settles))
    ]
    assert (
        rows(outbreak_snapshot, f"select series_count from judged_day where day = '{last}'")[0][0]
        >= 4
    )


def test_that_the_level_is_what_the_budget_gives_on_the_last_day(outbreak_snapshot: Path) -> None:
    alarms = catalogue().method.alarms
    ((figures,),) = rows(
        outbreak_snapshot, "select asking_per_day from judged_day order by day desc limit 1"
    )
    one_in = level_for(alarms.per_shift, alarms.shift_hours, figures)
    assert rows(outbreak_snapshot, "select distinct level from expected_day") == [(1 / one_in,)]


def test_that_the_level_is_shared_among_the_series_that_the_last_day_counts(
    demo_snapshot: Path,
) -> None:
    snapshot = Snapshot(demo_snapshot)
    window = snapshot.about["window_starts_on"], snapshot.about["window_ends_on"]
    given: list[float] = []

    def told(per_shift: float, shift_hours: float, figures_per_day: float) -> int:
        given.append(figures_per_day)
        return level_for(per_shift, shift_hours, figures_per_day)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("eoc_app.builder.expect.expected_days.level_for", told)
        signals = tuple(snapshot.signals.values())
        Expectation(snapshot.ask, signals, snapshot.method.alarms, window, lambda: None)
    snapshot.close()
    stored = rows(demo_snapshot, "select asking_per_day from judged_day order by day desc limit 1")
    assert given == [pytest.approx(stored[0][0])]


def test_that_what_judges_is_loaded_by_a_build_that_has_something_to_judge_alone() -> None:
    said = (
        "import sys; import eoc_app.builder, eoc_app.builder.verify.proof;"
        " sys.exit('scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0


def _oracle(path: Path) -> tuple[set[tuple[Any, ...]], dict[date, tuple[int, ...]]]:
    """Alarms and counts by the words of the design, from the stored ranges, one by one."""
    fresh = dict(rows(path, "select signal, fresh_days from signal"))
    asks = dict(rows(path, "select signal, action is not null from signal"))
    ((starts_on, ends_on),) = rows(path, "select window_starts_on, window_ends_on from snapshot")
    figures: dict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for day, code, signal, period, p_value in rows(
        path,
        "select day, country_code, signal, case when period_days between 28 and 31 then 30"
        " else period_days end, p_value from expected_day where p_value is not null order by day",
    ):
        figures[code, signal, period].append((day, p_value))
    alarms: set[tuple[Any, ...]] = set()
    counts: dict[date, tuple[int, ...]] = {}
    for place in range((ends_on - starts_on).days + 1):
        on = starts_on + timedelta(place)
        series = judged = asking = 0
        asked: list[float] = []
        for (code, signal, _), known in figures.items():
            upto = [one for one in known if one[0] <= on]
            if not upto or (on - upto[-1][0]).days > fresh[signal]:
                continue
            series += 1
            judged += upto[-1][0] == on
            asking += asks[signal]
            if asks[signal] and upto[-1][0] == on:
                asked.append(upto[-1][1])
            if upto[-1][1] <= 1 / ONE_IN[0]:
                before = upto[-2][1] if len(upto) > 1 else None
                alarms.add((on, code, signal, upto[-1][0], upto[-1][1], before))
        above = [sum(one <= 1 / one_in for one in asked) for one_in in ONE_IN]
        counts[on] = series, judged, asking, len(asked), *above
    return alarms, counts


@pytest.mark.parametrize("which", ["outbreak_snapshot", "demo_snapshot"])
def test_that_alarms_and_counts_are_those_of_the_newest_judged_figures(
    which: str, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(which)
    alarms, counts = _oracle(path)
    stored = rows(
        path,
        "select day, country_code, signal, measured_on, p_value, p_value_before from alarm",
    )
    assert set(stored) == alarms
    assert len(stored) == len(alarms) > 0
    told = rows(
        path,
        "select * exclude (asking_per_day) from judged_day order by day",
    )
    assert [(day, *counts[day]) for day in sorted(counts)] == told


def test_that_the_tables_are_in_the_order_that_readers_count_on(demo_snapshot: Path) -> None:
    for name in ("expected_day", "alarm", "judged_day"):
        order = ", ".join(catalogue().schema[name].order_by)
        stored = rows(demo_snapshot, f"select {order} from {name}")
        assert stored == rows(demo_snapshot, f"select {order} from {name} order by {order}")


def test_that_two_builds_judge_alike(outbreak_snapshot: Path, tmp_path: Path) -> None:
    again = make(tmp_path)
    for name in ("expected_day", "alarm", "judged_day"):
        assert rows(again, f"from {name}") == rows(outbreak_snapshot, f"from {name}")


def test_that_countries_judged_a_few_at_a_time_are_judged_alike(
    outbreak_snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eoc_app.builder.expect.expected_days._ROWS_AT_ONCE", 10)
    again = make(tmp_path)
    for name in ("expected_day", "alarm", "judged_day"):
        assert rows(again, f"from {name}") == rows(outbreak_snapshot, f"from {name}")
    assert failed(again) == []


def test_that_a_build_can_be_stopped_while_it_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging = False

    def told(*given: Any, **more: Any) -> Any:
        nonlocal judging
        judging = True
        return expected_ranges(*given, **more)

    monkeypatch.setattr("eoc_app.builder.expect.expected_days.expected_ranges", told)
    with pytest.raises(Problem, match="cancelled"):
        make(tmp_path, cancelled=lambda: judging)
    assert judging
    assert {path.name for path in tmp_path.iterdir()} == {"sources"}


def test_that_a_snapshot_without_a_country_judges_nothing_and_says_so(tmp_path: Path) -> None:
    source = tmp_path / "voter_reminder.csv"
    source.write_text(
        f"{HEAD},reminder_kind\nmeasured,notices,world,,2024-06-01,2024-06-01,several,"
        "reminder_impressions,20,exact,impressions,any\n",
        encoding="utf-8",
    )
    out = tmp_path / "world.duckdb"
    build([source], out, built_at=AS_OF, as_of=date(2024, 6, 3))
    assert rows(out, "select count(*), max(series_count) from judged_day") == [(3, 0)]
    assert rows(out, "from expected_day") == []
    assert failed(out) == []
