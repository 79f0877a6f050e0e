"""The first lines of a country page: the score, what bounds it, and the sentence that says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from eoc_app.desktop.country import headline_axes
from eoc_app.desktop.kit import ink
from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import Theme, current
from eoc_app.views.headline_view import HeadlineView

_STAMP = "EXERCISE"
NOT_DRAWN = "by draws: being tried"
"""Stands where rank and score by draws are not known yet."""


class Headline(Content, QScrollArea):
    """Score, band, interval, rank and coverage, why, and what is not seen."""

    stamps_itself = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: HeadlineView | None = None
        self._words = _Words()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._words)
        self._words.setAutoFillBackground(False)  # which a scroll area switches on
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self._words.sizeHint()

    def whole_height(self, width: int) -> int:  # noqa: ARG002
        """The height at which no line has to be scrolled to."""
        return self._words.height_with(headline_axes.MOST, self.viewport().width())

    def show_view(self, view: HeadlineView) -> None:
        """Say this of a country."""
        if view == self._view:
            return
        self._view = view
        self._words.set_view(view)
        self._fit()
        self.setAccessibleName(
            f"{view.name}, {view.election}, {view.t_text}: {view.score_text}, {view.band}, "
            f"{view.interval_text}, {view.rank_text}, {view.coverage_text}"
        )
        exercise = "Exercise: synthetic data." if view.exercise else ""
        beside = headline_axes.axes_text(view.beside, headline_axes.MOST)
        sentences = (
            view.sentence, view.drawn_text, _would_flip(view), _not_seen(view), beside, exercise,
        )  # fmt: skip
        self.setAccessibleDescription(" ".join(text for text in sentences if text))
        self._words.setToolTip(_tip(view))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Show as many figures of protection and effort as leave nothing to be scrolled to."""
        # Of its own width: that of the view-port is less while there is something to scroll to,
        # and a bar that is there once would keep itself.
        room, width = self.height(), self.width()
        counts = range(headline_axes.MOST, -1, -1)
        fitting = next((n for n in counts if self._words.height_with(n, width) <= room), None)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if fitting is None else off)
        self._words.set_figures(fitting or 0)


def _would_flip(view: HeadlineView) -> str:
    return f"Would flip the band: {'; '.join(view.flips)}." if view.flips else ""


def _not_seen(view: HeadlineView) -> str:
    return f"Not seen: {'; '.join(view.not_seen)}." if view.not_seen else ""


def _tip(view: HeadlineView) -> str:
    """Every figure of protection and effort, and that none of them is in the score."""
    lines = [line for axis in view.beside for line in (
        f"{axis.title} stands beside the score and never raises or lowers it:",
        *(f"  {figure.text}" for figure in axis.figures),
        *([f"  {axis.empty}"] if axis.empty else ()),
    )]  # fmt: skip
    return ink.plain_tip("\n".join(lines)) if lines else ""


class _Words(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._view: HeadlineView | None = None
        self._figures = headline_axes.MOST
        self._heights: dict[tuple[int, int], int] = {}
        # Of both heights the one for the width counts: the hint's is that of a narrow card.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_view(self, view: HeadlineView) -> None:
        self._view = view
        self._heights = {}
        self.updateGeometry()
        self.update()

    def set_figures(self, most: int) -> None:
        """Show so many figures of an axis at most; with 0 only how many there are."""
        if most != self._figures:
            self._figures = most
            self.updateGeometry()
            self.update()

    def height_with(self, figures: int, width: int) -> int:
        """The height with so many figures of an axis at most."""
        height = self._heights.get((figures, width))
        if height is None:
            height = int(self._draw(None, float(width), current(), figures)) + 4
            self._heights[figures, width] = height
        return height

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_with(self._figures, width)

    def sizeHint(self) -> QSize:
        # The third figures of protection and effort stand only where room is left for them; a
        # narrow card takes no more of the page's height than one of a common width.
        return QSize(320, self.height_with(2, 360))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 100)

    def _draw(self, painter: QPainter | None, width: float, look: Theme, figures: int) -> float:
        """Draw, or only measure without a painter; returns the height that was used."""
        view = self._view
        if view is None:
            return 0.0
        size, y = look.size, 0.0
        y += self._draw_election(painter, width, look, view) + look.space.xs
        y += self._draw_score(painter, y, width, look, view)
        facts = " · ".join(text for text in (view.rank_text, view.coverage_text) if text)
        # Draws come later than the rest: their line is kept free for them, so that nothing jumps.
        drawn = view.drawn_text or (NOT_DRAWN if view.level in look.bands else "")
        for text in (facts, drawn):
            if text:
                words = ink.lines(text, size.label, False, width)
                if painter is not None:
                    words.draw(painter, 0, y, look.dim)
                y += words.height
        for text, face, bold, colour in (
            (view.sentence, size.title, True, look.text),
            (_would_flip(view), size.label, False, look.dim),
            (_not_seen(view), size.label, False, look.mute),
        ):
            if text:
                y += look.space.s
                words = ink.lines(text, face, bold, width)
                if painter is not None:
                    words.draw(painter, 0, y, colour)
                y += words.height
        if view.beside:
            # Last, so that they never push down why the score is what it is.
            y += look.space.s if figures else look.space.xs
            y += headline_axes.draw_axes(painter, y, width, look, view.beside, figures)
        return y

    def _draw_election(
        self, painter: QPainter | None, width: float, look: Theme, view: HeadlineView
    ) -> float:
        stamp = ink.text_width(_STAMP, look.size.small, True) + 24 if view.exercise else 0.0
        room = width - stamp - (look.space.s if stamp else 0)
        words = ink.flowing(view.t_text, view.election, look.size.body, room)
        if painter is not None:
            words.draw(painter, 0, 2, look.dim)
            if stamp:
                box = QRectF(width - stamp, 0, stamp, 20)
                ink.draw_exercise(painter, box, look, look.size.small, _STAMP)
        return max(words.height + 2, 20.0 if stamp else 0.0)

    def _draw_score(
        self, painter: QPainter | None, y: float, width: float, look: Theme, view: HeadlineView
    ) -> float:
        size = look.size
        score = ink.text_width(view.score_text, size.hero, True)
        high = float(size.hero)
        pill = ink.text_width(view.band, size.body, True) + 20
        interval = ink.text_width(view.interval_text, size.body)
        # Where all three do not fit side by side, band and interval go below the score.
        beside = score + 12 + pill + 12 + interval <= width
        x = score + 12 if beside else 0.0
        top = y + high - 26 if beside else y + high + 8
        if painter is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(look.font(size.hero, True))
            base = y + high * 0.86
            painter.setPen(look.text)
            painter.drawText(0, int(base), view.score_text)
            _draw_pill(painter, QRectF(x, top, pill, 22), look, view)
            painter.setFont(look.font(size.body))
            box = QRectF(x + pill + 12, top, interval + 2, 22)
            ink.draw_line(painter, box, view.interval_text, look.dim)
        return high + 6 if beside else high + 38

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._draw(QPainter(self), float(self.width()), current(), self._figures)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()


def _draw_pill(painter: QPainter, box: QRectF, look: Theme, view: HeadlineView) -> None:
    painter.setFont(look.font(look.size.body, True))
    if view.level in look.bands:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.band(view.level))
        painter.drawRoundedRect(box, look.shape.radius, look.shape.radius)
        painter.setPen(look.band_text(view.level))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, view.band)
        return
    # No band: hatched at both ends, its words on a plain ground.
    painter.setPen(QPen(look.not_assessable, 1.0))
    painter.setBrush(ink.level_brush(look, view.level))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.fillRect(box.adjusted(6, 1, -6, -1), look.surface)
    painter.setPen(look.text)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, view.band)
