"""What a small chart has painted and keeps, so that only what changed is painted again."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from eoc_app.desktop.kit.theme import Theme
from eoc_app.desktop.series import series_axes, series_card, series_plot
from eoc_app.desktop.series.series_area import Area
from eoc_app.desktop.series.series_card import Style, Words
from eoc_app.desktop.series.value_axis import Scale
from eoc_app.views.series_view import SeriesView

# What the picture of the words shows, and what the picture of the plot does: a change of one
# leaves the other as it is. The cursor is in neither.
_WORDS = attrgetter(
    "title",
    "subtitle",
    "footnote",
    "axis",
    "knowledge",
    "state_text",
    "value_text",
    "level",
    "source",
    "range_text",
    "exercise",
)
_PLOT = attrgetter(
    "empty",
    "axis",
    "unit",
    "form",
    "days",
    "values",
    "lower",
    "upper",
    "synthetic",
    "spans",
    "watch",
    "alert",
    "alarms",
    "range_days",
    "expected",
    "range_lower",
    "range_upper",
    "range_observed",
    "exceeded",
    "shades",
    "marks",
    "starts",
    "ends",
    "knowledge",
)


def words_differ(old: SeriesView | None, new: SeriesView) -> bool:
    """Whether the words around the plot are others."""
    return old is None or _WORDS(old) != _WORDS(new)


def plots_differ(old: SeriesView | None, new: SeriesView) -> bool:
    """Whether the plot is another one; the day cursor lies over it."""
    if old is None or _PLOT(old) != _PLOT(new):
        return True
    # A stretch without reports grows with the cursor, and silence is said in words on the plot.
    return new.knowledge != "fresh" and (
        old.cursor != new.cursor or old.state_text != new.state_text
    )


class Pictures:
    """The words and the plot of one card, for one theme and one pixel ratio."""

    def __init__(self) -> None:
        self._key = ("", 0.0)
        self._words: QPixmap | None = None
        self._plot: QPixmap | None = None

    def release(self, *, words: bool = True, plot: bool = True) -> None:
        """Drop what is kept."""
        if words:
            self._words = None
        if plot:
            self._plot = None

    def hold(self, look: Theme, ratio: float) -> None:
        """Drop what was painted for another theme or another pixel ratio."""
        if (look.name, ratio) != self._key:
            self.release()
            self._key = (look.name, ratio)

    def words(
        self, view: SeriesView, card: QRectF, text: Words, kind: Style, look: Theme, foot: float
    ) -> QPixmap:
        """The card with its words."""
        if self._words is None:
            self._words = self._blank(card.size().toSize())
            painter = QPainter(self._words)
            series_card.paint_words(painter, view, card, text, kind, look, foot)
            painter.end()
        return self._words

    def plot(
        self,
        view: SeriesView,
        card: QRectF,
        strip: QRect,
        area: Area,
        axis: Scale,
        kind: Style,
        look: Theme,
    ) -> QPixmap:
        """The plot with its axes: the part `strip` of the card."""
        if self._plot is None:
            self._plot = self._blank(strip.size())
            painter = QPainter(self._plot)
            painter.translate(0, -strip.top())
            if area.rect.width() > 11:
                series_axes.paint_axes(painter, area, axis, float(kind.pad), look)
                series_axes.paint_margins(painter, view, area, axis, card, kind, look)
                ticks = tuple(value for value, _ in axis.ticks)
                series_plot.paint(painter, area, view, look, ticks)
            painter.end()
        return self._plot

    def _blank(self, size: QSize) -> QPixmap:
        ratio = self._key[1]
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture
