"""The alarms page: what a shift should look at, and whether we were right before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from eoc_app.core.problem import Problem
from eoc_app.desktop.alarms.alarm_board import AlarmBoard
from eoc_app.desktop.alarms.alarm_budget_row import AlarmBudgetRow
from eoc_app.desktop.alarms.record_actions import KEYS
from eoc_app.desktop.alarms.record_board import RecordBoard
from eoc_app.desktop.alarms.record_miss import MissDialog
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.problem_dialog import ProblemDialog
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.pages.page import Page
from eoc_app.domain.alarms.alarm_record import Outcome
from eoc_app.ledger import happened, not_yet_raised, of_signal, on_record
from eoc_app.views.alarms_view import AlarmRow, AlarmsView
from eoc_app.views.any_view import AnyView
from eoc_app.views.header_view import HeaderView
from eoc_app.views.problem_view import ProblemView, Trace

if TYPE_CHECKING:
    from eoc_app.core.selection import Selection
    from eoc_app.desktop.alarms.alert_record import AlertRecord
    from eoc_app.desktop.alarms.record_view import RecordView


class AlarmsPage(Page):
    """Alarms and notes of the day on the left, our own record on the right."""

    shows_record = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("alarms", parent)
        gap = current().space.s
        self._record: AlertRecord | None = None
        self._header: HeaderView | None = None
        self._country: str | None = None
        self.budget, self.board, self.ours = AlarmBudgetRow(), AlarmBoard(), RecordBoard()
        self.budget.budget_chosen.connect(
            lambda wanted: self.selection_changed.emit({"alarms_per_shift": wanted})
        )
        self.board.raise_requested.connect(self._raise)
        left = QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(gap)
        down.addWidget(self.budget)
        down.addWidget(self.add_card("alarms", self.board, "Alarms"), 1)
        self.record_frame = PanelFrame(self.ours, "Our record", parent=self)
        self.record_frame.table_requested.connect(self._table_of_record)
        self.ours.country_chosen.connect(self.country_chosen)
        self.ours.damage_requested.connect(self._show_damage)
        acts = self.ours.acts
        acts.marked.connect(self._mark)
        acts.miss_requested.connect(self._record_miss)
        acts.withdrawn.connect(self._withdraw)
        acts.undone.connect(self._undo)
        acts.role_chosen.connect(self._keep_role)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.setHandleWidth(gap)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(self.record_frame)
        sides.setSizes([640, 360])
        sides.setStretchFactor(0, 64)
        sides.setStretchFactor(1, 36)
        self._sides = sides
        layout = QHBoxLayout(self)
        layout.setContentsMargins(gap, gap, gap, gap)
        layout.addWidget(sides)
        for key in ("R", *KEYS):
            # Of the whole screen: a key that needs a line of one side leads there from the other.
            QShortcut(QKeySequence(key), self).activated.connect(lambda key=key: self._press(key))

    # What is shown

    def attach_record(self, record: AlertRecord) -> None:
        """Show this record and write to it."""
        self._record = record
        record.changed.connect(self._show_record)
        record.unreadable.connect(self._show_unreadable)
        record.added.connect(self._tell_added)
        record.refused.connect(self._tell_refused)
        self.ours.acts.show_role(record.role)
        if record.view is not None:
            self._show_record(record.view)
        else:
            self.record_frame.set_loading()
            record.renew()

    def follow(self, selection: Selection) -> None:
        """Look at the file again whenever the screen is shown anew."""
        self._country = selection.country_code
        if self._record is not None:
            self._record.renew()

    def show_window(self, view: HeaderView) -> None:
        """Learn which snapshot speaks."""
        self._header = view

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw the alarms; the budget stands above them, also where there are none."""
        super().show_panel(panel, view, traces)
        if isinstance(view, AlarmsView):
            self.budget.show_view(view)

    def for_paper(self) -> None:
        """Only what the snapshot says: our record is no part of it."""
        super().for_paper()
        self.budget.for_paper()
        self.record_frame.hide()

    def _show_record(self, view: RecordView) -> None:
        self.record_frame.show_view(view)
        self.board.show_record(view)
        self.ours.set_undo(possible=self._record is not None and self._record.can_undo)

    def _show_unreadable(self, problem: ProblemView) -> None:
        self.record_frame.show_problem(problem)

    def _tell_added(self, told: str) -> None:
        self.ours.acts.clear_note()
        self.ours.acts.say(f"{told}. It stays in the file; Ctrl+Z takes it back.")

    def _tell_refused(self, problem: ProblemView) -> None:
        self.ours.acts.say(problem.what, "warning")
        self.board.offer_again()

    def _table_of_record(self) -> None:
        if self._record is not None and self._record.view is not None:
            self.table_requested.emit(self._record.view)

    def _show_damage(self) -> None:
        view = self._record.view if self._record is not None else None
        if view is not None and view.damage:
            shown, *others = view.damage
            if others:
                also = "; ".join(f"{one.what}, line {one.row}" for one in others[:6])
                shown = msgspec.structs.replace(shown, why=f"{shown.why}. Also: {also}")
            self._open(ProblemDialog(shown, self))

    # What the person does

    def _press(self, key: str) -> None:
        on = QApplication.focusWidget()
        act = KEYS.get(key)
        if act == "undo":
            self._ask_to_undo()
        elif act == "miss":
            self.ours.acts.buttons[act].click()
        elif (self.ours if act else self.board).isAncestorOf(on or self):
            (self.ours.acts.buttons[act].click if act else self.board.ask_to_raise)()
        elif act:
            self.ours.tabs.setCurrentIndex(0)
            self.ours.lines.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ours.acts.say(f"{key} acts on the line chosen here: press it again.")
        else:
            self.board.alarms.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ours.acts.say("R raises the alarm chosen on the left: press it again.")

    def _raise(self, row: AlarmRow) -> None:
        view, record, header = self.view("alarms"), self._record, self._header
        if record is None or header is None or not isinstance(view, AlarmsView):
            return
        try:
            entry = of_signal(row, header.snapshot_id, view.per_shift, record.now())
        except Problem as problem:
            self._open(ProblemDialog(ProblemView(**problem.as_record()), self))
            return
        self._tell_writing()
        record.add(entry, f"Raised: {row.name}, {row.title}", not_yet_raised(entry))

    def _mark(self, verdict: str, note: str) -> None:
        row, role = self.ours.chosen, self.ours.acts.role
        if self._record is None or row is None or role is None or not row.alarm_id:
            return
        outcome = Outcome(
            alarm_id=row.alarm_id,
            verdict=verdict,  # type: ignore[arg-type]
            marked_by=role,
            marked_at=self._record.now(),
            note=note,
        )
        told = f"Marked as {verdict.replace('_', ' ')}: {row.name}, {row.what}"
        self._tell_writing()
        self._record.add(outcome, told, on_record(row.alarm_id))

    def _record_miss(self) -> None:
        role, header = self.ours.acts.role, self._header
        if self._record is None or role is None:
            return
        on = header.cursor_on if header is not None else self._record.now().date()
        exercise = header.exercise if header is not None else False
        dialog = MissDialog(on, self._country, exercise=exercise, parent=self)
        dialog.accepted.connect(lambda: self._add_miss(dialog))
        self._open(dialog)

    def _add_miss(self, dialog: MissDialog) -> None:
        role = self.ours.acts.role
        if self._record is not None and role is not None:
            miss = dialog.miss(role, self._record.now())
            self._tell_writing()
            told = f"A miss is on record: {miss.country_code}, {miss.day.isoformat()}"
            self._record.add(miss, told, happened(miss))

    def _withdraw(self) -> None:
        row, role = self.ours.chosen, self.ours.acts.role
        if self._record is None or row is None or role is None:
            return
        marked = row.mark_number is not None
        number = row.mark_number if row.mark_number is not None else row.number
        what = "The mark of" if marked else "Withdrawn:"
        end = " is withdrawn" if marked else ""
        self._tell_writing()
        self._record.withdraw(number, f"{what} {row.name}, {row.what}{end}", role)

    def _tell_writing(self) -> None:
        # Another program may hold the file for seconds.
        self.ours.acts.say("Being written\N{HORIZONTAL ELLIPSIS}")

    def _ask_to_undo(self) -> None:
        if self._record is not None and self._record.can_undo:
            self.ours.acts.ask_to_undo()
        else:
            self.ours.acts.say("There is nothing here to undo.")

    def _undo(self) -> None:
        role = self.ours.acts.role
        if self._record is not None and self._record.can_undo and role is not None:
            self._tell_writing()
            self._record.undo(role)

    def _keep_role(self, role: object) -> None:
        if self._record is not None:
            self._record.role = role  # type: ignore[assignment]

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
