"""The window: header, screens, and the line to the reader."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from PySide6 import QtCore
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import FilterName, Selection, cleared
from eoc_app.desktop.alarms.alert_record import AlertRecord
from eoc_app.desktop.conversation import reader_words
from eoc_app.desktop.conversation.reader_client import ReaderClient
from eoc_app.desktop.conversation.session import Session
from eoc_app.desktop.conversation.side_question import CHANGES_KEY, WHY_NOT_KEY, SideQuestion
from eoc_app.desktop.header.filter_row import FilterRow
from eoc_app.desktop.header.header_bar import HeaderBar
from eoc_app.desktop.kit import preferences
from eoc_app.desktop.kit.answer_kind import held_to
from eoc_app.desktop.kit.copying import speak_for
from eoc_app.desktop.kit.explanation_dialog import ExplanationDialog
from eoc_app.desktop.kit.problem_dialog import CrashDialog, ProblemDialog
from eoc_app.desktop.kit.screens import SCREENS, asked, key_of
from eoc_app.desktop.pages import make_page
from eoc_app.desktop.pages.page import Page
from eoc_app.desktop.pages.page_scroll import PageScroll
from eoc_app.desktop.pages.refused_page import RefusedPage
from eoc_app.desktop.shell import window_place
from eoc_app.desktop.shell.calendar_export import CalendarExport
from eoc_app.desktop.shell.navigation import Navigation
from eoc_app.desktop.shell.notice import Notice
from eoc_app.desktop.shell.pages_ahead import PagesAhead
from eoc_app.desktop.shell.recent_files import RecentFiles
from eoc_app.desktop.shell.report_saving import REPORT_KEY, ReportSaving
from eoc_app.desktop.shell.snapshot_files import SnapshotFiles
from eoc_app.desktop.shell.window_keys import WindowKeys
from eoc_app.views.changes_view import ChangesView
from eoc_app.views.header_view import HeaderView
from eoc_app.views.headline_view import HeadlineView
from eoc_app.views.problem_view import ProblemView
from eoc_app.views.risk_view import RiskView
from eoc_app.views.view import View

_LEAST: Final = (880, 440)
"""What a screen of 1920 by 1080 at twice the size leaves free; larger pages are scrolled."""
_KEPT_AFTER: Final = 500
"""Milliseconds without another choice before choices are written down."""
_TITLE: Final = 200
"""Signs of a snapshot's title that a window manager is given."""


class Window(QMainWindow):
    """One snapshot on screen. It lives on whatever becomes of the reader or the file."""

    completed = QtCore.Signal()
    """Every panel of the screen has been answered."""
    opened = QtCore.Signal(str)
    """Another snapshot has taken the place of the one before."""
    theme_wanted = QtCore.Signal()

    def __init__(
        self,
        client: ReaderClient,
        session: Session,
        settings: QSettings,
        recent: RecentFiles | None = None,
    ) -> None:
        super().__init__()
        self.recent = recent or RecentFiles(Path(settings.fileName()).parent)
        self.session = session
        self._settings = settings
        self._client = client
        self._pages: dict[str, Page] = {}
        self._tabs: dict[str, list[int]] = {}
        """Which tabs stood open on screens that are drawn anew."""
        self._waiting: set[str] = set()
        self._page_is_new = True
        self._rebuilding = False
        self._shown: tuple[str, Selection] | None = None
        self._asked_otherwise = False
        self._left: tuple[Path, str, str | None] | None = None
        """What is remembered of this file."""
        self.header_view: HeaderView | None = None
        self.refusal: ProblemView | None = None
        self.gone = ""
        """How the reader ended that is not started any more; empty while there is one."""
        self.setWindowTitle("Election operations")
        self.setAcceptDrops(True)
        self._lay_out()
        self._files = SnapshotFiles(self)
        self._files.read.connect(self._take_over)
        self._files.refused.connect(self._tell_refused)
        self._files.changed.connect(self._tell)
        self._export = CalendarExport(settings, self)
        self._export.saved.connect(lambda told: self._tell(told, ""))
        self._export.failed.connect(self._tell_refused)
        self._export.bug_met.connect(self.tell_bug)
        self._offer_report()
        self._why_not = SideQuestion("risk", RiskView, self)
        self._why_not.answered.connect(self._tell_why_not)
        self._changes = SideQuestion("country_changes", ChangesView, self)
        self._changes.answered.connect(self._tell_changes)
        self._questions = (self._why_not, self._changes)
        for question in self._questions:
            question.failed.connect(self._tell_refused)
            question.bug_met.connect(self.tell_bug)
        self.record = AlertRecord(settings, self)
        self.record.clock = lambda: session.clock()  # noqa: PLW0108 - it may be changed
        self.record.refused.connect(self._tell_refused)
        self.record.bug_met.connect(self.tell_bug)
        self._add_keys()
        session.changed.connect(self.ask)
        self._keep_choices()
        session.renewed.connect(self._renew)
        self.opened.connect(self._close_explanations)
        self.pages_ahead = PagesAhead(lambda: self.is_complete, self)
        self.completed.connect(self.pages_ahead.begin)
        self._follow(client)

    def _keep_choices(self) -> None:
        # Files are written once the screen has been painted, and not for each step of a cursor.
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(_KEPT_AFTER)
        self._keeping.timeout.connect(self._keep)
        self.session.changed.connect(self._keeping.start)

    def _offer_report(self) -> None:
        self.report = ReportSaving(self._settings, self)
        self.report.saved.connect(lambda text: self._tell(text, ""))
        self.report.failed.connect(self._tell_refused)
        self.report.bug_met.connect(self.tell_bug)

    def _lay_out(self) -> None:
        self.header = HeaderBar()
        self.filters = FilterRow()
        self.navigation = Navigation()
        self.notice = Notice()
        self.stack = QStackedWidget()
        self.refused = RefusedPage()
        self.refused.file_chosen.connect(lambda name: self.open_recent(Path(name)))
        self.stack.addWidget(self.refused)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.notice)
        side.addWidget(self.stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.navigation)
        below.addLayout(side, 1)
        ground = QWidget()
        ground.setObjectName("ground")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.filters)
        layout.addLayout(below, 1)
        self.setCentralWidget(ground)
        self.setMinimumSize(*_LEAST)
        self.header.palette_requested.connect(self.open_palette)
        self.header.day_chosen.connect(self._choose_day)
        self.header.platforms_chosen.connect(
            lambda platforms: self.session.choose(platforms=tuple(platforms))
        )
        self.header.theme_toggled.connect(self.theme_wanted)
        self.filters.cleared.connect(self._clear_filter)
        self.filters.emptied.connect(lambda: self.page(self.session.screen).take_focus())
        self.navigation.screen_chosen.connect(lambda name: self.session.choose(screen=name))
        self.notice.action_taken.connect(self._act)

    def rebuild(self, dress: Callable[[], object] = lambda: None) -> None:
        """Draw everything anew, as after a change of theme, which `dress` makes.

        Each step has a turn of the event loop to itself, so that none is held for long.
        """
        self._rebuilding = True
        self._shown = None
        self._waiting = {"header"}
        told = self.notice.text if self.notice.isVisible() else ""
        self.setUpdatesEnabled(False)

        def take_down() -> None:
            for name, page in self._pages.items():
                self._tabs[name] = [bar.currentIndex() for bar in page.findChildren(QTabBar)]
            self._pages.clear()
            ground = self.takeCentralWidget()
            if ground is not None:
                ground.deleteLater()

        def put_up() -> None:
            self._lay_out()
            if told:
                self.notice.tell(told)
            if self.header_view is not None:
                self.header.show_view(self.header_view)

        def finish() -> None:
            self._rebuilding = False
            self.setUpdatesEnabled(True)
            self.ask()

        self._in_turn(take_down, dress, put_up, finish)

    def _in_turn(self, *steps: Callable[[], object]) -> None:
        if steps:
            first, *others = steps

            def act() -> None:
                first()
                self._in_turn(*others)

            QTimer.singleShot(0, self, act)

    def _add_keys(self) -> None:
        keys: dict[str, Any] = {
            "Ctrl+K": self.open_palette,
            "Ctrl+O": self.choose_file,
            "Ctrl+E": self.export_calendar,
            WHY_NOT_KEY: self.ask_why_not,
            CHANGES_KEY: self.ask_changes,
            "F5": self.session.renew,
            "Alt+Left": self.session.go_back,
            "Alt+Right": self.session.go_ahead,
            "Ctrl+Left": lambda: self._move_day(-1),
            "Ctrl+Right": lambda: self._move_day(1),
            "Ctrl+Shift+L": self.theme_wanted.emit,
            REPORT_KEY: self.report.choose,
        }
        for name in filter(key_of, SCREENS):
            keys[key_of(name)] = lambda name=name: self.session.choose(screen=name)
        WindowKeys(self, keys)

    # The line to the reader

    def _follow(self, client: ReaderClient) -> None:
        client.answered.connect(self._take_answer)
        client.answered_beside.connect(self._export.take)
        for question in self._questions:
            client.answered_beside.connect(question.take)
        client.answered_beside.connect(lambda _: self._ask_beside())
        client.bug_met.connect(self._take_bug)
        client.refused.connect(self._take_refusal)
        client.restarted.connect(self._tell_restart)
        client.given_up.connect(self._tell_given_up)
        client.stalled.connect(
            lambda seconds: self.notice.tell(reader_words.stalled(seconds), reader_words.RESTART)
        )
        client.resumed.connect(lambda: self.notice.take_back(reader_words.RESTART))
        self._files.watch(client.path)
        if self.record.is_followed:
            self.record.follow(client.path)

    @property
    def client(self) -> ReaderClient:
        """The line to the reader of the snapshot on screen."""
        return self._client

    def start(self) -> None:
        """Show the session's screen; its question has been asked already, unless it is another."""
        if self._asked_otherwise:
            self.ask()
        else:
            self._shown = (self.session.screen, self.session.selection)
            self._show_screen(asked(self.session.screen))

    def ask(self) -> None:
        """Ask for the session's screen; where the file was refused, say so again."""
        if self.refusal is not None:
            self._take_refusal(self.refusal)
            return
        panels = self._wanted()
        self._show_screen(panels)
        self._client.ask(self.session.selection, panels)
        if self.gone:
            self._give_up_waiting()

    def _wanted(self) -> tuple[str, ...]:
        """The panels to ask for: where only weights have moved, those that know of weights.

        A slider is followed that way; what is still awaited is asked for with them.
        """
        screen, now = self.session.screen, self.session.selection
        before, self._shown = self._shown, (screen, now)
        every = asked(screen)
        if before is None or before[0] != screen or before[1].weights == now.weights:
            return every
        if replace(before[1], now_at=now.now_at, weights=now.weights) != now:
            return every
        weighed = self.page(screen).weighed
        return tuple(name for name in every if name in self._waiting or name in weighed) or every

    def _renew(self) -> None:
        """Ask for what the wall clock changes; nobody waits for it, so nothing tells of a wait."""
        if self.refusal is None and not self.gone and not self._waiting and not self._rebuilding:
            panels = ("header", *self.page(self.session.screen).clocked)
            self._waiting = set(panels)
            self._client.ask(self.session.selection, panels)

    def _show_screen(self, panels: tuple[str, ...]) -> None:
        page = self.page(self.session.screen)
        self._waiting = set(panels)
        page.set_loading(panels)
        page.follow(self.session.selection)
        place = self._scroll_of(page)
        if self.stack.currentWidget() is not place:
            self.stack.setCurrentWidget(place)
            self._page_is_new = True
        self._show_filters()
        self.navigation.show_screen(self.session.screen)
        self.navigation.mark_weights(set=bool(self.session.selection.weights))

    def page(self, screen: str) -> Page:
        """The page of a screen, made when it is first wanted."""
        if screen not in self._pages:
            page = make_page(screen)
            page.country_chosen.connect(self.open_country)
            page.table_requested.connect(self.open_table)
            page.selection_changed.connect(lambda changes: self.session.choose(**changes))
            page.why_not_requested.connect(self.ask_why_not)
            page.changes_requested.connect(self.ask_changes)
            page.export_requested.connect(self.export_calendar)
            if page.shows_record:
                self.record.follow(self._client.path)
                page.attach_record(self.record)
            for bar, place in zip(
                page.findChildren(QTabBar), self._tabs.pop(screen, ()), strict=False
            ):
                bar.setCurrentIndex(place)
            self._pages[screen] = page
            self.stack.addWidget(PageScroll(page))
        return self._pages[screen]

    def _scroll_of(self, page: Page) -> QWidget:
        """The part of the stack that a page is scrolled in."""
        return next(
            place
            for place in map(self.stack.widget, range(self.stack.count()))
            if isinstance(place, PageScroll) and place.widget() is page
        )

    @property
    def is_complete(self) -> bool:
        """Whether every panel of the screen has been answered."""
        return not self._waiting

    @property
    def is_readable(self) -> bool:
        """Whether every panel of the screen has been answered but for those that take long."""
        return self._waiting <= set(SCREENS[self.session.screen].later)

    @property
    def failed_panels(self) -> set[str]:
        """Panels of the screen in whose place a problem stands."""
        return self.page(self.session.screen).failed

    def _take_answer(self, answer: Answer) -> None:
        if self._rebuilding:
            # It will be asked for again, by the page that is to show it.
            return
        if answer.panel == "header":
            header = held_to(answer.view, HeaderView.__name__)
            if isinstance(header, HeaderView):
                self._take_header(header)
            elif isinstance(header, ProblemView):
                self.page(self.session.screen).take_answer(replace(answer, view=header))
                self.notice.tell(reader_words.no_header(header), reader_words.TRY_AGAIN)
        else:
            self.page(self.session.screen).take_answer(answer)
            self._learn_period(answer.view)
            if answer.panel == "headline" and isinstance(answer.view, HeadlineView):
                self.session.adopt(answer.view.code)
                self._show_filters()
        self._settle(answer.panel)

    def _show_filters(self) -> None:
        """Name what narrows the screen, and say of platforms whether it knows of them."""
        heeded = SCREENS[self.session.screen].narrowed_by
        self.filters.show_filters(self.session.selection, heeded)
        self.header.show_platforms(self.session.selection.platforms, heeded="platforms" in heeded)

    def _learn_period(self, view: object) -> None:
        """Take the name of the chosen period from an answer that it narrows."""
        found = view.narrowed if isinstance(view, View) else ()
        for text in (one.text for one in found if one.name == "period"):
            self.filters.name_period(self.session.selection.period_id or "", text)
            self._show_filters()

    def _take_bug(self, bug: Bug) -> None:
        if self._rebuilding:
            return
        self.page(self.session.screen).take_bug(bug)
        if bug.panel == "header":
            self.tell_bug(bug.traceback)
        self._settle(bug.panel)

    def _settle(self, panel: str) -> None:
        self._waiting.discard(panel)
        if self.is_readable and self._page_is_new:
            self._page_is_new = False
            self.page(self.session.screen).take_focus()
        if not self._waiting:
            self.completed.emit()

    def _take_header(self, view: HeaderView) -> None:
        self.header_view = view
        self._keeping.start()
        self.header.show_view(view)
        speak_for(view, self._client.path.name)
        self.page(self.session.screen).show_window(view)
        title = " ".join(view.title[:_TITLE].split())
        self.setWindowTitle(f"{title} \u2013 {view.as_of_text}")

    def _take_refusal(self, problem: ProblemView) -> None:
        self.refusal = problem
        self.page(self.session.screen).failed = set(asked(self.session.screen))
        self.refused.show_problem(problem, self._other_files())
        self.stack.setCurrentWidget(self.refused)
        self._waiting.clear()
        self.completed.emit()

    def _tell_restart(self, how: str) -> None:
        self._ask_beside()
        self.notice.tell(reader_words.restarted(how))

    def _tell_given_up(self, how: str) -> None:
        self.gone = how
        self._export.give_up(f"the reader keeps stopping ({how})")
        for question in self._questions:
            question.give_up()
        self._give_up_waiting()

    def _give_up_waiting(self) -> None:
        """Put words in the place of every answer that will not come: figures of before may lie."""
        page = self.page(self.session.screen)
        for panel in self._waiting:
            page.take_answer(
                Answer(
                    ticket=0, panel=panel, view=reader_words.unread(self.gone), traces=(), last=True
                )
            )
        shown = any(page.view(panel) is not None for panel in page.frames)
        self.notice.tell(reader_words.given_up(self.gone, some_shown=shown), reader_words.TRY_AGAIN)
        self._waiting.clear()
        self.completed.emit()

    # What the person does

    def open_country(self, code: str) -> None:
        """Go to a country's page; a period of another country is left behind."""
        period = {} if code == self.session.selection.country_code else {"period_id": None}
        self.session.choose(screen="country", country_code=code, **period)

    def _clear_filter(self, name: FilterName) -> None:
        """Widen the screen again; where it is of one country, all of them are the overview's."""
        screen = self.session.screen
        back = "overview" if name == "country" and screen == "country" else screen
        self.session.choose(screen=back, **cleared(name))

    def open_table(self, view: View) -> None:
        """Show a view's table twin."""
        from eoc_app.desktop.tables.table_dialog import TableDialog  # noqa: PLC0415

        dialog = TableDialog(view, self)
        dialog.table.country_chosen.connect(self.open_country)
        self._open_beside(dialog)

    def _open_beside(self, dialog: QDialog) -> None:
        """Open what tells of this snapshot: beside another it would be taken for that one's."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.opened.connect(dialog.reject)
        dialog.open()

    def _close_explanations(self) -> None:
        for dialog in self.findChildren(ExplanationDialog):
            dialog.reject()

    def open_palette(self) -> None:
        """Offer every country and screen by name."""
        from eoc_app.desktop.shell.palette import choices, open_palette  # noqa: PLC0415

        countries = self.header_view.countries if self.header_view else ()
        open_palette(self, choices(countries, self._other_files()), self._chosen)

    def _chosen(self, kind: str, key: str) -> None:
        if kind == "country":
            self.open_country(key)
        elif kind == "screen":
            self.session.choose(screen=key)
        elif kind == "file":
            self.open_recent(Path(key))
        elif key == "open":
            self.choose_file()
        elif key == "export":
            self.export_calendar()
        elif key == "why_not":
            self.ask_why_not()
        elif key == "changes":
            self.ask_changes()
        elif key == "theme":
            self.theme_wanted.emit()
        elif key == "report":
            self.report.choose()

    def _choose_day(self, on: date) -> None:
        view = self.header_view
        if view is not None:
            on = min(max(on, view.window_starts_on), view.window_ends_on)
            self.session.choose(as_of_on=None if on == view.window_ends_on else on)

    def _move_day(self, days: int) -> None:
        view = self.header_view
        if view is not None:
            on = self.session.selection.as_of_on or view.window_ends_on
            self._choose_day(date.fromordinal(on.toordinal() + days))

    # Files

    def choose_file(self) -> None:
        """Ask which snapshot to open."""
        folder = str(self._client.path.parent)
        name, _ = QFileDialog.getOpenFileName(
            self, "Open a snapshot", folder, "Snapshots (*.duckdb);;All files (*)"
        )
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Open another snapshot; the one on screen stays until the other has answered."""
        self._files.open(path, self.session.selection)

    def _other_files(self) -> tuple[Path, ...]:
        """What was opened here before, but for what is on screen."""
        there = self._client.path if self.refusal is None else None
        return tuple(Path(one.path) for one in self.recent.files if Path(one.path) != there)

    def open_recent(self, path: Path) -> None:
        """Open a file again; one that has gone is told and offered no more."""
        if os.path.exists(path):  # noqa: PTH110 - which no name of a file makes fail
            self.open_file(path)
            return
        self.recent.forget(path)
        self._tell_refused(
            ProblemView(
                what="The snapshot is not there any more",
                why="it was moved, renamed or deleted, or its disk is not connected",
                remedy="open it where it is now (Ctrl+O); it is offered here no more",
                file=str(path),
            )
        )

    def export_calendar(self) -> None:
        """Ask where the restriction periods shall go, and write them there."""
        view = self.header_view
        if self.refusal is not None:
            self._tell_refused(self.refusal)
        elif self.gone:
            self._tell_refused(reader_words.unread(self.gone))
        elif view is not None:
            day = view.cursor_on.isoformat()
            if self._export.choose(self._client, self.session.selection, day):
                self._ask_beside()

    def _ask_beside(self) -> None:
        """Ask one question beside that of the screen: a second one would take its place."""
        if self.refusal is not None or self.gone:
            return
        if not any(question.ask(self._client) for question in self._questions):
            self._export.ask(self._client)

    def ask_why_not(self) -> None:
        """Ask why the country chosen, and each of its signals, is not flagged."""
        self._ask_of_country(self._why_not, "Why not flagged?")

    def ask_changes(self) -> None:
        """Ask what changed of the country chosen, and why."""
        self._ask_of_country(self._changes, "What changed?")

    def _ask_of_country(self, question: SideQuestion, words: str) -> None:
        if self.refusal is not None:
            self._tell_refused(self.refusal)
        elif self.gone:
            self._tell_refused(reader_words.unread(self.gone))
        elif self.session.selection.country_code is None:
            self.notice.tell(f"{words} Choose a country first: on the map or with Ctrl+K.")
        else:
            question.choose(self.session.selection)
            self._ask_beside()

    def _tell_why_not(self, view: RiskView) -> None:
        from eoc_app.desktop.country.why_not_dialog import WhyNotDialog  # noqa: PLC0415

        self._open_beside(WhyNotDialog(view, self))

    def _tell_changes(self, view: ChangesView) -> None:
        from eoc_app.desktop.changes.country_changes_dialog import CountryChangesDialog  # noqa: PLC0415

        self._open_beside(CountryChangesDialog(view, self))

    def _take_over(self, client: ReaderClient) -> None:
        self._remember()
        self._export.give_up("another snapshot was opened meanwhile")
        for question in self._questions:
            question.give_up()
        self._client.close()
        self._client.deleteLater()
        self._client = client
        self._shown = None
        self.refusal = None
        self.gone = ""
        self._follow(client)
        self.notice.hide()
        self.session.start_over()
        self.opened.emit(str(client.path))

    def _tell(self, text: str, act: str) -> None:
        self.notice.tell(text, act)

    def _tell_refused(self, problem: ProblemView) -> None:
        dialog = ProblemDialog(problem, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def tell_bug(self, trace: str) -> None:
        """Say that the program is at fault, and offer what its maintainers need."""
        dialog = CrashDialog(trace, self)
        dialog.report_requested.connect(self.report.choose)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _act(self, act: str) -> None:
        """Do what a notice offered."""
        self.notice.hide()
        if act == reader_words.RESTART:
            self._client.restart()
        elif act == reader_words.STOP_OPENING:
            self._files.close()
        else:
            self.open_file(self._client.path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_file(Path(event.mimeData().urls()[0].toLocalFile()))

    # State

    def _keep(self) -> None:
        """Keep what was chosen for the next time."""
        preferences.keep(self._settings, self.session.selection)
        self._remember()

    def _remember(self) -> None:
        """Keep where this file is left, for the next time that it is opened."""
        code = self.session.selection.country_code
        left = self._client.path, self.session.screen, code
        if self.header_view is not None and self.refusal is None and left != self._left:
            self._left = left
            self.recent.remember(*left)

    def restore(self, room: str | None = None, size: tuple[int, int] | None = None) -> None:
        """Take the size, the place and the choices of the last time, but for a zone that is given.

        A screen that looks another with other choices is asked for again.
        """
        kept = preferences.kept(self._settings) | ({"room_zone": room} if room else {})
        other_budget = kept["alarms_per_shift"] != self.session.selection.alarms_per_shift
        changed = self.session.prefer(**kept)
        asked_for = asked(self.session.screen)
        self._asked_otherwise = (changed and self.session.screen == "restrictions") or (
            other_budget and "alarms" in asked_for
        )
        window_place.restore(self, self._settings, size)

    def closeEvent(self, event: QCloseEvent) -> None:
        window_place.keep(self, self._settings)
        self._keep()
        self._files.close()
        self.record.close()
        self._client.close()
        super().closeEvent(event)
