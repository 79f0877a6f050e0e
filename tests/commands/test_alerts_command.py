"""eoc alerts: what it records, what it tells, what it refuses."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eoc_app.cli import run
from eoc_app.core.selection import Selection
from eoc_app.ledger import NAME, append, read_ledger
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from eoc_app.views.alarms_view import AlarmsView
from tests.domain.alarms.made_alarms import entry, mark, miss

NOW = ("--now", "2024-10-25T18:00Z")
NOW_AT = datetime(2024, 10, 25, 18, tzinfo=UTC)
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def eoc(capsys: pytest.CaptureFixture[str]) -> Said:
    """Runs eoc alerts; gives its exit code and what it wrote to stdout and stderr."""

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        code = run(["alerts", *map(str, arguments)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return say


@pytest.fixture
def own_snapshot(small_snapshot: Path, tmp_path: Path) -> Path:
    """A snapshot in a folder of its own."""
    return Path(shutil.copy(small_snapshot, tmp_path / "monday.duckdb"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with twelve alarms, eleven of them marked, and two misses."""
    alarms = [entry(number) for number in range(12)]
    marks = [mark(one, "hit" if place % 3 else "false_alarm")
             for place, one in enumerate(alarms[:11])]  # fmt: skip
    append(tmp_path / NAME, [*alarms, *marks, miss(1), miss(2)])
    return tmp_path


def test_that_a_band_goes_on_record_is_marked_and_counts(eoc: Said, own_snapshot: Path) -> None:
    before = own_snapshot.read_bytes()
    code, out, err = eoc(own_snapshot, "raise", "--country", "KE", *NOW)
    assert (code, err) == (0, "")
    (found,) = read_ledger(own_snapshot.parent / NAME).entries
    assert found.alarm_id in out
    assert (found.country_code, found.subject, found.per_shift) == ("KE", "score", 3.0)
    shown = json.loads(_shown(own_snapshot))
    (row,) = [row for row in shown["panels"]["ranking"]["view"]["rows"] if row["code"] == "KE"]
    assert found.band == row["level"]
    assert found.snapshot_id == shown["snapshot"]["snapshot_id"]

    code, out, _ = eoc(own_snapshot, "list", "--pending")
    assert found.alarm_id in out
    code, _, _ = eoc(own_snapshot, "mark", found.alarm_id, "false-alarm", "--by", "shift-lead",
                     "--note", "a feed was replayed", *NOW)  # fmt: skip
    assert code == 0
    code, out, _ = eoc(own_snapshot, "list", "--pending")
    assert (code, out.strip()) == (0, "nothing is on record")
    code, out, _ = eoc(own_snapshot.parent, "score")
    assert code == 0
    assert "1 alarms raised: 0 hits, 1 false alarms" in out
    assert "1 of at least 10 alarms are judged" in out
    assert own_snapshot.read_bytes() == before, "the ledger is never in the snapshot"


def _shown(path: Path) -> str:
    import contextlib
    import io

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert run(["show", str(path), "ranking", *NOW, "--format", "json"]) == 0
    return told.getvalue()


def test_that_an_alarm_goes_on_record_once(eoc: Said, own_snapshot: Path) -> None:
    assert eoc(own_snapshot, "raise", "--country", "KE", *NOW)[0] == 0
    code, out, err = eoc(own_snapshot, "raise", "--country", "KE", *NOW)
    assert (code, out) == (1, "")
    assert "on record already" in err
    assert eoc(own_snapshot, "raise", "--country", "KE", "--as-of", "2024-10-20", *NOW)[0] == 0


def test_that_a_country_without_a_score_raises_nothing(eoc: Said, own_snapshot: Path) -> None:
    code, _, err = eoc(own_snapshot, "raise", "--country", "NZ", *NOW)
    assert code == 1
    assert "has no score" in err
    assert not (own_snapshot.parent / NAME).exists()


def test_that_figures_are_told_with_their_numbers(eoc: Said, folder: Path) -> None:
    code, out, err = eoc(folder, "score")
    assert (code, err) == (0, "")
    assert "12 alarms raised: 7 hits, 4 false alarms, 0 unclear, 1 pending; 2 misses" in out
    assert "precision 64% of 11 (90% interval" in out
    assert "recall: 9 of at least 10 events are on record" in out
    code, out, _ = eoc(folder, "score", "--format", "json")
    found = json.loads(out)
    record = found["track_record"]
    assert record["precision"]["count"] == record["brier"]["count"] == 11
    assert record["recall"] is None
    assert found["head"] == read_ledger(folder / NAME).head
    assert found["line_count"] == 25


def test_that_a_miss_is_recorded_and_withdrawn_again(eoc: Said, folder: Path) -> None:
    by = ("--by", "reviewer", *NOW)
    told = ("miss", "--country", "MD", "--day", "2024-10-20", "--what", "a network nobody saw")
    code, out, _ = eoc(folder, *told, *by)
    assert (code, out) == (0, "alerts.jsonl: record 26: miss in MD on 2024-10-20\n")
    assert "on record already" in eoc(folder, *told, *by)[2]
    assert "recall    70% of 10" in eoc(folder, "score")[1]
    assert "MD  miss: a network nobody saw" in eoc(folder, "list")[1]
    assert eoc(folder, "withdraw", "26", *by)[0] == 0
    assert "9 of at least 10 events" in eoc(folder, "score")[1]
    code, _, err = eoc(folder, "withdraw", "26", *by)
    assert code == 1
    assert "no such record" in err


def test_that_records_are_listed_as_data(eoc: Said, folder: Path) -> None:
    code, out, _ = eoc(folder, "list", "--format", "json")
    assert code == 0
    found = json.loads(out)["records"]
    assert [one["number"] for one in found] == list(range(1, 26))
    assert {one["kind"] for one in found} == {"entry", "outcome", "miss"}
    pending = json.loads(eoc(folder, "list", "--pending", "--format", "json")[1])["records"]
    assert [one["number"] for one in pending] == [12]


def test_that_a_damaged_record_is_told_and_the_rest_counts(eoc: Said, folder: Path) -> None:
    path = folder / NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0].replace(b"high", b"low!"), *lines[1:]]))
    code, out, err = eoc(folder, "score")
    assert code == 1
    assert "11 alarms raised" in out
    assert "1 marks are of alarms that are not on record" in out
    assert "row 1" in err
    assert "was changed after it was written" in err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("mark", "nothing", "hit", "--by", "analyst"), "not on record"),
        (("mark", "nothing", "maybe", "--by", "analyst"), "not understood"),
        (("mark", "nothing", "hit", "--by", "Ann Example"), "not understood"),
        (("miss", "--country", "MD", "--day", "2024-10-20", "--what", " ", "--by", "analyst"),
         "text cannot be used"),
        (("miss", "--country", "XX", "--day", "2024-10-20", "--what", "x", "--by", "analyst"),
         "country is not known"),
        (("miss", "--country", "MD", "--day", "2031-10-20", "--what", "x", "--by", "analyst",
          *NOW), "not happened yet"),
        (("raise", "--country", "KE"), "snapshot"),
        ((), "not understood"),
    ],
)  # fmt: skip
def test_that_what_has_no_meaning_is_refused(
    eoc: Said, folder: Path, arguments: tuple[str, ...], why: str
) -> None:
    before = (folder / NAME).read_bytes()
    code, out, err = eoc(folder, *arguments)
    assert (code, out) == (1, "")
    assert why in err
    assert "  do:  " in err
    assert (folder / NAME).read_bytes() == before


def test_that_a_folder_that_is_not_there_is_refused(eoc: Said, tmp_path: Path) -> None:
    code, _, err = eoc(tmp_path / "nowhere", "list")
    assert code == 1
    assert "no such snapshot or folder" in err


@pytest.fixture
def own_demo(demo_snapshot: Path, tmp_path: Path) -> Path:
    """The demo, which has alarms of every kind, in a folder of its own."""
    return Path(shutil.copy(demo_snapshot, tmp_path / "demo.duckdb"))


def alarms_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    drawn = next(iter(Flow(Snapshot(path)).draw(Selection(now_at=NOW_AT), ["alarms"])))
    assert isinstance(drawn.view, AlarmsView)
    return {
        "alarms": [msgspec.to_builtins(row) for row in drawn.view.alarms],
        "notes": [msgspec.to_builtins(row) for row in drawn.view.notes],
    }


def test_that_a_signals_alarm_goes_on_record_as_an_exercise(eoc: Said, own_demo: Path) -> None:
    shown = alarms_of(own_demo)
    row = next(row for row in shown["alarms"] if row["probability"] is not None)
    asked = ("raise", "--country", row["code"], "--signal", row["signal"], *NOW)
    code, out, err = eoc(own_demo, *asked)
    assert (code, err) == (0, "")
    (found,) = read_ledger(own_demo.parent / NAME).entries
    assert (found.subject, found.band, found.probability) == (
        row["signal"], row["level"], row["probability"],
    )  # fmt: skip
    assert found.day.isoformat() == row["measured_on"]
    assert found.exercise
    assert "exercise" in out
    assert "on record already" in eoc(own_demo, *asked)[2]
    out = eoc(own_demo, "score")[1]
    assert "0 alarms raised" in out
    assert "1 of exercises are not counted here" in out
    assert "1 exercise alarms raised" in eoc(own_demo, "score", "--exercise")[1]
    assert "(exercise)" in eoc(own_demo, "list")[1]


def test_that_what_raises_no_alarm_is_refused_with_the_reason(eoc: Said, own_demo: Path) -> None:
    shown = alarms_of(own_demo)
    alarmed = {(row["code"], row["signal"]) for row in shown["alarms"]}
    note = next(row for row in shown["notes"] if (row["code"], row["signal"]) not in alarmed)
    stopped = next(row for row in shown["alarms"] if row["kind"] == "stopped")
    for code, signal, says in (
        (note["code"], note["signal"], "it is a note"),
        ("GE", "no_such_signal", "no such signal"),
        ("NZ", note["signal"], "raises no alarm"),
        (stopped["code"], stopped["signal"], "no probability is stated"),
    ):
        done, out, err = eoc(own_demo, "raise", "--country", code, "--signal", signal, *NOW)
        assert (done, out) == (1, "")
        assert says in err
    assert not (own_demo.parent / NAME).exists()


def test_that_a_miss_of_an_exercise_counts_for_exercises_alone(eoc: Said, folder: Path) -> None:
    told = ("miss", "--country", "MD", "--day", "2024-10-20", "--what", "planted", "--exercise")
    assert eoc(folder, *told, "--by", "reviewer", *NOW)[0] == 0
    assert "; 2 misses" in eoc(folder, "score")[1]
    assert "; 1 misses" in eoc(folder, "score", "--exercise")[1]
    assert "miss: planted (exercise)" in eoc(folder, "list")[1]
