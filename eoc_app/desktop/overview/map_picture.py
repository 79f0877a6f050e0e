"""The world drawn on a pixmap: land once for a zoom, countries whenever their bands change."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QRegion, QTransform

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.desktop.overview import map_labels
from eoc_app.desktop.overview.map_labels import Box, Placed, Wanted
from eoc_app.desktop.overview.map_outlines import Line, MapOutlines, line_of
from eoc_app.desktop.overview.map_shapes import MapShapes
from eoc_app.desktop.overview.world import world
from eoc_app.views.levels import Level
from eoc_app.views.map_view import MapView, Place

_DOT: Final = 4.5
_LEAST_DOT: Final = 2.5
_SEEN: Final = 9.0
"""A country narrower than this on the screen gets a dot, else nobody would see its band."""
_LARGE: Final = 70.0
"""A country larger than this on the screen may be covered in part by a name."""
STAMP: Final = QSizeF(92, 22)


class _Fill(NamedTuple):
    """All that the fill of a country depends on."""

    level: Level
    exercise: bool


class _Spot(NamedTuple):
    """Where a country is on the screen: a dot of some radius, or a box."""

    centre: QPointF
    radius: float
    box: QRectF
    large: bool


class MapPicture:
    """All of the map that does not move with the pointer, at one size, zoom and theme."""

    def __init__(self) -> None:
        self._shapes = MapShapes()
        self._outlines = MapOutlines(self._shapes)
        self._look: Theme | None = None
        self._view: MapView | None = None
        self._land: QPixmap | None = None
        self._areas: QPixmap | None = None
        self._dotted: QPixmap | None = None
        self._filled: dict[str, _Fill] = {}
        self._dots_drawn: dict[str, tuple[_Fill, Line]] = {}
        self._codes: frozenset[str] = frozenset()
        self._spots: dict[str, _Spot | None] = {}
        self._marks: dict[tuple[str, bool, bool], tuple[QRectF, Box]] = {}
        self._held: dict[tuple[str, float], bool] = {}
        self._dot_boxes: dict[str, QRect] = {}
        self.dots: dict[str, float] = {}
        """Radius by country, for those that are drawn as a dot."""
        self.names: list[Placed] = []
        self._stamp = QRectF()

    def shape(self, code: str) -> QPainterPath:
        """A country in logical pixels."""
        return self._shapes.path(code)

    def anchor(self, code: str) -> QPointF | None:
        """Where a country's dot or name stands, in logical pixels."""
        units = world()
        point = units.dots.get(code) if code in self.dots else None
        point = point or units.labels.get(code)
        return None if point is None else self._shapes.transform.map(point)

    def prepare(self, view: MapView, transform: QTransform, size: QSizeF, ratio: float) -> None:
        """Make ready for a view, drawing anew only where something is not as it was."""
        look = current()
        fresh = self._shapes.place(transform, size, ratio) or look != self._look
        if fresh:
            self._look, self._land, self._areas = look, None, None
            self._outlines.forget()
        if view is self._view and not fresh:
            return
        area = QRectF(QPointF(), size)
        # Places come in order of rank, which moves every day; who has a dot does not rest on it.
        codes = frozenset(place.code for place in view.places)
        if fresh or codes != self._codes:
            self._codes = codes
            self._spots, self._dot_boxes, self._dotted = {}, {}, None
            self._marks, self._held = {}, {}
            self._size_dots(view, area)
        self._fill(view, look)
        self._outlines.draw(view, look)
        self._dot(view, look)
        self._view = view
        synthetic = view.is_exercise
        # The lower left corner is the empty South Pacific until somebody zooms.
        corner = QPointF(8, size.height() - STAMP.height() - 8)
        self._stamp = QRectF(corner, STAMP) if synthetic else QRectF()
        self.names = self._place_names(view, area)

    def draw(self, painter: QPainter) -> None:
        """Draw what was prepared."""
        look, view = self._look, self._view
        lines = self._outlines.pixmap
        if look is None or view is None or self._areas is None or lines is None:
            return
        painter.drawPixmap(0, 0, self._areas)
        painter.drawPixmap(0, 0, lines)
        if self._dotted is not None:
            painter.drawPixmap(0, 0, self._dotted)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._stamp.isEmpty():
            ink.draw_exercise(painter, self._stamp, look, look.size.label, "EXERCISE")
        self._draw_names(painter, look)

    def _draw_land(self, look: Theme) -> QPixmap:
        pixmap = self._shapes.blank()
        pixmap.fill(look.water)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        units = world()
        area = QRectF(QPointF(), self._shapes.size)
        nameless = [self._shapes.transform.map(path) for path in units.nameless]
        shapes = [self.shape(code) for code in units.shapes]
        seen = [path for path in (*shapes, *nameless) if path.controlPointRect().intersects(area)]
        for path in seen:
            painter.fillPath(path, look.land)
        painter.setPen(QPen(look.border, 0.8))
        for path in seen:
            painter.drawPath(path)
        painter.end()
        return pixmap

    def _fill(self, view: MapView, look: Theme) -> None:
        """Bring the pixmap of filled countries up to date, inside what has changed."""
        wanted = {place.code: _Fill(place.level, place.exercise) for place in view.places}
        if self._areas is not None and wanted == self._filled:
            return
        if self._land is None:
            self._land = self._draw_land(look)
        changed = QRegion()
        if self._areas is None:
            self._areas = QPixmap(self._land)
            changed = self._shapes.area
        else:
            for code in {*wanted, *self._filled}:
                if wanted.get(code) != self._filled.get(code):
                    changed = changed.united(self._shapes.box(code))
        painter = QPainter(self._areas)
        painter.setClipRegion(changed)
        painter.drawPixmap(0, 0, self._land)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        synthetic = ink.exercise_over(look)
        for code, fill in wanted.items():
            if not changed.intersects(self._shapes.box(code)):
                continue
            path = self.shape(code)
            if fill.level != "none":
                painter.fillPath(path, ink.level_brush(look, fill.level))
            for brush in synthetic if fill.exercise else ():
                painter.fillPath(path, brush)
        painter.end()
        self._filled = wanted

    def _size_dots(self, view: MapView, area: QRectF) -> None:
        """Choose who gets a dot, and shrink dots that would touch."""
        units = world()
        self.dots = {}
        for place in view.places:
            box = self.shape(place.code).controlPointRect()
            if min(box.width(), box.height()) < _SEEN and place.code in units.labels:
                self.dots[place.code] = _DOT
        centres = {code: point for code in self.dots if (point := self.anchor(code)) is not None}
        spots = [(code, point.x(), point.y()) for code, point in centres.items()]
        for code, x, y in spots:
            if not area.contains(centres[code]):
                continue
            nearest = min(
                (abs(other_x - x) + abs(other_y - y) for name, other_x, other_y in spots
                 if name != code),
                default=100.0,
            )  # fmt: skip
            self.dots[code] = max(_LEAST_DOT, min(_DOT, nearest / 2.6))

    def _dot(self, view: MapView, look: Theme) -> None:
        """Bring the pixmap of dots up to date, where a dot is not as it was."""
        wanted = {
            place.code: (_Fill(place.level, place.exercise), line_of(place, view.selected))
            for place in view.places
            if place.code in self.dots
        }
        drawn = self._dots_drawn
        if self._dotted is None:
            self._dotted, drawn = self._shapes.blank(), {}
            self._dotted.fill(look.faded(look.ground, 0.0))
        changed = {code for code in {*wanted, *drawn} if wanted.get(code) != drawn.get(code)}
        self._dots_drawn = wanted
        if not changed:
            return
        boxes = {code: self._dot_box(code) for code in {*wanted, *drawn}}
        again = self._touched(changed, boxes)
        painter = QPainter(self._dotted)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        for code in again:
            painter.fillRect(boxes[code], look.ground)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in reversed(view.places):
            if place.code in again:
                self._draw_dot(painter, place, look, selected=place.code == view.selected)
        painter.end()

    def _touched(self, changed: set[str], boxes: dict[str, QRect]) -> set[str]:
        """The dots to draw again: those that changed, and whatever lies in their boxes in turn.

        A clip would do with less, but cuts edges otherwise than drawing everything does.
        """
        again, found = set(changed), list(changed)
        while found:
            box = boxes[found.pop()]
            near = [code for code, other in boxes.items() if code not in again
                    and other.intersects(box)]  # fmt: skip
            again.update(near)
            found.extend(near)
        return again

    def _dot_box(self, code: str) -> QRect:
        if code not in self._dot_boxes:
            self._dot_boxes[code] = self._box_around(code)
        return self._dot_boxes[code]

    def _box_around(self, code: str) -> QRect:
        centre, reach = self.anchor(code), self.dots.get(code, _DOT) + 6.0
        if centre is None:
            return QRect()
        corner = QPointF(centre.x() - reach, centre.y() - reach)
        return QRectF(corner, QSizeF(2 * reach, 2 * reach)).toAlignedRect()

    def _draw_dot(self, painter: QPainter, place: Place, look: Theme, *, selected: bool) -> None:
        centre, radius = self.anchor(place.code), self.dots[place.code]
        if centre is None:
            return
        painter.setPen(QPen(look.surface, 1.2))
        painter.setBrush(look.surface)
        painter.drawEllipse(centre, radius + 1.2, radius + 1.2)
        colour = ink.level_colour(look, place.level)
        if place.level in ("not_assessable", "no_data"):
            # A hatch does not show in so small a circle: hollow and struck through.
            style = (
                Qt.PenStyle.SolidLine if place.level == "not_assessable" else Qt.PenStyle.DotLine
            )
            painter.setPen(QPen(colour, 1.2, style))
            painter.drawEllipse(centre, radius - 0.6, radius - 0.6)
            reach = radius * 0.6
            painter.drawLine(centre + QPointF(-reach, reach), centre + QPointF(reach, -reach))
        else:
            painter.setPen(QPen(look.edge, 0.8))
            painter.setBrush(colour)
            painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place.exercise:
            painter.setPen(QPen(look.exercise, 1.2, Qt.PenStyle.DashLine))
            painter.drawEllipse(centre, radius + 0.4, radius + 0.4)
        if place.outline is not None:
            painter.setPen(ink.outline_pen(look, place.outline))
            painter.drawEllipse(centre, radius + 1.8, radius + 1.8)
        if selected:
            painter.setPen(QPen(look.accent, 2.0))
            painter.drawEllipse(centre, radius + 3.6, radius + 3.6)

    def _place_names(self, view: MapView, area: QRectF) -> list[Placed]:
        stamp = map_labels.box_of(self._stamp.adjusted(-4, -4, 4, 4))
        marks = [] if self._stamp.isEmpty() else [stamp]
        points: list[Box] = []
        wanted: list[Wanted] = []
        for place in sorted(view.places, key=lambda place: place.code != view.selected):
            spot = self._spot(place.code)
            if spot is None or not area.contains(spot.centre):
                continue
            chosen = place.code == view.selected
            mark, box = self._mark_of(place, spot, chosen=chosen)
            (marks if spot.radius else points).append(box)
            named = place.level != "no_data" or chosen
            if named and len(wanted) < map_labels.MOST:
                forms = (f"{place.name} {place.label}", f"{place.code} {place.label}")
                inside = spot.large or self._holds(place.code, spot.centre, forms[0])
                room = spot.box if inside else QRectF()
                wanted.append(Wanted(place.code, forms, spot.centre, mark, room))
        return map_labels.place(wanted, marks, points, area.adjusted(2, 2, -2, -2))

    def _spot(self, code: str) -> _Spot | None:
        """Where a country is on the screen, worked out once for a zoom."""
        if code not in self._spots:
            centre = self.anchor(code)
            radius = self.dots.get(code, 0.0)
            box = QRectF() if radius else self.shape(code).controlPointRect()
            most, least = max(box.width(), box.height()), min(box.width(), box.height())
            large = most > _LARGE and least > _LARGE * 0.7
            self._spots[code] = None if centre is None else _Spot(centre, radius, box, large)
        return self._spots[code]

    def _mark_of(self, place: Place, spot: _Spot, *, chosen: bool) -> tuple[QRectF, Box]:
        """What the name of a country stands beside."""
        key = (place.code, bool(place.outline), chosen)
        known = self._marks.get(key)
        if known is None:
            mark = spot.box
            if spot.radius or spot.large:
                reach = (spot.radius or 2.0) + (2.5 if place.outline else 1.2)
                reach += 2.0 if spot.radius and chosen else 0.0
                x, y = spot.centre.x(), spot.centre.y()
                mark = QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
            known = self._marks[key] = (mark, map_labels.box_of(mark))
        return known

    def _holds(self, code: str, centre: QPointF, text: str) -> bool:
        """Whether a name lies inside its country's outline, corners and all."""
        size = map_labels.size_of(text)
        known = self._held.get((code, size.width()))
        if known is None:
            known = self._held[code, size.width()] = self._surrounds(code, centre, size)
        return known

    def _surrounds(self, code: str, centre: QPointF, size: QSizeF) -> bool:
        path = self.shape(code)
        if path.controlPointRect().width() < size.width():
            return False
        x, y = size.width() / 2, size.height() / 2
        return all(path.contains(centre + QPointF(dx, dy)) for dx in (-x, x) for dy in (-y, y))

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
