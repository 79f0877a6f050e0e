"""How the widgets put text, hatches and marks on a painter: the strokes that all of them share."""

from __future__ import annotations

import html
import re
import textwrap
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
    QTransform,
)

from eoc_app.desktop.kit.theme import Theme, theme
from eoc_app.domain.restrictions.restriction import Standing
from eoc_app.views.levels import Level
from eoc_app.views.map_view import Outline

_BOUND = re.compile(r"(?<=\d) (?=[%→])|(?<=→) (?=\d)|(?<=\d) (?=(?:d|h|min|s|pp)\b)")
_DIGIT = re.compile(r"[0-9]")
_BESIDE_LETTER = re.compile(r"[^\W\d_][0-9]|[0-9][^\W\d_]")
# Put together once: Python takes longer to join flags than Qt to draw a short text.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_TO_THE_LEFT = Qt.AlignmentFlag.AlignLeft | _ONE_LINE
_TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | _ONE_LINE
_TIP_SIGNS = 100
_TIP_LINES = 30
_MEASURE = "dark"  # Type sizes are the same in both themes, so any theme's fonts measure.


def pixel_ratio(painter: QPainter) -> float:
    """Device pixels for one logical pixel, on a screen or on a picture of another scale."""
    return painter.deviceTransform().m11() or 1.0


@lru_cache(maxsize=64)
def metrics(size: int, bold: bool = False) -> QFontMetricsF:  # noqa: FBT001, FBT002
    """Measures of the interface face."""
    return QFontMetricsF(theme(_MEASURE).font(size, bold))


@lru_cache(maxsize=8192)
def text_width(text: str, size: int, bold: bool = False) -> float:  # noqa: FBT001, FBT002
    """Width of one line of text in logical pixels."""
    # Digits are all as wide as each other, so another day's figures need not be measured; only
    # beside a letter do some of them stand closer than others.
    alike = text if _BESIDE_LETTER.search(text) else _DIGIT.sub("0", text)
    return _measured_width(alike, size, bold)


@lru_cache(maxsize=8192)
def _measured_width(text: str, size: int, bold: bool) -> float:  # noqa: FBT001
    return metrics(size, bold).horizontalAdvance(text)


class Lines:
    """Text broken into lines for a width; words longer than it are broken inside."""

    def __init__(
        self,
        text: str,
        size: int,
        bold: bool,  # noqa: FBT001
        width: float,
        most: int,
        *,
        right: bool = False,
        strong: int = 0,
    ) -> None:
        face = metrics(size, bold)
        self.step = float(round(face.height()))
        shown, self.cut = text, False
        self._layout = _broken(
            shown, size, width, bold=bold, right=right, step=self.step, strong=strong
        )
        if most and self._layout.lineCount() > most:
            # Only where the caller sets a limit; it offers the whole text in a tool-tip.
            self.cut = True
            start = self._layout.lineAt(most - 1).textStart()
            left = " ".join(text[start:].splitlines())
            rest = face.elidedText(left, Qt.TextElideMode.ElideRight, width)
            shown = text[:start] + rest
            self._layout = _broken(shown, size, width, bold=bold, right=right, step=self.step)
        count = self._layout.lineCount()
        self.count = count
        self.height = self.step * count
        self.width = max(
            (self._layout.lineAt(i).naturalTextWidth() for i in range(count)), default=0.0
        )

    def draw(
        self,
        painter: QPainter,
        x: float,
        y: float,
        colour: QColor,
        tail: tuple[int, QColor] | None = None,
    ) -> None:
        """Draw with the upper left corner at (x, y); from `tail[0]` on in the colour `tail[1]`."""
        painter.setPen(colour)
        if tail is None:
            self._layout.draw(painter, QPointF(x, y))
            return
        rest = QTextLayout.FormatRange()
        rest.start, rest.length = tail[0], max(len(self._layout.text()) - tail[0], 0)
        rest.format.setForeground(QBrush(tail[1]))
        self._layout.draw(painter, QPointF(x, y), [rest])


def _broken(
    text: str,
    size: int,
    width: float,
    *,
    bold: bool,
    right: bool,
    step: float,
    strong: int = 0,
) -> QTextLayout:
    # A figure is not parted from its sign, nor from what it became; lengths stay as they are.
    bound = _BOUND.sub("\u00a0", text).replace("\n", "\u2028")
    layout = QTextLayout(bound, theme(_MEASURE).font(size, bold))
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    if strong:
        span = QTextLayout.FormatRange()
        span.start, span.length = 0, strong
        span.format.setFont(theme(_MEASURE).font(size, True))
        layout.setFormats([span])
    layout.beginLayout()
    ascent = metrics(size, bold).ascent()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        # Taller scripts would push their line down onto the next: base lines keep their distance.
        line.setPosition(QPointF(0.0, y + min(0.0, ascent - line.ascent())))
        y += step
    layout.endLayout()
    return layout


@lru_cache(maxsize=2048)
def lines(
    text: str,
    size: int,
    bold: bool,  # noqa: FBT001
    width: float,
    most: int = 0,
    *,
    right: bool = False,
) -> Lines:
    """Text broken for a width; `most` lines where given, the last one then ends in an ellipsis."""
    return Lines(text, size, bold, width, most, right=right)


@lru_cache(maxsize=1024)
def flowing(subject: str, text: str, size: int, width: float) -> Lines:
    """A bold subject and the text about it, as one paragraph."""
    return Lines(f"{subject}  {text}", size, False, width, 0, strong=len(subject))


def draw_line(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: QColor,
    *,
    right: bool = False,
) -> None:
    """One line of text in the painter's font, centred in the height of `rect`, never wrapped."""
    painter.setPen(colour)
    painter.drawText(rect, _TO_THE_RIGHT if right else _TO_THE_LEFT, text)


def exercise_hatch(look: Theme, share: float = 0.55, zoom: float = 1.0) -> QBrush:
    """The hatch of synthetic data; it leans the other way than the one of "not assessable"."""
    brush = look.hatch(look.faded(look.exercise, share), zoom)
    brush.setTransform(QTransform.fromScale(-1.0, 1.0))
    return brush


def exercise_over(look: Theme) -> tuple[QBrush, QBrush]:
    """Two brushes, one after the other, for synthetic data on the fill of any band.

    The first cuts the strokes out of the fill, so that the second is seen on every colour.
    """
    cut = look.hatch(look.surface)
    cut.setTransform(QTransform.fromScale(-1.0, 1.0))
    return cut, exercise_hatch(look, 0.6)


def outline_pen(look: Theme, outline: Outline) -> QPen:
    """The outline of a country in which a rule is in force; its stroke says by which clock."""
    pen = QPen(look.warning, 1.3)
    if outline == "then":
        pen.setDashPattern([6.0, 4.0])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    elif outline == "now":
        pen.setWidthF(2.0)
        pen.setDashPattern([0.1, 2.0])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def level_brush(look: Theme, level: Level, zoom: float = 1.0) -> QBrush:
    """The fill of a band, or the hatch that says why there is no band."""
    if level == "not_assessable":
        return look.hatch(look.not_assessable, zoom)
    if level == "no_data":
        return look.hatch(look.faded(look.not_assessable, 0.4), zoom)
    if level == "none":
        return QBrush(look.land)
    return QBrush(look.band(level))


def level_colour(look: Theme, level: Level) -> QColor:
    """A solid colour for a stroke or a dot of the level."""
    if level in ("not_assessable", "no_data"):
        return look.not_assessable
    return look.mute if level == "none" else look.band(level)


def standing_colour(look: Theme, standing: Standing) -> QColor:
    """The text colour of a restriction state."""
    if standing == "in_force":
        return look.warning
    return look.dim if standing == "upcoming" else look.mute


def draw_standing(painter: QPainter, rect: QRectF, standing: Standing, colour: QColor) -> None:
    """The mark of a restriction state: filled in force, hollow next, struck through ended.

    What is not known or undated has a dotted outline, what was withdrawn is crossed out; where
    there is no rule there is no mark.
    """
    bar = QRectF(0.0, 0.0, 6.0, 11.0)
    bar.moveCenter(rect.center())
    pen = QPen(colour, 1.2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if standing == "in_force":
        painter.fillRect(bar, colour)
    elif standing == "upcoming":
        painter.setPen(pen)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
    elif standing == "ended":
        painter.setPen(pen)
        painter.drawLine(
            QPointF(bar.left(), bar.center().y()), QPointF(bar.right(), bar.center().y())
        )
    elif standing == "moved":
        cross = QRectF(0.0, 0.0, 7.0, 7.0)
        cross.moveCenter(bar.center())
        painter.setPen(pen)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
    elif standing in ("not_known", "undated"):
        pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))


def diamond(centre: QPointF, radius: float) -> QPolygonF:
    """The mark of an election day."""
    return QPolygonF(
        [
            centre + QPointF(0.0, -radius),
            centre + QPointF(radius, 0.0),
            centre + QPointF(0.0, radius),
            centre + QPointF(-radius, 0.0),
        ]
    )


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def draw_focus(painter: QPainter, rect: QRectF, look: Theme, radius: float = 4.0) -> None:
    """The ring that says where the keyboard is."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.accent, look.shape.focus))
    inset = look.shape.focus / 2
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def draw_exercise(painter: QPainter, rect: QRectF, look: Theme, size: int, text: str) -> None:
    """A stamp: dashed, hatched, in the colour of exercises, with its word on a plain ground."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.surface)
    painter.drawRoundedRect(box, 3, 3)
    painter.setBrush(exercise_hatch(look, 0.35))
    pen = QPen(look.exercise, 1.0, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawRoundedRect(box, 3, 3)
    word = QRectF(0, 0, text_width(text, size, True) + 8, metrics(size, True).height())
    word.moveCenter(rect.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.surface)
    painter.drawRect(word)
    painter.setFont(look.font(size, True))
    painter.setPen(look.exercise)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def plain_tip(text: str) -> str:
    """Text for a tool-tip, which reads mark-up: every sign stands for itself, lines stay lines.

    A tool-tip larger than the screen would hide what it tells of, so long lines are broken and
    the last ones left out.
    """
    lines: list[str] = []
    for line in text.splitlines():
        lines += [line] if len(line) <= _TIP_SIGNS else textwrap.wrap(line, _TIP_SIGNS)
    if len(lines) > _TIP_LINES:
        lines = [*lines[: _TIP_LINES - 1], "\N{HORIZONTAL ELLIPSIS}"]
    escaped = html.escape("\n".join(lines))
    return f"<p style='white-space:pre'>{escaped}</p>" if escaped else ""
