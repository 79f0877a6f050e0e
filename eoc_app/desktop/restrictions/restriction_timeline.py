"""Restriction periods of all countries on one time axis that pans and zooms."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from eoc_app.desktop.kit import ink, note
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.kit.timeline_layout import PlacedLane, placed
from eoc_app.desktop.restrictions import timeline_frame, timeline_paint, timeline_words
from eoc_app.desktop.restrictions.timeline_frame import HEADER, HEADING, Focus, Frame
from eoc_app.views.timeline_view import Bar, TimelineView

_CLICK = 4
"""A press that moves less than this, in pixels, is a click and not a drag."""
_LEAST_DAYS = 0.5
_EMPTY = TimelineView(
    title="", lanes=(), starts=0, ends=1, snapshot_at=0, wall_at=0, known_until=1, selected=None,
    exercise=False,
)  # fmt: skip


class RestrictionTimeline(Content, QAbstractScrollArea):
    """Lanes of bars. The wheel zooms over the bars and scrolls over the names; dragging pans.

    Keys: up and down choose a lane, left and right a period in it, plus and minus zoom, Shift with
    left or right pans, 0 shows the whole window, Enter or a click chooses the period, or where
    there is none the country.
    """

    country_chosen = QtCore.Signal(str)
    period_chosen = QtCore.Signal(str)

    row: ClassVar[int] = 20
    pad: ClassVar[int] = 4
    movable: ClassVar[bool] = True
    zones: ClassVar[bool] = True
    headings: ClassVar[bool] = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = _EMPTY
        self._lanes: tuple[PlacedLane, ...] = ()
        self._starts, self._ends = _EMPTY.starts, _EMPTY.ends
        self._names = 120.0
        self._focus: Focus | None = None
        self._by_key = False
        self._pressed: tuple[QPointF, float, int] | None = None
        self._dragged = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(self.row + 2 * self.pad)

    def show_view(self, view: TimelineView) -> None:
        """Draw these lanes; the part of the window that was zoomed to stays."""
        if view == self._view:
            return
        old, self._view = self._view, view
        if view.lanes != old.lanes:
            was, focus = self._lanes, self._focus
            self._lanes = placed(view.lanes, headings=self.headings)
            self._focus = None if focus is None else _kept(was[focus.lane], focus, self._lanes)
        if (view.starts, view.ends) != (old.starts, old.ends):
            self._starts, self._ends = view.starts, max(view.ends, view.starts + _LEAST_DAYS)
        self.setAccessibleName(view.title or "Restriction periods")
        self._describe()
        self._measure()
        self.viewport().update()

    @property
    def shown_days(self) -> tuple[float, float]:
        """The window that is seen, in days."""
        return self._starts, self._ends

    @property
    def focused(self) -> tuple[str, Bar | None] | None:
        """The country under the pointer or the keyboard, and the period."""
        if self._focus is None:
            return None
        return self._lanes[self._focus.lane].lane.code, self._focus.bar

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Show `factor` times as many days, keeping the day `at` where it is."""
        middle = (self._starts + self._ends) / 2 if at is None else at
        span = self._ends - self._starts
        least, most = _LEAST_DAYS, max(self._view.ends - self._view.starts, _LEAST_DAYS)
        wanted = min(max(span * factor, least), most)
        starts = middle - (middle - self._starts) * wanted / span
        self._show_days(starts, wanted)

    def pan(self, days: float) -> None:
        """Move the window, never past its ends: nothing is known there."""
        self._show_days(self._starts + days, self._ends - self._starts)

    def sizeHint(self) -> QSize:
        height = HEADER + timeline_frame.total_height(self._lanes, self._frame()) + 2
        return QSize(900, int(min(max(height, 120), 700)))

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no lane has to be scrolled to."""
        return int(HEADER + timeline_frame.total_height(self._lanes, self._frame())) + 2

    def minimumSizeHint(self) -> QSize:
        return QSize(320, int(HEADER) + 3 * (self.row + 2 * self.pad))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self.viewport())
        frame = self._frame()
        timeline_paint.paint(painter, self._view, self._lanes, frame, self._focus, look)
        if self.hasFocus():
            ink.draw_focus(painter, QRectF(self.viewport().rect()), look)
        focus = self._focus
        if focus is not None and not self._dragged and self._told(focus):
            bounds = QRectF(4, 4, frame.width - 8, frame.height - 8)
            lines = timeline_words.details(self._lanes[focus.lane], focus)
            note.draw(painter, lines, self._anchor(focus, frame), bounds, look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        across, steps = event.angleDelta().x(), event.angleDelta().y()
        x = event.position().x()
        frame = self._frame()
        if not self.movable or (x < frame.names and not across):
            super().wheelEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(across) > abs(steps):
            self.pan(-(across or steps) / frame.scale)
        else:
            self.zoom(1.25 ** (-steps / 120), frame.at(x))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (event.position(), self._starts, self.verticalScrollBar().value())
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            frame = self._frame()
            self._by_key = False
            at = event.position()
            self._set_focus(timeline_frame.hit(self._lanes, frame, at.x(), at.y()))
            return
        origin, starts, scrolled = self._pressed
        moved = event.position() - origin
        if not self._dragged and moved.manhattanLength() < _CLICK:
            return
        self._dragged = True
        if self.movable:
            self._show_days(starts - moved.x() / self._frame().scale, self._ends - self._starts)
        self.verticalScrollBar().setValue(int(scrolled - moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        clicked, self._pressed, self._dragged = not self._dragged, None, False
        at = event.position()
        clicked_bar = timeline_frame.hit(self._lanes, self._frame(), at.x(), at.y())
        if clicked and clicked_bar is not None:
            self._choose(clicked_bar)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave and not self._by_key:
            self._set_focus(None)
        return bool(super().viewportEvent(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_focus(None)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        span = self._ends - self._starts
        moves: dict[int, Any] = {
            Qt.Key.Key_Up: lambda: self._step_lane(-1),
            Qt.Key.Key_Down: lambda: self._step_lane(1),
            Qt.Key.Key_Left: lambda: self._step_bar(-1),
            Qt.Key.Key_Right: lambda: self._step_bar(1),
            Qt.Key.Key_Home: lambda: self._go_lane(0),
            Qt.Key.Key_End: lambda: self._go_lane(len(self._lanes) - 1),
        }
        if self.movable:
            moves |= {
                Qt.Key.Key_Plus: lambda: self.zoom(0.8),
                Qt.Key.Key_Equal: lambda: self.zoom(0.8),
                Qt.Key.Key_Minus: lambda: self.zoom(1.25),
                Qt.Key.Key_0: lambda: self._show_days(self._view.starts, float("inf")),
            }
            if shifted:
                moves[Qt.Key.Key_Left] = lambda: self.pan(-span / 8)
                moves[Qt.Key.Key_Right] = lambda: self.pan(span / 8)
        if key in moves:
            moves[key]()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focus is not None:
            self._choose(self._focus)
        elif key == Qt.Key.Key_Escape and self._focus is not None and not self._has_choice:
            self._set_focus(None)
        else:
            super().keyPressEvent(event)

    def _choose(self, focus: Focus) -> None:
        if focus.bar is not None and focus.bar.period_id:
            self.period_chosen.emit(focus.bar.period_id)
        else:
            self.country_chosen.emit(self._lanes[focus.lane].lane.code)

    @property
    def _has_choice(self) -> bool:
        """Whether Escape is for whoever holds the chosen period."""
        return self._view.selected_period is not None

    def _frame(self) -> Frame:
        port = self.viewport()
        return Frame(
            width=float(port.width()),
            height=float(port.height()),
            names=self._names,
            starts=self._starts,
            ends=self._ends,
            scrolled=float(self.verticalScrollBar().value()),
            row=float(self.row),
            pad=float(self.pad),
            zones=self.zones,
        )

    def _measure(self) -> None:
        """Fit the names' column and the scroll bar to what is shown."""
        size = current().size
        wanted = [96.0, ink.text_width("00 Mmm 0000 to 00 Mmm 0000", size.small)]
        for placed_lane in self._lanes:
            lane = placed_lane.lane
            wide = ink.text_width(lane.name, size.label, True) + 20
            if self.zones and lane.zone:
                zone = ink.text_width(lane.zone, size.small)
                wide = max(wide, zone + 20) if placed_lane.height > 1 else wide + zone + 8
            wanted.append(wide)
        self._names = float(int(min(max(wanted), max(self.viewport().width() * 0.3, 96))))
        frame = self._frame()
        room = frame.height - HEADER
        hidden = timeline_frame.total_height(self._lanes, frame) + 2 - room
        self.verticalScrollBar().setRange(0, max(0, int(hidden)))
        self.verticalScrollBar().setPageStep(max(1, int(room)))

    def _show_days(self, starts: float, span: float) -> None:
        view = self._view
        span = min(span, max(view.ends - view.starts, _LEAST_DAYS))
        starts = max(view.starts, min(starts, view.ends - span))
        if (starts, starts + span) != (self._starts, self._ends):
            self._starts, self._ends = starts, starts + span
            self.viewport().update()

    def _set_focus(self, focus: Focus | None) -> None:
        if focus == self._focus:
            return
        self._focus = focus
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        if self._focus is not None:
            lane = self._lanes[self._focus.lane]
            self.setAccessibleDescription(", ".join(timeline_words.details(lane, self._focus)))
            return
        self.setAccessibleDescription(self._view.heard)

    @staticmethod
    def _told(focus: Focus) -> bool:
        return focus.bar is not None or focus.mark is not None

    def _anchor(self, focus: Focus, frame: Frame) -> QPointF:
        lane = self._lanes[focus.lane]
        y = frame.top(focus.lane, lane) + frame.pad
        if focus.mark is not None:
            return QPointF(frame.x(focus.mark.at + 0.5), y + frame.row / 2)
        bar = focus.bar
        if bar is None:
            return QPointF(frame.names, y)
        index = next((n for n, row in enumerate(lane.rows) if bar in row.bars), 0)
        right = min(max(frame.x(bar.ends), frame.names), frame.width)
        return QPointF(right, y + (index + 0.5) * frame.row)

    def _go_lane(self, number: int) -> None:
        if not self._lanes:
            return
        number = max(0, min(number, len(self._lanes) - 1))
        self._by_key = True
        self._set_focus(Focus(number))
        frame = self._frame()
        lane = self._lanes[number]
        top, bar = frame.top(number, lane), self.verticalScrollBar()
        first = HEADER + (HEADING if self._lanes[-1].headings else 0)
        if top < first:
            bar.setValue(int(bar.value() + top - first))
        elif top + frame.tall(lane) > frame.height:
            bar.setValue(int(bar.value() + top + frame.tall(lane) - frame.height) + 1)

    def _step_lane(self, way: int) -> None:
        self._go_lane(self._focus.lane + way if self._focus is not None else 0)

    def _step_bar(self, way: int) -> None:
        if self._focus is None:
            self._go_lane(0)
            return
        lane = self._lanes[self._focus.lane]
        bars = sorted(
            (bar for row in lane.rows for bar in row.bars), key=lambda bar: (bar.starts, bar.ends)
        )
        stops = [
            *(Focus(self._focus.lane, bar) for bar in bars),
            *(Focus(self._focus.lane, None, mark) for mark in lane.lane.elections),
        ]
        if not stops:
            return
        now = next((n for n, stop in enumerate(stops) if stop == self._focus), None)
        if now is None:
            # Begin with what is seen.
            chosen = next((s for s in stops if s.bar and s.bar.ends > self._starts), stops[0])
        else:
            chosen = stops[max(0, min(now + way, len(stops) - 1))]
        self._by_key = True
        self._set_focus(chosen)
        self._bring(chosen)

    def _bring(self, focus: Focus) -> None:
        """Pan until the period or the mark is seen."""
        if not self.movable:
            return
        starts = focus.bar.starts if focus.bar else focus.mark.at if focus.mark else self._starts
        ends = focus.bar.ends if focus.bar else starts + 1
        if ends <= self._starts or starts >= self._ends:
            span = self._ends - self._starts
            self._show_days((starts + ends) / 2 - span / 2, span)


def _kept(was: PlacedLane, focus: Focus, lanes: tuple[PlacedLane, ...]) -> Focus | None:
    """The same lane, period or mark among new lanes; None where it is there no more."""
    bar, mark = focus.bar, focus.mark
    for number, lane in enumerate(lanes):
        if (lane.lane.code, lane.lane.group) != (was.lane.code, was.lane.group):
            continue
        if mark is not None:
            return Focus(number, None, mark) if mark in lane.lane.elections else None
        if bar is None:
            return Focus(number)
        key = (bar.period_id, bar.label)
        kept_bar = next((one for one in lane.lane.bars if (one.period_id, one.label) == key), None)
        return None if kept_bar is None else Focus(number, kept_bar)
    return None
