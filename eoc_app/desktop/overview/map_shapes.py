"""Countries of the map in logical pixels, at one zoom and size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPixmap, QRegion, QTransform

from eoc_app.desktop.overview.world import world


class MapShapes:
    """Paths and boxes of countries, worked out when they are first asked for."""

    def __init__(self) -> None:
        self.transform = QTransform()
        self.size = QSizeF()
        self._ratio = 0.0
        self._paths: dict[str, QPainterPath] = {}
        self._boxes: dict[str, QRect] = {}

    def place(self, transform: QTransform, size: QSizeF, ratio: float) -> bool:
        """Take another zoom, size or scale; whether any is another one."""
        before = (self.transform, self.size, self._ratio)
        if (transform, size, ratio) == before:
            return False
        self.transform, self.size, self._ratio = transform, size, ratio
        self._paths, self._boxes = {}, {}
        return True

    @property
    def area(self) -> QRegion:
        """All that is seen."""
        return QRegion(QRectF(QPointF(), self.size).toAlignedRect())

    def path(self, code: str) -> QPainterPath:
        """A country in logical pixels."""
        path = self._paths.get(code)
        if path is None:
            path = self.transform.map(world().shapes.get(code, QPainterPath()))
            self._paths[code] = path
        return path

    def box(self, code: str) -> QRect:
        """The pixels that a country and the widest line around it may touch."""
        box = self._boxes.get(code)
        if box is None:
            bounds = self.path(code).controlPointRect()
            # Half of the widest pen, and a pixel that it shares with its neighbour.
            box = QRect() if bounds.isEmpty() else bounds.adjusted(-4, -4, 4, 4).toAlignedRect()
            self._boxes[code] = box
        return box

    def blank(self) -> QPixmap:
        """A pixmap of the size of the map, not yet filled."""
        pixmap = QPixmap((self.size * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap
