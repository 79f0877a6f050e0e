"""What cannot be is refused where a row is read: never a band, a number or a text of it."""

from __future__ import annotations

import importlib
import pkgutil
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import msgspec
import pytest

from eoc_app import method, panels
from eoc_app.conversation.wire import encode
from eoc_app.core import column
from eoc_app.core.frame import Frame
from eoc_app.core.problem import Problem
from eoc_app.core.selection import Selection
from eoc_app.domain.risk.reading import severity
from eoc_app.domain.risk.scoring_method import METHOD_1
from eoc_app.domain.risk.signal import Judgement
from eoc_app.method.score import Score
from eoc_app.panels.kit.country_scores import ReadingRow
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.views.view import Cell, Column, TableView
from tests.attack import NOW, Alteration, alterations, drawn, false_bands, levels
from tests.panels.frames import reading

SAMPLED: Final = 24
ALWAYS: Final = (
    Alteration("score_day", "score", "'nan'", False),
    Alteration("score_day", "score", "'nan'", True),
    Alteration("score_day", "coverage", "'inf'", False),
    Alteration("reading_day", "value", "'nan'", False),
    Alteration("reading_day", "upper", "'inf'", False),
    Alteration("reading_day", "cell", "'zz-unknown'", False),
    Alteration("restriction_period", "ends_at", "'infinity'", False),
    Alteration("restriction_period", "starts_at", "'12024-01-01'", True),
    Alteration("election", "polling_starts_on", "'infinity'", True),
    Alteration("ad_page", "spend_upper", "'nan'", False),
    Alteration("signal_day", "numerator", "'nan'", False),
    Alteration("snapshot", "as_of_at", "'12024-01-01'", False),
    Alteration("signal", "watch", "'nan'", False),
    Alteration("method", "text", "null", True),
)


def rows() -> Iterator[type[msgspec.Struct]]:
    """Every struct that rows of a query are read into."""
    for side in (method, panels):
        for module in pkgutil.walk_packages(side.__path__, f"{side.__name__}."):
            for one in vars(importlib.import_module(module.name)).values():
                is_struct = isinstance(one, type) and issubclass(one, msgspec.Struct)
                of_rows = is_struct and one.__module__ == module.name
                if of_rows and one.__struct_config__.array_like:
                    yield one


def parts(hint: object) -> Iterator[object]:
    """A type and those it is made of, down to the first that says what it may hold."""
    yield hint
    if not hasattr(hint, "__metadata__"):
        for one in get_args(hint):
            yield from parts(one)


def test_that_no_column_is_read_as_any_number_at_all() -> None:
    found = set(rows())
    assert len(found) > 25
    bare = [
        f"{row.__name__}.{name}"
        for row in found
        for name, hint in get_type_hints(row, include_extras=True).items()
        if float in parts(hint)
    ]
    assert bare == [], "give it a range: eoc_app/core/column.py"


def test_that_codes_and_zones_are_read_as_such() -> None:
    kinds = {"country_code": column.CountryCode, "time_zone": column.ZoneName}
    for row in set(rows()):
        hints = get_type_hints(row, include_extras=True)
        for name, kind in kinds.items():
            if name in hints and row.__name__ != "WatchedRow":
                assert kind in parts(hints[name]), row


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (column.CellState, "user_report.cell"), (column.Provenance, "source.provenance"),
        (column.Scope, "user_report.scope"), (column.Qualifier, "user_report.qualifier"),
        (column.ElectionKind, "election.kind"), (column.ElectionStatus, "election.status"),
        (column.RuleKind, "restriction_period.rule"),
        (column.ImposedBy, "restriction_period.imposed_by"),
        (column.Confidence, "restriction_rule.confidence"),
        (column.DisclaimerState, "ad_page.disclaimer_state"),
        (column.WindowKind, "ad_window.window_kind"),
        (column.AnyWindowKind, "restriction_window.window_kind"),
        (column.NetworkKind, "takedown.kind"), (column.NetworkPrecision, "takedown.date_precision"),
    ],
)  # fmt: skip
def test_that_words_are_those_of_the_format(kind: Any, where: str) -> None:
    table, name = where.split(".")
    assert set(get_args(kind)) == set(catalogue().schema[table].values[name])


def scored(value: object, code: str = "KE") -> Frame:
    row = (code, value, 1.0, 9.0, 0.9, False, 0.1, 1.0, 1.0, None)
    return Frame("scores", "d", Score.__struct_fields__, [row], "a.duckdb")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.1, 10.1, 1e308, "3"])
def test_that_a_score_that_is_none_is_told_by_query_row_column_and_value(value: object) -> None:
    with pytest.raises(Problem) as caught:
        scored(value).read(Score)
    place = caught.value.place
    assert (place.file, place.row, place.column, place.value) == (
        "a.duckdb", 1, "score", str(value),
    )  # fmt: skip
    assert "a number from 0 to 10" in caught.value.why
    assert "scores, KE" in caught.value.why


def test_that_a_reading_of_a_share_is_no_more_than_a_whole() -> None:
    def read(signal: str, upper: float) -> Frame:
        names = ReadingRow.__struct_fields__
        told = dict(zip(names, reading(signal, 0.5, "KE"), strict=True)) | {"upper": upper}
        return Frame("readings", "d", names, [tuple(told.values())], shares=frozenset({"share"}))

    assert read("share", 1.0).read(ReadingRow)
    assert read("count", 96.2).read(ReadingRow)
    with pytest.raises(Problem, match="expected a share from 0 to 1"):
        read("share", 96.2).read(ReadingRow)


def test_that_what_was_refused_once_is_refused_again() -> None:
    frame = scored(3.0, "ZZ")
    for _ in range(2):
        with pytest.raises(Problem, match="do not hold"):
            frame.read(Score)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_that_no_band_no_severity_and_no_view_is_made_of_it(value: float) -> None:
    with pytest.raises(ValueError, match=str(value)):
        METHOD_1.band(value)
    with pytest.raises(ValueError, match=str(value)):
        METHOD_1.printed(value)
    with pytest.raises(ValueError, match=str(value)):
        severity(METHOD_1, Judgement(watch=1, alert=2, weight=1, fresh_days=1), value)
    cells = ((Cell("\u2014"), Cell("?", value)),)
    columns = (Column(key="a", title="A"), Column(key="b", title="B"))
    with pytest.raises(ValueError, match=r"TableView.rows\[0\]\[1\].value"):
        encode(TableView(title="T", columns=columns, rows=cells))


def test_that_numbers_that_look_like_the_bytes_of_none_pass() -> None:
    look_alike = float.fromhex("0x1.bcb7ff0000000p+0")
    columns = (Column(key="a", title="A"),)
    encode(TableView(title="\u02ff", columns=columns, rows=((Cell("", look_alike),),)))


def sampled() -> list[Alteration]:
    """Some of all alterations, always the same, beside those that were once told as figures."""
    whole = sorted(alterations(), key=str)
    return [*ALWAYS, *random.Random(9).sample(whole, SAMPLED)]  # noqa: S311 - no secret


def test_that_no_altered_cell_is_drawn_as_a_figure(exercise_snapshot: Path, tmp_path: Path) -> None:
    selection = Selection(now_at=NOW, country_code="KE")
    before = drawn(exercise_snapshot, selection)
    assert not [view for view in before.values() if isinstance(view, Problem)]
    assert len(levels(before)) > 2
    told = 0
    for alteration in sampled():
        path = Path(shutil.copyfile(exercise_snapshot, tmp_path / "altered.duckdb"))
        if not alteration.apply(path):
            continue
        after = drawn(path, selection)
        assert false_bands(before, after) == [], str(alteration)
        problems = [view for view in after.values() if isinstance(view, Problem)]
        told += bool(problems)
        if alteration in ALWAYS:
            assert problems, str(alteration)
    assert told > len(ALWAYS)
