"""eoc show FILE risk and eoc show FILE method: the score as data, with all that it rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from eoc_app.cli import run
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.risk_view import RiskView
from tests.snapshots import views_of

Record = dict[str, Any]


def shown(capsys: pytest.CaptureFixture[str], path: Path, view: str, *more: str) -> Record:
    code = run(["show", str(path), view, *more, "--format", "json"])
    told = capsys.readouterr()
    assert (code, told.err) == (0, "")
    record: Record = json.loads(told.out)["panels"][view]["view"]
    return record


def test_that_risk_is_told_of_every_country_as_it_is_stored(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    countries = shown(capsys, small_snapshot, "risk")["countries"]
    with duckdb.connect(str(small_snapshot), read_only=True) as connection:
        stored = connection.execute(
            "select country_code, score, lower, upper, coverage, unseen_share, threat, stakes,"
            " vulnerability from score_day where day = '2024-10-25' order by country_code"
        ).fetchall()
    found = []
    for one in sorted(countries, key=lambda one: str(one["code"])):
        scored = {part["dimension"]: part["score"] for part in one["dimensions"]}
        found.append(
            (
                *(one[name] for name in ("code", "score", "lower", "upper", "coverage")),
                one["unseen_share"],
                *(scored[name] for name in ("threat", "stakes", "vulnerability")),
            )
        )
    assert found == stored
    (kenya,) = [one for one in countries if one["code"] == "KE"]
    points = [part["points"] for part in kenya["contributions"]]
    assert sum(points) == pytest.approx(kenya["score"], abs=1e-9)
    assert kenya["rank"] == 1
    assert kenya["flips"] == [], "only weights that no slider reaches would flip it"
    assert kenya["sentence"].endswith(".")

    assert {"band", "coverage"} <= set(kenya)


def test_that_intervals_hold_what_is_printed_and_come_again_with_their_seed(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = shown(capsys, small_snapshot, "risk")
    assert shown(capsys, small_snapshot, "risk") == view, "the same seed, the same intervals"
    assert (view["draws"], view["share"]) == (2000, 0.9)
    ranked = [one for one in view["countries"] if one["score"] is not None]
    assert ranked
    for one in ranked:
        assert one["rank_lower"] <= one["rank"] <= one["rank_upper"]
        assert one["drawn_lower"] - 1e-9 <= one["score"] <= one["drawn_upper"] + 1e-9
        assert one["lower"] <= one["score"] <= one["upper"]
        assert one["rank_interval_text"]
    blind = [one for one in view["countries"] if one["score"] is None]
    assert {one["rank_upper"] for one in blind} == {one["drawn_upper"] for one in blind} == {None}
    before = shown(capsys, small_snapshot, "risk", "--as-of", "2024-10-20")
    assert before["seed"] != view["seed"]
    code = ranked[0]["code"]
    (alone,) = shown(capsys, small_snapshot, "risk", "--country", code)["countries"]
    for name in ("rank", "rank_lower", "rank_upper", "drawn_lower", "drawn_upper"):
        assert alone[name] == ranked[0][name], "ranks are among all countries, whichever is asked"


@pytest.mark.parametrize("view", ["ranking", "world_map", "overview"])
def test_that_what_ranks_countries_is_shown_with_its_intervals(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str], view: str
) -> None:
    assert run(["show", str(small_snapshot), view, "--format", "json"]) == 0
    panels = json.loads(capsys.readouterr().out)["panels"]
    assert ("intervals" in panels) == (view == "overview"), "only what was asked for is told"
    for name, key in (("ranking", "rows"), ("world_map", "places")):
        if view in (name, "overview"):
            rows = {one["code"]: one for one in panels[name]["view"][key]}
            assert rows["KE"]["interval"]["rank_text"] == "1"
            assert rows["UG"]["interval"] is None
            assert "readings_everywhere" in panels[name]["queries"]


def test_that_one_country_of_a_past_day_says_why_each_signal_is_not_flagged(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = shown(capsys, small_snapshot, "risk", "--country", "UG", "--as-of", "2024-10-20")
    (uganda,) = view["countries"]
    assert view["as_of_on"] == "2024-10-20"
    assert (uganda["score"], uganda["rank"]) == (None, None)
    snapshot = Snapshot(small_snapshot)
    assert {one["signal"] for one in uganda["why_not"]} == {"", *snapshot.signals}
    snapshot.close()
    reasons = {one["signal"]: one["reason"] for one in uganda["why_not"]}
    assert reasons[""] == "not_assessable"
    assert reasons["messaging_user_reports_per_day"] == "no_data"
    assert reasons["reminder_impressions"] == "protective"
    assert reasons["ads_listed"] == "effort"


def test_that_the_method_is_told_as_the_snapshot_states_it(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    view = shown(capsys, small_snapshot, "method")
    snapshot = Snapshot(small_snapshot)
    assert view["text"] == snapshot.stated_method.text
    assert view["digest"] == snapshot.stated_method.digest
    assert view["version"] == snapshot.about["method_version"]
    snapshot.close()
    shares = [one["effective_weight"] for one in view["indicators"] if one["judged"]]
    assert sum(shares) == pytest.approx(1)
    assert all(one["effort_note"] for one in view["indicators"]
               if one["confounded"] and one["judged"])  # fmt: skip


@pytest.mark.parametrize("view", ["risk", "method"])
def test_that_both_are_tables_too(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str], view: str
) -> None:
    assert run(["show", str(small_snapshot), view]) == 0
    told = capsys.readouterr().out
    assert len(told.splitlines()) > 4
    assert ("Rank interval" in told) == (view == "risk")


def test_that_a_score_just_below_a_band_reads_so_in_the_table_of_risk(
    demo_snapshot: Path,
) -> None:
    view = views_of(demo_snapshot, "GE")["risk"]
    assert isinstance(view, RiskView)
    just = msgspec.structs.replace(
        view.countries[0], score=7.996, lower=7.995, upper=7.997, drawn_lower=7.996,
        drawn_upper=8.3, coverage=0.6499, level="high", band="High",
    )  # fmt: skip
    table = msgspec.structs.replace(view, countries=(just,)).as_table()
    row = dict(zip([one.title for one in table.columns], table.rows[0], strict=True))
    told = [row[name].text for name in ("Score", "Lower bound", "Upper bound", "Score interval")]
    assert told == ["7.99", "7.99", "7.99", "7.99\N{EN DASH}8.30"]
    assert row["Coverage"].text == "64.9\N{NARROW NO-BREAK SPACE}%"
