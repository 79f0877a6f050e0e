"""The world drawn on a pixmap: land once for a zoom, countries whenever their bands change."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTransform

from eoc_app.desktop.theme import Theme, current
from eoc_app.desktop.widgets import ink, map_labels
from eoc_app.desktop.widgets.map_labels import Placed, Wanted
from eoc_app.desktop.world import world
from eoc_app.views import MapView, Place

_DOT: Final = 4.5
_LEAST_DOT: Final = 2.5
_SEEN: Final = 9.0
"""A country narrower than this on the screen gets a dot, else nobody would see its band."""
STAMP: Final = QSizeF(92, 22)


class MapPicture:
    """All of the map that does not move with the pointer, at one size, zoom and theme."""

    def __init__(self) -> None:
        self._transform = QTransform()
        self._size = QSizeF()
        self._ratio = 0.0
        self._look: Theme | None = None
        self._land: QPixmap | None = None
        self._drawn: tuple[MapView, QPixmap] | None = None
        self._mapped: dict[str, QPainterPath] = {}
        self.dots: dict[str, float] = {}
        """Radius by country, for those that are drawn as a dot."""
        self.names: list[Placed] = []

    def shape(self, code: str) -> QPainterPath:
        """A country in logical pixels."""
        known = self._mapped.get(code)
        if known is None:
            known = self._transform.map(world().shapes.get(code, QPainterPath()))
            self._mapped[code] = known
        return known

    def anchor(self, code: str) -> QPointF | None:
        """Where a country's dot or name stands, in logical pixels."""
        units = world()
        point = units.dots.get(code) if code in self.dots else None
        point = point or units.labels.get(code)
        return None if point is None else self._transform.map(point)

    def pixmap(
        self, view: MapView, transform: QTransform, size: QSizeF, ratio: float
    ) -> QPixmap:
        """The picture of a view; drawn only where something is not as it was."""
        look = current()
        held = (transform, size, ratio, look)
        if held != (self._transform, self._size, self._ratio, self._look):
            self._transform, self._size, self._ratio, self._look = held
            self._mapped, self._land, self._drawn = {}, None, None
        if self._drawn is None or self._drawn[0] != view:
            self._drawn = (view, self._draw(view, look))
        return self._drawn[1]

    def _blank(self) -> QPixmap:
        pixmap = QPixmap((self._size * self._ratio).toSize())
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap

    def _draw_land(self, look: Theme) -> QPixmap:
        pixmap = self._blank()
        pixmap.fill(look.water)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        units = world()
        area = QRectF(QPointF(), self._size)
        nameless = [self._transform.map(path) for path in units.nameless]
        shapes = [self.shape(code) for code in units.shapes]
        seen = [path for path in (*shapes, *nameless) if path.controlPointRect().intersects(area)]
        for path in seen:
            painter.fillPath(path, look.land)
        painter.setPen(QPen(look.border, 0.8))
        for path in seen:
            painter.drawPath(path)
        painter.end()
        return pixmap

    def _draw(self, view: MapView, look: Theme) -> QPixmap:
        if self._land is None:
            self._land = self._draw_land(look)
        pixmap = QPixmap(self._land)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(QPointF(), self._size)
        shown = [
            (place, self.shape(place.code))
            for place in view.places
            if self.shape(place.code).controlPointRect().intersects(area)
        ]
        synthetic = ink.exercise_hatch(look, 0.8)
        for place, path in shown:
            painter.fillPath(path, ink.level_brush(look, place.level))
            if place.exercise:
                painter.fillPath(path, synthetic)
        painter.setPen(QPen(look.border, 0.8))
        for _, path in shown:
            painter.drawPath(path)
        # Outlines last, so that no neighbour covers them.
        for place, path in shown:
            if place.level in ("not_assessable", "no_data"):
                painter.setPen(QPen(look.not_assessable, 0.8))
                painter.drawPath(path)
        painter.setPen(QPen(look.warning, 1.3))
        for place, path in shown:
            if place.restricted:
                painter.drawPath(path)
        self._draw_selected(painter, view, look)
        self._size_dots(view, area)
        for place in view.places:
            if place.code in self.dots:
                self._draw_dot(painter, place, look, selected=place.code == view.selected)
        stamp = self._stamp(view)
        if not stamp.isEmpty():
            ink.draw_exercise(painter, stamp, look, look.size.label, "EXERCISE")
        self.names = self._place_names(view, area, stamp)
        self._draw_names(painter, look)
        painter.end()
        return pixmap

    def _draw_selected(self, painter: QPainter, view: MapView, look: Theme) -> None:
        if view.selected is None:
            return
        path = self.shape(view.selected)
        for pen in (QPen(look.ground, 3.6), QPen(look.accent, 2.0)):
            painter.setPen(pen)
            painter.drawPath(path)

    def _stamp(self, view: MapView) -> QRectF:
        if not any(place.exercise for place in view.places):
            return QRectF()
        return QRectF(QPointF(8, 8), STAMP)

    def _size_dots(self, view: MapView, area: QRectF) -> None:
        """Choose who gets a dot, and shrink dots that would touch."""
        units = world()
        self.dots = {}
        for place in view.places:
            box = self.shape(place.code).controlPointRect()
            if min(box.width(), box.height()) < _SEEN and place.code in units.labels:
                self.dots[place.code] = _DOT
        centres = {code: self.anchor(code) for code in self.dots}
        for code, centre in centres.items():
            if centre is None or not area.contains(centre):
                continue
            nearest = min(
                (
                    (other - centre).manhattanLength()
                    for name, other in centres.items()
                    if name != code and other is not None
                ),
                default=100.0,
            )
            self.dots[code] = max(_LEAST_DOT, min(_DOT, nearest / 2.6))

    def _draw_dot(
        self, painter: QPainter, place: Place, look: Theme, *, selected: bool
    ) -> None:
        centre, radius = self.anchor(place.code), self.dots[place.code]
        if centre is None:
            return
        painter.setPen(QPen(look.surface, 1.2))
        painter.setBrush(look.surface)
        painter.drawEllipse(centre, radius + 1.2, radius + 1.2)
        colour = ink.level_colour(look, place.level)
        if place.level in ("not_assessable", "no_data"):
            # A hatch does not show in so small a circle: hollow and struck through.
            style = Qt.PenStyle.SolidLine if place.level == "not_assessable" else Qt.PenStyle.DotLine
            painter.setPen(QPen(colour, 1.2, style))
            painter.drawEllipse(centre, radius - 0.6, radius - 0.6)
            reach = radius * 0.6
            painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place.exercise:
            painter.setPen(QPen(look.exercise, 1.2, Qt.PenStyle.DashLine))
            painter.drawEllipse(centre, radius + 0.4, radius + 0.4)
        if place.restricted:
            painter.setPen(QPen(look.warning, 1.3))
            painter.drawEllipse(centre, radius + 1.8, radius + 1.8)
        if selected:
            painter.setPen(QPen(look.accent, 2.0))
            painter.drawEllipse(centre, radius + 3.6, radius + 3.6)

    def _place_names(self, view: MapView, area: QRectF, stamp: QRectF) -> list[Placed]:
        marks: list[tuple[str, QRectF]] = [("", stamp)] if not stamp.isEmpty() else []
        wanted = []
        order = {place.code: number for number, place in enumerate(view.places)}
        for place in view.places:
            centre = self.anchor(place.code)
            if centre is None or not area.contains(centre):
                continue
            radius = self.dots.get(place.code, 0.0)
            mark = (radius or 2.0) + (2.5 if place.restricted else 1.2)
            marks.append(
                (place.code, QRectF(centre.x() - mark, centre.y() - mark, 2 * mark, 2 * mark))
            )
            room = QRectF() if radius else self.shape(place.code).boundingRect()
            wanted.append(
                Wanted(
                    place.code,
                    (f"{place.name} {place.label}", f"{place.code} {place.label}"),
                    centre,
                    mark + (2.0 if place.code == view.selected else 0.0),
                    room,
                )
            )
        wanted.sort(key=lambda name: (name.code != view.selected, order[name.code]))
        return map_labels.place(wanted, marks, area.adjusted(2, 2, -2, -2))

    def _draw_names(self, painter: QPainter, look: Theme) -> None:
        painter.setFont(look.font(look.size.label, True))
        ground = look.faded(look.surface, 0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        for name in self.names:
            painter.drawRoundedRect(name.box, 3, 3)
        for name in self.names:
            box = name.box.adjusted(map_labels.PAD, 0, 0, 0)
            ink.draw_line(painter, box, name.text, look.text)
