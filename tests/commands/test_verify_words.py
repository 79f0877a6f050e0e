"""Verify ends in words, whatever was done to a file; what build must refuse is named."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import duckdb
import pytest

from eoc_app.builder.verify.proof import Proof, proofs
from eoc_app.cli import run
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import altered

PLANTED: Final = {
    "a zone that is none": (
        "update restriction_period set time_zone = 'Mars/Olympus' where country_code = 'KE'",
        "it is no IANA time zone",
    ),
    "a local start without its moment": (
        "update restriction_period set starts_at = null where country_code = 'KE'",
        "it is no moment in the row's time zone",
    ),
    "a moment that contradicts its local time": (
        (
            "update restriction_period set starts_at = starts_at + interval 1 hour"
            " where country_code = 'KE'"
        ),
        "starts at 2024-11-03 00:00:00 in Africa/Nairobi, and at 2024-11-02 22:00:00 in UTC",
    ),
    "a currency that is none": ("update ad_page set currency = 'QQQ'", "it is no currency's code"),
    "a row of totals": (
        "update ad_page set page_id = 'Total' where page_name = 'Bare page'",
        "row of totals",
    ),
    "an observed cell that says nothing": (
        "update partner_report set value = null, lower = null, upper = null",
        "an observed cell has neither a value nor a bound",
    ),
    "a figure twice": (
        (
            "insert into partner_report select * replace (source_row + 100 as source_row)"
            " from partner_report where period_ends_on = '2024-10-20'"
        ),
        "stand for several rows",
    ),
    "a figure of the future": (
        "update voter_reminder set period_ends_on = '2024-12-24' where scope = 'world'",
        "days that nobody could know",
    ),
    "an endless date": (
        "update takedown set announced_on = 'infinity' where takedown_id = 't1'",
        "it lies outside the years 1700 to 2200",
    ),
    "a rule that nobody can read": (
        (
            "insert into restriction_rule by name select * replace ('some day' as starts)"
            " from (select 1 as source_id, 1 as source_row, 'published' as provenance,"
            " 'rules' as counts_of, 'r' as rule_id, 1 as version, 'KE' as country_code,"
            " 'electoral_silence' as rule, 'all' as medium, 'all' as election_kinds,"
            " 'all' as rounds, '' as starts, 'polls close' as ends, 'law' as imposed_by,"
            " 'low' as confidence)"
        ),
        "Restriction rules cannot be read",
    ),
}


@pytest.mark.parametrize("what", list(PLANTED))
def test_that_verify_names_it_and_the_rest_goes_on(
    small_snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    statement, told = PLANTED[what]
    path = altered(small_snapshot, tmp_path / "planted.duckdb", statement)
    assert run(["verify", str(path)]) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert "Traceback" not in said.err
    assert "scores judged again" in said.out


def test_that_a_moment_in_a_doubtful_hour_contradicts_nothing(
    small_snapshot: Path, tmp_path: Path
) -> None:
    """Clocks of New York show half past one twice on 3 November 2024, and in March never."""
    statements = [
        "delete from restriction_period where version = 2",
        (
            "update restriction_period set time_zone = 'America/New_York', ends_local = null,"
            " ends_at = null, starts_local = '2024-11-03 01:30', starts_at = '2024-11-03 06:30'"
            " where country_code = 'US'"
        ),
        (
            "update restriction_period set time_zone = 'America/New_York', ends_local = null,"
            " ends_at = null, starts_local = '2024-03-10 02:30', starts_at = '2024-03-10 07:00'"
            " where country_code = 'KE'"
        ),
    ]
    path = altered(small_snapshot, tmp_path / "fold.duckdb", *statements)
    snapshot = Snapshot(path)
    try:
        found = {one.name: one for one in proofs(snapshot)}
    finally:
        snapshot.close()
    assert found["local times are those of their moments"] == Proof(
        "local times are those of their moments", None
    )


REMADE: Final = {
    "a table is missing": "drop table advertiser",
    "a column is missing": "alter table user_report drop column note",
    "a column of another type": "alter table user_report alter value type varchar",
    "a column of words of its own": (
        "create type state as enum ('observed', 'hidden');"
        " alter table user_report alter cell type state"
    ),
    "a view for a table": (
        "alter table user_report rename to kept; create view user_report as from kept"
    ),
    "no row of its own": "delete from snapshot",
    "two rows of its own": "insert into snapshot from snapshot",
    "a window of endless days": "update snapshot set window_ends_on = 'infinity'",
    "rows without what they must have": (
        "alter table score_day alter coverage drop not null; update score_day set coverage = null"
    ),
    "scores of no country": "update score_day set country_code = 'ZZ'",
    "readings without an end": "update reading_day set value = 'inf', measured_on = '-infinity'",
    "no signals": "delete from signal",
    "signals of no kind": "update signal set form = 'guess'",
    "facts beyond the calendar": "update user_report set period_ends_on = '290000-01-01'",
    "days beyond the calendar": "update signal_day set day = '290000-01-01'",
    "elections beyond the calendar": "update election set polling_starts_on = '-infinity'",
}


@pytest.mark.parametrize("what", list(REMADE))
def test_that_verify_of_whatever_file_ends_in_words(
    small_snapshot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path = Path(shutil.copyfile(small_snapshot, tmp_path / "remade.duckdb"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(REMADE[what])
    assert run(["verify", str(path)]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "fault in the program" not in said.err
    assert "why:" in said.err
