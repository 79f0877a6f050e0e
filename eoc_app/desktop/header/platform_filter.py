"""Which platforms the figures count."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QVBoxLayout, QWidget, QWidgetAction

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import current
from eoc_app.domain.wording.platform_words import platform_name


class PlatformFilter(QPushButton):
    """A button that says which platforms are counted, with a box for each in its menu."""

    platforms_chosen = QtCore.Signal(tuple)
    """Names of the chosen platforms; empty for all of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self._short = False
        self._heeded = True
        self._menu = QMenu(self)
        self._menu.aboutToHide.connect(self._on_closed)
        self._chosen: tuple[str, ...] = ()
        self.clicked.connect(self._open)
        self._name()

    def show_platforms(self, offered: tuple[str, ...]) -> None:
        """Offer these platforms; a choice among them stays."""
        if offered == self._offered:
            return
        self._offered = offered
        self._chosen = tuple(name for name in self._chosen if name in offered)
        self._menu.clear()
        self._boxes = {}
        inside = QWidget(self._menu)
        down = QVBoxLayout(inside)
        space = current().space
        down.setContentsMargins(space.m, space.xs, space.l, space.xs)
        down.setSpacing(0)
        for name in offered:
            # An ampersand in a name is no shortcut.
            box = QCheckBox(platform_name(name).replace("&", "&&"), inside)
            box.setAccessibleName(platform_name(name))
            box.setChecked(not self._chosen or name in self._chosen)
            box.toggled.connect(self._name)
            box.installEventFilter(self)
            down.addWidget(box)
            self._boxes[name] = box
        row = QWidgetAction(self._menu)
        row.setDefaultWidget(inside)
        self._menu.addAction(row)
        self.setVisible(len(offered) > 1)
        self._name()

    def choose(self, platforms: tuple[str, ...]) -> None:
        """Show a choice that was made elsewhere; empty for all."""
        self._chosen = platforms
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(not platforms or name in platforms)
            box.blockSignals(False)
        self._name()

    def set_short(self, short: bool) -> None:  # noqa: FBT001
        """Say the number of platforms only."""
        if short != self._short:
            self._short = short
            self._name()

    def set_heeded(self, heeded: bool) -> None:  # noqa: FBT001
        """Say whether what is shown knows of the choice."""
        if heeded != self._heeded:
            self._heeded = heeded
            self._name()

    def _ticked(self) -> tuple[str, ...]:
        ticked = tuple(name for name, box in self._boxes.items() if box.isChecked())
        # Nothing chosen would show nothing; it means the same as everything.
        return () if len(ticked) == len(self._boxes) else ticked

    def _name(self) -> None:
        ticked = self._ticked()
        named = ", ".join(platform_name(name) for name in ticked)
        if not ticked:
            text = "All platforms"
        elif len(ticked) == 1 and not self._short:
            text = named
        else:
            text = f"{len(ticked)} of {len(self._boxes)} platforms"
        sentence = f"Platforms counted: {named or 'all'}"
        if ticked and not self._heeded:
            # A choice that changes nothing here must not look as if it did.
            text = "All platforms here"
            sentence = f"This screen counts all platforms; elsewhere only {named}"
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(sentence)
        self.setToolTip(ink.plain_tip(sentence))
        self.updateGeometry()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            boxes = list(self._boxes.values())
            keys = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if watched in boxes and event.key() in keys:
                place = boxes.index(watched) + keys[Qt.Key(event.key())]
                boxes[place % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self._menu.close()
                return True
        return super().eventFilter(watched, event)

    def _on_closed(self) -> None:
        ticked = self._ticked()
        if ticked != self._chosen:
            self._chosen = ticked
            self.platforms_chosen.emit(ticked)
        elif not any(box.isChecked() for box in self._boxes.values()):
            self.choose(())
