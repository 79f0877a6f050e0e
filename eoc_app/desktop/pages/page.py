"""What every page does: cards around widgets, each filled by one panel's answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eoc_app.conversation.wire import Answer, Bug
from eoc_app.core.selection import Selection, widest
from eoc_app.desktop.kit.answer_kind import held_to
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.screens import SCREENS
from eoc_app.views.any_view import AnyView
from eoc_app.views.header_view import HeaderView
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.view import View

if TYPE_CHECKING:
    from eoc_app.desktop.alarms.alert_record import AlertRecord


class Page(QWidget):
    """One screen. Cards are kept by the name of the panel that fills them."""

    country_chosen = QtCore.Signal(str)
    table_requested = QtCore.Signal(object)
    """A view whose table twin is wanted."""
    selection_changed = QtCore.Signal(dict)
    """Parts of the selection that the page's own controls changed; `screen` to go to another."""
    why_not_requested = QtCore.Signal()
    """Why the country chosen is not flagged is to be told."""
    changes_requested = QtCore.Signal()
    """What changed of the country chosen is to be told."""
    export_requested = QtCore.Signal()
    """The restriction calendar is to be exported."""

    focus_panel = ""
    """The panel whose card takes the keyboard first; the first one where none is named."""
    clocked: tuple[str, ...] = ()
    """Panels that say what is by the wall clock."""
    later: ClassVar[Mapping[str, type[View]]] = {}
    """Panels without a card, by the kind of their views: they complete what others show."""
    weighed: tuple[str, ...] = ()
    """Panels that know of what-if weights."""
    shows_record = False
    """Whether the page shows our own record of alerts; only who looks at it waits for its file."""

    def __init__(self, screen: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = screen
        self.frames: dict[str, PanelFrame] = {}
        self._views: dict[str, AnyView] = {}
        self.failed: set[str] = set()

    @property
    def panels(self) -> tuple[str, ...]:
        """The panels that this page asks for."""
        return SCREENS[self.name].panels

    def add_card(
        self, panel: str, content: Content, name: str, *, table: bool = True
    ) -> PanelFrame:
        """Put a widget into a card that a panel's views fill."""
        frame = PanelFrame(content, name, table=table, parent=self)
        frame.table_requested.connect(lambda: self._ask_for_table(panel))
        frame.widened.connect(lambda names: self.selection_changed.emit(widest(names)))
        if content.country_chosen is not None:
            content.country_chosen.connect(self.country_chosen)
        if content.period_chosen is not None:
            content.period_chosen.connect(self.choose_period)
        self.frames[panel] = frame
        return frame

    def choose_period(self, period_id: str) -> None:
        """Go to a restriction period, where all that is known of it stands."""
        self.selection_changed.emit({"screen": "restrictions", "period_id": period_id})

    def tick(self, now: datetime) -> bool:
        """Count down to this moment; whether something that was awaited has come."""
        # Each one must learn of the moment, so none is skipped once one has said yes.
        come = [frame.content.tick(now) for frame in self.frames.values()]
        return any(come)

    def follow(self, selection: Selection) -> None:
        """Learn what is looked at when a question is asked; most pages have no use for it."""

    def attach_record(self, record: AlertRecord) -> None:
        """Show this record and write to it; only for a page that `shows_record`."""

    def set_loading(self, panels: Iterable[str] | None = None) -> None:
        """Say on every card, or on those of some panels, that an answer is on its way."""
        for panel in self.frames if panels is None else panels:
            self.failed.discard(panel)
            if panel in self.frames:
                self.frames[panel].set_loading()

    def view(self, panel: str) -> AnyView | None:
        """What a card shows, where it shows a view."""
        return self._views.get(panel)

    def take_focus(self) -> None:
        """Put the keyboard where it is of most use on this page."""
        self.frames[self.focus_panel or self.panels[0]].content.setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def take_answer(self, answer: Answer) -> None:
        """Fill the card of the panel that the answer is of, or say in words why it is not filled.

        What has no card completes what others show, so that it is told there where it fails.
        """
        panel, frame, view = answer.panel, self.frames.get(answer.panel), answer.view
        if frame is not None:
            view = held_to(view, frame.content.drawn_kind())
        elif panel in self.later:
            view = held_to(view, self.later[panel].__name__)
        if not isinstance(view, ProblemView):
            self.failed.discard(panel)
            if frame is not None:
                self.show_panel(panel, view, answer.traces)
            return
        self.failed.add(panel)
        self._views.pop(panel, None)
        if frame is not None:
            frame.show_problem(view)
        elif panel in self.later:
            self._miss(view)

    def show_panel(self, panel: str, view: AnyView, traces: tuple[Trace, ...]) -> None:
        """Draw a view in its card."""
        self._views[panel] = view
        self.failed.discard(panel)
        frame = self.frames[panel]
        frame.show_view(view)
        frame.set_traces(traces)

    def take_bug(self, bug: Bug) -> None:
        """Say on one card that the program is at fault."""
        frame = self.frames.get(bug.panel)
        self.failed.add(bug.panel)
        self._views.pop(bug.panel, None)
        if frame is not None:
            frame.show_bug(bug.traceback)
        elif bug.panel in self.later:
            error = bug.traceback.splitlines()[-1:]
            why = ": ".join(("the program is at fault", *error))
            self._miss(ProblemView(what="It was not drawn", why=why, remedy=""))

    def _miss(self, problem: ProblemView) -> None:
        """Say in what is shown that what would complete it does not come."""
        for panel, view in list(self._views.items()):
            shown = view.without_later(problem)
            if shown is not view:
                self.frames[panel].show_view(shown)
                self._views[panel] = shown

    def show_window(self, view: HeaderView) -> None:
        """Learn which days the snapshot speaks of; most pages have no use for it."""

    def for_paper(self) -> None:
        """Print the queries under every card, and leave out what only a hand can use."""
        for frame in self.frames.values():
            frame.show_sources(True)
            frame.content.for_paper()

    def whole(self, most: int) -> list[str]:
        """Give every card the height at which nothing has to be scrolled to.

        No card becomes higher than `most` pixels, unless its content is `never_cut`; the titles of
        those that would are given back.
        """
        cut = []
        for panel, frame in self.frames.items():
            if frame.state not in ("ready", "renewing"):
                continue
            height = frame.content.whole_height(frame.content.width())
            if height is None:
                continue
            if height > most and not frame.content.never_cut:
                view = self._views.get(panel)
                cut.append(view.title if isinstance(view, View) else panel)
                height = most
            around = max(0, frame.height() - frame.content.height())
            frame.setMinimumHeight(around + max(frame.content.minimumHeight(), height))
        return cut

    def _ask_for_table(self, panel: str) -> None:
        view = self._views.get(panel)
        if isinstance(view, View):
            self.table_requested.emit(view)
