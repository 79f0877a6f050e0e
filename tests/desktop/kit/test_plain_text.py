"""Whatever a file says is shown as plain text of a bounded length, in every widget."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from eoc_app.conversation.bounded import LONGEST
from eoc_app.desktop.kit import ink

REPOSITORY = Path(__file__).resolve().parents[3]
_TAG = re.compile("<[a-zA-Z/!]")
OWN_WORDS = {
    "eoc_app/desktop/shell/navigation.py": "titles of screens and their keys",
    "eoc_app/desktop/kit/icon_button.py": "names of buttons",
}
"""Where a tool-tip is made of nothing but the program's words."""


def tips() -> Iterator[tuple[str, str, bool]]:
    """Every place that sets a tool-tip, what it sets, and whether that is plain text."""
    for path in sorted((REPOSITORY / "eoc_app").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                told = None
                if node.func.attr == "setToolTip":
                    told = node.args[-1]
                elif ast.unparse(node.func) == "QToolTip.showText":
                    told = node.args[1]
                if told is not None:
                    place = str(path.relative_to(REPOSITORY))
                    yield place, ast.unparse(told), is_plain(told, made)


def is_plain(told: ast.expr | None, made: dict[str, ast.FunctionDef]) -> bool:
    """Whether it is a constant, made plain, or given back by a function that makes it plain."""
    if isinstance(told, ast.IfExp):
        return is_plain(told.body, made) and is_plain(told.orelse, made)
    if isinstance(told, ast.Call):
        name = ast.unparse(told.func)
        function = made.get(name.removeprefix("self."))
        if function is not None:
            ends = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
            return all(is_plain(end.value, made) for end in ends)
        return name == "ink.plain_tip"
    return isinstance(told, ast.Constant)


def test_that_every_tool_tip_is_plain_text() -> None:
    found = list(tips())
    assert len(found) > 20
    assert [one for one in found if not one[2] and one[0] not in OWN_WORDS] == []


def test_that_no_message_box_is_used_which_would_read_mark_up() -> None:
    using = [
        str(path)
        for path in (REPOSITORY / "eoc_app").rglob("*.py")
        if re.search(r"\bQMessageBox\b|\bQErrorMessage\b", path.read_text(encoding="utf-8"))
    ]
    assert using == []


def test_that_a_tool_tip_is_no_larger_than_a_screen() -> None:
    told = ink.plain_tip("<b>" + "word " * 2000 + "\n" + "x" * 5000)
    lines = html.unescape(re.sub("</?p[^>]*>", "", told)).splitlines()
    assert len(lines) == 30
    assert max(map(len, lines)) <= 100
    assert lines[0].startswith("<b>word")


def test_that_one_line_of_text_stays_one_line() -> None:
    assert ink.lines("first\nsecond\nthird", 13, False, 400, 1).count == 1
    assert ink.lines("first\nsecond", 13, False, 400).count == 2


def rich(widget: QWidget) -> list[str]:
    """What of a window Qt would take for mark-up."""
    found = [
        label.text()
        for label in widget.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and _TAG.search(label.text())
    ]
    return found + [w.toolTip() for w in widget.findChildren(QWidget) if "<img" in w.toolTip()]


def test_that_the_search_for_mark_up_finds_some(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("<img src='x'>", window)
    label.setToolTip("<img src='y'>")
    assert len(rich(window)) == 2


@pytest.mark.parametrize("count", [LONGEST * 250])
def test_that_text_of_a_megabyte_is_broken_in_no_time_once_it_is_bounded(count: int) -> None:
    from eoc_app.conversation.bounded import bounded_text

    assert ink.lines(bounded_text("x" * count), 13, False, 400).count < 200
