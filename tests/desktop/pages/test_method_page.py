"""The method screen as it looks: a table under its stamp, and the method itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.core.selection import Selection
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.method.method_pane import MethodPane
from eoc_app.desktop.method.what_if_table import WhatIfTable
from eoc_app.desktop.shell.navigation import Navigation
from eoc_app.views.view import TableView
from tests.desktop.clicks import pasted
from tests.desktop.method import method_views as views
from tests.desktop.pages.method_page import NOW, Asked, answer
from tests.pictures import assert_picture


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def test_that_the_banner_stands_over_the_table_and_in_every_copy_of_it(asked: Asked) -> None:
    table = asked.page.frames["what_if"].content
    assert isinstance(table, WhatIfTable)
    assert table.banner.stamp == ""
    asked.reply()
    stamp = views.what_if().stamp
    assert table.banner.stamp == table.banner.accessibleName() == stamp
    table.table.table.copy()
    notes, rows = pasted()
    assert notes[0] == stamp
    assert rows[0][:3] == ["Rank", "Country", "What if"]


def test_that_the_map_says_every_pair_and_a_table_twins_it(asked: Asked, qtbot: QtBot) -> None:
    pane = asked.page.frames["method"].content
    assert isinstance(pane, MethodPane)
    pairs = pane.pairs
    assert pairs.said((1, 0)).endswith(": 0.93, move together closely, 30 countries")
    assert ": \u22120.78, move against each other closely" in pairs.said((4, 3))
    assert pairs.said((5, 4)).endswith(": 0.10, no closer than chance gives, 30 countries")
    assert pairs.said((1, 0)).startswith("Trusted-partner"), "a hyphen is no minus"
    assert "not known, both are seen in 30 countries" in pairs.said((6, 0))
    qtbot.keyClick(pairs, Qt.Key.Key_Down)
    assert pairs.accessibleDescription() == pairs.said((1, 0))
    qtbot.keyClick(pairs, Qt.Key.Key_Down)
    assert pairs.accessibleDescription() == pairs.said((2, 0))
    with qtbot.waitSignal(asked.page.table_requested) as caught:
        pane.as_table.click()
    table = caught.args[0]
    assert isinstance(table, TableView)
    assert len(table.rows) == 21


def test_that_the_entry_of_the_screen_says_that_weights_are_set(qtbot: QtBot) -> None:
    entries = Navigation()
    qtbot.addWidget(entries)
    place = next(n for n in range(entries.count()) if entries.item(n).text() == "Method")
    quiet = entries.item(place).toolTip()
    entries.mark_weights(set=True)
    told = entries.item(place).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Method. What-if weights are set, on this screen only"
    assert entries.item(place).toolTip().startswith(quiet)
    entries.mark_weights(set=False)
    assert entries.item(place).toolTip() == quiet


@pytest.mark.parametrize("kind", ["own", "changed"])
@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_trial_looks_as_it_was_accepted(
    name: str, kind: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    page = Asked(qtbot).page
    if kind == "changed":
        page.take_answer(answer("what_if", views.what_if(exercise=True)))
        page.follow(Selection(now_at=NOW, weights=(("threat", 0.3), ("attacks", 2.55))))
    assert_picture(page, f"what_if_{kind}_{name}", size=(1240, 560))


@pytest.mark.parametrize("name", ["dark", "light"])
def test_that_the_method_looks_as_it_was_accepted(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    page = Asked(qtbot).page
    page.tabs.setCurrentIndex(1)
    assert_picture(page, f"method_{name}", size=(1240, 620))


def test_that_a_narrow_trial_at_twice_the_scale_looks_as_accepted(qtbot: QtBot) -> None:
    page = Asked(qtbot).page
    page.take_answer(answer("what_if", views.what_if()))
    page.follow(Selection(now_at=NOW, weights=(("threat", 0.3), ("attacks", 2.55))))
    assert_picture(page, "what_if_narrow_2x", size=(960, 520), ratio=2.0)
