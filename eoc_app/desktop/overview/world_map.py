"""The world by band: an equal-area map of the watched countries."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.overview.map_canvas import MapCanvas
from eoc_app.desktop.overview.map_foot import MapFoot
from eoc_app.desktop.overview.world import world
from eoc_app.views.map_view import MapView


class WorldMap(Content, QWidget):
    """Map, legend and the caption on borders. Click or Enter chooses a country."""

    stamps_itself = True

    country_chosen = QtCore.Signal(str)
    country_pointed = QtCore.Signal(str)
    """The country under the pointer or the keyboard's mark; empty text for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._view: MapView | None = None
        self._canvas = MapCanvas(self)
        self._canvas.country_chosen.connect(self.country_chosen)
        self._canvas.country_pointed.connect(self.country_pointed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._canvas)
        self._foot = MapFoot(self)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.space.s)
        inside.addWidget(self._canvas, 1)
        inside.addWidget(self._foot)

    def show_view(self, view: MapView) -> None:
        """Draw these countries; zoom and place stay as they are."""
        if view == self._view:
            return
        self._view = view
        absent = [place.name for place in view.places if place.code not in world().labels]
        caption = view.caption
        if absent:
            caption = f"Not on this map: {', '.join(absent)}. {caption}"
        self._foot.show_words(view.legend, view.outlines, caption)
        self._canvas.show_view(view)

    def point_at(self, code: str) -> None:
        """Outline a country that is pointed at elsewhere; empty text for none."""
        self._canvas.point_at(code)

    def reset(self) -> None:
        """Show all watched countries again."""
        self._canvas.reset()
