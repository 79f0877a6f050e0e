"""The ledger's file: lines are only added, a changed past shows, a damaged line loses no other."""

from __future__ import annotations

import json
import multiprocessing
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app.core.problem import Problem
from eoc_app.domain.alarms.alarm_record import Outcome, Withdrawal
from eoc_app.ledger import (
    NAME,
    Record,
    append,
    ledger_path,
    not_yet_raised,
    of_signal,
    on_record,
    read_ledger,
    still_standing,
)
from eoc_app.ledger.lines import Ledger, lines_after, read_lines
from tests.desktop.alarms import alarm_views
from tests.domain.alarms.made_alarms import AT, entry, histories, mark, miss

FOUR: list[Record] = [entry(1), mark(entry(1), "hit"), miss(1), entry(2)]
EMPTY = Ledger((), (), 0, "")


def written(records: list[Record]) -> bytes:
    return lines_after(EMPTY, records)[0]


def back(number: int) -> Withdrawal:
    return Withdrawal(number=number, marked_by="reviewer", marked_at=AT)


@given(histories())
def test_that_what_is_written_is_read_again(history: tuple[list[Record], ...]) -> None:
    records = [one for kind in history for one in kind]
    found = read_lines(written(records), NAME)
    assert [one.record for one in found.records] == records
    assert [one.number for one in found.records] == list(range(1, len(records) + 1))
    assert found.problems == ()


def test_that_records_are_added_after_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / NAME
    assert read_ledger(path) == EMPTY
    assert append(path, FOUR[:2]) == [1, 2]
    before = path.read_bytes()
    assert append(path, FOUR[2:]) == [3, 4]
    assert path.read_bytes().startswith(before)
    assert path.read_bytes() == written(FOUR), "one by one or at once"
    found = read_ledger(path)
    assert (found.entries, found.outcomes, found.misses) == (
        (FOUR[0], FOUR[3]), (FOUR[1],), (FOUR[2],),
    )  # fmt: skip


@given(st.data())
def test_that_a_damaged_line_is_named_and_the_rest_is_read(data: st.DataObject) -> None:
    lines = written(FOUR).splitlines()
    row = data.draw(st.integers(0, 3))
    place = data.draw(st.integers(0, len(lines[row]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one not in {10, 13, lines[row][place]}))
    lines[row] = lines[row][:place] + bytes([byte]) + lines[row][place + 1 :]
    found = read_lines(b"\n".join(lines) + b"\n", NAME)
    # A change of `before` alone is one of the line itself: its own hash speaks of both.
    assert [one.place.row for one in found.problems] == [row + 1]
    assert [one.number for one in found.records] == [n for n in range(1, 5) if n != row + 1]


def test_that_a_line_that_was_changed_with_its_own_hash_shows_in_the_next() -> None:
    lines = written(FOUR).splitlines()
    forged = written([replace(entry(1), band="low", probability=0.01)]).splitlines()[0]
    found = read_lines(b"\n".join([forged, *lines[1:]]) + b"\n", NAME)
    (problem,) = found.problems
    assert (problem.what, problem.place.row) == ("The record of alarms was changed", 2)
    assert len(found.records) == 4


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_that_a_line_that_was_taken_away_shows_in_the_next(gone: int) -> None:
    lines = written(FOUR).splitlines()
    del lines[gone]
    (problem,) = read_lines(b"\n".join(lines) + b"\n", NAME).problems
    assert problem.place.row == gone + 1


def test_that_lines_in_another_order_show() -> None:
    one, two, three, four = written(FOUR).splitlines()
    assert read_lines(b"\n".join([one, three, two, four]) + b"\n", NAME).problems


def test_that_the_head_tells_whether_lines_were_cut_off_the_end() -> None:
    lines = written(FOUR).splitlines(keepends=True)
    heads = {read_lines(b"".join(lines[:count]), NAME).head for count in range(5)}
    assert len(heads) == 5


def test_that_writing_goes_on_after_a_line_that_was_not_written_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(written(FOUR[:2]) + written(FOUR)[:50])
    assert append(path, [FOUR[2]]) == [4]
    found = read_ledger(path)
    assert [one.number for one in found.records] == [1, 2, 4]
    assert [one.place.row for one in found.problems] == [3]
    assert append(path, [FOUR[3]]) == [5]
    assert len(read_ledger(path).problems) == 1


def test_that_line_ends_of_another_system_are_no_damage() -> None:
    data = written(FOUR).replace(b"\n", b"\r\n")
    assert read_lines(data, NAME) == read_lines(written(FOUR), NAME)


@given(st.binary(max_size=300))
def test_that_any_bytes_are_read_or_told(data: bytes) -> None:
    found = read_lines(data, NAME)
    assert len(found.records) + len(found.problems) >= found.line_count
    assert not found.records


def test_that_lines_of_a_newer_program_are_told() -> None:
    line = json.loads(written(FOUR[:1]))
    changes: list[dict[str, object]] = [
        {"kind": "dream"}, {"more": 1}, {"record": {}}, {"number": "one"},
    ]  # fmt: skip
    for changed in changes:
        found = read_lines(json.dumps(line | changed).encode() + b"\n", NAME)
        assert (len(found.records), len(found.problems)) == (0, 1)
    assert len(read_lines(b"x" * 70_000, NAME).problems) == 1


def test_that_a_later_record_withdraws_an_earlier_and_may_be_withdrawn_itself() -> None:
    def standing(*records: Record) -> list[int]:
        found = read_lines(written([*FOUR, *records]), NAME)
        assert found.problems == ()
        return [one.number for one in found.standing]

    assert standing(back(3)) == [1, 2, 4]
    assert standing(back(2)) == [1, 3, 4]
    assert standing(back(1)) == [3, 4], "its mark goes with the alarm"
    assert standing(back(3), back(5)) == [1, 2, 3, 4]
    assert standing(back(3), back(5), back(6)) == [1, 2, 4]
    assert standing(back(1), entry(1)) == [2, 3, 4, 6], "raised again, it is marked again"


def test_that_a_ledger_lies_beside_a_snapshot(tmp_path: Path) -> None:
    (tmp_path / "monday.duckdb").write_bytes(b"")
    assert ledger_path(tmp_path / "monday.duckdb") == ledger_path(tmp_path) == tmp_path / NAME
    with pytest.raises(Problem, match="no such snapshot"):
        ledger_path(tmp_path / "tuesday.duckdb")


def test_that_a_ledger_that_cannot_be_written_or_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be written"):
        append(tmp_path / "nowhere" / NAME, FOUR)
    (tmp_path / NAME).mkdir()
    with pytest.raises(Problem, match="cannot be read"):
        read_ledger(tmp_path / NAME)


def _many(path: Path, role: str) -> None:
    for number in range(25):
        outcome = Outcome(alarm_id=f"{role}{number}", verdict="hit", marked_by="analyst",
                          marked_at=datetime(2024, 1, 1, tzinfo=UTC))  # fmt: skip
        append(path, [outcome])


def test_that_two_programs_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / NAME
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_many, args=(path, role)) for role in ("a", "b")]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0, 0]
    found = read_ledger(path)
    assert found.problems == ()
    assert [one.number for one in found.records] == list(range(1, 51))
    assert len({one.alarm_id for one in found.outcomes}) == 50


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_that_a_link_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"")
    (tmp_path / NAME).symlink_to(other)
    with pytest.raises(Problem, match="cannot be written"):
        append(tmp_path / NAME, FOUR)
    assert other.read_bytes() == b""


def test_that_a_line_from_before_exercises_were_told_apart_was_real() -> None:
    """The kept file was written before records said whether they were of an exercise."""
    found = read_ledger(
        Path(__file__).parents[2] / "fixtures" / "ledger" / "before_exercises.jsonl"
    )
    assert found.problems == ()
    assert [one.exercise for one in found.entries] == [False]
    assert [one.exercise for one in found.misses] == [False]
    assert len(found.outcomes) == 1


def test_that_an_exercise_stays_one(tmp_path: Path) -> None:
    path = tmp_path / NAME
    append(path, [replace(entry(1), exercise=True), replace(miss(1), exercise=True), entry(2)])
    found = read_ledger(path)
    assert [one.exercise for one in found.entries] == [True, False]
    assert [one.exercise for one in found.misses] == [True]


def test_that_a_check_sees_what_is_there_and_refuses_before_anything_is_written(
    tmp_path: Path,
) -> None:
    path = tmp_path / NAME
    append(path, [entry(1)], not_yet_raised(entry(1)))
    before = path.read_bytes()
    for refused, check, says in (
        (entry(1), not_yet_raised(entry(1)), "on record already"),
        (mark(entry(2), "hit"), on_record(entry(2).alarm_id), "not on record"),
        (back(9), still_standing(9), "no such record"),
    ):
        with pytest.raises(Problem, match=says):
            append(path, [refused], check)
    assert path.read_bytes() == before


def test_that_a_withdrawal_can_be_withdrawn_once(tmp_path: Path) -> None:
    path = tmp_path / NAME
    append(path, [entry(1)])
    append(path, [back(1)], still_standing(1))
    assert read_ledger(path).entries == ()
    append(path, [back(2)], still_standing(2))
    assert read_ledger(path).entries == (entry(1),)
    with pytest.raises(Problem, match="no such record"):
        append(path, [back(2)], still_standing(2))
    append(path, [entry(2)], not_yet_raised(entry(2)))
    assert read_ledger(path).withdrawable == {1, 3, 4}


def test_that_a_signals_alarm_goes_on_record_with_its_band_and_what_was_stated() -> None:
    row = alarm_views.alarm(1)
    found = of_signal(row, "0123456789abcdef", 2.5, AT)
    assert (found.subject, found.day, found.exercise) == (row.signal, row.measured_on, True)
    assert (found.band, found.probability, found.per_shift) == ("high", 0.6, 2.5)
    real = of_signal(msgspec.structs.replace(row, exercise=False), "0123456789abcdef", 2.5, AT)
    assert real.alarm_id != found.alarm_id, "an exercise never stands in the way of a real alarm"
    with pytest.raises(Problem, match="no probability is stated"):
        of_signal(alarm_views.stopped(), "0123456789abcdef", 2.5, AT)
