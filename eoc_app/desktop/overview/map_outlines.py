"""Borders and outlines of countries on a pixmap of their own: they change less than bands do."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QPainter, QPen, QPixmap, QRegion

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.overview.map_shapes import MapShapes
from eoc_app.views.map_view import MapView, Outline, Place


class Line(NamedTuple):
    """All that the outline of a country depends on."""

    hatched: bool
    outline: Outline | None
    selected: bool


def line_of(place: Place, selected: str | None) -> Line:
    """How a country is outlined."""
    hatched = place.level in ("not_assessable", "no_data")
    return Line(hatched, place.outline, place.code == selected)


class MapOutlines:
    """The pixmap of all outlines at one zoom; another day draws only what is not as it was."""

    def __init__(self, shapes: MapShapes) -> None:
        self._shapes = shapes
        self._lines: dict[str, Line] = {}
        self._under: dict[str, tuple[str, ...]] = {}
        """By country with a rule: those with a rule that are drawn before it and may touch it."""
        self._near: dict[str, frozenset[str]] = {}
        self.pixmap: QPixmap | None = None

    def forget(self) -> None:
        """Draw everything anew, since zoom, size or theme are others."""
        self.pixmap = None
        self._near = {}

    def draw(self, view: MapView, look: Theme) -> None:
        """Bring the pixmap up to date."""
        lines = {place.code: line_of(place, view.selected) for place in view.places}
        if view.selected is not None:
            lines.setdefault(view.selected, Line(False, None, True))
        if self.pixmap is None:
            self.pixmap = self._drawn(lines, self._shapes.area, look)
            self._lines, self._under = lines, {}
            return
        under = self._order_of_rules(lines)
        changed = self._changed(lines, under)
        self._lines, self._under = lines, under
        if changed.isEmpty():
            return
        # Drawn whole and then cut out: under a clip, Qt strokes edges otherwise.
        part = self._drawn(lines, changed, look)
        painter = QPainter(self.pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.setClipRegion(changed)
        painter.drawPixmap(0, 0, part)
        painter.end()

    def _changed(self, lines: dict[str, Line], under: dict[str, tuple[str, ...]]) -> QRegion:
        """The region around countries whose outline, or what lies under it, is another."""
        changed = QRegion()
        for code in {*lines, *self._lines}:
            if lines.get(code) != self._lines.get(code) or under.get(code) != self._under.get(code):
                changed = changed.united(self._shapes.box(code))
        return changed.intersected(self._shapes.area)

    def _order_of_rules(self, lines: dict[str, Line]) -> dict[str, tuple[str, ...]]:
        """Borders are drawn in order of rank; only where rules touch can that be seen."""
        ruled = [code for code, line in lines.items() if line.outline is not None]
        return {
            code: tuple(
                earlier for earlier in ruled[:place] if earlier in self._neighbours(code, lines)
            )
            for place, code in enumerate(ruled)
        }

    def _neighbours(self, code: str, lines: dict[str, Line]) -> frozenset[str]:
        neighbours = self._near.get(code)
        if neighbours is None:
            box = self._shapes.box
            neighbours = frozenset(other for other in lines if box(other).intersects(box(code)))
            self._near[code] = neighbours
        return neighbours

    def _drawn(self, lines: dict[str, Line], region: QRegion, look: Theme) -> QPixmap:
        """Every outline that may reach into a region."""
        pixmap = self._shapes.blank()
        pixmap.fill(look.faded(look.ground, 0.0))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = self._shapes
        lined = [
            (line, shapes.path(code))
            for code, line in lines.items()
            if region.intersects(shapes.box(code))
        ]
        plain, hatched = QPen(look.faded(look.edge, 0.75), 0.8), QPen(look.not_assessable, 0.8)
        for line, path in lined:
            painter.setPen(hatched if line.hatched else plain)
            painter.drawPath(path)
        # Last, so that no neighbour covers them; the seam parts an outline from a like fill.
        ruled = [(ink.outline_pen(look, line.outline), path) for line, path in lined
                 if line.outline is not None]  # fmt: skip
        chosen = [(QPen(look.accent, 2.0), path) for line, path in lined if line.selected]
        for seam, drawn in ((QPen(look.border, 3.2), ruled), (QPen(look.border, 4.0), chosen)):
            painter.setPen(seam)
            for _pen, path in drawn:
                painter.drawPath(path)
            for pen, path in drawn:
                painter.setPen(pen)
                painter.drawPath(path)
        painter.end()
        return pixmap
