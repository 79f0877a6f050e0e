"""What a card shows comes first, where it is from a click later, and nothing is copied unasked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.explanation_dialog import ExplanationDialog, provenance_text
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.panels import panels
from eoc_app.views.problem_view import Trace
from tests.desktop import widget_views as views
from tests.pictures import assert_picture

EXPLAINED = panels()["changes"].explained
TRACES = (
    Trace("score_changes", "5f2c91aa" * 8, ("Daily series, Exercise", "Ad Library Report GE")),
    Trace("periods", "00112233" * 8, ("Ad Library Report GE", "Restriction calendar"), 3),
    Trace("elections", "44556677" * 8),
)


@dataclass
class Opened:
    frame: PanelFrame
    dialog: ExplanationDialog


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    frame = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(frame)
    frame.resize(420, 220)
    frame.show()
    frame.show_view(replace(views.changes(), explained=EXPLAINED))
    frame.set_traces(TRACES)
    QGuiApplication.clipboard().setText("of somebody else")
    qtbot.mouseClick(frame._sources, Qt.MouseButton.LeftButton)
    dialog = frame.findChild(ExplanationDialog)
    assert dialog is not None
    return Opened(frame, dialog)


def test_that_the_first_thing_said_is_what_the_card_shows(opened: Opened) -> None:
    assert opened.dialog.isVisible()
    assert opened.dialog.words.isVisible()
    assert opened.dialog.words.text() == EXPLAINED
    assert opened.dialog.accessibleDescription() == EXPLAINED
    assert opened.frame._sources.accessibleDescription() == EXPLAINED
    assert not opened.dialog.provenance.isVisible()
    assert "5f2c" not in opened.frame._sources.toolTip()


def test_that_the_clipboard_is_touched_by_copy_alone(opened: Opened, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "of somebody else"
    qtbot.mouseClick(opened.dialog.more, Qt.MouseButton.LeftButton)
    assert opened.dialog.provenance.isVisible()
    assert clipboard.text() == "of somebody else"
    qtbot.mouseClick(opened.dialog.copy, Qt.MouseButton.LeftButton)
    assert clipboard.text() == provenance_text(TRACES)


def test_that_provenance_has_whole_digests_and_every_source_once() -> None:
    lines = provenance_text(TRACES).splitlines()
    for trace in TRACES:
        assert f"{trace.query}  {trace.digest}" in lines
    assert lines.count("Ad Library Report GE") == 1
    assert "and 3 more by periods" in lines
    assert "the rows name none" in provenance_text(TRACES[2:])


def test_that_it_is_opened_and_closed_by_keys(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClick(opened.dialog, Qt.Key.Key_Escape)
    assert not opened.dialog.isVisible()
    opened.frame._sources.setFocus()
    qtbot.keyClick(opened.frame._sources, Qt.Key.Key_Space)
    assert opened.frame.findChildren(ExplanationDialog)[-1].isVisible()


def test_that_a_card_without_sources_is_explained_too(qtbot: QtBot) -> None:
    frame = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(frame)
    frame.show()
    frame.show_view(views.changes())
    assert not frame._sources.isVisible()
    frame.show_view(replace(views.changes(), explained=EXPLAINED))
    assert frame._sources.isVisible()
    frame.show_sources(shown=True)
    assert not frame._sources.isVisible(), "paper has no buttons"


@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("further", [False, True])
def test_the_picture_of_the_dialog(qtbot: QtBot, look: str, further: bool) -> None:  # noqa: FBT001
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application, look)
    dialog = ExplanationDialog("What changed since 24 Oct", EXPLAINED, TRACES)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.more.setChecked(further)
    QApplication.processEvents()
    assert_picture(dialog, f"explanation_{'further' if further else 'first'}_{look}")
