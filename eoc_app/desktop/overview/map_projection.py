"""Where the map's units fall on the screen, at a zoom and a place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

MOST_ZOOM: Final = 40.0
_LEAST_SHARE: Final = 0.45
"""The map never begins closer than this share of the world's width."""


def home_of(shapes: list[QRectF], bounds: QRectF) -> QRectF:
    """What the map shows before anybody zooms: all watched countries, and enough around them.

    Slivers of a country beyond the 180th meridian do not widen it.
    """
    kept = bounds.adjusted(bounds.width() * 0.065, 0, 0, 0)
    home = QRectF()
    for shape in shapes:
        home = home.united(shape.intersected(kept))
    if home.isEmpty():
        return kept
    pad = bounds.width() * 0.02
    home.adjust(-pad, -pad, pad, pad)
    lacking = bounds.width() * _LEAST_SHARE - home.width()
    if lacking > 0:
        home.adjust(-lacking / 2, 0, lacking / 2, 0)
    return home


class Viewport:
    """The part of the world that is seen: `home` until zoomed, never beyond it."""

    def __init__(self) -> None:
        self.home = QRectF(0, 0, 1, 1)
        self.size = QSizeF(1, 1)
        self.zoom = 1.0
        self._centre = QPointF()

    def reset(self, home: QRectF | None = None) -> None:
        """Show all of home again."""
        if home is not None:
            self.home = home
        self.zoom = 1.0
        self._centre = self.home.center()

    def scale(self) -> float:
        """Logical pixels for one unit of the map."""
        fit = min(self.size.width() / self.home.width(), self.size.height() / self.home.height())
        return max(fit, 1e-9) * self.zoom

    def transform(self) -> QTransform:
        """From units of the map to logical pixels."""
        scale = self.scale()
        middle = QPointF(self.size.width() / 2, self.size.height() / 2)
        moved = middle - self._centre * scale
        return QTransform(scale, 0, 0, scale, moved.x(), moved.y())

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom so that what lies under `at`, in pixels, stays there."""
        inverse, _ = self.transform().inverted()
        fixed = inverse.map(at)
        self.zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)
        inverse, _ = self.transform().inverted()
        self._centre += fixed - inverse.map(at)
        self._hold()

    def pan(self, pixels: QPointF) -> None:
        """Drag the map by some pixels."""
        self._centre -= pixels / self.scale()
        self._hold()

    def reveal(self, place: QPointF) -> None:
        """Move so that a place in units of the map is well inside."""
        seen = self.transform().map(place)
        inner = QRectF(QPointF(), self.size).adjusted(40, 40, -40, -40)
        if not inner.contains(seen):
            self.pan(inner.center() - seen)

    def _hold(self) -> None:
        scale = self.scale()
        half = QPointF(self.size.width() / 2 / scale, self.size.height() / 2 / scale)
        home, centre = self.home, self._centre
        self._centre = QPointF(
            _held(centre.x(), home.left(), home.right(), half.x()),
            _held(centre.y(), home.top(), home.bottom(), half.y()),
        )


def _held(value: float, low: float, high: float, reach: float) -> float:
    """The nearest place to `value` from which no end is out of reach; the middle if both are."""
    if high - low <= 2 * reach:
        return (low + high) / 2
    return min(max(value, low + reach), high - reach)
