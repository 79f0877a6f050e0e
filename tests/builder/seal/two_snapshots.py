"""Two builds of the small snapshot, one after the other, and what the second says changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb

from eoc_app.builder import BuildReport, build
from eoc_app.snapshot.catalogue import catalogue
from eoc_app.views.changes_view import ChangesView
from tests.snapshots import AS_OF, BUILT_AT, altered, views_of


def make(sources: Path, out: Path, **more: Any) -> BuildReport:
    usual: dict[str, Any] = {"built_at": BUILT_AT, "as_of": AS_OF, "serial": 7}
    return build([sources], out, **(usual | more))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def revised(sources: Path, target: Path) -> Path:
    """The same sources, in which Kenya's attacks were counted again and are five a day."""
    shutil.copytree(sources, target)
    file = target / "candidate_safety.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("attacks_recorded,1,", "attacks_recorded,5,"), encoding="utf-8")
    return target


def changed(sources: Path, target: Path, file: str, *pairs: tuple[str, str]) -> Path:
    """The same sources with other words in one file."""
    shutil.copytree(sources, target)
    text = (target / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (target / file).write_text(text, encoding="utf-8")
    return target


def since_snapshot(path: Path) -> list[tuple[str, str | None, str]]:
    """Cause, country and text of each change against the snapshot before."""
    view = views_of(path)["changes"]
    assert isinstance(view, ChangesView)
    return [(one.cause, one.code, one.text) for one in view.changes if one.since == "snapshot"]


def of_format(path: Path, target: Path, version: int) -> Path:
    """A snapshot without what later formats brought."""
    tables = catalogue().schema.values()
    return altered(
        path, target,
        *(f"drop table {table.name}" for table in tables if table.since > version),
        *(
            f"alter table {table.name} drop column {column}"
            for table in tables
            for column, since in table.added.items()
            if since > version >= table.since
        ),
        f"update snapshot set schema_version = {version}, method_version = '1.0'",
    )  # fmt: skip
