"""What a log keeps of a sentence: what the program's source says, and nothing else."""

from __future__ import annotations

import ast
import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eoc_app import log
from eoc_app.builder.verify import table_proof
from eoc_app.core.problem import Problem
from eoc_app.disk.disk_failure import refusal
from eoc_app.log import words
from eoc_app.snapshot.connection import Snapshot
from tests.conftest import REPOSITORY

CANARY = f"{'Ottoline'} {'Quagmire'}"
"""A name that stands nowhere in a source as it is here."""
SENTENCE = "The secret of the village cannot be told"
"""A sentence that this module says, as the source of a Problem does."""


def raised(problem: Problem) -> Problem:
    try:
        raise problem
    except Problem as caught:
        return caught


def test_that_a_sentence_of_the_source_is_kept_whole() -> None:
    assert words.spoken(SENTENCE, [__file__]) == SENTENCE


def test_that_what_is_put_into_a_sentence_is_left_out() -> None:
    text = f"the mayor {CANARY} is none of those who may vote, and {CANARY} knows"
    kept = "the mayor … is none of those who may vote, and … knows"
    assert words.spoken(text, [__file__]) == kept


@pytest.mark.parametrize("text", [CANARY, f"{CANARY} ", "x" * 9_000, "a b c d", "\x1b[2J", "…"])
def test_that_a_text_of_a_file_is_left_out_whole(text: str) -> None:
    assert words.spoken(text, [words.__file__]) == "…"


@given(st.text(min_size=1))
def test_that_no_word_of_a_text_passes_that_the_source_does_not_say(text: str) -> None:
    source = Path(words.__file__).read_text("utf-8")
    kept = words.spoken(text, [words.__file__])
    for part in filter(None, (part.strip() for part in kept.split("…"))):
        assert part in " ".join(source.split()) or part in map(os.strerror, errno.errorcode)


def test_that_a_problem_is_noted_without_its_values() -> None:
    problem = raised(
        Problem(SENTENCE, f"its mayor {CANARY} is away", "ask", file=CANARY, row=17, value=CANARY)
    )
    record = words.of_problem(problem)
    assert record["what"] == SENTENCE
    assert record["row"] == 17
    assert CANARY not in str(record)


def test_that_a_problem_that_nobody_raised_is_noted_by_where_it_was_made() -> None:
    record = words.of_problem(refusal(SENTENCE, OSError(errno.ENOSPC, CANARY), Path(CANARY)))
    assert record["why"] == "the disk is full"
    assert record["at"] == "eoc_app/disk/disk_failure.py"
    assert CANARY not in str(record)


def test_that_a_problem_of_the_program_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / f"{CANARY}.duckdb"
    with pytest.raises(Problem) as refused:
        Snapshot(path)
    record = words.of_problem(refused.value)
    assert record["what"] == "The snapshot cannot be opened"
    assert record["why"] == os.strerror(errno.ENOENT)
    assert "eoc_app/snapshot/connection.py:" in str(record["at"])
    assert CANARY not in str(record)


def caught(act: Callable[[], object]) -> Exception:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it was
        return error
    raise AssertionError


def test_that_a_fault_is_noted_by_its_way_through_the_program() -> None:
    proof: Any = table_proof.tables_proved
    record = words.of_fault(caught(lambda: next(proof(CANARY))))
    assert record["kind"] == "AttributeError"
    assert re.fullmatch(r"[0-9a-f]{8}", record["ticket"])
    assert "eoc_app/builder/verify/table_proof.py:" in record["at"]
    assert CANARY not in str(record)


def test_that_a_cause_is_noted_without_its_message() -> None:
    def fail() -> None:
        cause = caught(lambda: dict[str, int]()[CANARY])
        raise ValueError(CANARY) from cause

    record = words.of_fault(caught(fail))
    assert (record["kind"], record["after"]) == ("ValueError", "KeyError")
    assert CANARY not in str(record)


def test_that_a_path_is_told_by_a_digest_that_changes_from_run_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = Path(f"{CANARY}.duckdb")
    first = log.digest_of(path)
    assert first == log.digest_of(path.absolute())
    assert first != log.digest_of(Path("other.duckdb"))
    assert re.fullmatch(r"#[0-9a-f]{8}", first)
    monkeypatch.delenv("EOC_LOG_KEY")
    assert log.digest_of(path) != first


@pytest.mark.parametrize("text", [CANARY, "", "abc", "g" * 32, "A" * 32, "0" * 65, "0" * 8 + "\n"])
def test_that_only_hexadecimal_digits_pass_as_an_id(text: str) -> None:
    assert log.hexadecimal(text) == "other"
    assert log.hexadecimal("0123456789abcdef") == "0123456789abcdef"


def test_that_a_word_is_made_of_a_text_in_few_places_only() -> None:
    """Elsewhere a text must pass through eoc_app.log.words, or stand in the source."""
    makers = {"eoc_app/log/words.py", "eoc_app/log/journal.py", "eoc_app/log/question_log.py",
              "eoc_app/fault_report.py", "eoc_app/desktop/shell/report_saving.py",
              "eoc_app/desktop/shell/qt_messages.py"}  # fmt: skip
    elsewhere = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] == "Word"
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
    }
    assert elsewhere == makers


def test_that_every_event_of_a_log_stands_in_the_source() -> None:
    """The name of an event is no `Word`, so it must never be put together."""
    functions = {"log.note", "log.detail"}
    calls = [
        (path, node)
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in functions
    ]
    assert len(calls) > 20
    for path, call in calls:
        assert isinstance(call.args[0], ast.Constant), f"{path}: {ast.unparse(call)}"
        assert len(call.args) == 1
        assert all(keyword.arg for keyword in call.keywords), "names of values, too"
