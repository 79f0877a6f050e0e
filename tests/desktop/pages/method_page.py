"""A method page without a window: its questions are kept, and answered when a test says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer
from eoc_app.core.selection import Selection
from eoc_app.desktop.method.weight_slider import WeightSlider
from eoc_app.desktop.pages.method_page import MethodPage
from tests.desktop.method import method_views as views

NOW: Final = datetime(2024, 10, 26, 6, tzinfo=UTC)


def answer(panel: str, view: Any) -> Answer:
    return Answer(ticket=1, panel=panel, view=view, traces=(), last=True)


class Asked:
    """A page whose questions are kept, and answered when a test says so."""

    def __init__(self, qtbot: QtBot) -> None:
        self.page = MethodPage()
        qtbot.addWidget(self.page)
        self.questions: list[tuple[tuple[str, float], ...]] = []
        self.page.selection_changed.connect(self._take)
        self.page.resize(1240, 700)
        self.page.take_answer(answer("what_if", views.what_if(changed=False)))
        self.page.take_answer(answer("method", views.method()))

    def _take(self, changes: dict[str, Any]) -> None:
        self.questions.append(changes["weights"])
        self.page.follow(Selection(now_at=NOW, weights=changes["weights"]))

    def slider(self, name: str) -> WeightSlider:
        return self.page.weights.rows[name].slider

    def reply(self) -> None:
        self.page.take_answer(answer("what_if", views.what_if()))
