"""What a card shows and how to read it; where its figures come from is one click further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from eoc_app.desktop.kit.copying import copy_text
from eoc_app.desktop.kit.label import Label
from eoc_app.desktop.kit.theme import current
from eoc_app.views.problem_view import Trace

_WIDE: Final = 680
_HIGH: Final = 220
"""Logical pixels of the list of queries and sources."""
_SHOW, _HIDE = "Where these figures come from", "Hide where these figures come from"


def provenance_text(traces: Sequence[Trace]) -> str:
    """Queries with their digests, and the sources that their rows name, as lines of text."""
    queries = [f"{trace.query}  {trace.digest}" for trace in traces]
    sources = [*dict.fromkeys(source for trace in traces for source in trace.sources)]
    sources += [
        f"and {trace.further_sources} more by {trace.query}"
        for trace in traces
        if trace.further_sources
    ]
    return "\n".join(
        (
            "Sources that the rows name (the screen Sources lists every file of the snapshot)",
            *(sources or ["the rows name none"]),
            "",
            "Queries, each with the SHA-256 of its text",
            *queries,
        )
    )


class ExplanationDialog(QDialog):
    """Two sentences first; closed with Escape. Only its own button copies anything."""

    def __init__(
        self, title: str, explained: str, traces: Sequence[Trace], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = current()
        self.setWindowTitle("About this card")
        self.setAccessibleName(f"About {title}")
        self.setAccessibleDescription(explained)
        self.setMinimumWidth(_WIDE)
        heading = Label(title, size=look.size.title, bold=True, parent=self)
        self.words = Label(explained, parent=self)
        self.words.setVisible(bool(explained))
        for label in (heading, self.words):
            # As high as its lines, however high the dialog is.
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.more = QPushButton(_SHOW)
        self.more.setCheckable(True)
        self.more.setVisible(bool(traces))
        self.more.toggled.connect(self._show_provenance)
        self.provenance = QPlainTextEdit(provenance_text(traces))
        self.provenance.setReadOnly(True)
        self.provenance.setTabChangesFocus(True)
        self.provenance.setAccessibleName(_SHOW)
        self.provenance.setFixedHeight(_HIGH)
        self.copy = QPushButton("Copy")
        self.copy.setToolTip("Copy queries, digests and sources")
        self.copy.clicked.connect(self._copy)
        close = QPushButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space.s)
        buttons.addWidget(self.more)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.space.l, look.space.m, look.space.l, look.space.m)
        layout.setSpacing(look.space.m)
        layout.addWidget(heading)
        layout.addWidget(self.words)
        layout.addWidget(self.provenance)
        layout.addLayout(buttons)
        self.provenance.hide()
        self.copy.hide()
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_provenance(self, shown: bool) -> None:  # noqa: FBT001 - as Qt tells it
        self.more.setText(_HIDE if shown else _SHOW)
        self.provenance.setVisible(shown)
        self.copy.setVisible(shown)
        self.copy.setText("Copy")
        self.adjustSize()

    def _copy(self) -> None:
        copy_text(self.provenance.toPlainText())
        self.copy.setText("Copied")
