"""The keys of the window: they work from every widget, and quitting does under every dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

QUIT: Final = "Ctrl+Q"
_OF_TEXT: Final = frozenset({"Ctrl+Left", "Ctrl+Right"})
"""Keys that move by words where text is typed, as they do everywhere."""

_TYPED_IN: Final = (QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit, QPlainTextEdit)


class WindowKeys(QObject):
    """Shortcuts of a window.

    A line of text claims Ctrl+K, Ctrl+E and Ctrl+Y for itself on some systems; here they are the
    window's. A dialog keeps the window's keys from it, but not the one that quits.
    """

    def __init__(self, window: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(window)
        self._window = window
        self._own = {QKeySequence(keys).toString() for keys in keys if keys not in _OF_TEXT}
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), window)
            shortcut.activated.connect(act)
        quitting = QShortcut(QKeySequence(QUIT), window)
        quitting.activated.connect(self._quit)
        self._own.add(quitting.key().toString())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Listen to the widget that has the keyboard now, in whichever window of ours it is."""
        if new is None:
            return
        top = new.window()
        if top is self._window:
            if isinstance(new, _TYPED_IN):
                # Once more is no more: Qt keeps a filter only once.
                new.installEventFilter(self)
        elif top.property(QUIT) is None and self._is_over(top):
            top.setProperty(QUIT, True)
            quitting = QShortcut(QKeySequence(QUIT), top)
            quitting.activated.connect(self._quit)

    def _is_over(self, top: QWidget) -> bool:
        """Whether a window stands over ours, or over one that does."""
        below = top.parentWidget()
        while below is not None and below is not self._window:
            below = below.parentWidget()
        return below is self._window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._own:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _quit(self) -> None:
        """Leave whatever is open, and then the window."""
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        self._window.close()
