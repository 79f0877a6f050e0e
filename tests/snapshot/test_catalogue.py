"""Query files are read whole; every bad one is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Catalogue, catalogue

GOOD = '/*---\ntitle = "One"\nparameters = []\n---*/\nselect 1 as one\n'
SIGNAL = """/*---
title = "Things"
family = "crisis"
axis = "harm"
counts = "things"
unit = "things"
form = "count"
{more}
---*/
select 1
"""


def folder(root: Path, name: str, **files: str) -> Catalogue:
    (root / name).mkdir(parents=True)
    for stem, text in files.items():
        (root / name / f"{stem}.sql").write_text(text, encoding="utf-8")
    return Catalogue(root)


def test_that_a_query_is_its_header_its_sql_and_its_digest(tmp_path: Path) -> None:
    query = folder(tmp_path, "views", one=GOOD).views["one"]
    assert (query.name, query.header["title"], query.sql) == ("one", "One", "select 1 as one\n")
    assert len(query.digest) == 64


def test_that_one_letter_more_is_another_digest(tmp_path: Path) -> None:
    one = folder(tmp_path / "a", "views", one=GOOD).views["one"]
    other = folder(tmp_path / "b", "views", one=GOOD + " ").views["one"]
    assert one.digest != other.digest


def test_that_every_bad_file_is_named_at_once(tmp_path: Path) -> None:
    made = folder(
        tmp_path,
        "views",
        good=GOOD,
        bare="select 1\n",
        torn='/*---\ntitle = "One\n---*/\nselect 1\n',
    )
    with pytest.raises(Problem) as caught:
        _ = made.views
    assert "2 query files" in caught.value.what
    assert "bare.sql" in caught.value.why
    assert "torn.sql" in caught.value.why
    assert "good.sql" not in caught.value.why


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SIGNAL.format(more='colour = "red"'), "colour"),
        (SIGNAL.format(more="").replace('unit = "things"\n', ""), "unit"),
        (SIGNAL.format(more='dimension = "threat"'), "dimension"),
        (SIGNAL.format(more="judge = { watch = 1.0 }"), "judge"),
        (SIGNAL.format(more='effort_note = "so it is"'), "effort_note"),
        (SIGNAL.format(more='combine = "mean"'), "mean"),
        (SIGNAL.format(more="window_days = 0"), "window"),
        (SIGNAL.format(more="settles_days = -1"), "settling"),
    ],
)
def test_that_a_signal_with_an_odd_header_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Problem) as caught:
        _ = folder(tmp_path, "signals", odd=text).described
    assert told in caught.value.why
    assert caught.value.place.file == "signals/odd.sql"


def test_that_lead_signals_come_first_in_their_order(tmp_path: Path) -> None:
    made = folder(
        tmp_path, "signals",
        a=SIGNAL.format(more=""), b=SIGNAL.format(more="lead = 2"), c=SIGNAL.format(more="lead = 1"),  # noqa: E501 - three signals side by side
    )  # fmt: skip
    assert list(made.described) == ["c", "b", "a"]


def test_that_every_judged_signal_of_the_program_can_be_judged() -> None:
    judged = [signal for signal in catalogue().signals.values() if signal.judge is not None]
    assert judged
    for signal in judged:
        assert signal.judge is not None
        assert 0 < signal.judge.watch < signal.judge.alert
        assert signal.judge.weight > 0
        assert signal.judge.fresh_days > 0
        assert signal.axis == "harm", "protection and effort are not judged as risk"


def test_that_every_column_of_the_format_has_its_meaning() -> None:
    for table in catalogue().schema.values():
        assert table.columns
        assert set(table.order_by) <= set(table.columns)
        assert set(table.values) <= set(table.columns)
        assert all(rule.meaning for rule in table.columns.values())


def test_that_a_folder_that_is_missing_is_empty(tmp_path: Path) -> None:
    assert Catalogue(tmp_path).rows == {}


def test_that_the_method_knows_the_kinds_of_election_of_the_format() -> None:
    stakes = catalogue().method.stakes
    assert stakes is not None
    assert set(stakes.kinds) == set(catalogue().schema["election"].values["kind"])
