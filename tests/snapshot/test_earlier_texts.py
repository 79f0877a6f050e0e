"""A signal whose text reads otherwise and says the same is the same signal, in older files too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eoc_app.builder import build
from eoc_app.builder.verify.row_digests import RowDigests
from eoc_app.builder.verify.signal_proof import described, recomputed
from eoc_app.core.problem import Problem
from eoc_app.snapshot.catalogue import Catalogue, catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import AS_OF, BUILT_AT, altered, write_sources


@pytest.fixture
def old(small_snapshot: Path, tmp_path: Path) -> Path:
    """The small snapshot with the digests that its signals had under an earlier text."""
    return altered(
        small_snapshot,
        tmp_path / "old.duckdb",
        *(
            f"update signal set query_digest = '{min(digests)}' where signal = '{name}'"
            for name, digests in catalogue().earlier.items()
        ),
    )


def test_that_earlier_texts_are_those_of_signals() -> None:
    assert catalogue().earlier
    for name, digests in catalogue().earlier.items():
        assert digests
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)
        assert catalogue().signal_queries[name].digest not in digests


def test_that_only_a_known_earlier_text_is_taken_for_the_present_one() -> None:
    name, digests = next(iter(catalogue().earlier.items()))
    own = catalogue().signal_queries[name].digest
    other = next(one for one in catalogue().earlier if one != name)
    assert {catalogue().present(name, digest) for digest in digests} == {own}
    assert catalogue().present(name, "x") == "x"
    assert catalogue().present(other, min(digests)) == min(digests)
    assert catalogue().present("made_up", min(digests)) == min(digests)


def test_that_a_file_of_an_earlier_program_is_computed_again(old: Path) -> None:
    snapshot = Snapshot(old)
    assert described(snapshot) is None
    assert [
        recomputed(snapshot, name, RowDigests(snapshot))
        for name in ("ads_listed", "attacks_on_candidates")
    ] == [
        None,
        None,
    ]
    snapshot.close()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("update signal set alert = 5000 where signal = 'attacks_on_candidates'", "not described"),
        ("update signal_day set numerator = 7 where signal = 'attacks_on_candidates'", "values of"),
    ],
)
def test_that_an_earlier_text_hides_nothing(
    old: Path, tmp_path: Path, statement: str, what: str
) -> None:
    snapshot = Snapshot(altered(old, tmp_path / "altered.duckdb", statement))
    again = recomputed(snapshot, "attacks_on_candidates", RowDigests(snapshot))
    problems = (described(snapshot), again)
    snapshot.close()
    assert any(problem is not None and what in problem.what for problem in problems)


def test_that_a_signal_that_only_reads_better_is_not_redefined(old: Path, tmp_path: Path) -> None:
    sources, out = write_sources(tmp_path / "sources"), tmp_path / "next.duckdb"
    report = build([sources], out, built_at=BUILT_AT, as_of=AS_OF, serial=8, previous=old)
    assert report.refused == 0
    snapshot = Snapshot(out)
    frame = snapshot.run(catalogue().views["previous_parts"], {})
    snapshot.close()
    places = [frame.columns.index(name) for name in ("indicator", "redefined")]
    signals = {row[places[0]]: row[places[1]] for row in frame.rows}
    assert signals.keys() & catalogue().earlier.keys()
    assert not any(signals[name] for name in signals.keys() & catalogue().earlier.keys())


def test_that_a_list_of_earlier_texts_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert Catalogue(tmp_path).earlier == {}
    (tmp_path / "earlier.toml").write_text("ad_spend = 3\n", encoding="utf-8")
    with pytest.raises(Problem) as refused:
        _ = Catalogue(tmp_path).earlier
    assert refused.value.place.file == "earlier.toml"
