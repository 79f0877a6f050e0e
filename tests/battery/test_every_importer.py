"""Every importer, those to come as well: whatever is done to a file, its figures stay or are told.

A new importer puts a small source in the real shape into `sources/NAME/ANY/`; the rest is here.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from eoc_app.builder.importers import importers
from tests.battery.acts import Files
from tests.battery.staged import Outcome, Row, outcome
from tests.battery.transformations import ALL, Transformation

SOURCES: Final = Path(__file__).parent / "sources"
SETS: Final = sorted(folder for folder in SOURCES.glob("*/*") if folder.is_dir())
SUMS: Final = frozenset({"ad_window"})
"""Tables whose rows sum up a file: they may become less where rows of the file are refused."""

MERGED: Final = "merged cells are filled from the row above: the order of rows is what they say"
WHOLE_FILE: Final = (
    "bounds, currencies and the day are judged by all rows and files of a bundle: with fewer of"
    " them bounds are wider and more currencies are kept, and what is missing is named"
)
NO_GAPS: Final = "it is taken whole or not at all: a line that is no row refuses all of it"
PLAIN: Final = "the figure as stated is written plain; its value is the same"
EXCEPTIONS: Final[dict[tuple[str, str], str]] = {
    ("dsa_report", "rows in another order"): MERGED,
    ("precomputed_signals", "a row of totals"): NO_GAPS,
    ("precomputed_signals", "a note below"): NO_GAPS,
    ("threat_research", "rows in another order"): MERGED,
    ("dsa_report", "a column more"): "every column of its tables is a figure: rows are refused",
    ("threat_indicators", "a column more"): "its titles are common words: another is another file",
    ("enforcement_report", "semicolons and decimal commas"): PLAIN,
    ("enforcement_report", "a first line that states the delimiter"): PLAIN,
    ("google_ads", "a title above"): "its file of days has one column: a title is no less a header",
    (
        "google_ads",
        "a column more",
    ): "a file of days with another column is none: the day is unsaid",
    ("google_ads", "another encoding in its last line"): WHOLE_FILE,
    ("google_ads", "cut in the middle"): WHOLE_FILE,
    ("google_ads", "cut near its end"): WHOLE_FILE,
}
"""What does not hold of an importer, each with its reason; the difference is told all the same."""


def files_of(folder: Path) -> Files:
    """The files of a source by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def built(files: Files, folder: Path) -> Outcome:
    """What comes of files that are written to a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return outcome([folder])


_KNOWN: dict[tuple[str, str], Outcome] = {}


def reference(source: Path, how: Transformation, folder: Path) -> Outcome:
    """What comes of the files that a transformation is compared with; each is built once."""
    files = how.before(files_of(source))
    key = (str(source), repr(files))
    if key not in _KNOWN:
        _KNOWN[key] = built(files, folder / "reference" / source.name)
    return _KNOWN[key]


def faults(how: Transformation, before: Outcome, after: Outcome) -> list[str]:
    """What is wrong with an outcome."""
    same = after.tables == before.tables
    new_problems = len(after.problems) > len(before.problems)
    told = new_problems or after.told != before.told
    if how.outcome == "same":
        return [*_differences(before, after), *(after.problems if new_problems else [])]
    if how.outcome == "same, told":
        return [*_differences(before, after), *([] if told else ["nothing is told"])]
    bad = _more(before, after, only_figures=how.outcome == "no more figures, told")
    if how.outcome == "not more":
        return [*bad, *([] if same or new_problems else ["silently less or other"])]
    return [*bad, *([] if told or how.name.endswith("missing") else ["nothing is told"])]


def _differences(before: Outcome, after: Outcome) -> list[str]:
    found = []
    for table in sorted(before.tables | after.tables):
        was, now = before.tables.get(table), after.tables.get(table)
        if was != now:
            lost = list((was or type(now)()) - now if was and now else was or [])
            more = list((now - was) if was and now else now or [])
            found.append(f"{table}: lost {lost[:2]}, new {more[:2]}")
    return found


def _more(before: Outcome, after: Outcome, *, only_figures: bool = False) -> list[str]:
    found: list[str] = []
    for table, now in after.tables.items():
        was = before.tables.get(table)
        if was is None:
            found.append(f"{table} was not there")
        elif table in SUMS:
            found.extend(_larger(table, list(was), list(now)))
        elif only_figures and _figures(now) - _figures(was):
            found.append(f"{table}: more {list(_figures(now) - _figures(was))[:2]}")
        elif not only_figures and now - was:
            found.append(f"{table}: more {list(now - was)[:2]}")
    return found


def _figures(rows: Counter[Row]) -> Counter[Row]:
    """The numbers of rows, without what they are called."""
    found: Counter[Row] = Counter()
    for row, count in rows.items():
        found[tuple(pair for pair in row if isinstance(pair[1], int | float))] += count
    return found


def _larger(table: str, was: list[Row], now: list[Row]) -> list[str]:
    """Sums of a file that are larger than they were."""
    most = {_label(row): dict(row) for row in was}
    found = []
    for row in now:
        other = most.get(_label(row))
        numbers = {name: cell for name, cell in row if isinstance(cell, int | float)}
        if other is None or any(
            cell > (other[name] if isinstance(other[name], int | float) else -1)
            for name, cell in numbers.items()
        ):
            found.append(f"{table}: {row} of {was}")
    return found


def _label(row: Row) -> tuple[Any, ...]:
    return tuple(cell for _, cell in row if not isinstance(cell, int | float | None))


def test_that_every_importer_has_sources_for_the_battery() -> None:
    assert {folder.parent.name for folder in SETS} == set(importers())


@cache
def _cases() -> list[tuple[Path, Transformation]]:
    return [
        (folder, how)
        for folder in SETS
        for how in ALL
        if not how.only_tables or all(path.suffix == ".csv" for path in folder.iterdir())
    ]


@pytest.mark.parametrize(
    ("source", "how"),
    [
        pytest.param(source, how, id=f"{source.parent.name}/{source.name}: {how.name}")
        for source, how in _cases()
    ],
)
def test_that_figures_stay_or_are_told(source: Path, how: Transformation, tmp_path: Path) -> None:
    importer = source.parent.name
    before = reference(source, how, tmp_path)
    assert set(before.importers) == {importer}
    assert before.tables
    assert not before.problems
    after = built(how.act(files_of(source)), tmp_path / source.name)
    found = faults(how, before, after)
    reason = EXCEPTIONS.get((importer, how.name))
    if reason is None:
        assert not found, "\n".join(found)
    elif reason != MERGED:
        assert found == [] or after.problems or after.told != before.told, "nothing is told"
