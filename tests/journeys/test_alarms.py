"""Journeys over the alarms screen: what is raised and marked lies beside the snapshot, for all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from eoc_app.conversation.wire import Answer
from eoc_app.desktop.alarms.alarm_list import AlarmList
from eoc_app.desktop.alarms.record_miss import MissDialog
from eoc_app.desktop.kit.problem_dialog import ProblemDialog
from eoc_app.desktop.pages.alarms_page import AlarmsPage
from eoc_app.desktop.shell.window import Window
from eoc_app.ledger import NAME, append, not_yet_raised, read_ledger
from eoc_app.views.alarms_view import AlarmsView
from tests.desktop.alarms import alarm_views
from tests.domain.alarms.made_alarms import entry
from tests.journeys.conftest import OpenWindow

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_snapshot(small_snapshot: Path, tmp_path: Path) -> Path:
    """A snapshot in a folder of its own."""
    (tmp_path / "room").mkdir()
    return Path(shutil.copy(small_snapshot, tmp_path / "room" / "monday.duckdb"))


def shown(window: Window, qtbot: QtBot) -> AlarmsPage:
    """The alarms screen with alarms that were made by hand."""
    page = window.page("alarms")
    assert isinstance(page, AlarmsPage)
    qtbot.waitUntil(lambda: window.record.view is not None, timeout=20_000)
    view = alarm_views.alarms()
    page.take_answer(Answer(ticket=0, panel="alarms", view=view, traces=(), last=True))
    return page


def choose_role(page: AlarmsPage, place: int = 2) -> None:
    page.ours.acts.role_box.setCurrentIndex(place)
    page.ours.acts.role_box.activated.emit(place)


def press(qtbot: QtBot, on: QWidget, key: Qt.Key) -> None:
    on.window().activateWindow()
    on.setFocus()
    qtbot.waitUntil(on.hasFocus, timeout=5_000)
    qtbot.keyClick(on, key)


def wait_for(qtbot: QtBot, page: AlarmsPage, fates: list[str]) -> None:
    def arrived() -> None:
        view = page._record.view if page._record is not None else None
        assert view is not None
        assert [row.fate for row in view.rows] == fates

    qtbot.waitUntil(arrived, timeout=20_000)


def problem(qtbot: QtBot, window: Window) -> ProblemDialog:
    qtbot.waitUntil(lambda: window.findChild(ProblemDialog) is not None, timeout=20_000)
    found = window.findChild(ProblemDialog)
    assert isinstance(found, ProblemDialog)
    return found


def test_that_an_alarm_is_raised_marked_and_withdrawn_by_keys_and_stays_for_the_next_window(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    before = own_snapshot.read_bytes()
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    ledger = own_snapshot.parent / NAME
    press(qtbot, page.board.alarms, Qt.Key.Key_R)
    wait_for(qtbot, page, ["pending"])
    (raised,) = read_ledger(ledger).entries
    row = alarm_views.alarm(0)
    assert (raised.country_code, raised.subject, raised.day) == ("GE", row.signal, row.measured_on)
    assert (raised.band, raised.probability, raised.per_shift) == ("severe", 0.8, 3.0)
    assert raised.snapshot_id == window.header_view.snapshot_id  # type: ignore[union-attr]
    assert not page.board.raise_button.isEnabled(), "an alarm is raised once"
    assert "new, raised" in page.board.alarms.rows.rows[0].cells[-1].text

    choose_role(page)
    page.ours.acts.note.setText("seen by two partners")
    press(qtbot, page.ours.lines, Qt.Key.Key_H)
    wait_for(qtbot, page, ["hit"])
    (mark,) = read_ledger(ledger).outcomes
    assert (mark.marked_by, mark.note) == ("shift_lead", "seen by two partners")
    assert page.ours.acts.note.text() == ""
    press(qtbot, page.ours.lines, Qt.Key.Key_W)
    wait_for(qtbot, page, ["pending"])
    window.close()

    again = open_window(own_snapshot, "alarms")
    page = shown(again, qtbot)
    wait_for(qtbot, page, ["pending"])
    assert page.ours.acts.role == "shift_lead", "a role is chosen once"
    press(qtbot, page.ours.lines, Qt.Key.Key_W)
    wait_for(qtbot, page, [])
    qtbot.keyClick(page.ours.lines, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, page, ["pending"])
    assert read_ledger(ledger).line_count == 5, "nothing is ever taken away"
    assert own_snapshot.read_bytes() == before, "the record is never in the snapshot"


def test_that_a_mark_waits_for_a_role_and_says_so(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    append(own_snapshot.parent / NAME, [entry(0)])
    page = shown(open_window(own_snapshot, "alarms"), qtbot)
    wait_for(qtbot, page, ["pending"])
    press(qtbot, page.ours.lines, Qt.Key.Key_F)
    assert "Choose a role" in page.ours.acts.told.text()
    assert page.ours.acts.role_box.hasFocus()
    assert read_ledger(own_snapshot.parent / NAME).line_count == 1


def test_that_a_miss_is_told_in_a_form_that_refuses_what_is_none(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    choose_role(page)
    page.ours.acts.buttons["miss"].click()
    dialog = window.findChild(MissDialog)
    assert isinstance(dialog, MissDialog)
    dialog.country.setEditText("Atlantis")
    dialog._save()
    assert dialog.isVisible()
    dialog.country.setEditText("moldova")
    dialog.what.setText("a network that nobody saw")
    dialog.exercise.setChecked(False)
    dialog._save()
    wait_for(qtbot, page, ["miss"])
    (found,) = read_ledger(own_snapshot.parent / NAME).misses
    assert (found.country_code, found.what, found.exercise) == (
        "MD", "a network that nobody saw", False,
    )  # fmt: skip
    assert found.day == window.header_view.cursor_on  # type: ignore[union-attr]


def test_that_what_another_process_records_appears(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    page = shown(open_window(own_snapshot, "alarms"), qtbot)
    wait_for(qtbot, page, [])
    now = ("--now", "2024-10-25T18:00Z")
    for command in (
        ("raise", "--country", "KE", *now),
        ("miss", "--country", "MD", "--day", "2024-10-20", "--what", "x", "--by", "analyst", *now),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "eoc_app", "alerts", str(own_snapshot), *command],
            cwd=REPOSITORY, check=False, capture_output=True, text=True, env=os.environ,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
    view = page._record.view if page._record is not None else None
    assert view is not None
    qtbot.waitUntil(
        lambda: sorted(one.fate for one in page._record.view.rows) == ["miss", "pending"],  # type: ignore[union-attr]
        timeout=20_000,
    )
    assert page.ours.lines.rows.rowCount() == 2


def test_that_a_folder_that_cannot_be_written_to_loses_nothing(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    ledger = own_snapshot.parent / NAME
    append(ledger, [entry(0)])
    # Whoever runs tests may write everywhere; where the lock should lie, a folder lies.
    lock = ledger.with_name(f"{NAME}.lock")
    lock.unlink(missing_ok=True)
    lock.mkdir()
    before = ledger.read_bytes()
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    wait_for(qtbot, page, ["pending"])
    choose_role(page)
    page.ours.acts.note.setText("a note that was typed")
    press(qtbot, page.ours.lines, Qt.Key.Key_H)
    dialog = problem(qtbot, window)
    assert "cannot be written" in dialog.problem.what
    dialog.close()
    assert page.ours.acts.note.text() == "a note that was typed"
    assert ledger.read_bytes() == before
    lock.rmdir()
    press(qtbot, page.ours.lines, Qt.Key.Key_H)
    wait_for(qtbot, page, ["hit"])


def test_that_a_damaged_line_is_told_and_the_others_are_shown(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    ledger = own_snapshot.parent / NAME
    append(ledger, [entry(0), entry(1), entry(2)])
    first, second, third = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(first + second.replace(b"high", b"low!") + third)
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    wait_for(qtbot, page, ["pending", "pending"])
    assert "damaged" in page.ours._damage.text()
    assert "line 2" in page.ours._damage.text()
    page.ours._damage.click()
    assert "changed after it was written" in problem(qtbot, window).problem.why


def test_that_a_record_that_became_shorter_is_told(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    ledger = own_snapshot.parent / NAME
    append(ledger, [entry(0), entry(1)])
    page = shown(open_window(own_snapshot, "alarms"), qtbot)
    wait_for(qtbot, page, ["pending", "pending"])
    ledger.write_bytes(ledger.read_bytes().splitlines(keepends=True)[0])
    wait_for(qtbot, page, ["pending"])
    assert "shorter than it was" in page.ours._damage.text()


def test_that_a_record_that_cannot_be_read_is_a_problem_on_its_card_alone(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    (own_snapshot.parent / NAME).mkdir()
    window = open_window(own_snapshot, "alarms")
    page = window.page("alarms")
    assert isinstance(page, AlarmsPage)
    qtbot.waitUntil(lambda: page.record_frame.state == "failed", timeout=20_000)
    assert window.failed_panels == set()


def test_that_the_budget_is_asked_for_once_kept_and_given_back(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    page = window.page("alarms")
    assert isinstance(page, AlarmsPage)
    asked: list[float | None] = []
    window.session.changed.connect(lambda: asked.append(window.session.selection.alarms_per_shift))
    page.budget.spin.setFocus()
    for _ in range(4):
        qtbot.keyClick(page.budget.spin, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: asked == [5.0], timeout=20_000)
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    window.close()
    again = open_window(own_snapshot, "alarms")
    again.restore()
    assert again.session.selection.alarms_per_shift == 5.0
    again.ask()
    qtbot.waitUntil(lambda: again.is_complete, timeout=20_000)
    page = again.page("alarms")
    assert isinstance(page, AlarmsPage)
    assert page.budget.spin.value() == 5.0
    page.budget.own.click()
    assert again.session.selection.alarms_per_shift is None
    qtbot.waitUntil(lambda: again.is_complete, timeout=20_000)
    assert page.budget.spin.value() == 3.0


def test_that_another_snapshot_brings_its_own_record(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    append(own_snapshot.parent / NAME, [entry(0)])
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(own_snapshot, tmp_path / "other" / "tuesday.duckdb"))
    window = open_window(own_snapshot, "alarms")
    page = shown(window, qtbot)
    wait_for(qtbot, page, ["pending"])
    window.open_file(other)
    wait_for_path = lambda: window.client.path == other  # noqa: E731
    qtbot.waitUntil(wait_for_path, timeout=20_000)
    qtbot.waitUntil(lambda: window.record.view is not None, timeout=20_000)
    wait_for(qtbot, page, [])


def test_that_letters_of_a_note_are_no_commands(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    append(own_snapshot.parent / NAME, [entry(0)])
    page = shown(open_window(own_snapshot, "alarms"), qtbot)
    wait_for(qtbot, page, ["pending"])
    choose_role(page)
    page.window().activateWindow()
    page.ours.acts.note.setFocus()
    qtbot.waitUntil(page.ours.acts.note.hasFocus, timeout=5_000)
    qtbot.keyClicks(page.ours.acts.note, "huff with um")
    assert page.ours.acts.note.text() == "huff with um"
    assert read_ledger(own_snapshot.parent / NAME).line_count == 1


def test_that_after_a_change_of_theme_the_record_is_still_followed(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(own_snapshot, "alarms")
    first = shown(window, qtbot)
    window.rebuild()
    qtbot.waitUntil(lambda: not window._rebuilding and window.is_complete, timeout=20_000)
    assert window.page("alarms") is not first
    append(own_snapshot.parent / NAME, [entry(0)])
    again = shown(window, qtbot)
    wait_for(qtbot, again, ["pending"])
    assert again.ours.lines.rows.rowCount() == 1
    window.record.add(entry(0), "again", not_yet_raised(entry(0)))
    assert "on record already" in problem(qtbot, window).problem.what
    assert "on record already" in again.ours.acts.told.text()


def test_that_the_keyboard_goes_through_the_page_in_its_order(
    open_window: OpenWindow, own_snapshot: Path, qtbot: QtBot
) -> None:
    append(own_snapshot.parent / NAME, [entry(0)])
    page = shown(open_window(own_snapshot, "alarms"), qtbot)
    wait_for(qtbot, page, ["pending"])
    page.window().activateWindow()
    page.ours.tabs.setFocus()
    qtbot.waitUntil(page.ours.tabs.hasFocus, timeout=5_000)
    stops = [page.ours.kinds.buttons()[0], page.ours.lines, page.ours.acts.role_box,
             page.ours.acts.note, page.ours.acts.buttons["hit"]]  # fmt: skip
    for stop in stops:
        for _ in range(3):
            qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
            if stop.hasFocus():
                break
        assert stop.hasFocus(), stop.accessibleName()


def test_that_an_alarm_of_the_day_is_raised_as_the_exercise_that_it_is(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    own = Path(shutil.copy(demo_snapshot, tmp_path / "demo.duckdb"))
    window = open_window(own, "alarms")
    page = window.page("alarms")
    assert isinstance(page, AlarmsPage)
    view = page.view("alarms")
    assert isinstance(view, AlarmsView)
    qtbot.waitUntil(lambda: window.record.view is not None, timeout=20_000)
    press(qtbot, page.board.alarms, Qt.Key.Key_R)
    wait_for(qtbot, page, ["pending"])
    (raised,) = read_ledger(tmp_path / NAME).entries
    first = view.alarms[0]
    assert (raised.country_code, raised.subject, raised.exercise) == (
        first.code, first.signal, first.exercise,
    )  # fmt: skip
    assert raised.exercise
    assert page.ours.counts.text().startswith("0 hits")
    assert "Only exercises are counted" in page.ours._apart.text()


def test_that_the_overview_leads_to_the_alarms_and_to_their_countries(
    open_window: OpenWindow, demo_snapshot: Path, qtbot: QtBot
) -> None:
    window = open_window(demo_snapshot)
    page = window.page("overview")
    view = page.view("alarms")
    assert isinstance(view, AlarmsView)
    listed = page.frames["alarms"].content
    assert isinstance(listed, AlarmList)
    press(qtbot, listed.lines, Qt.Key.Key_Return)
    assert (window.session.screen, window.session.selection.country_code) == (
        "country", view.alarms[0].code,
    )  # fmt: skip
    window.session.go_back()
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    press(qtbot, listed.lines, Qt.Key.Key_A)
    assert window.session.screen == "alarms"
    qtbot.waitUntil(lambda: window.is_complete, timeout=20_000)
    assert window.failed_panels == set()
