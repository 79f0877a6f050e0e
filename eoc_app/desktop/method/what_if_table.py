"""Countries by tried weights beside the method's, under the stamp that says so."""

from __future__ import annotations

from PySide6 import QtCore
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from eoc_app.desktop.kit.content import Content
from eoc_app.desktop.kit.theme import current
from eoc_app.desktop.method.what_if_banner import WhatIfBanner
from eoc_app.desktop.tables.data_table import DataTable
from eoc_app.desktop.tables.paper_table import PaperTable
from eoc_app.views.what_if_view import WhatIfView, weights_table


class WhatIfTable(Content, QWidget):
    """The banner is part of the table, so that no picture of it is without its stamp."""

    country_chosen = QtCore.Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = current()
        self._view: WhatIfView | None = None
        self._weights: PaperTable | None = None
        self.banner = WhatIfBanner(self)
        self.table = DataTable(self)
        self.table.country_chosen.connect(self.country_chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.table)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(look.space.s)
        self._inside.addWidget(self.banner)
        self._inside.addWidget(self.table, 1)

    def show_view(self, view: WhatIfView) -> None:
        """Show these countries; where one looked and what was selected stay."""
        if view == self._view:
            return
        self._view = view
        self.banner.show_stamp(view.stamp)
        self.table.show_view(view.as_table())
        if self._weights is not None:
            self._weights.show_view(weights_table(view))

    def for_paper(self) -> None:
        """Print every row, and the weights under them."""
        self._weights = PaperTable(self)
        self.table.for_paper()
        self.banner.for_paper()
        self._inside.addWidget(self._weights)
        if self._view is not None:
            self._weights.show_view(weights_table(self._view))

    def whole_height(self, width: int) -> int:
        """The height at which no row has to be scrolled to."""
        gap = self._inside.spacing()
        height = self.banner.heightForWidth(width) + gap + self.table.whole_height(width)
        if self._weights is None:
            return height
        below = self._weights.whole_height(width)
        self._weights.setFixedHeight(below)
        return height + gap + below
