"""The generated pages are what queries/ gives."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import sqlglot
from sqlglot import exp

from eoc_app.snapshot.catalogue import catalogue

NO_SIGNAL_YET = {"political_violence"}
"""Imported, and named by the report as not read until a signal reads it."""
REPOSITORY = Path(__file__).resolve().parents[2]
GENERATOR = REPOSITORY / "docs" / "generate.py"


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """docs/generate.py as a module."""
    spec = importlib.util.spec_from_file_location("generate_docs", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_the_generated_pages_are_up_to_date(generator: ModuleType) -> None:
    assert generator.out_of_date() == [], "run: python docs/generate.py"


def test_that_a_page_that_was_changed_by_hand_is_noticed(tmp_path: Path) -> None:
    for name in ("docs", "queries", "eoc_app"):
        shutil.copytree(
            REPOSITORY / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    page = tmp_path / "docs" / "signals.md"
    page.write_text(page.read_text(encoding="utf-8") + "by hand\n", encoding="utf-8")
    command = [sys.executable, str(tmp_path / "docs" / "generate.py")]
    checked = subprocess.run([*command, "--check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 1
    assert "docs/signals.md is out of date" in checked.stderr
    assert "snapshot.md" not in checked.stderr
    subprocess.run(command, capture_output=True, check=True)
    assert subprocess.run([*command, "--check"], check=False).returncode == 0


def test_that_every_column_and_every_signal_is_on_its_page(generator: ModuleType) -> None:
    page = generator.snapshot_page()
    for table in catalogue().schema.values():
        assert f"\n### {table.name}\n" in page
        for rule in table.columns.values():
            assert f"| `{rule.name}` | {rule.kind} |" in page
    signals = generator.signals_page()
    for signal in catalogue().signals.values():
        assert f"\n#### {signal.name}\n" in signals
        assert signal.counts in signals


def test_that_every_metric_that_a_signal_reads_is_in_the_vocabulary(
    generator: ModuleType,
) -> None:
    known = {word for words in generator.metrics().values() for word in words}
    read: set[str] = set()
    for query in (*catalogue().signal_queries.values(), *catalogue().shared.values()):
        tree = sqlglot.parse_one(query.sql, read="duckdb")
        for test in tree.find_all(exp.EQ, exp.NEQ, exp.In):
            if isinstance(test.this, exp.Column) and test.this.name.endswith("metric"):
                read |= {literal.this for literal in test.find_all(exp.Literal)}
    assert read <= known
    assert len(read) > 30


def test_that_the_vocabulary_names_tables_that_have_metrics(generator: ModuleType) -> None:
    for table, words in generator.metrics().items():
        assert "metric" in catalogue().schema[table].columns
        assert all(re.fullmatch(r"[a-z0-9_]+", word) for word in words)
        assert table in NO_SIGNAL_YET or any(generator.readers(table, word) for word in words)
