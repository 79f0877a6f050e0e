"""What the snapshot is, whose and how old, in the room that the header has."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.views.header_view import HeaderView


class HeaderWords(QWidget):
    """Title, trust and age: on one line, else on two, else in short forms."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view: HeaderView | None = None
        self._two = False

    def set_view(self, view: HeaderView) -> None:
        self._view = view
        words = f"{view.title}\n{view.trust}\nas of {view.as_of_text}, {view.age_text}"
        self.setToolTip(ink.plain_tip(words))
        self.update()

    def set_room(self, room: float) -> bool:
        """Choose one line or two for `room`; returns whether everything is seen whole."""
        view = self._view
        if view is None:
            return True
        size = current().size
        title = ink.text_width(view.title, size.title, True)
        badge = ink.text_width(view.trust, size.label) + 16 if view.trust else 0.0
        age = _age_width(view, size.body)
        self._two = title + badge + age + 2 * 16 > room
        self.update()
        if not self._two:
            return True
        title = ink.text_width(view.title, size.body, True)
        # A long title may lose its end, which its tool-tip has; trust and age may not.
        return max(min(title, 280.0) + 12 + badge, _age_width(view, size.label)) <= room

    def paintEvent(self, _event: QPaintEvent) -> None:
        view = self._view
        if view is None:
            return
        look = current()
        size = look.size
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._two:
            title = ink.lines(view.title, size.title, True, self.width())
            title.draw(painter, 0, (self.height() - title.step) / 2, look.text)
            x = self._draw_trust(painter, title.width + 16, self.height() / 2)
            self._draw_age(painter, x + 16, self.height() / 2)
            return
        badge = ink.text_width(view.trust, size.label) + 28 if view.trust else 0.0
        title = ink.lines(view.title, size.body, True, max(self.width() - badge, 40), 1)
        title.draw(painter, 0, 16 - title.step / 2, look.text)
        self._draw_trust(painter, title.width + 12, 16)
        self._draw_age(painter, 0, 36)

    def _draw_trust(self, painter: QPainter, x: float, middle: float) -> float:
        view, look = self._view, current()
        if view is None or not view.trust:
            return x - 16
        wide = ink.text_width(view.trust, look.size.label) + 16
        box = QRectF(x + 0.5, middle - 9.5, wide, 19)
        painter.setPen(QPen(look.edge, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 9.5, 9.5)
        painter.setFont(look.font(look.size.label))
        painter.setPen(look.dim)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, view.trust)
        return x + wide

    def _draw_age(self, painter: QPainter, x: float, middle: float) -> None:
        view, look = self._view, current()
        if view is None:
            return
        size = look.size.label if self._two else look.size.body
        for text, bold, colour in _age_words(view):
            painter.setFont(look.font(size, bold))
            box = QRectF(x, middle - 10, 1000, 20)
            ink.draw_line(painter, box, text, look.role(colour))
            x += ink.text_width(text, size, bold)


def _age_words(view: HeaderView) -> tuple[tuple[str, bool, str], ...]:
    age = f" · {view.age_text}" if view.age_text else ""
    return (
        ("as of ", False, "dim"),
        (view.as_of_text, True, "text"),
        # The word and not only the colour says that the snapshot is old.
        (f"{age}{' · aged' if view.aged else ''}", view.aged, "warning" if view.aged else "dim"),
    )


def _age_width(view: HeaderView, size: int) -> float:
    return sum(ink.text_width(text, size, bold) for text, bold, _ in _age_words(view))
