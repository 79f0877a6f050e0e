"""A snapshot whose every free text is a megabyte of mark-up, in some rows of each table."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

MARK = "<b>HOSTILE</b><img src='file:///etc/hostname'>\n<a href='x:y'>"
_FREE = (
    "title", "publisher", "counts_of", "note", "name", "formal_name", "page_name", "disclaimer",
    "advertiser_name", "citation", "summary", "scope_text", "network_name", "source_title",
    "reason", "keyword", "as_stated", "policy_area", "activity", "rule_text", "origin",
)  # fmt: skip


def make(good: Path, folder: Path, length: int = 1_000_000) -> Path:
    """A copy of a good snapshot with such texts."""
    path = folder / "hostile_texts.duckdb"
    shutil.copyfile(good, path)
    long = f"{MARK} {'wordless' * (length // 8)}"
    with duckdb.connect(str(path)) as connection:
        columns = connection.execute(
            "select table_name, column_name from duckdb_columns()"
            " where not internal and data_type = 'VARCHAR'"
        ).fetchall()
        for table, column in columns:
            if column in _FREE:
                connection.execute(
                    f'update "{table}" set "{column}" = ? where rowid in'
                    f' (select rowid from "{table}" limit 2)', [long],
                )  # fmt: skip
    return path
