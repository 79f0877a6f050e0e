"""What all tables that are read row by row have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def by_rows(view: QTableView, *, several: bool = False) -> None:
    """Without lines and frame, chosen by whole rows, scrolled by pixels; Tab leaves the table."""
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setShowGrid(False)
    view.setCornerButtonEnabled(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    mode = QAbstractItemView.SelectionMode
    view.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
