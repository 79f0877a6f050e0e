"""What the program promises of growing: a copy of it takes new files, and nothing else changes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

VIEW = '''"""Polling days as a row of flags."""

from __future__ import annotations

from eoc_app.views.twin_cells import table_of
from eoc_app.views.view import Cell, TableView, View


class FlagsView(View, frozen=True, kw_only=True):
    """Countries with a polling day."""

    codes: tuple[str, ...]
    exercise: bool

    @property
    def is_exercise(self) -> bool:
        """Whether anything in it is synthetic."""
        return self.exercise

    @property
    def heard(self) -> str:
        """All codes."""
        return ", ".join(self.codes)

    def as_table(self) -> TableView:
        """The same as rows and columns."""
        return table_of(self, [("Country", False)], [(Cell(code, code),) for code in self.codes])
'''
PANEL = '''"""Countries with a polling day on record."""

from __future__ import annotations

from eoc_app.panels.kit.panel import Given, Panel
from eoc_app.views.flags_view import FlagsView


def build(given: Given) -> FlagsView:
    """The codes of all countries that have an election."""
    place = given.frames["elections"].columns.index("country_code")
    codes = sorted({row[place] for row in given.frames["elections"].rows})
    return FlagsView(title=f"{len(codes)} countries vote", codes=tuple(codes), exercise=False)


PANEL = Panel("Flags", "reminders", 1, ("elections",), build, explained="Flags. One a country.")
'''
WIDGET = '''"""Flags, drawn as their codes."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from eoc_app.desktop.kit.content import Content
from eoc_app.views.flags_view import FlagsView


class Flags(Content, QLabel):
    """The codes of the countries, one after the other."""

    def show_view(self, view: FlagsView) -> None:
        """Draw them."""
        self.setText(" ".join(view.codes))


WIDGET = Flags
'''
PLACEMENT = ('("reminders",)', '("reminders", "flags")')
"""The one line that puts the panel on a screen."""
LOOKED_AT = """
import sys
from pathlib import Path
import eoc_app
from eoc_app.desktop.pages.table_page import TablesPage
from eoc_app.desktop.shell.app import application
from eoc_app.core.selection import Selection
from eoc_app.conversation.wire import Answer
from eoc_app.reader.flow import Flow
from eoc_app.snapshot.connection import Snapshot
from datetime import UTC, datetime

assert Path(eoc_app.__file__).is_relative_to(sys.argv[1]), eoc_app.__file__
application()
page = TablesPage("reminders")
flow = Flow(Snapshot(Path(sys.argv[2])))
for drawn in flow.draw(Selection(now_at=datetime.now(UTC)), page.panels):
    page.take_answer(
        Answer(ticket=1, panel=drawn.panel, view=drawn.view, traces=drawn.traces, last=True)
    )
assert page.frames["flags"].content.text() == "KE TZ", page.frames["flags"].content.text()
assert page.frames["flags"].accessibleName() == "2 countries vote"
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program, as it is checked out."""
    for name in ("eoc_app", "queries", "assets"):
        ignored = shutil.ignore_patterns("__pycache__", "_bundled")
        shutil.copytree(REPOSITORY / name, tmp_path / name, ignore=ignored)
    return tmp_path


def run(copy: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_that_a_panel_with_a_view_and_a_widget_is_three_files_and_one_line(
    copy: Path, small_snapshot: Path
) -> None:
    app = copy / "eoc_app"
    (app / "views" / "flags_view.py").write_text(VIEW, encoding="utf-8")
    (app / "panels" / "series" / "flags.py").write_text(PANEL, encoding="utf-8")
    (app / "desktop" / "series" / "flags.py").write_text(WIDGET, encoding="utf-8")
    screens = app / "desktop" / "kit" / "screens.py"
    before, after = PLACEMENT
    text = screens.read_text(encoding="utf-8")
    assert text.count(before) == 1
    screens.write_text(text.replace(before, after), encoding="utf-8")
    run(copy, "-c", LOOKED_AT, str(copy), str(small_snapshot))
    assert "TZ" in run(copy, "-m", "eoc_app", "show", str(small_snapshot), "flags")


def test_that_a_screen_is_one_entry_more(copy: Path, small_snapshot: Path) -> None:
    app = copy / "eoc_app"
    panel = PANEL.replace('"reminders", 1', '"flags", 0')
    (app / "views" / "flags_view.py").write_text(VIEW, encoding="utf-8")
    (app / "panels" / "series" / "flags_of_polls.py").write_text(panel, encoding="utf-8")
    screens = app / "desktop" / "kit" / "screens.py"
    text = screens.read_text(encoding="utf-8")
    last = 'Screen("sources", "Sources", ("sources",)),'
    assert text.count(last) == 1
    entry = 'Screen("flags", "Flags", ("flags_of_polls",)),'
    screens.write_text(text.replace(last, f"{last}\n        {entry}"), encoding="utf-8")
    assert "2 countries vote" in run(copy, "-m", "eoc_app", "show", str(small_snapshot), "flags")
