from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eoc_app.desktop.country.clock_list import ClockList
from eoc_app.desktop.kit.theme import dress
from eoc_app.views.clock_view import ClockRow, ClockView
from tests.pictures import assert_picture


def row(title: str, snapshot: str, wall: str, standing: Any = "in_force", **more: Any) -> ClockRow:
    fields: dict[str, Any] = {
        "kind": "period", "wall_standing": standing, "detail": "", "citation": "",
        "exercise": False,
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


NOW = datetime(2024, 10, 26, 6, 41, tzinfo=UTC)
LIVE = ClockView(
    title="2 rules in force",
    snapshot_clock="snapshot Sat 26 Oct 2024 10:00 Tbilisi",
    wall_clock="now Sat 26 Oct 2024 10:41 Tbilisi",
    rows=(
        row("Electoral silence", "in force \N{MIDDLE DOT} 10 h left",
            "in force \N{MIDDLE DOT} 9 h left", wall_edge_at=NOW + timedelta(hours=9, seconds=5),
            citation="Art. 45"),
        row("Ban on political ads", "in force in 1 of 3 zones \N{MIDDLE DOT} 2 d left",
            "in force in 1 of 3 zones \N{MIDDLE DOT} 2 d left",
            zones="Jakarta: in force; Makassar: upcoming; Jayapura: upcoming",
            wall_edge_at=NOW + timedelta(minutes=12), wall_edge="starts"),
        row("Opinion-poll ban", "starts in 1 d", "starts in 23 h 59 m", "upcoming",
            wall_edge_at=NOW + timedelta(hours=23, minutes=59), wall_edge="starts"),
        row("Exit-poll ban", "", "", "moved", detail="Sun 27 Oct 08:00 to 20:00 Tbilisi"),
    ),
)  # fmt: skip


def live(qtbot: QtBot, width: int = 560) -> ClockList:
    made = ClockList()
    qtbot.addWidget(made)
    made.resize(width, 300)
    made.show_view(LIVE)
    made.show()
    return made


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_that_zones_and_countdowns_look_as_they_did(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    dress(qapp, theme)
    made = live(qtbot)
    made.tick(NOW)
    assert_picture(made, f"clock_list_zones_{theme}")


def test_that_the_wall_clock_counts_down_to_the_second(qtbot: QtBot) -> None:
    made = live(qtbot)
    assert "in force \N{MIDDLE DOT} 9 h left" in made.text()
    made.tick(NOW)
    lines = made.text().splitlines()
    assert "in force \N{MIDDLE DOT} ends in 9 h 00 m 05 s" in lines[0]
    assert "in force \N{MIDDLE DOT} 10 h left" in lines[0]
    assert "in force in 1 of 3 zones \N{MIDDLE DOT} next zone starts in 12 m 00 s" in lines[1]
    assert "starts in 23 h 59 m 00 s" in lines[2]
    made.tick(NOW + timedelta(seconds=6))
    assert "ends in 8 h 59 m 59 s" in made.text()


def test_that_what_was_awaited_is_told_once_and_reads_now(qtbot: QtBot) -> None:
    made = live(qtbot)
    assert not made.tick(NOW)
    assert made.tick(NOW + timedelta(minutes=12))
    assert "next zone starts now" in made.text()
    assert not made.tick(NOW + timedelta(minutes=12, seconds=1))


def test_that_paper_does_not_count(qtbot: QtBot) -> None:
    made = live(qtbot)
    made.for_paper()
    before = made.text()
    assert not made.tick(NOW + timedelta(hours=10))
    assert made.text() == before


def test_that_zones_are_named_and_what_was_withdrawn_is_called_so(qtbot: QtBot) -> None:
    lines = live(qtbot).text().splitlines()
    assert "Jakarta: in force; Makassar: upcoming; Jayapura: upcoming" in lines[1]
    assert lines[3].startswith("restriction withdrawn: Exit-poll ban")
    assert f"{LIVE.snapshot_clock}: withdrawn" in lines[3]
    assert f"{LIVE.wall_clock}: withdrawn" in lines[3]
