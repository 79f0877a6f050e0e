"""What a snapshot says of its method is held to the program's, in files of before profiles too."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from eoc_app.builder.verify.score_proof import same_method
from eoc_app.builder.verify.signal_proof import described
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.snapshot.connection import Snapshot
from tests.snapshots import altered

TEXT = catalogue().stated_method.text


def before_profiles(text: str) -> str:
    """The text as it was when thresholds stood with the signals."""
    text = re.sub(r"(?ms)^cannot_see = \[.*?^\]\n", "", text)
    text = re.sub(r"(?ms)^\[\[indicators\]\]\n.*?\n\n", "", text)
    return re.sub(r'(?m)^(name = "platform"|aggregation = .*)\n', "", text, count=2)


@contextmanager
def stating(path: Path, target: Path, text: str, *changes: str) -> Iterator[Snapshot]:
    """A snapshot with another text of its method."""
    other = altered(path, target, *changes)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with duckdb.connect(str(other)) as connection:
        connection.execute("update method set text = ?, digest = ?", [text, digest])
    snapshot = Snapshot(other)
    yield snapshot
    snapshot.close()


def test_that_a_method_of_before_profiles_with_the_same_numbers_proves(
    small_snapshot: Path, tmp_path: Path
) -> None:
    old = before_profiles(TEXT)
    assert "[[indicators]]" not in old
    assert "cannot_see" not in old
    with stating(small_snapshot, tmp_path / "old.duckdb", old) as snapshot:
        assert snapshot.method.indicators == ()
        assert (same_method(snapshot), described(snapshot)) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        ("higher_risk = 0.5", "higher_risk = 0.4"),
        ("probability = 0.05", "probability = 0.06"),
        ("draws = 2000", "draws = 3000"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, before_profiles(TEXT)], ids=["profile", "before"])
def test_that_another_number_under_the_same_version_is_named(
    small_snapshot: Path, tmp_path: Path, text: str, change: tuple[str, str]
) -> None:
    assert change[0] in text
    with stating(small_snapshot, tmp_path / "other.duckdb", text.replace(*change)) as snapshot:
        problem = same_method(snapshot)
    assert problem is not None
    assert "it states another method platform 2.1" in problem.why


@pytest.mark.parametrize("text", [TEXT, before_profiles(TEXT)], ids=["profile", "before"])
def test_that_thresholds_that_are_not_those_of_the_method_are_named(
    small_snapshot: Path, tmp_path: Path, text: str
) -> None:
    change = "update signal set alert = 99 where signal = 'attacks_on_candidates'"
    with stating(small_snapshot, tmp_path / "other.duckdb", text, change) as snapshot:
        problem = described(snapshot)
    assert problem is not None
    assert "attacks_on_candidates is not described" in problem.what


def test_that_a_profile_that_this_program_s_signals_do_not_fit_is_named(
    small_snapshot: Path, tmp_path: Path
) -> None:
    text = TEXT.replace('"candidates_killed"', '"candidates_of_tomorrow"')
    with stating(small_snapshot, tmp_path / "other.duckdb", text) as snapshot:
        problem = same_method(snapshot)
    assert problem is not None
    assert "there is no signal named candidates_of_tomorrow" in problem.why
