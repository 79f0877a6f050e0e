"""One signal of one country over time, at three sizes."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from eoc_app.desktop.kit import ink, note
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.series import (
    series_axes,
    series_card,
    series_pictures,
    series_plot,
    series_words,
)
from eoc_app.desktop.series.series_area import Area
from eoc_app.desktop.series.series_card import Size, Style
from eoc_app.desktop.series.series_pictures import Pictures
from eoc_app.desktop.series.value_axis import Scale
from eoc_app.views.series_view import SeriesView

if TYPE_CHECKING:
    from eoc_app.desktop.series.series_page import SeriesPage


class SeriesChart(QWidget):
    """A card with one signal: the finding, the value, the plot, the source.

    The plot is painted by `series_plot`. At size "page" it lies in a pyqtgraph view box that pans
    and zooms; smaller charts need none, keep what they painted, and so move the day cursor
    without painting anything else.
    """

    opened = QtCore.Signal(str)
    """The signal's name: double click or Enter."""
    table_requested = QtCore.Signal(str)
    """The signal's name: T."""

    def __init__(
        self, size: Size = "panel", parent: QWidget | None = None, *, framed: bool = True
    ) -> None:
        super().__init__(parent)
        self._size: Size = size
        self._framed = framed
        self._view: SeriesView | None = None
        self._least_head = 0.0
        self._least_foot = 0.0
        self._pictures = Pictures()
        self._sized = QSize()
        self._at: int | None = None
        self._placed: tuple[Area, Scale] | None = None
        self._broken: tuple[int, series_card.Words] | None = None
        self._page: SeriesPage | None = None
        self._overlay = _Overlay(self) if size == "page" else None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def view(self) -> SeriesView | None:
        """What is shown."""
        return self._view

    def show_view(self, view: SeriesView) -> None:
        """Draw this signal."""
        old, self._view = self._view, view
        if old == view:
            return
        words = series_pictures.words_differ(old, view)
        plot = series_pictures.plots_differ(old, view)
        # The words' height moves the plot.
        self._pictures.release(words=words, plot=words or plot)
        if words:
            self._broken = None
            self.setAccessibleName(view.title)
            self._offer_whole_words(view)
        if words or plot:
            self._placed = None
        if old is None or old.days != view.days:
            self._at = None
        if words or plot:
            self._describe(view)
        if self._page is not None and plot:
            self._page.show_view(view)
        self._place_page()
        self.update()

    def align(self, head: float, foot: float) -> None:
        """Leave at least this much room above and under the plot, as the neighbours do."""
        if (head, foot) != (self._least_head, self._least_foot):
            self._least_head, self._least_foot = head, foot
            self._forget()

    def release(self) -> None:
        """Drop what was painted; it is painted again when it is next seen."""
        self._pictures.release()

    def forget(self) -> None:
        """Show nothing and say nothing, as a chart that no signal is left for."""
        self.release()
        self._view = self._at = self._placed = self._broken = None
        self.setAccessibleName("")
        self.setAccessibleDescription("")
        self.setToolTip("")

    def link_x(self, other: SeriesChart) -> None:
        """Pan and zoom together with another chart of size "page"."""
        self._make_page().link_x(other._make_page())

    def sizeHint(self) -> QSize:
        return QSize(*self._style().hint)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        view = self._view
        painter = QPainter(self)
        if view is None:
            return
        look = current()
        kind, card = self._style(), QRectF(self.rect())
        foot = self._heights()[1]
        area, axis = self._place(view)
        self._pictures.hold(look, ink.pixel_ratio(painter))
        text = self.words_at(self.width())
        painter.drawPixmap(0, 0, self._pictures.words(view, card, text, kind, look, foot))
        if self._page is not None:
            series_axes.paint_margins(painter, view, self._area(), axis, card, kind, look)
        else:
            strip = self._plot_rect()
            plot = self._pictures.plot(view, card, strip, area, axis, kind, look)
            painter.drawPixmap(0, strip.top(), plot)
            self.paint_overlay(painter)
        if self.hasFocus():
            radius = float(current().shape.card_radius)
            ink.draw_focus(painter, QRectF(self.rect()), current(), radius)

    def paint_overlay(self, painter: QPainter) -> None:
        """The day cursor and the read-out, over what is kept."""
        view = self._view
        if view is None:
            return
        look, area = current(), self._area()
        if area.rect.width() < 11:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        series_plot.paint_cursor(painter, area, view, look)
        if self._at is not None and self._at < len(view.days):
            point = series_plot.paint_focus(painter, area, self._at, view, look)
            bounds = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            note.draw(painter, series_words.reading(view, self._at), point, bounds, look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Qt sends this event for every picture of a widget that was never shown.
        if self.size() != self._sized:
            self._sized = self.size()
            self._forget()
        if self._size == "page":
            self._make_page()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._broken = None
            self._forget()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_T
            and not event.modifiers()
        ):
            # The card around all charts has T too; here it asks for the table of this one.
            event.accept()
            return True
        return bool(super().event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._read(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._view is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._view.signal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        view, key = self._view, event.key()
        if view is None:
            super().keyPressEvent(event)
            return
        step = 7 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        last = len(view.days) - 1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(view.signal)
        elif key == Qt.Key.Key_T and not event.modifiers():
            self.table_requested.emit(view.signal)
        elif last >= 0 and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = step if key == Qt.Key.Key_Right else -step
            now = self._at_cursor() if self._at is None else self._at + way
            self._read(max(0, min(now, last)))
        elif last >= 0 and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._read(0 if key == Qt.Key.Key_Home else last)
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._read(None)
        else:
            super().keyPressEvent(event)

    def hover(self, at: QPointF) -> None:
        """Read out the day under a point of this widget, where the plot is."""
        view = self._view
        if view is None or not view.days:
            return
        area = self._area()
        if not area.rect.adjusted(-2, -2, 2, 2).contains(at):
            self._read(None)
            return
        day = area.day(at.x()) - 0.5
        found = bisect_left(view.days, day)
        near = [n for n in (found - 1, found) if 0 <= n < len(view.days)]
        self._read(min(near, key=lambda n: abs(view.days[n] - day)))

    def _at_cursor(self) -> int:
        view = self._view
        if view is None:
            return 0
        return max(0, min(bisect_left(view.days, int(view.cursor)), len(view.days) - 1))

    def _read(self, at: int | None) -> None:
        if at == self._at or self._view is None:
            return
        self._at = at
        self._describe(self._view)
        (self._overlay or self).update()

    def _describe(self, view: SeriesView) -> None:
        """Say the day that is read out, or the whole."""
        self.setAccessibleDescription(
            view.heard if self._at is None else ", ".join(series_words.reading(view, self._at))
        )

    def words_at(self, width: int) -> series_card.Words:
        """The texts of the view that is shown, broken for this width."""
        assert self._view is not None  # noqa: S101 - every caller holds a view
        if self._broken is None or self._broken[0] != width:
            words = series_card.words(self._view, width, self._style(), current())
            self._broken = width, words
        return self._broken[1]

    def _style(self) -> Style:
        return series_card.style(self._size, current(), framed=self._framed)

    def _heights(self) -> tuple[float, float]:
        text = self.words_at(self.width())
        return max(text.head, self._least_head), max(text.foot, self._least_foot)

    def _plot_rect(self) -> QRect:
        head, foot = self._heights()
        return QRect(0, int(head), self.width(), max(1, int(self.height() - foot) - int(head)))

    def _area(self) -> Area:
        view = self._view
        if view is None:
            return Area(QRectF(0, 0, 10, 10), 0, 1, 0, 1)
        if self._page is not None:
            return self._page.area().moved(QPointF(self._page.pos()))
        return self._place(view)[0]

    def _place(self, view: SeriesView) -> tuple[Area, Scale]:
        if self._placed is None:
            look = current()
            head, foot = self._heights()
            kind = self._style()
            card = QRectF(self.rect())
            self._placed = series_axes.plot_area(view, card, head, foot, kind, look)
        return self._placed

    def _offer_whole_words(self, view: SeriesView) -> None:
        """A tool-tip where a text does not fit."""
        whole = (
            view.title,
            view.subtitle,
            view.known_text,
            view.range_text,
            view.source,
            view.footnote,
        )
        cut = self.words_at(self.width()).cut
        self.setToolTip(ink.plain_tip("\n".join(t for t in whole if t)) if cut else "")

    def _forget(self) -> None:
        self.release()
        self._placed = None
        if self._view is not None:
            self._offer_whole_words(self._view)
        if self._page is not None:
            self._page.restyle()
        self._place_page()
        self.update()

    def _make_page(self) -> SeriesPage:
        if self._page is None:
            # pyqtgraph takes a quarter of a second to import, and only a large plot needs it.
            from eoc_app.desktop.series.series_page import SeriesPage  # noqa: PLC0415

            self._page = SeriesPage(self)
            self._page.hovered.connect(self._page_hovered)
            self._page.ranged.connect(self._page_ranged)
            self._page.opened.connect(self._page_opened)
            self._page.show()
            if self._view is not None:
                self._page.show_view(self._view)
            self._place_page()
        return self._page

    def _place_page(self) -> None:
        if self._page is None or self._view is None:
            return
        area, axis = self._place(self._view)
        left = self._style().pad
        self._page.setGeometry(
            left,
            round(area.rect.top() - series_axes.TICK_ROOM),
            round(area.rect.right() + series_axes.RING_ROOM) - left,
            round(area.rect.height() + series_axes.TICK_ROOM + series_axes.DATE_ROW),
        )
        self._page.fit(area.rect.left() - left, area.bottom, area.top, axis)
        if self._overlay is not None:
            self._overlay.setGeometry(self.rect())
            self._overlay.raise_()

    def _page_hovered(self, at: QPointF) -> None:
        if self._page is not None:
            self.hover(at + QPointF(self._page.pos()))

    def _page_ranged(self) -> None:
        self.update()
        if self._overlay is not None:
            self._overlay.update()

    def _page_opened(self) -> None:
        if self._view is not None:
            self.opened.emit(self._view.signal)


class _Overlay(QWidget):
    """Lies over the large plot and draws what moves; lets every click through."""

    def __init__(self, chart: SeriesChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._chart.paint_overlay(QPainter(self))
