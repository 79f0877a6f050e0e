from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.desktop.changes.changes_list import ChangesList
from eoc_app.desktop.kit.panel_frame import PATIENCE, PanelFrame
from eoc_app.desktop.kit.theme import dress
from eoc_app.desktop.overview.ranking_table import RankingTable
from eoc_app.views.problem_view import ProblemView, Trace
from tests.desktop import widget_views as views
from tests.pictures import assert_picture, picture_of

PROBLEM = ProblemView(
    what="The snapshot has no table <b>reading_day</b>",
    why="it was written by an older version of the format",
    remedy="build it again: eoc build PATH --out FILE",
    file="/srv/snapshots/elections/2024/october/global_elections_2024.duckdb",
)
NOTHING = msgspec.structs.replace(
    views.changes(), changes=(), empty="Nothing changed since 25 Oct: the same rows and method."
)


@pytest.fixture
def frame(qtbot: QtBot) -> PanelFrame:
    made = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(made)
    made.resize(420, 220)
    return made


def waiting(frame: PanelFrame, qtbot: QtBot) -> None:
    frame.set_loading()
    qtbot.waitUntil(lambda: frame.state in ("loading", "renewing"), timeout=PATIENCE * 40)


def test_that_a_card_says_the_finding(frame: PanelFrame) -> None:
    frame.show_view(views.changes())
    assert frame.state == "ready"
    assert frame.accessibleName() == "Georgia rose most: 7.5 → 8.4"


def test_that_a_quick_answer_shows_no_waiting(frame: PanelFrame, qtbot: QtBot) -> None:
    frame.show()
    frame.set_loading()
    frame.show_view(views.changes())
    qtbot.wait(PATIENCE * 2)
    assert frame.state == "ready"


def test_that_old_figures_stay_dimmed_while_new_ones_come(frame: PanelFrame, qtbot: QtBot) -> None:
    frame.show_view(views.changes())
    clear = picture_of(frame)
    waiting(frame, qtbot)
    assert frame.state == "renewing"
    assert frame.content.isVisibleTo(frame)
    assert picture_of(frame) != clear
    frame.show_view(views.changes())
    assert picture_of(frame) == clear


def test_that_a_card_says_that_it_waits_and_its_finding_again_when_the_answer_is_the_same(
    frame: PanelFrame, qtbot: QtBot
) -> None:
    for view in (views.changes(), msgspec.structs.replace(views.changes(), empty="none")):
        frame.show_view(view)
        frame.set_loading()
        waiting(frame, qtbot)
        assert "eing read" in frame.accessibleName()
        frame.show_view(view)
        assert frame.accessibleName() == view.title
        assert frame.accessibleDescription() == view.subtitle


def test_that_old_figures_do_not_stay_beside_a_problem(frame: PanelFrame) -> None:
    frame.show()
    frame.show_view(views.changes())
    frame.show_problem(PROBLEM)
    assert frame.state == "failed"
    assert not frame.content.isVisible()
    assert "older" not in frame.accessibleName()
    assert PROBLEM.what in frame.accessibleName()


def test_that_a_card_recovers_from_a_problem(frame: PanelFrame) -> None:
    frame.show()
    frame.show_view(views.changes())
    frame.show_problem(PROBLEM)
    frame.show_view(views.changes())
    assert frame.state == "ready"
    assert frame.content.isVisible()


def copied(frame: PanelFrame, qtbot: QtBot, text: str) -> str:
    frame.show()
    button = next(b for b in frame.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return QGuiApplication.clipboard().text()


def test_that_a_problem_can_be_copied_whole(frame: PanelFrame, qtbot: QtBot) -> None:
    frame.show_problem(PROBLEM)
    text = copied(frame, qtbot, "Copy")
    for part in (PROBLEM.what, PROBLEM.why, PROBLEM.remedy, PROBLEM.file):
        assert str(part) in text


def test_that_the_details_of_a_bug_can_be_copied(frame: PanelFrame, qtbot: QtBot) -> None:
    trace = "Traceback (most recent call last):\n  File x\nKeyError: 'score'"
    frame.show_bug(trace)
    assert frame.state == "bug"
    assert copied(frame, qtbot, "Copy details") == trace


def test_that_the_table_is_a_keystroke_away(frame: PanelFrame, qtbot: QtBot) -> None:
    frame.show_view(views.changes())
    with qtbot.waitActive(frame):
        frame.show()
    frame.content.setFocus()
    with qtbot.waitSignal(frame.table_requested, timeout=2000):
        qtbot.keyClick(frame.content, Qt.Key.Key_T)


def test_that_every_state_looks_different(frame: PanelFrame, qtbot: QtBot) -> None:
    shown = [picture_of(frame)]
    frame.show_view(views.changes())
    shown.append(picture_of(frame))
    waiting(frame, qtbot)
    shown.append(picture_of(frame))
    frame.show_view(NOTHING)
    shown.append(picture_of(frame))
    frame.show_problem(PROBLEM)
    shown.append(picture_of(frame))
    frame.show_bug("KeyError: 'score'")
    shown.append(picture_of(frame))
    assert all(a != b for n, a in enumerate(shown) for b in shown[:n])


def test_that_printed_cards_name_their_queries(frame: PanelFrame) -> None:
    frame.show()
    frame.show_view(views.changes())
    frame.set_traces((Trace("changes", "5f2c91aa0123"), Trace("score_day", "0011223344")))
    plain = frame.content.height()
    frame.show_sources(shown=True)
    QApplication.processEvents()
    assert frame.content.height() < plain


def test_that_the_heading_has_its_height_whatever_stands_beside_it(qtbot: QtBot) -> None:
    made = PanelFrame(RankingTable(), "Ranked")
    qtbot.addWidget(made)
    made.show()
    for width in range(300, 700, 9):
        made.resize(width, 300)
        made.show_view(views.ranking(exercise=frozenset({"BW"} if width % 2 else ())))
        made.set_traces((Trace("ranking", f"{width:012}"),) if width % 4 else ())
        QApplication.processEvents()
        heading = made._heading
        assert heading.height() >= heading.heightForWidth(heading.width())


def test_that_a_card_with_synthetic_rows_wears_a_stamp(qtbot: QtBot) -> None:
    drawn = []
    for synthetic in (frozenset({"BW"}), frozenset[str]()):
        made = PanelFrame(RankingTable(), "Ranked")
        qtbot.addWidget(made)
        made.show_view(views.ranking(exercise=synthetic))
        drawn.append(picture_of(made, size=(780, 60)).copy(600, 0, 180, 40))
    assert drawn[0] != drawn[1]


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("state", ["empty", "failed", "bug", "loading", "renewing"])
def test_that_states_look_as_they_were_accepted(
    name: str, state: str, qapp: QApplication, qtbot: QtBot
) -> None:
    dress(qapp, name)
    frame = PanelFrame(ChangesList(), "What changed")
    qtbot.addWidget(frame)
    if state == "empty":
        frame.show_view(NOTHING)
    elif state == "failed":
        frame.show_problem(PROBLEM)
    elif state == "bug":
        frame.show_bug("Traceback (most recent call last):\n  File x\nKeyError: 'score'")
    else:
        if state == "renewing":
            frame.show_view(views.changes())
        waiting(frame, qtbot)
    assert_picture(frame, f"panel_frame_{state}_{name}", size=(420, 220))


def test_that_a_small_card_scrolls_a_long_problem(qtbot: QtBot, frame: PanelFrame) -> None:
    frame.show_problem(PROBLEM)
    assert_picture(frame, "panel_frame_failed_small_2x", size=(240, 150), ratio=2.0)
