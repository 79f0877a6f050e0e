"""Draws `assets/icons/` from the colours of `theme.toml`: `python assets/build_icons.py`.

The application icon is the five bands as a clock around a check mark; the small ones are what the
style sheet points at. PNG, because not every Qt has its SVG plugin; the SVG is the source to share.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPainterPath, QPen, QPolygonF

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from eoc_app.desktop.kit.theme import NAMES, Theme, theme

ICONS = Path(__file__).resolve().parent / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256)
CHECK = ((93.0, 135.0), (118.0, 160.0), (163.0, 106.0))
RADIUS, STROKE, START, SWEEP, GAP = 84.0, 25.0, 225.0, 270.0, 8.0


def arcs(shown: Theme) -> list[tuple[QColor, float, float]]:
    """Colour, start and sweep in degrees of the five segments, clockwise."""
    count = len(shown.bands)
    sweep = (SWEEP - GAP * (count - 1)) / count
    return [
        (colour, START - number * (sweep + GAP), -sweep)
        for number, colour in enumerate(shown.bands.values())
    ]


def draw_application(size: int, shown: Theme) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 256, size / 256)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.surface)
    painter.drawRoundedRect(QRectF(4, 4, 248, 248), 56, 56)
    # At 16 px a thin stroke would be grey mist.
    weight = 1.25 if size <= 24 else 1.0
    frame = QRectF(128 - RADIUS, 134 - RADIUS, 2 * RADIUS, 2 * RADIUS)
    for colour, start, sweep in arcs(shown):
        painter.setPen(QPen(colour, STROKE * weight, c=Qt.PenCapStyle.FlatCap))
        painter.drawArc(frame, round(start * 16), round(sweep * 16))
    pen = QPen(shown.text, 20 * weight)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in CHECK]))
    painter.end()
    return image


def application_svg(shown: Theme) -> str:
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" fill="none">',
        f'<rect x="4" y="4" width="248" height="248" rx="56" fill="{shown.surface.name()}"/>',
    ]
    frame = QRectF(128 - RADIUS, 134 - RADIUS, 2 * RADIUS, 2 * RADIUS)
    for colour, start, sweep in arcs(shown):
        path = QPainterPath()
        path.arcMoveTo(frame, start)
        a = path.currentPosition()
        path.arcTo(frame, start, sweep)
        b = path.currentPosition()
        lines.append(
            f'<path d="M{a.x():.1f} {a.y():.1f}A{RADIUS:g} {RADIUS:g} 0 0 1'
            f' {b.x():.1f} {b.y():.1f}"'
            f' stroke="{colour.name()}" stroke-width="{STROKE:g}"/>'
        )
    points = " ".join(f"{x:g},{y:g}" for x, y in CHECK)
    lines.append(
        f'<polyline points="{points}" stroke="{shown.text.name()}" stroke-width="20"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return "\n".join([*lines, "</svg>", ""])


def draw_mark(points: tuple[tuple[float, float], ...], colour: QColor, scale: int) -> QImage:
    """A line in a box of 12 × 12."""
    image = QImage(12 * scale, 12 * scale, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    pen = QPen(colour, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.end()
    return image


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication(sys.argv)
    ICONS.mkdir(exist_ok=True)
    for size in SIZES:
        draw_application(size, theme("dark")).save(str(ICONS / f"eoc-{size}.png"))
    (ICONS / "eoc.svg").write_text(application_svg(theme("dark")), encoding="utf-8")
    for name in NAMES:
        for scale, suffix in ((1, ""), (2, "@2x")):
            shown = theme(name)
            down = draw_mark(((2.5, 4.5), (6, 8), (9.5, 4.5)), shown.dim, scale)
            down.save(str(ICONS / f"chevron-down-{name}{suffix}.png"))
            up = draw_mark(((2.5, 7.5), (6, 4), (9.5, 7.5)), shown.dim, scale)
            up.save(str(ICONS / f"chevron-up-{name}{suffix}.png"))
            check = draw_mark(((2.5, 6.2), (5, 8.7), (9.5, 3.5)), shown.on_strong, scale)
            check.save(str(ICONS / f"check-{name}{suffix}.png"))
    del app


if __name__ == "__main__":
    main()
