"""Journeys with a reader that dies, floods or is silent: words, and a way on, never empty cards."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer
from eoc_app.desktop.conversation import reader_client, reader_words
from eoc_app.desktop.kit.problem_dialog import CrashDialog, ProblemDialog
from eoc_app.desktop.shell.window import Window
from eoc_app.views.problem_view import ProblemView
from tests.desktop.conversation.fake_readers import in_place, put_in_place
from tests.journeys.conftest import OpenWindow

SOON = 20_000


def button(window: Window, text: str) -> QPushButton:
    return next(b for b in window.notice.findChildren(QPushButton) if b.text() == text)


@pytest.mark.parametrize("behaviour", ["dies at once", "floods", "sends garbage"])
def test_that_nothing_is_told_as_read_before_where_nothing_was(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, behaviour: str,
) -> None:  # fmt: skip
    put_in_place(monkeypatch, behaviour)
    window = open_window(small_snapshot)
    page = window.page("overview")
    states = {name: frame.state for name, frame in page.frames.items()}
    assert states == dict.fromkeys(page.frames, "failed")
    assert window.failed_panels >= set(page.frames) | {"header"}
    assert "Nothing of this screen could be read" in window.notice.text
    assert "was read before" not in window.notice.text
    # Another screen says so too, instead of waiting for ever.
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.session.screen == "alarms"
    assert window.is_complete
    assert window.page("alarms").frames["alarms"].state == "failed"
    # And a reader that works again is a click away.
    monkeypatch.undo()
    button(window, reader_words.TRY_AGAIN).click()
    qtbot.waitUntil(lambda: not window.gone and window.is_complete, timeout=SOON)
    assert window.failed_panels == set()
    assert window.page("alarms").frames["alarms"].state == "empty"


def test_that_what_was_read_before_of_another_country_does_not_stay(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(small_snapshot, "country", "KE")
    put_in_place(monkeypatch, "dies at once")
    window.client.restart()
    window.open_country("GE")
    qtbot.waitUntil(lambda: bool(window.gone), timeout=SOON)
    page = window.page("country")
    states = {name: frame.state for name, frame in page.frames.items()}
    assert states == dict.fromkeys(page.frames, "failed")
    assert page.view("series") is None
    # In whatever order the answers are given up.
    for panel in ("headline", "intervals"):
        lost = Answer(
            ticket=0, panel=panel, view=reader_words.unread("it ended"), traces=(), last=True
        )
        page.take_answer(lost)
        assert page.frames["headline"].state == "failed"


def test_that_a_reader_that_does_not_answer_is_told_and_can_be_started_anew(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(small_snapshot)
    monkeypatch.setattr(reader_client, "SILENCE", 1000)
    window.client._silence.setInterval(1000)
    put_in_place(monkeypatch, "is deaf")
    window.client.restart()
    qtbot.waitUntil(lambda: "started again" in window.notice.text, timeout=SOON)
    window.client._silence.setInterval(1000)
    qtbot.waitUntil(lambda: "has not answered for 1 seconds" in window.notice.text, timeout=SOON)
    monkeypatch.undo()
    button(window, reader_words.RESTART).click()
    qtbot.waitUntil(lambda: window.is_complete, timeout=SOON)
    assert window.failed_panels == set()


def test_that_the_word_of_waiting_goes_when_the_answer_comes(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot)
    window.client.ask(window.session.selection, ("header", "ranking"))
    window.client._tell_silence()
    assert window.notice.isVisible()
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=SOON)


def test_that_opening_a_file_that_is_never_read_can_be_stopped(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    window = open_window(small_snapshot)
    put_in_place(monkeypatch, "is deaf")
    monkeypatch.setattr(reader_client, "SILENCE", 300)
    other = tmp_path / "other.duckdb"
    other.touch()
    window.open_file(other)
    qtbot.waitUntil(lambda: "other.duckdb has not been read" in window.notice.text, timeout=SOON)
    button(window, reader_words.STOP_OPENING).click()
    assert window._files._candidate is None
    assert window.page("overview").frames["ranking"].state == "ready"


def test_that_a_header_that_fails_is_told_and_makes_the_screen_incomplete(
    open_window: OpenWindow, small_snapshot: Path
) -> None:
    window = open_window(small_snapshot)
    assert window.failed_panels == set()
    problem = ProblemView(what="The header cannot be read", why="a column is missing", remedy="r")
    window._take_answer(Answer(ticket=0, panel="header", view=problem, traces=(), last=True))
    assert window.failed_panels == {"header"}
    assert "The header cannot be read (a column is missing)" in window.notice.text


def test_that_a_header_of_another_kind_is_told_in_words(
    open_window: OpenWindow, small_snapshot: Path
) -> None:
    window = open_window(small_snapshot)
    strange = window.page("overview").view("ranking")
    assert strange is not None
    window._take_answer(Answer(ticket=0, panel="header", view=strange, traces=(), last=True))
    assert window.failed_panels == {"header"}
    assert "it is a RankingView where a HeaderView was asked for" in window.notice.text
    assert window.findChildren(CrashDialog) == []


def test_that_an_answer_of_another_kind_beside_the_screen_is_told_in_words(
    open_window: OpenWindow, small_snapshot: Path, tmp_path: Path
) -> None:
    window = open_window(small_snapshot, "country", "KE")
    strange = window.page("country").view("headline")
    assert strange is not None
    for question in (window._why_not, window._changes):
        question.choose(window.session.selection)
        question._ticket = 7
        question.take(Answer(ticket=7, panel="risk", view=strange, traces=(), last=True))
    window._export._wanted = tmp_path / "calendar.ics", window.session.selection
    window._export._ticket = 7
    window._export.take(Answer(ticket=7, panel="risk", view=strange, traces=(), last=True))
    why = [dialog.problem.why for dialog in window.findChildren(ProblemDialog)]
    assert why == [
        f"it is a HeadlineView where a {kind} was asked for"
        for kind in ("RiskView", "ChangesView", "RegisterView")
    ]
    assert window.findChildren(CrashDialog) == []


def test_that_an_answer_of_before_is_never_taken_for_a_new_one(
    open_window: OpenWindow, small_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(small_snapshot, "country", "KE")
    told: list[object] = []
    window.client.answered.connect(told.append)
    late = window.client._process.identity, window.client._newest
    window.client.restart()
    window.client.ask(window.session.selection, ("header",))
    qtbot.waitUntil(lambda: bool(told), timeout=SOON)
    told.clear()
    view = reader_words.unread("late")
    old = Answer(ticket=late[1], panel="header", view=view, traces=(), last=True)
    window.client._take(late[0], old)
    assert told == []
    # Nor is what was asked of one country beside the screen told of the next.
    question = window._why_not
    question.choose(window.session.selection)
    question.ask(window.client)
    before = question._ticket
    assert before is not None
    question.choose(window.session.selection)
    failed: list[object] = []
    question.failed.connect(failed.append)
    question.take(Answer(ticket=before, panel="risk", view=view, traces=(), last=True))
    assert failed == []
    question.give_up()


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ("dies at once", "exit code 3"),
        ("dies after the header", "exit code 3"),
        ("floods", "more answers than were asked for"),
        ("sends garbage", "an answer of over 32 MB"),
    ],
)
def test_that_a_picture_of_nothing_is_a_failure_in_words(
    small_snapshot: Path, tmp_path: Path, behaviour: str, why: str
) -> None:
    picture = tmp_path / "picture.png"
    options = ["open", str(small_snapshot), "--screenshot", str(picture)]
    ended = subprocess.run(
        in_place(behaviour, f"from eoc_app.cli import run\nsys.exit(run({options!r}))"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "The reader of the snapshot stopped" in ended.stderr
    assert why in ended.stderr
    assert "Traceback" not in ended.stderr
