"""The shapes of countries for the map, in units of the Equal Earth projection."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from functools import cache

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from eoc_app.core.places import ASSETS

# Stands under every map. Natural Earth is in the public domain and draws who holds a place, not
# who claims it; Crimea, Northern Cyprus, Somaliland and Siachen are drawn without a country.
CAPTION = "Boundaries: Natural Earth; no position implied"


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Shapes, label points and dots by alpha-2 code; y grows downward; never alter a path.

    `dots` are for countries too small to see or to click, and for those that have no shape.
    `nameless` are places whose status has no code of its own. `areas_km2` is by code of `shapes`.
    """

    shapes: dict[str, QPainterPath]
    labels: dict[str, QPointF]
    dots: dict[str, QPointF]
    nameless: list[QPainterPath]
    areas_km2: dict[str, float]
    bounds: QRectF


class _File(msgspec.Struct):
    shapes: dict[str, list[bytes]]
    nameless: list[bytes]
    labels: dict[str, tuple[float, float]]
    dots: dict[str, tuple[float, float]]
    areas_km2: dict[str, float]


@cache
def world() -> World:
    """The world without Antarctica, read once."""
    file = msgspec.msgpack.decode((ASSETS / "world" / "world.msgpack").read_bytes(), type=_File)
    shapes = {code: _path(rings) for code, rings in file.shapes.items()}
    bounds = QRectF()
    for shape in shapes.values():
        bounds = bounds.united(shape.controlPointRect())
    return World(
        shapes=shapes,
        labels={code: QPointF(x, y) for code, (x, y) in file.labels.items()},
        dots={code: QPointF(x, y) for code, (x, y) in file.dots.items()},
        nameless=[_path([ring]) for ring in file.nameless],
        areas_km2=file.areas_km2,
        bounds=bounds,
    )


def _path(rings: list[bytes]) -> QPainterPath:
    """The rings, little-endian int16 x0 y0 x1 y1 …, as one path whose holes stay open."""
    path = QPainterPath()
    for ring in rings:
        flat = array("h", ring)
        if sys.byteorder == "big":
            flat.byteswap()
        path.addPolygon(QPolygonF(list(map(QPointF, flat[::2], flat[1::2]))))
        path.closeSubpath()
    return path
