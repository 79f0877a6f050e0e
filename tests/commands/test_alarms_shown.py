"""eoc show FILE alarms: what a shift should look at as data, by the budget that is asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from eoc_app.builder import build
from eoc_app.cli import run
from eoc_app.domain.alarms.alarm_budget import ONE_IN
from tests.snapshots import AS_OF, BUILT_AT, LAST, altered, write_sources

Record = dict[str, Any]
SIGNAL = "partner_reports_per_day"
"""Fresh for 14 days; Kenya alone has it."""


@pytest.fixture(scope="module")
def exceeding(small_snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small snapshot with its own alarms taken out and four others put in."""
    uppers = ", ".join(str(50 + place) for place in range(len(ONE_IN)))

    def row(code: str, signal: str, p_value: float) -> str:
        return (
            f"insert into alarm values ('{LAST}', '{code}', '{signal}', 1, '{LAST}', 1, 90, 40,"
            f" {p_value}, null, {uppers}, 'EARS C2', '2024-10-10', 'measured')"
        )

    return altered(
        small_snapshot,
        tmp_path_factory.mktemp("alarms") / "alarms.duckdb",
        "delete from alarm",
        "delete from judged_day",
        f"insert into judged_day values ('{LAST}', 90, 60, 80, 60.0, 55,"
        " 3, 3, 2, 2, 1, 1, 1, 1, 0)",
        row("KE", SIGNAL, 0.0004),
        row("KE", "messaging_user_reports_per_day", 0.03),
        row("UG", "ads_without_disclaimer_share", 0.004),
        row("UG", "ads_listed", 0.0001),
    )


def shown(capsys: pytest.CaptureFixture[str], path: Path, *more: str) -> Record:
    code = run(["show", str(path), "alarms", *more, "--format", "json"])
    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    record: Record = json.loads(told.out)["panels"]["alarms"]["view"]
    return record


def who(rows: list[Record]) -> list[tuple[str, str]]:
    return [(row["code"], row["signal"]) for row in rows]


def test_that_alarms_are_told_as_data_with_all_that_they_rest_on(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = shown(capsys, exceeding)
    found = [row for row in view["alarms"] if row["kind"] == "exceedance"]
    assert who(found) == [
        ("KE", SIGNAL),
        ("UG", "ads_without_disclaimer_share"),
        ("KE", "messaging_user_reports_per_day"),
    ]
    assert who(view["notes"]) == [("UG", "ads_listed")]
    kenya = found[0]
    assert (kenya["observed"], kenya["expected"], kenya["upper"]) == (90.0, 40.0, 50.0)
    assert kenya["action"].startswith("Call the partners")
    assert (kenya["rule"], kenya["measured_on"]) == ("EARS C2", LAST.isoformat())
    assert 0 < kenya["probability"] < 1
    assert (view["level"], view["expected_false"], view["per_shift"]) == (0.05, 1.0, 3.0)
    assert (view["measured_figures"], view["measured_rate"]) == (55, 3 / 55)


def test_that_a_smaller_budget_never_shows_more(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before: set[tuple[str, str]] | None = None
    for budget in ("4", "2", "1", "0.5", "0.25", "0.1", "0.01", "0.002"):
        view = shown(capsys, exceeding, "--per-shift", budget)
        found = {(row["code"], row["signal"]) for row in (*view["alarms"], *view["notes"])
                 if row["kind"] == "exceedance"}  # fmt: skip
        assert view["per_shift"] == float(budget)
        assert view["held"] or view["expected_false"] <= float(budget) * (1 + 1e-9)
        assert before is None or found <= before
        before = found
    assert before == {("UG", "ads_listed")}


@pytest.mark.parametrize("budget", ["0", "-1", "many", "nan", "inf"])
def test_that_a_budget_that_is_no_number_above_0_is_refused(
    exceeding: Path, capsys: pytest.CaptureFixture[str], budget: str
) -> None:
    assert run(["show", str(exceeding), "alarms", f"--per-shift={budget}"]) != 0
    assert f"'{budget}'" in capsys.readouterr().err


def test_that_a_budget_beside_another_view_is_refused(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(exceeding), "ads", "--per-shift", "2"]) != 0
    assert "--per-shift is the budget of alarms" in capsys.readouterr().err


def test_that_one_country_is_told_alone(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every, uganda = shown(capsys, exceeding), shown(capsys, exceeding, "--country", "UG")
    assert {code for code, _ in who(uganda["alarms"] + uganda["notes"])} == {"UG"}
    assert who(uganda["notes"]) == [("UG", "ads_listed")]
    assert uganda["expected_false"] == every["expected_false"]
    assert shown(capsys, exceeding, "--country", "DE")["empty"].startswith("No judged signal of")


def test_that_a_table_tells_the_same_with_the_budget_under_it(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", str(exceeding), "alarms", "--per-shift", "2"]) == 0
    out = capsys.readouterr().out
    view = shown(capsys, exceeding, "--per-shift", "2")
    for row in (*view["alarms"], *view["notes"]):
        assert row["why"] in out
    assert view["budget_text"] in out
    assert "Note" in out


def test_that_a_day_gone_back_to_has_its_own_alarms(
    exceeding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (LAST - timedelta(days=1)).isoformat()
    view = shown(capsys, exceeding, "--as-of", before)
    assert view["as_of_on"] == before
    assert [row for row in view["alarms"] if row["kind"] == "exceedance"] == []


# A signal whose rows are taken away.


def _build(sources: Path, out: Path, serial: int) -> Path:
    build([sources], out, built_at=BUILT_AT, as_of=AS_OF, serial=serial, publisher="Tests")
    return out


def _without(folder: Path, wanted: Callable[[str], bool]) -> None:
    """Take away lines of the partner's reports."""
    file = folder / "partner_report.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if wanted(line)]
    file.write_text("\n".join([head, *kept, ""]), encoding="utf-8")


def test_that_a_signal_whose_newest_rows_are_deleted_raises_an_alarm_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = write_sources(tmp_path / "sources")
    whole = shown(capsys, _build(sources, tmp_path / "whole.duckdb", 1))
    assert ("KE", SIGNAL) not in {
        (row["code"], row["signal"]) for row in whole["alarms"] if row["kind"] == "stopped"
    }
    _without(sources, lambda line: "2024-10-0" in line)
    cut = shown(capsys, _build(sources, tmp_path / "cut.duckdb", 1))
    (row,) = [row for row in cut["alarms"] if row["signal"] == SIGNAL]
    assert (row["kind"], row["code"], row["measured_on"]) == ("stopped", "KE", "2024-10-09")
    assert (row["note"], row["probability"], row["level"]) == (False, None, "not_assessable")
    assert row["action"] == (
        "Nothing from Trusted-partner reports since 9 Oct 2024. Ask Tests whether the source is"
        " silent or the feed is broken."
    )


def test_that_a_signal_whose_rows_are_all_deleted_is_missed_since_the_snapshot_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources, out = write_sources(tmp_path / "sources"), tmp_path / "out.duckdb"
    _build(sources, out, 1)
    (sources / "partner_report.csv").unlink()
    view = shown(capsys, _build(sources, out, 2))
    (row,) = [row for row in view["alarms"] if row["signal"] == SIGNAL]
    assert (row["kind"], row["new"], row["measured_on"]) == ("stopped", True, LAST.isoformat())
    assert row["why"].startswith("The previous snapshot had a figure for 25 Oct 2024")
    alone = shutil.copytree(sources, tmp_path / "alone")
    first = shown(capsys, _build(alone, tmp_path / "first.duckdb", 1))
    assert [row for row in first["alarms"] if row["signal"] == SIGNAL] == []
