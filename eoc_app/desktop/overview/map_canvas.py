"""The drawn world: zoomed and dragged, pointed at and walked over with keys."""

from __future__ import annotations

import math
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.icon_button import IconButton
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.overview.interval_words import of_place
from eoc_app.desktop.overview.map_picture import MapPicture
from eoc_app.desktop.overview.map_projection import Viewport, home_of
from eoc_app.desktop.overview.world import world
from eoc_app.views.map_view import MapView, Place

_STEP: Final = 1.4
_PAN: Final = 60.0
_DIRECTIONS: Final = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class MapCanvas(QWidget):
    """The drawn world, its pointer and its keys."""

    country_chosen = QtCore.Signal(str)
    country_pointed = QtCore.Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: MapView | None = None
        self._painted: MapView | None = None
        self._places: dict[str, Place] = {}
        self._viewport = Viewport()
        self._picture = MapPicture()
        self._watched: frozenset[str] = frozenset()
        self._hovered = ""
        self._marked = ""
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._buttons = [
            IconButton("plus", "Zoom in (+)", self),
            IconButton("minus", "Zoom out (-)", self),
            IconButton("whole", "Show everything (0)", self),
        ]
        self._buttons[0].clicked.connect(lambda: self._zoom(_STEP))
        self._buttons[1].clicked.connect(lambda: self._zoom(1 / _STEP))
        self._buttons[2].clicked.connect(self.reset)
        for button in self._buttons:
            button.hide()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys do the same

    def sizeHint(self) -> QSize:
        return QSize(640, 320)

    def show_view(self, view: MapView) -> None:
        self._view = view
        # Intervals stand in the tip alone: nothing is painted anew when they come.
        painted = view.with_intervals(None)
        if painted != self._painted:
            self._painted = painted
        self._places = {place.code: place for place in view.places}
        watched = frozenset(self._places)
        if watched != self._watched:
            self._watched = watched
            units = world()
            boxes = [
                units.shapes[code].controlPointRect() for code in watched if code in units.shapes
            ]
            points = [units.labels[code] for code in watched if code in units.labels]
            boxes += [QRectF(point.x() - 400, point.y() - 400, 800, 800) for point in points]
            self._viewport.reset(home_of(boxes, units.bounds))
        if self._marked not in watched:
            self._marked = ""
        self.setAccessibleName(view.title)
        self._describe()
        self.update()

    def _describe(self) -> None:
        view = self._view
        if view is None:
            return
        place = self._places.get(self._marked)
        heard = view.heard
        if place is not None:
            details = ", ".join(of_place(place, view.interval_text))
            heard = f"{view.subtitle}. {place.name}: {details}"
        self.setAccessibleDescription(
            f"{heard}. Arrow keys go from country to country, Enter opens one; "
            "the ranked table says the same."
        )

    def point_at(self, code: str) -> None:
        self._hover(code if code in self._places else "")

    def reset(self) -> None:
        self._viewport.reset()
        self.update()

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _DIRECTIONS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._viewport.pan(-_DIRECTIONS[key] * _PAN)
                self.update()
            else:
                self._go(_DIRECTIONS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_STEP)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self._zoom(1 / _STEP)
        elif key == Qt.Key.Key_0:
            self.reset()
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_by_rank(key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self._marked:
                self.country_chosen.emit(self._marked)
        else:
            super().keyPressEvent(event)

    def _go(self, way: QPointF) -> None:
        """Mark the nearest watched country in a direction."""
        here = self._picture.anchor(self._marked) if self._marked else None
        if here is None:
            self._go_by_rank(Qt.Key.Key_Home)
            return
        best, least = "", math.inf
        for code in self._places:
            there = self._picture.anchor(code)
            if there is None or code == self._marked:
                continue
            step = there - here
            ahead = QPointF.dotProduct(step, way)
            aside = abs(step.x() * way.y()) + abs(step.y() * way.x())
            if ahead <= 0.5 or aside > ahead * 2.5:
                continue
            cost = ahead + 2 * aside
            if cost < least:
                best, least = code, cost
        if best:
            self._mark(best)

    def _go_by_rank(self, key: Qt.Key) -> None:
        codes = [code for code in self._places if code in world().labels]
        if not codes:
            return
        place = codes.index(self._marked) if self._marked in codes else -1
        step = 1 if key == Qt.Key.Key_PageDown else -1
        if key == Qt.Key.Key_Home or place < 0:
            place = 0
        elif key == Qt.Key.Key_End:
            place = len(codes) - 1
        else:
            place = min(max(place + step, 0), len(codes) - 1)
        self._mark(codes[place])

    def _mark(self, code: str) -> None:
        self._marked = code
        self._viewport.reveal(world().labels[code])
        self._describe()
        self.country_pointed.emit(code)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._marked and self._view is not None and self._view.selected in self._places:
            self._marked = self._view.selected or ""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Pointer

    def _zoom(self, factor: float, at: QPointF | None = None) -> None:
        mark = self._picture.anchor(self._marked) if self._marked and self.hasFocus() else None
        self._viewport.zoom_by(factor, at or mark or QRectF(self.rect()).center())
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if turn:
            self._zoom(math.exp(turn / 480), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._places.get(self.country_at(QPointF(event.pos())))
            if place is None:
                QToolTip.hideText()
            else:
                drawn = self._view.interval_text if self._view else ""
                QToolTip.showText(event.globalPos(), tip_of(place, drawn), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self._hover(self.country_at(event.position()), tell=True)
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() >= QApplication.startDragDistance():
            if not self._dragged:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._dragged = True
            self._viewport.pan(moved)
            self._pressed = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.unsetCursor()
        code = self.country_at(event.position())
        if not self._dragged and code:
            self._marked = code
            self.country_chosen.emit(code)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self.country_at(event.position()):
            self.reset()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("", tell=True)
        for button in self._buttons:
            button.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        for button in self._buttons:
            button.show()

    def country_at(self, point: QPointF) -> str:
        """The watched country under a point; small ones first, with room around their dot."""
        reach = current().shape.target / 2
        best, least = "", reach
        for code in self._picture.dots:
            centre = self._picture.anchor(code)
            if centre is not None and code in self._places:
                away = math.hypot(point.x() - centre.x(), point.y() - centre.y())
                if away < least:
                    best, least = code, away
        if best:
            return best
        for code in self._places:
            path = self._picture.shape(code)
            if path.controlPointRect().contains(point) and path.contains(point):
                return code
        return next((name.code for name in self._picture.names if name.box.contains(point)), "")

    def _hover(self, code: str, *, tell: bool = False) -> None:
        if code == self._hovered:
            return
        self._hovered = code
        if code:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        self.update()
        if tell:
            self.country_pointed.emit(code)

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._viewport.size = QSizeF(self.size())
        x = self.width() - self._buttons[0].width() - 4
        for number, button in enumerate(self._buttons):
            button.move(x, 4 + number * (button.height() + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._painted is None:
            return
        look = current()
        painter = QPainter(self)
        ratio = ink.pixel_ratio(painter)
        self._picture.prepare(self._painted, self._viewport.transform(), QSizeF(self.size()), ratio)
        self._picture.draw(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hovered:
            self._outline(painter, self._hovered, QPen(look.text, 1.6))
        if self.hasFocus():
            if self._marked:
                self._outline(painter, self._marked, QPen(look.accent, 2.0, Qt.PenStyle.DashLine))
            ink.draw_focus(painter, QRectF(self.rect()), look)

    def _outline(self, painter: QPainter, code: str, pen: QPen) -> None:
        painter.setPen(pen)
        if code in self._picture.dots:
            centre = self._picture.anchor(code)
            if centre is not None:
                radius = self._picture.dots[code] + 3.6
                painter.drawEllipse(centre, radius, radius)
            return
        painter.drawPath(self._picture.shape(code))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def tip_of(place: Place, drawn: str = "") -> str:
    """What the tool-tip says of a country, as plain text; `drawn` names the draws, if any."""
    words = [place.name, *of_place(place, drawn)]
    words += ["exercise: synthetic data"] if place.exercise else []
    return ink.plain_tip("\n".join(words))
