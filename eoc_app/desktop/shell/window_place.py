"""Where the window stands and how large it is: as the last time, never larger than the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRect, QSettings, Qt
from PySide6.QtWidgets import QStyle, QWidget

FIRST: Final = (1600, 900)
_KEY: Final = "window/geometry"


def restore(window: QWidget, settings: QSettings, size: tuple[int, int] | None = None) -> None:
    """Take the place of the last time; a size that is asked for counts more than the kept one."""
    kept = settings.value(_KEY)
    known = isinstance(kept, QByteArray) and window.restoreGeometry(kept)
    if size is not None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMaximized)
        window.resize(*size)
        return
    if not known:
        window.resize(*FIRST)
    room = _room(window)
    if fits(window.geometry(), room):
        return
    window.setGeometry(held(window.geometry(), room))
    if not known:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def keep(window: QWidget, settings: QSettings) -> None:
    """Remember it for the next time."""
    settings.setValue(_KEY, window.saveGeometry())


def fits(place: QRect, room: QRect) -> bool:
    """Whether all of a window lies in the room of a screen; no room is of a screen unknown."""
    return not room.isValid() or room.contains(place)


def held(place: QRect, room: QRect) -> QRect:
    """The nearest place in the room, no larger than it."""
    width, height = min(place.width(), room.width()), min(place.height(), room.height())
    left = min(max(place.left(), room.left()), room.left() + room.width() - width)
    top = min(max(place.top(), room.top()), room.top() + room.height() - height)
    return QRect(left, top, width, height)


def _room(window: QWidget) -> QRect:
    """What a screen leaves free for a window's contents, below its title bar."""
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    return window.screen().availableGeometry().adjusted(0, title, 0, 0)
