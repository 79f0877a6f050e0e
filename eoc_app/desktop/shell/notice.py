"""A line above the page that says what happened and what can be done."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from eoc_app.conversation.bounded import bounded_text
from eoc_app.desktop.kit.theme import current


class Notice(QFrame):
    """Shown until it is closed or what it tells of is over; never in the way of the page."""

    action_taken = QtCore.Signal(str)
    """The words of what was offered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        look = current()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._action = QPushButton()
        self._action.clicked.connect(lambda: self.action_taken.emit(self.offered))
        close = QPushButton("Close")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.space.m, look.space.xs, look.space.m, look.space.xs)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What is told."""
        return self._text.text()

    @property
    def offered(self) -> str:
        """What can be done about it, in the words of the button."""
        return self._action.text()

    def take_back(self, action: str) -> None:
        """Be still again, if this was offered and is of no use any more."""
        if self.offered == action:
            self.hide()

    def tell(self, text: str, action: str = "") -> None:
        """Say something, with one thing that can be done about it."""
        self._text.setText(bounded_text(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
