"""The words of a chart above and under its plot, at three sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.views.series_view import SeriesView

Size = Literal["small", "panel", "page"]

_STAMP = "EXERCISE"
_BANDS = ("low", "guarded", "elevated", "high", "severe")


@dataclass(frozen=True, slots=True)
class Style:
    """Distances and type sizes of one size of chart, in logical pixels."""

    pad: int
    title: int
    figure: int
    words: int
    """Most lines of source and footnote."""
    hint: tuple[int, int]
    framed: bool
    """Whether the chart is a card of its own; on a card with others a rule parts it from them."""


def style(size: Size, look: Theme, *, framed: bool = True) -> Style:
    """The style of a size."""
    pad = look.space.m if framed else look.space.s
    if size == "small":
        return Style(pad, look.size.label, look.size.body, 4, (300, 204), framed)
    if size == "panel":
        return Style(pad, look.size.body, look.size.title, 4, (460, 260), framed)
    return Style(look.space.l, look.size.title, look.size.figure, 4, (1000, 560), framed)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a card, broken for its width, and the heights that they need."""

    title: ink.Lines
    value: ink.Lines | None
    state: ink.Lines | None
    beside: bool
    """Whether the state stands beside the value and not under it."""
    subtitle: ink.Lines | None
    ranged: ink.Lines | None
    source: ink.Lines | None
    head: float
    foot: float

    @property
    def cut(self) -> bool:
        """Whether a text did not fit; a tool-tip then has it."""
        texts = (self.title, self.subtitle, self.ranged, self.source, self.state)
        return any(text.cut for text in texts if text)


def words(view: SeriesView, width: float, kind: Style, look: Theme) -> Words:
    """Break the texts of a view for a card of this width."""
    inner = max(width - 2 * kind.pad, 40.0)
    small = look.size.small
    axis = ink.text_width(view.axis, small) + look.space.m
    title = ink.lines(_unbroken(view.title), kind.title, True, inner - axis, 3)
    stamp = stamp_width(look) + look.space.s if view.is_exercise else 0.0
    value = _some(view.value_text, kind.figure, True, inner - stamp - swatch_width(view, look), 3)
    used = swatch_width(view, look) + (value.width + look.space.s if value else 0.0)
    told = state_text(view)
    room = inner - stamp - used
    beside = value is None or (value.count == 1 and ink.text_width(told, small) <= room)
    state = _some(told, small, False, room if beside else inner - stamp, 2)
    line = max(value.height if value else 0.0, state.height if state and beside else 0.0)
    if view.is_exercise:
        line = max(line, 18.0)
    if state and not beside:
        line += state.height
    subtitle = _some(view.subtitle, small, False, inner, 6)
    source = _some(
        " · ".join(t for t in (view.source, view.footnote) if t), small, False, inner, kind.words
    )
    ranged = _some(view.range_text, small, False, inner, kind.words)
    head = kind.pad - 2 + title.height + 2 + line + (subtitle.height if subtitle else 0.0) + 2
    below = sum(text.height for text in (ranged, source) if text)
    foot = (below + 2 if below else 0.0) + kind.pad - 4
    return Words(title, value, state, beside, subtitle, ranged, source, head, foot)


def state_text(view: SeriesView) -> str:
    """The band by name, then the state: colour never says it alone."""
    band = view.level if view.level in _BANDS else ""
    told = view.known_text
    if band and band in told.casefold():
        band = ""
    return " · ".join(t for t in (band, told) if t)


def swatch_width(view: SeriesView, look: Theme) -> float:
    """Room of the band's colour before the value."""
    return 12.0 + look.space.xs if view.level != "none" else 0.0


def stamp_width(look: Theme) -> float:
    """Room of the exercise stamp."""
    return ink.text_width(_STAMP, look.size.small, True) + 20.0


def paint_words(
    painter: QPainter,
    view: SeriesView,
    card: QRectF,
    text: Words,
    kind: Style,
    look: Theme,
    foot: float,
) -> None:
    """The card, the words above the plot, and under it what is expected and the source."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.line, 1.0))
    painter.setBrush(look.surface)
    if kind.framed:
        box, radius = card.adjusted(0.5, 0.5, -0.5, -0.5), look.shape.card_radius
        painter.drawRoundedRect(box, radius, radius)
    else:
        painter.drawLine(QPointF(card.left(), 0.5), QPointF(card.right(), 0.5))
    left, right = card.left() + kind.pad, card.right() - kind.pad
    y = card.top() + kind.pad - 2
    text.title.draw(painter, left, y, look.text)
    axis = ink.lines(view.axis, look.size.small, False, 200.0)
    axis.draw(
        painter, right - axis.width, y + (text.title.step - axis.step) / 2, look.role(view.axis)
    )
    y += text.title.height + 2
    line = text.value.height if text.value else (text.state.step if text.state else 0.0)
    x = left
    if view.level != "none":
        first = text.value.step if text.value else line
        swatch = QRectF(x, y + (first - 12) / 2, 12, 12)
        painter.setPen(QPen(look.edge, 1.0))
        painter.setBrush(ink.level_brush(look, view.level))
        painter.drawRoundedRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        x += swatch_width(view, look)
    if text.value:
        known = view.knowledge == "fresh"
        text.value.draw(painter, x, y, look.text if known else look.dim)
        x += text.value.width + look.space.s
    below = line
    if text.state:
        colour = look.dim if view.knowledge == "fresh" else look.warning
        if text.beside:
            lift = (
                text.value.step - text.state.step - (2 if kind.figure > 15 else 1)
                if text.value
                else 0
            )
            text.state.draw(painter, x, y + max(lift, 0), colour)
            below = max(below, text.state.height)
        else:
            text.state.draw(painter, left, y + line, colour)
            below += text.state.height
    if view.is_exercise:
        wide = stamp_width(look)
        ink.draw_exercise(
            painter, QRectF(right - wide, y, wide, 18.0), look, look.size.small, _STAMP
        )
        below = max(below, 18.0)
    y += below
    if text.subtitle:
        text.subtitle.draw(painter, left, y, look.dim)
    y = card.bottom() - foot + 2
    for part, colour in ((text.ranged, look.dim), (text.source, look.mute)):
        if part:
            part.draw(painter, left, y, colour)
            y += part.height


def _some(text: str, size: int, bold: bool, width: float, most: int = 1) -> ink.Lines | None:  # noqa: FBT001
    plain = _unbroken(text)
    return ink.lines(plain, size, bold, max(width, 30.0), most) if plain else None


@lru_cache(maxsize=1024)
def _unbroken(text: str) -> str:
    """One line of text in which no line may begin with a percent sign, nor part `1 in 500`."""
    plain = " ".join(text.split())
    return plain.replace(" %", "\u00a0%").replace("1 in ", "1\u00a0in\u00a0")
