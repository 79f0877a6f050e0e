"""Sliders of weights: what they ask for, one question at a time, and how they return."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Bug
from eoc_app.core.selection import Selection
from eoc_app.desktop.method.weight_slider import OWN
from eoc_app.views.problem_view import ProblemView
from tests.desktop.method import method_views as views
from tests.desktop.pages.method_page import NOW, Asked, answer


@pytest.fixture
def asked(qtbot: QtBot) -> Asked:
    return Asked(qtbot)


def test_that_a_slider_asks_for_its_weight_and_for_no_other(asked: Asked) -> None:
    asked.slider("threat").setValue(OWN // 2)
    assert asked.questions == [(("threat", 0.3),)]
    asked.reply()
    asked.slider("near").setValue(2 * OWN)
    assert asked.questions[-1] == (("threat", 0.3), ("near", 6.0))


def test_that_only_the_newest_position_is_asked_for_while_an_answer_is_awaited(
    asked: Asked,
) -> None:
    for place in range(950, 500, -50):
        asked.slider("threat").setValue(place)
    assert asked.questions == [(("threat", 0.57),)]
    assert asked.slider("threat").value() == 550
    asked.reply()
    assert asked.questions[1:] == [(("threat", 0.33),)]
    asked.reply()
    asked.reply()
    assert len(asked.questions) == 2
    assert asked.slider("threat").value() == 550


def test_that_a_problem_or_a_bug_in_the_place_of_the_table_leaves_sliders_of_use(
    asked: Asked,
) -> None:
    asked.slider("threat").setValue(0)
    asked.page.take_answer(
        answer("what_if", ProblemView(what="No", why="it cannot be", remedy="other weights"))
    )
    assert asked.page.frames["what_if"].state == "failed"
    asked.slider("threat").setValue(100)
    asked.page.take_bug(Bug(ticket=1, panel="what_if", traceback="", last=True))
    asked.slider("threat").setValue(200)
    assert [dict(one)["threat"] for one in asked.questions] == [0.0, 0.06, 0.12]


def test_that_going_back_moves_sliders_and_drops_what_was_still_to_be_asked(asked: Asked) -> None:
    asked.slider("threat").setValue(500)
    asked.slider("threat").setValue(400)
    asked.page.follow(Selection(now_at=NOW))
    assert asked.slider("threat").value() == OWN
    asked.reply()
    assert len(asked.questions) == 1
    assert asked.page.weights.weights == ()


def test_that_a_return_to_the_weights_on_screen_waits_for_no_answer(asked: Asked) -> None:
    asked.slider("threat").setValue(500)
    asked.slider("threat").setValue(OWN)
    asked.reply()
    last = asked.questions[-1]
    assert last == ()
    asked.page.take_answer(answer("what_if", views.what_if(changed=False)))
    asked.slider("threat").setValue(950)
    assert asked.questions[-1] == (("threat", 0.57),)


def test_that_backspace_double_click_and_reset_all_return_to_the_method(
    asked: Asked, qtbot: QtBot
) -> None:
    asked.page.show()
    slider = asked.slider("threat")
    slider.setValue(500)
    asked.reply()
    qtbot.keyClick(slider, Qt.Key.Key_Backspace)
    assert asked.questions[-1] == ()
    asked.reply()
    slider.setValue(500)
    asked.reply()
    qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton)
    assert asked.questions[-1] == ()
    asked.reply()
    slider.setValue(500)
    asked.reply()
    asked.slider("near").setValue(0)
    asked.reply()
    before = len(asked.questions)
    asked.page.weights.reset.click()
    assert asked.questions[before:] == [()]
    assert not asked.page.weights.reset.isEnabled()


def test_that_a_slider_is_dragged_and_keys_step_by_a_twentieth(asked: Asked, qtbot: QtBot) -> None:
    asked.page.show()
    slider = asked.slider("threat")
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert asked.questions == []  # to take hold of it is no change
    qtbot.mouseMove(slider, QPoint(slider.width() * 3 // 4, slider.height() // 2))
    assert slider.value() > OWN
    qtbot.mouseMove(slider, QPoint(10 * slider.width(), 0))
    assert slider.value() == 2 * OWN
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton)
    for key, at in (
        (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 50), (Qt.Key.Key_PageUp, 250),
        (Qt.Key.Key_Left, 200), (Qt.Key.Key_End, 2 * OWN),
    ):  # fmt: skip
        qtbot.keyClick(slider, key)
        assert slider.value() == at


@pytest.mark.parametrize(
    ("typed", "weight"), [("0.45", 0.45), ("0,1", 0.1), ("9", 1.2), ("-1", 0.0), ("much", 0.6)]
)
def test_that_a_figure_can_be_typed_and_what_is_none_gives_way(
    asked: Asked, qtbot: QtBot, typed: str, weight: float
) -> None:
    row = asked.page.weights.rows["threat"]
    row.box.setText(typed)
    qtbot.keyClick(row.box, Qt.Key.Key_Return)
    assert row.tried == weight
    assert row.box.text() == f"{weight:.4g}"
    assert row.slider.value() == round(weight / 0.6 * OWN)
