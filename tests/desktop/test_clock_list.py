from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.fonts import install_fonts
from eoc_app.desktop.theme import dress
from eoc_app.desktop.widgets.clock_list import ClockList
from eoc_app.views import ClockRow, ClockView
from tests.pictures import assert_picture


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    install_fonts()
    dress(qapp, "dark")
    yield
    dress(qapp, "dark")


def row(title: str, snapshot: str, wall: str, standing: Any = "in_force", **more: Any) -> ClockRow:
    fields: dict[str, Any] = {
        "kind": "period", "wall_standing": standing, "detail": "", "citation": "",
    }  # fmt: skip
    return ClockRow(
        title=title, at_snapshot=snapshot, at_wall=wall, standing=standing, **(fields | more)
    )


VIEW = ClockView(
    title="Restriction clock",
    snapshot_clock="at the snapshot, Sat 26 Oct 10:00 Tbilisi",
    wall_clock="now, Sat 26 Oct 10:41 Tbilisi",
    rows=(
        row(
            "Campaign silence",
            "in force · ends Sat 20:00 Tbilisi, in 13 h 58 m",
            "in force · ends in 13 h 17 m",
            detail="broadcast, online and print; all political advertising",
            citation="Election Code, Art. 45 (invented)",
            moved="end moved, was Sat 26 Oct 18:00",
        ),
        row("Exit-poll ban", "starts in 2 h", "in force since 09:00", "upcoming",
            wall_standing="in_force", citation="Art. 46"),
        row("Parliamentary election", "polls open 08:00-20:00", "polls open", kind="election"),
        row("Crisis measures", "ended Mar 2024", "ended Mar 2024", "ended",
            detail="<img src=x> & plain"),
        row("Advertising ban", "not known", "not known", "not_known"),
        row("No rule on record for opinion polls", "", "", "no_rule", kind="none"),
    ),
)  # fmt: skip


def clock(qtbot: QtBot, width: int, height: int = 400) -> ClockList:
    made = ClockList()
    qtbot.addWidget(made)
    made.resize(width, height)
    made.show_view(VIEW)
    made.show()
    return made


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_the_clock_looks_as_it_did(qtbot: QtBot, qapp: QApplication, theme: str) -> None:
    dress(qapp, theme)
    assert_picture(clock(qtbot, 560), f"clock_list_{theme}")


def test_that_a_narrow_clock_looks_as_it_did(qtbot: QtBot) -> None:
    assert_picture(clock(qtbot, 300, 480), "clock_list_narrow_2x", ratio=2.0)


@pytest.mark.parametrize("width", [250, 330, 560, 1200])
def test_that_words_wrap_and_none_is_cut(qtbot: QtBot, width: int) -> None:
    made = clock(qtbot, width)
    rows = made._rows
    for placed in rows._rows(rows.width()):
        for lines, x, y, _ in placed.texts:
            assert not lines.cut
            assert x + lines.width <= rows.width()
            assert y + lines.height <= placed.height


def test_that_texts_of_a_row_do_not_overlap(qtbot: QtBot) -> None:
    for width in (250, 330, 560, 1200):
        made = clock(qtbot, width)
        rows = made._rows
        for placed in rows._rows(rows.width()):
            boxes = [(x, y, x + t.width, y + t.height) for t, x, y, _ in placed.texts]
            for n, a in enumerate(boxes):
                for b in boxes[n + 1 :]:
                    apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                    assert apart


def test_that_a_card_that_is_too_small_scrolls(qtbot: QtBot) -> None:
    made = clock(qtbot, 300, 150)
    assert made.verticalScrollBar().maximum() > 0
    assert clock(qtbot, 560, 500).verticalScrollBar().maximum() == 0


def test_that_everything_is_said_to_a_screen_reader_and_copied(qtbot: QtBot) -> None:
    made = clock(qtbot, 560)
    lines = made.text().splitlines()
    assert lines[0].startswith("restriction in force: Campaign silence")
    assert "at the snapshot, Sat 26 Oct 10:00 Tbilisi: in force" in lines[0]
    assert "now, Sat 26 Oct 10:41 Tbilisi: in force" in lines[0]
    assert "end moved, was Sat 26 Oct 18:00" in lines[0]
    assert lines[2].startswith("election day: Parliamentary election")
    assert made._rows.accessibleDescription() == made.text()
    made._rows.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == made.text()
