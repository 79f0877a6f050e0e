"""A problem says what, where, why and what to do, and survives the wire."""

from __future__ import annotations

import pickle

from eoc_app.core.problem import Place, Problem
from eoc_app.desktop.conversation.reader_process import as_problem
from eoc_app.reader.process import as_view


def make() -> Problem:
    return Problem("A row was not imported", "it is no number", "write a number",
                   file="ads.csv", row=7, column="spend", value="many")  # fmt: skip


def test_that_a_problem_is_told_in_three_lines() -> None:
    assert str(make()).splitlines() == [
        "A row was not imported (ads.csv, row 7, column spend, value 'many')",
        "  why: it is no number",
        "  do:  write a number",
    ]


def test_that_a_problem_without_a_place_has_no_brackets() -> None:
    assert str(Problem("This", "that", "then")) == "This\n  why: that\n  do:  then"


def test_that_only_known_parts_of_a_place_are_told() -> None:
    assert str(Place(row=0, value="")) == "row 0, value ''"
    assert str(Place()) == ""


def test_that_a_long_value_is_cut() -> None:
    value = Problem("a", "b", "c", value="x" * 10_000).place.value
    assert value is not None
    assert len(value) == 200


def test_that_a_record_holds_every_part() -> None:
    assert make().as_record() == {
        "what": "A row was not imported", "why": "it is no number", "remedy": "write a number",
        "file": "ads.csv", "row": 7, "column": "spend", "value": "many",
    }  # fmt: skip


def test_that_a_problem_comes_over_the_wire_as_it_went() -> None:
    assert as_problem(as_view(make())).as_record() == make().as_record()


def test_that_a_problem_can_leave_a_process() -> None:
    problem = Problem("This", "that", "then")
    assert str(pickle.loads(pickle.dumps(problem))) == str(problem)  # noqa: S301 - our own bytes
