"""A progress line on a terminal; silent elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import Final

from eoc_app.commands import terminal
from eoc_app.core.printable import columns, cut, harmless

_SECONDS_BETWEEN: Final = 0.2


class ProgressLine:
    """A line that is rewritten at most five times a second."""

    def __init__(self) -> None:
        self._shown_at = 0.0
        self._width = 0

    def show_source(self, path: str, rows: int, done: int, total: int) -> None:
        """Show the file being read, its rows so far, and the share of bytes done."""
        share = f"{done / total:4.0%}" if total else ""
        self._show(f"{share} {rows:>10,} rows  {path}")

    def show_bytes(self, done: int, total: int | None) -> None:
        """Show the bytes received so far, and the total where it is known."""
        share = f"{done / total:4.0%} " if total else ""
        whole = f" of {total / 1e6:,.1f}" if total else ""
        self._show(f"{share}{done / 1e6:,.1f}{whole} MB")

    def clear(self) -> None:
        """Remove the line."""
        if self._width:
            terminal.rewrite("", self._width)
            self._width = 0

    def _show(self, words: str) -> None:
        now = time.monotonic()
        if not terminal.shows_progress() or now - self._shown_at < _SECONDS_BETWEEN:
            return
        self._shown_at = now
        widest = min(110, shutil.get_terminal_size().columns - 1)
        text = cut(harmless(words), widest)
        terminal.rewrite(text, self._width)
        self._width = columns(text)
