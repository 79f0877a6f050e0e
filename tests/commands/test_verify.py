"""Whoever alters a snapshot after it was built is found out; a good one passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.builder.verify import proof, signal_proof
from eoc_app.builder.verify.row_digests import RowDigests
from eoc_app.builder.verify.score_proof import same_method, scores_again
from eoc_app.cli import run
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import altered

CHANGED = (
    "attacks_on_candidates", "messaging_user_reports_per_day", "ads_without_disclaimer_share",
    "ads_listed",
)  # fmt: skip
ALTERED = {
    "a figure of a signal": (
        (
            "update signal_day set numerator = numerator + 1 where signal = 'attacks_on_candidates'"
            " and day = '2024-10-05'"
        ),
        "the signal attacks_on_candidates",
    ),
    "a row of a signal taken out": (
        (
            "delete from signal_day where signal = 'messaging_user_reports_per_day' and"
            " day = '2024-10-05'"
        ),
        "the signal messaging_user_reports_per_day",
    ),
    "a row of a signal twice": (
        (
            "insert into signal_day select * from signal_day where signal = 'attacks_on_candidates'"
            " and day = '2024-10-05'"
        ),
        "the signal attacks_on_candidates",
    ),
    "a figure without an end": (
        "update signal_day set numerator = 'inf' where signal = 'attacks_on_candidates'",
        "the signal attacks_on_candidates",
    ),
    "a figure that is none": (
        "update signal_day set numerator_upper = 'nan' where signal = 'attacks_on_candidates'",
        "the signal attacks_on_candidates",
    ),
    "a provenance": (
        "update signal_day set provenance = 'published' where signal = 'attacks_on_candidates'",
        "the signal attacks_on_candidates",
    ),
    "a fact": (
        (
            "update user_report set value = 1, lower = 1, upper = 1"
            " where period_ends_on = '2024-10-25'"
        ),
        "the signal messaging_user_reports_per_day",
    ),
    "a fact taken out": (
        "delete from ad_page where window_ends_on = '2024-10-25' and page_name = 'Bare page'",
        "the signal ads_without_disclaimer_share",
    ),
    "a reading": (
        (
            "update reading_day set value = 1 where signal = 'attacks_on_candidates'"
            " and day = '2024-10-20'"
        ),
        "the readings",
    ),
    "a reading taken out": (
        "delete from reading_day where signal = 'attacks_on_candidates' and day = '2024-10-20'",
        "the readings",
    ),
    "a reading twice": (
        (
            "insert into reading_day select * from reading_day where"
            " signal = 'attacks_on_candidates' and day = '2024-10-20'"
        ),
        "the readings",
    ),
    "a report window near a period": (
        "update restriction_window set ad_count = 1",
        "the report windows around restriction periods",
    ),
    "a report window around a period taken out": (
        "delete from restriction_window where window_ends_on = '2024-10-25'",
        "the report windows around restriction periods",
    ),
    "a score": (
        (
            "update score_day set score = 1, lower = 1 where country_code = 'KE'"
            " and day = '2024-10-25'"
        ),
        "Stored scores",
    ),
    "a score where there is none": (
        "update score_day set score = 2, lower = 2, upper = 2 where country_code = 'UG'",
        "Stored scores",
    ),
    "coverage": ("update score_day set coverage = 1 where country_code = 'UG'", "Stored scores"),
    "the last score": (
        "delete from score_day where day = '2024-10-25' and country_code = 'US'",
        "Stored scores",
    ),
    "a score too many": (
        "insert into score_day values ('2024-10-26', 'KE', 1, 1, 1, 1, 0, 1, 1, 1, false)",
        "Stored scores",
    ),
    "the mark of an exercise": ("update score_day set synthetic = true", "Stored scores"),
    "a threshold": (
        "update signal set alert = 1000 where signal = 'attacks_on_candidates'",
        "The signal attacks_on_candidates is not described",
    ),
    "a signal of its own": (
        (
            "insert into signal select 'made_up', title, family, axis, counts_of, unit, form,"
            " combine, window_days, fresh_days, null, false, watch, alert, weight, dimension,"
            " effort_note, action, settles_days, events, level_days, query_digest"
            " from signal where signal = 'attacks_on_candidates'"
        ),
        "The signal made_up is not described",
    ),
    "a signal forgotten": (
        "delete from signal where signal = 'ads_listed'",
        "The signal ads_listed cannot be computed again",
    ),
    "another version of a signal": (
        "update signal set query_digest = 'x' where signal = 'ads_listed'",
        "built by another version",
    ),
    "the method's version": (
        "update snapshot set method_version = '0.9'",
        "the text of its method is not the one",
    ),
    "the method": (
        "update method set text = replace(text, 'weight = 0.5', 'weight = 0.1')",
        "the text of its method is not the one",
    ),
    "the method with its digest": (
        (
            "update method set text = replace(text, 'floor = 6.0', 'floor = 6.5'),"
            " digest = sha256(replace(text, 'floor = 6.0', 'floor = 6.5'))"
        ),
        "The method of the snapshot is not the one of its version",
    ),
    "a method that cannot be read": (
        "update method set text = 'version', digest = sha256('version')",
        "The method of the score cannot be read",
    ),
    "a dimension's score": ("update score_day set threat = 0 where score > 0", "Stored scores"),
    "an expected range": (
        "update expected_day set upper = upper * 1.01 where signal = 'attacks_on_candidates'",
        "Stored expected ranges",
    ),
    "an expected range taken out": (
        "delete from expected_day where day = '2024-10-20' and country_code = 'KE'",
        "Stored expected ranges",
    ),
    "an expected range of nowhere": (
        (
            "insert into expected_day select * replace ('FR' as country_code) from expected_day"
            " where day = '2024-10-20'"
        ),
        "Stored expected ranges",
    ),
    "the level of the ranges": ("update expected_day set level = 0.001", "Stored expected ranges"),
    "the rule of a range": (
        "update expected_day set rule = 'EARS C1' where rule <> 'EARS C1'",
        "Stored expected ranges",
    ),
    "series judged": (
        "update judged_day set series_count = series_count + 1 where day = '2024-10-20'",
        "Stored counts of judged series",
    ),
    "figures that exceeded": (
        (
            "update judged_day set asking_exceeded_20 = asking_exceeded_20 + 1"
            " where asking_exceeded_20 < asking_figure_count"
        ),
        "Stored counts of judged series",
    ),
    "a day of judging taken out": (
        "delete from judged_day where day = '2024-10-25'",
        "Stored counts of judged series",
    ),
    "a method forgotten": ("delete from method", "it states 0 methods"),
}


def failed(path: Path, *signals: str) -> list[str]:
    """What does not hold: all of it, or some signals and what hangs on them (which is quicker)."""
    snapshot = Snapshot(path, memory_limit="2GB")
    try:
        if not signals:
            found = [one.problem for one in proof.proofs(snapshot)]
        else:
            digests = RowDigests(snapshot)
            found = [signal_proof.recomputed(snapshot, name, digests) for name in signals]
            found += [signal_proof.described(snapshot), signal_proof.readings(snapshot, digests)]
            found += [signal_proof.report_windows(snapshot), same_method(snapshot)]
            found += [one.problem for one in proof._expectations(snapshot)]
            found.append(scores_again(snapshot))
        return [str(problem) for problem in found if problem is not None]
    finally:
        snapshot.close()


def test_that_a_good_snapshot_passes(
    small_snapshot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(small_snapshot)]) == 0
    told = capsys.readouterr()
    assert "holds to the format and to itself" in told.out
    assert "FAILED" not in told.out
    assert not told.err
    for check in catalogue().checks:
        assert f"ok      check {check}\n" in told.out
    for name in catalogue().signals:
        assert f"ok      signal {name} computed again\n" in told.out


def test_that_a_snapshot_with_synthetic_rows_passes_too(exercise_snapshot: Path) -> None:
    assert failed(exercise_snapshot) == []


@pytest.mark.parametrize("what", list(ALTERED))
def test_that_what_was_altered_is_found(small_snapshot: Path, tmp_path: Path, what: str) -> None:
    statement, told = ALTERED[what]
    path = altered(small_snapshot, tmp_path / "altered.duckdb", statement)
    faults = failed(path, *CHANGED)
    assert any(told in fault for fault in faults), faults
    assert all("altered.duckdb" in fault for fault in faults)


def test_that_the_command_says_what_failed_and_fails(
    small_snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = altered(small_snapshot, tmp_path / "bad.duckdb", ALTERED["a score"][0])
    assert run(["verify", str(path)]) == 1
    told = capsys.readouterr()
    assert "FAILED  scores judged again" in told.out
    assert "KE on 2024-10-25" in told.err
    assert "proofs failed" in told.out


def test_that_a_difference_accuses_nobody_and_names_both_causes(
    small_snapshot: Path, tmp_path: Path
) -> None:
    own = altered(small_snapshot, tmp_path / "own.duckdb", ALTERED["a score"][0])
    other = altered(
        small_snapshot,
        tmp_path / "other.duckdb",
        ALTERED["a score"][0],
        "update snapshot set builder = 'eoc-app 0.1'",
    )
    (said,), (said_of_other,) = failed(own, CHANGED[0]), failed(other, CHANGED[0])
    for text in (said, said_of_other):
        assert "either the file was altered after it was built, or the program that built" in text
    assert "it was built by eoc-app 0.1" in said_of_other
    assert "it was built by" not in said


def test_that_a_file_that_is_no_snapshot_fails_with_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("a,b\n" * 100, encoding="utf-8")
    assert run(["verify", str(path)]) == 1
    told = capsys.readouterr()
    assert "no DuckDB file" in told.err
    assert not told.out
