"""The line above every screen: which snapshot, how old, whose, how marked, and for which day."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from eoc_app.desktop.header.day_cursor import DayCursor
from eoc_app.desktop.header.header_words import HeaderWords
from eoc_app.desktop.header.platform_filter import PlatformFilter
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.icon_button import IconButton
from eoc_app.desktop.kit.theme import current
from eoc_app.views.header_view import HeaderView

HEIGHT: Final = 52
_SEARCH_WIDTHS: Final = (228, 172, 112)


class HeaderBar(QWidget):
    """The snapshot's own line. Where the window is narrow, texts drop to shorter forms in turn."""

    palette_requested = QtCore.Signal()
    day_chosen = QtCore.Signal(object)
    """A `datetime.date` of the snapshot's window."""
    platforms_chosen = QtCore.Signal(tuple)
    """Names of platforms; empty for all."""
    theme_toggled = QtCore.Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeaderView | None = None
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = HeaderWords(self)
        self._platforms = PlatformFilter(self)
        self._platforms.platforms_chosen.connect(self.platforms_chosen)
        self._search = _Search(self)
        self._search.clicked.connect(self.palette_requested)
        self._days = DayCursor(self)
        self._days.day_chosen.connect(self.day_chosen)
        self._theme = IconButton("theme", "Switch between dark and light", self)
        self._theme.clicked.connect(self.theme_toggled)
        self._marking = _Marking(self)
        self._exercise = _Exercise(self)
        for part in (self._platforms, self._days, self._marking, self._exercise):
            part.hide()

    def show_view(self, view: HeaderView) -> None:
        """Show this snapshot at this day."""
        self._days.show_days(view.window_starts_on, view.window_ends_on, view.cursor_on)
        if view == self._view:
            return
        self._view = view
        self._platforms.show_platforms(view.platforms)
        self._marking.set_marking(view.marking)
        self._words.set_view(view)
        self._days.show()
        self._platforms.setVisible(len(view.platforms) > 1)
        self._marking.setVisible(bool(view.marking))
        self._exercise.setVisible(view.exercise)
        aged = "aged, " if view.aged else ""
        exercise = ", exercise" if view.exercise else ""
        self.setAccessibleName(
            f"{view.title}, {view.trust}, as of {view.as_of_text}, {aged}{view.age_text}, "
            f"{view.marking}{exercise}"
        )
        self._arrange()

    def show_day(self, day: date) -> None:
        """Show the day that was chosen elsewhere before the snapshot's answer has come."""
        if self._view is not None:
            view = self._view
            self._days.show_days(view.window_starts_on, view.window_ends_on, day)

    def show_platforms(self, platforms: tuple[str, ...], *, heeded: bool) -> None:
        """Show the platforms chosen, empty for all, and whether the screen counts by them."""
        before = self._platforms.sizeHint()
        self._platforms.choose(platforms)
        self._platforms.set_heeded(heeded)
        if self._platforms.sizeHint() != before:
            self._arrange()

    def step_day(self, days: int) -> None:
        """Move the day cursor, for the window's own keys."""
        self._days.step(days)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Take the richest form that fits: what says the state of the picture shortens last."""
        gap = current().space.m
        for level in range(6):
            self._days.set_short(level >= 4)
            self._exercise.set_short(level >= 2)
            self._platforms.set_short(level >= 3)
            self._search.set_wide(_SEARCH_WIDTHS[0 if level < 1 else 1 if level < 3 else 2])
            parts = [
                part
                for part in (
                    self._search, self._platforms, self._days, self._theme,
                    self._marking, self._exercise,
                )
                if not part.isHidden()
            ]  # fmt: skip
            taken = sum(part.sizeHint().width() + gap for part in parts) + gap
            room = self.width() - taken - current().space.l
            if self._words.set_room(room) or level == 5:
                break
        x = self.width() - current().space.l
        for part in reversed(parts):
            wide, high = part.sizeHint().width(), max(part.sizeHint().height(), 24)
            x -= wide
            part.setGeometry(x, (HEIGHT - high) // 2, wide, high)
            x -= gap
        self._words.setGeometry(current().space.l, 0, max(0, x - current().space.l), HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.surface)
        painter.fillRect(0, HEIGHT - 1, self.width(), 1, look.line)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


class _Search(QPushButton):
    """What looks like a field and opens the palette of all countries and screens."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wide = _SEARCH_WIDTHS[0]
        self.setAccessibleName("Go to a country or screen")
        self.setAccessibleDescription("Ctrl K")
        self.setToolTip("Go to a country or screen (Ctrl+K)")

    def set_wide(self, wide: int) -> None:
        self._wide = wide

    def sizeHint(self) -> QSize:
        return QSize(self._wide, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.accent if self.underMouse() else look.edge, 1.0))
        painter.setBrush(look.hover if self.underMouse() else look.ground)
        painter.drawRoundedRect(box, look.shape.radius, look.shape.radius)
        size = look.size.label
        key = ink.text_width("Ctrl K", size)
        painter.setFont(look.font(size))
        inner = box.adjusted(10, 0, -10, 0)
        ink.draw_line(painter, inner, "Ctrl K", look.mute, right=True)
        for words in ("Go to country or screen …", "Go to country …", "Go to …"):
            if ink.text_width(words, size) + 8 + key <= inner.width():
                ink.draw_line(painter, inner, words, look.dim)
                break
        if self.hasFocus():
            ink.draw_focus(painter, QRectF(self.rect()), look)


class _Marking(QWidget):
    """The handling marking, in the colours that its protocol prescribes, on black."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marking = ""

    def set_marking(self, marking: str) -> None:
        self._marking = marking
        self.setAccessibleName(f"Marking {marking}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(ink.text_width(self._marking, current().size.body, True)) + 18, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        text, ground = look.marking(self._marking)
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground)
        painter.setFont(look.font(look.size.body, True))
        painter.setPen(text)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._marking)


class _Exercise(QWidget):
    """Says that synthetic data is on the screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._short = False
        self.setAccessibleName("Exercise: synthetic rows are hatched")
        self.setToolTip("Synthetic rows are in this snapshot; whatever they touch is hatched")

    def set_short(self, short: bool) -> None:  # noqa: FBT001
        self._short = short
        self.update()

    def _text(self) -> str:
        return "EXERCISE" if self._short else "EXERCISE · synthetic is hatched"

    def sizeHint(self) -> QSize:
        return QSize(int(ink.text_width(self._text(), current().size.small, True)) + 32, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        ink.draw_exercise(painter, QRectF(self.rect()), look, look.size.small, self._text())
