"""The first lines of a card: the finding, then what is measured, where and when."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current

_NARROW = 420
"""Below this width a card is a small multiple, and its title takes the size of the text."""
_LEAST_BESIDE = 24.0
_WIDE = 320


class PanelHeading(QWidget):
    """Title with the subtitle beside it where both fit on one line, else below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._subtitle = ""
        self._laid_out = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, title: str, subtitle: str) -> None:
        """Show these; both plain text."""
        if (title, subtitle) == (self._title, self._subtitle):
            return
        self._title, self._subtitle = title, subtitle
        self.setAccessibleName(title)
        self.setAccessibleDescription(subtitle)
        self.updateGeometry()
        self.update()

    def _set(self, width: int) -> tuple[ink.Lines, ink.Lines | None, bool]:
        size = current().size
        face = size.title if width >= _NARROW else size.body
        title = ink.lines(self._title, face, True, width)
        if not self._subtitle:
            return title, None, False
        one_line = ink.text_width(self._subtitle, size.label)
        beside = title.count == 1 and title.width + _LEAST_BESIDE + one_line <= width
        return (
            title,
            ink.lines(self._subtitle, size.label, False, width, right=beside),
            beside,
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, subtitle, beside = self._set(width)
        below = subtitle.height + 2 if subtitle is not None and not beside else 0
        return int(max(title.height + below, current().shape.target))

    def sizeHint(self) -> QSize:
        # Before it has a place its width says nothing, and a narrow one would ask for many lines.
        width = max(self.width(), 120) if self._laid_out else _WIDE
        return QSize(_WIDE, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, current().shape.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was = event.oldSize().width() if self._laid_out else _WIDE
        self._laid_out = True
        if self.heightForWidth(self.width()) != self.heightForWidth(max(was, 1)):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = current()
        painter = QPainter(self)
        title, subtitle, beside = self._set(self.width())
        alone = title.count == 1 and (subtitle is None or beside)
        top = (look.shape.target - title.step) / 2 if alone else 1.0
        title.draw(painter, 0, top, look.text)
        if subtitle is None:
            return
        if beside:
            # On one base line with the title.
            subtitle.draw(painter, 0, top + (title.step - subtitle.step) / 2 + 1, look.dim)
        else:
            subtitle.draw(painter, 0, top + title.height + 1, look.dim)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
