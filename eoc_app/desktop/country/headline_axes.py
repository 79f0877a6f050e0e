"""Protection and effort beside the score: a quiet paragraph for each, in its axis' own colour."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QPainter

from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.theme import Theme
from eoc_app.views.headline_view import BesideScore

MOST: Final = 3
"""Figures that an axis shows where there is room; the table twin has them all."""
_BOUND: Final = re.compile(r"(?<=\d) (?=\w)| (?=\u00b7)")
"""A figure keeps to its unit, and the dot between two figures to the first of them."""
_NARROW: Final = 240.0
"""Below this width the figures stand under the name of their axis."""


def draw_axes(
    painter: QPainter | None,
    y: float,
    width: float,
    look: Theme,
    axes: tuple[BesideScore, ...],
    most: int,
) -> float:
    """Draw, or only measure without a painter; returns the height that was used.

    With 0 figures of an axis, only how many there are: the tip has them.
    """
    if not most:
        return _draw_counts(painter, y, width, look, axes)
    size, top = look.size.label, y
    titles = max((ink.text_width(axis.title, size, True) for axis in axes), default=0.0)
    inset = titles + look.space.m if width >= _NARROW else 0.0
    for axis in axes:
        name = ink.lines(axis.title, size, True, width)
        text = _BOUND.sub("\u00a0", figures_text(axis, most))
        figures = ink.lines(text, size, False, width - inset)
        if painter is not None:
            name.draw(painter, 0, y, look.role(axis.axis))
            colour = look.dim if axis.figures else look.mute
            figures.draw(painter, inset, y if inset else y + name.height, colour)
        y += figures.height if inset else name.height + figures.height
    return y - top


def _draw_counts(
    painter: QPainter | None,
    y: float,
    width: float,
    look: Theme,
    axes: tuple[BesideScore, ...],
) -> float:
    """Each axis with how many figures it has, side by side where they fit."""
    size, top, x, height = look.size.label, y, 0.0, 0.0
    for axis in axes:
        count = len(axis.figures)
        noun = "figure" if count == 1 else "figures"
        words = ink.flowing(axis.title, f"{count or 'no'} {noun}", size, width)
        wide = ink.text_width(axis.title, size, True) + ink.text_width(f"  {count} figures", size)
        if x and x + wide > width:
            x, y = 0.0, y + height
        if painter is not None:
            words.draw(painter, x, y, look.role(axis.axis))
        x, height = x + wide + look.space.l, words.height
    return y + height - top


def figures_text(axis: BesideScore, most: int = 0) -> str:
    """The first figures of an axis, or all of them, in one line; or that there is none."""
    shown = axis.figures[:most] if most else axis.figures
    return " \u00b7 ".join(figure.text for figure in shown) or axis.empty


def axes_text(axes: tuple[BesideScore, ...], most: int = 0) -> str:
    """Both axes as sentences, for readers of screens and for tips."""
    return " ".join(f"{axis.title}: {figures_text(axis, most)}." for axis in axes)
