"""Expected ranges, alarms and counts as a build stores them, and as verify finds them altered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from eoc_app.builder import build, proof
from eoc_app.catalogue import catalogue
from eoc_app.domain.alarm_budget import ONE_IN, level_for
from eoc_app.problem import Problem
from eoc_app.snapshot import Snapshot
from tests.snapshots import altered, made_once

FIRST = date(2024, 6, 1)
DAYS = 100
OUTBREAK = 80
AS_OF = datetime(2024, 9, 8, 12, tzinfo=UTC)
HEAD = (
    "provenance,counts_of,scope,country_code,period_starts_on,period_ends_on,platform,metric,value,"
    "qualifier,unit"
)
ATTACKS, REPORTS = "attacks_on_candidates", "messaging_user_reports_per_day"


def write(folder: Path) -> Path:
    """Two countries' daily figures; Kenya's reports quadruple on one day."""
    rng = np.random.default_rng(3)
    reports, attacks = [HEAD], [HEAD]
    for code, level in (("KE", 400), ("UG", 90)):
        for place in range(DAYS):
            on = FIRST + timedelta(place)
            value = int(rng.poisson(level))
            if code == "KE" and place == OUTBREAK:
                value *= 4
            reports.append(
                f"measured,reports,country,{code},{on},{on},whatsapp,reports_received,{value},exact,reports"
            )
            value = int(rng.poisson(3))
            provenance = "estimated" if place == 90 else "measured"
            attacks.append(
                f"{provenance},attacks,country,{code},{on},{on},all,attacks_recorded,"
                f"{40 if code == 'UG' and place == 90 else value},exact,attacks"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (("user_report", reports), ("candidate_safety", attacks)):
        (folder / f"{name}.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return folder


def make(folder: Path, **more: Any) -> Path:
    out = folder / "outbreak.duckdb"
    build([write(folder / "sources")], out, built_at=AS_OF, as_of=AS_OF, **more)
    return out


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "outbreak", make)


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_that_an_outbreak_is_an_alarm_until_the_next_figure(snapshot: Path) -> None:
    outbreak = FIRST + timedelta(OUTBREAK)
    found = rows(
        snapshot,
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


def test_that_an_alarm_has_the_weakest_provenance_of_its_day(snapshot: Path) -> None:
    found = rows(
        snapshot, f"select provenance from alarm where signal = '{ATTACKS}' and p_value < 1e-6"
    )
    assert found == [("estimated",)]


def test_that_the_newest_figures_that_settle_are_not_judged_and_the_last_judged_one_stands(
    snapshot: Path,
) -> None:
    last = AS_OF.date()
    told = dict(
        rows(
            snapshot,
            f"select day, rule from expected_day where signal = '{ATTACKS}' and country_code = 'KE'"
            f" and day > date '{last}' - 5",
        )
    )
    settles = catalogue().signals[ATTACKS].settles_days
    assert [on for on, rule in sorted(told.items()) if "not complete" in rule] == [
        last - timedelta(days) for days in reversed(range(settles))
    ]
    assert rows(snapshot, f"select series_count from judged_day where day = '{last}'")[0][0] >= 4


def test_that_the_level_is_what_the_budget_gives_on_the_last_day(snapshot: Path) -> None:
    alarms = catalogue().method.alarms
    ((figures,),) = rows(
        snapshot, "select figures_per_day from judged_day order by day desc limit 1"
    )
    one_in = level_for(alarms.per_shift, alarms.shift_hours, figures)
    assert rows(snapshot, "select distinct level from expected_day") == [(1 / one_in,)]


def _oracle(path: Path) -> tuple[set[tuple[Any, ...]], dict[date, tuple[int, int]]]:
    """Alarms and counts by the words of the design, from the stored ranges, one by one."""
    fresh = dict(rows(path, "select signal, fresh_days from signal"))
    ((starts_on, ends_on),) = rows(path, "select window_starts_on, window_ends_on from snapshot")
    figures: dict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for day, code, signal, period, p_value in rows(
        path,
        "select day, country_code, signal, case when period_days between 28 and 31 then 30"
        " else period_days end, p_value from expected_day where p_value is not null order by day",
    ):
        figures[code, signal, period].append((day, p_value))
    alarms: set[tuple[Any, ...]] = set()
    counts: dict[date, tuple[int, int]] = {}
    for place in range((ends_on - starts_on).days + 1):
        on = starts_on + timedelta(place)
        series = judged = 0
        for (code, signal, _), known in figures.items():
            upto = [one for one in known if one[0] <= on]
            if not upto or (on - upto[-1][0]).days > fresh[signal]:
                continue
            series += 1
            judged += upto[-1][0] == on
            if upto[-1][1] <= 1 / ONE_IN[0]:
                before = upto[-2][1] if len(upto) > 1 else None
                alarms.add((on, code, signal, upto[-1][0], upto[-1][1], before))
        counts[on] = series, judged
    return alarms, counts


@pytest.mark.parametrize("which", ["snapshot", "demo_snapshot"])
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
    told = rows(path, "select day, series_count, figure_count from judged_day order by day")
    assert [(day, *counts[day]) for day in sorted(counts)] == told


def test_that_the_tables_are_in_the_order_that_readers_count_on(demo_snapshot: Path) -> None:
    for name in ("expected_day", "alarm", "judged_day"):
        order = ", ".join(catalogue().schema[name].order_by)
        stored = rows(demo_snapshot, f"select {order} from {name}")
        assert stored == rows(demo_snapshot, f"select {order} from {name} order by {order}")


def test_that_two_builds_judge_alike(snapshot: Path, tmp_path: Path) -> None:
    again = make(tmp_path)
    for name in ("expected_day", "alarm", "judged_day"):
        assert rows(again, f"from {name}") == rows(snapshot, f"from {name}")


def test_that_countries_judged_a_few_at_a_time_are_judged_alike(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eoc_app.builder.daily_figures._ROWS_AT_ONCE", 10)
    monkeypatch.setattr("eoc_app.builder.expected_tables._DAYS_AT_ONCE", 7)
    again = make(tmp_path)
    for name in ("expected_day", "alarm", "judged_day"):
        assert rows(again, f"from {name}") == rows(snapshot, f"from {name}")
    assert failed(again) == []


def test_that_a_build_can_be_stopped_while_it_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from eoc_app.builder import expected_days

    judging = False
    real = expected_days.expected_ranges

    def told(*given: Any, **more: Any) -> Any:
        nonlocal judging
        judging = True
        return real(*given, **more)

    monkeypatch.setattr(expected_days, "expected_ranges", told)
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


def failed(path: Path) -> list[str]:
    snapshot = Snapshot(path)
    try:
        return [str(one.problem) for one in proof._expectations(snapshot) if one.problem]
    finally:
        snapshot.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("delete from alarm where p_value = (select min(p_value) from alarm)", "Stored alarms"),
        ("update alarm set upper_10000 = upper_10000 + 1", "values of upper_10000"),
        ("update alarm set provenance = 'published'", "values of provenance"),
        ("update alarm set p_value = p_value * 0.999", "values of p_value"),
        ("update alarm set p_value_before = null", "values of p_value_before"),
        ("update alarm set country_code = 'FR'", "values of day"),
        ("update alarm set rule = 'by eye'", "values of rule"),
        ("insert into alarm from alarm limit 1", "rows are stored"),
        ("update expected_day set upper = upper * 1.00001", "values of upper"),
        ("update expected_day set since = since - 1", "values of since"),
    ],
)
def test_that_what_was_altered_is_found(
    snapshot: Path, tmp_path: Path, statement: str, told: str
) -> None:
    path = altered(snapshot, tmp_path / "altered.duckdb", statement)
    (fault,) = failed(path)
    assert told in fault
    assert "altered.duckdb" in fault


def test_that_last_digits_are_no_fault(snapshot: Path, tmp_path: Path) -> None:
    path = altered(
        snapshot,
        tmp_path / "rounded.duckdb",
        "update expected_day set upper = upper * (1 + 1e-9), p_value = p_value * (1 + 1e-9)",
    )
    assert failed(path) == []


@pytest.fixture
def earlier(snapshot: Path, tmp_path: Path) -> Callable[[int], Path]:
    def made(version: int) -> Path:
        drop = [f"drop table {name}" for name in ("expected_day", "alarm", "judged_day")]
        drop.append(f"update snapshot set schema_version = {version}")
        return altered(snapshot, tmp_path / f"{version}.duckdb", *drop)

    return made


@pytest.mark.parametrize("version", [1, 2])
def test_that_an_earlier_format_has_nothing_to_prove(
    earlier: Callable[[int], Path], version: int
) -> None:
    assert failed(earlier(version)) == []
