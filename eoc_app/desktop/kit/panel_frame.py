"""The card around every chart: the finding above it, its sources below, its state in between."""

from __future__ import annotations

from typing import Final, Literal

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.explanation_dialog import ExplanationDialog
from eoc_app.desktop.kit.icon_button import IconButton
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.message_pane import MessagePane
from eoc_app.desktop.kit.panel_heading import PanelHeading
from eoc_app.desktop.kit.theme import current
from eoc_app.views.problem_view import ProblemView, Trace
from eoc_app.views.view import View

_SQUEEZED: Final = 250
"""Below this width the exercise stamp stands under the buttons and not beside them."""
PATIENCE: Final = 150
"""Milliseconds before a wait is shown; a shorter one would only flicker."""

State = Literal["blank", "loading", "renewing", "ready", "empty", "failed", "bug"]


class PanelFrame(QFrame):
    """A card. `content` draws its views; `name` is said until there is a finding."""

    table_requested = QtCore.Signal()
    widened = QtCore.Signal(tuple)
    """Names of the filters that emptied the card and shall be cleared."""

    def __init__(
        self,
        content: Content,
        name: str,
        *,
        table: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.content = content
        self._name = name
        self._state: State = "blank"
        self._stamped_below = False
        self._filled = False
        self._view: View | None = None
        self._traces: tuple[Trace, ...] = ()
        look = current()
        self.setObjectName("panel")
        self.setAccessibleName(name)

        head = self._make_head(table=table)
        self._skeleton = _Skeleton(self)
        self._message = MessagePane(self)
        self._message.widened.connect(self.widened)
        self._stack = QStackedLayout()
        for part in (self._skeleton, content, self._message):
            self._stack.addWidget(part)
        self._footnote = Label(role="mute", size=look.size.small, parent=self)
        self._source_line = Label(role="mute", size=look.size.small, parent=self)
        self._footnote.hide()
        self._source_line.hide()

        inside = QVBoxLayout(self)
        inside.setContentsMargins(look.space.m, look.space.s, look.space.m, look.space.s)
        inside.setSpacing(look.space.xs)
        inside.addLayout(head)
        inside.addLayout(self._stack, 1)
        inside.addWidget(self._footnote)
        inside.addWidget(self._source_line)

        # The keyboard comes to the figures first, then to the buttons above them.
        for earlier, later in ((content, self._sources), (self._sources, self._table)):
            QWidget.setTabOrder(earlier, later)
        self._veil = _Veil(self)
        self._veil.hide()
        content.installEventFilter(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE)
        self._wait.timeout.connect(self._show_waiting)

    def _make_head(self, *, table: bool) -> QHBoxLayout:
        look = current()
        self._heading = PanelHeading(self)
        self._heading.set_words(self._name, "")
        self._stamp = _Stamp(self)
        self._stamp.hide()
        self._sources = IconButton("source", "What this shows, and where it comes from", self)
        self._sources.clicked.connect(self.explain)
        self._sources.hide()
        self._table = IconButton("table", "Show as a table (T)", self)
        self._table.clicked.connect(self.table_requested)
        self._table.setVisible(table)
        head = QHBoxLayout()
        head.setSpacing(look.space.s)
        head.addWidget(self._heading, 1)
        self._marks = QGridLayout()
        self._marks.setSpacing(look.space.s)
        self._marks.setRowStretch(2, 1)
        for place, mark in enumerate((self._stamp, self._sources, self._table)):
            self._marks.addWidget(mark, 0, place, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._marks)
        if table:
            key = QShortcut(QKeySequence(Qt.Key.Key_T), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.table_requested)
        return head

    @property
    def state(self) -> State:
        """What the card shows now."""
        return self._state

    def show_view(self, view: View) -> None:
        """Show the finding and what it rests on, or why there is nothing to show."""
        self._settle("empty" if view.empty else "ready")
        # While it waited the card said so.
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.heard)
        if view == self._view:
            self._stack.setCurrentWidget(self._message if view.empty else self.content)
            return
        self._view = view
        self._heading.set_words(view.title, view.subtitle)
        self._set_footnote(view.footnote)
        # Stamped unless nothing in it is synthetic, or its own drawing bears the stamp.
        stamped = self.content.stamps_itself and not view.empty
        self._stamp.setVisible(view.is_exercise and not stamped)
        self._offer_explanation()
        if view.empty:
            self._message.show_empty(view.empty, () if self._printed else view.ways_out)
            self._stack.setCurrentWidget(self._message)
            return
        self.content.show_view(view)
        self._filled = True
        self._stack.setCurrentWidget(self.content)

    def show_problem(self, problem: ProblemView) -> None:
        """Show what could not be done in place of figures; old figures do not stay."""
        self._message.show_problem(problem)
        self._fail("failed", problem.what)

    def show_bug(self, traceback: str) -> None:
        """Show that the program is at fault, with its details to copy."""
        self._message.show_bug(traceback)
        self._fail("bug", "a fault in the program")

    def set_loading(self) -> None:
        """Say that an answer is on its way, once it takes longer than a moment."""
        if not self._wait.isActive() and self._state not in ("loading", "renewing"):
            self._wait.start()

    def set_traces(self, traces: tuple[Trace, ...]) -> None:
        """Name the queries behind the figures, with the first digits of their digests."""
        if traces == self._traces:
            return
        self._traces = traces
        self._offer_explanation()
        self._set_source_line()

    def explain(self) -> ExplanationDialog:
        """Open what the card shows and how to read it; where it comes from is a click further."""
        view = self._view
        dialog = ExplanationDialog(
            view.title if view else self._name,
            view.explained if view else "",
            self._traces,
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _offer_explanation(self) -> None:
        explained = self._view.explained if self._view is not None else ""
        self._sources.setVisible(not self._printed and bool(explained or self._traces))
        self._sources.setAccessibleDescription(explained)

    def show_sources(self, shown: bool) -> None:  # noqa: FBT001
        """Print the queries under the figures and leave out the buttons, as on paper."""
        self._printed = shown
        self._table.setVisible(not shown)
        self._offer_explanation()
        self._set_source_line()

    _printed = False

    def _set_source_line(self) -> None:
        self._source_line.setText(
            "from " + ", ".join(f"{trace.query} {trace.digest[:6]}" for trace in self._traces)
        )
        self._source_line.setVisible(self._printed and bool(self._traces))

    def _set_footnote(self, text: str) -> None:
        self._footnote.setText(text)
        self._footnote.setVisible(bool(text))

    def _fail(self, state: State, what: str) -> None:
        self._settle(state)
        self._view = None
        self._heading.set_words(self._name, "")
        self._set_footnote("")
        self._stamp.hide()
        self.setAccessibleName(f"{self._name}: {what}")
        self.setAccessibleDescription("")
        self._stack.setCurrentWidget(self._message)

    def _settle(self, state: State) -> None:
        self._wait.stop()
        self._veil.hide()
        if state != self._state:
            self._state = state
            self.update()

    def _show_waiting(self) -> None:
        if self._state in ("ready", "empty") and self._filled:
            self._state = "renewing"
            if self._view is not None:
                self.setAccessibleName(f"Being read anew; until then: {self._view.title}")
            self._place_veil()
            self._veil.show()
            self._veil.raise_()
            return
        self._state = "loading"
        self._stack.setCurrentWidget(self._skeleton)
        self.setAccessibleName(f"{self._name}: being read")

    def _place_veil(self) -> None:
        self._veil.setGeometry(self.content.geometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place_veil()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_stamp()
        self._place_veil()

    def _place_stamp(self) -> None:
        """Put the stamp below the buttons where beside them it would squeeze the words."""
        below = self.width() < _SQUEEZED
        if below != self._stamped_below:
            self._stamped_below = below
            top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
            self._marks.removeWidget(self._stamp)
            if below:
                self._marks.addWidget(self._stamp, 1, 0, 1, 3, top | right)
            else:
                self._marks.addWidget(self._stamp, 0, 0, top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fault = self._state in ("failed", "bug")
        painter.setPen(QPen(look.problem if fault else look.line, 1.0))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(box, look.shape.card_radius, look.shape.card_radius)
        if fault:
            # A bar at the edge: seen from across the room, and not by colour alone.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setClipPath(ink.rounded(box, look.shape.card_radius))
            bar = QRectF(0, 0, 4.0, self.height())
            painter.fillRect(
                bar, look.problem if self._state == "failed" else look.hatch(look.problem)
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


class _Stamp(QWidget):
    """EXERCISE, on the card itself: it stays when the card is cut out of a picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Exercise: hatched parts are synthetic")
        size = current().size.small
        self.setFixedSize(int(ink.text_width("EXERCISE", size, True)) + 26, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        ink.draw_exercise(QPainter(self), box, look, look.size.small, "EXERCISE")


class _Skeleton(QWidget):
    """The first wait: still, quiet bars where rows will be; empty until the wait is shown."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        frame = self.parent()
        if isinstance(frame, PanelFrame) and frame.state == "blank":
            return
        look = current()
        painter = QPainter(self)
        painter.setFont(look.font(look.size.label))
        ink.draw_line(painter, QRectF(0, 4, self.width(), 20), "Reading the snapshot …", look.mute)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.raised)
        y, shares = 36.0, (0.82, 0.64, 0.71, 0.5, 0.58, 0.42)
        for share in shares:
            if y + 12 > self.height():
                break
            painter.drawRoundedRect(QRectF(0, y, self.width() * share, 12), 4, 4)
            y += 28


class _Veil(QWidget):
    """Dims figures that are about to be replaced; they stay readable, and clicks pass through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.faded(look.surface, 0.55))
