"""Plain text on a card, in a role of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current


class Label(QLabel):
    """Text that wraps to its width, never interprets mark-up and follows the theme.

    Words that are longer than the width, such as paths, are broken inside.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "text",
        size: int | None = None,
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._bold = bold
        self._size = size or current().size.body
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(ink.lines(self.text(), self._size, self._bold, width).height)

    def sizeHint(self) -> QSize:
        whole = ink.lines(self.text(), self._size, self._bold, 100_000)
        width = int(min(whole.width + 1, 480))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, int(ink.lines("", self._size, self._bold, 40).step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.text():
            return
        painter = QPainter(self)
        text = ink.lines(self.text(), self._size, self._bold, self.width())
        text.draw(painter, 0, 0, current().role(self._role))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
