"""A snapshot made of a few small files by the command."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import duckdb

from eoc_app.cli import run


class Made:
    """A snapshot built from small files by the command, with its report."""

    def __init__(self, folder: Path, files: dict[str, str]) -> None:
        """Write the files and build."""
        for name, text in files.items():
            path = folder / "sources" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        out, report = folder / "made.duckdb", folder / "made.json"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            self.code = run(
                ["build", str(folder / "sources"), "--out", str(out), "--report", str(report)]
            )
        told = json.loads(report.read_text("utf-8"))
        self.problems = told["problems"] + [p for s in told["sources"] for p in s["problems"]]
        self.out = out

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the snapshot."""
        with duckdb.connect(str(self.out), read_only=True) as connection:
            return connection.execute(query).fetchall()
