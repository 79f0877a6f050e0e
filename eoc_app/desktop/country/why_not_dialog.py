"""Why a country is not flagged, and each of its signals: sorted, filtered and copied."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.panel_frame import PanelFrame
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.views.risk_view import CountryRisk, RiskView, why_not_table


class WhyNotDialog(QDialog):
    """The country's own answer first, then one row for each signal; closed with Escape."""

    def __init__(self, view: RiskView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        twin = why_not_table(view)
        look = current()
        self.setWindowTitle(twin.title)
        self.answer = Label(_answer(view), size=look.size.title, bold=True, parent=self)
        self.rise = Label(_rise(view), role="dim", parent=self)
        self.table = DataTable(whole=True)
        frame = PanelFrame(self.table, twin.title, table=False)
        frame.show_view(twin)
        gap = look.space.s
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gap + look.space.xs, gap, gap + look.space.xs, gap)
        layout.setSpacing(gap)
        for label in (self.answer, self.rise):
            label.setVisible(bool(label.text()))
            layout.addWidget(label)
        layout.addWidget(frame, 1)
        self.setAccessibleDescription(f"{self.answer.text()} {self.rise.text()}".strip())
        room = parent.window().size() if parent is not None else QtCore.QSize(1200, 800)
        self.resize(min(1400, room.width() * 9 // 10), min(720, room.height() * 9 // 10))
        self.table.setFocus()


def _country(view: RiskView) -> CountryRisk | None:
    return view.countries[0] if view.countries else None


def _answer(view: RiskView) -> str:
    """Whether the country is flagged, or why it is not, as one sentence."""
    country = _country(view)
    if country is None or not country.why_not:
        return ""
    text = f"{country.name}: {country.why_not[0].text}."
    return text.replace(": it is: ", " is flagged: ")


def _rise(view: RiskView) -> str:
    """The smallest change that would put the country into a band of more concern."""
    country = _country(view)
    flip = next((flip for flip in country.flips if flip.up), None) if country else None
    return f"The smallest change that raises it: {flip.text}." if flip is not None else ""
